//! A call with its call site: the pieces that known stacks are made of.

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::shape::begins;
use crate::model::{FrameId, Kept};
use crate::parse::frame;
use crate::parse::scan::Scan;

/// Two lines: a call and its call site, or `created by` and the `go` statement.
#[derive(Debug)]
pub(super) struct Atom {
    /// Where its [`Fixed`] text begins.
    from: usize,
    /// Bytes of that.
    len: u32,
    /// Bytes before the arguments or the number.
    head_len: u32,
    /// Whether the registers of the frame follow: ` fp=0x… sp=0x… pc=0x…`, as in crashes.
    pub has_registers: bool,
    pub frame: FrameId,
    pub kind: Kind,
    pub is_watched: bool,
    /// Which argument, if it is.
    pub kept: Kept,
}

/// What does not vary in atoms: up to and with the parenthesis or up to the number of the goroutine, then
/// what follows up to the registers or the line end. All in one piece of memory: there may be fifty
/// thousand, and a piece for each takes time to get and to give back.
#[derive(Debug, Default)]
pub(super) struct Fixed(Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Call,
    /// `created by F`.
    Creator,
    /// `created by F in goroutine N`.
    CreatorIn,
}

/// The lines of an atom as they stand in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// Length of the arguments or the number.
    pub variable: usize,
    /// Of both lines.
    pub len: usize,
}

impl Atom {
    /// `head` goes up to the arguments or the number, `site` is the second line without registers.
    pub fn new(
        (head, site): (&[u8], &[u8]),
        has_registers: bool,
        frame: FrameId,
        kind: Kind,
        fixed: &mut Fixed,
    ) -> Atom {
        let Fixed(bytes) = fixed;
        let from = bytes.len();
        bytes.extend_from_slice(head);
        bytes.extend_from_slice(if kind == Kind::Call { b")\n" } else { b"\n" });
        bytes.extend_from_slice(site);
        Atom {
            from,
            len: (bytes.len() - from) as u32,
            head_len: head.len() as u32,
            has_registers,
            frame,
            kind,
            is_watched: false,
            kept: Kept::First,
        }
    }

    /// Bytes before the arguments or the number.
    pub fn head_len(&self) -> usize {
        self.head_len as usize
    }

    /// Bytes of both lines behind the arguments or the number, up to the registers or the line end.
    pub fn tail_len(&self) -> usize {
        self.len as usize - self.head_len()
    }

    /// Whether `text` begins with these two lines.
    pub fn fit(&self, fixed: &Fixed, text: &[u8]) -> Option<Fit> {
        let fixed = fixed.0.get(self.from..)?.get(..self.len as usize)?;
        let (head, tail) = fixed.split_at_checked(self.head_len())?;
        if !begins(text, head) {
            return None;
        }
        let rest = &text[head.len()..];
        let variable = self.variable_len(rest)?;
        let rest = &rest[variable..];
        if !begins(rest, tail) {
            return None;
        }
        let rest = &rest[tail.len()..];
        let registers = match self.has_registers {
            true => registers_len(rest)?,
            false => 0,
        };
        let len = fixed.len() + variable + registers + 1;
        (rest.get(registers) == Some(&b'\n')).then_some(Fit { variable, len })
    }

    /// Length of the arguments or the number at the beginning of `text`.
    fn variable_len(&self, text: &[u8]) -> Option<usize> {
        match self.kind {
            Kind::Call => {
                let len = text.iter().position(|&byte| !ARGS[usize::from(byte)])?;
                (text[len] == b')').then_some(len)
            }
            Kind::Creator => Some(0),
            Kind::CreatorIn => {
                let len = text.iter().position(|byte| !byte.is_ascii_digit())?;
                (1..=19).contains(&len).then_some(len)
            }
        }
    }
}

/// Length of ` fp=0x… sp=0x… pc=0x…` at the beginning of `text`.
fn registers_len(text: &[u8]) -> Option<usize> {
    let mut scan = Scan::new(text);
    for name in [&b" fp=0x"[..], b" sp=0x", b" pc=0x"] {
        if !scan.eat(name) {
            return None;
        }
        scan.hex_digits()?;
    }
    Some(text.len() - scan.rest().len())
}

/// A call site without the registers of its frame.
pub(super) fn without_registers(site: &[u8]) -> &[u8] {
    // They end the line, and take no more than 18 digits each.
    let digits = site.iter().rev().take_while(|it| it.is_ascii_hexdigit());
    if !site[..site.len() - digits.count()].ends_with(b" pc=0x") {
        return site;
    }
    let from = site.len().saturating_sub(3 * (6 + 18));
    let at = memchr::memmem::find(&site[from..], b" fp=0x").map(|at| from + at);
    match at {
        Some(at) if registers_len(&site[at..]) == Some(site.len() - at) => &site[..at],
        _ => site,
    }
}

/// The bytes of arguments.
const ARGS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = frame::is_arg_byte(byte as u8);
        byte += 1;
    }
    table
};

/// Two lines at the beginning of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a> {
    pub first: &'a [u8],
    /// Without registers.
    pub site: &'a [u8],
    pub whole_site: &'a [u8],
    /// Hash of what does not vary in them, and of whether there are registers.
    pub hash: u64,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a [u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', text)?;
        let (first, rest) = (&text[..end], &text[end + 1..]);
        let whole_site = &rest[..memchr::memchr(b'\n', rest)?];
        let site = without_registers(whole_site);
        let fixed = match first {
            // No argument has a parenthesis.
            [.., b')'] => memchr::memrchr(b'(', first)?,
            _ => first.iter().rposition(|byte| !byte.is_ascii_digit())? + 1,
        };
        let seed = xxh3_64(&first[..fixed]) ^ u64::from(site.len() < whole_site.len());
        Some(Lines {
            first,
            site,
            whole_site,
            hash: xxh3_64_with_seed(site, seed),
        })
    }

    pub fn has_registers(&self) -> bool {
        self.site.len() < self.whole_site.len()
    }
}
