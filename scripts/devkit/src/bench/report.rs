//! What a bench has found: each figure beside its bar, as JSON for programs and as a table for people. Knows
//! nothing of how anything is measured.

use crate::paths;
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::path::PathBuf;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Better {
    Lower,
    Higher,
}

/// A figure and its bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    bar: f64,
    better: Better,
    holds: bool,
}

impl Figure {
    /// A figure that must not be above its bar.
    pub(super) fn at_most(name: &'static str, value: f64, unit: &'static str, bar: f64) -> Self {
        Self { name, value, unit, bar, better: Better::Lower, holds: value <= bar }
    }

    /// A figure that must not be below its bar.
    pub(super) fn at_least(name: &'static str, value: f64, unit: &'static str, bar: f64) -> Self {
        Self { name, value, unit, bar, better: Better::Higher, holds: value >= bar }
    }
}

/// All figures of one bench, and what a reader needs to judge them.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    bench: &'static str,
    figures: Vec<Figure>,
    #[serde(skip)]
    notes: Vec<String>,
}

impl Report {
    /// The report of `bench`; `notes` say how and with what it was measured.
    pub(super) fn new(bench: &'static str, figures: Vec<Figure>, notes: Vec<String>) -> Self {
        Self { bench, figures, notes }
    }

    /// What a reader needs to judge the figures.
    pub(super) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Writes `target/bench/NAME.json`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self) -> Result<PathBuf> {
        let folder = paths::at("target/bench");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.json", self.bench));
        std::fs::write(&path, serde_json::to_string_pretty(self)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

/// One table of all figures. A bar that is not met is named as such.
pub(super) fn table(reports: &[Report]) -> String {
    let mut rows = vec![["bench", "figure", "value", "bar", ""].map(str::to_owned)];
    for report in reports {
        for figure in &report.figures {
            let sign = if figure.better == Better::Lower { "≤" } else { "≥" };
            let unit = if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
            rows.push([
                report.bench.to_owned(),
                figure.name.to_owned(),
                format!("{}{unit}", number(figure.value)),
                format!("{sign} {}", number(figure.bar)),
                if figure.holds { "✓" } else { "✗ not met" }.to_owned(),
            ]);
        }
    }
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A number with as many decimals as say something.
pub(super) fn number(value: f64) -> String {
    let decimals = match value.abs() {
        whole if whole.fract() == 0.0 => 0,
        0.0..10.0 => 2,
        10.0..1000.0 => 1,
        _ => 0,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let figures = vec![
            Figure::at_most("wall_ratio", 2.345, "×", 2.0),
            Figure::at_most("new_connections", 0.0, "", 0.0),
            Figure::at_least("score", 98.0, "", 98.0),
        ];
        Report::new("init", figures, vec!["how".into()])
    }

    #[test]
    fn a_bar_holds_at_its_very_value_and_not_beyond() {
        for (figure, holds) in [
            (Figure::at_most("a", 2.0, "", 2.0), true),
            (Figure::at_most("a", 2.001, "", 2.0), false),
            (Figure::at_least("a", 98.0, "", 98.0), true),
            (Figure::at_least("a", 97.9, "", 98.0), false),
            (Figure::at_most("nothing measured", f64::NAN, "", 2.0), false),
        ] {
            assert_eq!(figure.holds, holds, "{figure:?}");
        }
    }

    #[test]
    fn programs_read_every_figure_with_its_bar() {
        let json = serde_json::to_value(report()).unwrap();
        let expected = serde_json::json!({
            "bench": "init",
            "figures": [
                { "name": "wall_ratio", "value": 2.345, "unit": "×", "bar": 2.0, "better": "lower", "holds": false },
                { "name": "new_connections", "value": 0.0, "unit": "", "bar": 0.0, "better": "lower", "holds": true },
                { "name": "score", "value": 98.0, "unit": "", "bar": 98.0, "better": "higher", "holds": true },
            ],
        });
        assert_eq!(json, expected);
    }

    #[test]
    fn people_see_which_bar_is_not_met() {
        let table = table(&[report()]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[1], "  init   wall_ratio       2.35 ×  ≤ 2   ✗ not met", "{table}");
        assert!(lines[2].ends_with("≤ 0   ✓") && lines[3].ends_with("≥ 98  ✓"), "{table}");
    }
}
