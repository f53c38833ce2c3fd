//! How much a reader is shown: which groups, which frames, which problems, and what is said about
//! the rest. Text and Markdown agree on it.

use std::collections::HashMap;

use crate::types::*;
use crate::words;

/// Groups listed unless all are asked for.
const GROUPS: usize = 20;
/// Findings and dumps told unless all are asked for: one input may hold thousands of dumps.
const FINDINGS: usize = 10;
const DUMPS: usize = 10;
/// Problems listed unless all are asked for; fewer when nothing at all was understood.
const PROBLEMS: usize = 10;
const PROBLEMS_OF_NO_DUMP: usize = 3;
/// A slice, and how many of it are left out.
pub(crate) struct Shown<'a, T> {
    pub(crate) items: &'a [T],
    pub(crate) left_out: &'a [T],
}

pub(crate) fn groups(report: &Report, all: bool) -> Shown<'_, Group> {
    first(&report.groups, GROUPS, all)
}

pub(crate) fn findings(report: &Report, all: bool) -> Shown<'_, Finding> {
    first(&report.findings, FINDINGS, all)
}

pub(crate) fn dumps(report: &Report, all: bool) -> Shown<'_, Dump> {
    first(&report.dumps, DUMPS, all)
}

pub(crate) fn problems(report: &Report, all: bool) -> Shown<'_, Problem> {
    let most = match report.totals.goroutines {
        0 => PROBLEMS_OF_NO_DUMP,
        _ => PROBLEMS,
    };
    first(&report.coverage.problems, most, all)
}

fn first<T>(items: &[T], most: usize, all: bool) -> Shown<'_, T> {
    let at = if all {
        items.len()
    } else {
        most.min(items.len())
    };
    let (items, left_out) = items.split_at(at);
    Shown { items, left_out }
}

/// Group id → the one-based numbers of the findings that explain it.
pub(crate) fn finding_numbers(report: &Report) -> HashMap<&str, Vec<String>> {
    let mut numbers: HashMap<&str, Vec<String>> = HashMap::new();
    for (at, finding) in report.findings.iter().enumerate() {
        for id in &finding.groups {
            numbers.entry(id).or_default().push((at + 1).to_string());
        }
    }
    numbers
}

/// The report in one sentence when it is not a single finding, which speaks for itself.
pub(crate) fn headline(report: &Report) -> Option<String> {
    let totals = report.totals;
    if totals.goroutines == 0 {
        return Some(nothing_understood(report));
    }
    let serious = report.has_serious_finding();
    match report.findings.len() {
        0 => Some(format!(
            "No known pattern of a leak or hang fits {}.",
            words::plural(totals.goroutines, "goroutine")
        )),
        1 if serious => None,
        _ if serious => Some(format!("{}.", counts(report))),
        _ => Some(format!("No leak or hang is proved; {}.", counts(report))),
    }
}

/// `dump.txt ended with: fatal error: …`: what Go itself says is wrong. It stands at the top unless
/// a finding says more.
pub(crate) fn crashes(dumps: &[Dump]) -> impl Iterator<Item = (&str, &str)> {
    let dumps = dumps.iter();
    dumps.filter_map(|dump| Some((&*dump.name, dump.crash.as_deref()?)))
}

/// What a reader must know before any verdict.
pub(crate) fn warnings(report: &Report) -> Vec<String> {
    let is_delta = report.coverage.problems.iter().any(|it| it.kind == "delta");
    let delta = "The profile is the difference of two: its counts are changes, not goroutines.";
    let delta = is_delta.then(|| delta.to_owned());
    delta.into_iter().chain(marked_by_go(report)).collect()
}

/// What Go's own goroutineleak profile says, when no finding says more.
fn marked_by_go(report: &Report) -> Option<String> {
    let leaked: u64 = report.groups.iter().map(|group| group.leaked).sum();
    (leaked > 0 && !report.has_serious_finding()).then(|| {
        format!(
            "Go itself marks {} as leaked: nothing can wake them any more. The groups below say \
             which.",
            words::plural(leaked, "goroutine")
        )
    })
}

/// The number of an earlier finding whose advice is word for word that of finding `at`: the same
/// rule fits several dumps.
pub(crate) fn told_before(report: &Report, at: usize) -> Option<usize> {
    let finding = &report.findings[at];
    let same = |it: &Finding| {
        it.rule == finding.rule
            && it.remedy == finding.remedy
            && it.look_alikes == finding.look_alikes
            && it.capture_next == finding.capture_next
    };
    let before = report.findings[..at].iter().position(same);
    before.map(|before| before + 1)
}

fn nothing_understood(report: &Report) -> String {
    let has = |kind: &str| report.coverage.problems.iter().any(|it| it.kind == kind);
    let why = if has("unsupported-format") {
        ": the input is in a form that is recognised but not read yet"
    } else if has("not-a-dump") {
        ": the input is something else than a dump"
    } else {
        ""
    };
    format!("No goroutine was understood{why}.")
}

/// `2 leaks, 1 hang, 3 notes`.
fn counts(report: &Report) -> String {
    let names = [
        (Severity::Leak, "leak"),
        (Severity::Stuck, "hang"),
        (Severity::Suspect, "suspicion"),
        (Severity::Note, "note"),
    ];
    let counts = names.into_iter().filter_map(|(severity, name)| {
        let findings = report.findings.iter();
        let count = findings.filter(|it| it.severity == severity).count() as u64;
        (count > 0).then(|| words::plural(count, name))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// What to do or to know after the headline, and a command that does it.
pub(crate) struct Advice {
    pub(crate) text: &'static str,
    pub(crate) command: Option<&'static str>,
}

pub(crate) fn advice(report: &Report) -> Option<Advice> {
    if report.totals.goroutines == 0 {
        return Some(Advice {
            text: "A dump has lines such as \"goroutine 1 [running]:\" with stacks below them. \
                   Sending the process SIGQUIT prints one to its standard error and ends it; \
                   net/http/pprof gives one without harm:",
            command: Some("curl -o dump.txt \"http://HOST:PORT/debug/pprof/goroutine?debug=2\""),
        });
    }
    report.findings.is_empty().then_some(Advice {
        text: "That no pattern fits is no proof of health: look at the largest groups below, and compare with a \
               second dump taken a few minutes later. A count that only grows is a leak.",
        command: None,
    })
}

/// `high certainty`, with what it promises.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high certainty",
        Certainty::Medium => "medium certainty: likely, not proved",
        Certainty::Low => "low certainty: the dump shows what waits, not why",
    }
}

/// `2,480 of 2,483 goroutines · 1,240 connections`.
pub(crate) fn extent(report: &Report, finding: &Finding) -> String {
    let dump = report.dumps.get(finding.dump as usize);
    let total = dump.map_or(report.totals.goroutines, |dump| dump.goroutines);
    let explained = words::thousands(finding.goroutines);
    let mut extent = format!("{explained} of {}", words::plural(total, "goroutine"));
    if let Some(objects) = &finding.objects {
        let objects = words::plural(objects.count, &objects.kind);
        extent.push_str(&format!(" · {objects}"));
    }
    extent
}

/// `dump.txt: debug=2, Go 1.12.7, 2,483 goroutines, 4.0 MiB`.
pub(crate) fn dump(dump: &Dump) -> String {
    let version = dump.go_version.as_ref();
    let version = version.map_or(String::new(), |version| format!(", Go {version}"));
    format!(
        "{}{version}, {}, {}",
        words::format(&dump.format),
        words::plural(dump.goroutines, "goroutine"),
        words::bytes(dump.bytes)
    )
}

/// What was read and how much of it was understood.
pub(crate) fn coverage(report: &Report) -> String {
    let coverage = &report.coverage;
    let read = words::bytes(coverage.bytes);
    let aside = coverage.bytes.saturating_sub(coverage.understood_bytes);
    match coverage.understood_bytes {
        _ if coverage.bytes == 0 => "The input is empty.".to_owned(),
        _ if aside == 0 && coverage.problems.is_empty() => {
            format!("All of the {read} read was understood.")
        }
        _ if aside == 0 => format!("Of the {read} read nothing was set aside."),
        0 => format!("None of the {read} read was understood."),
        understood if understood < aside => {
            let understood = words::bytes(understood);
            format!("Of the {read} read only {understood} were understood.")
        }
        _ => format!("Of the {read} read {} were set aside.", words::bytes(aside)),
    }
}

/// `Repaired without loss: 12,408 lines without their tab.`
pub(crate) fn repairs(report: &Report) -> Option<String> {
    let repairs: Vec<String> = report.coverage.repairs.iter().map(words::repair).collect();
    (!repairs.is_empty()).then(|| format!("Repaired without loss: {}.", repairs.join(", ")))
}

/// What to give instead of a profile, which has neither waits nor pointers.
pub(crate) fn better_format(report: &Report) -> Option<&'static str> {
    let is_profile = |dump: &Dump| matches!(dump.format.as_str(), "debug1" | "protobuf");
    report.dumps.iter().any(is_profile).then_some(
        "A dump with debug=2 says more: waiting times, who created what, and which goroutines work \
         on the same object.",
    )
}

/// The facts of a group after its states: waits, marks, per dump, findings.
pub(crate) fn facts(report: &Report, group: &Group, findings: Option<&Vec<String>>) -> Vec<String> {
    let mut facts = Vec::new();
    let waits = group.wait_minutes.as_ref().map(words::wait);
    facts.extend(waits.map(|wait| format!("waiting {wait}")));
    let marks = [
        (group.locked_to_thread, "locked to a thread"),
        (group.leaked, "marked as leaked by Go"),
    ];
    for (count, mark) in marks {
        if count > 0 {
            facts.push(format!("{} {mark}", words::thousands(count)));
        }
    }
    if report.dumps.len() > 1 {
        facts.push(per_dump(&group.count_by_dump));
    }
    facts.extend(findings.map(|numbers| match numbers.as_slice() {
        _ if report.findings.len() == 1 => "see the finding".to_owned(),
        [number] => format!("finding {number}"),
        [a, b, c, more @ ..] if !more.is_empty() => {
            let more = words::thousands(more.len() as u64);
            format!("findings {a}, {b}, {c} and {more} more")
        }
        several => format!("findings {}", several.join(", ")),
    }));
    facts.extend(group.benign.as_ref().map(|rule| format!("normal: {rule}")));
    facts
}

/// `per dump 3, 4, 9`; of many the first and the last, which show growth.
fn per_dump(counts: &[u64]) -> String {
    const SHOWN: usize = 8;
    let list = |counts: &[u64]| {
        let counts = counts.iter().map(|it| words::thousands(*it));
        counts.collect::<Vec<_>>().join(", ")
    };
    match counts {
        [first @ .., last] if counts.len() > SHOWN => {
            let first = list(&first[..SHOWN / 2]);
            format!("per dump {first}, …, {}", words::thousands(*last))
        }
        _ => format!("per dump {}", list(counts)),
    }
}

/// `… 312 more groups with 1,204 goroutines`.
pub(crate) fn more_groups(left_out: &[Group]) -> Option<String> {
    let goroutines = left_out.iter().map(|group| group.count).sum();
    (!left_out.is_empty()).then(|| {
        format!(
            "… {} with {}",
            words::plural(left_out.len() as u64, "more group"),
            words::plural(goroutines, "goroutine")
        )
    })
}
