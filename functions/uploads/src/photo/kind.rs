//! What a file is, by how it begins. Its name and its announced type say nothing.

use platform::store::Unfit;

/// A kind of photo that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    Webp,
}

/// How files begin that people mean to be photos or scans, and that are not taken: the refusal says what to do.
const KNOWN: [&[u8]; 9] =
    [b"GIF8", b"%PDF", b"BM", b"II*\0", b"MM\0*", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ", b"8BPS"];

/// Words that a drawing or a page begins with, after blanks.
const MARKUP: [&str; 5] = ["<svg", "<?xml", "<!doctype", "<html", "<!--"];

impl Kind {
    /// The kind of a file.
    ///
    /// # Errors
    /// [`Unfit::Unsupported`] for other photos, drawings and documents, [`Unfit::Unreadable`] for anything else.
    pub(super) fn of(file: &[u8]) -> Result<Self, Unfit> {
        if file.starts_with(b"\xff\xd8\xff") {
            return Ok(Kind::Jpeg);
        }
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Kind::Png);
        }
        if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
            return Ok(Kind::Webp);
        }
        // HEIC, AVIF and films: a box of the type `ftyp` comes first.
        let known = file.get(4..8) == Some(b"ftyp") || KNOWN.iter().any(|start| file.starts_with(start));
        if known || is_markup(file) { Err(Unfit::Unsupported) } else { Err(Unfit::Unreadable) }
    }
}

fn is_markup(file: &[u8]) -> bool {
    let start = String::from_utf8_lossy(file.get(..256).unwrap_or(file)).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    MARKUP.iter().any(|word| start.starts_with(word))
}
