//! What a permission is for, and what not.

use crate::{app, begin, browser, finish, jpeg, new_file, operator, record, state};
use platform::store::{FileState, keys};
use platform::testing::TestApp;
use shared_types::endpoint::Nothing;
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::uploads::{Begin, Finish, MOST_BYTES, Media, NewFile, Purpose};

#[tokio::test]
async fn a_photo_is_announced_with_three_requests_and_for_ten_minutes() {
    let app = app().await;
    let operator = operator(&app).await;
    let reply = operator.call::<Begin>(&(), &new_file(1000, Media::Png)).await;
    let permit = reply.ok();
    assert_eq!((reply.usage().requests, reply.usage().queries), (3, 0));
    let headers: Vec<_> = permit.headers.iter().map(|header| (&*header.name, &*header.value)).collect();
    assert_eq!(headers, [("content-type", "image/png")], "and the length, which the browser writes");
    let seconds = permit.expires.seconds() - app.context().await.now().seconds();
    assert!((590..=600).contains(&seconds), "{seconds}");
    let record = record(&app, &permit.file).await;
    assert_eq!((record.bytes, record.media, record.purpose), (1000, Media::Png, Purpose::Slip));
    assert_eq!((record.account.as_str(), record.org.as_str()), (operator.user(), "branch-a11"));
    // 256 random bits: neither where it is sent nor where it is kept can be guessed.
    assert!(permit.url.contains("/incoming/") && record.name.len() >= 43 && record.ends.is_some());
}

/// A request that the permission is not for.
struct Other<'a> {
    what: &'static str,
    method: &'static str,
    url: &'a str,
    headers: &'a [(&'a str, &'a str)],
    body: &'a [u8],
}

fn put<'a>(what: &'static str, url: &'a str, headers: &'a [(&'a str, &'a str)], body: &'a [u8]) -> Other<'a> {
    Other { what, method: "PUT", url, headers, body }
}

/// Both emulators refuse all of these, as the cloud does. What neither refuses is a request without any signature:
/// there the bucket itself is open. In the cloud it is closed by `infra/modules/buckets`.
#[tokio::test]
async fn a_permission_is_for_this_key_length_type_and_method_on_the_local_cloud() {
    let app = app().await;
    let operator = operator(&app).await;
    let photo = jpeg(64, 48);
    let permit = begin(&operator, &photo).await;
    let other = begin(&operator, &photo).await;
    let kind = [("content-type", "image/jpeg")];
    let longer = [photo.as_slice(), b"."].concat();
    let shorter = &photo[..photo.len() - 1];
    let key = |url: &str| url.split('?').next().unwrap_or_default().to_owned();
    let changed = |what: &str, with: &str| {
        assert!(permit.url.contains(what), "{}", permit.url);
        permit.url.replacen(what, with, 1)
    };
    let elsewhere = changed(&key(&permit.url), &key(&other.url));
    let kept = changed("/incoming/", "/files/");
    let longer_time = changed("X-Amz-Expires=600", "X-Amz-Expires=86400");
    let own = permit.url.clone();
    let others = [
        put("another type", &own, &[("content-type", "text/html")], &photo),
        put("no type", &own, &[], &photo),
        put("a byte more", &own, &kind, &longer),
        put("a byte fewer", &own, &kind, shorter),
        put("nothing", &own, &kind, b""),
        put("another key", &elsewhere, &kind, &photo),
        put("where photos are kept", &kept, &kind, &photo),
        put("more time", &longer_time, &kind, &photo),
        Other { method: "GET", ..put("reading", &own, &[], b"") },
        Other { method: "DELETE", ..put("removing", &own, &[], b"") },
    ];
    let mut passed = Vec::new();
    for Other { what, method, url, headers, body } in others {
        let status = browser::request(method, url, headers, body).await.status;
        if !(400..500).contains(&status) {
            passed.push((what, status));
        }
    }
    assert!(passed.is_empty(), "{passed:?}");
    for file in [&permit.file, &other.file] {
        let told = operator.call::<Finish>(file, &Nothing {}).await.refusal();
        assert_eq!(told, Refusal::UploadMissing, "nothing was written anywhere");
    }
    // It is still good for what it is for.
    assert_eq!(browser::put(&permit, &photo).await, 200);
    finish(&operator, &permit.file).await;
}

#[tokio::test]
async fn a_permission_ends_after_its_minutes_on_the_local_cloud() {
    let app = app().await;
    let photo = jpeg(64, 48);
    // As if it had been given eleven minutes ago.
    app.pass(-660);
    let operator = operator(&app).await;
    let permit = begin(&operator, &photo).await;
    assert_eq!(browser::put(&permit, &photo).await, 403);
    let told = operator.call::<Finish>(&permit.file, &Nothing {}).await.refusal();
    assert_eq!(told, Refusal::UploadMissing);
    assert_eq!(state(&app, &permit.file).await, FileState::Begun);
}

#[tokio::test]
async fn a_length_that_cannot_be_sent_is_refused_at_the_field_and_nothing_is_written() {
    let app = app().await;
    let operator = operator(&app).await;
    let before = app.items().await;
    for bytes in [0, MOST_BYTES + 1, 50 * 1024 * 1024] {
        let new = NewFile { purpose: Purpose::Slip, bytes, media: Media::Jpeg };
        let told = operator.call::<Begin>(&(), &new).await.refusal();
        let fields = vec![FieldFault { field: "bytes".into(), fault: Fault::Range }];
        assert_eq!(told, Refusal::Invalid { fields }, "{bytes}");
    }
    for body in [
        r#"{"purpose":"slip","bytes":5,"media":"heic"}"#,
        r#"{"purpose":"portrait","bytes":5,"media":"jpeg"}"#,
        r#"{"purpose":"slip","bytes":-5,"media":"jpeg"}"#,
        r#"{"purpose":"slip","media":"jpeg"}"#,
    ] {
        let told = operator.send::<Begin>("POST", "/api/uploads", body).await.refusal();
        assert_eq!(told, Refusal::Malformed, "{body}");
    }
    assert_eq!(app.items().await, before);
}

#[tokio::test]
async fn the_same_announcement_twice_is_one_file() {
    let app = app().await;
    let operator = operator(&app).await.with_key("the-same-key");
    let new = new_file(1000, Media::Jpeg);
    let (first, second) = tokio::join!(operator.call::<Begin>(&(), &new), operator.call::<Begin>(&(), &new));
    assert_eq!(first.ok(), second.ok());
    assert_eq!(operator.call::<Begin>(&(), &new).await.ok(), first.ok());
    let other = new_file(1001, Media::Jpeg);
    assert_eq!(operator.call::<Begin>(&(), &other).await.refusal(), Refusal::KeyReused);
    assert_eq!(files(&app).await, 1);
}

async fn files(app: &TestApp) -> usize {
    let items = app.items().await;
    items.iter().filter(|item| item["pk"].as_s().is_ok_and(|pk| pk.starts_with("F#"))).count()
}

#[tokio::test]
async fn an_account_announces_so_many_photos_an_hour() {
    let app = app().await;
    let (operator, colleague) = (operator(&app).await, operator(&app).await);
    let now = app.context().await.now();
    let ends = now.seconds() + 3600 - now.seconds().rem_euclid(3600);
    let key = keys::limit(&format!("uploads {} {ends}", operator.user()));
    while app.shared().table.draw(&key, 119, now.plus_seconds(60)).await.expect("draws") {}
    let new = new_file(1000, Media::Jpeg);
    operator.call::<Begin>(&(), &new).await.ok();
    let told = operator.call::<Begin>(&(), &new).await.refusal();
    let Refusal::TooMany { seconds } = told else { panic!("{told:?}") };
    assert!((1..=3600).contains(&seconds));
    colleague.call::<Begin>(&(), &new).await.ok();
}
