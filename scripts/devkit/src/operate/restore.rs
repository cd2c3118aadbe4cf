//! `./scripts/restore ENV`: the table as it was, in a new table beside the present one, made fit for use and checked.
//!
//! A real account restores to any second of the last 35 days. The local database keeps no past: there a copy that
//! `--keep` made before stands for it, and everything after that is done the same.

use super::{Place, copy, recount, reindex, resume};
use crate::{
    paths,
    progress::{say, seconds, step},
    provision,
};
use anyhow::{Context as _, Result, bail, ensure};
use aws_sdk_dynamodb::{
    error::SdkError, operation::describe_table::DescribeTableError, primitives::DateTime, types::TableStatus,
};
use platform::{
    clock::Clock,
    store::{MemberRecord, Table, keys},
};
use serde::Serialize;
use shared_types::dates::Moment;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Members whose sealed fields are opened in a check.
const OPENED: usize = 100;

/// Where copies of the local table are kept; a stack that begins anew forgets them with its data.
const COPIES: &str = "target/local/dev/data/copies";

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// `local`, or the environment whose account the AWS credentials at hand belong to
    environment: String,
    /// Only try it: compare with the present table, and remove what was restored
    #[arg(long)]
    drill: bool,
    /// `local` only: keep a copy of the present table, to restore from later
    #[arg(long, conflicts_with = "drill")]
    keep: bool,
    /// The moment to restore, such as 2026-11-26T08:30:00Z; the latest there is when none is given
    #[arg(long, value_name = "TIME")]
    at: Option<Moment>,
    /// The name of the new table
    #[arg(long, value_name = "NAME", conflicts_with = "drill")]
    to: Option<String>,
    /// `local` only: where copies are kept
    #[arg(long, default_value = COPIES, value_name = "FOLDER")]
    copies: PathBuf,
    /// Another table than the environment's
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
}

/// What a restore came to; also written to `target/restore.json`.
#[derive(Debug, Serialize)]
struct Restored {
    table: String,
    drill: bool,
    seconds: f64,
    /// Items by kind, as they are in use now and as they were restored.
    items: BTreeMap<String, Count>,
    organisations_counted: usize,
    names_indexed: usize,
    sealed_fields_opened: usize,
    removed_sessions_and_progress: usize,
    rewritings_taken_up: usize,
}

#[derive(Debug, Default, Serialize)]
struct Count {
    present: usize,
    restored: usize,
}

/// Restores, or keeps a copy.
///
/// # Errors
/// When a step fails; the present table is never touched. A table that was begun is left, unless it was a drill.
pub(crate) async fn run(options: Options) -> Result<()> {
    let place = Place::find(&options.environment, options.table.as_deref()).await?;
    let copies = paths::at(&options.copies);
    let stamp = Clock::default().now().seconds();
    let name = format!("{}-{stamp}.jsonl", place.table);
    if options.keep {
        ensure!(place.local, "a real account keeps every second of the last 35 days by itself");
        return keep(&place, &copies.join(name)).await;
    }
    ensure!(
        !place.local || options.at.is_none(),
        "the local database keeps no past; the newest copy is restored"
    );
    if options.drill {
        // What a drill copies is no copy that anybody wants back.
        return drill(&place, options.at, &copies.join("drill").join(name), stamp).await;
    }
    let source = if place.local { Source::Copy(copy::newest(&copies)?) } else { Source::Past(options.at) };
    let target = options.to.unwrap_or_else(|| format!("{}-restored-{stamp}", place.table));
    must_be_new(&place, &target).await?;
    report(&restore(&place, &source, &target, false).await?)?;
    if place.local && options.table.is_none() {
        fs::write(paths::session("dev").join("data/table"), &target)?;
        say("\n  ./scripts/dev uses it from its next start on.");
    }
    Ok(())
}

async fn keep(place: &Place, file: &Path) -> Result<()> {
    let items = step("Keeping a copy of the table", copy::keep(&place.table(&place.table), file)).await?;
    say(format_args!("    {items} items in {}", file.display()));
    Ok(())
}

/// Restores into a table that is removed again, whatever came of it.
async fn drill(place: &Place, at: Option<Moment>, copied: &Path, stamp: i64) -> Result<()> {
    let target = format!("{}-drill-{stamp}", place.table);
    must_be_new(place, &target).await?;
    let source = if place.local {
        keep(place, copied).await?;
        Source::Copy(copied.to_owned())
    } else {
        Source::Past(at)
    };
    let restored = restore(place, &source, &target, true).await;
    let removed = step("Removing the table of the drill", async {
        place.sdk.dynamodb().delete_table().table_name(&target).send().await?;
        if let Source::Copy(file) = &source {
            fs::remove_file(file)?;
        }
        Ok(())
    })
    .await;
    report(&restored?)?;
    removed
}

/// A table that is there already is never written over, and never removed.
async fn must_be_new(place: &Place, target: &str) -> Result<()> {
    let described = place.sdk.dynamodb().describe_table().table_name(target).send().await;
    match described.map_err(SdkError::into_service_error) {
        Err(DescribeTableError::ResourceNotFoundException(_)) => Ok(()),
        Err(error) => Err(error).context("the database does not say which tables there are"),
        Ok(_) => bail!("there is a table {target} already"),
    }
}

/// Where the past is.
enum Source {
    /// In a file of this machine.
    Copy(PathBuf),
    /// In the database's own backups; the latest moment where none is named.
    Past(Option<Moment>),
}

async fn restore(place: &Place, source: &Source, target: &str, drill: bool) -> Result<Restored> {
    let start = Instant::now();
    match source {
        Source::Copy(file) => step("Bringing the copy back", from_copy(place, file, target)).await?,
        Source::Past(at) => step("Restoring from the past", from_past(place, *at, target)).await?,
    }
    let table = place.table(target);
    let removed =
        step("Ending all sessions, forgetting how far the old stream was followed", forget(&table)).await?;
    let root = place.root(target).await?;
    let orgs = step("Counting anew", recount::count(place, target, &root)).await?;
    let names = step("Making the search index", reindex::index(place, target, &root)).await?;
    // From here on there is a stream: whatever was written before must not be counted again.
    step("Turning stream and time to live on", provision::complete(&place.sdk, target)).await?;
    let jobs = resume::unfinished(&table).await?;
    let taken = step("Taking up moves and renamings", resume::take_up(&table, &jobs)).await?;
    let opened = step("Opening sealed fields with the present key ring", open(place, &table)).await?;
    let items = step("Comparing with the present table", compare(&place.table(&place.table), &table)).await?;
    Ok(Restored {
        table: target.to_owned(),
        drill,
        seconds: start.elapsed().as_secs_f64(),
        items,
        organisations_counted: orgs,
        names_indexed: names,
        sealed_fields_opened: opened,
        removed_sessions_and_progress: removed,
        rewritings_taken_up: taken,
    })
}

async fn from_copy(place: &Place, file: &Path, target: &str) -> Result<()> {
    provision::table(&place.sdk, target).await?;
    provision::stream(&place.sdk, target, false).await?;
    copy::bring_back(file, &place.table(target)).await?;
    Ok(())
}

async fn from_past(place: &Place, at: Option<Moment>, target: &str) -> Result<()> {
    let client = place.sdk.dynamodb();
    client
        .restore_table_to_point_in_time()
        .source_table_name(&place.table)
        .target_table_name(target)
        .set_use_latest_restorable_time(at.is_none().then_some(true))
        .set_restore_date_time(at.map(|at| DateTime::from_millis(at.millis())))
        .send()
        .await
        .context("the account does not restore")?;
    loop {
        let described = client.describe_table().table_name(target).send().await?;
        match described.table.and_then(|table| table.table_status) {
            Some(TableStatus::Active) => return Ok(()),
            Some(TableStatus::Creating) => tokio::time::sleep(Duration::from_secs(10)).await,
            other => bail!("the new table is {other:?}"),
        }
    }
}

/// Removes what means something only to what ran then; answers how many items.
async fn forget(table: &Table) -> Result<usize> {
    let (mut removed, mut after) = (0, None);
    loop {
        let (items, next) = table.everything(after).await?;
        let mut gone = items.iter().map(platform::store::Prepared::key).collect::<Result<Vec<_>, _>>()?;
        gone.retain(keys::is_of_the_moment);
        removed += gone.len();
        table.remove_all(gone).await?;
        after = next;
        if after.is_none() {
            return Ok(removed);
        }
    }
}

/// Opens the ID numbers of some members; answers how many.
async fn open(place: &Place, table: &Table) -> Result<usize> {
    let ring = place.keys().ring().await?;
    let (mut opened, mut after) = (0, None);
    while opened < OPENED {
        let (items, next) = table.everything(after).await?;
        for item in items {
            let key = item.key()?;
            if keys::family(&key) == "M M" && opened < OPENED {
                let member: MemberRecord = item.record()?;
                ring.open(&key.field("id_number"), &member.id_number)?;
                opened += 1;
            }
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    ensure!(opened > 0, "the restored table has no member");
    Ok(opened)
}

async fn compare(present: &Table, restored: &Table) -> Result<BTreeMap<String, Count>> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for (table, is_present) in [(present, true), (restored, false)] {
        let mut after = None;
        loop {
            let (items, next) = table.everything(after).await?;
            for item in items {
                let count = counts.entry(keys::family(&item.key()?)).or_default();
                if is_present { count.present += 1 } else { count.restored += 1 }
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(counts)
}

/// Says what a restore came to, and writes it down.
fn report(restored: &Restored) -> Result<()> {
    fs::write(paths::at("target/restore.json"), serde_json::to_string_pretty(restored)?)?;
    let Restored { table, items, .. } = restored;
    say(format_args!("\n  {table}, {}", seconds(Duration::from_secs_f64(restored.seconds))));
    say(format_args!("    {:<10} {:>10} {:>10}", "kind", "present", "restored"));
    for (kind, Count { present, restored }) in items {
        say(format_args!("    {kind:<10} {present:>10} {restored:>10}"));
    }
    say(format_args!(
        "    {} organisations counted, {} names indexed, {} sealed fields opened, {} sessions and marks removed, {} rewritings taken up",
        restored.organisations_counted,
        restored.names_indexed,
        restored.sealed_fields_opened,
        restored.removed_sessions_and_progress,
        restored.rewritings_taken_up
    ));
    Ok(())
}
