//! Lists and what waits.
