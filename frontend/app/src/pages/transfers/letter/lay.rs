//! Breaking a sentence of a form into lines: what was filled in is told from what is printed. Knows no letter and
//! no paper; how wide a text is, it is told.

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    /// Filled in, and underlined, rather than printed.
    pub filled: bool,
}

/// Printed words.
pub(super) fn said(text: impl Into<String>) -> Run {
    Run { text: text.into(), filled: false }
}

/// Words that were filled in.
pub(super) fn filled(text: impl Into<String>) -> Run {
    Run { text: text.into(), filled: true }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub x: f64,
    pub width: f64,
    pub text: String,
    pub filled: bool,
}

/// A line, from left to right.
pub(super) type Line = Vec<Piece>;

/// Marks that never begin a line; they may reach into the margin.
const CLOSING: &str = "，。：；、）》”！？";

/// What is not broken: a Chinese character, or a number or word of Latin letters.
fn atoms(text: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    let mut word = false;
    for character in text.chars() {
        let joins = character.is_ascii_graphic();
        match atoms.last_mut() {
            Some(last) if joins && word => last.push(character),
            _ => atoms.push(character.to_string()),
        }
        word = joins;
    }
    atoms
}

/// The lines of a sentence that is `width` wide and begins after `indent`. A piece is measured as a whole: fonts draw
/// two marks beside each other narrower than each alone.
pub(super) fn lines(runs: &[Run], width: f64, indent: f64, measure: &dyn Fn(&str) -> f64) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::new();
    let mut end = indent;
    for run in runs {
        for atom in atoms(&run.text).into_iter().flat_map(|atom| broken(atom, width, measure)) {
            let goes_on = line.pop_if(|piece| piece.filled == run.filled);
            let mut piece =
                goes_on.unwrap_or(Piece { x: end, width: 0.0, text: String::new(), filled: run.filled });
            let longer = [&piece.text, atom.as_str()].concat();
            let wide = measure(&longer);
            if piece.x + wide > width && end > 0.0 && !CLOSING.contains(atom.as_str()) {
                if !piece.text.is_empty() {
                    line.push(piece);
                }
                lines.push(std::mem::take(&mut line));
                piece = Piece { x: 0.0, width: measure(&atom), text: atom, filled: run.filled };
            } else {
                piece = Piece { width: wide, text: longer, ..piece };
            }
            end = piece.x + piece.width;
            line.push(piece);
        }
    }
    lines.push(line);
    lines
}

/// What is wider than a whole line is broken all the same.
fn broken(atom: String, width: f64, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    if measure(&atom) <= width { vec![atom] } else { atom.chars().map(String::from).collect() }
}

/// The largest of the sizes in which a sentence fits into a box, and its lines; the smallest where none does.
pub(super) fn fitted(sizes: &[f64], height: f64, lay: impl Fn(f64) -> Vec<Line>) -> (f64, Vec<Line>) {
    let mut best = (0.0, Vec::new());
    for size in sizes {
        best = (*size, lay(*size));
        let count = u32::try_from(best.1.len()).unwrap_or(u32::MAX);
        if f64::from(count) * size * LEADING <= height {
            break;
        }
    }
    best
}

/// The height of a line, in sizes of its letters.
pub(super) const LEADING: f64 = 1.7;

#[cfg(test)]
mod tests {
    use super::*;

    /// Chinese characters are ten units wide, others five.
    fn measure(text: &str) -> f64 {
        text.chars().map(|c| if c.is_ascii() { 5.0 } else { 10.0 }).sum()
    }

    fn shown(runs: &[Run], width: f64, indent: f64) -> Vec<String> {
        let line = |line: &Line| -> String {
            line.iter()
                .map(|piece| if piece.filled { format!("[{}]", piece.text) } else { piece.text.clone() })
                .collect()
        };
        lines(runs, width, indent, &measure).iter().map(line).collect()
    }

    #[test]
    fn sentences_break_between_characters_but_not_in_numbers() {
        let runs = [filled("王秀兰"), said("同志，身份证号码"), filled("32132219620815021X"), said("。")];
        assert_eq!(shown(&runs, 100.0, 20.0), ["[王秀兰]同志，身份", "证号码", "[32132219620815021X]。"],);
    }

    #[test]
    fn a_mark_hangs_rather_than_begin_a_line() {
        assert_eq!(shown(&[said("中国共产党，你好")], 50.0, 0.0), ["中国共产党，", "你好"]);
    }

    #[test]
    fn nothing_is_lost_however_narrow() {
        let text = "江苏省宿迁市沭阳县abcdefghijklmnopqrstuvwxyz";
        let lines = lines(&[filled(text)], 30.0, 0.0, &measure);
        let all: String = lines.iter().flatten().map(|piece| piece.text.as_str()).collect();
        assert_eq!(all, text);
        assert!(lines.iter().flatten().all(|piece| piece.x + piece.width <= 30.0));
    }

    #[test]
    fn long_sentences_become_smaller_until_they_fit() {
        let runs = [said("一".repeat(30))];
        let lay = |size: f64| lines(&runs, 200.0, 0.0, &move |text| measure(text) * size / 10.0);
        assert_eq!(fitted(&[20.0, 10.0], 200.0, lay).0, 20.0);
        assert_eq!(fitted(&[20.0, 10.0], 60.0, lay).0, 10.0);
        assert_eq!(fitted(&[20.0, 10.0], 1.0, lay).0, 10.0);
    }
}
