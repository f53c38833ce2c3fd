//! What every finding says about what to do next: the ways to take a dump, and how to see that the
//! change has helped. A rule adds what is particular to it.

use super::analyses::Facts;
use super::analyses::cost::Held;
use crate::message::{Message, msg};
use crate::report::{Capture, Finding, Limit, Severity};

/// Where the examples of the documentation serve net/http/pprof.
const DEBUG2: &str = "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump-2.txt";
/// The API server forwards a request to a pod, which needs neither curl nor a shell for it.
const KUBECTL: &str = "kubectl get --raw \"/api/v1/namespaces/$NS/pods/$POD:6060/proxy/debug/pprof/goroutine?debug=2\" > dump-2.txt";
const SIGQUIT: &str = "kill -QUIT \"$PID\"";
const LEAK_PROFILE: &str =
    "curl -s 'http://localhost:6060/debug/pprof/goroutineleak?debug=2' > leaked.txt";
const COMPARE: &str = "gorolens dump.txt dump-2.txt";
const COUNT_FILES: &str = "ls /proc/\"$PID\"/fd | wc -l";

/// How to take a second dump that can prove growth.
pub(super) fn second_dump() -> Capture {
    run(DEBUG2, msg("shared-second-dump"))
}

/// Completes what to capture, and says how to confirm the fix.
pub(super) fn next_steps(finding: &mut Finding, facts: &Facts<'_>, held: Held) {
    if finding.severity == Severity::Note {
        return;
    }
    let captures = &mut finding.capture_next;
    if facts.is_profile() {
        captures.insert(0, run(DEBUG2, msg("shared-debug2")));
        captures.retain(|it| *it != second_dump());
    }
    if captures.iter().any(|it| it.command == DEBUG2) {
        captures.push(run(KUBECTL, msg("shared-kubectl")));
        captures.push(run(SIGQUIT, msg("shared-sigquit")));
    }
    if held.blocked * 2 > held.goroutines && !facts.is_marked {
        captures.push(run(LEAK_PROFILE, msg("shared-leak-profile")));
    }
    finding.confirm = confirm(finding);
}

fn confirm(finding: &Finding) -> Vec<Capture> {
    let dumps = match finding.severity {
        Severity::Stuck => msg("shared-confirm-stuck"),
        _ => msg("shared-confirm-leak"),
    };
    let mut steps = vec![run(COMPARE, dumps)];
    if finding.cost.limit == Some(Limit::Descriptors) {
        steps.push(run(COUNT_FILES, msg("shared-confirm-descriptors")));
    }
    steps.push(run("", msg("shared-confirm-metric")));
    steps
}

fn run(command: &str, text: Message) -> Capture {
    let command = command.to_owned();
    Capture { command, text }
}
