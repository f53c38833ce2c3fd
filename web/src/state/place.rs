//! Where in a report the user is. A link leads there, and the browser's "back" leads away again.

use super::Report;

/// A place of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A finding, by its index.
    Finding(usize),
    /// A group, by its index.
    Group(u32),
}

impl Place {
    /// The name of a finding in an address: its rule, with a number when there are several.
    pub fn name_of_finding(report: &Report, at: usize) -> Option<String> {
        let findings = &report.outcome.findings;
        let rule = &findings.get(at)?.rule;
        let before = findings[..at].iter().filter(|it| it.rule == *rule).count();
        Some(match before {
            0 => rule.clone(),
            n => format!("{rule}.{}", n + 1),
        })
    }

    /// The finding with a name.
    pub fn finding(report: &Report, name: &str) -> Option<Place> {
        let (rule, number) = match name.split_once('.') {
            Some((rule, number)) => (rule, number.parse::<usize>().ok()?),
            None => (name, 1),
        };
        let findings = report.outcome.findings.iter().enumerate();
        let mut of_rule = findings.filter(|(_, finding)| finding.rule == rule);
        let (at, _) = of_rule.nth(number.checked_sub(1)?)?;
        Some(Place::Finding(at))
    }

    /// The group with an id.
    pub fn group(report: &Report, id: &str) -> Option<Place> {
        report.group(id).map(Place::Group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::{report, with_finding};

    #[test]
    fn findings_of_one_rule_have_names_of_their_own() {
        let report = with_finding(with_finding(report()));
        let names: Vec<_> = (0..3)
            .map(|at| Place::name_of_finding(&report, at))
            .collect();
        let first = "http-transport-per-request";
        assert_eq!(names[0].as_deref(), Some(first));
        assert_eq!(names[1], Some(format!("{first}.2")));
        assert_eq!(names[2], None);
        for (at, name) in names.iter().flatten().enumerate() {
            assert_eq!(Place::finding(&report, name), Some(Place::Finding(at)));
        }
        for wrong in ["", "nothing", "http-transport-per-request.0", "x.y.z"] {
            assert_eq!(Place::finding(&report, wrong), None, "{wrong}");
        }
    }
}
