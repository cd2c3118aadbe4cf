use super::*;
use proptest::prelude::*;
use shared_types::members::Particulars;

fn member(name: &str, branch_name: &str) -> Member {
    Member {
        member: "m1".parse().expect("an id"),
        version: 1,
        branch: "b1".parse().expect("an id"),
        branch_name: branch_name.into(),
        id_number: "110105********002X".into(),
        mobile: Some("138****5678".into()),
        sex: Sex::Female,
        born: "1949-12-31".parse().expect("a day"),
        transfer: None,
        standing: Standing::Normal,
        particulars: Particulars {
            name: name.into(),
            ethnicity: "汉族".into(),
            native_place: Some("江苏宿迁".into()),
            home_address: Some("王庄村一组".into()),
            education: Education::Primary,
            degree: None,
            work_unit: None,
            post: None,
            occupation: Occupation::Farmer,
            kind: MemberKind::Full,
            joined: "1985-07-01".parse().expect("a day"),
            full_since: "1986-07-01".parse().ok(),
            dues_category: DuesCategory::Farmer,
            floating: false,
            lost_contact: true,
        },
    }
}

#[test]
fn the_first_part_has_the_mark_and_the_header_and_the_others_only_lines() {
    let line = "王秀兰,女,汉族,1949-12-31,110105********002X,138****5678,小学及以下,农牧渔民,正式党员,1985-07-01,1986-07-01,\
                正常,农民,否,是,王庄村党支部\r\n";
    let first = part(true, &[member("王秀兰", "王庄村党支部")]).expect("writes");
    let header =
        first.strip_prefix('\u{feff}').and_then(|text| text.strip_suffix(line)).expect("mark and line");
    assert_eq!(header, format!("{}\r\n", HEADER.join(",")));
    assert_eq!(part(false, &[member("王秀兰", "王庄村党支部")]).expect("writes"), line);
    assert_eq!(part(false, &[]).expect("writes"), "");
}

#[test]
fn what_would_be_a_formula_is_text() {
    for (cell, written) in [
        ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("王庄村=东", "王庄村=东"),
        ("", ""),
        ("'quoted", "'quoted"),
    ] {
        assert_eq!(harmless(cell), written, "{cell:?}");
    }
}

fn read(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.expect("a line of CSV").iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    /// Any text comes back from a reader of CSV as it was, apart from an apostrophe before a formula; no
    /// cell begins one, and every line has all its cells.
    #[test]
    fn any_text_survives_and_never_begins_a_formula(
        texts in proptest::collection::vec(("[=+\\-@\t\r\n \"',;＝＋]{0,3}\\PC{0,6}[\r\n\"]?", any::<String>()), 1..4)
    ) {
        let members: Vec<Member> = texts.iter().map(|(name, branch)| member(name, branch)).collect();
        let lines = read(&part(false, &members).expect("writes"));
        prop_assert_eq!(lines.len(), members.len());
        for (line, (name, branch)) in lines.iter().zip(&texts) {
            prop_assert_eq!(line.len(), HEADER.len());
            for (cell, text) in [(&line[0], name), (&line[15], branch)] {
                let guarded = format!("'{text}");
                prop_assert!(cell == text || *cell == guarded, "{cell:?} of {text:?}");
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
                prop_assert!(!cell.starts_with(['\t', '\r', '\n']));
            }
        }
    }
}
