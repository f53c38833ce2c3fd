//! The result of an analysis as the page gets it.

use std::collections::HashMap;

use gorolens_core::model::GroupId;
use serde::{Deserialize, Serialize};

use super::GroupTable;
use crate::report::{Coverage, Dump, Finding, Group, Lang, Normal, Report, Totals};

/// A report without its bulk: groups are a compact table, goroutine ids mostly stay behind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The dumps read, in order of input.
    pub dumps: Vec<Dump>,
    /// What was read, understood, repaired and set aside.
    pub coverage: Coverage,
    /// Sums over all dumps.
    pub totals: Totals,
    /// What is wrong, weightiest first.
    pub findings: Vec<Finding>,
    /// The longest wait of each finding's groups, in minutes: "since when", as exact as headers are.
    pub oldest_waits: Vec<Option<u64>>,
    /// What is normal, and why.
    pub normal: Vec<Normal>,
    /// Identical stacks, by count.
    pub groups: GroupTable,
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Outcome {
        let groups = GroupTable::from(report.groups.as_slice());
        let wait = |group: &Group| Some((group.id.clone(), group.wait_minutes?.max));
        let waits: HashMap<String, u64> = report.groups.iter().filter_map(wait).collect();
        let oldest = |finding: &Finding| finding.groups.iter().filter_map(|id| waits.get(id)).max();
        let oldest = report
            .findings
            .iter()
            .map(|it| oldest(it).copied())
            .collect();
        Outcome::new(report, groups, oldest)
    }
}

impl Outcome {
    /// The outcome of an analysis, said in a language.
    pub fn of(report: &gorolens_core::Report, lang: Lang) -> Outcome {
        let groups = GroupTable::from(report.groups.as_slice());
        let wait = |group: &gorolens_core::Group| Some((group.id, group.wait_minutes?.max));
        let waits: HashMap<GroupId, u64> = report.groups.iter().filter_map(wait).collect();
        let oldest =
            |groups: &[GroupId]| groups.iter().filter_map(|id| waits.get(id)).max().copied();
        let oldest = report
            .findings
            .iter()
            .map(|it| oldest(&it.groups))
            .collect();
        Outcome::new(Report::without_groups(report, lang), groups, oldest)
    }

    fn new(report: Report, groups: GroupTable, oldest_waits: Vec<Option<u64>>) -> Outcome {
        Outcome {
            groups,
            oldest_waits,
            dumps: report.dumps,
            coverage: report.coverage,
            totals: report.totals,
            findings: report.findings,
            normal: report.normal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::GroupRow;

    const DUMP: &[u8] =
        b"goroutine 7 [chan receive (nil chan), 147 minutes]:\nmain.work()\n\t/app/main.go:9 +0x1\n\n";

    #[test]
    fn an_analysis_and_its_report_give_the_same_outcome() {
        let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
        analysis.push(DUMP);
        analysis.push(&DUMP.repeat(200));
        let report = analysis.finish();
        let mut found = Outcome::of(&report, Lang::En);
        let given = Outcome::from(Report::localized(&report, Lang::En));
        assert!(!found.findings.is_empty());
        assert!(found.oldest_waits.iter().all(|it| *it == Some(147)));
        let row = found.groups.row(0).expect("a group");
        assert_eq!(row.waits, [(147, 201)]);
        // How long each waited is not in the published report.
        let rows = |outcome: &Outcome| GroupRow {
            waits: Vec::new(),
            ..outcome.groups.row(0).expect("a group")
        };
        assert_eq!(rows(&found), rows(&given));
        found.groups = given.groups.clone();
        assert_eq!(found, given);
    }
}
