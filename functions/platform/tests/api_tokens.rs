//! Forged, altered, borrowed and outlived access tokens, every one refused by the routes of a function.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use aws_lc_rs::signature::Ed25519KeyPair;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::auth::SignedIn;
use platform::crypto::KeyRing;
use platform::http::{Answer, Call, Router};
use platform::testing::{Caller, TestApp};
use platform::{Context, Result};
use serde_json::{Value, json};
use shared_types::auth::SignOut;
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::permission::Role;
use std::collections::BTreeSet;

async fn admitted(_: Context, _: SignedIn, _: Call<SignOut>) -> Result<Answer<Nothing>> {
    Ok(Nothing {}.into())
}

fn parts(token: &str) -> [String; 3] {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else { panic!("three parts") };
    [header, payload, signature].map(|part| (*part).to_owned())
}

fn text(value: &Value) -> String {
    platform::crypto::base64(value.to_string().as_bytes())
}

fn read(part: &str) -> Value {
    serde_json::from_slice(&platform::crypto::unbase64(part).expect("base64")).expect("JSON")
}

/// The text with the character at `at` replaced by another of the alphabet.
fn altered(part: &str, at: usize) -> String {
    let other = |c: char| if c == 'A' { 'B' } else { 'A' };
    part.chars().enumerate().map(|(i, c)| if i == at { other(c) } else { c }).collect()
}

struct Forge {
    good: String,
    other: String,
    public: Vec<u8>,
    tokens: Vec<(String, String)>,
}

impl Forge {
    fn add(&mut self, what: impl Into<String>, token: impl Into<String>) {
        self.tokens.push((what.into(), token.into()));
    }

    /// Tokens out of shape.
    fn torn(&mut self) {
        let [header, payload, signature] = parts(&self.good);
        for token in ["", "x", "..", "null", "undefined", "Bearer", "{}", "e30.e30.e30", "党.员.家"] {
            self.add(format!("{token:?}"), token);
        }
        for (what, token) in [
            ("without signature", format!("{header}.{payload}")),
            ("with an empty signature", format!("{header}.{payload}.")),
            ("without header", format!(".{payload}.{signature}")),
            ("without payload", format!("{header}..{signature}")),
            ("with a fourth part", format!("{}.{signature}", self.good)),
            ("with something behind", format!("{}x", self.good)),
            ("cut short", self.good[..self.good.len() - 1].to_owned()),
            ("padded", format!("{}==", self.good)),
            ("with a space", format!("{header}. {payload}.{signature}")),
            ("in capitals", self.good.to_uppercase()),
            ("twice", format!("{0}.{0}", self.good)),
            ("turned round", format!("{signature}.{payload}.{header}")),
            ("after a space", format!(" {}", self.good)),
            ("before a space", format!("{} ", self.good)),
            ("between tabs", format!("{header}\t.\t{payload}\t.\t{signature}")),
            ("with a wide letter", format!("{header}.{payload}.Ａ{signature}")),
            ("oversized", format!("{}{}", self.good, "A".repeat(1_000_000))),
            ("with an oversized header", format!("{}.{payload}.{signature}", "e30".repeat(300_000))),
        ] {
            self.add(what, token);
        }
    }

    /// Parts altered or taken from another good token.
    fn altered(&mut self) {
        let [header, payload, signature] = parts(&self.good);
        let [_, other_payload, other_signature] = parts(&self.other);
        self.add("another's payload", format!("{header}.{other_payload}.{signature}"));
        self.add("another's signature", format!("{header}.{payload}.{other_signature}"));
        for at in (0..signature.len() - 1).step_by(9) {
            self.add(format!("signature at {at}"), format!("{header}.{payload}.{}", altered(&signature, at)));
        }
        for at in (0..payload.len() - 1).step_by(17) {
            self.add(format!("payload at {at}"), format!("{header}.{}.{signature}", altered(&payload, at)));
        }
        for at in (0..header.len() - 1).step_by(13) {
            self.add(format!("header at {at}"), format!("{}.{payload}.{signature}", altered(&header, at)));
        }
        for (claim, value) in
            [("exp", json!(9_999_999_999_i64)), ("org", json!("city")), ("sub", json!("branch-b11-m1"))]
        {
            let mut claims = read(&payload);
            claims[claim] = value;
            self.add(format!("{claim} rewritten"), format!("{header}.{}.{signature}", text(&claims)));
        }
    }

    /// Other algorithms, and headers that offer a key of their own.
    fn confused(&mut self) {
        let [header, payload, signature] = parts(&self.good);
        for alg in ["none", "None", "NONE", "nOnE", ""] {
            let mut changed = read(&header);
            changed["alg"] = json!(alg);
            self.add(format!("algorithm {alg:?}"), format!("{}.{payload}.", text(&changed)));
            self.add(
                format!("algorithm {alg:?}, signed"),
                format!("{}.{payload}.{signature}", text(&changed)),
            );
        }
        let claims = read(&payload);
        let kid = read(&header)["kid"].as_str().map(str::to_owned);
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            // The public key, which everybody may know, as if it were a shared secret.
            for (what, secret) in [("the public key", self.public.clone()), ("nothing", Vec::new())] {
                let header = Header { kid: kid.clone(), ..Header::new(algorithm) };
                let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&secret));
                self.add(format!("{algorithm:?} with {what}"), token.expect("signs"));
            }
        }
        let own = Ed25519KeyPair::generate().expect("a key").to_pkcs8v1().expect("a key");
        let own = EncodingKey::from_ed_der(own.as_ref());
        let kids = [kid.as_deref(), None, Some(""), Some("s0"), Some("../../dev/null"), Some("' OR 1=1 --")];
        for kid in kids {
            let header = Header { kid: kid.map(str::to_owned), ..Header::new(Algorithm::EdDSA) };
            let token = jsonwebtoken::encode(&header, &claims, &own).expect("signs");
            self.add(format!("a key of one's own as {kid:?}"), token.clone());
            let [_, payload, signature] = parts(&token);
            let mut offered = serde_json::to_value(&header).expect("JSON");
            offered["jku"] = json!("https://example.com/keys");
            offered["jwk"] = json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" });
            self.add(
                format!("a key offered as {kid:?}"),
                format!("{}.{payload}.{signature}", text(&offered)),
            );
        }
    }

    /// Rightly signed, but written as no token is written: what is said twice or in another shape could be read
    /// in one way here and in another elsewhere.
    fn misshapen(&mut self, cx: &Context, other: &Value) {
        let (_, key) = cx.ring().signing();
        let [header, payload, _] = parts(&self.good);
        let (header, claims) = (read(&header).to_string(), read(&payload).to_string());
        let twice =
            |text: &str, name: &str, value: &Value| text.replacen('{', &format!("{{\"{name}\":{value},"), 1);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let mut written = vec![
            ("the algorithm twice".to_owned(), twice(&header, "alg", &json!("none")), claims.clone()),
            ("the key twice".to_owned(), twice(&header, "kid", &json!("s0")), claims.clone()),
            ("a list for a header".to_owned(), format!("[{header}]"), claims.clone()),
        ];
        for claim in ["sub", "exp", "org", "kind"] {
            written.push((format!("{claim} twice"), header.clone(), twice(&claims, claim, &other[claim])));
        }
        for payload in ["", "null", "[]", "\"text\"", "1", "{", "\u{feff}{}", &deep, &format!("[{claims}]")] {
            let what: String = payload.chars().take(12).collect();
            written.push((format!("the payload {what:?}"), header.clone(), payload.to_owned()));
        }
        for (what, header, payload) in written {
            let said = [header, payload].map(|part| platform::crypto::base64(part.as_bytes())).join(".");
            let signature =
                jsonwebtoken::crypto::sign(said.as_bytes(), key, Algorithm::EdDSA).expect("signs");
            self.add(format!("signed: {what}"), format!("{said}.{signature}"));
        }
    }

    /// Rightly signed, but saying what they must not: as if a bug, or an older version, had issued them.
    /// Answers the same with nothing changed, which is good.
    fn signed(&mut self, cx: &Context, other: &Value) -> String {
        let (kid, key) = cx.ring().signing();
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
        let good = read(&parts(&self.good)[1]);
        let now = cx.now().seconds();
        let mut changes: Vec<(String, Value)> = Vec::new();
        let mut change = |claim: &str, value: Value| {
            let mut claims = good.clone();
            let what = format!("{claim} = {value}");
            claims[claim] = value;
            changes.push((what, claims));
        };
        for iss in ["", "E-HOME", "e-home.example", "https://e-home"] {
            change("iss", json!(iss));
        }
        for exp in [
            json!(now - 1),
            json!(0),
            json!(-1),
            json!(now + 86_400),
            json!(i64::MAX),
            json!("soon"),
            json!(format!("{}", now + 300)),
            json!(300.5),
            json!([now + 300]),
            json!(null),
        ] {
            change("exp", exp);
        }
        for iat in [json!(now + 120), json!(now - 86_400), json!(null), json!("now")] {
            change("iat", iat);
        }
        for sub in ["branch-b11-m1", "nobody", "UPPER", "a#b", ""] {
            change("sub", json!(sub));
        }
        change("sub", json!(["branch-a11-m1"]));
        change("sub", other["sub"].clone());
        change("sid", other["sid"].clone());
        change("sid", json!("00000000000000000000000000000000"));
        change("sid", json!(""));
        change("kind", json!("account"));
        change("kind", json!("root"));
        for org in ["city", "county-a", "branch-b11", "nowhere"] {
            change("org", json!(org));
        }
        for claim in ["iss", "sub", "kind", "sid", "org", "root", "iat", "exp"] {
            let mut claims = good.clone();
            claims.as_object_mut().expect("claims").remove(claim);
            changes.push((format!("no {claim}"), claims));
        }
        changes.push(("no claims".to_owned(), json!({})));
        for (what, claims) in changes {
            let token = jsonwebtoken::encode(&header, &claims, key).expect("signs");
            self.add(format!("signed: {what}"), token);
        }
        jsonwebtoken::encode(&header, &good, key).expect("signs")
    }
}

/// The public half of the signing key, which is no secret.
async fn public_key(app: &TestApp) -> Vec<u8> {
    let sdk = aws_config::load_from_env().await;
    let secrets = aws_sdk_secretsmanager::Client::new(&sdk);
    let secret = secrets.get_secret_value().secret_id(&app.shared().config.keys_secret).send().await;
    let secret = secret.expect("the key ring");
    let ring: KeyRing = serde_json::from_str(secret.secret_string().expect("text")).expect("a key ring");
    platform::crypto::unbase64(&ring.signing[0].public).expect("base64")
}

fn token(caller: &Caller) -> String {
    caller.token.clone().expect("signed in")
}

#[tokio::test]
async fn no_forged_or_altered_token_opens_anything() {
    let app = TestApp::new(Router::new().on::<SignOut, _, _>(admitted)).await;
    let member = app.member("branch-a11-m1").await;
    let county = app.administrator(Role::County, "county-a").await;
    member.call::<SignOut>(&(), &Nothing {}).await.ok();
    county.call::<SignOut>(&(), &Nothing {}).await.ok();

    let cx = app.context().await;
    let public = public_key(&app).await;
    let mut forge = Forge { good: token(&member), other: token(&county), public, tokens: Vec::new() };
    forge.torn();
    forge.altered();
    forge.confused();
    let other = read(&parts(&forge.other)[1]);
    forge.misshapen(&cx, &other);
    let unchanged = forge.signed(&cx, &other);

    let different: BTreeSet<&str> = forge.tokens.iter().map(|(_, token)| token.as_str()).collect();
    assert!(different.len() >= 140, "{}", different.len());
    assert!(!different.contains(forge.good.as_str()));
    let before = app.items().await;
    for (what, token) in &forge.tokens {
        let reply = app.anyone().with_token(token).call::<SignOut>(&(), &Nothing {}).await;
        assert_eq!(reply.refusal(), Refusal::Unauthenticated, "{what}: {token}");
    }
    assert_eq!(app.items().await, before);
    // What was refused above was refused for what was changed.
    app.anyone().with_token(&unchanged).call::<SignOut>(&(), &Nothing {}).await.ok();
}

#[tokio::test]
async fn a_token_ends_after_ten_minutes_and_with_its_session() {
    let app = TestApp::new(Router::new().on::<SignOut, _, _>(admitted)).await;
    let county = app.administrator(Role::County, "county-a").await;
    county.end_session().await;
    let reply = county.call::<SignOut>(&(), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);

    let member = app.member("branch-a11-m1").await;
    app.pass(500);
    member.call::<SignOut>(&(), &Nothing {}).await.ok();
    app.pass(100);
    let reply = member.call::<SignOut>(&(), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);
}
