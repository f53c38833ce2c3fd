//! Compares a report with what is expected and says every difference, not only the first.

use gorolens_core::{Certainty, Finding, Report, Severity};

use crate::case::{Expected, ExpectedFinding, Sample};
use crate::census;

/// Everything that is wrong about the report of a sample, one sentence each.
pub fn complaints(sample: &Sample, text: &str, report: &Report) -> Vec<String> {
    let mut found = dump_complaints(&sample.expected, text);
    found.extend(count_complaints(sample, text, report));
    found.extend(coverage_complaints(sample, report));
    let verdict = finding_complaints(&sample.expected, report);
    match &sample.expected.fixme {
        Some(fixme) if verdict.is_empty() => found.push(format!("is right now, take out: {fixme}")),
        Some(_) => {}
        None => found.extend(verdict),
    }
    let named = |what| format!("{}: {what}", sample.name);
    found.into_iter().map(named).collect()
}

/// Whether the dump itself still shows what the case is about.
fn dump_complaints(expected: &Expected, text: &str) -> Vec<String> {
    let seen = census::connections(text);
    let states = expected.connections.iter();
    states
        .filter_map(|(state, &n)| {
            let counted = seen.get(state).copied().unwrap_or(0);
            (counted != n).then(|| format!("the dump shows {counted} connections {state}, not {n}"))
        })
        .collect()
}

fn count_complaints(sample: &Sample, text: &str, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    let totals = report.totals();
    let blocks = census::goroutines(text);
    let expected = &sample.expected;
    if expected
        .goroutines
        .or(blocks)
        .is_some_and(|n| n != totals.goroutines)
    {
        found.push(format!(
            "{} goroutines, but {blocks:?} in the text",
            totals.goroutines
        ));
    }
    if expected
        .groups
        .is_some_and(|groups| groups != totals.groups)
    {
        found.push(format!(
            "{} groups, not {:?}",
            totals.groups, expected.groups
        ));
    }
    let in_groups: u64 = report.groups.iter().map(|group| group.count).sum();
    if in_groups != totals.goroutines {
        found.push(format!(
            "groups hold {in_groups} of {} goroutines",
            totals.goroutines
        ));
    }
    let crash = report
        .dumps
        .first()
        .and_then(|dump| dump.crash.clone())
        .unwrap_or_default();
    if !crash.starts_with(expected.crash.as_deref().unwrap_or("")) {
        found.push(format!("crash message {crash:?}, not {:?}", expected.crash));
    }
    found.extend(version_complaint(&sample.go, report));
    found
}

/// The version is exact, or a lower bound that holds.
fn version_complaint(go: &str, report: &Report) -> Option<String> {
    let minor: u16 = go.strip_prefix("1.")?.parse().ok()?;
    let version = report.dumps.first()?.go_version?;
    let right = version.minor == minor || (!version.exact && version.minor < minor);
    (!right).then(|| format!("Go version {version}, not {go}"))
}

/// A plain debug=2 dump is understood to the last byte; nothing else loses bytes.
fn coverage_complaints(sample: &Sample, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    let coverage = &report.coverage;
    if coverage.understood_bytes > coverage.bytes {
        found.push("more bytes understood than read".to_owned());
    }
    let whole = coverage.understood_bytes == coverage.bytes && coverage.problems.is_empty();
    if sample.pure && !whole {
        found.push(format!(
            "understood {} of {} bytes: {:?}",
            coverage.understood_bytes,
            coverage.bytes,
            coverage.problems.first()
        ));
    }
    if coverage.understood_bytes < coverage.bytes && coverage.problems.is_empty() {
        found.push("bytes were set aside without a problem that says so".to_owned());
    }
    found
}

/// Whether the findings are those expected. Public for dumps that have no case.
pub fn finding_complaints(expected: &Expected, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    for wanted in &expected.findings {
        match report
            .findings
            .iter()
            .find(|finding| finding.rule == wanted.rule)
        {
            Some(finding) => found.extend(differences(wanted, finding)),
            None if wanted.optional => {}
            None => found.push(format!("{} is missing; {}", wanted.rule, said(report))),
        }
    }
    let quiet = expected.quiet.then_some(Severity::Suspect);
    let worst = expected.worst.as_deref().map(severity_named).or(quiet);
    for finding in &report.findings {
        if expected.not.iter().any(|rule| rule == finding.rule) {
            found.push(format!("must not say {}", describe(finding)));
        } else if worst.is_some_and(|worst| finding.severity > worst) {
            found.push(format!("is too severe: {}", describe(finding)));
        }
    }
    found
}

fn differences(wanted: &ExpectedFinding, finding: &Finding) -> Vec<String> {
    let certainty = finding.certainty;
    let bound = |name: &Option<String>| name.as_deref().map(certainty_named);
    let wrong = [
        wanted
            .severity
            .as_deref()
            .is_some_and(|severity| severity != finding.severity.as_str()),
        bound(&wanted.at_least).is_some_and(|least| certainty < least),
        bound(&wanted.at_most).is_some_and(|most| certainty > most),
        wanted
            .objects
            .is_some_and(|objects| objects != finding.objects.0),
        !wanted.look_alikes.iter().all(|rule| names(finding, rule)),
    ];
    let wrong = wrong.contains(&true);
    wrong
        .then(|| format!("wants {wanted:?}, got {}", describe(finding)))
        .into_iter()
        .collect()
}

fn names(finding: &Finding, look_alike: &str) -> bool {
    finding
        .look_alikes
        .iter()
        .any(|named| named.rule == look_alike)
}

fn certainty_named(name: &str) -> Certainty {
    let all = [Certainty::Low, Certainty::Medium, Certainty::High];
    let known = all.into_iter().find(|certainty| certainty.as_str() == name);
    known.unwrap_or_else(|| panic!("{name} is no certainty"))
}

fn severity_named(name: &str) -> Severity {
    let all = [
        Severity::Note,
        Severity::Suspect,
        Severity::Stuck,
        Severity::Leak,
    ];
    let known = all.into_iter().find(|severity| severity.as_str() == name);
    known.unwrap_or_else(|| panic!("{name} is no severity"))
}

fn said(report: &Report) -> String {
    let findings: Vec<_> = report.findings.iter().map(describe).collect();
    format!("said: [{}]", findings.join("; "))
}

fn describe(finding: &Finding) -> String {
    let look_alikes: Vec<_> = finding.look_alikes.iter().map(|named| named.rule).collect();
    format!(
        "{} {}/{} {} {} (look-alikes {}): {}",
        finding.rule,
        finding.severity.as_str(),
        finding.certainty.as_str(),
        finding.objects.0,
        finding.objects.1,
        look_alikes.join(" "),
        finding.title.id
    )
}
