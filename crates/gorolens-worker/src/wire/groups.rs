//! The groups of a report as a table in which every text occurs once.
//!
//! Thousands of stacks share a few hundred functions and files, so this is some ten times smaller
//! than the report's own groups, and the page can compare texts by number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use gorolens_core::order::sort_by_key;
use serde::{Deserialize, Serialize};

use crate::report::{Ancestor, CreatedBy, Frame, Group, Origin, WaitMinutes};

/// All groups of a report, in its order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupTable {
    /// Every text that a row names.
    pub texts: Vec<String>,
    /// The groups.
    pub rows: Vec<GroupRow>,
    /// Whom goroutines of a group descend from, group by group, most goroutines first; empty for
    /// dumps without `GODEBUG=tracebackancestors`.
    pub ancestries: Vec<AncestryRow>,
}

/// Ancestors that goroutines of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AncestryRow {
    /// Index of the group in [`GroupTable::rows`].
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

/// Names a text: an index into [`GroupTable::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextId(pub u32);

/// One group. Fields without a comment mean what they mean in [`Group`].
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
    pub frames: Vec<Site>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl GroupTable {
    /// The text an id names; empty for an id of another table.
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", String::as_str)
    }
}

impl From<&[Group]> for GroupTable {
    fn from(groups: &[Group]) -> GroupTable {
        let mut texts = Texts::default();
        let rows = groups.iter().map(|group| row(group, &mut texts)).collect();
        let ancestries = (0..).zip(groups);
        let ancestries = ancestries.flat_map(|(at, group)| ancestries_of(at, group, &mut texts));
        GroupTable {
            rows,
            ancestries: ancestries.collect(),
            texts: texts.list,
        }
    }
}

fn row<'a>(group: &'a Group, texts: &mut Texts<'a>) -> GroupRow {
    let first_ids = group.goroutine_ids.iter().take(GroupRow::MAX_FIRST_IDS);
    GroupRow {
        id: texts.id(&group.id),
        count: group.count,
        count_by_dump: group.count_by_dump.clone(),
        states: states(group, texts),
        wait_minutes: group.wait_minutes,
        waits: Vec::new(),
        frames: group.frames.iter().map(|at| site(at, texts)).collect(),
        created_by: group.created_by.as_ref().map(|by| creator(by, texts)),
        labels: labels(group, texts),
        first_ids: first_ids.copied().collect(),
        n_ids: group.goroutine_ids.len() as u64,
        benign: group.benign.as_deref().map(|rule| texts.id(rule)),
        locked_to_thread: group.locked_to_thread,
        leaked: group.leaked,
    }
}

fn ancestries_of<'a>(at: u32, group: &'a Group, texts: &mut Texts<'a>) -> Vec<AncestryRow> {
    let mut ancestor = |it: &'a Ancestor| AncestorRow {
        frames: it.frames.iter().map(|at| site(at, texts)).collect(),
        created_by: it.created_by.as_ref().map(|by| creator(by, texts)),
    };
    let most = group.ancestries.iter().take(AncestryRow::MAX_OF_GROUP);
    most.map(|it| AncestryRow {
        group: at,
        count: it.count,
        ancestors: it.ancestors.iter().map(&mut ancestor).collect(),
    })
    .collect()
}

fn creator<'a>(by: &'a CreatedBy, texts: &mut Texts<'a>) -> Site {
    Site {
        func: texts.shared(&by.func),
        file: texts.shared(&by.file),
        line: by.line,
        origin: by.origin,
    }
}

fn site<'a>(frame: &'a Frame, texts: &mut Texts<'a>) -> Site {
    Site {
        func: texts.shared(&frame.func),
        file: texts.shared(&frame.file),
        line: frame.line,
        origin: frame.origin,
    }
}

fn states<'a>(group: &'a Group, texts: &mut Texts<'a>) -> Vec<(TextId, u64)> {
    let mut states: Vec<_> = group.states.iter().collect();
    sort_by_key(&mut states, |(_, count)| std::cmp::Reverse(**count));
    let by_id = states
        .into_iter()
        .map(|(state, count)| (texts.id(state), *count));
    by_id.collect()
}

fn labels<'a>(group: &'a Group, texts: &mut Texts<'a>) -> Vec<(TextId, TextId, u64)> {
    let mut labels = Vec::new();
    for (key, values) in &group.labels {
        for (value, count) in values {
            labels.push((texts.id(key), texts.id(value), *count));
        }
    }
    labels
}

/// Gives every distinct text a number, in order of first use.
#[derive(Default)]
struct Texts<'a> {
    list: Vec<String>,
    ids: HashMap<&'a str, TextId>,
    /// By address: stacks share the texts of their frames, and there may be a million frames.
    shared: HashMap<usize, TextId, BuildHasherDefault<AddressHasher>>,
}

/// An address as its own hash. The highest bits, which the map looks at first, get the lower ones' differences.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(byte.into());
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl<'a> Texts<'a> {
    fn shared(&mut self, text: &'a Arc<str>) -> TextId {
        let address = text.as_ptr() as usize;
        if let Some(id) = self.shared.get(&address) {
            return *id;
        }
        let id = self.id(text);
        self.shared.insert(address, id);
        id
    }

    fn id(&mut self, text: &'a str) -> TextId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = TextId(self.list.len() as u32);
        self.list.push(text.to_owned());
        self.ids.insert(text, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::report::Ancestry;

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
        let [a, b] = table.rows.as_slice() else {
            panic!("two groups give two rows")
        };
        assert_eq!(a.frames, b.frames);
        assert_eq!(table.text(a.states[0].0), "select");
        assert_eq!(table.text(b.id), "b");
        assert_eq!(table.texts.len(), 7, "{:?}", table.texts);
    }

    #[test]
    fn only_the_first_ids_travel() {
        let table = GroupTable::from([group("a", 200_000)].as_slice());
        assert_eq!(table.rows[0].first_ids.len(), GroupRow::MAX_FIRST_IDS);
        assert_eq!(table.rows[0].n_ids, 200_000);
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
            table.rows[0].frames[..1]
        );
    }

    #[test]
    fn survives_the_way_to_the_page() {
        let table = GroupTable::from([group("a", 3)].as_slice());
        let bytes = postcard::to_allocvec(&table).expect("tables are encodable");
        assert_eq!(postcard::from_bytes(&bytes), Ok(table));
    }
}
