//! The module behind the QR code of a letter.

fn main() {
    app::start_letter();
}
