//! What an analysis found, as it stays with the worker; answers what the page asks about it.

use std::collections::HashMap;

use gorolens_core::Kept;
use gorolens_core::model::{Dump, Goroutine, GroupId};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::codec;
use crate::report::{Finding, Lang, Report};
use crate::wire::{GoroutineKey, Member, Outcome, Source};

/// A report in no language yet, the goroutines it sums up, and the inputs they stand in.
pub(crate) struct Found {
    kept: Kept,
    sources: Vec<Source>,
    /// Stack → index of its group.
    groups: Vec<u32>,
    pub lang: Lang,
}

/// Where the text of a goroutine is.
pub(crate) struct Place {
    pub source: Source,
    /// Offset of its header, of what follows it, in bytes.
    pub from: u64,
    pub to: u64,
    pub id: u64,
    /// The functions of its stack, innermost first.
    pub funcs: Vec<String>,
}

impl Found {
    pub fn new(kept: Kept, sources: Vec<Source>, lang: Lang) -> Found {
        let groups = (0..).zip(&kept.report.groups);
        let by_id: HashMap<GroupId, u32> = groups.map(|(at, group)| (group.id, at)).collect();
        let stacks = kept.tables.stacks();
        let groups = stacks.map(|(_, stack)| by_id.get(&stack.id).copied().unwrap_or(u32::MAX));
        Found {
            groups: groups.collect(),
            kept,
            sources,
            lang,
        }
    }

    pub fn outcome(&self) -> Outcome {
        Outcome::of(&self.kept.report, self.lang)
    }

    pub fn findings(&self) -> Vec<Finding> {
        Report::without_groups(&self.kept.report, self.lang).findings
    }

    /// The report in the language of the page.
    fn report(&self) -> Report {
        Report::localized(&self.kept.report, self.lang)
    }

    /// The same for the writer.
    pub fn packed(&self) -> Result<Blob, JsValue> {
        codec::pack(&self.report())
    }

    /// The ids of a group.
    pub fn ids(&self, group: u32, from: u32, limit: u32) -> Vec<u64> {
        let Some(group) = self.kept.report.groups.get(group as usize) else {
            return Vec::new();
        };
        let ids = group.goroutine_ids.iter();
        ids.skip(from as usize).take(limit as usize).collect()
    }

    /// Some goroutines of some groups, and how many there are.
    pub fn members(&self, groups: &[u32], from: u64, limit: u32) -> (Vec<Member>, u64) {
        let mut asked = vec![false; self.kept.report.groups.len()];
        for &group in groups {
            if let Some(is_asked) = asked.get_mut(group as usize) {
                *is_asked = true;
            }
        }
        let is_asked = |it: &Goroutine| asked.get(self.group_of(it) as usize) == Some(&true);
        let (mut members, mut total) = (Vec::new(), 0);
        for (key, goroutine) in self.goroutines(&is_asked) {
            if total >= from && members.len() < limit as usize {
                members.push(self.member(key, &goroutine));
            }
            total += 1;
        }
        (members, total)
    }

    /// The goroutine with an id in a dump.
    pub fn by_id(&self, dump: u32, id: u64) -> Option<Member> {
        let mut same = self.goroutines_of(dump, |it| id != 0 && it.id == id);
        let (key, goroutine) = same.next()?;
        Some(self.member(key, &goroutine))
    }

    /// The first goroutines that the one with an id started, and how many it started.
    pub fn started(&self, dump: u32, id: u64, limit: u32) -> (Vec<Member>, u64) {
        let mut n_started = 0;
        let mut members = Vec::new();
        for (key, goroutine) in self.goroutines_of(dump, |it| id != 0 && it.creator_id == id) {
            if members.len() < limit as usize {
                members.push(self.member(key, &goroutine));
            }
            n_started += 1;
        }
        (members, n_started)
    }

    /// Where the text of a goroutine is; `None` when it has none.
    pub fn place(&self, key: GoroutineKey) -> Option<Place> {
        let dump = self.dump(key.dump)?;
        let goroutine = dump.goroutines.get(key.at as usize)?;
        if dump.format.is_profile() {
            return None;
        }
        let source = self.sources.get(dump.input)?.clone();
        let stack = self.kept.tables.stack(goroutine.stack);
        Some(Place {
            from: goroutine.offset,
            to: self.next_offset(dump, goroutine.offset, source.blob.size() as u64),
            id: goroutine.id,
            funcs: stack.frames.iter().map(|it| it.func.to_string()).collect(),
            source,
        })
    }

    /// Where the next goroutine of the same input begins.
    fn next_offset(&self, dump: &Dump, offset: u64, end: u64) -> u64 {
        let dumps = self.kept.dumps.iter().filter(|it| it.input == dump.input);
        let offsets = dumps.flat_map(|dump| dump.goroutines.iter().map(|it| it.offset));
        offsets.filter(|&it| it > offset).min().unwrap_or(end)
    }

    fn dump(&self, dump: u32) -> Option<&Dump> {
        self.kept.dumps.get(dump as usize)
    }

    fn group_of(&self, goroutine: &Goroutine) -> u32 {
        let group = self.groups.get(goroutine.stack.index());
        group.copied().unwrap_or(u32::MAX)
    }

    fn goroutines<'a>(
        &'a self,
        wanted: &'a impl Fn(&Goroutine) -> bool,
    ) -> impl Iterator<Item = (GoroutineKey, Goroutine)> {
        let dumps = 0..self.kept.dumps.len() as u32;
        dumps.flat_map(move |dump| self.goroutines_of(dump, wanted))
    }

    fn goroutines_of(
        &self,
        dump: u32,
        wanted: impl Fn(&Goroutine) -> bool,
    ) -> impl Iterator<Item = (GoroutineKey, Goroutine)> {
        let dumps = self.dump(dump).into_iter();
        let keyed = (0..).zip(dumps.flat_map(|dump| dump.goroutines.iter()));
        keyed
            .filter(move |(_, goroutine)| wanted(goroutine))
            .map(move |(at, goroutine)| (GoroutineKey { dump, at }, goroutine))
    }

    fn member(&self, key: GoroutineKey, goroutine: &Goroutine) -> Member {
        let tables = &self.kept.tables;
        let labels = tables.labels(goroutine.labels).iter();
        Member {
            key,
            id: goroutine.id,
            group: self.group_of(goroutine),
            state: tables.state(goroutine.state).to_owned(),
            wait_minutes: goroutine.minutes(),
            creator_id: (goroutine.creator_id != 0).then_some(goroutine.creator_id),
            labels: labels
                .map(|(k, v)| (k.to_string(), v.to_string()))
                .collect(),
            count: goroutine.count,
            offset: goroutine.offset,
            locked_to_thread: goroutine.flags.locked,
            cut: goroutine.flags.cut,
        }
    }
}
