//! Goroutines that look like one seen before: compared, not parsed.
//!
//! Nearly all goroutines of a large dump repeat a few stacks and differ in ids and arguments only.
//! A trie of the call lines and call sites seen so far recognises such a goroutine by comparing the
//! bytes between the arguments. It takes clean text only, exactly as Go prints it, and gives up on
//! anything else, before it has changed anything; the automaton then reads the same bytes line by
//! line. Both must give the same report, which a property test holds them to.
//!
//! What a clean line is, is decided once, when its trie node is made, in [`clean`]: it asks the very
//! functions that the automaton and the repairs before it use.

mod atom;
mod clean;
mod heads;
mod runs;
mod shape;

use std::cmp::Reverse;
use std::ops::Range;

use self::atom::{Atom, Fit, Fixed, Kind, Lines};
pub(crate) use self::heads::Says;
use self::heads::{Head, Heads};
use self::runs::{Offer, Part, Run, Runs};
use super::frame;
use super::scan::Scan;
use crate::model::{FastMap, FrameId, Interner, StackId, kept};

/// The goroutines seen so far, as a trie from the innermost frame to the creator.
#[derive(Debug)]
pub(crate) struct Known {
    max_line: usize,
    max_frames: usize,
    heads: Heads,
    atoms: Vec<Atom>,
    fixed: Fixed,
    /// [`Lines::hash`] → atom.
    atom_ids: FastMap<u64, u32>,
    nodes: Vec<Node>,
    /// Node and [`Lines::hash`] → node.
    children: FastMap<(u32, u64), u32>,
    runs: Runs,
    /// The header behind the goroutine recognised last, and its offset.
    ahead: Option<(u64, Head)>,
    /// The lines of the goroutine recognised last.
    passed: Vec<Passed>,
    /// First arguments of the watched frames of the goroutine recognised last.
    pub pointers: Vec<u64>,
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
    /// A stack with these calls and any creator.
    example: Option<StackId>,
    /// So many goroutines go so many ways from here that runs end here.
    is_fork: bool,
    /// Whether runs begin here.
    has_runs: bool,
}

/// Lines that were recognised.
#[derive(Clone, Copy, Debug)]
struct Passed {
    /// Where they begin and end.
    at: u32,
    end: u32,
    /// The node they lead to.
    to: u32,
    by: By,
}

#[derive(Clone, Copy, Debug)]
enum By {
    /// With the oldest Go that prints such arguments.
    Run(u16),
    Step(Fit),
}

/// Steps that make up a run at least.
const FEWEST: usize = 2;
/// Children that are tried before the map is asked, if there are no more.
const RECENT: usize = 4;
/// More different calls than this are left to the automaton.
const MAX_ATOMS: usize = 1 << 18;

/// A goroutine that was recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recognised {
    /// Bytes, the empty line after it included.
    pub len: usize,
    /// Lines, the empty one included.
    pub lines: u64,
    head: Head,
    pub creator_id: u64,
    /// Names the stack: [`Known::stack`].
    node: u32,
    /// Oldest Go that prints such a header and creator.
    pub header_minor: u16,
}

impl Known {
    /// Nothing is known yet. Longer lines and stacks than these are left to the automaton.
    pub fn new(max_line: usize, max_frames: usize) -> Self {
        Known {
            max_line,
            max_frames: max_frames.min(usize::from(u16::MAX)),
            heads: Heads::new(max_line),
            atoms: Vec::new(),
            fixed: Fixed::default(),
            atom_ids: FastMap::default(),
            nodes: vec![Node::new(0, 0)],
            children: FastMap::default(),
            runs: Runs::default(),
            ahead: None,
            passed: Vec::new(),
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
        let head = match self.ahead.take() {
            Some((known_at, head)) if known_at == offset => head,
            _ => self.heads.read(text, interner)?,
        };
        let mut at = head.len as usize;
        let body = at;
        self.pointers.clear();
        self.passed.clear();
        let mut node = 0;
        let mut n_frames = 0;
        let mut creator = None;
        while creator.is_none() && *text.get(at)? != b'\n' {
            let rest = &text[at..];
            let run = match node {
                0 => self.runs.first(rest),
                _ if self.nodes[node as usize].has_runs => self.runs.find(node, rest),
                _ => None,
            };
            let (passed, len) = match run {
                Some(at_run) => {
                    let run = self.runs.run(at_run);
                    creator = run.take(rest, &mut self.pointers)?;
                    n_frames += run.n_atoms as usize;
                    node = run.to;
                    (By::Run(run.args_minor), run.len())
                }
                None => {
                    let (child, fit) = self.step(node, rest, interner)?;
                    creator = self.take(child, fit, rest)?;
                    n_frames += 1;
                    node = child;
                    (By::Step(fit), fit.len)
                }
            };
            self.passed.push(Passed {
                at: at as u32,
                end: (at + len) as u32,
                to: node,
                by: passed,
            });
            at += len;
        }
        let ends_in_run =
            matches!(self.passed.last(), Some(Passed { by: By::Run(_), .. })) && creator.is_some();
        if ends_in_run {
            at -= 1;
        }
        if node == 0 || n_frames > self.max_frames || text.get(at) != Some(&b'\n') {
            return None;
        }
        let len = at + 1;
        let next = self.heads.read(&text[len..], interner)?;
        self.ahead = Some((offset + len as u64, next));
        self.learn(&text[..len], body);
        let creator_id = creator.unwrap_or(0);
        let creator_minor = if creator_id > 0 { 21 } else { 0 };
        Some(Recognised {
            len,
            lines: 2 + 2 * n_frames as u64,
            head,
            creator_id,
            node,
            header_minor: head.minor.max(creator_minor),
        })
    }

    /// Keeps what was passed step by step as runs; the first lines begin at `body`.
    fn learn(&mut self, text: &[u8], body: usize) {
        let mut first = 0;
        let mut begin = (0, body);
        for at in 0..self.passed.len() {
            let passed = self.passed[at];
            match passed.by {
                By::Run(_) => self.keep_run(text, begin, first..at),
                By::Step(_) if self.nodes[passed.to as usize].is_fork => {
                    self.keep_run(text, begin, first..at + 1);
                }
                By::Step(_) => continue,
            }
            first = at + 1;
            begin = (passed.to, passed.end as usize);
        }
        self.keep_run(text, begin, first..self.passed.len());
    }

    /// Keeps a run of some steps, which begin at a node and a place in `text`.
    fn keep_run(&mut self, text: &[u8], (node, from): (u32, usize), steps: Range<usize>) {
        let mut ends = steps.end == self.passed.len();
        let mut steps = &self.passed[steps];
        if steps.len() < FEWEST {
            return;
        }
        let lines = &text[from..];
        let common = match self.runs.offer(node, lines) {
            Offer::Refused => return,
            Offer::Instead(rivals) => self.common_len(node, steps, &rivals),
            Offer::Taken => None,
        };
        if let Some(len) = common {
            ends = false;
            steps = &steps[..len];
            let fork = steps[len - 1].to;
            self.nodes[fork as usize].is_fork = true;
            let nodes = &self.nodes;
            let goes_on = |to| to != fork && path(nodes, fork, to).is_some();
            self.runs.drop_runs(node, lines, goes_on);
        }
        let Some(last) = steps.last() else { return };
        let end = if ends { text.len() } else { last.end as usize };
        let parts = steps.iter().filter_map(|step| match step.by {
            By::Step(fit) => Some(Part {
                atom: self.atom_of(step.to),
                at: step.at as usize - from,
                fit,
            }),
            By::Run(_) => None,
        });
        let parts: Vec<_> = parts.collect();
        if let Some(run) = Run::new(&text[from..end], &parts, ends, last.to) {
            self.runs.keep(node, lines, run);
            self.nodes[node as usize].has_runs = true;
        }
    }

    /// After how many of these steps from `node` most rivals go other ways, if several do so there.
    fn common_len(&self, node: u32, steps: &[Passed], rivals: &[u32]) -> Option<usize> {
        let mut lens = Vec::new();
        for &rival in rivals {
            let path = path(&self.nodes, node, self.runs.run(rival).to)?;
            let same = path
                .iter()
                .zip(steps)
                .take_while(|(node, step)| **node == step.to);
            let len = same.count();
            if len > 0 && len < path.len() && len < steps.len() {
                lens.push(len);
            }
        }
        let often = |len: &usize| lens.iter().filter(|it| *it == len).count();
        let len = *lens.iter().max_by_key(|len| (often(len), Reverse(**len)))?;
        (often(&len) > 1).then_some(len)
    }

    /// The child of `node` that `text` begins with.
    fn step(&mut self, node: u32, text: &[u8], interner: &mut Interner) -> Option<(u32, Fit)> {
        let Node {
            recent, n_children, ..
        } = self.nodes[node as usize];
        // Of many, the one taken last is seldom the one that comes next.
        let tried = if n_children as usize > RECENT {
            0
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
        let lines = Lines::of(text)?;
        let key = (node, lines.hash);
        let child = match self.children.get(&key) {
            Some(&child) => child,
            None => {
                let atom = self.atom(&lines, text, interner)?;
                let child = self.new_child(node, atom)?;
                self.children.insert(key, child);
                child
            }
        };
        let fit = self.fits(child, text)?;
        self.prefer(node, child, RECENT - 1);
        Some((child, fit))
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
        Some(child)
    }

    /// Whether `text` begins with the lines of `child`.
    fn fits(&self, child: u32, text: &[u8]) -> Option<Fit> {
        self.atom_of(child).fit(&self.fixed, text)
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
        let variable = text.get(atom.head_len()..)?.get(..fit.variable)?;
        if atom.is_watched {
            self.pointers.push(frame::kept_value(variable, atom.kept));
        }
        Some(match atom.kind {
            Kind::Call => None,
            Kind::Creator => Some(0),
            Kind::CreatorIn => Some(Scan::new(variable).number().filter(|&id| id > 0)?),
        })
    }

    /// The atom of the two lines that `text` begins with, if both are clean.
    fn atom(&mut self, lines: &Lines<'_>, text: &[u8], interner: &mut Interner) -> Option<u32> {
        if let Some(&atom) = self.atom_ids.get(&lines.hash) {
            let fit = self.atoms[atom as usize].fit(&self.fixed, text);
            return fit.map(|_| atom);
        }
        let first = clean::first_line(lines.first)?;
        let place = clean::site(lines.whole_site)?;
        let id = u32::try_from(self.atoms.len()).ok()?;
        if self.atoms.len() >= MAX_ATOMS {
            return None;
        }
        let frame = interner.frame(first.func, place.file, place.line);
        let head = &lines.first[..first.head_len];
        let (fixed, registers) = ((head, lines.site), lines.has_registers());
        let mut atom = Atom::new(fixed, registers, frame, first.kind, &mut self.fixed);
        atom.is_watched = first.kind == Kind::Call && interner.is_watched(frame);
        atom.kept = kept(first.func);
        self.atoms.push(atom);
        self.atom_ids.insert(lines.hash, id);
        Some(id)
    }

    /// The number and what else the header says of the goroutine recognised last.
    pub fn header(&self, found: &Recognised) -> (u64, &Says) {
        (found.head.id, self.heads.says(&found.head))
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
        let mut minor = 0;
        for passed in &self.passed {
            minor = minor.max(match passed.by {
                By::Run(minor) => minor,
                By::Step(fit) => {
                    let from = passed.at as usize + self.atom_of(passed.to).head_len();
                    frame::args_minor(text.get(from..from + fit.variable)?)
                }
            });
        }
        let atom = self.atom_of(node);
        let (calls, creator) = match atom.kind {
            Kind::Call => (node, None),
            Kind::Creator | Kind::CreatorIn => (self.nodes[node as usize].parent, Some(atom.frame)),
        };
        let (stack, _) = match self.nodes[calls as usize].example {
            Some(like) => interner.stack_like(like, creator, minor),
            None => interner.stack(self.frames(calls).into_iter(), creator, minor),
        };
        self.nodes[node as usize].stack = Some(stack);
        self.nodes[calls as usize].example = Some(stack);
        Some(stack)
    }

    /// The calls up to a node, innermost first.
    fn frames(&self, node: u32) -> Vec<FrameId> {
        let way = path(&self.nodes, 0, node).unwrap_or_default();
        way.into_iter()
            .map(|node| self.atom_of(node).frame)
            .collect()
    }
}

/// The nodes on the way from one to another, without the first; `None` when there is no way.
fn path(nodes: &[Node], from: u32, to: u32) -> Option<Vec<u32>> {
    let mut path = Vec::new();
    let mut at = to;
    while at != from {
        if at == 0 {
            return None;
        }
        path.push(at);
        at = nodes[at as usize].parent;
    }
    path.reverse();
    Some(path)
}

impl Node {
    fn new(parent: u32, atom: u32) -> Self {
        Node {
            parent,
            atom,
            recent: [0; RECENT],
            n_children: 0,
            stack: None,
            example: None,
            is_fork: false,
            has_runs: false,
        }
    }
}
