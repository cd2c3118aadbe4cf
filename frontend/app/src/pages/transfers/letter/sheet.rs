//! The letter on its sheet: stub, letter and receipt slip with every field of the form of 组通字〔2006〕45号, cut
//! lines between them. A4 at 150 dots per inch is the measure.

use super::lay::{LEADING, Line, Run, filled, fitted, lines, said};
use kit::components::code_squares;
use kit::services::paper::{Align, Paper};
use kit::text::{Term as _, letter as words};
use shared_types::transfers::{
    Letter, LetterState, capital_day, capital_month, capital_number, letter_number,
};
use web_sys::wasm_bindgen::JsValue;

/// Width and height of the sheet.
pub(super) const SIZE: (u32, u32) = (1240, 1754);

/// Pixels in a unit: sharp on paper, and still drawn by phones with little memory.
const SCALE: f64 = 1.5;

const LEFT: f64 = 96.0;
const RIGHT: f64 = 1144.0;
const WIDTH: f64 = RIGHT - LEFT;
const MIDDLE: f64 = 620.0;

/// Sizes of letters, the usual first; long names take a smaller one.
const BODY: [f64; 6] = [31.0, 28.0, 25.0, 22.0, 19.0, 16.0];
const SMALL: [f64; 4] = [24.0, 21.0, 18.0, 15.0];

/// Where something stands and how high it may become.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Draws the letter; the address leads to the page that verifies it.
///
/// # Errors
/// Where the browser gives no place to draw.
pub(super) fn draw(letter: &Letter, address: &str) -> Result<String, JsValue> {
    let paper = Paper::new(SIZE.0, SIZE.1, SCALE, "--font-letter")?;
    let number = letter_number(letter.year, letter.number);
    stub(&paper, letter, &number)?;
    cut(&paper, 458.0, &number)?;
    body(&paper, letter, &number)?;
    code(&paper, address)?;
    cut(&paper, 1250.0, &number)?;
    receipt(&paper, letter, &number)?;
    let mark = match letter.state {
        LetterState::Void => Some(words::VOID),
        LetterState::Expired => Some(words::EXPIRED),
        LetterState::Valid | LetterState::Accepted => None,
    };
    if let Some(mark) = mark {
        paper.letters(150.0, true);
        paper.stamp(mark, MIDDLE, 320.0, "--stamp")?;
        paper.stamp(mark, MIDDLE, 930.0, "--stamp")?;
        paper.stamp(mark, MIDDLE, 1570.0, "--stamp")?;
    }
    paper.image()
}

/// A heading with the number at the right below it.
fn head(paper: &Paper, title: &str, number: &str, y: f64) -> Result<(), JsValue> {
    paper.letters(40.0, true);
    paper.text(title, MIDDLE, y, Align::Middle)?;
    paper.letters(24.0, false);
    paper.text(&[words::NUMBER, number].concat(), RIGHT, y + 48.0, Align::End)
}

/// A sentence in a box; answers the line below it.
fn sentence(
    paper: &Paper,
    runs: &[Run],
    place: Place,
    sizes: &[f64],
    indented: bool,
) -> Result<f64, JsValue> {
    let (size, set) = fitted(sizes, place.height, |size| {
        paper.letters(size, false);
        let indent = if indented { size * 2.0 } else { 0.0 };
        lines(runs, place.width, indent, &|text| paper.width(text))
    });
    paper.letters(size, false);
    let mut y = place.y;
    for line in &set {
        y += size * LEADING;
        drawn(paper, line, place.x, y, size)?;
    }
    Ok(y)
}

fn drawn(paper: &Paper, line: &Line, left: f64, y: f64, size: f64) -> Result<(), JsValue> {
    for piece in line {
        paper.text(&piece.text, left + piece.x, y, Align::Start)?;
        if piece.filled {
            paper.block(left + piece.x, y + size * 0.24, piece.width, 1.5);
        }
    }
    Ok(())
}

/// Where the seal goes: drawn faintly, so that a real one stands out on it.
fn seal(paper: &Paper, x: f64, y: f64) -> Result<(), JsValue> {
    paper.round(x, y, 76.0, 7.0)?;
    paper.letters(22.0, false);
    paper.text(words::SEAL, x, y + 8.0, Align::Middle)
}

/// A line of dashes with a pair of scissors, and the number across it for the seal on the join.
fn cut(paper: &Paper, y: f64, number: &str) -> Result<(), JsValue> {
    paper.letters(21.0, false);
    let words = [words::JOIN, number].concat();
    let half = paper.width(&words) / 2.0 + 18.0;
    paper.line(&[(82.0, y), (MIDDLE - half, y)], 10.0)?;
    paper.line(&[(MIDDLE + half, y), (1190.0, y)], 10.0)?;
    paper.text(&words, MIDDLE, y + 7.0, Align::Middle)?;
    for side in [-1.0, 1.0] {
        paper.round(50.0, y + side * 9.0, 6.0, 0.0)?;
        paper.line(&[(55.0, y + side * 6.0), (78.0, y - side * 8.0)], 0.0)?;
    }
    Ok(())
}

fn stub(paper: &Paper, letter: &Letter, number: &str) -> Result<(), JsValue> {
    head(paper, words::STUB, number, 82.0)?;
    let runs = [
        filled(&letter.name),
        said(words::IS),
        filled(letter.kind.word()),
        said(words::MOVES_FROM),
        filled(&letter.from),
        said(words::MOVES_TO),
        filled(&letter.to),
        said(words::STOP),
    ];
    sentence(paper, &runs, Place { x: LEFT, y: 138.0, width: WIDTH, height: 160.0 }, &BODY, true)?;
    let (left, right, top, bottom) = (LEFT, LEFT + 380.0, 312.0, 424.0);
    paper.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], 7.0)?;
    paper.letters(22.0, false);
    paper.text(words::SLIP_PLACE, (left + right) / 2.0, (top + bottom) / 2.0 + 8.0, Align::Middle)?;
    let place = Place { x: 640.0, y: 312.0, width: RIGHT - 640.0, height: 62.0 };
    sentence(paper, &[said(&letter.issuer)], place, &SMALL, false)?;
    paper.letters(24.0, false);
    paper.text(&capital_day(letter.issued), RIGHT, 420.0, Align::End)
}

fn body(paper: &Paper, letter: &Letter, number: &str) -> Result<(), JsValue> {
    head(paper, words::LETTER, number, 540.0)?;
    let place = Place { x: LEFT, y: 584.0, width: WIDTH, height: 60.0 };
    let to = [filled(&letter.addressee), said(words::COLON)];
    let y = sentence(paper, &to, place, &BODY, false)?;
    let runs = [
        filled(&letter.name),
        said(words::COMRADE),
        filled(letter.sex.word()),
        said(words::SEX_ENDS),
        filled(letter.age.to_string()),
        said(words::YEARS),
        filled(&letter.ethnicity),
        said(words::KIND),
        filled(letter.kind.word()),
        said(words::ID_NUMBER),
        filled(&letter.id_number),
        said(words::FROM),
        filled(&letter.from),
        said(words::TO),
        filled(&letter.to),
        said(words::DUES),
        filled(capital_month(letter.paid_through)),
        said(words::STOP),
    ];
    sentence(paper, &runs, Place { x: LEFT, y, width: WIDTH, height: 908.0 - y }, &BODY, true)?;
    paper.letters(26.0, false);
    let valid = words::valid(&capital_number(letter.valid_days));
    paper.text(&valid, LEFT, 950.0, Align::Start)?;
    seal(paper, 1010.0, 996.0)?;
    let place = Place { x: 620.0, y: 924.0, width: 300.0, height: 120.0 };
    sentence(paper, &[said(&letter.issuer)], place, &SMALL, false)?;
    paper.letters(26.0, false);
    paper.text(&capital_day(letter.issued), RIGHT, 1104.0, Align::End)?;
    contact(paper, letter)
}

/// How the member and the sending basic committee are reached.
fn contact(paper: &Paper, letter: &Letter) -> Result<(), JsValue> {
    let given = |text: &Option<String>| filled(text.clone().unwrap_or_else(|| words::BLANK.to_owned()));
    let contact = &letter.contact;
    let rows = [
        vec![
            said(words::MEMBERS_PHONE),
            given(&letter.mobile),
            said(words::COMMITTEE),
            filled(&letter.committee),
        ],
        vec![said(words::ADDRESS), given(&contact.address)],
        vec![
            said(words::PHONE),
            given(&contact.phone),
            said(words::FAX),
            given(&contact.fax),
            said(words::POSTCODE),
            given(&contact.postcode),
        ],
    ];
    let mut y = 1112.0;
    for runs in rows {
        let place = Place { x: LEFT, y, width: WIDTH, height: 40.0 };
        sentence(paper, &runs, place, &[20.0, 18.0, 16.0, 14.0, 12.0, 11.0], false)?;
        y += 36.0;
    }
    Ok(())
}

/// The code that leads to the page which verifies the letter.
fn code(paper: &Paper, address: &str) -> Result<(), JsValue> {
    let Some((across, dark)) = code_squares(address) else { return Ok(()) };
    let (left, top, size) = (LEFT + 296.0, 926.0, 150.0);
    let square = size / f64::from(u32::try_from(across).unwrap_or(1));
    let number = |at: usize| f64::from(u32::try_from(at).unwrap_or_default());
    for (at, _) in dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let (x, y) = (number(at % across), number(at / across));
        // A hair wider, so that no white line shows between two squares.
        paper.block(left + x * square, top + y * square, square + 0.3, square + 0.3);
    }
    paper.letters(18.0, false);
    paper.text(words::SCAN, left + size / 2.0, top + size + 24.0, Align::Middle)
}

fn receipt(paper: &Paper, letter: &Letter, number: &str) -> Result<(), JsValue> {
    head(paper, words::RECEIPT, number, 1326.0)?;
    let place = Place { x: LEFT, y: 1366.0, width: WIDTH, height: 60.0 };
    let y = sentence(paper, &[filled(&letter.committee), said(words::COLON)], place, &BODY, false)?;
    let runs = [filled(&letter.name), said(words::RECEIVED)];
    sentence(paper, &runs, Place { x: LEFT, y, width: WIDTH, height: 110.0 }, &BODY, true)?;
    seal(paper, 1010.0, 1580.0)?;
    let (day, org, handler, phone) = match &letter.receipt {
        Some(receipt) => (
            capital_day(receipt.day),
            receipt.org_name.clone(),
            receipt.handler.clone(),
            receipt.handler_phone.clone().unwrap_or_default(),
        ),
        None => (words::BLANK_DAY.to_owned(), String::new(), String::new(), String::new()),
    };
    let place = Place { x: 620.0, y: 1508.0, width: 300.0, height: 120.0 };
    sentence(paper, &[said(org)], place, &SMALL, false)?;
    paper.letters(24.0, false);
    paper.text(&day, RIGHT, 1684.0, Align::End)?;
    let blank = |text: String| filled(if text.is_empty() { words::BLANK.to_owned() } else { text });
    for (label, value, y) in [(words::HANDLER, handler, 1566.0), (words::PHONE, phone, 1612.0)] {
        let place = Place { x: LEFT, y, width: 480.0, height: 44.0 };
        sentence(paper, &[said(label), blank(value)], place, &SMALL, false)?;
    }
    paper.letters(18.0, false);
    let note = words::SLIP_NOTE;
    paper.text(note, LEFT, 1722.0, Align::Start)
}
