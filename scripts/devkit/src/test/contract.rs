//! Holds the running product to its own OpenAPI document: schemathesis calls every operation with good and bad
//! input, as nobody, as an administrator and as a member. No answer may be a failure of the server, of another
//! type or shape than the document says, given without the token that the document asks for, or given to input
//! that the document does not admit.
//!
//! What it calls really happens, so it is the last that is done to a stack.

mod caller;

use super::tally::{Tally, check};
use crate::{identities, processes::Program, stack::Stack, tools};
use anyhow::{Context as _, Result};

/// What is looked at in each answer.
const CHECKS: [&str; 7] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "ignored_auth",
];

/// Generated calls for each operation and caller, beside those that try each limit of a field.
const EXAMPLES: &str = "12";

/// Operations that would end the session that speaks.
const FAREWELLS: [&str; 2] = ["auth.sign_out", "auth.sign_out_everywhere"];

/// Operations that nobody needs to be signed in for: one caller is enough, and the door's budgets are small.
const AT_THE_DOOR: [&str; 5] = [
    "auth.sign_in",
    "auth.confirm_code",
    "auth.send_code_again",
    "auth.replace_initial_password",
    "auth.refresh",
];

/// Runs it for all three callers.
pub(super) async fn run(stack: &Stack) -> Result<Tally> {
    let people = identities::read(&stack.identities)?;
    let person = |key: &str| {
        people.iter().find(|one| one.key == key).with_context(|| format!("the demo city has no {key}"))
    };
    // All sign in first: what is called at the door afterwards draws on the same budgets.
    let administrator = caller::sign_in(&stack.address, person("city")?).await?;
    let member = caller::sign_in(&stack.address, person("member")?).await?;
    let mut tally = Tally::default();
    for (name, token) in
        [("nobody", None), ("an administrator", Some(administrator)), ("a member", Some(member))]
    {
        tally +=
            check(&format!("The API keeps its contract with {name}"), program(stack, token).await?).await?;
    }
    Ok(tally)
}

async fn program(stack: &Stack, token: Option<String>) -> Result<Program> {
    let mut program = Program::new("schemathesis", tools::schemathesis().await?)
        .args(["run", &format!("{}/api/openapi.json", stack.address)])
        .args(["--checks", &CHECKS.join(",")])
        .args(["--phases", "coverage,fuzzing", "--max-examples", EXAMPLES])
        // The same calls in each run: what fails once fails again.
        .args(["--generation-deterministic"])
        .args(["--no-color", "--warnings", "off", "--suppress-health-check", "all"]);
    if let Some(token) = token {
        for operation in FAREWELLS.iter().chain(&AT_THE_DOOR) {
            program = program.args(["--exclude-operation-id", operation]);
        }
        program = program.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    Ok(program)
}
