//! The import of a city by `devkit seed`, into the real local database.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at a surprise"
)]

use platform::{
    crypto::{KeyStore, Ring},
    store::{
        AccountRecord, Chain, ImportRecord, Listing, MemberLine, MemberRecord, Meter, Moves, OrgLine,
        OrgRecord, Record, Table, UniqueRecord,
        keys::{self, Listed},
    },
};
use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{Mutex, MutexGuard};

/// Tests take turns: each creates the key ring if it is missing.
static TURN: Mutex<()> = Mutex::const_new(());

/// A table of its own that a city can be brought into.
struct City {
    _turn: MutexGuard<'static, ()>,
    table: Table,
    folder: PathBuf,
    ring: Option<Arc<Ring>>,
}

impl City {
    async fn new(name: &str) -> Self {
        let turn = TURN.lock().await;
        let sdk = aws_config::load_from_env().await;
        let unique = format!("import-{name}-{}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&unique);
        std::fs::create_dir_all(&folder).unwrap();
        let table = Table::new(aws_sdk_dynamodb::Client::new(&sdk), unique, Meter::default());
        Self { _turn: turn, table, folder, ring: None }
    }

    fn identities(&self) -> PathBuf {
        self.folder.join("identities.json")
    }

    fn command(&self, members: u32, seed: u32) -> Command {
        let (_, table) = self.table.raw();
        let mut command = Command::new(env!("CARGO_BIN_EXE_devkit"));
        command.args([
            "seed",
            "--table",
            table,
            "--members",
            &members.to_string(),
            "--seed",
            &seed.to_string(),
        ]);
        command.arg("--identities").arg(self.identities());
        command
    }

    fn seed(&self, members: u32, seed: u32) -> Output {
        self.command(members, seed).output().expect("devkit runs")
    }

    async fn import(&self) -> Option<ImportRecord> {
        self.table.get(&keys::import()).await.ok().flatten().map(|found| found.record)
    }

    async fn count(&self, beginning: &str, sort_key: &str) -> usize {
        let (client, table) = self.table.raw();
        let mut pages = client.scan().table_name(table).into_paginator().items().send();
        let mut count = 0;
        while let Some(item) = pages.next().await {
            let item = item.expect("scans");
            let text =
                |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default();
            count += usize::from(
                text("pk").starts_with(beginning) && (sort_key.is_empty() || text("sk") == sort_key),
            );
        }
        count
    }

    async fn ring(&mut self) -> Arc<Ring> {
        if self.ring.is_none() {
            let sdk = aws_config::load_from_env().await;
            let (kms, secrets) = (aws_sdk_kms::Client::new(&sdk), aws_sdk_secretsmanager::Client::new(&sdk));
            let ring = KeyStore::new(secrets, kms, "e-home/keys".into()).ring().await;
            self.ring = Some(ring.expect("the key ring"));
        }
        Arc::clone(self.ring.as_ref().expect("read"))
    }

    async fn stored<R: Record>(&self, key: &keys::Key) -> R {
        self.table.get(key).await.expect("reads").expect("is there").record
    }

    async fn listed<R: platform::store::ListRow>(&self, kind: Listed, chain: &Chain) -> Vec<R> {
        let root = chain.ids()[0].clone();
        let listing = Listing { kind, name: String::new(), only: Vec::new(), most: 100 };
        self.table.below(&Moves::none(root), chain, &listing, None).await.expect("lists").rows
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn a_city_is_brought_in_and_can_be_read_by_the_functions() {
    let mut city = City::new("whole").await;
    let output = city.seed(600, 1);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    let import = city.import().await.expect("noted");
    assert!(import.complete && import.written == 600, "{import:?}");

    // What is counted is what is there.
    let root: OrgRecord = city.stored(&keys::org(&"3213".parse().unwrap())).await;
    assert_eq!(city.count("M#", "M").await, 600);
    assert_eq!(city.count("UNIQUE#ID#", "UNIQUE").await, 600);
    let orgs = city.count("O#", "O").await;
    assert_eq!((usize::try_from(root.counts.orgs).unwrap(), root.counts.children), (orgs - 1, 7));
    assert!((550..=600).contains(&root.counts.members), "{:?}", root.counts);
    assert_eq!((root.held.orgs, root.held.accounts, root.held.members), (7, 1, 0));

    // People can sign in: logins and ID numbers are found, and what is sealed can be opened.
    let ring = city.ring().await;
    let identities: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(city.identities()).expect("written")).expect("JSON");
    assert_eq!(identities.len(), 8);
    for identity in &identities {
        let of = |name: &str| identity[name].as_str().unwrap_or_default();
        let phone = if of("door") == "org" {
            let reserved: UniqueRecord = city.stored(&keys::unique_login(of("login"))).await;
            let key = keys::account(&reserved.holder.parse().expect("an account"));
            let account: AccountRecord = city.stored(&key).await;
            assert_eq!((account.name.as_str(), account.org_name.as_str()), (of("name"), of("org")));
            ring.open(&key.field("mobile"), &account.mobile).expect("opens")
        } else {
            let hash = ring.hashes("id_number", of("login")).remove(0);
            let reserved: UniqueRecord = city.stored(&keys::unique_id_number(&hash)).await;
            let key = keys::member(&reserved.holder.parse().expect("a member"));
            let member: MemberRecord = city.stored(&key).await;
            assert_eq!(ring.open(&key.field("id_number"), &member.id_number).expect("opens"), of("login"));
            assert_eq!(
                (member.particulars.name.as_str(), member.branch_name.as_str()),
                (of("name"), of("org"))
            );
            let branch: OrgRecord = city.stored(&keys::org(member.chain.last().expect("a branch"))).await;
            let secretary = branch.secretary_mobile.clone().expect("a secretary to call");
            ring.open(&branch.key().field("secretary_mobile"), &secretary).expect("opens");
            let members: Vec<MemberLine> = city.listed(Listed::Members, &branch.chain).await;
            let lasting = members.iter().filter(|line| line.standing.lasts()).count();
            assert!(members.iter().any(|line| line.member == member.member));
            assert_eq!(usize::try_from(branch.counts.members).unwrap(), lasting);
            assert_eq!((branch.held.members, branch.held.accounts), (branch.counts.members, 1));
            ring.open(&key.field("mobile"), member.mobile.as_ref().expect("has one")).expect("opens")
        };
        assert_eq!(phone, of("phone"));
    }
    let townships: Vec<OrgLine> = city.listed(Listed::Orgs, &root.chain).await;
    assert!(townships.iter().all(|line| line.chain.ids()[0] == root.org), "{townships:?}");

    // Again: nothing changes, whatever number is asked for.
    let again = city.seed(900, 1);
    assert!(again.status.success() && text(&again.stdout).contains("600 members"), "{}", text(&again.stdout));
    assert_eq!((city.count("M#", "M").await, city.import().await), (600, Some(import)));
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_where_it_was() {
    let city = City::new("killed").await;
    let mut child = city.command(4_000, 2).stdout(Stdio::null()).spawn().expect("devkit runs");
    let begun = Instant::now();
    while city.import().await.is_none_or(|import| import.written == 0) {
        assert!(begun.elapsed() < Duration::from_secs(120), "no progress");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    child.kill().expect("kills");
    child.wait().expect("ends");
    let import = city.import().await.expect("noted");
    assert!(!import.complete && import.written < 4_000, "killed too late: {import:?}");

    let other = city.seed(4_000, 3);
    assert!(
        !other.status.success() && text(&other.stderr).contains("not finished"),
        "{}",
        text(&other.stderr)
    );

    let output = city.seed(4_000, 2);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{shown}{}", text(&output.stderr));
    assert!(shown.contains(&format!("going on after {} of 4000 members", import.written)), "{shown}");
    assert!(city.import().await.is_some_and(|import| import.complete && import.written == 4_000));
    assert_eq!(city.count("M#", "M").await, 4_000);
}

#[tokio::test]
async fn a_file_with_a_fault_changes_nothing() {
    let city = City::new("fault").await;
    let file = city.folder.join("divisions.csv");
    let good = "code,name,parent_code,level\n32,某市,,city\n3201,某县,32,county\n";
    for (line, reason) in [
        ("3301,乙县,33,county", "line 4: no division has the parent's code 33"),
        ("3201,乙县,32,county", "line 4: the code 3201 stands in line 3 already"),
        ("3202,乙县,3202,county", "line 4: the division 3202 lies below itself"),
    ] {
        std::fs::write(&file, format!("{good}{line}\n")).expect("written");
        let output = city.command(100, 1).arg("--divisions").arg(&file).output().expect("devkit runs");
        assert!(!output.status.success());
        assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
        assert_eq!(city.count("", "").await, 0);
    }
    assert!(!city.identities().exists());

    std::fs::write(&file, good).expect("written");
    let output = city.command(100, 1).arg("--divisions").arg(&file).output().expect("devkit runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(city.count("M#", "M").await, 100);
}
