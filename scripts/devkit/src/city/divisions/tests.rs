//! Files in order and files with each fault.

use super::*;

const GOOD: &str = "code,name,parent_code,level\n\
    32,某市,,city\n\
    3201,某县,32,county\n\
    320101,某镇,3201,township\n\
    32010101,某村委会,320101,village\n";

fn fault(text: &str) -> Fault {
    Divisions::parse(text.as_bytes()).unwrap_err()
}

#[test]
fn a_file_in_order_is_read() {
    let divisions = Divisions::parse(GOOD.as_bytes()).unwrap();
    assert_eq!(divisions.city().map(|city| city.name.as_str()), Some("某市"));
    assert_eq!(divisions.of("3201").map(|one| one.name.as_str()).collect::<Vec<_>>(), ["某镇"]);
    assert_eq!(divisions.count(Level::Village), 1);
}

#[test]
fn order_of_lines_mark_quotes_and_line_ends_do_not_matter() {
    let mut lines: Vec<&str> = GOOD.lines().collect();
    lines[1..].reverse();
    let other = format!("\u{feff}{}\r\n", lines.join("\r\n").replace("某县", "\"某县\""));
    let (one, two) =
        (Divisions::parse(GOOD.as_bytes()).unwrap(), Divisions::parse(other.as_bytes()).unwrap());
    assert_eq!(one.city(), two.city());
    assert!(one.of("32").eq(two.of("32")));
}

#[test]
fn a_hostile_file_is_refused_or_read_as_it_is() {
    platform::testing::hostile::survives("a file of divisions", &[GOOD], |text| {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(HEADER).ok()?;
        for Division { code, name, parent_code, level } in Divisions::parse(text.as_bytes()).ok()?.all {
            let parent = parent_code.unwrap_or_default();
            out.write_record([code, name, parent, level.to_string()]).ok()?;
        }
        String::from_utf8(out.into_inner().ok()?).ok()
    });
}

#[test]
fn each_fault_has_its_line_and_reason() {
    let with = |line: &str| format!("{GOOD}{line}\n");
    for (text, line, reason) in [
        (String::new(), 1, Reason::Header),
        ("code,name,level\n32,某市,city\n".into(), 1, Reason::Header),
        (GOOD.replace("parent_code", "parent"), 1, Reason::Header),
        ("code,name,parent_code,level\n".into(), 0, Reason::NoCity),
        (with("3202,乙县,32"), 6, Reason::Fields),
        (with("3202,乙县,32,county,x"), 6, Reason::Fields),
        (with(",乙县,32,county"), 6, Reason::Code(String::new())),
        (with("32-02,乙县,32,county"), 6, Reason::Code("32-02".into())),
        (with("3202020202020,乙县,32,county"), 6, Reason::Code("3202020202020".into())),
        (with("3202,,32,county"), 6, Reason::Name),
        (with("3202,   ,32,county"), 6, Reason::Name),
        (with(&format!("3202,{},32,county", "县".repeat(31))), 6, Reason::Name),
        (with("3202,乙县,32,province"), 6, Reason::Level("province".into())),
        (with("3201,乙县,32,county"), 6, Reason::DuplicateCode { code: "3201".into(), first: 3 }),
        (with("3302,乙县,33,county"), 6, Reason::UnknownParent("33".into())),
        (with("3202,乙县,3202,county"), 6, Reason::Cycle("3202".into())),
        (
            with("320201,乙镇,32020101,township\n32020101,乙村,320201,village"),
            6,
            Reason::Cycle("320201".into()),
        ),
        (
            with("320102,乙镇,32,township"),
            6,
            Reason::LevelOrder { level: Level::Township, parent: Some(Level::City) },
        ),
        (
            with("3202,乙县,3201,county"),
            6,
            Reason::LevelOrder { level: Level::County, parent: Some(Level::County) },
        ),
        (with("3202,乙县,,county"), 6, Reason::LevelOrder { level: Level::County, parent: None }),
        (GOOD.replace("32,某市,,city", "32,某市,32010101,city"), 2, Reason::Cycle("32".into())),
        (with("33,乙市,,city"), 6, Reason::SecondCity { first: 2 }),
    ] {
        assert_eq!(fault(&text), Fault { line, reason }, "{text}");
    }
}

#[test]
fn other_encodings_are_told_from_utf8() {
    let mut bytes = GOOD.as_bytes().to_vec();
    // 乙县 in GB 18030, as spreadsheets save it by default.
    bytes.extend(b"3202,\xd2\xd2\xcf\xd8,32,county\n");
    assert_eq!(Divisions::parse(&bytes).unwrap_err(), Fault { line: 6, reason: Reason::NotUtf8 });
}

#[test]
fn a_missing_file_is_told() {
    let fault = Divisions::read(Path::new("/nowhere/divisions.csv")).unwrap_err();
    assert!(matches!(fault.reason, Reason::Unreadable(_)));
}

#[test]
fn faults_read_well() {
    assert_eq!(
        fault(&format!("{GOOD}3302,乙县,33,county\n")).to_string(),
        "line 6: no division has the parent's code 33"
    );
    assert_eq!(
        fault(&format!("{GOOD}320102,乙镇,32,township\n")).to_string(),
        "line 6: a township cannot belong to a city"
    );
}

#[test]
fn the_city_of_the_repository_is_in_order() {
    let divisions = Divisions::read(&crate::paths::at("scripts/devkit/data/suqian-divisions.csv")).unwrap();
    let counts =
        [Level::City, Level::County, Level::Township, Level::Village].map(|level| divisions.count(level));
    assert_eq!(counts, [1, 6, 109, 1440]);
}
