//! What a request leaves in the log: the fields of its line, the form of its metrics, its place in a trace, and
//! nothing personal.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use lambda_http::http::Request;
use lambda_http::{Body, RequestExt};
use platform::auth::SignedIn;
use platform::http::{Answer, Call, Router, health};
use platform::testing::TestApp;
use platform::{Context, Error, Result, telemetry};
use serde_json::{Value, json};
use shared_types::auth::{ListDevices, ShowHealth, SignOut};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use std::io::Write;
use std::sync::{Arc, Mutex};

async fn admitted(_: Context, _: SignedIn, _: Call<SignOut>) -> Result<Answer<Nothing>> {
    Ok(Nothing {}.into())
}

/// What a parser or a database might say.
const SAID: &str = "row 王秀兰: invalid type: string \"11010519491231002X\", mobile 13912345678";

async fn failing(
    _: Context,
    _: SignedIn,
    _: Call<ListDevices>,
) -> Result<Answer<shared_types::auth::Devices>> {
    Err(Error::Internal(SAID.to_owned()))
}

fn routes() -> Router {
    Router::new()
        .on::<SignOut, _, _>(admitted)
        .on::<ListDevices, _, _>(failing)
        .on::<ShowHealth, _, _>(health::show)
}

fn read(line: &telemetry::Line) -> Value {
    assert!(!line.text().contains('\n'));
    serde_json::from_str(line.text()).expect("one JSON object")
}

/// Where lines go in a test.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("free").clone()).expect("text")
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("free").write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_line_says_who_asked_what_how_it_ended_and_what_it_cost() {
    let app = TestApp::new(routes()).await;
    let member = app.member("branch-a11-m1").await;
    let reply = member.call::<SignOut>(&(), &Nothing {}).await;
    reply.ok();
    let line = read(reply.line());
    for (name, value) in [
        ("message", json!("answered")),
        ("level", json!("INFO")),
        ("feature", json!("auth")),
        ("endpoint", json!("auth.sign_out")),
        ("outcome", json!("ok")),
        ("status", json!(200)),
        ("client", json!("branch-a11-m1")),
        ("DatabaseRequests", json!(1)),
        ("ConsumedUnits", json!(reply.usage().units)),
        ("Refusals", json!(0)),
        ("Errors", json!(0)),
        ("spans_left_out", json!(0)),
    ] {
        assert_eq!(line[name], value, "{name}: {line}");
    }
    assert_eq!(line["request_id"].as_str().map(str::len), Some(32));
    assert_eq!(line["trace_id"].as_str().map(str::len), Some(32));
    assert!(line["cold"].is_boolean() && line["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')));
    let (latency, database) = (line["Latency"].as_f64().unwrap(), line["DatabaseMillis"].as_f64().unwrap());
    assert!(0.0 < database && database <= latency, "{line}");
    // One call to the database, so one span, within the request.
    let spans = line["spans"].as_array().expect("spans");
    let [span] = spans.as_slice() else { panic!("{line}") };
    assert_eq!(
        (&span["service"], &span["operation"], &span["outcome"]),
        (&json!("DynamoDB"), &json!("BatchGetItem"), &json!("ok"))
    );
    let (at, lasted) = (span["at_millis"].as_f64().unwrap(), span["millis"].as_f64().unwrap());
    assert!(lasted > 0.0 && at + lasted <= latency, "{line}");
}

#[tokio::test]
async fn the_line_is_a_document_of_the_embedded_metric_format() {
    let app = TestApp::new(routes()).await;
    let reply = app.anyone().call::<SignOut>(&(), &Nothing {}).await;
    assert_eq!(reply.refusal(), Refusal::Unauthenticated);
    let line = read(reply.line());
    assert_eq!((&line["outcome"], &line["status"]), (&json!("unauthenticated"), &json!(401)));
    assert_eq!((&line["Refusals"], &line["Errors"], line.get("client")), (&json!(1), &json!(0), None));

    assert!(line["_aws"]["Timestamp"].as_i64().is_some_and(|at| at > 1_700_000_000_000));
    let directives = line["_aws"]["CloudWatchMetrics"].as_array().expect("directives");
    let mut billed = std::collections::BTreeSet::new();
    for directive in directives {
        assert_eq!(directive["Namespace"], "EHome/test");
        for dimensions in directive["Dimensions"].as_array().expect("sets") {
            let names: Vec<&str> =
                dimensions.as_array().expect("names").iter().map(|name| name.as_str().unwrap()).collect();
            assert!(names.iter().all(|name| ["feature", "endpoint"].contains(name)), "{names:?}");
            assert!(names.iter().all(|name| line[*name].is_string()), "{line}");
            for metric in directive["Metrics"].as_array().expect("metrics") {
                let name = metric["Name"].as_str().expect("a name");
                assert!(line[name].is_number(), "{name}: {line}");
                assert!(["Milliseconds", "Count"].contains(&metric["Unit"].as_str().unwrap()));
                assert!(billed.insert((names.clone().join(" "), name.to_owned())), "{name} twice");
            }
        }
    }
    // All six for the feature, three for the endpoint: this is what CloudWatch bills.
    assert_eq!(billed.len(), 9, "{billed:?}");
}

#[tokio::test]
async fn a_caller_cannot_make_new_metrics() {
    let app = TestApp::new(routes()).await;
    for target in ["/api/auth/nothing", "/api/auth/%E7%8E%8B", "/"] {
        let reply = app.anyone().send::<SignOut>("GET", target, "").await;
        let line = read(reply.line());
        assert_eq!((&line["feature"], &line["endpoint"]), (&json!("auth"), &json!("unknown")));
        assert_eq!(line["outcome"], "not_found");
    }
}

#[tokio::test]
async fn a_failure_is_logged_with_its_request_and_without_what_is_personal() {
    let app = TestApp::new(routes()).await;
    let member = app.member("branch-a11-m1").await;
    let lines = Lines::default();
    let to = lines.clone();
    let reply = {
        let _logging = tracing::subscriber::set_default(telemetry::subscriber(move || to.clone()));
        member.call::<ListDevices>(&(), &Nothing {}).await
    };
    assert_eq!(reply.refusal(), Refusal::Internal);
    let line = read(reply.line());
    assert_eq!((&line["level"], &line["outcome"]), (&json!("ERROR"), &json!("internal")));
    assert_eq!((&line["Refusals"], &line["Errors"]), (&json!(0), &json!(1)));

    let logged = lines.text();
    let failed: Value = serde_json::from_str(logged.trim()).expect("one line");
    assert_eq!(failed["message"], "failed");
    assert_eq!(failed["error"], "row ………: invalid type: string \"…\", mobile …");
    assert_eq!(failed["span"]["request_id"], line["request_id"]);
    assert_eq!(failed["span"]["trace_id"], line["trace_id"]);
    assert!(reply.text().contains(line["request_id"].as_str().unwrap()), "{}", reply.text());
}

#[tokio::test]
async fn a_request_goes_on_in_its_callers_trace() {
    let app = TestApp::new(routes()).await;
    let xray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";
    let w3c = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    for (headers, trace, parent) in [
        (vec![("x-amzn-trace-id", xray)], "5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8"),
        (vec![("traceparent", w3c)], "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
        (
            vec![("x-amzn-trace-id", xray), ("traceparent", w3c)],
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
        ),
    ] {
        let mut request = Request::builder().uri("/api/auth/health");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let mut invoked = lambda_http::Context::default();
        invoked.request_id = "invocation-7".into();
        let request = request.body(Body::Empty).expect("a request").with_lambda_context(invoked);
        let (response, line) = routes().answer_watched(app.shared(), request).await;
        let line = read(&line);
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["x-request-id"].to_str().ok(), line["request_id"].as_str());
        assert_eq!((line["trace_id"].as_str(), line["parent_id"].as_str()), (Some(trace), Some(parent)));
        assert_eq!((&line["invocation"], &line["DatabaseRequests"]), (&json!("invocation-7"), &json!(0)));
    }
}

#[tokio::test]
async fn health_says_which_function_runs_and_nothing_else() {
    let app = TestApp::new(routes()).await;
    let reply = app.anyone().call::<ShowHealth>(&(), &Nothing {}).await;
    let health: Value = serde_json::from_str(reply.text()).expect("JSON");
    let names: Vec<&String> = health.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["commit", "stage", "version"]);
    assert_eq!((reply.ok().stage.as_str(), reply.usage().requests), ("test", 0));
}
