//! Who started the goroutines: `go` statements, and what each of them started.

use std::cmp::Reverse;
use std::collections::HashMap;

use gorolens_worker::order::sort_by_key;
use gorolens_worker::wire::{GroupRow, Site, TextId};

use crate::state::Report;

/// A `go` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Starter {
    /// Where it stands; none when the dump does not say.
    pub site: Option<Site>,
    /// Goroutines it started that are still there.
    pub count: u64,
    /// What it started, most first.
    pub started: Vec<Started>,
}

/// The function of a `go` statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Started {
    /// Its outermost call.
    pub site: Option<Site>,
    /// Goroutines.
    pub count: u64,
    /// Groups.
    pub n_groups: usize,
}

/// The `go` statements of some groups, those with most goroutines first, ties by appearance.
pub fn starters(report: &Report, groups: &[u32]) -> Vec<Starter> {
    let mut starters: Vec<Starter> = Vec::new();
    let mut places: HashMap<Option<(TextId, TextId, u32)>, usize> = HashMap::new();
    for row in groups.iter().filter_map(|group| report.row(*group)) {
        let key = row.created_by.map(|site| (site.func, site.file, site.line));
        let place = *places.entry(key).or_insert(starters.len());
        if place == starters.len() {
            starters.push(Starter {
                site: row.created_by,
                count: 0,
                started: Vec::new(),
            });
        }
        let starter = &mut starters[place];
        starter.count += row.count;
        starter.add(root(row, report), row.count);
    }
    sort_by_key(&mut starters, |it| Reverse(it.count));
    for starter in &mut starters {
        sort_by_key(&mut starter.started, |it| Reverse(it.count));
    }
    starters
}

impl Starter {
    fn add(&mut self, site: Option<Site>, count: u64) {
        let func = |site: Option<Site>| site.map(|it| it.func);
        let known = self
            .started
            .iter_mut()
            .find(|it| func(it.site) == func(site));
        match known {
            Some(started) => {
                started.count += count;
                started.n_groups += 1;
            }
            None => self.started.push(Started {
                site,
                count,
                n_groups: 1,
            }),
        }
    }
}

/// The outermost call that is not the runtime's own.
fn root(row: &GroupRow, report: &Report) -> Option<Site> {
    let mut outer = row.frames.iter().rev();
    outer
        .find(|site| report.str(site.func) != "runtime.goexit")
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    #[test]
    fn goroutines_are_counted_by_the_statement_that_started_them() {
        let report = report();
        let starters = starters(&report, &[0, 1, 2]);
        let told: Vec<_> = starters
            .iter()
            .map(|it| {
                let func = it.site.map_or("", |site| report.str(site.func));
                (func, it.count, it.started.len())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("net/http.(*Transport).dialConn", 1190, 2),
                ("main.main", 8, 1)
            ]
        );
        assert_eq!(starters[0].started[0].count, 600);
    }
}
