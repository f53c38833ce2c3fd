//! The result of an analysis as the page gets it.

use serde::{Deserialize, Serialize};

use super::GroupTable;
use crate::report::{Coverage, Dump, Finding, Normal, Report, Totals};

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
    /// What is normal, and why.
    pub normal: Vec<Normal>,
    /// Identical stacks, by count.
    pub groups: GroupTable,
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Outcome {
        let groups = GroupTable::from(report.groups.as_slice());
        Outcome {
            groups,
            dumps: report.dumps,
            coverage: report.coverage,
            totals: report.totals,
            findings: report.findings,
            normal: report.normal,
        }
    }
}
