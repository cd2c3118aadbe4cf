//! A member's record, for administrators: numbers masked until they are asked for.

use super::record_facts::{facts, head};
use crate::me::Administrator;
use crate::route::Route;
use kit::components::{
    BarAction, Button, ButtonKind, ConfirmSheet, Fact, IconName, List, ListRow, MaskedFact, Screen, Skeleton,
    use_toast,
};
use kit::hooks::{use_action, use_remote};
use kit::services::api;
use kit::services::router::href;
use kit::text::{everyday, members as words, titles, transfers};
use shared_types::auth::ResetMemberPassword;
use shared_types::ids::MemberId;
use shared_types::members::{MaskedField, Member, Show, Standing, Unmask, Unmasking};
use shared_types::permission::Permission;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`MemberRecord`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct MemberRecordProps {
    /// Who looks.
    pub me: Administrator,
    /// At whom.
    pub member: MemberId,
}

/// The record.
#[component]
pub(crate) fn MemberRecord(props: &MemberRecordProps) -> Html {
    let member =
        use_remote(props.member.clone(), |member| async { api::ask::<Show>(member).await.map(Some) });
    let manages = props.me.may(Permission::ManageMembers);
    let action = match member.ready() {
        Some(member) if manages => {
            html! { <BarAction label={everyday::EDIT} href={href(&Route::EditMember(member.member.clone()))} /> }
        }
        Some(_) | None => Html::default(),
    };
    html! {
        <Screen title={titles::MEMBER} back={href(&Route::Members)} {action}>
            { member.show(Skeleton::Facts, |member| html! { <Record me={props.me.clone()} member={member.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RecordProps {
    me: Administrator,
    member: Rc<Member>,
}

#[component]
fn Record(props: &RecordProps) -> Html {
    let member = &props.member;
    let manages = props.me.may(Permission::ManageMembers);
    let unmasks = props.me.may(Permission::UnmaskMembers);
    let numbers = html! {
        <>
            <Number member={member.member.clone()} field={MaskedField::IdNumber} label={words::ID_NUMBER} masked={member.id_number.clone()} {unmasks} />
            <Number member={member.member.clone()} field={MaskedField::Mobile} label={words::MOBILE} masked={member.mobile.clone().unwrap_or_default()} {unmasks} />
        </>
    };
    let branch = html! {
        <Fact label={words::BRANCH}><a class="link" href={href(&Route::Org(member.branch.clone()))}>{ &member.branch_name }</a></Fact>
    };
    html! {
        <>
            { head(member) }
            <>if props.me.may(Permission::ManageTransfers) { { transfer(member) } }</>
            { facts(member, numbers, branch) }
            <>if unmasks { <p class="quiet">{ words::UNMASK_NOTICE }</p> }</>
            <>
                if manages {
                    <List label={words::VIEWINGS}>
                        <li key="viewings"><ListRow lead={IconName::Eye.draw()} title={html! { { words::VIEWINGS } }} href={href(&Route::Viewings(member.member.clone()))} /></li>
                    </List>
                    <Reset member={member.clone()} />
                }
            </>
        </>
    }
}

/// The transfer that is under way, or the way to begin one.
fn transfer(member: &Member) -> Html {
    match &member.transfer {
        Some(transfer) => html! {
            <List label={transfers::IN_TRANSFER}>
                <li key="transfer">
                    <ListRow lead={IconName::Transfers.draw()} title={html! { { transfers::IN_TRANSFER } }} detail={html! { { transfers::SEE_PROGRESS } }}
                        href={href(&Route::Transfer(transfer.clone()))} />
                </li>
            </List>
        },
        None if member.standing == Standing::Normal => {
            let address = [&href(&Route::ChooseTransfer), "?member=", member.member.as_str()].concat();
            html! { <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Transfers} label={transfers::TRANSFER_MEMBER} href={address} /> }
        }
        None => Html::default(),
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct NumberProps {
    member: MemberId,
    field: MaskedField,
    label: &'static str,
    masked: String,
    unmasks: bool,
}

/// A masked number, and asking for the whole one. The whole one lives as long as this screen.
#[component]
fn Number(props: &NumberProps) -> Html {
    let toast = use_toast();
    let whole = use_state(|| None::<AttrValue>);
    let unmask = {
        let whole = whole.clone();
        use_action(
            |(member, field): (MemberId, MaskedField)| api::call::<Unmask>(member, Unmasking { field }),
            move |outcome| match outcome {
                Ok(unmasked) => whole.set(Some(unmasked.value.into())),
                Err(failure) => toast.emit(kit::text::failure_sentence(&failure)),
            },
        )
    };
    let on_reveal = {
        let (run, member, field) = (unmask.run.clone(), props.member.clone(), props.field);
        props.unmasks.then(|| Callback::from(move |()| run.emit((member.clone(), field))))
    };
    html! {
        <MaskedFact label={props.label} masked={props.masked.clone()} whole={(*whole).clone()} {on_reveal} pending={unmask.pending}
            phone={props.field == MaskedField::Mobile} />
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ResetProps {
    member: Rc<Member>,
}

/// The initial password again, after a question.
#[component]
fn Reset(props: &ResetProps) -> Html {
    let open = use_state(|| false);
    let toast = use_toast();
    let reset = {
        let open = open.clone();
        use_action(api::ask::<ResetMemberPassword>, move |outcome| {
            if outcome.is_ok() {
                open.set(false);
                toast.emit(AttrValue::Static(words::RESET_DONE));
            }
        })
    };
    let toggle = |to: bool| {
        let (open, clear) = (open.clone(), reset.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            open.set(to);
        })
    };
    let on_confirm = {
        let (run, member) = (reset.run.clone(), props.member.member.clone());
        Callback::from(move |()| run.emit(member.clone()))
    };
    html! {
        <>
            <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Key} label={words::RESET} on_press={toggle(true)} />
            <ConfirmSheet title={words::reset_title(&props.member.particulars.name)} act={words::RESET_ACT} danger=true open={*open}
                pending={reset.pending} fault={reset.fault()} {on_confirm} on_close={toggle(false)}>
                <p>{ words::RESET_MEANS }</p>
            </ConfirmSheet>
        </>
    }
}
