//! Letters: what they say, their numbers, their validity.
