//! Transfers survive that organisations are moved, renamed or dissolved on the way.
