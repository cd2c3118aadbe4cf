//! A member's ID number and mobile: sealed where they are kept, found by keyed hashes, an ID number once in the
//! whole city. Members and transfers both put people on the roll. Must not know who may.

use crate::context::Context;
use crate::crypto::Sealed;
use crate::error::{Error, Result};
use crate::store::keys::{self, Key};
use crate::store::{MobileRecord, Transaction, Unique, UniqueRecord};
use shared_types::error::Refusal;
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;
use shared_types::phone::Mobile;

/// What ID numbers are hashed for, and the field that holds one; sign-in looks them up under the same purpose.
pub const ID_NUMBER: &str = "id_number";
/// What mobiles are hashed for, and the field that holds one.
pub const MOBILE: &str = "mobile";

/// The ID number is reserved already.
pub const TAKEN: Refusal = Refusal::IdNumberTaken { branch: None };

/// The keyed hash by which a number is kept: under the newest pepper.
///
/// # Errors
/// Only where the key ring is broken.
pub fn hash(cx: &Context, purpose: &str, value: &str) -> Result<String> {
    let newest = cx.ring().hashes(purpose, value).into_iter().next();
    newest.ok_or_else(|| Error::Internal("a key ring without a pepper".to_owned()))
}

/// An ID number sealed for a member's record, and its hash.
///
/// # Errors
/// Only where the key ring is broken.
pub fn sealed_id_number(cx: &Context, member: &Key, number: &IdNumber) -> Result<(Sealed, String)> {
    let sealed = cx.ring().seal(&member.field(ID_NUMBER), number.expose())?;
    Ok((sealed, hash(cx, ID_NUMBER, number.expose())?))
}

/// A mobile sealed for a member's record, and its hash; none where there is none.
///
/// # Errors
/// Only where the key ring is broken.
pub fn sealed_mobile(
    cx: &Context,
    member: &Key,
    mobile: Option<&Mobile>,
) -> Result<(Option<Sealed>, Option<String>)> {
    let Some(mobile) = mobile else { return Ok((None, None)) };
    let sealed = cx.ring().seal(&member.field(MOBILE), mobile.expose())?;
    Ok((Some(sealed), Some(hash(cx, MOBILE, mobile.expose())?)))
}

/// Lets a member be found by a mobile; `before` is the hash by which they were found until now.
pub fn look_up_by(tx: &mut Transaction, member: &MemberId, before: Option<&String>, after: Option<&String>) {
    if before == after {
        return;
    }
    if let Some(hash) = before {
        tx.forget(&keys::mobile(hash, member));
    }
    if let Some(hash) = after {
        tx.put(&MobileRecord { hash: hash.clone(), member: member.clone() });
    }
}

/// Reserves an ID number for a member under the newest pepper, which `id_hash` is of; nobody may hold it under an
/// older one: the transaction is refused with [`TAKEN`].
pub fn reserve(cx: &Context, tx: &mut Transaction, (member, id_hash): (&MemberId, &str), number: &IdNumber) {
    let what = Unique::IdNumber(id_hash.to_owned());
    tx.create(&UniqueRecord { what, holder: member.to_string() }, TAKEN);
    for hash in cx.ring().hashes(ID_NUMBER, number.expose()).iter().skip(1) {
        tx.absent(&keys::unique_id_number(hash), TAKEN);
    }
}

/// For whom an ID number is reserved, under whichever pepper: one batch read.
///
/// # Errors
/// The table's.
pub async fn holder(cx: &Context, number: &IdNumber) -> Result<Option<MemberId>> {
    let hashes = cx.ring().hashes(ID_NUMBER, number.expose());
    let reservations: Vec<Key> = hashes.iter().map(|hash| keys::unique_id_number(hash)).collect();
    let batch = cx.table().batch(&reservations).await?;
    for key in &reservations {
        if let Some(found) = batch.get::<UniqueRecord>(key)? {
            let holder = found.record.holder.parse();
            return holder
                .map(Some)
                .map_err(|_| Error::Internal("an ID number held by no member".to_owned()));
        }
    }
    Ok(None)
}
