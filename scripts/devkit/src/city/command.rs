//! `devkit seed`, and the same step of a starting stack: which table, which keys, which day.

use super::import::{Import, Imported, Order};
use crate::{
    cloud::Cloud,
    operate, paths,
    progress::{self, say},
    provision::{self, INITIAL_PASSWORD, KEYS_SECRET, Provisioned},
    sdk::Sdk,
};
use anyhow::{Context as _, Result, ensure};
use platform::{
    Context,
    clock::Clock,
    crypto::KeyStore,
    store::{ImportRecord, Meter, Table, keys},
};
use std::path::PathBuf;

/// The file of divisions of the demo city.
pub(super) const SUQIAN: &str = "scripts/devkit/data/suqian-divisions.csv";
/// From what the demo city follows.
pub(super) const SEED: u64 = 1;

/// What can be chosen. Relative paths begin at the root of the work tree.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// How many members the city gets
    #[arg(long, default_value_t = 3000, value_name = "N")]
    members: u32,
    /// From what everything that is generated follows
    #[arg(long, default_value_t = SEED, value_name = "S")]
    seed: u64,
    /// The city's divisions: CSV with code,name,parent_code,level
    #[arg(long, default_value = SUQIAN, value_name = "FILE")]
    divisions: PathBuf,
    /// Where to write the list of people one can sign in as
    #[arg(long, default_value = "target/local/identities.json", value_name = "FILE")]
    identities: PathBuf,
    /// Another table than the one that infra/tables.json names
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
}

impl Options {
    /// The city of a stack: 宿迁 with so many members.
    pub(crate) fn new(members: u32, identities: PathBuf) -> Self {
        Self { members, seed: SEED, divisions: SUQIAN.into(), identities, table: None }
    }
}

/// `devkit seed`: brings a city into the table of the cloud that `AWS_ENDPOINT_URL` names.
///
/// # Errors
/// When no cloud is named; see [`import`].
pub(crate) async fn run(options: &Options) -> Result<()> {
    ensure!(
        Cloud::is_given(),
        "set AWS_ENDPOINT_URL (and AWS_ENDPOINT_URL_DYNAMODB) to the cloud to write to"
    );
    let sdk = Sdk::new(Cloud::given().environment()).await;
    let Provisioned { table, .. } = provision::provision(&sdk, options.table.as_deref()).await?;
    bring(&sdk, &table, options).await
}

/// Brings the city into `table`, as one step with its time.
///
/// # Errors
/// See [`import`].
pub(crate) async fn bring(sdk: &Sdk, table: &str, options: &Options) -> Result<()> {
    let order = Order {
        divisions: paths::at(&options.divisions),
        members: options.members,
        seed: options.seed,
        as_of: Clock::default().now().day(),
        identities: paths::at(&options.identities),
        initial_password: INITIAL_PASSWORD.to_owned(),
    };
    let work = async {
        let ring = KeyStore::new(sdk.secrets(), sdk.kms(), KEYS_SECRET.to_owned()).ring().await?;
        let records = Table::new(sdk.dynamodb(), table.to_owned(), Meter::default());
        let prepared = Import::prepare(&order, &records).await?;
        // What the projection would make of the records is written with them.
        if !prepared.is_complete() {
            provision::stream(sdk, table, false).await?;
        }
        let imported = prepared.run(&ring).await?;
        provision::stream(sdk, table, true).await?;
        Ok(imported)
    };
    match progress::step("Bringing the city into the table", work).await? {
        Imported::Now { orgs, members } => say(format_args!("    {orgs} organisations, {members} members")),
        Imported::Before(members) if members != options.members => {
            say(format_args!("    It is there already, with {members} members; --fresh begins anew."));
        }
        Imported::Before(_) => {}
    }
    // The import is not followed, and what an emulator keeps is not always what the table means.
    let cx = Context::new(&provision::shared(sdk, table)?).await?;
    let root = cx.table().get::<ImportRecord>(&keys::import()).await?.context("no import")?.record.root;
    if !operate::is_indexed(&cx, &root).await? {
        let names =
            progress::step("Making the search index", async { Ok(projections::reindex(&cx, &root).await?) })
                .await?;
        say(format_args!("    {names} names"));
    }
    Ok(())
}
