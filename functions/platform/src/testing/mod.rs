//! The harness of the API tests: a feature's routes on the real local database and cloud, with handles for
//! each role. Every [`TestApp`] has a table of its own.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a harness stops at the first surprise, as the tests do"
)]

pub mod faults;
pub mod hostile;
mod people;
mod reply;
mod stream;
mod tree;

pub use people::Caller;
pub use reply::Reply;
pub use stream::Stream;

use crate::clock::Clock;
use crate::config::{Buckets, Config, SmsChoice, TransferSettings};
use crate::context::{Context, Shared};
use crate::crypto::KeyStore;
use crate::http::Router;
use crate::objects::Storage;
use crate::sms::Sms;
use crate::store::{Item, Meter, Record, Table, Versioned, keys};
use crate::telemetry::Spans;
use crate::{provision, store};
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use shared_types::ids::{MemberId, OrgId};
use shared_types::permission::Role;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;

const TABLES: &str = include_str!("../../../../infra/tables.json");

/// The password that members of the test tree begin with.
pub const INITIAL_PASSWORD: &str = "111111";

/// A feature under test.
#[derive(Clone)]
pub struct TestApp {
    routes: Arc<Router>,
    shared: Arc<Shared>,
}

static SECRET: OnceCell<String> = OnceCell::const_new();

/// The buckets of all tests: keys of objects are made of new ids, so tests do not meet in them.
const INDEX: &str = "test-index";
const FILES: &str = "test-files";

/// Whose pages may put files there.
pub const SITE: &str = "https://site.test";

static STORED: OnceCell<()> = OnceCell::const_new();

/// The clients' configuration. Under load the local database gives up waiting for its own locks and says that
/// the real one would not: such calls are made again, more often than in a deployment.
async fn sdk() -> SdkConfig {
    let retries = RetryConfig::standard()
        .with_max_attempts(12)
        .with_initial_backoff(Duration::from_millis(50))
        .with_max_backoff(Duration::from_secs(2));
    aws_config::defaults(BehaviorVersion::latest()).retry_config(retries).load().await
}

fn fresh(prefix: &str) -> String {
    format!("{prefix}-{}", uuid::Uuid::now_v7().simple())
}

impl TestApp {
    /// The routes on a new table with the test tree (see [`tree`]).
    pub async fn new(routes: Router) -> Self {
        let app = Self::empty(routes).await;
        tree::plant(&app).await;
        app
    }

    /// The routes on a new, empty table with the process's shared key ring.
    pub async fn empty(routes: Router) -> Self {
        let secret = SECRET.get_or_init(|| new_secret(fresh("test-keys"))).await.clone();
        Self::with_secret(routes, secret).await
    }

    /// As [`TestApp::new`], with a key ring of its own that can be rotated.
    pub async fn with_own_keys(routes: Router) -> Self {
        let app = Self::with_secret(routes, new_secret(fresh("own-keys")).await).await;
        tree::plant(&app).await;
        app
    }

    async fn with_secret(routes: Router, secret: String) -> Self {
        let sdk = sdk().await;
        let wire = faults::wire(crate::https::client());
        // A call that waits for a director is not stalled.
        let patient = aws_sdk_dynamodb::config::StalledStreamProtectionConfig::disabled();
        let dynamodb = aws_sdk_dynamodb::config::Builder::from(&sdk).http_client(wire);
        let dynamodb = dynamodb.stalled_stream_protection(patient);
        let dynamodb = dynamodb.interceptor(Spans).interceptor(faults::Once).build();
        let dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb);
        let table = fresh("test");
        provision::table(&dynamodb, &table, &without_stream())
            .await
            .expect("the local database is up: scripts/test api");
        let config = Config {
            stage: "test".into(),
            table: table.clone(),
            keys_secret: secret.clone(),
            initial_password: INITIAL_PASSWORD.into(),
            sms: SmsChoice::Inbox,
            edge_keys: Vec::new(),
            transfers: TransferSettings::default(),
            buckets: Buckets { index: Some(INDEX.into()), files: Some(FILES.into()) },
        };
        let made = async {
            for bucket in [INDEX, FILES] {
                provision::bucket(&sdk, bucket).await.expect("a bucket");
            }
            provision::open_to(&sdk, FILES, SITE).await.expect("a bucket for pages");
        };
        STORED.get_or_init(|| made).await;
        let storage = Storage::new(sdk.clone(), config.buckets.clone());
        let keys =
            KeyStore::new(aws_sdk_secretsmanager::Client::new(&sdk), aws_sdk_kms::Client::new(&sdk), secret);
        let sms = Sms::new(&config, &dynamodb).expect("the inbox");
        let table = Table::new(dynamodb, table, Meter::default());
        let shared = Arc::new(Shared { config, table, keys, sms, storage, clock: Clock::default() });
        Self { routes: Arc::new(routes), shared }
    }

    /// The same table behind other routes.
    pub fn serving(&self, routes: Router) -> Self {
        Self { routes: Arc::new(routes), shared: Arc::clone(&self.shared) }
    }

    /// Rotates signing keys, peppers and data keys, and makes the functions use the new ones at once. Only for an app
    /// [`TestApp::with_own_keys`].
    pub async fn rotate_keys(&mut self) {
        let sdk = sdk().await;
        let (kms, secrets) = (aws_sdk_kms::Client::new(&sdk), aws_sdk_secretsmanager::Client::new(&sdk));
        let secret = &self.shared.config.keys_secret;
        let (kms_key, all) = ((&kms, provision::KMS_ALIAS), &provision::KeyKind::ALL);
        provision::rotate(kms_key, (&secrets, secret), all, 0, false).await.expect("rotates");
        self.shared = Arc::new(Shared {
            config: self.shared.config.clone(),
            table: self.shared.table.clone(),
            keys: KeyStore::new(secrets, kms, secret.clone()),
            sms: self.shared.sms.clone(),
            storage: self.shared.storage.clone(),
            clock: self.shared.clock.clone(),
        });
    }

    /// The same, with an SMS service that takes no message.
    pub async fn without_messages(&self) -> Self {
        let shared = &self.shared;
        let sdk = sdk().await;
        let (kms, secrets) = (aws_sdk_kms::Client::new(&sdk), aws_sdk_secretsmanager::Client::new(&sdk));
        let nowhere = Config { table: "nowhere".into(), ..shared.config.clone() };
        let shared = Shared {
            config: shared.config.clone(),
            table: shared.table.clone(),
            keys: KeyStore::new(secrets, kms, shared.config.keys_secret.clone()),
            sms: Sms::new(&nowhere, shared.table.raw().0).expect("an inbox"),
            storage: shared.storage.clone(),
            clock: shared.clock.clone(),
        };
        Self { routes: Arc::clone(&self.routes), shared: Arc::new(shared) }
    }

    /// Nobody.
    pub fn anyone(&self) -> Caller {
        Caller::nobody(self.clone())
    }

    /// A new account with this role at this organisation, signed in.
    pub async fn administrator(&self, role: Role, org: &str) -> Caller {
        people::administrator(self, role, org).await
    }

    /// A member of the test tree, signed in.
    pub async fn member(&self, member: &str) -> Caller {
        people::member(self, member).await
    }

    /// The ID number of a member of the test tree.
    pub fn id_number(member: &str) -> String {
        tree::id_number(member)
    }

    /// The mobile of a member of the test tree.
    pub fn mobile(member: &str) -> String {
        tree::mobile(member)
    }

    /// A context, for looking at stored records.
    pub async fn context(&self) -> Context {
        Context::new(&self.shared).await.expect("a context")
    }

    /// What all requests share.
    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.shared.clock.pass(seconds);
    }

    /// An organisation as it is stored.
    pub async fn org(&self, org: &str) -> Versioned<store::OrgRecord> {
        let org: OrgId = org.parse().expect("an id");
        self.stored(&keys::org(&org)).await.expect("the organisation exists")
    }

    /// A member as stored.
    pub async fn member_record(&self, member: &str) -> Versioned<store::MemberRecord> {
        let member: MemberId = member.parse().expect("an id");
        self.stored(&keys::member(&member)).await.expect("the member exists")
    }

    /// Any record as it is stored.
    pub async fn stored<R: Record>(&self, key: &keys::Key) -> Option<Versioned<R>> {
        self.shared.table.get(key).await.expect("reads")
    }

    /// Writes records, whatever is there.
    pub async fn put<R: Record>(&self, records: &[R]) {
        // The local database of 2020 takes 10 writes at once.
        for some in records.chunks(10) {
            let mut transaction = self.shared.table.transaction();
            for record in some {
                transaction.put(record);
            }
            transaction.commit().await.expect("writes");
        }
    }

    /// Every item of the table, sorted by key: to prove what was, or was not, written.
    pub async fn items(&self) -> Vec<Item> {
        let (client, table) = self.shared.table.raw();
        let mut pages = client.scan().table_name(table).consistent_read(true).into_paginator().items().send();
        let mut items = Vec::new();
        while let Some(item) = pages.next().await {
            items.push(item.expect("scans"));
        }
        let text = |item: &Item, name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        items.sort_by_key(|item| (text(item, "pk"), text(item, "sk")));
        items
    }
}

/// What stands in a table, as somebody sees it who knows only the table.
impl TestApp {
    /// Every item as JSON: `pk`, `sk`, `ver`, `rec` and what stands beside it.
    pub async fn values(&self) -> Vec<serde_json::Value> {
        let value = |item| serde_dynamo::from_item(item).expect("an item of plain values");
        self.items().await.into_iter().map(value).collect()
    }

    /// Makes the table hold exactly these items again.
    pub async fn restore(&self, items: &[Item]) {
        let (client, table) = self.shared.table.raw();
        let key = |item: &Item| {
            let part = |name: &str| (name.to_owned(), item.get(name).cloned().expect("a key"));
            Item::from([part("pk"), part("sk")])
        };
        let now = self.items().await;
        for item in now.iter().filter(|item| !items.iter().any(|kept| key(kept) == key(item))) {
            let delete = client.delete_item().table_name(table).set_key(Some(key(item)));
            delete.send().await.expect("removes");
        }
        for item in items.iter().filter(|item| !now.contains(item)) {
            let put = client.put_item().table_name(table).set_item(Some((*item).clone()));
            put.send().await.expect("restores");
        }
    }
}

/// The definition of the table without its stream: the local database becomes slow with every stream. Who
/// follows one turns it on with [`TestApp::stream`].
fn without_stream() -> String {
    let mut definition: serde_json::Value = serde_json::from_str(TABLES).expect("infra/tables.json");
    definition.as_object_mut().expect("an object").remove("stream");
    definition.to_string()
}

async fn new_secret(id: String) -> String {
    let sdk = sdk().await;
    let (kms, secrets) = (aws_sdk_kms::Client::new(&sdk), aws_sdk_secretsmanager::Client::new(&sdk));
    provision::key_ring(&kms, &secrets, &id).await.expect("the local cloud is up: scripts/test api");
    id
}
