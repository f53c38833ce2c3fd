//! Headers that end as one seen before.

use xxhash_rust::xxh3::xxh3_64;

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
    known: Vec<Ending>,
    /// Hash of the text → position in `known`.
    by_hash: FastMap<u64, u32>,
    /// [`slot`] → position of the one that was there lately, if it is short.
    recent: Box<[u32; SLOTS]>,
}

#[derive(Debug)]
struct Ending {
    text: Box<[u8]>,
    /// Its text when it is short, and then zeros.
    short: [u64; SHORT / 8],
    /// Ones where `short` has text.
    mask: [u64; SHORT / 8],
    says: Says,
}

/// Bytes that a short ending has at most.
const SHORT: usize = 48;
/// Short endings that are found at once.
const SLOTS: usize = 1 << 8;

/// Different endings that are remembered; labels may make every one different.
const MAX_KNOWN: usize = 1 << 14;

impl Heads {
    pub fn new(max_line: usize) -> Self {
        Heads {
            max_line,
            known: Vec::new(),
            by_hash: FastMap::default(),
            recent: Box::new([u32::MAX; SLOTS]),
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
        let (len, says) = match self.recent(scan.rest()) {
            Some(found) => found,
            None => {
                let has_thread = thread(&mut scan)?;
                let (len, says) = self.look_up(scan.rest(), interner)?;
                let minor = if has_thread {
                    says.minor.max(22)
                } else {
                    says.minor
                };
                (len, Says { minor, ..says })
            }
        };
        let len = text.len() - scan.rest().len() + len;
        (len <= self.max_line).then_some((Head { id, says }, len))
    }

    /// What the text begins with, if that is a short ending seen lately; and its length.
    fn recent(&self, text: &[u8]) -> Option<(usize, Says)> {
        let text = text.first_chunk()?;
        let ending = self.known.get(self.recent[slot(text)] as usize)?;
        let mut odd = 0;
        for (at, word) in words(text).into_iter().enumerate() {
            odd |= (word ^ ending.short[at]) & ending.mask[at];
        }
        (odd == 0).then_some((ending.text.len(), ending.says))
    }

    fn look_up(&mut self, text: &[u8], interner: &mut Interner) -> Option<(usize, Says)> {
        let len = memchr::memchr(b'\n', text)? + 1;
        let ending = &text[..len];
        let hash = xxh3_64(ending);
        let known = self.by_hash.get(&hash).copied();
        let at = match known.filter(|&at| *self.known[at as usize].text == *ending) {
            Some(at) => at,
            None => {
                let says = says(ending, interner)?;
                if known.is_some() || self.known.len() >= MAX_KNOWN {
                    return Some((len, says));
                }
                let at = self.known.len() as u32;
                self.known.push(Ending::new(ending, says));
                self.by_hash.insert(hash, at);
                at
            }
        };
        if let Some(text) = text.first_chunk().filter(|_| len <= SHORT) {
            self.recent[slot(text)] = at;
        }
        Some((len, self.known[at as usize].says))
    }
}

impl Ending {
    fn new(text: &[u8], says: Says) -> Self {
        let (mut short, mut mask) = ([0; SHORT], [0; SHORT]);
        if text.len() <= SHORT {
            short[..text.len()].copy_from_slice(text);
            mask[..text.len()].fill(0xff);
        }
        Ending {
            text: text.into(),
            short: words(&short),
            mask: words(&mask),
            says,
        }
    }
}

/// The text in words of eight bytes, in which it is compared.
fn words(text: &[u8; SHORT]) -> [u64; SHORT / 8] {
    let (parts, _) = text.as_chunks();
    std::array::from_fn(|at| u64::from_le_bytes(parts[at]))
}

/// Where an ending is kept that begins so; what is behind a very short one counts as well.
fn slot(text: &[u8; SHORT]) -> usize {
    // ` [select, 1 minutes]` differs from others beyond its first two bytes.
    let [a, b, c, ..] = words(text);
    let mixed =
        ((a >> 16).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ c;
    (mixed.wrapping_mul(0x94d0_49bb_1331_11eb) >> 56) as usize
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
