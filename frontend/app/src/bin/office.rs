//! The module for administrators who are signed in.

fn main() {
    app::start_office();
}
