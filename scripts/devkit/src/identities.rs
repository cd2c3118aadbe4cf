//! The people one can sign in as on this machine: one for each role, and one member. Seeding writes the list;
//! the terminal, the page for developers and the journeys read it.

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Which of the two tabs of the sign-in screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Door {
    /// 党组织登录
    Org,
    /// 党员登录
    Member,
}

impl Door {
    /// The tab's name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Org => "党组织登录",
            Self::Member => "党员登录",
        }
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Identity {
    /// A word that journeys ask for and that does not change: `city`, `county`, …, `member`.
    pub(crate) key: String,
    /// Where to sign in.
    pub(crate) door: Door,
    /// The role's name on screen.
    pub(crate) role: String,
    /// The person's name.
    pub(crate) name: String,
    /// The name of the org or branch.
    pub(crate) org: String,
    /// The login name, or the ID number.
    pub(crate) login: String,
    /// The password as it is after seeding.
    pub(crate) password: String,
    /// The mobile that codes are sent to.
    pub(crate) phone: String,
}

/// Reads the list.
///
/// # Errors
/// When the file is missing or holds something else.
pub(crate) fn read(path: &Path) -> Result<Vec<Identity>> {
    let text = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is not a list of identities", path.display()))
}

/// Writes the list.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn write(path: &Path, identities: &[Identity]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = serde_json::to_string_pretty(identities)?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The list as a table for the terminal. Chinese characters are two columns wide there.
pub(crate) fn table(identities: &[Identity]) -> String {
    let rows: Vec<[&str; 5]> = identities
        .iter()
        .map(|one| {
            [
                one.door.label(),
                one.role.as_str(),
                one.login.as_str(),
                one.password.as_str(),
                one.phone.as_str(),
            ]
        })
        .collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(cell).max(*width);
        }
    }
    let lines = rows.iter().map(|row| {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - columns(cell))));
        format!("    {}", cells.collect::<Vec<_>>().join("  ").trim_end())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn columns(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let identity = |role: &str, login: &str| Identity {
            key: "k".into(),
            door: Door::Org,
            role: role.into(),
            name: "张三".into(),
            org: "宿迁市".into(),
            login: login.into(),
            password: "111111".into(),
            phone: "13800000000".into(),
        };
        let table = table(&[identity("操作员", "sq-op"), identity("市委组织部", "sq")]);
        let starts: Vec<usize> =
            table.lines().map(|line| columns(line.split("sq").next().unwrap())).collect();
        assert_eq!(starts.first(), starts.last(), "{table}");
    }
}
