//! Headers that end as one seen before.

use xxhash_rust::xxh3::xxh3_64;

use super::shape::begins;
use crate::model::{FastMap, Flags, Goroutine, Interner, LabelSetId, StateId};
use crate::parse::header;
use crate::parse::scan::Scan;

/// The header of a goroutine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub id: u64,
    pub says: Says,
}

/// What a header says behind the number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Says {
    pub state: StateId,
    pub is_running: bool,
    pub wait_minutes: u32,
    pub flags: Flags,
    pub labels: LabelSetId,
    /// Oldest Go that prints such a header.
    pub minor: u16,
}

/// What was read behind the number, by its text: ` [select, 5 minutes] {tenant: acme}:`.
#[derive(Debug)]
pub(super) struct Heads {
    max_line: usize,
    known: Vec<(Box<[u8]>, Says)>,
    /// Hash of the text → position in `known`.
    by_hash: FastMap<u64, u32>,
    /// Positions of the one asked for last, and of the one before.
    recent: [u32; 2],
}

/// Different endings that are remembered; labels may make every one different.
const MAX_KNOWN: usize = 1 << 14;

impl Heads {
    pub fn new(max_line: usize) -> Self {
        Heads {
            max_line,
            known: Vec::new(),
            by_hash: FastMap::default(),
            recent: [0; 2],
        }
    }

    /// The header at the beginning of `text`, and its length with the line end. `None` when it is
    /// not exactly as Go prints it.
    pub fn read(&mut self, text: &[u8], interner: &mut Interner) -> Option<(Head, usize)> {
        let mut scan = Scan::new(text);
        if !scan.eat(b"goroutine ") {
            return None;
        }
        let id = scan.number().filter(|&id| id > 0)?;
        let has_thread = thread(&mut scan)?;
        let ending = scan.rest();
        let (len, says) = match self.recent(ending) {
            Some(found) => found,
            None => {
                let len = memchr::memchr(b'\n', ending)? + 1;
                (len, self.look_up(&ending[..len], interner)?)
            }
        };
        let minor = if has_thread {
            says.minor.max(22)
        } else {
            says.minor
        };
        let says = Says { minor, ..says };
        let len = text.len() - ending.len() + len;
        (len <= self.max_line).then_some((Head { id, says }, len))
    }

    /// What the text begins with, if that is one of the last two endings; and its length.
    fn recent(&mut self, text: &[u8]) -> Option<(usize, Says)> {
        let [first, second] = self.recent;
        if let Some((ending, says)) = self.known.get(first as usize)
            && begins(text, ending)
        {
            return Some((ending.len(), *says));
        }
        let (ending, says) = self.known.get(second as usize)?;
        if !begins(text, ending) {
            return None;
        }
        self.recent = [second, first];
        Some((ending.len(), *says))
    }

    fn look_up(&mut self, ending: &[u8], interner: &mut Interner) -> Option<Says> {
        let hash = xxh3_64(ending);
        let known = self.by_hash.get(&hash).copied();
        let at = match known.filter(|&at| *self.known[at as usize].0 == *ending) {
            Some(at) => at,
            None => {
                let says = says(ending, interner)?;
                if known.is_some() || self.known.len() >= MAX_KNOWN {
                    return Some(says);
                }
                let at = self.known.len() as u32;
                self.known.push((ending.into(), says));
                self.by_hash.insert(hash, at);
                at
            }
        };
        self.recent = [at, self.recent[0]];
        Some(self.known[at as usize].1)
    }
}

/// Reads ` gp=0xc000006c40 m=nil` or ` gp=0x98a300 m=0 mp=0x98b2a0`, if it comes; whether it did.
/// `None` when it is something else.
fn thread(scan: &mut Scan<'_>) -> Option<bool> {
    if !scan.eat(b" gp=0x") {
        return Some(false);
    }
    scan.hex_digits()?;
    if !scan.eat(b" m=") {
        return None;
    }
    if !scan.eat(b"nil") {
        scan.digits()?;
        if !scan.eat(b" mp=0x") {
            return None;
        }
        scan.hex_digits()?;
    }
    scan.rest().starts_with(b" [").then_some(true)
}

/// What a header says that ends so, when that is as Go prints it. The number makes no difference.
fn says(ending: &[u8], interner: &mut Interner) -> Option<Says> {
    let line = [b"goroutine 1", ending.strip_suffix(b"\n")?].concat();
    let header = header::parse(&line).filter(|header| header.whole && header.trailing == 0)?;
    if !super::is_clean_line(&line) {
        return None;
    }
    Some(Says {
        state: interner.state(header.state),
        is_running: header.state == b"running",
        wait_minutes: header.minutes.unwrap_or(Goroutine::NO_MINUTES),
        flags: header.flags,
        labels: interner.labels(header.labels),
        minor: header.min_minor,
    })
}
