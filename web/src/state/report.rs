//! A report as the page holds it: its groups are read when somebody looks at them, and once.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;
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
    /// As the worker sent it, but for the groups.
    pub outcome: Outcome,
    /// How alike the stacks of a group are.
    pub level: Level,
    /// The groups as the analysis made them, at every level.
    table: Rc<GroupTable>,
    groups: Rc<[OnceCell<Box<Named>>]>,
    /// Ids of the groups that a finding speaks of.
    explained: OnceCell<Rc<HashSet<String>>>,
    merged: Option<Rc<Merged>>,
}

/// A group with its title.
#[derive(Debug)]
struct Named {
    row: GroupRow,
    title: Title,
}

/// What a report was merged from.
#[derive(Debug)]
struct Merged {
    exact: Rc<Report>,
    /// Which of its groups are in which of the merged ones.
    members: Vec<Vec<u32>>,
    /// The inverse.
    groups: Vec<u32>,
}

impl Report {
    /// Reads no group yet.
    pub fn new(mut outcome: Outcome) -> Report {
        let table = std::mem::take(&mut outcome.groups);
        Report {
            groups: (0..table.n_groups()).map(|_| OnceCell::new()).collect(),
            table: Rc::new(table),
            explained: OnceCell::new(),
            outcome,
            level: Level::default(),
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
        let named = members.iter().map(|groups| {
            let rows: Vec<&GroupRow> = groups.iter().filter_map(|it| exact.row(*it)).collect();
            let (row, title) = merge(&rows).zip(exact.title(*groups.first()?).cloned())?;
            Some(Box::new(Named { row, title }))
        });
        let mut report = Report::clone(&exact);
        report.groups = named.flatten().map(OnceCell::from).collect();
        report.outcome.totals.groups = members.len() as u64;
        report.level = level;
        report.merged = Some(Rc::new(Merged {
            groups: inverse(&members, exact.n_groups()),
            members,
            exact,
        }));
        Rc::new(report)
    }

    /// The report as the analysis grouped it.
    pub fn exact(self: &Rc<Report>) -> Rc<Report> {
        Rc::clone(self.merged_from().unwrap_or(self))
    }

    /// The groups of the exact report that are in a group of this one; none if this is the exact one.
    pub fn members(&self, group: u32) -> &[u32] {
        let merged = self.merged.as_ref();
        merged
            .and_then(|it| it.members.get(group as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The exact report, if this one was merged from it.
    pub fn merged_from(&self) -> Option<&Rc<Report>> {
        self.merged.as_ref().map(|merged| &merged.exact)
    }

    /// Whom the goroutines of a group descend from, most goroutines first.
    pub fn ancestries(&self, group: u32) -> Vec<&AncestryRow> {
        let asked = self.asked_for(group);
        let all = self.table.ancestries.iter();
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
        let first = *asked.first()?;
        let Some(merged) = &self.merged else {
            return (asked.len() == 1).then_some(first);
        };
        let group = *merged.groups.get(first as usize)?;
        (self.members(group) == asked).then_some(group)
    }

    /// The same report with its findings in other words.
    pub(super) fn saying(&self, findings: Vec<Finding>) -> Report {
        let mut report = self.clone();
        report.merged = report.merged.map(|merged| {
            Rc::new(Merged {
                exact: Rc::new(merged.exact.saying(findings.clone())),
                members: merged.members.clone(),
                groups: merged.groups.clone(),
            })
        });
        report.outcome.findings = findings;
        report
    }

    /// The text an id names.
    pub fn text(&self, id: TextId) -> AttrValue {
        AttrValue::from(self.str(id).to_owned())
    }

    /// The same, borrowed.
    pub fn str(&self, id: TextId) -> &str {
        self.table.text(id)
    }

    /// How many texts there are.
    pub fn n_texts(&self) -> usize {
        self.table.n_texts()
    }

    /// Whether a finding speaks of the group with an id.
    pub fn is_explained(&self, id: &str) -> bool {
        let explained = || Rc::new(explained(&self.outcome.findings));
        self.explained.get_or_init(explained).contains(id)
    }

    /// How many groups there are.
    pub fn n_groups(&self) -> u32 {
        self.groups.len() as u32
    }

    /// All groups, by count.
    pub fn rows(&self) -> impl Iterator<Item = &GroupRow> {
        (0..self.n_groups()).filter_map(|group| self.row(group))
    }

    /// The group at an index.
    pub fn row(&self, group: u32) -> Option<&GroupRow> {
        self.named(group).map(|it| &it.row)
    }

    /// Reads some groups, as far as there are so many, so that nobody has to wait for them later.
    pub fn read(&self, groups: Range<usize>) {
        for group in groups {
            self.named(group as u32);
        }
    }

    /// What the group at an index is called.
    pub fn title(&self, group: u32) -> Option<&Title> {
        self.named(group).map(|it| &it.title)
    }

    /// Only the groups of the exact report can be unread.
    fn named(&self, group: u32) -> Option<&Named> {
        let known = self.groups.get(group as usize)?;
        if known.get().is_none() {
            let row = self.table.row(group)?;
            let title = Title::new(&row, &self.table);
            known.get_or_init(|| Box::new(Named { row, title }));
        }
        known.get().map(Box::as_ref)
    }

    /// The index of the group with an id.
    pub fn group(&self, id: &str) -> Option<u32> {
        let group = self.table.group(id)?;
        let merged = self.merged.as_ref();
        merged.map_or(Some(group), |it| it.groups.get(group as usize).copied())
    }

    /// Whether a rule says that the group is normal.
    pub fn is_benign(&self, group: u32) -> bool {
        self.row(group).is_some_and(|row| row.benign.is_some())
    }
}

/// Group of the exact report → merged group.
fn inverse(members: &[Vec<u32>], n_groups: u32) -> Vec<u32> {
    let mut inverse = vec![0; n_groups as usize];
    for (at, groups) in (0..).zip(members) {
        for group in groups {
            inverse[*group as usize] = at;
        }
    }
    inverse
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
        outcome.groups = GroupTable::clone(&self.table);
        outcome
    }

    /// The same report with other groups.
    pub(crate) fn with_rows(mut self, change: impl FnOnce(&mut Vec<GroupRow>)) -> Report {
        let mut rows: Vec<_> = self.rows().cloned().collect();
        change(&mut rows);
        let named = rows.into_iter().map(|row| {
            let title = Title::new(&row, &self.table);
            OnceCell::from(Box::new(Named { row, title }))
        });
        self.groups = named.collect();
        self
    }
}

/// Reports are made once and shared; two are equal when they are the same.
impl PartialEq for Report {
    fn eq(&self, other: &Report) -> bool {
        std::ptr::eq(self, other)
    }
}
