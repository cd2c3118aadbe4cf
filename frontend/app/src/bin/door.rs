//! The module of the door, for everybody else.

fn main() {
    app::start_door();
}
