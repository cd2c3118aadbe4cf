//! Stored rows as lists show them, for the features that show the same ones. Knows no list.

use crate::context::Context;
use crate::error::{Error, Result};
use crate::numbers::ID_NUMBER;
use crate::store::{MemberLine, keys};
use shared_types::id_number::mask;
use shared_types::members::MemberRow;

/// A row of members, its number masked.
///
/// # Errors
/// When the number cannot be opened.
pub fn member_row(cx: &Context, line: &MemberLine) -> Result<MemberRow> {
    let place = keys::member(&line.member).field(ID_NUMBER);
    let branch = line.chain.last().cloned();
    Ok(MemberRow {
        member: line.member.clone(),
        name: line.name.clone(),
        sex: line.sex,
        born: line.born,
        kind: line.kind,
        standing: line.standing,
        branch: branch.ok_or_else(|| Error::Internal("broken record: an empty chain".into()))?,
        branch_name: line.branch_name.clone(),
        id_number: mask(&cx.ring().open(&place, &line.id_number)?, 6, 4),
    })
}
