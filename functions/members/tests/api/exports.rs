//! Exports of lists.

use crate::roll::{MOBILE, NUMBER, app, county_a, county_b, deeds, org, plant};
use platform::audit::Deed;
use platform::store::keys;
use platform::testing::Caller;
use shared_types::error::Refusal;
use shared_types::members::{Export, ExportPart, MemberFilter, MemberKind};

async fn parts(caller: &Caller, filter: MemberFilter) -> Vec<ExportPart> {
    let mut parts: Vec<ExportPart> = Vec::new();
    let mut filter = filter;
    loop {
        let part = caller.call::<Export>(&(), &filter).await.ok();
        filter.cursor = part.next.clone();
        parts.push(part);
        if filter.cursor.is_none() {
            return parts;
        }
    }
}

fn lines(text: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.into_records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn a_list_is_exported_with_header_and_masked_numbers() {
    let app = app().await;
    let parts = parts(&county_a(&app).await, MemberFilter::default()).await;
    let [only] = parts.as_slice() else { panic!("{} parts", parts.len()) };
    let text = only.csv.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
    let lines = lines(text);
    assert_eq!((lines.len(), only.rows), (7, 6));
    assert_eq!(lines[0][..2], ["姓名", "性别"]);
    for line in &lines[1..] {
        assert_eq!(line.len(), lines[0].len());
        assert_eq!(line[4].len(), 18);
        assert_eq!((&line[4][6..14], &line[5][3..7]), ("********", "****"), "{line:?}");
    }
}

#[tokio::test]
async fn a_long_list_comes_in_parts_of_five_hundred_each_in_the_trail() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..1100, |number| format!("丁{number}")).await;
    let county = county_a(&app).await;
    let filter = MemberFilter { org: Some(org("town-a1")), ..MemberFilter::default() };
    let parts = parts(&county, filter.clone()).await;
    assert_eq!(parts.iter().map(|part| part.rows).collect::<Vec<_>>(), [500, 500, 106]);
    let whole: String = parts.iter().map(|part| part.csv.as_str()).collect();
    assert!(!whole.contains(NUMBER) && !whole.contains(MOBILE));
    let mut names: Vec<_> = lines(&whole).into_iter().skip(1).map(|line| line[0].clone()).collect();
    assert_eq!(names.len(), 1106);
    names.retain(|name| name.starts_with('丁'));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 1100);
    let exported: Vec<_> = [500, 500, 106].map(Deed::Exported).into();
    assert_eq!(deeds(&app, &keys::org(&org("town-a1")), 'E').await, exported);

    // The principal, two Queries, five batches of a hundred, the audit entry.
    let usage = county.call::<Export>(&(), &filter).await.usage();
    assert_eq!((usage.requests, usage.queries), (9, 2));
}

#[tokio::test]
async fn an_export_holds_what_the_filter_says() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..30, |number| format!("丁{number}")).await;
    let filter = MemberFilter { kind: Some(MemberKind::Probationary), ..MemberFilter::default() };
    let parts = parts(&county_a(&app).await, filter).await;
    let rows: u32 = parts.iter().map(|part| part.rows).sum();
    assert_eq!(rows, 3);
}

#[tokio::test]
async fn nothing_outside_is_exported_and_no_cursor_leads_there() {
    let app = app().await;
    plant(&app, "branch-a11", "many", 0..520, |number| format!("丁{number}")).await;
    let (a, b) = (county_a(&app).await, county_b(&app).await);
    let of_a = MemberFilter { org: Some(org("county-a")), ..MemberFilter::default() };
    let next = a.call::<Export>(&(), &of_a).await.ok().next;
    let before = app.items().await;
    assert_eq!(b.call::<Export>(&(), &of_a).await.refusal(), Refusal::NotFound);
    let with_cursor = MemberFilter { cursor: next, ..MemberFilter::default() };
    assert_eq!(b.call::<Export>(&(), &with_cursor).await.refusal(), Refusal::Malformed);
    assert_eq!(a.call::<Export>(&(), &with_cursor).await.refusal(), Refusal::Malformed);
    assert_eq!(app.items().await, before);
}
