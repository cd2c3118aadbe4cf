//! Which kind of transfer to begin.

use crate::me::Administrator;
use crate::route::Route;
use kit::components::{IconName, List, ListRow, Screen};
use kit::hooks::use_query_param;
use kit::services::router::href;
use kit::text::{Term as _, titles, transfers as words};
use shared_types::ids::MemberId;
use shared_types::permission::Role;
use shared_types::transfers::TransferKind;
use yew::prelude::*;

/// Whether an account registers members who come from another city: organisation departments of county level and
/// above do (product, "Transfers").
pub(crate) fn registers(me: &Administrator) -> bool {
    matches!(me.role, Role::CityDepartment | Role::CityDirect | Role::County)
}

/// Properties of [`Choose`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ChooseProps {
    /// Who begins.
    pub me: Administrator,
}

/// The kinds, each with what it is for. `?member=` is whom it is about: then nobody comes from another city.
#[component]
pub(crate) fn Choose(props: &ChooseProps) -> Html {
    let (member, _) = use_query_param("member");
    let member = member.parse::<MemberId>().ok();
    let arrivals = registers(&props.me) && member.is_none();
    let kinds = TransferKind::ALL.into_iter().filter(|kind| *kind != TransferKind::In || arrivals);
    let back = member.clone().map_or_else(|| href(&Route::Transfers), |member| href(&Route::Member(member)));
    html! {
        <Screen title={titles::CHOOSE_TRANSFER} {back}>
            <p class="quiet">{ words::CHOOSE }</p>
            <List label={words::CHOOSE}>
                { for kinds.map(|kind| {
                    let (icon, tint, route) = match kind {
                        TransferKind::InCity => (IconName::Transfers, "tint-1", Route::NewTransfer(kind)),
                        TransferKind::Out => (IconName::Share, "tint-3", Route::NewTransfer(kind)),
                        TransferKind::In => (IconName::Export, "tint-4", Route::NewArrival),
                        TransferKind::IntraUnit => (IconName::Branch, "tint-2", Route::NewTransfer(kind)),
                    };
                    let lead = html! { <span class={classes!("tile__art", tint)}>{ icon.draw() }</span> };
                    let mut address = href(&route).to_string();
                    if let Some(member) = &member {
                        address.push_str("?member=");
                        address.push_str(member.as_str());
                    }
                    html! {
                        <li key={kind.word()}><ListRow {lead} title={html! { { kind.word() } }} detail={html! { { words::kind_means(kind) } }} href={address} /></li>
                    }
                }) }
            </List>
        </Screen>
    }
}
