//! What the page knows of single goroutines: the worker keeps them and tells about some.

use std::rc::Rc;

use gorolens_worker::wire::{GoroutineKey, Member, Raw};

use crate::few::Few;

/// What was asked about goroutines of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goroutines {
    /// The page that is shown of a group.
    pub pages: Few<u32, Rc<MembersPage>>,
    /// Texts by goroutine.
    pub raws: Few<GoroutineKey, Rc<Raw>>,
    /// The goroutine that was looked for last.
    pub found: Option<Rc<FoundGoroutine>>,
}

/// Some goroutines of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct MembersPage {
    /// Zero-based place of the first among all goroutines of the group.
    pub from: u64,
    /// How many there are in all.
    pub total: u64,
    /// The goroutines, in order of input.
    pub members: Vec<Member>,
}

/// The answer to the question for a goroutine.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundGoroutine {
    /// Index of the dump.
    pub dump: u32,
    /// Its number.
    pub id: u64,
    /// None when the dump does not have it.
    pub member: Option<Member>,
    /// The first of those that it started.
    pub started: Vec<Member>,
    /// How many it started.
    pub n_started: u64,
}

/// What the worker told.
#[derive(Clone, Debug)]
pub enum Told {
    /// A page of the goroutines of exact groups.
    Members(Vec<u32>, MembersPage),
    /// A goroutine that was looked for.
    Found(FoundGoroutine),
    /// A text.
    Raw(GoroutineKey, Raw),
}

impl Goroutines {
    /// Texts that are kept: a few pages of goroutines, and the one that is read.
    const MAX_RAWS: usize = 200;

    /// Takes over what the worker told; `group_of` finds the group that consists of exact ones.
    pub(super) fn hear(&mut self, told: Told, group_of: impl Fn(&[u32]) -> Option<u32>) {
        match told {
            Told::Members(groups, page) => {
                if let Some(group) = group_of(&groups) {
                    self.pages.insert(group, Rc::new(page));
                }
            }
            Told::Found(found) => self.found = Some(Rc::new(found)),
            Told::Raw(key, raw) => {
                if self.raws.len() >= Goroutines::MAX_RAWS {
                    self.raws.clear();
                }
                self.raws.insert(key, Rc::new(raw));
            }
        }
    }
}
