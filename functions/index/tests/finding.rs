//! What is found, and in which order.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use index::{
    Change, Contents, Delta, Entry, Hidden, MemberEntry, Moving, OrgEntry, OrgHit, Query, Reach, Shard,
    Subject, View, members, orgs, testing,
};
use proptest::prelude::*;
use shared_types::ids::OrgId;
use shared_types::orgs::OrgKind;

fn chain(path: &str) -> Vec<OrgId> {
    path.split('/').map(|id| id.parse().expect("an id")).collect()
}

fn org(path: &str, name: &str, former: &[&str]) -> Entry {
    let former = former.iter().map(|name| (*name).to_owned()).collect();
    Entry::Org(OrgEntry { chain: chain(path), kind: OrgKind::Branch, name: name.into(), former })
}

fn member(id: &str, path: &str, name: &str) -> Entry {
    Entry::Member(MemberEntry { member: id.parse().expect("an id"), chain: chain(path), name: name.into() })
}

fn shard(entries: Vec<Entry>) -> Shard {
    let mut contents = Contents::default();
    entries.into_iter().for_each(|entry| contents.put(1, entry));
    Shard::decoded(&Shard::of(&contents).encoded()).expect("its own bytes")
}

const WHOLE: Reach<'static> = Reach { within: None, near: &[], moving: &[] };

fn found(shard: &Shard, typed: &str, reach: &Reach<'_>) -> Vec<OrgHit> {
    let hidden = Hidden::default();
    let views = [View::new(shard, &hidden, reach)];
    orgs(&views, &Query::of(typed).expect("something"), |_| true, 20).hits
}

fn names(shard: &Shard, typed: &str) -> Vec<String> {
    found(shard, typed, &WHOLE).into_iter().map(|hit| hit.name).collect()
}

fn people(names: &[&str]) -> Shard {
    shard(names.iter().enumerate().map(|(at, name)| member(&format!("{at:032x}"), "r/a/b", name)).collect())
}

fn who(shard: &Shard, typed: &str) -> Vec<String> {
    let hidden = Hidden::default();
    let hits = members(&[View::new(shard, &hidden, &WHOLE)], &Query::of(typed).expect("something"), 20).hits;
    hits.into_iter().map(|hit| hit.name).collect()
}

#[test]
fn the_guide_s_example_finds_both_bureaus_in_its_order() {
    let shard = shard(vec![
        org("r/a", "市国土资源局党支部", &[]),
        org("r/b", "国土资源局", &[]),
        org("r/c", "国土局", &[]),
        org("r/d", "国土局党委", &[]),
        org("r/e", "市国土局", &[]),
        org("r/f", "财政局", &[]),
        org("r/g", "资源局国土", &[]),
    ]);
    let expected = ["国土局", "国土局党委", "市国土局", "国土资源局", "市国土资源局党支部"];
    for typed in ["国土局", " 国土 局 ", "guotuju"] {
        assert_eq!(names(&shard, typed), expected, "{typed}");
    }
    assert_eq!(names(&shard, "gtj"), expected, "initials");
    assert_eq!(names(&shard, "国tuj"), expected, "a mixture");
    assert_eq!(names(&shard, "guotziyuanj")[..2], ["国土资源局", "市国土资源局党支部"]);
}

#[test]
fn names_are_found_by_spelling_initials_mixtures_and_with_one_slip() {
    let shard = people(&["张三", "张三丰", "王秀兰", "欧阳锋", "李四", "尉迟恭"]);
    for (typed, expected) in [
        ("zhangsan", &["张三", "张三丰"][..]),
        ("zs", &["张三", "张三丰"]),
        ("zhangs", &["张三", "张三丰"]),
        ("张san", &["张三", "张三丰"]),
        ("ZhangSan", &["张三", "张三丰"]),
        ("ｚｓ", &["张三", "张三丰"]),
        ("sanfeng", &["张三丰"]),
        ("wxl", &["王秀兰"]),
        ("wangxl", &["王秀兰"]),
        ("wang xiu lan", &["王秀兰"]),
        ("ouyangfeng", &["欧阳锋"]),
        ("yuchi", &["尉迟恭"]),
        ("weichi", &["尉迟恭"]),
        // One letter wrong, missing, too many, two in each other's place: within a syllable and across two.
        ("zhamgsan", &["张三", "张三丰"]),
        ("zangsan", &["张三", "张三丰"]),
        ("zhhangsan", &["张三", "张三丰"]),
        ("zhagnsan", &["张三", "张三丰"]),
        ("zhansgan", &["张三", "张三丰"]),
        ("wangxuilan", &["王秀兰"]),
        ("王xiulna", &["王秀兰"]),
        ("zhbmgsan", &[]),
        ("xyz", &[]),
    ] {
        assert_eq!(who(&shard, typed), expected, "{typed}");
    }
}

#[test]
fn names_with_several_readings_are_found_by_each() {
    let shard =
        people(&["单雄信", "仇英", "曾国荃", "乐毅", "重耳", "解珍", "查良镛", "区大相", "吕布", "任盈盈"]);
    for (name, readings) in [
        ("单雄信", &["shan", "dan", "chan", "shanxiongxin", "sxx", "dxx"][..]),
        ("仇英", &["qiu", "chou", "qiuying", "chouying", "qy", "cy"]),
        ("曾国荃", &["zeng", "ceng", "zgq", "cgq"]),
        ("乐毅", &["yue", "le", "yueyi", "leyi"]),
        ("重耳", &["chong", "zhong", "chonger", "zhonger"]),
        ("解珍", &["xie", "jie", "xiezhen"]),
        ("查良镛", &["zha", "cha", "zhaliangyong"]),
        ("区大相", &["ou", "qu", "oudaxiang"]),
        ("吕布", &["lv", "lu", "lyu", "lvbu", "lü"]),
        ("任盈盈", &["ren"]),
    ] {
        for reading in readings {
            assert!(who(&shard, reading).contains(&name.to_owned()), "{name} by {reading}");
        }
    }
}

#[test]
fn a_former_name_finds_and_says_so_after_present_ones() {
    let shard = shard(vec![org("r/a", "自然资源局", &["国土局", "国土资源局"]), org("r/b", "国土局", &[])]);
    let hits = found(&shard, "国土局", &WHOLE);
    let seen: Vec<_> = hits.iter().map(|hit| (hit.name.as_str(), hit.former.as_deref())).collect();
    assert_eq!(seen, [("国土局", None), ("自然资源局", Some("国土局"))]);
    assert_eq!(hits[1].marks, [0, 1, 2]);
}

#[test]
fn what_fits_is_marked() {
    let shard = shard(vec![org("r/a", "市国土资源局", &[])]);
    for (typed, marks) in [
        ("国土局", &[1, 2, 5][..]),
        ("资源", &[3, 4]),
        ("guotu", &[1, 2]),
        ("ziyuanj", &[3, 4, 5]),
        ("gtj", &[1, 2, 5]),
        ("s局", &[0, 5]),
        ("ziyuna", &[3, 4]),
    ] {
        assert_eq!(found(&shard, typed, &WHOLE)[0].marks, marks, "{typed}");
    }
}

#[test]
fn nearer_organisations_come_first_and_outside_nothing_exists() {
    let shard = shard(vec![
        org("r/a/b/c", "第一党支部", &[]),
        org("r/a/b/d", "第一党支部", &[]),
        org("r/a/e/f", "第一党支部", &[]),
        org("r/a/e", "第一党委", &[]),
    ]);
    let of = |within: &str, near: &str| {
        let (within, near) = (chain(within), chain(near));
        let reach = Reach { within: Some(&within), near: &near, moving: &[] };
        let hits = found(&shard, "第一党支部", &reach);
        hits.iter().map(|hit| hit.chain.last().unwrap().as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("r", "r/a/e/f"), ["f", "c", "d"]);
    assert_eq!(of("r/a", "r/a/b/d"), ["d", "c", "f"]);
    assert_eq!(of("r/a/b", "r/a/b"), ["c", "d"]);
    assert_eq!(of("r/a/b/c", "r/a/b/c"), ["c"]);
    assert_eq!(of("r/z", "r/z"), [""; 0]);
    let reach = Reach { within: None, near: &chain("r/x/y"), moving: &[] };
    assert_eq!(found(&shard, "第一党支部", &reach).len(), 3, "the whole city");
}

#[test]
fn a_subtree_on_its_way_is_found_where_it_stands_now() {
    // f moves from e to b; g below it has not been rewritten.
    let shard = shard(vec![org("r/a/e/f", "东村党委", &[]), org("r/a/e/f/g", "西村党支部", &[])]);
    let (from, to) = (chain("r/a/e/f"), chain("r/a/b/f"));
    let moving = [Moving { from: &from, to: &to }];
    for (within, found_there) in [("r/a/e", 0), ("r/a/b", 1), ("r/a/b/f", 1), ("r/a", 1), ("r/a/b/f/g", 1)] {
        let within = chain(within);
        let reach = Reach { within: Some(&within), near: &within, moving: &moving };
        let hits = found(&shard, "西村", &reach);
        assert_eq!(hits.len(), found_there, "{within:?}");
        hits.iter().for_each(|hit| assert_eq!(hit.chain, chain("r/a/b/f/g")));
    }
}

#[test]
fn changes_replace_what_they_change_and_merge_to_the_same_answers() {
    let base = vec![
        org("r/a", "甲", &[]),
        org("r/a/b", "东支部", &[]),
        org("r/a/c", "西支部", &[]),
        member("m1", "r/a/b", "张三"),
        member("m2", "r/a/b", "张三"),
        member("00ff", "r/a/c", "李四"),
    ];
    let shard = shard(base);
    let mut delta = Delta::default();
    let mut take = |subject: Subject, version: u64, entry: Option<Entry>| {
        delta.take(subject, Change { version, at: 100, entry })
    };
    let who_is = |id: &str| Subject::Member(id.parse().unwrap());
    assert!(take(who_is("m1"), 3, Some(member("m1", "r/a/c", "张三丰"))));
    assert!(!take(who_is("m1"), 2, Some(member("m1", "r/a/b", "张五"))), "an older one comes late");
    assert!(!take(who_is("m1"), 3, Some(member("m1", "r/a/b", "张五"))), "the same twice");
    assert!(take(who_is("m2"), 1, None));
    assert!(!take(who_is("m2"), 1, Some(member("m2", "r/a/b", "张三"))), "nobody comes back");
    assert!(take(who_is("00ff"), 2, Some(member("00ff", "r/a/b", "李斯"))));
    assert!(take(Subject::Org("c".parse().unwrap()), 2, Some(org("r/a/c", "新支部", &["西支部"]))));
    let delta = Delta::decoded(&delta.encoded()).expect("its own bytes");

    let hidden = Hidden::of(&shard, &delta);
    let (changed, none) = (delta.shard(), Hidden::default());
    let merged = Shard::of(&Contents::merged(&shard, &delta).expect("merges"));
    let merged = Shard::decoded(&merged.encoded()).expect("its own bytes");
    let within = chain("r/a/c");
    for reach in [WHOLE, Reach { within: Some(&within), near: &within, moving: &[] }] {
        let both = [View::new(&shard, &hidden, &reach), View::new(&changed, &none, &reach)];
        let one = [View::new(&merged, &none, &reach)];
        for typed in ["张", "zs", "李", "lisi", "支部", "xizhibu", "西", "甲"] {
            let query = Query::of(typed).unwrap();
            assert_eq!(members(&both, &query, 20), members(&one, &query, 20), "{typed}");
            assert_eq!(orgs(&both, &query, |_| true, 20), orgs(&one, &query, |_| true, 20), "{typed}");
        }
    }
    assert_eq!(who(&merged, "张"), ["张三丰"]);
    let remaining = delta.clone().remaining(101, 10);
    assert_eq!(remaining.len(), 1, "the departure is remembered");
    assert_eq!(delta.remaining(100, 10).len(), 4, "what is young stays");
}

#[test]
fn more_than_are_answered_are_said() {
    let shard = people(&["王一"; 30].map(|name| name));
    let hidden = Hidden::default();
    let view = [View::new(&shard, &hidden, &WHOLE)];
    let found = members(&view, &Query::of("w").unwrap(), 20);
    assert_eq!((found.hits.len(), found.more), (20, true));
    assert!(!members(&view, &Query::of("w").unwrap(), 30).more);
}

#[test]
fn an_id_packs_only_where_nothing_is_lost() {
    let ids = ["0198f3b2c7d07a1e8b1c0198f3b2c7d0", "abc", "branch-a11-m1", "00", "0", "0f", "f0f0f"];
    let shard = shard(ids.map(|id| member(id, "r/a", "王")).to_vec());
    let hidden = Hidden::default();
    let hits = members(&[View::new(&shard, &hidden, &WHOLE)], &Query::of("王").unwrap(), 20).hits;
    let mut found: Vec<_> = hits.iter().map(|hit| hit.member.as_str().to_owned()).collect();
    let mut expected = ids.map(str::to_owned);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select("张三王秀兰国土资源局单乐长重安西先党支部第1a".chars().collect::<Vec<_>>()),
        1..7,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

fn typed() -> impl Strategy<Value = String> {
    let parts = [
        "zhang", "san", "wang", "xiu", "lan", "guo", "tu", "zi", "yuan", "ju", "shan", "dan", "le", "yue",
        "xian", "xi", "an", "z", "s", "g", "t", "j", "w", "x", "zh", "张", "三", "国", "土", "局", "第", "1",
        "a", "hc", "nag", "sna", "zhagn", "xiann",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 1..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_quick_search_and_the_plain_one_agree(names in proptest::collection::vec(name(), 1..12), typed in typed()) {
        let query = Query::of(&typed).expect("something");
        let shard = people(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let hidden = Hidden::default();
        let hits = members(&[View::new(&shard, &hidden, &WHOLE)], &query, 20).hits;
        let mut expected: Vec<(u8, usize, String)> = names.iter()
            .filter_map(|name| Some((testing::grade(&typed, name).or_else(|| testing::slipped(&typed, name))?, name.chars().count(), name.clone())))
            .collect();
        expected.sort();
        let expected: Vec<String> = expected.into_iter().map(|(_, _, name)| name).collect();
        prop_assert_eq!(hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>(), expected, "{}", typed);
    }

    #[test]
    fn broken_bytes_are_refused_and_never_more(mut bytes in Just(people(&["张三", "李四"]).encoded()), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let place = at.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        if let Ok(shard) = Shard::decoded(&bytes) {
            who(&shard, "zhangsan");
        }
        let _ = Delta::decoded(&bytes);
    }
}

#[test]
fn among_equals_names_and_ids_decide_also_where_not_all_are_answered() {
    let shard = shard(
        (0..60)
            .map(|at| org(&format!("r/a{at:02}"), if at % 2 == 0 { "乙村党支部" } else { "甲村党支部" }, &[]))
            .collect(),
    );
    let hits = found(&shard, "村", &WHOLE);
    let seen: Vec<_> =
        hits.iter().map(|hit| (hit.name.as_str(), hit.chain.last().unwrap().to_string())).collect();
    let expected: Vec<_> = (0..20).map(|at| ("乙村党支部", format!("a{:02}", at * 2))).collect();
    assert_eq!(seen, expected);
}
