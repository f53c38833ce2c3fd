//! Which groups are listed, and in which order.

use std::cmp::Reverse;

use gorolens_worker::wire::GroupRow;

use super::title::Title;
use crate::state::{GroupsView, Report, Sort};

/// The list as the filter leaves it. Numbers are indices of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Groups that no rule calls normal.
    pub main: Vec<u32>,
    /// Groups that a rule calls normal.
    pub benign: Vec<u32>,
    /// Goroutines in `main`.
    pub main_goroutines: u64,
    /// Goroutines in `benign`.
    pub benign_goroutines: u64,
}

impl Listed {
    /// What the user asked to see.
    pub fn new(report: &Report, view: &GroupsView) -> Listed {
        let words: Vec<String> = view
            .query
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut listed = Listed::default();
        for (at, row) in (0..).zip(report.rows()) {
            if !words.iter().all(|word| mentions(report, row, word)) {
                continue;
            }
            if row.benign.is_some() {
                listed.benign.push(at);
                listed.benign_goroutines += row.count;
            } else {
                listed.main.push(at);
                listed.main_goroutines += row.count;
            }
        }
        sort(&mut listed.main, report, view.sort);
        sort(&mut listed.benign, report, view.sort);
        listed
    }
}

/// Groups come by count, so sorting is stable on that.
fn sort(groups: &mut [u32], report: &Report, by: Sort) {
    match by {
        Sort::Count => {}
        Sort::Wait => groups.sort_by_key(|group| {
            let wait = report.row(*group).and_then(|row| row.wait_minutes);
            Reverse(wait.map(|wait| wait.max))
        }),
        Sort::Name => groups.sort_by_key(|group| {
            let at = report.title(*group).and_then(|title: &Title| title.at);
            at.map(|at| report.str(at.func))
        }),
    }
}

/// Whether a lower-case word occurs in anything the row shows.
fn mentions(report: &Report, row: &GroupRow, word: &str) -> bool {
    let has = |id| report.str(id).to_lowercase().contains(word);
    let sites = row.frames.iter().chain(&row.created_by);
    row.states.iter().any(|(state, _)| has(*state))
        || sites.clone().any(|site| has(site.func) || has(site.file))
        || row
            .labels
            .iter()
            .any(|(key, value, _)| has(*key) || has(*value))
        || row.first_ids.iter().any(|id| id.to_string() == word)
        || row.benign.is_some_and(has)
}
