//! Who has come to have a transfer to act on is told by SMS, where the deployment has a template for it. The count on
//! the home screen is what counts; a message that fails is not sent again, and nothing waits for it.

use platform::numbers::MOBILE;
use platform::store::keys::{self, Listed};
use platform::store::stream::{Changes, TurnTaken};
use platform::store::{AccountLine, AccountRecord, Chain, Listing, Moves, Record, StoreError};
use platform::{Context, Result};
use shared_types::phone::Mobile;

/// At most so many administrators of one organisation are told.
const MOST: u8 = 10;

/// Seconds for which it is remembered that a change has been told of; the stream keeps changes for a day.
const REMEMBERED: i64 = 2 * 24 * 3600;

/// Tells those whose turn has come.
pub(crate) async fn follow(cx: &Context, changes: &Changes) -> Result<()> {
    if !cx.sms().tells_turns() {
        return Ok(());
    }
    for turn in changes.changes.iter().filter_map(|change| change.turn()) {
        tell(cx, &turn).await?;
    }
    Ok(())
}

async fn tell(cx: &Context, turn: &TurnTaken) -> Result<()> {
    // The same change can come again.
    let told = keys::limit(&format!("turn {}", turn.change.as_str()));
    if !cx.table().draw(&told, 1, cx.now().plus_seconds(REMEMBERED)).await? {
        return Ok(());
    }
    for account in accounts(cx, turn).await? {
        let mobile = cx.ring().open(&account.key().field(MOBILE), &account.mobile)?;
        if let Ok(mobile) = mobile.parse::<Mobile>() {
            // What fails was logged.
            cx.sms().send_turn(&mobile).await.ok();
        }
    }
    Ok(())
}

/// The accounts at the organisation itself that may sign in.
async fn accounts(cx: &Context, turn: &TurnTaken) -> Result<Vec<AccountRecord>, StoreError> {
    let Some((root, below)) = turn.orgs.split_first() else { return Ok(Vec::new()) };
    let chain = below.iter().fold(Chain::root(root.clone()), |chain, org| chain.child(org.clone()));
    let listing = Listing { kind: Listed::Accounts, name: String::new(), only: Vec::new(), most: 100 };
    let found = cx.table().below::<AccountLine>(&Moves::none(root.clone()), &chain, &listing, None).await?;
    let own = found.rows.into_iter().map(|line| line.0.record);
    let own = own.filter(|account| account.chain.last() == chain.last() && !account.disabled);
    Ok(own.take(usize::from(MOST)).collect())
}
