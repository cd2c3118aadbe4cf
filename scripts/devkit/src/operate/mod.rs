//! What operators do by hand, on the running local stack and on a real account alike: rotate keys, restore the table,
//! count anew, make the search index anew, take up what stands still. `.github/RUNBOOK.md` says when. Knows no feature but the projections.

mod copy;
mod recount;
mod reindex;
mod restore;
mod resume;
mod rotate;

pub(crate) use recount::run as recount;
pub(crate) use reindex::{is_indexed, run as reindex};
pub(crate) use restore::{Options as RestoreOptions, run as restore};
pub(crate) use resume::{Options as ResumeOptions, run as resume};
pub(crate) use rotate::{Options as RotateOptions, run as rotate};

use crate::{cloud::Cloud, provision, sdk::Sdk, stack::Running};
use anyhow::{Context as _, Result};
use platform::{
    Context,
    crypto::KeyStore,
    store::{Meter, Table, keys},
};
use provision::LOCAL;
use shared_types::ids::OrgId;

/// Which tree of which environment.
#[derive(Debug, clap::Args)]
pub(crate) struct OfTree {
    /// `local`, or the environment whose account the AWS credentials at hand belong to
    environment: String,
    /// Another table than the environment's
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// The root of the tree, where the table does not say it
    #[arg(long, value_name = "ORG")]
    root: Option<OrgId>,
}

impl OfTree {
    /// The environment and the root.
    async fn find(self) -> Result<(Place, OrgId)> {
        let place = Place::find(&self.environment, self.table.as_deref()).await?;
        let root = match self.root {
            Some(root) => root,
            None => place.root(&place.table).await?,
        };
        Ok((place, root))
    }
}

/// An environment: `local`, or the one of the account that the AWS credentials at hand belong to.
struct Place {
    sdk: Sdk,
    table: String,
    local: bool,
}

impl Place {
    /// Finds the environment of this name. On this machine that is the stack that runs, or the cloud that
    /// `AWS_ENDPOINT_URL` names; `table` is another table than its own.
    async fn find(environment: &str, table: Option<&str>) -> Result<Self> {
        let local = environment == LOCAL;
        let (variables, own) = if local && !Cloud::is_given() {
            let running = Running::read().context("./scripts/dev does not run")?;
            (running.environment.clone(), running.table.clone())
        } else {
            (Cloud::given().environment().to_vec(), provision::table_name()?)
        };
        let table = table.map_or(own, str::to_owned);
        Ok(Self { sdk: Sdk::new(&variables).await, table, local })
    }

    /// A table of the environment.
    fn table(&self, name: &str) -> Table {
        Table::new(self.sdk.dynamodb(), name.to_owned(), Meter::default())
    }

    /// The key ring's keeper, which has read nothing yet.
    fn keys(&self) -> KeyStore {
        KeyStore::new(self.sdk.secrets(), self.sdk.kms(), provision::KEYS_SECRET.to_owned())
    }

    /// What the projections need to work on a table of the environment.
    async fn context(&self, table: &str) -> Result<Context> {
        Ok(Context::new(&provision::shared(&self.sdk, table)?).await?)
    }

    /// The root of a table's tree, as its import wrote it down.
    async fn root(&self, table: &str) -> Result<OrgId> {
        let import = self.table(table).get::<platform::store::ImportRecord>(&keys::import()).await?;
        Ok(import.context("the table was not imported; name the root with --root")?.record.root)
    }
}
