//! One page of a list.

use crate::dates::Today;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rows of a list and, where there may be more, the cursor of the next page. A page can hold fewer rows
/// than asked for, even none, while `next` is present: filters are applied after the bounded read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Page<T> {
    /// At most [`MOST_ROWS`].
    pub rows: Vec<T>,
    /// Where to go on; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

/// An opaque place in a list, bound to the caller, the list and its filter; of no use elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// Where a list without a filter goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct After {
    /// From [`Page::next`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// The most rows of one page.
pub const MOST_ROWS: u8 = 100;
