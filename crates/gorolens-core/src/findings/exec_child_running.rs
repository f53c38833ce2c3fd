//! # exec-child-running
//!
//! **What it shows.** Callers of `(*Cmd).Wait` whose child still runs.
//!
//! **Why it matters.** As many children run. If one ought to have ended, its caller waits as long as it
//! does.
//!
//! **Remedy.** `exec.CommandContext` with a deadline; end the whole process group.
//!
//! **Harmless when** the children are meant to run for long.
//!
//! Source: `os/exec.go`, `os/wait_waitid.go`, `os/pidfd_linux.go` (Go 1.23+): a system call for each child.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::net_roles::members;
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "exec-child-running",
    check,
};

/// Fewer are nothing unusual.
const SEVERAL: u64 = 3;
/// So many that were started one after the other and run at once.
const PILE: u64 = 20;
/// So many, however they were started, unless main has.
const CROWD: u64 = 50;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let mut waits = facts.crowds_of(&facts.index.calling(|func| func == "os.(*Process).wait"));
    waits.retain(|crowd| facts.state(crowd) == "syscall");
    let n: u64 = waits.iter().map(|it| it.n).sum();
    if n < SEVERAL {
        return;
    }
    // Whether they ought to have ended a dump does not show.
    let old = waits.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE);
    let meant = |crowd: &&&Crowd| is_fixed_set(facts, crowd) || crowd.by_main == crowd.n;
    let piled: u64 = waits
        .iter()
        .filter(|it| it.is_one_by_one())
        .map(|it| it.n)
        .sum();
    let is_pile = piled >= PILE || n >= CROWD;
    let severity = match waits.iter().all(|it| meant(&it)) {
        true => Severity::Note,
        false if old || is_pile => Severity::Suspect,
        false => Severity::Note,
    };
    let title = msg("exec-child-running-title").n("n", n);
    let copiers = copiers(facts);
    // Who has asked for a pipe reads it himself.
    let is_read = !copiers.is_empty() || !facts.index.with("os.(*File).Read").is_empty();
    let unread = (!is_read && !facts.partial).then(|| msg("exec-child-running-unread"));
    let draft = of_crowds(facts, RULE.id, (severity, Certainty::Low), title, &waits)
        .members(facts, members(&copiers))
        .maybe(EvidenceKind::Absence, unread)
        .evidence(EvidenceKind::Position, msg("exec-child-running-position").n("n", n))
        .evidence(EvidenceKind::Caveat, msg("exec-child-running-zombies"))
        .look_alike("benign-children", msg("exec-child-running-or-meant"))
        .remedy(remedy(
            msg("exec-child-running-remedy"),
            [
                msg("exec-child-running-step-context"),
                msg("exec-child-running-step-group"),
                msg("exec-child-running-step-drain"),
            ],
            "err := exec.Command(\"git\", \"fetch\").Run() // for as long as it takes\n",
            "ctx, cancel := context.WithTimeout(ctx, time.Minute)\ndefer cancel()\nerr := exec.CommandContext(ctx, \"git\", \"fetch\").Run()\n",
            &[("os/exec: CommandContext", "https://pkg.go.dev/os/exec#CommandContext")],
        ))
        .run("ps -o pid,etime,stat,wchan:24,args --ppid \"$PID\"", msg("exec-child-running-ps"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The goroutines that `Cmd` starts beside each child: they copy what it reads and prints, or watch the
/// context (`os/exec.go`, Start).
fn copiers<'f>(facts: &'f Facts<'_>) -> Vec<&'f Crowd> {
    let is_one = |func: &str| func.starts_with("os/exec.(*Cmd).Start.func");
    facts.crowds_of(&facts.index.calling(is_one))
}
