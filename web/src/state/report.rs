//! A report as the page holds it: decoded once, with what is looked up often.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use gorolens_worker::order::sort_by_key;
use gorolens_worker::report::Finding;
use gorolens_worker::wire::{AncestryRow, GroupRow, GroupTable, Outcome, TextId};
use yew::AttrValue;

use super::Level;
use crate::view_model::similar::{alike, merge};
use crate::view_model::title::Title;

/// The outcome of an analysis, with its groups as alike as the user wants them.
#[derive(Clone, Debug)]
pub struct Report {
    /// As the worker sent it; the texts of the table moved to [`Report::text`].
    pub outcome: Outcome,
    /// How alike the stacks of a group are.
    pub level: Level,
    texts: Rc<[AttrValue]>,
    titles: Vec<Title>,
    by_id: HashMap<AttrValue, u32>,
    /// Ids of the groups that a finding speaks of.
    explained: HashSet<String>,
    /// The report that this one was merged from, and which of its groups are in which of these.
    merged: Option<(Rc<Report>, Vec<Vec<u32>>)>,
}

impl Report {
    /// Takes the texts over and gives every group its title.
    pub fn new(mut outcome: Outcome) -> Report {
        let titles = titles(&outcome.groups);
        let texts: Rc<[AttrValue]> = std::mem::take(&mut outcome.groups.texts)
            .into_iter()
            .map(AttrValue::from)
            .collect();
        let by_id = (0..).zip(&outcome.groups.rows);
        let by_id = by_id.filter_map(|(at, row)| Some((texts.get(row.id.0 as usize)?.clone(), at)));
        Report {
            explained: explained(&outcome.findings),
            by_id: by_id.collect(),
            outcome,
            level: Level::default(),
            texts,
            titles,
            merged: None,
        }
    }

    /// The same report with groups of stacks that are so alike.
    pub fn at_level(self: &Rc<Report>, level: Level) -> Rc<Report> {
        let exact = self.exact();
        if level == Level::default() {
            return exact;
        }
        let members = alike(&exact, level);
        let mut report = Report::clone(&exact);
        let rows = members.iter().filter_map(|groups| {
            let rows: Vec<&GroupRow> = groups.iter().filter_map(|it| exact.row(*it)).collect();
            merge(&rows)
        });
        report.outcome.groups.rows = rows.collect();
        report.outcome.totals.groups = members.len() as u64;
        let first = members.iter().filter_map(|groups| groups.first());
        let titles = first.filter_map(|group| exact.title(*group).cloned());
        report.titles = titles.collect();
        for (at, groups) in (0..).zip(&members) {
            for row in groups.iter().filter_map(|group| exact.row(*group)) {
                report.by_id.insert(exact.text(row.id), at);
            }
        }
        report.level = level;
        report.merged = Some((exact, members));
        Rc::new(report)
    }

    /// The report as the analysis grouped it.
    pub fn exact(self: &Rc<Report>) -> Rc<Report> {
        match &self.merged {
            Some((exact, _)) => Rc::clone(exact),
            None => Rc::clone(self),
        }
    }

    /// The groups of the exact report that are in a group of this one; none if this is the exact one.
    pub fn members(&self, group: u32) -> &[u32] {
        let members = self.merged.as_ref().map(|(_, members)| members);
        members
            .and_then(|it| it.get(group as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The exact report, if this one was merged from it.
    pub fn merged_from(&self) -> Option<&Rc<Report>> {
        self.merged.as_ref().map(|(exact, _)| exact)
    }

    /// Whom the goroutines of a group descend from, most goroutines first.
    pub fn ancestries(&self, group: u32) -> Vec<&AncestryRow> {
        let asked = self.asked_for(group);
        // The rows of the table are those of the exact report, at every level.
        let all = self.outcome.groups.ancestries.iter();
        let mut found: Vec<_> = all.filter(|it| asked.contains(&it.group)).collect();
        sort_by_key(&mut found, |it| Reverse(it.count));
        found
    }

    /// The groups to ask the worker about for a group.
    pub fn asked_for(&self, group: u32) -> Vec<u32> {
        match self.members(group) {
            [] => vec![group],
            members => members.to_vec(),
        }
    }

    /// The inverse of [`Report::asked_for`]; none if the groups were asked for at another level.
    pub fn group_of(&self, asked: &[u32]) -> Option<u32> {
        let Some((exact, _)) = &self.merged else {
            return asked.first().copied().filter(|_| asked.len() == 1);
        };
        let first = exact.row(*asked.first()?)?;
        let group = self.group(exact.str(first.id))?;
        (self.members(group) == asked).then_some(group)
    }

    /// The same report with its findings in other words.
    pub(super) fn saying(&self, findings: Vec<Finding>) -> Report {
        let mut report = self.clone();
        report.merged = report.merged.map(|(exact, members)| {
            let exact = exact.saying(findings.clone());
            (Rc::new(exact), members)
        });
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

fn titles(table: &GroupTable) -> Vec<Title> {
    table
        .rows
        .iter()
        .map(|row| Title::new(row, table))
        .collect()
}

fn explained(findings: &[Finding]) -> HashSet<String> {
    let groups = findings.iter().flat_map(|finding| &finding.groups);
    groups.cloned().collect()
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
