//! Members by their exact ID number or mobile. Nobody outside the caller's reach is found.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::IdNumber;
use shared_types::members::{Find, MemberRow};
use shared_types::page::Page;
use shared_types::phone::Mobile;

pub(crate) async fn find(
    cx: Context,
    caller: Administrator,
    call: Call<Find>,
) -> Result<Answer<Page<MemberRow>>> {
    let number = &call.body.number;
    // The body's rules admit nothing but a valid ID number or mobile.
    let rows = match (number.parse::<IdNumber>(), number.parse::<Mobile>()) {
        (Ok(number), _) => store::find_id_number(&cx, &caller.scope, &number).await?,
        (Err(_), Ok(mobile)) => store::find_mobile(&cx, &caller.scope, &mobile).await?,
        (Err(_), Err(_)) => return Err(Refusal::field("number", Fault::Choice).into()),
    };
    Ok(Page { rows, next: None }.into())
}
