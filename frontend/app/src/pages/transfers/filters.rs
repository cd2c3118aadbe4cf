//! The box and the filters of the list of transfers, as the address keeps them.

use crate::me::Administrator;
use crate::pages::orgs::{OrgSheet, fits_any};
use kit::components::{ChipButton, Choice, ChoiceSheet};
use kit::services::platform;
use kit::text::{self, Term, transfers as words};
use shared_types::dates::{Day, Month};
use shared_types::ids::OrgId;
use shared_types::members::{choice, code};
use shared_types::orgs::Org;
use shared_types::transfers::{Box as Pile, TransferFilter, TransferKind, TransferState};
use std::rc::Rc;
use yew::prelude::*;

/// Months that can be chosen, this one the first.
const MONTHS: u8 = 36;

/// What the address asks for; empty values ask for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub pile: AttrValue,
    pub org: AttrValue,
    pub below: AttrValue,
    pub kind: AttrValue,
    pub state: AttrValue,
    pub month: AttrValue,
}

impl Asked {
    /// Which box; a broken address opens what is to do.
    pub(super) fn pile(&self) -> Pile {
        choice(&self.pile).unwrap_or_default()
    }

    /// What to ask for. A value that is broken, or means nothing in this box, filters nothing.
    pub(super) fn filter(&self) -> TransferFilter {
        let pile = self.pile();
        TransferFilter {
            r#box: pile,
            org: self.org.parse().ok(),
            below: pile == Pile::ToDo && !self.below.is_empty(),
            kind: choice(&self.kind).ok(),
            state: choice(&self.state).ok().filter(|state| fits(pile, *state)),
            month: self.month.parse().ok().filter(|_| pile != Pile::ToDo),
            cursor: None,
        }
    }

    /// Whether anything is left out of the box.
    pub(super) fn selects(&self) -> bool {
        let filter = self.filter();
        filter.org.is_some() || filter.kind.is_some() || filter.state.is_some() || filter.month.is_some()
    }
}

/// Whether a transfer in this state lies in that box.
fn fits(pile: Pile, state: TransferState) -> bool {
    state.is_closed() == (pile == Pile::Closed)
}

fn months(today: Day) -> Vec<Choice> {
    let (year, month, _) = today.parts();
    let this = year * 12 + i32::from(month) - 1;
    let month_of = |back: u8| {
        let at = this - i32::from(back);
        let year = u16::try_from(at.div_euclid(12)).ok()?;
        Month::of(year, u8::try_from(at.rem_euclid(12) + 1).ok()?)
    };
    let choices = (0..MONTHS).filter_map(month_of);
    Choice::of_filter(
        words::ALL_MONTHS,
        choices.map(|month| Choice::new(month.to_string(), text::month(month))),
    )
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
    /// With or without the organisations below.
    pub on_below: Callback<AttrValue>,
    /// Another kind.
    pub on_kind: Callback<AttrValue>,
    /// Another state.
    pub on_state: Callback<AttrValue>,
    /// Another month.
    pub on_month: Callback<AttrValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Org,
    Kind,
    State,
    Month,
}

/// A row of chips, each with its sheet.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let open = use_state_eq(|| Open::Nothing);
    let show = |what: Open| {
        let open = open.clone();
        Callback::from(move |()| open.set(what))
    };
    let (asked, pile) = (&props.asked, props.asked.pile());
    let kinds = Choice::of_filter(words::ALL_KINDS, TransferKind::choices());
    let fitting = TransferState::all().iter().filter(|state| fits(pile, **state));
    let states =
        Choice::of_filter(words::ALL_STATES, fitting.map(|state| Choice::new(code(state), state.word())));
    let months = months(platform::today().0);
    let chip = |choices: &[Choice], value: &AttrValue, what: Open| {
        html! { <ChipButton label={Choice::chosen(choices, value)} active={choices.iter().skip(1).any(|choice| choice.value == *value)} on_press={show(what)} /> }
    };
    let sheet = |title: &'static str,
                 choices: Vec<Choice>,
                 value: &AttrValue,
                 what: Open,
                 on_select: &Callback<AttrValue>| {
        html! { <ChoiceSheet {title} {choices} selected={value.clone()} open={*open == what} on_select={on_select.clone()} on_close={show(Open::Nothing)} /> }
    };
    // A branch has nothing below it to choose from.
    let leaf = asked.org.is_empty() && props.org.as_ref().is_some_and(|org| org.kind.is_branch());
    let (own, below) = (asked.below.is_empty(), asked.below.clone());
    let on_below =
        props.on_below.reform(
            move |_: MouseEvent| {
                if below.is_empty() { AttrValue::Static("1") } else { AttrValue::default() }
            },
        );
    let org_label = match &props.org {
        Some(org) if !asked.org.is_empty() => AttrValue::from(org.name.clone()),
        Some(_) | None if pile == Pile::ToDo => AttrValue::Static(words::OWN),
        Some(_) | None => AttrValue::Static(words::OWN_AND_BELOW),
    };
    let on_org = {
        let mine = props.me.org.clone();
        props.on_org.reform(move |org: Rc<Org>| {
            if org.org == mine { AttrValue::default() } else { AttrValue::from(org.org.to_string()) }
        })
    };
    html! {
        <>
            <div class="chips">
                <>
                    if !leaf {
                        <ChipButton label={org_label} active={!asked.org.is_empty()} on_press={show(Open::Org)} />
                    }
                </>
                <>
                    if !leaf && pile == Pile::ToDo {
                        <button type="button" class="chip" aria-pressed={if own { "false" } else { "true" }} onclick={on_below}>{ words::BELOW }</button>
                    }
                </>
                { chip(&kinds, &asked.kind, Open::Kind) }
                { chip(&states, &asked.state, Open::State) }
                <>if pile != Pile::ToDo { { chip(&months, &asked.month, Open::Month) } }</>
            </div>
            <OrgSheet title={words::ORG} top={props.me.org.clone()} at={asked.org.parse::<OrgId>().ok()} objection={fits_any()} open={*open == Open::Org}
                on_choose={on_org} on_close={show(Open::Nothing)} />
            { sheet(words::KIND, kinds, &asked.kind, Open::Kind, &props.on_kind) }
            { sheet(words::STATE, states, &asked.state, Open::State, &props.on_state) }
            { sheet(words::MONTH, months, &asked.month, Open::Month, &props.on_month) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_address_filters_nothing() {
        let asked =
            Asked { pile: "nonsense".into(), org: "A B".into(), month: "x".into(), ..Asked::default() };
        assert_eq!(asked.filter(), TransferFilter::default());
        assert!(!asked.selects());
    }

    #[test]
    fn each_box_has_its_own_filters() {
        let of = |pile: &'static str| Asked {
            pile: pile.into(),
            below: "1".into(),
            state: "done".into(),
            month: "2026-10".into(),
            ..Asked::default()
        };
        let to_do = of("").filter();
        assert!(to_do.below && to_do.state.is_none() && to_do.month.is_none());
        let closed = of("closed").filter();
        assert!(!closed.below && closed.month.is_some());
        assert_eq!(closed.state, Some(TransferState::Done));
    }

    #[test]
    fn months_go_back_over_the_year() {
        let months = months("2026-02-10".parse().expect("a day"));
        let first: Vec<&str> = months.iter().take(4).map(|month| month.value.as_str()).collect();
        assert_eq!(first, ["", "2026-02", "2026-01", "2025-12"]);
        assert_eq!(months.len(), usize::from(MONTHS) + 1);
    }
}
