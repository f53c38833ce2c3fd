//! Which groups are listed, and in which order.

use std::cmp::Reverse;
use std::rc::Rc;

use super::query::{Compile, Filter};
use super::title::Title;
use crate::state::{GroupsView, Report, Sort};
use gorolens_worker::order::sort_by_key;

/// The list as the filter leaves it. Numbers are indices of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Groups that no rule calls normal.
    pub main: Rc<[u32]>,
    /// Groups that a rule calls normal.
    pub benign: Rc<[u32]>,
    /// Goroutines in `main`.
    pub main_goroutines: u64,
    /// Goroutines in `benign`.
    pub benign_goroutines: u64,
    /// Whether the filter holds a regular expression that is wrong.
    pub has_bad_regex: bool,
}

impl Listed {
    /// What the user asked to see.
    pub fn new(report: &Report, view: &GroupsView, compile: Compile<'_>) -> Listed {
        let filter = Filter::new(&view.query, report, &view.notes, compile);
        let mut listed = Listed {
            has_bad_regex: filter.has_bad_regex,
            ..Listed::default()
        };
        let (mut main, mut benign) = (Vec::new(), Vec::new());
        for (at, row) in (0..)
            .zip(report.rows())
            .filter(|(_, row)| filter.lists(row))
        {
            if row.benign.is_some() {
                benign.push(at);
                listed.benign_goroutines += row.count;
            } else {
                main.push(at);
                listed.main_goroutines += row.count;
            }
        }
        sort(&mut main, report, view.sort);
        sort(&mut benign, report, view.sort);
        listed.main = main.into();
        listed.benign = benign.into();
        listed
    }
}

impl Listed {
    /// What is normal, too.
    pub fn all(&self) -> Rc<[u32]> {
        let all = self.main.iter().chain(self.benign.iter());
        all.copied().collect()
    }
}

/// Groups come by count, so sorting is stable on that.
fn sort(groups: &mut [u32], report: &Report, by: Sort) {
    match by {
        Sort::Count => {}
        Sort::Wait => sort_by_key(groups, |group| {
            let wait = report.row(*group).and_then(|row| row.wait_minutes);
            Reverse(wait.map(|wait| wait.max))
        }),
        Sort::Name => sort_by_key(groups, |group| {
            let at = report.title(*group).and_then(|title: &Title| title.at);
            at.map(|at| report.str(at.func))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    fn listed(query: &'static str, sort: Sort) -> Listed {
        let view = GroupsView {
            query: query.into(),
            sort,
            ..GroupsView::default()
        };
        Listed::new(&report(), &view, &|_| None)
    }

    #[test]
    fn orders() {
        assert_eq!(*listed("", Sort::Count).main, [0, 1, 2]);
        assert_eq!(*listed("", Sort::Wait).main, [0, 1, 2]);
        assert_eq!(*listed("", Sort::Name).main, [2, 0, 1]);
    }

    #[test]
    fn counts_what_is_listed() {
        let listed = listed("select", Sort::Count);
        assert_eq!((&*listed.main, listed.main_goroutines), (&[1, 2][..], 598));
        assert!(listed.benign.is_empty());
    }
}
