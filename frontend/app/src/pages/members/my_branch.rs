//! One's branch; one tap calls the secretary.

use crate::route::Route;
use kit::components::{Button, Fact, Facts, IconName, Screen, Skeleton, Tag, Tone};
use kit::hooks::use_remote;
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, members as words, number, orgs, titles};
use shared_types::members::{Branch, MyBranch as Ask};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CallSecretary`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CallSecretaryProps {
    /// Whose secretary.
    pub branch: Rc<Branch>,
}

/// The key that calls, or why there is none.
#[component]
pub(crate) fn CallSecretary(props: &CallSecretaryProps) -> Html {
    match &props.branch.secretary_mobile {
        Some(mobile) => html! {
            <Button wide=true icon={IconName::Phone} label={words::CALL_SECRETARY} href={["tel:", mobile].concat()} />
        },
        None => html! { <p class="quiet center">{ words::NO_SECRETARY_NUMBER }</p> },
    }
}

/// 我的支部
#[component]
pub(crate) fn MyBranch() -> Html {
    let branch = use_remote((), |()| async { api::ask::<Ask>(()).await.map(Some) });
    html! {
        <Screen title={titles::MY_BRANCH} back={href(&Route::Home)}>
            { branch.show(Skeleton::Facts, draw) }
        </Screen>
    }
}

fn draw(branch: &Rc<Branch>) -> Html {
    let phone = |value: &Option<String>| {
        (AttrValue::from(value.clone().unwrap_or_default()), value.clone().map(AttrValue::from))
    };
    let (mobile, call_mobile) = phone(&branch.secretary_mobile);
    let (office, call_office) = phone(&branch.phone);
    let ends = text::day_of(branch.term_ends);
    let ending = text::term_end(branch.term_ends, platform::today().0);
    html! {
        <>
            <div class="card card--padded">
                <div>
                    <h2 class="card__title">{ &branch.name }</h2>
                    <p class="quiet">{ orgs::path(branch.path.iter().map(String::as_str)) }</p>
                </div>
                <p class="cluster"><Tag label={branch.kind.word()} tone={Tone::Plain} /></p>
                <CallSecretary branch={branch.clone()} />
            </div>
            <Facts>
                <Fact label={orgs::SECRETARY} value={branch.secretary.clone().unwrap_or_else(|| orgs::VACANT.to_owned())} />
                <Fact label={orgs::SECRETARY_MOBILE} value={mobile} call={call_mobile} />
                <Fact label={orgs::PHONE} value={office} call={call_office} />
                <Fact label={orgs::ADDRESS} value={branch.address.clone().unwrap_or_default()} copy=true />
                {
                    match ending {
                        Some((label, tone)) => html! { <Fact label={orgs::TERM_ENDS}><span class="cluster">{ ends }<Tag {label} {tone} icon={IconName::Clock} /></span></Fact> },
                        None => html! { <Fact label={orgs::TERM_ENDS} value={ends} /> },
                    }
                }
                <Fact label={words::BRANCH_MEMBERS} value={[&number(branch.members), " 名"].concat()} />
            </Facts>
        </>
    }
}
