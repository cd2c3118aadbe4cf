//! What operators do by hand, by the commands they give: rotation, restore, drill, counting anew, taking up.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at a surprise"
)]

use aws_config::SdkConfig;
use platform::{
    clock::Clock,
    crypto::{KeyRing, READY_AFTER},
    provision,
    store::{
        Job, MemberRecord, Meter, OrgRecord, Record, SessionRecord, Table, Work,
        keys::{self, Key},
    },
};
use shared_types::dates::Moment;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tokio::sync::Mutex;

/// A city of few places: what is tried here does not depend on how many there are.
const DIVISIONS: &str = "code,name,parent_code,level
3213,宿迁市,,city
321322,沭阳县,3213,county
321322101,陇集镇,321322,township
321322101001,陇集社区,321322101,village
321322101201,张庄村,321322101,village
";

/// Tests that make the key ring, where it is missing, take turns.
static TURN: Mutex<()> = Mutex::const_new(());

fn devkit(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_devkit")).args(arguments).output().expect("devkit runs")
}

#[track_caller]
fn good(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

struct City {
    sdk: SdkConfig,
    table: Table,
    copies: PathBuf,
}

impl City {
    /// A table of its own with a small city.
    async fn new(name: &str) -> Self {
        let _turn = TURN.lock().await;
        let sdk = aws_config::load_from_env().await;
        let unique = format!("operate-{name}-{}", std::process::id());
        let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&unique);
        std::fs::create_dir_all(&copies).unwrap();
        let [identities, divisions] = ["identities", "divisions.csv"].map(|name| copies.join(name));
        std::fs::write(&divisions, DIVISIONS).unwrap();
        let files = [identities.to_str().unwrap(), divisions.to_str().unwrap()];
        let seed = [
            "seed",
            "--table",
            &unique,
            "--members",
            "60",
            "--identities",
            files[0],
            "--divisions",
            files[1],
        ];
        good(&devkit(&seed));
        let table = Table::new(aws_sdk_dynamodb::Client::new(&sdk), unique, Meter::default());
        Self { sdk, table, copies }
    }

    fn other(&self, name: &str) -> Table {
        Table::new(aws_sdk_dynamodb::Client::new(&self.sdk), name.to_owned(), Meter::default())
    }

    fn restore(&self, more: &[&str]) -> Output {
        let (_, table) = self.table.raw();
        let copies = self.copies.to_str().unwrap();
        devkit(&[&["restore", "local", "--table", table, "--copies", copies], more].concat())
    }
}

/// Every key of a table, in order.
async fn everything(table: &Table) -> Vec<Key> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let (items, next) = table.everything(after).await.expect("reads");
        found.extend(items.iter().map(|item| item.key().expect("a key")));
        after = next;
        if after.is_none() {
            found.sort_by(|one, other| (&one.pk, &one.sk).cmp(&(&other.pk, &other.sk)));
            return found;
        }
    }
}

async fn stored<R: Record>(table: &Table, key: &Key) -> Option<platform::store::Versioned<R>> {
    table.get(key).await.expect("reads")
}

fn session() -> SessionRecord {
    let ends = Moment::from_millis(4_000_000_000_000);
    SessionRecord {
        user: "somebody".into(),
        session: "s1".parse().unwrap(),
        device: "d1".parse().unwrap(),
        refresh: "none".into(),
        before: None,
        ends,
        until: ends,
    }
}

#[tokio::test]
async fn a_restore_brings_back_records_and_not_sessions_on_the_local_cloud() {
    let city = City::new("restore").await;
    let root: shared_types::ids::OrgId = {
        let import = stored::<platform::store::ImportRecord>(&city.table, &keys::import()).await;
        import.expect("imported").record.root
    };
    let org = stored::<OrgRecord>(&city.table, &keys::org(&root)).await.expect("the root").record;
    assert!(org.counts.members > 0, "{:?}", org.counts);
    let job = Job::new(root.clone(), root.clone(), Work::Name, Moment::from_millis(0));
    assert!(city.table.replace(&session(), 0).await.unwrap());
    let mut begun = city.table.transaction();
    begun.begin_job(&job);
    begun.commit().await.unwrap();
    let before = everything(&city.table).await;
    good(&city.restore(&["--keep"]));

    // What an operator must be able to undo: a record is lost, numbers are wrong.
    let member = before.iter().find(|key| keys::family(key) == "M M").expect("a member").clone();
    let held: MemberRecord = stored(&city.table, &member).await.expect("is there").record;
    city.table.remove_all(vec![member.clone()]).await.unwrap();
    city.table.restate(&root, [7; 4], Default::default()).await.unwrap();

    let target = format!("{}-back", city.table.raw().1);
    let said = good(&city.restore(&["--to", &target]));
    assert!(said.contains(&target) && said.contains("sealed fields opened"), "{said}");
    let restored = city.other(&target);
    let back: MemberRecord = stored(&restored, &member).await.expect("is back").record;
    assert_eq!((back.particulars.name, back.chain), (held.particulars.name, held.chain));
    let counts = stored::<OrgRecord>(&restored, &keys::org(&root)).await.expect("the root").record.counts;
    assert_eq!(counts, org.counts);
    let expected: Vec<Key> = before.into_iter().filter(|key| !keys::is_of_the_moment(key)).collect();
    // The search index is made anew, of what is there now.
    let (index, found): (Vec<Key>, Vec<Key>) =
        everything(&restored).await.into_iter().partition(|key| keys::family(key) == "INDEX");
    assert!(found == expected && !index.is_empty(), "{} of {} and {index:?}", found.len(), expected.len());
    // A job is in the new stream, and nothing that was counted already.
    assert_eq!(stored::<Job>(&restored, &job.key()).await.expect("is there").version, 2);
    let described = restored.raw().0.describe_table().table_name(&target).send().await.unwrap();
    assert!(described.table().unwrap().stream_specification().is_some_and(|stream| stream.stream_enabled()));
    // A table that is there is never written over.
    let again = city.restore(&["--to", city.table.raw().1]);
    assert!(
        !again.status.success() && String::from_utf8_lossy(&again.stderr).contains("already"),
        "{again:?}"
    );
    // The present table is as it was left.
    assert!(stored::<MemberRecord>(&city.table, &member).await.is_none());
    assert!(stored::<SessionRecord>(&city.table, &session().key()).await.is_some());

    restored.restate(&root, [7; 4], Default::default()).await.unwrap();
    good(&devkit(&["recount", "local", "--table", &target]));
    let counts = stored::<OrgRecord>(&restored, &keys::org(&root)).await.expect("the root").record.counts;
    assert_eq!(counts, org.counts);
    restored.remove_all(index.clone()).await.unwrap();
    let said = good(&devkit(&["reindex", "local", "--table", &target]));
    assert!(said.contains("names of"), "{said}");
    let again = everything(&restored).await.into_iter().filter(|key| keys::family(key) == "INDEX");
    assert_eq!(again.collect::<Vec<Key>>(), index);
    let said = good(&devkit(&["resume", "local", "--table", &target]));
    assert!(said.contains("1 of 1"), "{said}");
    assert_eq!(stored::<Job>(&restored, &job.key()).await.expect("is there").version, 3);
}

#[tokio::test]
async fn a_drill_leaves_no_trace_and_fails_without_the_keys() {
    let city = City::new("drill").await;
    let before = everything(&city.table).await;
    let said = good(&city.restore(&["--drill"]));
    assert!(said.contains("60"), "{said}");
    assert_eq!(everything(&city.table).await, before);
    let tables = city.table.raw().0.list_tables().into_paginator().items().send();
    let tables = tables.collect::<Result<Vec<_>, _>>().await.unwrap();
    let own = tables.iter().filter(|name| name.starts_with(city.table.raw().1)).count();
    assert_eq!(own, 1, "{tables:?}");
    assert!(!city.restore(&[]).status.success(), "a drill's copy is nobody's");

    // A field that no key opens is found, and the drill says so.
    let member = before.iter().find(|key| keys::family(key) == "M M").expect("a member").clone();
    let found = stored::<MemberRecord>(&city.table, &member).await.expect("is there");
    let broken = MemberRecord { id_number: platform::crypto::Sealed::from_text("gone.AAAA"), ..found.record };
    assert!(city.table.replace(&broken, found.version).await.unwrap());
    let output = city.restore(&["--drill"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be opened"), "{output:?}");
    let tables = city.table.raw().0.list_tables().into_paginator().items().send();
    let tables = tables.collect::<Result<Vec<_>, _>>().await.unwrap();
    assert_eq!(tables.iter().filter(|name| name.starts_with(city.table.raw().1)).count(), 1);
}

#[tokio::test]
async fn each_kind_of_key_is_rotated_alone_on_the_local_cloud() {
    let _turn = TURN.lock().await;
    let sdk = aws_config::load_from_env().await;
    let (kms, secrets) = (aws_sdk_kms::Client::new(&sdk), aws_sdk_secretsmanager::Client::new(&sdk));
    let secret = format!("operate-keys-{}", std::process::id());
    provision::key_ring(&kms, &secrets, &secret).await.expect("the local cloud is up: scripts/test api");
    let ring = || async {
        let text = secrets.get_secret_value().secret_id(&secret).send().await.expect("the ring");
        serde_json::from_str::<KeyRing>(text.secret_string().unwrap()).expect("a ring")
    };
    let lengths = |ring: &KeyRing| (ring.signing.len(), ring.peppers.len(), ring.data_keys.len());
    let rotate = |more: &[&str]| devkit(&[&["rotate", "local", "--secret", &secret], more].concat());

    let begun = Clock::default().now().seconds();
    let first = ring().await;
    for (kind, expected) in
        [("signing", (2, 1, 1)), ("pepper", (2, 2, 1)), ("data", (2, 2, 2)), ("all", (3, 3, 3))]
    {
        let said = good(&rotate(&[kind]));
        let ring = ring().await;
        assert_eq!(lengths(&ring), expected, "{kind}: {said}");
        // Old keys stay, behind the new ones, which nobody uses before everybody knows them.
        assert_eq!(ring.data_keys.last().unwrap().wrapped, first.data_keys[0].wrapped);
        assert_eq!(ring.peppers.last().unwrap().secret, first.peppers[0].secret);
        assert!(ring.signing[0].from >= begun + READY_AFTER && said.contains("is used from"), "{said}");
    }
    let present = ring().await;
    for kind in ["pepper", "data", "all"] {
        assert!(!rotate(&[kind, "--leaked"]).status.success(), "{kind}");
    }
    assert_eq!(lengths(&ring().await), (3, 3, 3));
    good(&rotate(&["signing", "--leaked"]));
    let after = ring().await;
    assert_eq!((lengths(&after), after.signing[0].from), ((1, 3, 3), 0));
    assert!(present.signing.iter().all(|key| key.id != after.signing[0].id));
}
