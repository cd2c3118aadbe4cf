//! Medians and quantiles. Pure.

/// The smallest value that at least the `share` of all values do not exceed (nearest rank), so always one that was
/// measured. Of no values, not a number: that meets no bar.
pub(super) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = sorted.iter().enumerate().find(|(at, _)| rank(*at, sorted.len()) >= share - f64::EPSILON);
    below.map_or(f64::NAN, |(_, value)| *value)
}

/// Which share of `count` values stands at or below position `at`.
#[allow(clippy::as_conversions, reason = "counts of measurements are far below what a float holds exactly")]
fn rank(at: usize, count: usize) -> f64 {
    (at + 1) as f64 / count as f64
}

/// The value in the middle.
pub(super) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The largest.
pub(super) fn worst(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(f64::NAN, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        for (share, expected) in [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.001, 1.0)] {
            assert_eq!(quantile(&hundred, share), expected, "{share}");
        }
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(quantile(&[7.0], 0.99), 7.0);
    }

    #[test]
    fn nothing_measured_is_no_number() {
        assert!(median(&[]).is_nan() && worst([]).is_nan());
        assert_eq!(worst([1.0, 3.0, 2.0]), 3.0);
    }
}
