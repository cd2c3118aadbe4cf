//! The filters of the members' list, as the address keeps them.

use crate::me::Administrator;
use crate::pages::orgs::{OrgSheet, fits_any};
use kit::components::{ChipButton, Choice, ChoiceSheet};
use kit::text::{Term as _, members as words};
use shared_types::ids::OrgId;
use shared_types::members::{MemberFilter, MemberKind, Standing, choice};
use shared_types::orgs::Org;
use std::rc::Rc;
use yew::prelude::*;

/// The filters in the address, empty where they do not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub org: AttrValue,
    pub name: AttrValue,
    pub kind: AttrValue,
    pub standing: AttrValue,
}

impl Asked {
    /// What to ask for. A broken value in the address filters nothing.
    pub(super) fn filter(&self) -> MemberFilter {
        MemberFilter {
            org: self.org.parse().ok(),
            kind: choice(&self.kind).ok(),
            standing: choice(&self.standing).ok(),
            cursor: None,
        }
    }

    /// Whether rows are left out beyond the choice of an organisation; then the count of all is not known.
    pub(super) fn selects(&self) -> bool {
        !(self.name.is_empty() && self.kind.is_empty() && self.standing.is_empty())
    }
}

/// Properties of [`Filters`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct FiltersProps {
    /// Who filters.
    pub me: Administrator,
    /// What is in force.
    pub asked: Asked,
    /// The organisation in force.
    pub org: Option<Rc<Org>>,
    /// Another organisation, empty for one's own.
    pub on_org: Callback<AttrValue>,
    /// Another kind.
    pub on_kind: Callback<AttrValue>,
    /// Another standing.
    pub on_standing: Callback<AttrValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Org,
    Kind,
    Standing,
}

/// Three chips, each with its sheet.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let open = use_state_eq(|| Open::Nothing);
    let show = |what: Open| {
        let open = open.clone();
        Callback::from(move |()| open.set(what))
    };
    let (kinds, standings) = (
        Choice::of_filter(words::ALL_KINDS, MemberKind::choices()),
        Choice::of_filter(words::ALL_STANDINGS, Standing::choices()),
    );
    let asked = &props.asked;
    let org_label = match &props.org {
        Some(org) if !asked.org.is_empty() => AttrValue::from(org.name.clone()),
        Some(_) | None => AttrValue::Static(words::ALL_ORGS),
    };
    let on_org = {
        let mine = props.me.org.clone();
        props.on_org.reform(move |org: Rc<Org>| {
            if org.org == mine { AttrValue::default() } else { AttrValue::from(org.org.to_string()) }
        })
    };
    let at = asked.org.parse::<OrgId>().ok();
    html! {
        <>
            <div class="chips">
                <ChipButton label={org_label} active={!asked.org.is_empty()} on_press={show(Open::Org)} />
                <ChipButton label={Choice::chosen(&kinds, &asked.kind)} active={!asked.kind.is_empty()} on_press={show(Open::Kind)} />
                <ChipButton label={Choice::chosen(&standings, &asked.standing)} active={!asked.standing.is_empty()} on_press={show(Open::Standing)} />
            </div>
            <OrgSheet title={words::ORG} top={props.me.org.clone()} {at} objection={fits_any()} open={*open == Open::Org}
                on_choose={on_org} on_close={show(Open::Nothing)} />
            <ChoiceSheet title={words::KIND} choices={kinds.clone()} selected={asked.kind.clone()} open={*open == Open::Kind}
                on_select={props.on_kind.clone()} on_close={show(Open::Nothing)} />
            <ChoiceSheet title={words::STANDING} choices={standings.clone()} selected={asked.standing.clone()} open={*open == Open::Standing}
                on_select={props.on_standing.clone()} on_close={show(Open::Nothing)} />
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_address_filters_nothing() {
        let asked = Asked { org: "A B".into(), kind: "nonsense".into(), ..Asked::default() };
        assert_eq!(asked.filter(), MemberFilter::default());
        let asked = Asked { kind: "full".into(), standing: "normal".into(), ..Asked::default() };
        let filter = asked.filter();
        assert_eq!((filter.kind, filter.standing), (Some(MemberKind::Full), Some(Standing::Normal)));
        assert!(asked.selects() && !Asked { org: "a".into(), ..Asked::default() }.selects());
    }
}
