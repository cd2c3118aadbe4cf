//! Lists of transfers: one Query each.

use super::records::{CLOSED, Line, RUNNING, TransferRecord, month_first};
use super::shown;
use platform::auth::{Oneself, Scope};
use platform::http::cursors;
use platform::store::keys::{self, Listed};
use platform::store::{Chain, Listing, Mark, Moves};
use platform::{Context, Result};
use shared_types::dates::Month;
use shared_types::ids::TransferId;
use shared_types::members::code;
use shared_types::page::Page;
use shared_types::transfers::{Box, Transfer, TransferFilter, TransferRow, Waiting};

/// Rows of a page.
const ROWS: u8 = 50;
/// As many as are counted for the home screen.
const COUNTED: u8 = 100;
/// As many as a member is shown of their own.
const OWN_ROWS: u8 = 20;

/// One page of what concerns the scope's organisation. A transfer between two branches below it stands in the list
/// twice, side by side: it is shown once, unless a page ends between.
pub(crate) async fn list(
    cx: &Context,
    scope: &Scope,
    filter: &TransferFilter,
    list: &cursors::List,
) -> Result<Page<TransferRow>> {
    let cursor = filter.cursor.as_ref();
    let page: Page<Line> = match filter.r#box {
        Box::ToDo if !filter.below => {
            let mark = cursor.map(|cursor| list.open(cx, cursor)).transpose()?;
            let listing = listing(Listed::Turns, String::new(), filter, ROWS);
            let found = cx.table().children::<Line>(&scope.org().record.org, &listing, mark).await?;
            let next = found.next.map(|mark| list.seal(cx, &mark)).transpose()?;
            Page { rows: found.rows, next }
        }
        Box::ToDo => {
            scope.page(cx, &listing(Listed::Turns, String::new(), filter, ROWS), list, cursor).await?
        }
        Box::Running => {
            let listing = listing(Listed::Transfers, begins(RUNNING, filter.month), filter, ROWS);
            scope.page(cx, &listing, list, cursor).await?
        }
        Box::Closed => {
            let listing = listing(Listed::Transfers, begins(CLOSED, filter.month), filter, ROWS);
            scope.page(cx, &listing, list, cursor).await?
        }
    };
    let mut rows: Vec<Line> = page.rows;
    rows.dedup_by(|one, other| one.transfer == other.transfer);
    Ok(Page { rows: rows.into_iter().map(shown::row_of).collect(), next: page.next })
}

fn begins(letter: char, month: Option<Month>) -> String {
    let month = month.map(|month| {
        let (year, month) = month.parts();
        month_first(year.into(), month)
    });
    format!("{letter}{}", month.unwrap_or_default())
}

fn listing(kind: Listed, name: String, filter: &TransferFilter, most: u8) -> Listing {
    let of_kind = filter.kind.map(|kind| ("kind", code(&kind)));
    let in_state = filter.state.map(|state| ("state", code(&state)));
    Listing { kind, name, only: of_kind.into_iter().chain(in_state).collect(), most }
}

/// What waits for the scope's organisation: one Query.
pub(crate) async fn waiting(cx: &Context, scope: &Scope) -> Result<Waiting> {
    let listing = Listing { kind: Listed::Turns, name: String::new(), only: Vec::new(), most: COUNTED };
    let found = cx.table().children::<Line>(&scope.org().record.org, &listing, None).await?;
    let today = cx.now().day();
    let overdue = found.rows.iter().filter(|line| line.due.is_some_and(|due| due < today)).count();
    let number = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    Ok(Waiting { to_do: number(found.rows.len()), overdue: number(overdue) })
}

/// Turns that should be done already, in the whole tree, the most overdue first: a page, and where to go on. One
/// Query, which reads no more than are overdue.
pub(crate) async fn overdue(
    cx: &Context,
    moves: &Moves,
    mark: Option<Mark>,
) -> Result<(Vec<TransferId>, Option<Mark>)> {
    let root = Chain::root(moves.root.clone());
    let listing = Listing { kind: Listed::Turns, name: String::new(), only: Vec::new(), most: COUNTED };
    let found = cx.table().below::<Line>(moves, &root, &listing, mark).await?;
    let today = cx.now().day();
    let read = found.rows.len();
    let late: Vec<TransferId> = found
        .rows
        .into_iter()
        .filter(|line| line.due.is_some_and(|due| due < today))
        .map(|line| line.transfer)
        .collect();
    // They come by their day: after the first that is in time there are no others.
    let next = found.next.filter(|_| late.len() == read);
    Ok((late, next))
}

/// A member's transfers, the latest first: one Query, and the tree of the one that is under way.
pub(crate) async fn of_member(cx: &Context, caller: &Oneself) -> Result<Vec<Transfer>> {
    let own = keys::transfers(&caller.member.record.member);
    let (found, _) = cx.table().partition::<TransferRecord>(own, true, OWN_ROWS, None).await?;
    let mut transfers = Vec::with_capacity(found.len());
    for found in found {
        transfers.push(shown::shown_to_member(cx, caller, found).await?);
    }
    Ok(transfers)
}
