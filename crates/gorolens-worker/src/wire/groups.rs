//! The groups of a report as a table in which every text and every call occurs once, and from which rows are read one
//! by one.
//!
//! Thousands of stacks share a few hundred functions and files, so this is some ten times smaller
//! than the report's own groups, and the page can compare texts by number. A page shows few rows of thousands: what
//! it does not look at yet costs it no time before the verdict is there.

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use crate::report::{Origin, WaitMinutes};

/// All groups of a report, in its order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupTable {
    pub(super) texts: Texts,
    /// Every call that a row names.
    pub(super) sites: Vec<Site>,
    pub(super) rows: Rows,
    /// Indices of the groups, sorted by their ids.
    pub(super) by_id: Vec<u32>,
    /// Whom goroutines of a group descend from, group by group, most goroutines first; empty for
    /// dumps without `GODEBUG=tracebackancestors`.
    pub ancestries: Vec<AncestryRow>,
}

/// Texts, one after another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Texts {
    pub(super) all: String,
    /// Where each ends, in bytes.
    pub(super) ends: Vec<u32>,
}

/// Rows as [`PackedRow`]s, one after another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Rows {
    pub(super) all: Bytes,
    /// Where each ends, in bytes.
    pub(super) ends: Vec<u32>,
}

/// A [`GroupRow`] whose calls are indices into [`GroupTable::sites`].
#[derive(Serialize, Deserialize)]
pub(super) struct PackedRow {
    pub(super) row: GroupRow,
    pub(super) frames: Vec<u32>,
    pub(super) created_by: Option<u32>,
}

impl GroupTable {
    /// How many groups there are.
    pub fn n_groups(&self) -> u32 {
        self.rows.ends.len() as u32
    }

    /// Reads the row of a group; `None` for a group of another table.
    pub fn row(&self, group: u32) -> Option<GroupRow> {
        let bytes = self.rows.all.0.get(range(&self.rows.ends, group)?)?;
        let packed: PackedRow = postcard::from_bytes(bytes).ok()?;
        let site = |at: &u32| self.sites.get(*at as usize).copied();
        Some(GroupRow {
            frames: packed.frames.iter().filter_map(site).collect(),
            created_by: packed.created_by.as_ref().and_then(site),
            ..packed.row
        })
    }

    /// The group with an id.
    pub fn group(&self, id: &str) -> Option<u32> {
        let ids = |group: &u32| self.id(*group).unwrap_or_default().cmp(id);
        let at = self.by_id.binary_search_by(ids).ok()?;
        self.by_id.get(at).copied()
    }

    /// The id of a group: the first thing in its row, so that the rest need not be read.
    fn id(&self, group: u32) -> Option<&str> {
        let bytes = self.rows.all.0.get(range(&self.rows.ends, group)?)?;
        let (id, _) = postcard::take_from_bytes::<TextId>(bytes).ok()?;
        Some(self.text(id))
    }

    /// How many texts there are.
    pub fn n_texts(&self) -> usize {
        self.texts.ends.len()
    }

    /// The text an id names; empty for an id of another table.
    pub fn text(&self, id: TextId) -> &str {
        let text = range(&self.texts.ends, id.0).and_then(|range| self.texts.all.get(range));
        text.unwrap_or_default()
    }
}

/// Where the thing at an index stands, from where each ends.
fn range(ends: &[u32], at: u32) -> Option<std::ops::Range<usize>> {
    let at = at as usize;
    let from = at
        .checked_sub(1)
        .map_or(Some(&0), |before| ends.get(before))?;
    Some(*from as usize..*ends.get(at)? as usize)
}

/// Ancestors that goroutines of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AncestryRow {
    /// Index of the group.
    pub group: u32,
    /// Its goroutines with these ancestors.
    pub count: u64,
    /// The nearest first.
    pub ancestors: Vec<AncestorRow>,
}

/// The stack of a goroutine when it started the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AncestorRow {
    /// Innermost first.
    pub frames: Vec<Site>,
    /// The `go` statement that started it, when the dump shows it.
    pub created_by: Option<Site>,
}

impl AncestryRow {
    /// Rows that a group gets; the rarer ones stay with the worker, in the report.
    pub const MAX_OF_GROUP: usize = 20;
}

/// Names a text of a [`GroupTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextId(pub u32);

/// One group. Fields without a comment mean what they mean in [`Group`](crate::report::Group). It travels in a
/// [`GroupTable`], which knows its calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct GroupRow {
    pub id: TextId,
    pub count: u64,
    pub count_by_dump: Vec<u64>,
    /// State → goroutines, most first.
    pub states: Vec<(TextId, u64)>,
    pub wait_minutes: Option<WaitMinutes>,
    /// Whole minutes → goroutines, shortest first; those without minutes are not in it.
    pub waits: Vec<(u64, u64)>,
    /// Innermost first.
    #[serde(skip)]
    pub frames: Vec<Site>,
    #[serde(skip)]
    pub created_by: Option<Site>,
    /// Key, value, goroutines.
    pub labels: Vec<(TextId, TextId, u64)>,
    /// The first [`GroupRow::MAX_FIRST_IDS`] goroutine ids; more by
    /// [`Request::Ids`](super::Request::Ids).
    pub first_ids: Vec<u64>,
    /// How many ids there are.
    pub n_ids: u64,
    pub benign: Option<TextId>,
    pub locked_to_thread: u64,
    pub leaked: u64,
}

impl GroupRow {
    /// Ids that come with the table.
    pub const MAX_FIRST_IDS: usize = 50;
}

/// A call or a `go` statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Site {
    /// `net/http.(*persistConn).readLoop`.
    pub func: TextId,
    /// Path as printed; empty when there is none.
    pub file: TextId,
    /// One-based; 0 when there is none.
    pub line: u32,
    /// Whose code it is.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::report::{Ancestor, Ancestry, Frame, Group};

    fn group(id: &str, n_goroutines: u64) -> Group {
        let frame = |func: &str| Frame {
            func: func.into(),
            file: "/app/main.go".into(),
            line: 7,
            origin: Origin::Application,
        };
        Group {
            id: id.to_owned(),
            count: n_goroutines,
            states: BTreeMap::from([("chan send".to_owned(), 1), ("select".to_owned(), 2)]),
            wait_minutes: None,
            frames: vec![frame("main.inner"), frame("main.outer")],
            created_by: None,
            labels: BTreeMap::new(),
            goroutine_ids: (1..=n_goroutines).collect(),
            benign: None,
            count_by_dump: vec![n_goroutines],
            ancestries: Vec::new(),
            locked_to_thread: 0,
            leaked: 0,
        }
    }

    #[test]
    fn texts_occur_once_and_states_come_most_first() {
        let table = GroupTable::from([group("a", 3), group("b", 2)].as_slice());
        let (Some(a), Some(b), None) = (table.row(0), table.row(1), table.row(2)) else {
            panic!("two groups give two rows")
        };
        assert_eq!(a.frames, b.frames);
        assert_eq!(a.frames.len(), 2);
        assert_eq!(table.text(a.states[0].0), "select");
        assert_eq!(table.text(b.id), "b");
        assert_eq!(table.n_texts(), 7, "{:?}", table.texts);
        assert_eq!(table.sites.len(), 2);
    }

    #[test]
    fn only_the_first_ids_travel() {
        let table = GroupTable::from([group("a", 200_000)].as_slice());
        let row = table.row(0).expect("a row");
        assert_eq!(row.first_ids.len(), GroupRow::MAX_FIRST_IDS);
        assert_eq!(row.n_ids, 200_000);
    }

    #[test]
    fn groups_are_found_by_their_ids() {
        let groups = ["c", "a", "b"].map(|id| group(id, 1));
        let table = GroupTable::from(groups.as_slice());
        let found = ["a", "b", "c", "d"].map(|id| table.group(id));
        assert_eq!(found, [Some(1), Some(2), Some(0), None]);
    }

    #[test]
    fn the_most_frequent_ancestries_travel_with_their_group() {
        let mut child = group("b", 30);
        let frame = child.frames[0].clone();
        let started = |count| Ancestry {
            count,
            ancestors: vec![Ancestor {
                frames: vec![frame.clone()],
                created_by: None,
            }],
        };
        child.ancestries = (1..=30).rev().map(started).collect();
        let table = GroupTable::from([group("a", 3), child].as_slice());
        assert_eq!(table.ancestries.len(), AncestryRow::MAX_OF_GROUP);
        assert!(table.ancestries.iter().all(|it| it.group == 1));
        assert_eq!(table.ancestries[0].count, 30);
        assert_eq!(
            table.ancestries[0].ancestors[0].frames,
            table.row(0).expect("a row").frames[..1]
        );
    }

    #[test]
    fn survives_the_way_to_the_page() {
        let table = GroupTable::from([group("a", 3)].as_slice());
        let bytes = postcard::to_allocvec(&table).expect("tables are encodable");
        assert_eq!(postcard::from_bytes(&bytes), Ok(table));
    }
}
