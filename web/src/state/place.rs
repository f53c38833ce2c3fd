//! Where in a report the user is. A link leads there, and the browser's "back" leads away again.

use super::Report;

/// A place of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A finding, by its index.
    Finding(usize),
    /// A group, by its index.
    Group(u32),
    /// A goroutine.
    Goroutine {
        /// Index of its dump.
        dump: u32,
        /// Its number.
        id: u64,
    },
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

impl Place {
    /// The name of a goroutine in an address: its number, behind that of its dump if it is not the
    /// first.
    pub fn name_of_goroutine(dump: u32, id: u64) -> String {
        match dump {
            0 => id.to_string(),
            dump => format!("{}.{id}", dump + 1),
        }
    }

    /// The goroutine with a name.
    pub fn goroutine(name: &str) -> Option<Place> {
        let (dump, id) = name.split_once('.').unwrap_or(("1", name));
        let dump = dump.parse::<u32>().ok()?.checked_sub(1)?;
        let id = id.parse().ok()?;
        Some(Place::Goroutine { dump, id })
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

    #[test]
    fn goroutines_are_named_by_number() {
        for (dump, id) in [(0, 7), (2, 39381)] {
            let name = Place::name_of_goroutine(dump, id);
            let place = Place::goroutine(&name);
            assert_eq!(place, Some(Place::Goroutine { dump, id }), "{name}");
        }
        for wrong in ["", "x", "0.7", "1.", "1.2.3"] {
            assert_eq!(Place::goroutine(wrong), None, "{wrong}");
        }
    }
}
