//! The module of the app, for those who are signed in.

fn main() {
    app::start_app();
}
