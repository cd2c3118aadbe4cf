//! The peer: SQLite's full-text search (FTS5) with the same names, in memory, in this process.
//!
//! It is set up as well as it can be for what it is asked. Names are cut into characters, their pinyin into syllables,
//! and their first letters are a word, so every kind of question is a look-up by words or by the beginning of one, its
//! quickest way. It is told where the syllables of a question end, which it could not find out. For slips it has a
//! second table over the pinyin in groups of three letters, which is what it has for misspelling. The best twenty are
//! asked for by its own rank. It knows no scope, no order of characters with gaps and one reading of a character, so it
//! answers less than is asked; what it answers is not compared.

use super::queries::{Asked, Kind, Of, reading};
use super::{millis, name_of};
use anyhow::Result;
use index::Entry;
use rusqlite::Connection;
use std::time::Instant;

/// What each question takes it.
///
/// # Errors
/// SQLite's.
pub(super) fn ask(orgs: &[Entry], members: &[Entry], asked: &[&Asked]) -> Result<Vec<f64>> {
    let database = Connection::open_in_memory()?;
    for (of, entries) in [("orgs", orgs), ("members", members)] {
        fill(&database, of, entries)?;
    }
    let mut took = Vec::with_capacity(asked.len());
    for one in asked {
        let of = match one.of {
            Of::Org => "orgs",
            Of::Member => "members",
        };
        let table = if one.kind == Kind::Slip { format!("{of}_threes") } else { of.to_owned() };
        let start = Instant::now();
        let mut statement = database.prepare_cached(&format!(
            "SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rank LIMIT 20"
        ))?;
        let rows = statement.query_map([question(one)], |row| row.get::<_, i64>(0))?;
        for row in rows {
            row?;
        }
        took.push(millis(start));
    }
    Ok(took)
}

fn fill(database: &Connection, of: &str, entries: &[Entry]) -> Result<()> {
    database.execute_batch(&format!(
        "CREATE VIRTUAL TABLE {of} USING fts5(characters, pinyin, initials, content='', tokenize='unicode61', prefix='1 2');
         CREATE VIRTUAL TABLE {of}_threes USING fts5(pinyin, content='', tokenize='trigram');
         BEGIN;"
    ))?;
    {
        let mut words = database.prepare(&format!(
            "INSERT INTO {of}(rowid, characters, pinyin, initials) VALUES (?1, ?2, ?3, ?4)"
        ))?;
        let mut threes =
            database.prepare(&format!("INSERT INTO {of}_threes(rowid, pinyin) VALUES (?1, ?2)"))?;
        for (row, entry) in (1_i64..).zip(entries) {
            let characters: Vec<String> = name_of(entry).chars().map(String::from).collect();
            let syllables: Vec<String> = name_of(entry).chars().map(reading).collect();
            let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
            words.execute((row, characters.join(" "), syllables.join(" "), initials))?;
            threes.execute((row, syllables.concat()))?;
        }
    }
    database.execute_batch(&format!(
        "COMMIT; INSERT INTO {of}({of}) VALUES ('optimize'); INSERT INTO {of}_threes({of}_threes) VALUES ('optimize');"
    ))?;
    Ok(())
}

/// The question in its language.
fn question(one: &Asked) -> String {
    let characters: Vec<String> = one.characters.iter().map(|character| format!("\"{character}\"")).collect();
    match one.kind {
        Kind::Exact | Kind::Beginning => format!("characters : ^ {}", characters.join(" + ")),
        Kind::Part => format!("characters : {}", characters.join(" + ")),
        Kind::Gaps => format!("characters : ({})", characters.join(" AND ")),
        Kind::Spelt => format!("pinyin : {}", syllables(&one.syllables).join(" + ")),
        Kind::Unfinished => format!("pinyin : {} *", syllables(&one.syllables).join(" + ")),
        Kind::Initials => format!("initials : \"{}\" *", one.text),
        Kind::Mixture => {
            let first = characters.first().map(String::as_str).unwrap_or_default();
            let rest = one.syllables.get(1..).unwrap_or_default();
            format!("characters : {first} AND pinyin : {}", syllables(rest).join(" + "))
        }
        Kind::Slip => {
            let letters: Vec<char> = one.text.chars().collect();
            let threes = letters.windows(3).map(|three| format!("\"{}\"", three.iter().collect::<String>()));
            threes.collect::<Vec<_>>().join(" OR ")
        }
    }
}

fn syllables(all: &[String]) -> Vec<String> {
    all.iter().map(|syllable| format!("\"{syllable}\"")).collect()
}
