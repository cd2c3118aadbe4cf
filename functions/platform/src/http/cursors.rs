//! Cursors: the place in a list, sealed, and bound to endpoint, caller and filter, so that a cursor from
//! another list, another person or another filter is refused and none can be made up.

use crate::context::Context;
use crate::crypto::Sealed;
use crate::error::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use shared_types::page::Cursor;

/// A list, as its cursors know it.
#[derive(Debug, Clone)]
pub struct List {
    place: String,
}

impl List {
    /// The list that `E` gives to `user` for `filter` (without its cursor).
    pub fn of<E: Endpoint>(user: &str, filter: &impl Serialize) -> Self {
        let filter = serde_json::to_string(filter).unwrap_or_default();
        Self { place: format!("cursor {} {user} {filter}", E::NAME) }
    }

    /// A cursor that leads to `mark`.
    ///
    /// # Errors
    /// Only where the key ring is broken.
    pub fn seal(&self, cx: &Context, mark: &impl Serialize) -> Result<Cursor> {
        let text = serde_json::to_string(mark).unwrap_or_default();
        Ok(Cursor(cx.ring().seal(&self.place, &text)?.as_str().to_owned()))
    }

    /// Where a cursor leads.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] where it is not one of this list.
    pub fn open<M: DeserializeOwned>(&self, cx: &Context, cursor: &Cursor) -> Result<M> {
        let text =
            cx.ring().open(&self.place, &Sealed::from_text(&cursor.0)).map_err(|_| Refusal::Malformed)?;
        Ok(serde_json::from_str(&text).map_err(|_| Refusal::Malformed)?)
    }
}
