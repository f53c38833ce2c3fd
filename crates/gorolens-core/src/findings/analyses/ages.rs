//! The age structure of a finding: a drip, or a single event, and how fast it drips.
//!
//! Minutes in a header are copied from the end of the collection before the one that saw the
//! goroutine wait, so they may be up to three too many in a quiet process, and goroutines that the
//! same collection saw first show the same number (see `PROVES_A_MINUTE`). They start anew each time
//! a goroutine wakes, so the waits of workers that are used say nothing about when they were started.

use std::collections::BTreeMap;

use crate::findings::PROVES_A_MINUTE;
use crate::message::{Message, msg};
use crate::model::Goroutine;
use crate::report::{AgeRange, AgeShape, Ages};

/// How many goroutines have waited for how many minutes.
#[derive(Clone, Debug, Default)]
pub(in crate::findings) struct Waits {
    by_minutes: BTreeMap<u32, u64>,
    young: u64,
}

/// Fewer are no distribution.
const ENOUGH: u64 = 5;
/// A shorter span is within what the clock gets wrong.
const SPAN: u32 = 10;
/// No more ranges than a line of a terminal or a small chart can show.
const MOST_RANGES: u32 = 12;
/// Widths of a range in minutes that people can read.
const WIDTHS: [u32; 12] = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440, 10_080];

impl Waits {
    /// Adds `n` goroutines that have waited like this one.
    pub(in crate::findings) fn add(&mut self, goroutine: &Goroutine, n: u64) {
        match goroutine.minutes() {
            Some(minutes) => *self.by_minutes.entry(minutes).or_default() += n,
            None => self.young += n,
        }
    }

    /// The structure; `objects` are what has leaked, for the rate. `None` without goroutines.
    pub(in crate::findings) fn ages(&self, objects: u64) -> Option<Ages> {
        if self.by_minutes.is_empty() && self.young == 0 {
            return None;
        }
        let ranges = self.ranges();
        let shape = self.shape(&ranges);
        let per_hour = (shape == AgeShape::Spread).then(|| self.per_hour(objects));
        let per_hour = per_hour.filter(|&n| n > 0);
        Some(Ages {
            young: self.young,
            shape,
            per_hour,
            notes: self.notes(shape, per_hour),
            ranges,
        })
    }

    fn min(&self) -> u32 {
        self.by_minutes.keys().next().copied().unwrap_or(0)
    }

    fn max(&self) -> u32 {
        self.by_minutes.keys().next_back().copied().unwrap_or(0)
    }

    /// Ranges of equal width that begin at multiples of it.
    fn ranges(&self) -> Vec<AgeRange> {
        if self.by_minutes.is_empty() {
            return Vec::new();
        }
        let (min, max) = (self.min(), self.max());
        let fits = |width: &&u32| max / **width - min / **width < MOST_RANGES;
        let widest = (max - min) / MOST_RANGES + 1;
        let width = WIDTHS.iter().find(fits).copied().unwrap_or(widest);
        let first = min / width;
        (first..=max / width)
            .map(|at| {
                let from = at.saturating_mul(width);
                let to = from.saturating_add(width - 1);
                let n = self.by_minutes.range(from..=to).map(|it| it.1).sum();
                AgeRange { from, to, n }
            })
            .collect()
    }

    fn shape(&self, ranges: &[AgeRange]) -> AgeShape {
        let old: u64 = self.by_minutes.values().sum();
        let span = self.max() - self.min();
        if old == 0 {
            return AgeShape::Young;
        }
        // As far apart as the clock may be wrong, and hardly any that came since.
        if old >= ENOUGH && span < PROVES_A_MINUTE && self.young * 10 <= old {
            return AgeShape::Together;
        }
        let filled = ranges.iter().filter(|it| it.n > 0).count();
        let most = ranges.iter().map(|it| it.n).max().unwrap_or(0);
        let even = filled * 4 >= ranges.len() * 3 && most * 2 <= old;
        match old >= ENOUGH && span >= SPAN && even {
            true => AgeShape::Spread,
            false => AgeShape::Mixed,
        }
    }

    /// Objects per hour: the goroutines that wait came within the span of their waits.
    fn per_hour(&self, objects: u64) -> u64 {
        let old: u64 = self.by_minutes.values().sum();
        let total = old + self.young;
        // Objects with a wait; one object may be several goroutines.
        let old_objects = objects.saturating_mul(old) / total.max(1);
        let span = u64::from(self.max() - self.min()).max(1);
        (old_objects.saturating_mul(60) + span / 2) / span
    }

    fn notes(&self, shape: AgeShape, per_hour: Option<u64>) -> Vec<Message> {
        let (min, max) = (self.min(), self.max());
        let (young, old) = (self.young, self.by_minutes.values().sum::<u64>());
        let what = match shape {
            AgeShape::Young => msg("shared-ages-young").n("n", young),
            AgeShape::Together => msg("shared-ages-together")
                .n("n", old)
                .minutes("oldest", max),
            AgeShape::Spread => msg("shared-ages-spread")
                .n("n", old)
                .n("youngest", min.into())
                .minutes("oldest", max),
            AgeShape::Mixed if min == max => {
                msg("shared-ages-one").n("n", old).minutes("oldest", max)
            }
            AgeShape::Mixed => msg("shared-ages-mixed")
                .n("n", old)
                .n("youngest", min.into())
                .minutes("oldest", max),
        };
        let rate = per_hour.map(|n| msg("shared-ages-rate").n("n", n));
        let newer = (old > 0 && young > 0).then(|| msg("shared-ages-newer").n("n", young));
        let clock = (old > 0).then(|| msg("shared-ages-clock"));
        [Some(what), newer, rate, clock]
            .into_iter()
            .flatten()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// `shape: from-to n, …; rate`.
    fn shown(waits: &[(u32, u64)], young: u64, objects: u64) -> String {
        let by_minutes = waits.iter().copied().collect();
        let ages = Waits { by_minutes, young }.ages(objects).unwrap();
        let mut text = ages.shape.as_str().to_owned();
        for range in &ages.ranges {
            let _ = write!(text, " {}-{}:{}", range.from, range.to, range.n);
        }
        if let Some(n) = ages.per_hour {
            let _ = write!(text, " {n}/h");
        }
        text
    }

    #[test]
    fn a_drip_has_a_rate() {
        let drip: Vec<(u32, u64)> = (2..122).map(|minutes| (minutes, 4)).collect();
        let text = shown(&drip, 8, 244);
        assert!(text.starts_with("spread 0-14:52 15-29:60"), "{text}");
        assert!(text.ends_with(" 121/h"), "{text}");
    }

    #[test]
    fn one_event_is_as_wide_as_the_clock_is_wrong() {
        assert_eq!(
            shown(&[(147, 30), (148, 10)], 0, 40),
            "together 147-147:30 148-148:10"
        );
        assert_eq!(shown(&[(3, 40)], 40, 80), "mixed 3-3:40");
    }

    #[test]
    fn without_minutes_all_are_young() {
        assert_eq!(shown(&[], 7, 7), "young");
        assert!(Waits::default().ages(0).is_none());
    }

    #[test]
    fn two_events_are_no_drip() {
        let text = shown(&[(5, 20), (90, 20)], 0, 40);
        assert!(text.starts_with("mixed "), "{text}");
    }

    #[test]
    fn any_span_has_few_ranges() {
        for max in [1, 11, 12, 100, 5_000, 100_000, 1_000_000, u32::MAX - 1] {
            let waits = Waits {
                by_minutes: [(0, 1), (max, 1)].into(),
                young: 0,
            };
            let ranges = waits.ranges();
            assert!(
                ranges.len() <= 12 && ranges.iter().map(|it| it.n).sum::<u64>() == 2,
                "{max}"
            );
        }
    }
}
