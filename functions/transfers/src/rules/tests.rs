//! The state machine, its ways and its clocks.
