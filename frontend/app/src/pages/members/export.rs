//! The list as a file for a spreadsheet, part by part, with its progress.

use super::filters::Asked;
use kit::components::{Banner, Button, ButtonKind, IconName, Sheet, Tone, use_toast};
use kit::hooks::use_action;
use kit::services::platform::Platform;
use kit::services::{api, files, platform};
use kit::text::members as words;
use shared_types::members::{Export, MemberFilter};
use std::cell::Cell;
use yew::prelude::*;

/// Properties of [`ExportSheet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ExportSheetProps {
    /// The filters in force.
    pub asked: Asked,
    /// The list shows what a search found, which has no export.
    pub searching: bool,
    /// Whether it is shown.
    pub open: bool,
    /// Away; a running export stops.
    pub on_close: Callback<()>,
}

/// What will be exported, how far it is, and the file.
#[component]
pub(super) fn ExportSheet(props: &ExportSheetProps) -> Html {
    let toast = use_toast();
    let rows = use_state_eq(|| 0_u32);
    let parts = use_state(|| None::<Vec<String>>);
    let stopped = use_memo(props.open, |_| Cell::new(false));
    let export = {
        let (rows, parts) = (rows.clone(), parts.clone());
        let (progress, stopped) = (rows.setter(), stopped.clone());
        use_action(
            move |filter: MemberFilter| {
                let (progress, stopped) = (progress.clone(), stopped.clone());
                async move {
                    let (mut filter, mut done, mut parts) = (filter, 0_u32, Vec::new());
                    while !stopped.get() {
                        let part = api::call::<Export>((), filter.clone()).await?;
                        done += part.rows;
                        progress.set(done);
                        parts.push(part.csv);
                        match part.next {
                            Some(next) => filter.cursor = Some(next),
                            None => return Ok(Some(parts)),
                        }
                    }
                    Ok(None)
                }
            },
            move |outcome| {
                if let Ok(done) = outcome {
                    parts.set(done);
                }
            },
        )
    };
    let on_start = {
        let (run, rows, asked) = (export.run.clone(), rows.clone(), props.asked.clone());
        Callback::from(move |()| {
            rows.set(0);
            run.emit(asked.filter());
        })
    };
    let on_close = {
        let (parts, on_close) = (parts.clone(), props.on_close.clone());
        Callback::from(move |()| {
            stopped.set(true);
            parts.set(None);
            on_close.emit(());
        })
    };
    let on_save = {
        let (parts, on_close) = (parts.clone(), on_close.clone());
        Callback::from(move |()| {
            if let Some(parts) = &*parts {
                let name = words::export_name(&platform::today().0.to_string());
                if files::save(&name, "text/csv;charset=utf-8", parts) {
                    toast.emit(AttrValue::Static(words::EXPORT_DONE));
                }
                on_close.emit(());
            }
        })
    };
    let body = if Platform::current().wechat {
        html! { <Banner tone={Tone::Wait} title={words::EXPORT_WECHAT}>{ words::EXPORT_WECHAT_ADVICE }</Banner> }
    } else if props.searching {
        html! { <p>{ words::EXPORT_FOUND }</p> }
    } else if parts.is_some() {
        html! {
            <>
                <Banner tone={Tone::Ok}>{ words::exported(*rows) }</Banner>
                <Button wide=true icon={IconName::Export} label={words::EXPORT_SAVE} on_press={on_save} />
            </>
        }
    } else {
        html! {
            <>
                <p>{ words::EXPORT_WHAT }</p>
                <p class="quiet">{ words::EXPORT_AUDIT }</p>
                <>if export.pending { <p role="status" class="num">{ words::exporting(*rows) }</p> }</>
                <>{ export.banner() }</>
                <Button kind={ButtonKind::Primary} wide=true label={words::EXPORT_START} pending={export.pending} on_press={on_start} />
            </>
        }
    };
    html! { <Sheet title={words::EXPORT_TITLE} open={props.open} {on_close}>{ body }</Sheet> }
}
