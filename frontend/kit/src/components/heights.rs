//! Where the rows of a long list stand, of which only some were ever drawn. Pure.

use std::collections::BTreeMap;

/// Rows that come and go together.
pub(crate) const CHUNK: usize = 6;

/// Heights of chunks in pixels: measured where they were drawn, guessed elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heights {
    rows: usize,
    /// Of one row; from the first chunk that was measured, then kept, so that nothing moves.
    guess: f64,
    guessed: bool,
    measured: BTreeMap<usize, f64>,
}

fn float(count: usize) -> f64 {
    // Exact up to 2^32 rows.
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

impl Heights {
    /// Of a list of `rows` rows.
    pub(crate) fn of(rows: usize) -> Self {
        Self { rows, guess: 69.0, guessed: true, measured: BTreeMap::new() }
    }

    /// The list has grown or shrunk; what was measured stays.
    pub(crate) fn resize(&mut self, rows: usize) {
        if rows != self.rows {
            // The last chunk may have been a short one.
            self.measured.remove(&(self.rows / CHUNK));
            self.rows = rows;
            let chunks = self.chunks();
            self.measured.retain(|chunk, _| *chunk < chunks);
        }
    }

    /// How many chunks there are.
    pub(crate) fn chunks(&self) -> usize {
        self.rows.div_ceil(CHUNK)
    }

    fn rows_of(&self, chunk: usize) -> usize {
        CHUNK.min(self.rows.saturating_sub(chunk * CHUNK))
    }

    /// Notes the height of a drawn chunk; gives by how much it differs from what was assumed.
    pub(crate) fn measure(&mut self, chunk: usize, height: f64) -> f64 {
        let rows = self.rows_of(chunk);
        if rows == 0 {
            return 0.0;
        }
        let assumed = self.measured.get(&chunk).copied().unwrap_or(self.guess * float(rows));
        if self.guessed {
            self.guess = height / float(rows);
            self.guessed = false;
        }
        self.measured.insert(chunk, height);
        height - assumed
    }

    /// Where a chunk begins, from the list's own beginning; of the one after the last: where the list ends.
    pub(crate) fn top(&self, chunk: usize) -> f64 {
        let before = self.rows.min(chunk * CHUNK);
        let known = self.measured.range(..chunk);
        let difference: f64 = known.map(|(at, height)| height - self.guess * float(self.rows_of(*at))).sum();
        self.guess * float(before) + difference
    }

    /// The whole list.
    pub(crate) fn total(&self) -> f64 {
        self.top(self.chunks())
    }

    /// The chunk at a height; the first or last where that lies outside.
    pub(crate) fn at(&self, y: f64) -> usize {
        let (mut low, mut high) = (0, self.chunks().saturating_sub(1));
        while low < high {
            let middle = (low + high).div_ceil(2);
            if self.top(middle) <= y { low = middle } else { high = middle - 1 }
        }
        low
    }

    /// First and one-past-last chunk that touch the stretch from `top` to `bottom`.
    pub(crate) fn range(&self, top: f64, bottom: f64) -> (usize, usize) {
        if self.rows == 0 { (0, 0) } else { (self.at(top), self.at(bottom) + 1) }
    }
}

/// One step from what is drawn to what is wanted, drawing at most one chunk more: each step is short enough
/// for a slow phone. `seen` is the chunk at the top of the screen, the first to be drawn.
pub(crate) fn step(drawn: (usize, usize), wanted: (usize, usize), seen: usize) -> (usize, usize) {
    let (first, last) = (drawn.0.max(wanted.0), drawn.1.min(wanted.1));
    if first >= last {
        return (seen.min(wanted.1.saturating_sub(1)), wanted.1.min(seen + 1));
    }
    if last < wanted.1 && (seen + 2 >= last || first <= wanted.0) {
        (first, last + 1)
    } else if first > wanted.0 {
        (first - 1, last)
    } else {
        (first, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tops_follow_what_was_measured_and_guess_the_rest() {
        let mut heights = Heights::of(20);
        assert!((heights.measure(0, 600.0) - (600.0 - 69.0 * 6.0)).abs() < 0.01);
        assert!((heights.measure(1, 660.0) - 60.0).abs() < 0.01);
        assert_eq!(heights.chunks(), 4);
        let tops: Vec<f64> = (0..=4).map(|chunk| heights.top(chunk)).collect();
        assert_eq!(tops, [0.0, 600.0, 1260.0, 1860.0, 2060.0]);
        for (y, chunk) in [(-50.0, 0), (0.0, 0), (599.0, 0), (600.0, 1), (1259.0, 1), (1900.0, 3), (9e9, 3)] {
            assert_eq!(heights.at(y), chunk, "{y}");
        }
        heights.resize(12);
        assert_eq!((heights.chunks(), heights.total()), (2, 1260.0));
    }

    #[test]
    fn an_empty_list_has_nothing_to_draw() {
        assert_eq!(Heights::of(0).range(0.0, 900.0), (0, 0));
    }

    #[test]
    fn steps_end_at_what_is_wanted_and_add_one_chunk_at_most() {
        let wants = [(0, 4), (100, 106), (40_000, 40_005), (0, 1), (39_990, 40_003)];
        for from in wants {
            for wanted in wants {
                let (mut drawn, mut steps) = (from, 0);
                let seen = (wanted.0 + wanted.1) / 2;
                while drawn != wanted {
                    let next = step(drawn, wanted, seen);
                    let fresh = (next.0..next.1).filter(|chunk| !(drawn.0..drawn.1).contains(chunk)).count();
                    assert!(fresh <= 1, "{drawn:?} to {next:?}");
                    drawn = next;
                    steps += 1;
                    assert!(steps < 30, "{from:?} never becomes {wanted:?}");
                }
            }
        }
    }
}
