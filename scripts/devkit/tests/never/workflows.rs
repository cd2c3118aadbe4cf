//! What no workflow may do: run what nobody pinned, hold more rights than it needs, or know steps that a
//! developer cannot run.

use crate::{Source, files, no_line, source::root};

fn workflows() -> Vec<Source> {
    let workflows = files(".github/workflows", "yml");
    let all = std::fs::read_dir(root().join(".github/workflows")).unwrap().count();
    assert_eq!(workflows.len(), all, "workflows end in .yml");
    workflows
}

/// The value of `key` where a line sets it, as a list's first key too.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let line = line.trim_start().trim_start_matches("- ");
    line.strip_prefix(key)?.strip_prefix(':').map(str::trim)
}

#[test]
fn every_action_is_pinned_by_its_digest() {
    no_line(&workflows(), "owner/name@commit # version", |_, line| {
        let Some(action) = value(line, "uses") else { return false };
        let pinned = action.split_once('@').is_some_and(|(name, rest)| {
            let (commit, version) = rest.split_once(" # v").unwrap_or((rest, ""));
            name.contains('/')
                && commit.len() == 40
                && commit.chars().all(|digit| matches!(digit, '0'..='9' | 'a'..='f'))
                && !version.is_empty()
        });
        !pinned
    });
}

#[test]
fn rights_are_named_one_by_one() {
    for workflow in workflows() {
        let default = workflow.text.split_once("\npermissions:\n").map(|(_, rest)| rest);
        let first = default.and_then(|rest| rest.lines().next());
        assert_eq!(first, Some("  contents: read"), "{}: the default is to read", workflow.path);
    }
    no_line(&workflows(), "no right to everything", |_, line| {
        value(line, "permissions").is_some_and(|rights| !rights.is_empty())
    });
    no_line(&workflows(), "the only rights to write: comments, and a token to become a role", |_, line| {
        line.trim_end().ends_with(": write")
            && !["id-token", "pull-requests"].iter().any(|right| value(line, right).is_some())
    });
}

#[test]
fn workflows_call_scripts_and_nothing_else() {
    no_line(&workflows(), "one script a step", |_, line| {
        value(line, "run").is_some_and(|command| {
            !command.starts_with("./scripts/") || command.contains(['|', '&', ';', '`', '$', '>'])
        })
    });
    for workflow in workflows() {
        for line in workflow.text.lines().filter_map(|line| value(line, "run")) {
            for script in line.split(' ').filter(|word| word.starts_with("./")) {
                assert!(root().join(script).is_file(), "{}: there is no {script}", workflow.path);
            }
        }
    }
}

#[test]
fn forks_get_no_secret_and_no_credentials() {
    let open: Vec<Source> =
        workflows().into_iter().filter(|workflow| workflow.text.contains("pull_request")).collect();
    no_line(&open, "whoever opens a pull request runs this", |_, line| {
        ["secrets.", "pull_request_target", "id-token", "AWS_"].iter().any(|word| line.contains(word))
    });
}

#[test]
fn there_is_no_long_lived_key() {
    no_line(&workflows(), "roles, not keys", |_, line| {
        line.contains("ACCESS_KEY") || line.contains("SECRET_ACCESS")
    });
}
