//! The state machine, its ways and its clocks.

mod machine;
mod model;
mod ways;

use super::way::{Node, Step, Way};
use platform::config::TransferSettings;
use shared_types::orgs::OrgKind;
use shared_types::transfers::{Task, TransferKind};

/// A chain from the root down, of words: `d` a department, `c` a committee, `g` a general branch, `b` a branch, each
/// with a number; a word in brackets is of one for which nobody can sign in.
fn chain(text: &str) -> Vec<Node> {
    let node = |word: &str| {
        let staffed = !word.starts_with('(');
        let org = word.trim_matches(['(', ')']);
        let kind = match org.chars().next() {
            Some('d') => OrgKind::Department,
            Some('c') => OrgKind::Committee,
            Some('g') => OrgKind::GeneralBranch,
            _ => OrgKind::Branch,
        };
        Node { org: org.parse().expect("an id"), name: org.to_owned(), kind, staffed }
    };
    text.split_whitespace().map(node).collect()
}

fn steps(kind: TransferKind, from: &str, to: &str, settings: &TransferSettings) -> Vec<Step> {
    Way { kind, from: &chain(from), to: &chain(to) }.steps(settings)
}

/// Steps in short: the organisation, its task by letter, and who acts for it where another does.
fn brief(steps: &[Step]) -> Vec<String> {
    let one = |step: &Step| {
        let task = match step.task {
            Task::Approve => "+",
            Task::Issue => "!",
            Task::Accept => "=",
            Task::Redirect => "?",
            Task::Correct | Task::Reissue | Task::RegisterReceipt => "~",
        };
        let by = if step.desk.org == step.org { String::new() } else { format!(" by {}", step.desk.name) };
        format!("{}{task}{by}", step.org_name)
    };
    steps.iter().map(one).collect()
}
