//! The module for members who are signed in.

fn main() {
    app::start_member();
}
