//! What the functions of a bench stand on: a local cloud of its own that keeps nothing, and cities in it. Knows
//! how a deployment configures a function; knows nothing of what is measured.

use crate::{
    city,
    cloud::{Cloud, CloudPlan, Emulator},
    identities::{self, Identity},
    paths, ports,
    provision::{self, INDEX_BUCKET, KEYS_SECRET, provision},
    sdk::Sdk,
};
use anyhow::{Context as _, Result};
use platform::context::Shared;
use std::{path::PathBuf, sync::Arc};

/// What a function is told beside where its table and keys are: nothing stands before it, and it sends no code.
const ALONE: [(&str, &str); 2] = [("STAGE", "local"), ("SMS_PROVIDER", "none")];

/// A local cloud.
#[derive(Debug)]
pub(super) struct Ground {
    cloud: Cloud,
    sdk: Sdk,
    folder: PathBuf,
    /// The database's port.
    pub(super) database: u16,
    /// The port of all other services.
    pub(super) services: u16,
}

/// A city in its table.
pub(super) struct City {
    /// The table's name.
    pub(super) table: String,
    /// People to call as.
    pub(super) identities: Vec<Identity>,
    /// What a function keeps, to look at the table and to sign people in.
    pub(super) shared: Arc<Shared>,
}

impl Ground {
    /// Starts the cloud for the bench `name`.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) async fn start(name: &str) -> Result<Self> {
        let [dynamodb_port, emulator_port] = ports::free()?;
        let folder = paths::session("bench").join(name);
        let cloud = Cloud::start(&CloudPlan {
            emulator: Emulator::Ministack,
            dynamodb_port,
            emulator_port,
            keep: None,
            logs: folder.join("logs"),
        })
        .await?;
        let sdk = Sdk::new(cloud.environment()).await;
        Ok(Self { cloud, sdk, folder, database: dynamodb_port, services: emulator_port })
    }

    /// A new city with so many members, in a table of its own; without members only table and keys.
    ///
    /// # Errors
    /// When the cloud refuses.
    pub(super) async fn city(&self, members: u32) -> Result<City> {
        let table = format!("city-of-{members}");
        provision(&self.sdk, Some(&table)).await?;
        let list = self.folder.join(format!("{table}.json"));
        let identities = if members == 0 {
            Vec::new()
        } else {
            city::bring(&self.sdk, &table, &city::Options::new(members, list.clone())).await?;
            identities::read(&list)?
        };
        let shared = provision::shared(&self.sdk, &table)?;
        Ok(City { table, identities, shared })
    }

    /// The environment of a function that reaches the cloud of this ground at these ports.
    pub(super) fn environment(&self, city: &City, database: u16, services: u16) -> Vec<(String, String)> {
        let mut environment: Vec<(String, String)> = self
            .cloud
            .environment()
            .iter()
            .filter(|(name, _)| !name.starts_with("AWS_ENDPOINT_URL"))
            .cloned()
            .collect();
        let own = [
            ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{services}")),
            ("AWS_ENDPOINT_URL_DYNAMODB", format!("http://127.0.0.1:{database}")),
            ("TABLE_NAME", city.table.clone()),
            ("KEYS_SECRET", KEYS_SECRET.to_owned()),
            ("INDEX_BUCKET", INDEX_BUCKET.to_owned()),
        ];
        environment.extend(own.map(|(name, value)| (name.to_owned(), value)));
        environment.extend(ALONE.map(|(name, value)| (name.to_owned(), value.to_owned())));
        environment
    }

    /// Where the function `name` logs.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("logs").join(format!("{name}.log"))
    }

    /// Stops the cloud.
    pub(super) async fn stop(self) {
        self.cloud.stop().await;
    }
}

impl City {
    /// The person with this key.
    ///
    /// # Errors
    /// When the city has none.
    pub(super) fn identity(&self, key: &str) -> Result<&Identity> {
        self.identities.iter().find(|one| one.key == key).with_context(|| format!("the city has no {key}"))
    }
}
