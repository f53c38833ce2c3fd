//! A report as the page holds it: decoded once, with what is looked up often.

use std::collections::{HashMap, HashSet};

use gorolens_worker::report::Finding;
use gorolens_worker::wire::{GroupRow, Outcome, TextId};
use yew::AttrValue;

use crate::view_model::title::Title;

/// The outcome of an analysis.
#[derive(Clone, Debug)]
pub struct Report {
    /// As the worker sent it; the texts of the table moved to [`Report::text`].
    pub outcome: Outcome,
    texts: Vec<AttrValue>,
    titles: Vec<Title>,
    by_id: HashMap<AttrValue, u32>,
    /// Ids of the groups that a finding speaks of.
    explained: HashSet<String>,
}

impl Report {
    /// Takes the texts over and gives every group its title.
    pub fn new(mut outcome: Outcome) -> Report {
        let titles = outcome
            .groups
            .rows
            .iter()
            .map(|row| Title::new(row, &outcome.groups))
            .collect();
        let texts: Vec<AttrValue> = std::mem::take(&mut outcome.groups.texts)
            .into_iter()
            .map(AttrValue::from)
            .collect();
        let by_id = (0..).zip(&outcome.groups.rows);
        let by_id = by_id.filter_map(|(at, row)| Some((texts.get(row.id.0 as usize)?.clone(), at)));
        let findings = outcome.findings.iter();
        let explained = findings.flat_map(|finding| finding.groups.iter().cloned());
        Report {
            explained: explained.collect(),
            by_id: by_id.collect(),
            outcome,
            texts,
            titles,
        }
    }

    /// The same report with its findings in other words.
    pub(super) fn saying(&self, findings: Vec<Finding>) -> Report {
        let mut report = self.clone();
        report.outcome.findings = findings;
        report
    }

    /// The text an id names.
    pub fn text(&self, id: TextId) -> AttrValue {
        self.texts.get(id.0 as usize).cloned().unwrap_or_default()
    }

    /// The same, borrowed.
    pub fn str(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", AttrValue::as_str)
    }

    /// How many texts there are.
    pub fn n_texts(&self) -> usize {
        self.texts.len()
    }

    /// Whether a finding speaks of the group with an id.
    pub fn is_explained(&self, id: &str) -> bool {
        self.explained.contains(id)
    }

    /// All groups, by count.
    pub fn rows(&self) -> &[GroupRow] {
        &self.outcome.groups.rows
    }

    /// The group at an index.
    pub fn row(&self, group: u32) -> Option<&GroupRow> {
        self.rows().get(group as usize)
    }

    /// What the group at an index is called.
    pub fn title(&self, group: u32) -> Option<&Title> {
        self.titles.get(group as usize)
    }

    /// The index of the group with an id.
    pub fn group(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Whether a rule says that the group is normal.
    pub fn is_benign(&self, group: u32) -> bool {
        self.row(group).is_some_and(|row| row.benign.is_some())
    }
}

#[cfg(test)]
impl Report {
    /// What it was made of.
    pub(crate) fn into_outcome(self) -> Outcome {
        let mut outcome = self.outcome;
        outcome.groups.texts = self.texts.iter().map(ToString::to_string).collect();
        outcome
    }
}

/// Reports are made once and shared; two are equal when they are the same.
impl PartialEq for Report {
    fn eq(&self, other: &Report) -> bool {
        std::ptr::eq(self, other)
    }
}
