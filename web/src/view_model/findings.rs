//! The verdict in numbers: what kind of answer the dump gives, and the facts beside a finding.

use gorolens_worker::report::{Finding, Severity};
use yew::AttrValue;

use super::names::Short;
use crate::state::Report;

/// The kind of answer a dump gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At least one leak or hang.
    Found,
    /// Only suspicions.
    Suspicions,
    /// Nothing, or notes only.
    Clean,
    /// There is no goroutine in the input.
    NoGoroutines,
}

impl Verdict {
    /// The answer of a report.
    pub fn of(report: &Report) -> Verdict {
        let worst = report
            .outcome
            .findings
            .iter()
            .map(|found| found.severity)
            .max();
        match worst {
            Some(Severity::Leak | Severity::Stuck) => Verdict::Found,
            Some(Severity::Suspect) => Verdict::Suspicions,
            _ if report.outcome.totals.goroutines == 0 => Verdict::NoGoroutines,
            _ => Verdict::Clean,
        }
    }
}

/// A group that a finding explains.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLink {
    /// Index of the group.
    pub group: u32,
    /// Goroutines in it.
    pub count: u64,
    /// Where they stand.
    pub name: AttrValue,
    /// What most of them wait for.
    pub state: AttrValue,
    /// Longest wait in minutes.
    pub oldest: Option<u64>,
}

/// The first groups of a finding, largest first, with their goroutines in the dump it is about.
pub fn group_links(report: &Report, finding: &Finding, max: usize) -> Vec<GroupLink> {
    let groups = finding.groups.iter().filter_map(|id| report.group(id));
    let links = groups.filter_map(|group| {
        let in_dump = &report.row(group)?.count_by_dump;
        let mut link = group_link(report, group)?;
        link.count = in_dump
            .get(finding.dump as usize)
            .copied()
            .unwrap_or(link.count);
        Some(link)
    });
    links.take(max).collect()
}

fn group_link(report: &Report, group: u32) -> Option<GroupLink> {
    let row = report.row(group)?;
    let at = report.title(group)?.at;
    let short = at.map(|at| Short::of(report.str(at.func)));
    Some(GroupLink {
        group,
        count: row.count,
        name: short.map_or(AttrValue::Static("?"), |short| {
            AttrValue::from(format!("{}{}", short.package, short.name))
        }),
        state: row
            .states
            .first()
            .map(|(state, _)| report.text(*state))
            .unwrap_or_default(),
        oldest: row.wait_minutes.map(|wait| wait.max),
    })
}

/// The largest groups that no rule speaks of: neither a finding nor a reason why they are normal.
/// A fact, not a suspicion; it says where to look when the rules know no answer.
pub fn unexplained(report: &Report, max: usize) -> Vec<GroupLink> {
    let rows = (0..).zip(report.rows());
    let rows = rows.filter(|(_, row)| {
        row.benign.is_none() && row.count > 1 && !report.is_explained(report.str(row.id))
    });
    rows.filter_map(|(group, _)| group_link(report, group))
        .take(max)
        .collect()
}

/// Indices of the findings that explain a group.
pub fn findings_of(report: &Report, id: &str) -> Vec<usize> {
    let findings = report.outcome.findings.iter().enumerate();
    findings
        .filter(|(_, finding)| finding.groups.iter().any(|group| group == id))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::{report, with_finding};

    #[test]
    fn a_leak_is_a_verdict_and_nothing_is_one_too() {
        assert_eq!(Verdict::of(&report()), Verdict::Clean);
        let found = with_finding(report());
        assert_eq!(Verdict::of(&found), Verdict::Found);
        let finding = &found.outcome.findings[0];
        assert_eq!(findings_of(&found, "1"), [0]);
        let links = group_links(&found, finding, 9);
        assert_eq!(links.len(), 1);
        assert_eq!(
            (links[0].name.as_str(), links[0].count),
            ("http.readLoop", 600)
        );
    }

    #[test]
    fn what_no_rule_speaks_of_is_named() {
        let names = |report: &Report| -> Vec<String> {
            let links = unexplained(report, 2).into_iter();
            links.map(|link| link.name.to_string()).collect()
        };
        assert_eq!(names(&report()), ["http.readLoop", "http.writeLoop"]);
        assert_eq!(
            names(&with_finding(report())),
            ["http.writeLoop", "main.worker"]
        );
    }
}
