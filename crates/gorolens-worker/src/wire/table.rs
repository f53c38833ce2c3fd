//! Groups → [`GroupTable`]: those of an analysis, without a detour through the published report, and those of a
//! report that was opened.

use super::groups::{AncestryRow, GroupRow, GroupTable};
use super::maker::{Call, Forebear, Maker, Seen};
use crate::report;

impl From<&[gorolens_core::Group]> for GroupTable {
    fn from(groups: &[gorolens_core::Group]) -> GroupTable {
        Maker::table(groups.iter().map(Seen::from))
    }
}

impl From<&[report::Group]> for GroupTable {
    fn from(groups: &[report::Group]) -> GroupTable {
        Maker::table(groups.iter().map(Seen::from))
    }
}

impl<'a> From<&'a gorolens_core::Group> for Seen<'a> {
    fn from(group: &'a gorolens_core::Group) -> Seen<'a> {
        let states = group.states.iter().map(|(state, n)| (&**state, *n));
        let waits = group.waits.iter().map(|(wait, n)| (u64::from(*wait), *n));
        let ids = group.goroutine_ids.iter();
        let ancestries = group.ancestries.iter().take(AncestryRow::MAX_OF_GROUP);
        Seen {
            id: group.id.to_string(),
            count: group.count,
            count_by_dump: &group.count_by_dump,
            states: states.collect(),
            wait_minutes: group.wait_minutes.map(report::WaitMinutes::from),
            waits: waits.collect(),
            frames: group.frames.iter().map(Call::from).collect(),
            created_by: group.created_by.as_ref().map(Call::from),
            labels: &group.labels,
            first_ids: ids.take(GroupRow::MAX_FIRST_IDS).collect(),
            n_ids: group.goroutine_ids.len() as u64,
            benign: group.benign,
            locked_to_thread: group.locked_to_thread,
            leaked: group.leaked,
            ancestries: ancestries
                .map(|it| (it.count, it.ancestors.iter().map(Forebear::from).collect()))
                .collect(),
        }
    }
}

impl<'a> From<&'a report::Group> for Seen<'a> {
    fn from(group: &'a report::Group) -> Seen<'a> {
        let states = group.states.iter().map(|(state, n)| (state.as_str(), *n));
        let ids = group.goroutine_ids.iter();
        let ancestries = group.ancestries.iter().take(AncestryRow::MAX_OF_GROUP);
        Seen {
            id: group.id.clone(),
            count: group.count,
            count_by_dump: &group.count_by_dump,
            states: states.collect(),
            wait_minutes: group.wait_minutes,
            // The published report sums them up.
            waits: Vec::new(),
            frames: group.frames.iter().map(Call::from).collect(),
            created_by: group.created_by.as_ref().map(Call::from),
            labels: &group.labels,
            first_ids: ids.take(GroupRow::MAX_FIRST_IDS).copied().collect(),
            n_ids: group.goroutine_ids.len() as u64,
            benign: group.benign.as_deref(),
            locked_to_thread: group.locked_to_thread,
            leaked: group.leaked,
            ancestries: ancestries
                .map(|it| (it.count, it.ancestors.iter().map(Forebear::from).collect()))
                .collect(),
        }
    }
}

/// What is a call, in all the types that have one.
macro_rules! calls {
    ($($call:ty),*) => { $(
        impl<'a> From<&'a $call> for Call<'a> {
            fn from(call: &'a $call) -> Call<'a> {
                Call { func: &call.func, file: &call.file, line: call.line, origin: call.origin.into() }
            }
        }
    )* };
}

/// The same for ancestors.
macro_rules! forebears {
    ($($ancestor:ty),*) => { $(
        impl<'a> From<&'a $ancestor> for Forebear<'a> {
            fn from(ancestor: &'a $ancestor) -> Forebear<'a> {
                Forebear {
                    frames: ancestor.frames.iter().map(Call::from).collect(),
                    created_by: ancestor.created_by.as_ref().map(Call::from),
                }
            }
        }
    )* };
}

calls!(
    gorolens_core::Frame,
    gorolens_core::CreatedBy,
    report::Frame,
    report::CreatedBy
);
forebears!(gorolens_core::Ancestor, report::Ancestor);
