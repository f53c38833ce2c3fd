//! For how long goroutines have waited, as columns of equal width.

use crate::state::Report;

/// Columns at most: on a telephone, each is still wide enough for a finger.
const MAX_BINS: u64 = 12;

/// Widths of a column in minutes that people count in.
const WIDTHS: [u64; 14] = [
    1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 10_080,
];

/// The columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Goroutines whose header shows no minutes: they wait for less than one, or run, or no
    /// collection has seen them wait.
    pub unknown: u64,
    /// Without gaps, shortest waits first.
    pub bins: Vec<Bin>,
}

/// Goroutines that have waited for `from` to `to` minutes, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Shortest wait.
    pub from: u64,
    /// Longest wait.
    pub to: u64,
    /// Goroutines.
    pub count: u64,
}

impl Histogram {
    /// The waits of some groups.
    pub fn of(report: &Report, groups: &[u32]) -> Histogram {
        let rows = || groups.iter().filter_map(|group| report.row(*group));
        let all: u64 = rows().map(|row| row.count).sum();
        let waits = || rows().flat_map(|row| row.waits.iter().copied());
        let known: u64 = waits().map(|(_, count)| count).sum();
        let mut histogram = Histogram {
            unknown: all.saturating_sub(known),
            bins: Vec::new(),
        };
        let Some(longest) = waits().map(|(minutes, _)| minutes).max() else {
            return histogram;
        };
        let width = width(longest);
        histogram.bins = (0..=longest / width)
            .map(|at| Bin {
                from: at * width,
                to: (at + 1) * width - 1,
                count: 0,
            })
            .collect();
        for (minutes, count) in waits() {
            histogram.bins[(minutes / width) as usize].count += count;
        }
        histogram
    }

    /// The highest column, that of unknown waits included.
    pub fn highest(&self) -> u64 {
        let highest = self.bins.iter().map(|bin| bin.count).max();
        highest.unwrap_or(0).max(self.unknown)
    }
}

/// The narrowest of the usual widths that leaves few columns.
fn width(longest: u64) -> u64 {
    let fits = |width: &u64| longest / width < MAX_BINS;
    let usual = WIDTHS.into_iter().find(fits);
    usual.unwrap_or_else(|| longest.div_ceil(MAX_BINS - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    fn with_waits(waits: &[(u64, u64)]) -> Report {
        report().with_rows(|rows| rows[2].waits = waits.to_vec())
    }

    #[test]
    fn columns_are_as_wide_as_people_count() {
        let report = with_waits(&[(3, 1), (4, 2), (147, 1)]);
        let histogram = Histogram::of(&report, &[2]);
        assert_eq!(histogram.unknown, 4);
        assert_eq!(histogram.bins.len(), 10);
        let first = Bin {
            from: 0,
            to: 14,
            count: 3,
        };
        assert_eq!(histogram.bins[0], first);
        assert_eq!(histogram.bins[9].to, 149);
        assert_eq!(histogram.highest(), 4);
    }

    #[test]
    fn years_are_few_columns_and_nothing_is_none() {
        let report = with_waits(&[(u64::from(u32::MAX), 1)]);
        assert!(Histogram::of(&report, &[2]).bins.len() as u64 <= MAX_BINS);
        assert_eq!(Histogram::of(&report, &[]), Histogram::default());
        assert!(Histogram::of(&report, &[0]).bins.is_empty());
    }
}
