//! One's own record, and the way to have it corrected.

use super::record_facts::{facts, head};
use crate::route::Route;
use kit::components::{Button, ButtonKind, Fact, IconName, MaskedFact, Screen, Skeleton};
use kit::hooks::use_remote;
use kit::services::api;
use kit::services::router::href;
use kit::text::{members as words, titles};
use shared_types::members::Mine;
use yew::prelude::*;

/// 我的信息
#[component]
pub(crate) fn MyRecord() -> Html {
    let member = use_remote((), |()| async { api::ask::<Mine>(()).await.map(Some) });
    html! {
        <Screen title={titles::MY_RECORD} back={href(&Route::Home)}>
            { member.show(Skeleton::Facts, |member| {
                let numbers = html! {
                    <>
                        <MaskedFact label={words::ID_NUMBER} masked={member.id_number.clone()} />
                        <MaskedFact label={words::MOBILE} masked={member.mobile.clone().unwrap_or_default()} />
                    </>
                };
                let branch = html! {
                    <Fact label={words::BRANCH}><a class="link" href={href(&Route::MyBranch)}>{ &member.branch_name }</a></Fact>
                };
                html! {
                    <>
                        { head(member) }
                        { facts(member, numbers, branch) }
                        <div class="btns">
                            <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Correction} label={words::WRONG} href={href(&Route::Propose)} />
                            <Button kind={ButtonKind::Quiet} wide=true label={titles::MY_VIEWINGS} href={href(&Route::MyViewings)} />
                        </div>
                    </>
                }
            }) }
        </Screen>
    }
}
