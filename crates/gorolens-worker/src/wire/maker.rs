//! Makes a [`GroupTable`], row by row.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use gorolens_core::order::{sort_by, sort_by_key};

use super::bytes::Bytes;
use super::groups::{
    AncestorRow, AncestryRow, GroupRow, GroupTable, PackedRow, Rows, Site, TextId, Texts,
};
use crate::report::{Origin, WaitMinutes};

/// A group as the table is made of it. Fields mean what they mean in [`GroupRow`].
pub(super) struct Seen<'a> {
    pub(super) id: String,
    pub(super) count: u64,
    pub(super) count_by_dump: &'a [u64],
    /// In any order.
    pub(super) states: Vec<(&'a str, u64)>,
    pub(super) wait_minutes: Option<WaitMinutes>,
    pub(super) waits: Vec<(u64, u64)>,
    pub(super) frames: Vec<Call<'a>>,
    pub(super) created_by: Option<Call<'a>>,
    pub(super) labels: &'a BTreeMap<String, BTreeMap<String, u64>>,
    pub(super) first_ids: Vec<u64>,
    pub(super) n_ids: u64,
    pub(super) benign: Option<&'a str>,
    pub(super) locked_to_thread: u64,
    pub(super) leaked: u64,
    /// How many goroutines have which ancestors.
    pub(super) ancestries: Vec<(u64, Vec<Forebear<'a>>)>,
}

/// A call or a `go` statement.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) func: &'a Arc<str>,
    pub(super) file: &'a Arc<str>,
    pub(super) line: u32,
    pub(super) origin: Origin,
}

/// An ancestor of a goroutine.
pub(super) struct Forebear<'a> {
    pub(super) frames: Vec<Call<'a>>,
    pub(super) created_by: Option<Call<'a>>,
}

/// The table so far, and what is in it already.
#[derive(Default)]
pub(super) struct Maker<'a> {
    table: GroupTable,
    texts: HashMap<&'a str, TextId>,
    /// By address: stacks share the texts of their calls, and there may be a million calls.
    shared: HashMap<(usize, usize, u32), u32, BuildHasherDefault<AddressHasher>>,
    /// The same where equal texts have several addresses.
    sites: HashMap<Site, u32>,
}

impl<'a> Maker<'a> {
    /// The table of some groups, in their order.
    pub(super) fn table(groups: impl Iterator<Item = Seen<'a>>) -> GroupTable {
        let (mut maker, mut by_id) = (Maker::default(), Vec::new());
        for (at, mut group) in (0..).zip(groups) {
            for (count, ancestors) in std::mem::take(&mut group.ancestries) {
                let row = maker.ancestry(at, count, &ancestors);
                maker.table.ancestries.push(row);
            }
            let packed = maker.packed(&group);
            maker.table.rows.push(&packed);
            by_id.push((group.id, at));
        }
        sort_by(&mut by_id, |a: &(String, u32), b| a.cmp(b));
        maker.table.by_id = by_id.into_iter().map(|(_, group)| group).collect();
        maker.table
    }

    fn packed(&mut self, group: &Seen<'a>) -> PackedRow {
        let frames = group.frames.iter().map(|call| self.site(call));
        let frames = frames.collect();
        let created_by = group.created_by.as_ref().map(|call| self.site(call));
        let states = group.states.iter().map(|&(state, n)| (self.text(state), n));
        let mut states: Vec<_> = states.collect();
        sort_by_key(&mut states, |(_, n)| Reverse(*n));
        let row = GroupRow {
            // No other group has it.
            id: self.table.texts.push(&group.id),
            count: group.count,
            count_by_dump: group.count_by_dump.to_vec(),
            states,
            wait_minutes: group.wait_minutes,
            waits: group.waits.clone(),
            frames: Vec::new(),
            created_by: None,
            labels: self.labels(group.labels),
            first_ids: group.first_ids.clone(),
            n_ids: group.n_ids,
            benign: group.benign.map(|rule| self.text(rule)),
            locked_to_thread: group.locked_to_thread,
            leaked: group.leaked,
        };
        PackedRow {
            row,
            frames,
            created_by,
        }
    }

    fn labels(
        &mut self,
        labels: &'a BTreeMap<String, BTreeMap<String, u64>>,
    ) -> Vec<(TextId, TextId, u64)> {
        let labels = labels.iter();
        let each = labels.flat_map(|(key, values)| values.iter().map(move |it| (key, it)));
        each.map(|(key, (value, n))| (self.text(key), self.text(value), *n))
            .collect()
    }

    fn ancestry(&mut self, group: u32, count: u64, ancestors: &[Forebear<'a>]) -> AncestryRow {
        let ancestors = ancestors.iter().map(|it| AncestorRow {
            frames: it.frames.iter().map(|call| self.call(call)).collect(),
            created_by: it.created_by.as_ref().map(|call| self.call(call)),
        });
        AncestryRow {
            group,
            count,
            ancestors: ancestors.collect(),
        }
    }

    /// The number of a call.
    fn site(&mut self, call: &Call<'a>) -> u32 {
        let address = |text: &Arc<str>| text.as_ptr() as usize;
        let place = (address(call.func), address(call.file), call.line);
        if let Some(site) = self.shared.get(&place) {
            return *site;
        }
        let site = self.call(call);
        let next = self.table.sites.len() as u32;
        let known = *self.sites.entry(site).or_insert(next);
        if known == next {
            self.table.sites.push(site);
        }
        self.shared.insert(place, known);
        known
    }

    fn call(&mut self, call: &Call<'a>) -> Site {
        Site {
            func: self.text(call.func),
            file: self.text(call.file),
            line: call.line,
            origin: call.origin,
        }
    }

    /// The number of a text.
    fn text(&mut self, text: &'a str) -> TextId {
        if let Some(id) = self.texts.get(text) {
            return *id;
        }
        let id = self.table.texts.push(text);
        self.texts.insert(text, id);
        id
    }
}

impl GroupTable {
    /// Adds a text that rows can name.
    pub fn add_text(&mut self, text: &str) -> TextId {
        self.texts.push(text)
    }
}

impl Texts {
    fn push(&mut self, text: &str) -> TextId {
        let id = TextId(self.ends.len() as u32);
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
        id
    }
}

impl Rows {
    fn push(&mut self, row: &PackedRow) {
        let all = std::mem::take(&mut self.all.0);
        // Nothing in a row is of a kind that cannot be written.
        self.all = Bytes(postcard::to_extend(row, all).unwrap_or_default());
        self.ends.push(self.all.0.len() as u32);
    }
}

/// Addresses as their own hash. The highest bits, which the map looks at first, get the lower ones' differences.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(byte.into());
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_usize(number as usize);
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0.rotate_left(5) ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
