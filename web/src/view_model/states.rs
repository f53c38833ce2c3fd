//! What the goroutines of a report wait for, in total, and for how long.

use gorolens_worker::order::sort_by;
use yew::AttrValue;

use crate::few::Few;
use crate::state::Report;

/// One state and its goroutines.
#[derive(Clone, Debug, PartialEq)]
pub struct StateTotal {
    /// `IO wait`; empty for the sum of the rest.
    pub state: AttrValue,
    /// How many.
    pub count: u64,
}

/// The commonest states, most first; beyond `max` they are summed up.
pub fn state_totals(report: &Report, groups: &[u32], max: usize) -> Vec<StateTotal> {
    let mut totals = Few::default();
    for row in groups.iter().filter_map(|group| report.row(*group)) {
        for (state, count) in &row.states {
            totals.add(*state, *count);
        }
    }
    let mut totals: Vec<StateTotal> = totals
        .iter()
        .map(|(state, count)| StateTotal {
            state: report.text(*state),
            count: *count,
        })
        .collect();
    sort_by(&mut totals, |a, b| {
        b.count.cmp(&a.count).then_with(|| a.state.cmp(&b.state))
    });
    if totals.len() > max {
        let rest = totals.split_off(max - 1);
        totals.push(StateTotal {
            state: AttrValue::Static(""),
            count: rest.iter().map(|total| total.count).sum(),
        });
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    #[test]
    fn commonest_first_and_the_rest_summed_up() {
        let totals = |max| -> Vec<(String, u64)> {
            let totals = state_totals(&report(), &[0, 1, 2], max).into_iter();
            totals
                .map(|total| (total.state.to_string(), total.count))
                .collect()
        };
        assert_eq!(
            totals(6),
            [("IO wait".to_owned(), 600), ("select".to_owned(), 598)]
        );
        assert_eq!(totals(1), [(String::new(), 1198)]);
    }
}
