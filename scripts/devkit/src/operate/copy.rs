//! A copy of a whole table in a file, as the database exports one. The local database keeps no past, so this stands
//! for it. A copy is no moment: what is written while it is made is in it or not.

use anyhow::{Context as _, Result};
use platform::store::{Prepared, Table};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
};

/// Items written at once.
const PORTION: usize = 500;

/// Writes every item of a table to a file, which is whole or not there; answers how many.
///
/// # Errors
/// The table's, or those of the file.
pub(super) async fn keep(table: &Table, file: &Path) -> Result<usize> {
    let folder = file.parent().context("a file in a folder")?;
    fs::create_dir_all(folder)?;
    let begun = file.with_extension("begun");
    let mut out = BufWriter::new(File::create(&begun)?);
    let (mut items, mut after) = (0, None);
    loop {
        let (some, next) = table.everything(after).await?;
        items += some.len();
        for item in some {
            writeln!(out, "{}", item.exported()?)?;
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    out.into_inner()?.sync_all()?;
    fs::rename(begun, file)?;
    Ok(items)
}

/// Writes every item of a file to a table; answers how many.
///
/// # Errors
/// The table's, or those of the file.
pub(super) async fn bring_back(file: &Path, table: &Table) -> Result<usize> {
    let mut items = 0;
    let mut portion = Vec::with_capacity(PORTION);
    for line in BufReader::new(File::open(file)?).lines() {
        portion.push(Prepared::imported(&line?)?);
        items += 1;
        if portion.len() == PORTION {
            table.put_all(std::mem::take(&mut portion)).await?;
        }
    }
    table.put_all(portion).await?;
    Ok(items)
}

/// The newest copy in a folder; their names are times.
///
/// # Errors
/// When there is none.
pub(super) fn newest(folder: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let copies =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "jsonl"));
    copies.max().context("no copy has been kept: ./scripts/restore local --keep makes one")
}
