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

mod heads;
mod shape;

use xxhash_rust::xxh3::xxh3_64;

pub(crate) use self::heads::Head;
use self::heads::Heads;
use self::shape::{Shape, begins};
use super::frame;
use super::scan::Scan;
use crate::model::{FastMap, FrameId, Interner, StackId, is_watched};

/// The goroutines seen so far, as a trie from the innermost frame to the creator.
#[derive(Debug)]
pub(crate) struct Known {
    max_line: usize,
    max_frames: usize,
    heads: Heads,
    atoms: Vec<Atom>,
    atom_ids: FastMap<Box<[u8]>, u32>,
    nodes: Vec<Node>,
    /// Node and atom → node.
    children: FastMap<(u32, u32), u32>,
    /// Node and hash of the second line → the child made last for them.
    by_site: FastMap<(u32, u64), u32>,
    key: Vec<u8>,
    /// Shapes of all atoms.
    n_shapes: usize,
    /// The header behind the goroutine recognised last, its offset and its length.
    ahead: Option<(u64, Head, usize)>,
    /// The lines of the goroutine recognised last, and where they begin.
    fits: Vec<(u32, Fit)>,
    /// First arguments of the watched frames of the goroutine recognised last.
    pub pointers: Vec<u64>,
}

/// Two lines: a call and its call site, or `created by` and the `go` statement.
#[derive(Debug)]
struct Atom {
    /// Up to and with the parenthesis, or up to the number of the goroutine.
    head: Box<[u8]>,
    /// What follows the arguments or the number, up to the registers or the line end.
    tail: Box<[u8]>,
    /// Whether the registers of the frame follow: ` fp=0x… sp=0x… pc=0x…`, as in crashes.
    has_registers: bool,
    frame: FrameId,
    kind: Kind,
    is_watched: bool,
    /// Its lines as they were lately, the last ones first.
    shapes: Vec<Shape>,
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
    n_children: u32,
    /// The stack that ends here, once it is known.
    stack: Option<StackId>,
}

/// Children that are tried before the map is asked, if there are no more.
const RECENT: usize = 4;
/// Shapes that are tried for one atom: arguments change their lengths.
const SHAPES: usize = 3;
/// Shapes of all atoms; they take about 130 bytes each.
const MAX_SHAPES: usize = 1 << 16;
/// More different calls than this are left to the automaton.
const MAX_ATOMS: usize = 1 << 18;

/// A goroutine that was recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recognised {
    /// Bytes, the empty line after it included.
    pub len: usize,
    /// Lines, the empty one included.
    pub lines: u64,
    pub head: Head,
    pub creator_id: u64,
    /// Names the stack: [`Known::stack`].
    node: u32,
    /// Oldest Go that prints such a header and creator.
    pub header_minor: u16,
}

/// The lines of an atom as they stand in a text.
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// Length of the arguments or the number.
    variable: usize,
    /// Of both lines.
    len: usize,
}

impl Known {
    /// Nothing is known yet. Longer lines and stacks than these are left to the automaton.
    pub fn new(max_line: usize, max_frames: usize) -> Self {
        Known {
            max_line,
            max_frames: max_frames.min(usize::from(u16::MAX)),
            heads: Heads::new(max_line),
            atoms: Vec::new(),
            atom_ids: FastMap::default(),
            nodes: vec![Node::new(0, 0)],
            children: FastMap::default(),
            by_site: FastMap::default(),
            key: Vec::new(),
            n_shapes: 0,
            ahead: None,
            fits: Vec::new(),
            pointers: Vec::new(),
        }
    }

    /// Recognises the goroutine at the beginning of `text`, which is at `offset`. It must be whole,
    /// with an empty line and a header behind it.
    pub fn recognise(
        &mut self,
        text: &[u8],
        offset: u64,
        interner: &mut Interner,
    ) -> Option<Recognised> {
        let (head, mut at) = match self.ahead.take() {
            Some((known_at, head, len)) if known_at == offset => (head, len),
            _ => self.heads.read(text, interner)?,
        };
        self.pointers.clear();
        self.fits.clear();
        let mut node = 0;
        let mut n_frames = 0;
        let mut creator = None;
        while creator.is_none() && *text.get(at)? != b'\n' {
            let rest = &text[at..];
            let (child, fit) = self.step(node, rest, interner)?;
            creator = self.take(child, fit, rest)?;
            self.fits.push((at as u32, fit));
            at += fit.len;
            n_frames += 1;
            node = child;
        }
        if node == 0 || n_frames > self.max_frames || text.get(at) != Some(&b'\n') {
            return None;
        }
        let len = at + 1;
        let (next, next_len) = self.heads.read(&text[len..], interner)?;
        self.ahead = Some((offset + len as u64, next, next_len));
        let creator_id = creator.unwrap_or(0);
        let creator_minor = if creator_id > 0 { 21 } else { 0 };
        Some(Recognised {
            len,
            lines: 2 + 2 * n_frames as u64,
            head,
            creator_id,
            node,
            header_minor: head.says.minor.max(creator_minor),
        })
    }

    /// The child of `node` that `text` begins with.
    fn step(&mut self, node: u32, text: &[u8], interner: &mut Interner) -> Option<(u32, Fit)> {
        let Node {
            recent, n_children, ..
        } = self.nodes[node as usize];
        let tried = if n_children as usize > RECENT {
            1
        } else {
            RECENT
        };
        for (at, &child) in recent[..tried].iter().enumerate() {
            if child == 0 {
                break;
            }
            if let Some(fit) = self.fits(child, text) {
                self.prefer(node, child, at);
                return Some((child, fit));
            }
        }
        let site = without_registers(second_line(text)?);
        let key = (node, xxh3_64(site));
        if let Some(&child) = self.by_site.get(&key)
            && let Some(fit) = self.fits(child, text)
        {
            self.prefer(node, child, RECENT - 1);
            return Some((child, fit));
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
        if at > 0 {
            let recent = &mut self.nodes[node as usize].recent;
            recent.copy_within(..at, 1);
            recent[0] = child;
        } else if self.nodes[node as usize].recent[0] != child {
            self.nodes[node as usize].recent[0] = child;
        }
    }

    fn new_child(&mut self, node: u32, atom: u32) -> Option<u32> {
        let child = u32::try_from(self.nodes.len()).ok()?;
        self.nodes.push(Node::new(node, atom));
        self.nodes[node as usize].n_children += 1;
        self.children.insert((node, atom), child);
        Some(child)
    }

    /// Whether `text` begins with the lines of `child`.
    fn fits(&mut self, child: u32, text: &[u8]) -> Option<Fit> {
        let atom = &mut self.atoms[self.nodes[child as usize].atom as usize];
        let known = atom.shapes.iter().position(|shape| shape.fits(text));
        if let Some(at) = known {
            if at > 0 {
                atom.shapes[..=at].rotate_right(1);
            }
            let shape = &atom.shapes[0];
            let (variable, len) = (shape.args, shape.len());
            return Some(Fit { variable, len });
        }
        let fit = atom.fit(text)?;
        if atom.kind == Kind::Call && self.n_shapes < MAX_SHAPES {
            self.n_shapes += atom.keep_shape(text, fit);
        }
        Some(fit)
    }

    fn atom_of(&self, node: u32) -> &Atom {
        &self.atoms[self.nodes[node as usize].atom as usize]
    }

    /// Takes the lines of `child` at the beginning of `text`. At the end of the stack gives the
    /// creator's number, 0 when it has none.
    #[allow(
        clippy::option_option,
        reason = "the outer one gives up, the inner one goes on"
    )]
    fn take(&mut self, child: u32, fit: Fit, text: &[u8]) -> Option<Option<u64>> {
        let atom = &self.atoms[self.nodes[child as usize].atom as usize];
        // A line is shorter than both are.
        if fit.len > self.max_line {
            return None;
        }
        let variable = text.get(atom.head.len()..)?.get(..fit.variable)?;
        if atom.is_watched {
            self.pointers.push(frame::first_pointer(variable));
        }
        Some(match atom.kind {
            Kind::Call => None,
            Kind::Creator => Some(0),
            Kind::CreatorIn => Some(Scan::new(variable).number().filter(|&id| id > 0)?),
        })
    }

    /// The atom of the two lines that `text` begins with, if both are clean.
    fn atom(&mut self, text: &[u8], interner: &mut Interner) -> Option<u32> {
        let first = memchr::memchr(b'\n', text)?;
        let second = first + 1 + memchr::memchr(b'\n', &text[first + 1..])?;
        let (line, whole_site) = (&text[..first], &text[first + 1..second]);
        let site = without_registers(whole_site);
        let has_registers = site.len() < whole_site.len();
        let (head, kind, func) = head(line)?;
        self.key.clear();
        self.key.extend_from_slice(&line[..head]);
        self.key.push(b'\n');
        self.key.extend_from_slice(site);
        self.key.push(u8::from(has_registers));
        if let Some(&atom) = self.atom_ids.get(&*self.key) {
            return Some(atom);
        }
        if !is_clean_line(line) || !is_clean_line(whole_site) || self.atoms.len() >= MAX_ATOMS {
            return None;
        }
        let place = frame::site(whole_site).filter(|place| place.tab && !place.indented)?;
        let id = u32::try_from(self.atoms.len()).ok()?;
        let frame = interner.frame(func, place.file, place.line);
        let close = if kind == Kind::Call { &b")"[..] } else { b"" };
        self.atoms.push(Atom {
            head: line[..head].into(),
            tail: [close, b"\n", site].concat().into(),
            has_registers,
            frame,
            kind,
            is_watched: kind == Kind::Call && is_watched(interner.call(frame)),
            shapes: Vec::new(),
        });
        self.atom_ids.insert(self.key.as_slice().into(), id);
        Some(id)
    }

    /// The stack of the goroutine recognised last, which is at the beginning of `text`. `None` when it
    /// is new and there are too many. New ones must be asked for in order of input.
    pub fn stack(
        &mut self,
        found: &Recognised,
        text: &[u8],
        interner: &mut Interner,
    ) -> Option<StackId> {
        let node = found.node;
        if let Some(stack) = self.nodes[node as usize].stack {
            return Some(stack);
        }
        if !interner.has_room() {
            return None;
        }
        let mut frames = Vec::new();
        let mut creator = None;
        let mut minor = 0;
        let mut at = node;
        for &(from, fit) in self.fits.iter().rev() {
            let atom = self.atom_of(at);
            match atom.kind {
                Kind::Call => frames.push(atom.frame),
                Kind::Creator | Kind::CreatorIn => creator = Some(atom.frame),
            }
            let from = from as usize + atom.head.len();
            minor = minor.max(frame::args_minor(text.get(from..from + fit.variable)?));
            at = self.nodes[at as usize].parent;
        }
        let (stack, _) = interner.stack(frames.into_iter().rev(), creator, minor);
        self.nodes[node as usize].stack = Some(stack);
        Some(stack)
    }
}

impl Node {
    fn new(parent: u32, atom: u32) -> Self {
        Node {
            parent,
            atom,
            recent: [0; RECENT],
            n_children: 0,
            stack: None,
        }
    }
}

impl Atom {
    /// Whether `text` begins with these two lines.
    fn fit(&self, text: &[u8]) -> Option<Fit> {
        if !begins(text, &self.head) {
            return None;
        }
        let rest = &text[self.head.len()..];
        let variable = self.variable_len(rest)?;
        let rest = &rest[variable..];
        if !begins(rest, &self.tail) {
            return None;
        }
        let rest = &rest[self.tail.len()..];
        let registers = match self.has_registers {
            true => registers_len(rest)?,
            false => 0,
        };
        let len = self.head.len() + variable + self.tail.len() + registers + 1;
        (rest.get(registers) == Some(&b'\n')).then_some(Fit { variable, len })
    }

    /// Keeps the shape of the lines at the beginning of `text`; how many shapes that adds.
    fn keep_shape(&mut self, text: &[u8], fit: Fit) -> usize {
        let args = self.head.len()..self.head.len() + fit.variable;
        let registers = args.end + self.tail.len();
        let Some(shape) = Shape::of(&text[..fit.len], args, registers) else {
            return 0;
        };
        let before = self.shapes.len();
        self.shapes.truncate(SHAPES - 1);
        self.shapes.insert(0, shape);
        self.shapes.len() - before
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
fn without_registers(site: &[u8]) -> &[u8] {
    // They end the line, and take no more than 18 digits each.
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
