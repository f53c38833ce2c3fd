//! Goroutines that look like one seen before: compared, not parsed.
//!
//! Nearly all goroutines of a large dump repeat a few stacks and differ in ids and arguments only.
//! A trie of the call lines and call sites seen so far recognises such a goroutine by comparing the
//! bytes between the arguments. It takes clean text only, exactly as Go prints it, and gives up on
//! anything else, before it has changed anything; the automaton then reads the same bytes line by
//! line. Both must give the same report, which a property test holds them to.
//!
//! What a clean line is, is decided once, when its trie node is made, by [`is_clean_line`]: it asks
//! the very functions that the automaton and the repairs before it use.

use xxhash_rust::xxh3::xxh3_64;

use super::scan::Scan;
use super::{frame, header};
use crate::model::{FastMap, FrameId, Goroutine, Interner, StackId, StateId, is_watched};

/// The goroutines seen so far, as a trie from the innermost frame to the creator.
#[derive(Debug)]
pub(crate) struct Known {
    max_line: usize,
    max_frames: usize,
    states: Vec<State>,
    atoms: Vec<Atom>,
    atom_ids: FastMap<Box<[u8]>, u32>,
    nodes: Vec<Node>,
    /// Node and atom → node.
    children: FastMap<(u32, u32), u32>,
    /// Node and hash of the second line → the child made last for them.
    by_site: FastMap<(u32, u64), u32>,
    key: Vec<u8>,
    /// The header behind the goroutine recognised last, its offset and its length.
    ahead: Option<(u64, Head, usize)>,
    /// First arguments of the watched frames of the goroutine recognised last.
    pub pointers: Vec<u64>,
}

/// A wait reason or status without annotations.
#[derive(Debug)]
struct State {
    text: Box<[u8]>,
    id: StateId,
    is_running: bool,
}

/// Two lines: a call and its call site, or `created by` and the `go` statement.
#[derive(Debug)]
struct Atom {
    /// Up to and with the parenthesis, or up to the number of the goroutine.
    head: Box<[u8]>,
    /// What follows the arguments or the number.
    tail: Box<[u8]>,
    frame: FrameId,
    kind: Kind,
    is_watched: bool,
    /// Length of the arguments or the number the last time: the next ones are often as long.
    guess: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Call,
    /// `created by F`.
    Creator,
    /// `created by F in goroutine N`.
    CreatorIn,
}

#[derive(Debug)]
struct Node {
    parent: u32,
    atom: u32,
    /// The children taken last, the latest first; 0, the root, where there is none.
    recent: [u32; RECENT],
    /// The stack that ends here, once it is known.
    stack: Option<StackId>,
}

/// Children that are tried before the map is asked.
const RECENT: usize = 4;

/// A goroutine that was recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recognised {
    /// Bytes, the empty line after it included.
    pub len: usize,
    /// Lines, the empty one included.
    pub lines: u64,
    pub head: Head,
    pub creator_id: u64,
    pub stack: StackId,
    /// Oldest Go that prints such a header and creator.
    pub header_minor: u16,
}

/// The header of a goroutine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub id: u64,
    pub state: StateId,
    pub is_running: bool,
    pub is_locked: bool,
    pub wait_minutes: u32,
}

/// More states than this are not told from the text of a dump.
const MAX_STATES: usize = 64;

impl Known {
    /// Nothing is known yet. Longer lines and stacks than these are left to the automaton.
    pub fn new(max_line: usize, max_frames: usize) -> Self {
        let root = Node {
            parent: 0,
            atom: 0,
            recent: [0; RECENT],
            stack: None,
        };
        Known {
            max_line,
            max_frames: max_frames.min(usize::from(u16::MAX)),
            states: Vec::new(),
            atoms: Vec::new(),
            atom_ids: FastMap::default(),
            nodes: vec![root],
            children: FastMap::default(),
            by_site: FastMap::default(),
            key: Vec::new(),
            ahead: None,
            pointers: Vec::new(),
        }
    }

    /// Recognises the goroutine at the beginning of `text`, which is at `offset`. It must be whole,
    /// with an empty line and a plain header behind it.
    pub fn recognise(
        &mut self,
        text: &[u8],
        offset: u64,
        interner: &mut Interner,
    ) -> Option<Recognised> {
        let (head, len) = match self.ahead.take() {
            Some((at, head, len)) if at == offset => (head, len),
            _ => self.header(text, interner)?,
        };
        let mut scan = Scan::new(text.get(len..)?);
        self.pointers.clear();
        let mut node = 0;
        let mut n_frames = 0;
        let mut creator = None;
        while creator.is_none() && scan.peek()? != b'\n' {
            let (child, len) = self.step(node, scan.rest(), interner)?;
            creator = self.take(child, len, &mut scan)?;
            n_frames += 1;
            node = child;
        }
        if node == 0 || n_frames > self.max_frames || !scan.eat(b"\n") {
            return None;
        }
        let len = text.len() - scan.rest().len();
        let (next, next_len) = self.header(scan.rest(), interner)?;
        let stack = self.stack(node, interner)?;
        self.ahead = Some((offset + len as u64, next, next_len));
        let creator_id = creator.unwrap_or(0);
        Some(Recognised {
            len,
            lines: 2 + 2 * n_frames as u64,
            head,
            creator_id,
            stack,
            header_minor: if creator_id > 0 { 21 } else { 0 },
        })
    }

    /// `goroutine 7 [select, 5 minutes, locked to thread]:` and its length with the line end.
    /// Anything more is left to the automaton.
    fn header(&mut self, text: &[u8], interner: &mut Interner) -> Option<(Head, usize)> {
        let mut scan = Scan::new(text);
        if !scan.eat(b"goroutine ") {
            return None;
        }
        let id = scan.number().filter(|&id| id > 0)?;
        if !scan.eat(b" [") {
            return None;
        }
        let known = self
            .states
            .iter()
            .position(|state| starts_state(scan.rest(), &state.text));
        let at = match known {
            Some(at) => at,
            None => self.new_state(scan.rest(), interner)?,
        };
        let state = &self.states[at];
        scan.skip(state.text.len());
        let wait_minutes = minutes(&mut scan)?;
        let head = Head {
            id,
            state: state.id,
            is_running: state.is_running,
            is_locked: scan.eat(b", locked to thread"),
            wait_minutes,
        };
        let len = text.len() - scan.rest().len() + b"]:\n".len();
        (scan.eat(b"]:\n") && len <= self.max_line).then_some((head, len))
    }

    /// A state that was not seen before: letters, blanks, dots and parentheses, no annotations.
    fn new_state(&mut self, text: &[u8], interner: &mut Interner) -> Option<usize> {
        let plain = |byte: &&u8| byte.is_ascii_alphabetic() || b" .()".contains(byte);
        let len = text.iter().take(60).take_while(plain).count();
        let line = [b"goroutine 1 [", &text[..len], b"]:"].concat();
        let header = header::parse(&line).filter(|header| header.whole && header.trailing == 0)?;
        let is_plain = header.state == &text[..len] && header.min_minor == 0;
        if !is_plain
            || len == 0
            || self.states.len() >= MAX_STATES
            || !starts_state(text, &text[..len])
        {
            return None;
        }
        self.states.push(State {
            text: text[..len].into(),
            id: interner.state(&text[..len]),
            is_running: &text[..len] == b"running",
        });
        Some(self.states.len() - 1)
    }

    /// The child of `node` that `text` begins with, and the length of its variable part.
    fn step(&mut self, node: u32, text: &[u8], interner: &mut Interner) -> Option<(u32, usize)> {
        let recent = self.nodes[node as usize].recent;
        for (at, &child) in recent.iter().enumerate() {
            if child == 0 {
                break;
            }
            if let Some(len) = self.fits(child, text) {
                self.prefer(node, child, at);
                return Some((child, len));
            }
        }
        let site = second_line(text)?;
        let key = (node, xxh3_64(site));
        if let Some(&child) = self.by_site.get(&key)
            && let Some(len) = self.fits(child, text)
        {
            self.prefer(node, child, RECENT - 1);
            return Some((child, len));
        }
        let atom = self.atom(text, interner)?;
        let child = match self.children.get(&(node, atom)) {
            Some(&child) => child,
            None => self.new_child(node, atom)?,
        };
        self.by_site.insert(key, child);
        self.prefer(node, child, RECENT - 1);
        Some((child, self.fits(child, text)?))
    }

    /// Puts `child` before the first `at` of the recent children.
    fn prefer(&mut self, node: u32, child: u32, at: usize) {
        let recent = &mut self.nodes[node as usize].recent;
        recent.copy_within(..at, 1);
        recent[0] = child;
    }

    fn new_child(&mut self, node: u32, atom: u32) -> Option<u32> {
        let child = u32::try_from(self.nodes.len()).ok()?;
        self.nodes.push(Node {
            parent: node,
            atom,
            recent: [0; RECENT],
            stack: None,
        });
        self.children.insert((node, atom), child);
        Some(child)
    }

    /// The length of the variable part, when `text` begins with the lines of `child`.
    fn fits(&mut self, child: u32, text: &[u8]) -> Option<usize> {
        let atom = &mut self.atoms[self.nodes[child as usize].atom as usize];
        let rest = text.strip_prefix(&*atom.head)?;
        if atom.guess_fits(rest) {
            return Some(atom.guess);
        }
        let len = atom.variable_len(rest)?;
        atom.guess = len;
        rest[len..].starts_with(&atom.tail).then_some(len)
    }

    fn atom_of(&self, node: u32) -> &Atom {
        &self.atoms[self.nodes[node as usize].atom as usize]
    }

    /// Moves past the lines of `child`, whose variable part has this length. At the end of the stack
    /// gives the creator's number, 0 when it has none.
    #[allow(
        clippy::option_option,
        reason = "the outer one gives up, the inner one goes on"
    )]
    fn take(&mut self, child: u32, len: usize, scan: &mut Scan<'_>) -> Option<Option<u64>> {
        let atom = &self.atoms[self.nodes[child as usize].atom as usize];
        let rest = scan.rest().get(atom.head.len()..)?;
        let line = atom.head.len() + len + 1;
        if line > self.max_line || atom.tail.len() > self.max_line {
            return None;
        }
        if atom.is_watched {
            self.pointers.push(frame::first_pointer(&rest[..len]));
        }
        scan.skip(atom.head.len() + len + atom.tail.len());
        Some(match atom.kind {
            Kind::Call => None,
            Kind::Creator => Some(0),
            Kind::CreatorIn => Some(Scan::new(&rest[..len]).number().filter(|&id| id > 0)?),
        })
    }

    /// The atom of the two lines that `text` begins with, if both are clean.
    fn atom(&mut self, text: &[u8], interner: &mut Interner) -> Option<u32> {
        let first = memchr::memchr(b'\n', text)?;
        let second = first + 1 + memchr::memchr(b'\n', &text[first + 1..])?;
        let (line, site) = (&text[..first], &text[first + 1..second]);
        let (head, kind, func) = head(line)?;
        self.key.clear();
        self.key.extend_from_slice(&line[..head]);
        self.key.push(b'\n');
        self.key.extend_from_slice(site);
        if let Some(&atom) = self.atom_ids.get(&*self.key) {
            return Some(atom);
        }
        if !is_clean_line(line) || !is_clean_line(site) {
            return None;
        }
        let place = frame::site(site).filter(|place| place.tab && !place.indented)?;
        let id = u32::try_from(self.atoms.len()).ok()?;
        let frame = interner.frame(func, place.file, place.line);
        let close = if kind == Kind::Call { &b")"[..] } else { b"" };
        self.atoms.push(Atom {
            head: line[..head].into(),
            tail: [close, b"\n", site, b"\n"].concat().into(),
            frame,
            kind,
            is_watched: kind == Kind::Call && is_watched(interner.call(frame)),
            guess: 0,
        });
        self.atom_ids.insert(self.key.as_slice().into(), id);
        Some(id)
    }

    /// The stack from the root to `node`; `None` when the automaton has not made it yet.
    fn stack(&mut self, node: u32, interner: &mut Interner) -> Option<StackId> {
        if let Some(stack) = self.nodes[node as usize].stack {
            return Some(stack);
        }
        let mut frames = Vec::new();
        let mut creator = None;
        let mut at = node;
        while at != 0 {
            let atom = self.atom_of(at);
            match atom.kind {
                Kind::Call => frames.push(atom.frame),
                Kind::Creator | Kind::CreatorIn => creator = Some(atom.frame),
            }
            at = self.nodes[at as usize].parent;
        }
        let stack = interner.known_stack(frames.into_iter().rev(), creator)?;
        self.nodes[node as usize].stack = Some(stack);
        Some(stack)
    }
}

impl Atom {
    /// Whether the arguments at the beginning of `text` are as long as the last ones, which a few
    /// comparisons of many bytes tell.
    fn guess_fits(&self, text: &[u8]) -> bool {
        let Some((args, rest)) = text.split_at_checked(self.guess) else {
            return false;
        };
        self.kind == Kind::Call && rest.starts_with(&self.tail) && are_args(args)
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

/// Whether all of `text` are bytes of arguments.
fn are_args(text: &[u8]) -> bool {
    // Without an early end, so that the compiler can look at sixteen bytes at once.
    let (chunks, rest) = text.as_chunks::<16>();
    let fits = |chunk: &[u8; 16]| {
        chunk
            .iter()
            .fold(true, |fits, &byte| fits & frame::is_arg_byte(byte))
    };
    chunks.iter().all(fits) && rest.iter().all(|&byte| ARGS[usize::from(byte)])
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

/// Length of the fixed beginning of a call or creator, which of them it is, and its function.
fn head(line: &[u8]) -> Option<(usize, Kind, &[u8])> {
    if let Some(rest) = line.strip_prefix(b"created by ") {
        let created = frame::created(line)?;
        let end = line.len() - rest.len() + created.func.len();
        let before = b" in goroutine ";
        return match created.goroutine {
            None => (end == line.len()).then_some((end, Kind::Creator, created.func)),
            Some(_) => {
                let number = line.get(end..)?.strip_prefix(before)?;
                let digits = number.iter().all(u8::is_ascii_digit) && number.len() <= 19;
                digits.then_some((end + before.len(), Kind::CreatorIn, created.func))
            }
        };
    }
    let call = frame::call(line).filter(|call| call.strict)?;
    let is_whole = line.len() == call.func.len() + call.args.len() + 2;
    is_whole.then_some((call.func.len() + 1, Kind::Call, call.func))
}

/// The second line of `text`.
fn second_line(text: &[u8]) -> Option<&[u8]> {
    let rest = &text[memchr::memchr(b'\n', text)? + 1..];
    Some(&rest[..memchr::memchr(b'\n', rest)?])
}

/// Whether the repairs would leave the line as it is.
fn is_clean_line(line: &[u8]) -> bool {
    !line.ends_with(b"\r") && !line.contains(&b'\r') && crate::repair::leaves(line)
}

/// Whether `state` stands at the beginning of `text`, up to the bracket or the minutes.
fn starts_state(text: &[u8], state: &[u8]) -> bool {
    text.strip_prefix(state).is_some_and(|rest| match rest {
        [b']', ..] => true,
        [b',', b' ', b'l', ..] => true,
        [b',', b' ', digit, ..] => digit.is_ascii_digit(),
        _ => false,
    })
}

/// `, 5 minutes`, or nothing.
fn minutes(scan: &mut Scan<'_>) -> Option<u32> {
    if !scan.rest().starts_with(b", ") || scan.rest().starts_with(b", l") {
        return Some(Goroutine::NO_MINUTES);
    }
    scan.skip(2);
    let minutes = u32::try_from(scan.number()?).ok()?;
    (scan.eat(b" minutes") && minutes < Goroutine::NO_MINUTES).then_some(minutes)
}
