//! Every component in every state.
fn main() {}
