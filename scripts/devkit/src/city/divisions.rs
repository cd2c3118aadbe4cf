//! Reads a city's administrative divisions from a file and checks them as a whole. Knows nothing of
//! organisations.
//!
//! The file is CSV in UTF-8 with the header `code,name,parent_code,level`. `level` is `city`, `county`,
//! `township` or `village`; a parent is one level higher; exactly one division, the city, has none. The order of
//! lines does not matter. Either everything is in order, or the first fault is told with its line and nothing is
//! read.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    path::Path,
};

const HEADER: [&str; 4] = ["code", "name", "parent_code", "level"];

/// Longest code: 12 digits, as the statistics bureau gives villages.
const LONGEST_CODE: usize = 12;

/// Longest name in characters, so that the names of organisations made from it fit into their field.
const LONGEST_NAME: usize = 30;

/// Levels of divisions, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// 地级市
    City,
    /// 县, 区, or a zone of that rank
    County,
    /// 乡, 镇, 街道, or a zone or farm of that rank
    Township,
    /// 村, 社区
    Village,
}

/// One division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Division {
    /// Its code: 1 to 12 digits, unique.
    pub(crate) code: String,
    /// Its name as the statistics bureau writes it, e.g. `古城社区居委会`.
    pub(crate) name: String,
    /// The division it belongs to.
    pub(crate) parent_code: Option<String>,
    /// Its level.
    pub(crate) level: Level,
}

/// A city with all its divisions, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Divisions {
    all: Vec<Division>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Line in the file, the header being line 1; 0 where the file as a whole is at fault.
    pub(crate) line: u64,
    /// What is wrong.
    pub(crate) reason: Reason,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The file cannot be opened or read.
    Unreadable(String),
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The first line is not the header.
    Header,
    /// The line has another number of fields than four.
    Fields,
    /// The code is empty, too long, or has other characters than digits.
    Code(String),
    /// The name is empty, too long, or has control characters.
    Name,
    /// No such level.
    Level(String),
    /// The code stands in an earlier line.
    DuplicateCode {
        /// The code.
        code: String,
        /// Where it stood.
        first: u64,
    },
    /// No line has the parent's code.
    UnknownParent(String),
    /// The division is its own parent, directly or through others.
    Cycle(String),
    /// The parent is not of the next higher level.
    LevelOrder {
        /// The division's.
        level: Level,
        /// The parent's, if it has one.
        parent: Option<Level>,
    },
    /// There is a city already.
    SecondCity {
        /// Where it stands.
        first: u64,
    },
    /// The file has no city.
    NoCity,
}

impl Level {
    const ALL: [(&str, Level); 4] = [
        ("city", Level::City),
        ("county", Level::County),
        ("township", Level::Township),
        ("village", Level::Village),
    ];

    fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == text).map(|(_, level)| *level)
    }

    /// The level a parent must have, `None` for the city.
    fn above(self) -> Option<Self> {
        match self {
            Self::City => None,
            Self::County => Some(Self::City),
            Self::Township => Some(Self::County),
            Self::Village => Some(Self::Township),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::ALL.iter().find(|(_, level)| level == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        match &self.reason {
            Reason::Unreadable(error) => write!(f, "the file cannot be read: {error}"),
            Reason::NotUtf8 => write!(f, "the text is not UTF-8"),
            Reason::Header => write!(f, "the header must be {}", HEADER.join(",")),
            Reason::Fields => write!(f, "there must be four fields, {}", HEADER.join(",")),
            Reason::Code(code) => write!(f, "the code {code:?} must be 1 to {LONGEST_CODE} digits"),
            Reason::Name => write!(f, "the name must be 1 to {LONGEST_NAME} characters"),
            Reason::Level(level) => {
                write!(f, "the level {level:?} must be city, county, township or village")
            }
            Reason::DuplicateCode { code, first } => {
                write!(f, "the code {code} stands in line {first} already")
            }
            Reason::UnknownParent(code) => write!(f, "no division has the parent's code {code}"),
            Reason::Cycle(code) => write!(f, "the division {code} lies below itself"),
            Reason::LevelOrder { level, parent: Some(parent) } => {
                write!(f, "a {level} cannot belong to a {parent}")
            }
            Reason::LevelOrder { level, parent: None } => write!(f, "a {level} must have a parent"),
            Reason::SecondCity { first } => write!(f, "there is a city already, in line {first}"),
            Reason::NoCity => write!(f, "the file has no city"),
        }
    }
}

impl std::error::Error for Fault {}

impl Divisions {
    /// Reads a file.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        let bytes = std::fs::read(path)
            .map_err(|error| Fault { line: 0, reason: Reason::Unreadable(error.to_string()) })?;
        Self::parse(&bytes)
    }

    /// Reads a file's content.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let lines = parse_lines(bytes)?;
        check(&lines)?;
        Ok(Self { all: lines.into_iter().map(|(_, division)| division).collect() })
    }

    /// The city.
    pub(crate) fn city(&self) -> Option<&Division> {
        self.all.iter().find(|division| division.level == Level::City)
    }

    /// What belongs directly to the division with this code, in the order of the file.
    pub(crate) fn of(&self, code: &str) -> impl Iterator<Item = &Division> {
        self.all.iter().filter(move |division| division.parent_code.as_deref() == Some(code))
    }

    /// How many divisions have this level.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.all.iter().filter(|division| division.level == level).count()
    }
}

/// Every line by itself.
fn parse_lines(bytes: &[u8]) -> Result<Vec<(u64, Division)>, Fault> {
    // Spreadsheets put a byte order mark before the header.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Fault { line: u64::try_from(line).unwrap_or(0), reason: Reason::NotUtf8 }
    })?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let fields = |line| Fault { line, reason: Reason::Fields };
        let record = record.map_err(|error| fields(error.position().map_or(0, csv::Position::line)))?;
        let line = record.position().map_or(0, csv::Position::line);
        if at == 0 {
            if !record.iter().eq(HEADER) {
                return Err(Fault { line: 1, reason: Reason::Header });
            }
            continue;
        }
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        let [code, name, parent_code, level] = cells.as_slice() else { return Err(fields(line)) };
        let division = division(code, name, parent_code, level).map_err(|reason| Fault { line, reason })?;
        lines.push((line, division));
    }
    if text.trim().is_empty() {
        return Err(Fault { line: 1, reason: Reason::Header });
    }
    Ok(lines)
}

fn division(code: &str, name: &str, parent_code: &str, level: &str) -> Result<Division, Reason> {
    let digits = (1..=LONGEST_CODE).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(Reason::Code(code.to_owned()));
    }
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(Reason::Name);
    }
    let level = Level::read(level).ok_or_else(|| Reason::Level(level.to_owned()))?;
    let parent_code = (!parent_code.is_empty()).then(|| parent_code.to_owned());
    Ok(Division { code: code.to_owned(), name: name.to_owned(), parent_code, level })
}

/// The lines together.
fn check(lines: &[(u64, Division)]) -> Result<(), Fault> {
    let mut known: HashMap<&str, (u64, &Division)> = HashMap::with_capacity(lines.len());
    let mut city = None;
    for (line, division) in lines {
        let code = division.code.as_str();
        if let Some((first, _)) = known.insert(code, (*line, division)) {
            return Err(Fault {
                line: *line,
                reason: Reason::DuplicateCode { code: code.to_owned(), first },
            });
        }
    }
    for (line, division) in lines {
        let fault = |reason| Err(Fault { line: *line, reason });
        let parent = match &division.parent_code {
            None => None,
            Some(code) => match known.get(code.as_str()) {
                Some((_, parent)) => Some(*parent),
                None => return fault(Reason::UnknownParent(code.clone())),
            },
        };
        if circles(division, &known) {
            return fault(Reason::Cycle(division.code.clone()));
        }
        if parent.map(|parent| parent.level) != division.level.above() {
            return fault(Reason::LevelOrder {
                level: division.level,
                parent: parent.map(|parent| parent.level),
            });
        }
        if division.level == Level::City {
            match city {
                Some(first) => return fault(Reason::SecondCity { first }),
                None => city = Some(*line),
            }
        }
    }
    city.map(|_| ()).ok_or(Fault { line: 0, reason: Reason::NoCity })
}

fn circles(division: &Division, known: &HashMap<&str, (u64, &Division)>) -> bool {
    let mut seen = HashSet::new();
    let mut at = Some(division);
    while let Some(here) = at {
        if !seen.insert(here.code.as_str()) {
            return true;
        }
        at = here.parent_code.as_deref().and_then(|code| known.get(code)).map(|(_, parent)| *parent);
    }
    false
}

#[cfg(test)]
mod tests;
