//! Headers that end as one seen before.

use xxhash_rust::xxh3::xxh3_64;

use super::clean::is_clean_line;
use crate::model::{FastMap, Flags, Goroutine, Interner, LabelSetId, StateId};
use crate::parse::header;
use crate::parse::scan::Scan;

/// The header of a goroutine. What it says is left where it is kept: a copy that is written field by
/// field and read again at once, in other pieces, makes the processor wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub id: u64,
    /// Names what it says: [`Heads::says`].
    at: u32,
    /// Bytes, with the line end.
    pub len: u32,
    /// Oldest Go that prints such a header.
    pub minor: u16,
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
    /// Endings that there was no room for.
    n_passing: usize,
}

#[derive(Clone, Debug)]
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
/// Beyond that, only those of the goroutine at hand and of the one behind it are.
const PASSING: usize = 2;

impl Heads {
    pub fn new(max_line: usize) -> Self {
        Heads {
            max_line,
            known: vec![Ending::none(); PASSING],
            by_hash: FastMap::default(),
            recent: Box::new([u32::MAX; SLOTS]),
            n_passing: 0,
        }
    }

    /// The header at the beginning of `text`. `None` when it is not exactly as Go prints it.
    #[allow(
        clippy::inline_always,
        reason = "for the sake of Head: it is not to be copied through memory"
    )]
    #[inline(always)]
    pub fn read(&mut self, text: &[u8], interner: &mut Interner) -> Option<Head> {
        let mut scan = Scan::new(text);
        if !scan.eat(b"goroutine ") {
            return None;
        }
        let id = scan.number().filter(|&id| id > 0)?;
        let (at, oldest) = match self.recent(scan.rest()) {
            Some(at) => (at, 0),
            None => {
                let oldest = if thread(&mut scan)? { 22 } else { 0 };
                (self.look_up(scan.rest(), interner)?, oldest)
            }
        };
        let ending = &self.known[at as usize];
        let len = text.len() - scan.rest().len() + ending.text.len();
        (len <= self.max_line).then_some(Head {
            id,
            at,
            len: u32::try_from(len).ok()?,
            minor: ending.says.minor.max(oldest),
        })
    }

    /// What a header says; of the last two that were read.
    pub fn says(&self, head: &Head) -> &Says {
        &self.known[head.at as usize].says
    }

    /// What the text begins with, if that is a short ending seen lately.
    fn recent(&self, text: &[u8]) -> Option<u32> {
        let text = text.first_chunk()?;
        let at = self.recent[slot(text)];
        let ending = self.known.get(at as usize)?;
        let mut odd = 0;
        for (at, word) in words(text).into_iter().enumerate() {
            odd |= (word ^ ending.short[at]) & ending.mask[at];
        }
        (odd == 0).then_some(at)
    }

    fn look_up(&mut self, text: &[u8], interner: &mut Interner) -> Option<u32> {
        let len = memchr::memchr(b'\n', text)? + 1;
        let ending = &text[..len];
        let hash = xxh3_64(ending);
        let known = self.by_hash.get(&hash).copied();
        let at = match known.filter(|&at| *self.known[at as usize].text == *ending) {
            Some(at) => at,
            None => {
                let says = says(ending, interner)?;
                if known.is_some() || self.by_hash.len() >= MAX_KNOWN {
                    return Some(self.keep_passing(Ending::new(ending, says)));
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
        Some(at)
    }

    /// Keeps an ending until two others of its kind have come.
    fn keep_passing(&mut self, ending: Ending) -> u32 {
        let at = self.n_passing % PASSING;
        self.n_passing += 1;
        self.known[at] = ending;
        at as u32
    }
}

impl Ending {
    /// Stands where none is kept.
    fn none() -> Self {
        let says = Says {
            state: StateId::default(),
            is_running: false,
            wait_minutes: Goroutine::NO_MINUTES,
            flags: Flags::default(),
            labels: LabelSetId::EMPTY,
            minor: 0,
        };
        Ending::new(b"", says)
    }

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
    if !is_clean_line(&line) {
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
