//! An organisation with everything the administrator may see and do.

use super::browse::{accounts_of, members_of, steps};
use crate::me::Administrator;
use crate::route::Route;
use kit::components::{
    Banner, BarAction, Breadcrumb, Button, ButtonKind, ConfirmSheet, Counter, Counters, Fact, Facts,
    IconName, List, ListRow, Screen, Section, Skeleton, Tag, Tone, use_toast,
};
use kit::hooks::{use_action, use_remote};
use kit::services::router::{href, replace};
use kit::services::{api, platform};
use kit::text::{self, Term as _, everyday, home, number, orgs as words, titles};
use shared_types::endpoint::Nothing;
use shared_types::ids::OrgId;
use shared_types::orgs::{Dissolve, Org, Show};
use shared_types::permission::Permission;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`OrgDetails`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OrgDetailsProps {
    /// Who looks.
    pub me: Administrator,
    /// At which organisation.
    pub org: OrgId,
}

/// The details.
#[component]
pub(crate) fn OrgDetails(props: &OrgDetailsProps) -> Html {
    let org = use_remote(props.org.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    let action = match org.ready() {
        Some(_) if props.me.may(Permission::ManageOrgs) => {
            html! { <BarAction label={everyday::EDIT} href={href(&Route::EditOrg(props.org.clone()))} /> }
        }
        Some(_) | None => Html::default(),
    };
    html! {
        <Screen title={titles::ORG} back={href(&Route::Orgs)} {action}>
            { org.show(Skeleton::Facts, |org| html! { <Sheet me={props.me.clone()} org={org.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SheetProps {
    me: Administrator,
    org: Rc<Org>,
}

#[component]
fn Sheet(props: &SheetProps) -> Html {
    let (me, org) = (&props.me, &props.org);
    let parent = org.path.iter().rev().nth(1);
    let kind = html! {
        <span class="cluster">
            <Tag label={org.kind.word()} tone={Tone::Plain} />
            <>if org.village { <Tag label={words::VILLAGE} /> }</>
        </span>
    };
    let ending = text::term_end(org.term_ends, platform::today().0);
    let (starts, ends) = (org.term_starts.map(text::day), org.term_ends.map(text::day));
    let term = words::term(starts.as_deref(), ends.as_deref());
    let mut counters = vec![
        Counter {
            figure: number(org.counts.members).into(),
            label: home::MEMBER_COUNT.into(),
            href: Some(members_of(&org.org)),
        },
        Counter {
            figure: number(org.counts.corrections).into(),
            label: home::WAITING_CORRECTIONS.into(),
            href: None,
        },
    ];
    if !org.kind.is_branch() {
        let below = Some(href(&Route::OrgsBelow(org.org.clone())));
        counters.insert(
            1,
            Counter {
                figure: number(org.counts.children).into(),
                label: home::ORG_COUNT.into(),
                href: below,
            },
        );
    }
    // One's own organisation can only be moved or dissolved by a superior.
    let below_mine = parent.is_some();
    html! {
        <>
            <Breadcrumb steps={steps(org)} />
            <>
                if org.moving {
                    <Banner tone={Tone::Wait} title={words::MOVING}>{ words::MOVING_ADVICE }</Banner>
                }
            </>
            <div class="card card--padded">
                <h2 class="card__title">{ &org.name }</h2>
                { kind }
            </div>
            <Counters {counters} />
            <Section title={words::CONTACT}>
                <Facts>
                    <Fact label={words::SECRETARY} value={org.secretary.clone().unwrap_or_else(|| words::VACANT.to_owned())} />
                    <Fact label={words::SECRETARY_MOBILE} value={org.secretary_mobile.clone().unwrap_or_default()} call={org.secretary_mobile.clone().map(AttrValue::from)} />
                    <Fact label={words::PHONE} value={org.phone.clone().unwrap_or_default()} call={org.phone.clone().map(AttrValue::from)} />
                    <Fact label={words::ADDRESS} value={org.address.clone().unwrap_or_default()} copy=true />
                    {
                        match ending {
                            Some((label, tone)) => html! { <Fact label={words::TERM}><span class="cluster">{ &term }<Tag {label} {tone} icon={IconName::Clock} /></span></Fact> },
                            None => html! { <Fact label={words::TERM} value={term.clone()} /> },
                        }
                    }
                </Facts>
            </Section>
            <Section title={words::MANAGE}>
                <List label={words::MANAGE}>
                    { link(IconName::Members, words::MEMBERS, members_of(&org.org)) }
                    <>if !org.kind.is_branch() { { link(IconName::Orgs, words::BELOW, href(&Route::OrgsBelow(org.org.clone()))) } }</>
                    <>if me.may(Permission::ViewAccounts) { { link(IconName::Accounts, words::ACCOUNTS, accounts_of(&org.org)) } }</>
                    <>if me.may(Permission::ManageOrgs) && below_mine { { link(IconName::Move, words::MOVE, href(&Route::MoveOrg(org.org.clone()))) } }</>
                </List>
            </Section>
            <>if me.may(Permission::ManageOrgs) && below_mine { <Dissolution org={org.clone()} /> }</>
        </>
    }
}

fn link(icon: IconName, label: &'static str, href: AttrValue) -> Html {
    html! { <li key={label}><ListRow lead={icon.draw()} title={html! { { label } }} {href} /></li> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct DissolutionProps {
    org: Rc<Org>,
}

/// Ends the organisation, after a question.
#[component]
fn Dissolution(props: &DissolutionProps) -> Html {
    let open = use_state(|| false);
    let toast = use_toast();
    let up = props.org.path.iter().rev().nth(1).map(|crumb| crumb.org.clone());
    let dissolve = use_action(
        |(org, version): (OrgId, u64)| api::call_at::<Dissolve>(org, Nothing {}, version),
        move |outcome| {
            if outcome.is_ok() {
                toast.emit(AttrValue::Static(words::DISSOLVED));
                replace(&href(&up.clone().map_or(Route::Orgs, Route::OrgsBelow)));
            }
        },
    );
    let toggle = |to: bool| {
        let (open, clear) = (open.clone(), dissolve.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            open.set(to);
        })
    };
    let on_confirm = {
        let (run, org) = (dissolve.run.clone(), props.org.clone());
        Callback::from(move |()| run.emit((org.org.clone(), org.version)))
    };
    html! {
        <>
            <Button kind={ButtonKind::Danger} wide=true icon={IconName::Remove} label={words::DISSOLVE} on_press={toggle(true)} />
            <ConfirmSheet title={words::dissolve_title(&props.org.name)} act={words::DISSOLVE_ACT} danger=true open={*open}
                pending={dissolve.pending} fault={dissolve.fault()} {on_confirm} on_close={toggle(false)}>
                <p>{ words::DISSOLVE_MEANS }</p>
            </ConfirmSheet>
        </>
    }
}
