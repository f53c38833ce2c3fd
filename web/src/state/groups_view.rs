//! How the user looks at the groups of an input.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yew::AttrValue;

use super::Report;

/// Filter, order and what is unfolded.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupsView {
    /// What the user typed into the filter.
    pub query: AttrValue,
    /// The order.
    pub sort: Sort,
    /// Indices of the groups whose stack is shown.
    pub open: BTreeSet<u32>,
    /// Whether library frames are folded away.
    pub fold: bool,
    /// Whether groups that are normal are listed.
    pub show_benign: bool,
    /// The group to bring into view, and a number that grows with every wish.
    pub reveal: Option<(u32, u32)>,
    /// Goroutine ids beyond those that came with the report.
    pub more_ids: BTreeMap<u32, Rc<[u64]>>,
}

impl Default for GroupsView {
    fn default() -> Self {
        GroupsView {
            query: AttrValue::Static(""),
            sort: Sort::default(),
            open: BTreeSet::new(),
            fold: false,
            show_benign: false,
            reveal: None,
            more_ids: BTreeMap::new(),
        }
    }
}

/// The orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most goroutines first.
    #[default]
    Count,
    /// Longest wait first.
    Wait,
    /// By name.
    Name,
}

/// What the user can do to the list.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupsAction {
    /// Show or hide a stack.
    Toggle(u32),
    /// Go to a group, whatever the filter hides.
    Reveal(u32),
    /// Type into the filter.
    Query(AttrValue),
    /// Choose an order.
    Sort(Sort),
    /// Fold library frames, or not.
    Fold(bool),
    /// List what is normal, or not.
    ShowBenign(bool),
}

impl GroupsView {
    pub(super) fn apply(&mut self, action: GroupsAction, report: &Report) {
        match action {
            GroupsAction::Toggle(group) => {
                if !self.open.remove(&group) {
                    self.open.insert(group);
                }
            }
            GroupsAction::Reveal(group) => self.reveal(group, report),
            GroupsAction::Query(query) => self.query = query,
            GroupsAction::Sort(sort) => self.sort = sort,
            GroupsAction::Fold(fold) => self.fold = fold,
            GroupsAction::ShowBenign(show) => self.show_benign = show,
        }
    }

    fn reveal(&mut self, group: u32, report: &Report) {
        self.query = AttrValue::Static("");
        self.show_benign |= report.is_benign(group);
        self.open.insert(group);
        let wish = self.reveal.map_or(0, |(_, wish)| wish + 1);
        self.reveal = Some((group, wish));
    }

    /// Appends ids that continue the known ones; whether they do.
    pub(super) fn add_ids(&mut self, group: u32, from: u32, ids: Vec<u64>) -> bool {
        let known = self.more_ids.get(&group);
        let n_known = known.map_or(0, |known| known.len());
        let first = gorolens_worker::wire::GroupRow::MAX_FIRST_IDS;
        if ids.is_empty() || from as usize != first + n_known {
            return false;
        }
        let all = known.map_or(&[][..], |known| known);
        let all: Rc<[u64]> = all.iter().copied().chain(ids).collect();
        self.more_ids.insert(group, all);
        true
    }
}
