//! Where every byte went: understood, or set aside with a reason.
//!
//! Invariant: `bytes == understood_bytes + sum of the problems' bytes` once an input has ended.

use super::codec;
use crate::bytes::{Reader, Writer};
use crate::lines::{End, Line};
use crate::order::sort_by_key;
use crate::problem::{Problem, ProblemKind};
use crate::report::Coverage;

/// A line to be judged later, when the next ones are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    /// The beginning of its text.
    pub text: Vec<u8>,
    /// As in [`Line`].
    pub offset: u64,
    /// As in [`Line`].
    pub number: u64,
    /// As in [`Line`].
    pub size: u64,
    /// Whether the input ends in the middle of it.
    pub ends_input: bool,
}

/// Bytes of a problem's text that are kept.
const MAX_TEXT: usize = 200;

impl Held {
    /// Takes a line over, re-using the memory of the one before.
    pub fn set(&mut self, line: &Line<'_>) {
        self.text.clear();
        self.text.extend_from_slice(excerpt(line.text));
        self.offset = line.offset;
        self.number = line.number;
        self.size = line.size;
        self.ends_input = line.end == End::Input;
    }
}

fn excerpt(text: &[u8]) -> &[u8] {
    &text[..text.len().min(MAX_TEXT)]
}

/// The coverage of all inputs, and the problems of the current one.
#[derive(Debug)]
pub(crate) struct Ledger {
    coverage: Coverage,
    max_problems: usize,
    /// Of the current input, in the order they were found.
    problems: Vec<Problem>,
    /// Those beyond the limit, as one.
    more: Option<Problem>,
}

impl Ledger {
    /// A ledger that lists `max_problems` problems.
    pub fn new(max_problems: usize) -> Self {
        Ledger {
            coverage: Coverage::default(),
            max_problems,
            problems: Vec::new(),
            more: None,
        }
    }

    /// `size` bytes were read and will be accounted for.
    pub fn read(&mut self, size: u64) {
        self.coverage.bytes += size;
    }

    /// `size` bytes were understood.
    pub fn understood(&mut self, size: u64) {
        self.coverage.understood_bytes += size;
    }

    /// A line that was not understood.
    pub fn set_aside(&mut self, kind: ProblemKind, line: &Line<'_>) {
        self.add(kind, line.number, line.offset, line.size, line.text);
    }

    /// Adjoining lines of `bytes` bytes that were not understood; the first one has this number, offset
    /// and text.
    pub fn set_aside_lines(
        &mut self,
        kind: ProblemKind,
        (line, offset): (u64, u64),
        text: &[u8],
        lines: u64,
        bytes: u64,
    ) {
        let beyond = self.more.as_ref().map_or(0, |more| more.lines);
        self.add(kind, line, offset, bytes, text);
        // The first line has been counted: with those beyond the limit, or in the last problem.
        match &mut self.more {
            Some(more) if more.lines > beyond => more.lines += lines - 1,
            _ => {
                let last = self.problems.last_mut().into_iter();
                last.for_each(|last| last.lines += lines - 1);
            }
        }
    }

    /// A line held back that was not understood.
    pub fn set_aside_held(&mut self, kind: ProblemKind, held: &Held) {
        self.add(kind, held.number, held.offset, held.size, &held.text);
    }

    /// The last `bytes` of a line, with their `text`.
    pub fn set_aside_tail(&mut self, kind: ProblemKind, line: &Line<'_>, bytes: u64, text: &[u8]) {
        let offset = line.offset + line.size - bytes;
        self.add(kind, line.number, offset, bytes, text);
    }

    /// Something about a line that was understood all the same.
    pub fn note(&mut self, kind: ProblemKind, number: u64, offset: u64, text: &[u8]) {
        self.add(kind, number, offset, 0, text);
    }

    /// Something that is said of an input as a whole.
    pub fn note_once(&mut self, kind: ProblemKind, text: &[u8]) {
        if !self.problems.iter().any(|problem| problem.kind == kind) {
            self.note(kind, 1, 0, text);
        }
    }

    /// Something to do about a form that is not read; once per input.
    pub fn advise(&mut self, kind: ProblemKind, line: &Line<'_>, advice: &str) {
        if !self.problems.iter().any(|problem| problem.text == advice) {
            self.note(kind, line.number, line.offset, advice.as_bytes());
        }
    }

    fn add(&mut self, kind: ProblemKind, line: u64, offset: u64, bytes: u64, text: &[u8]) {
        if self.extend_last(kind, line, bytes) {
            return;
        }
        let listed = self.coverage.problems.len() + self.problems.len();
        if listed >= self.max_problems {
            self.add_beyond_limit(line, offset, bytes);
            return;
        }
        self.problems.push(Problem {
            kind,
            dump: 0,
            line,
            lines: 1,
            offset,
            bytes,
            text: String::from_utf8_lossy(excerpt(text)).trim().to_owned(),
        });
    }

    /// Adds a line that adjoins the last problem and is of its kind. Notes stay apart.
    fn extend_last(&mut self, kind: ProblemKind, line: u64, bytes: u64) -> bool {
        let Some(last) = self.problems.last_mut() else {
            return false;
        };
        let runs = matches!(
            kind,
            ProblemKind::SkippedText
                | ProblemKind::OrphanFrames
                | ProblemKind::BadLine
                | ProblemKind::UnsupportedFormat
        );
        // A line that was taken apart has the same number in all its parts.
        let same = last.line + last.lines == line + 1;
        let adjoins = last.kind == kind && (same || last.line + last.lines == line);
        if !(runs && adjoins && last.bytes > 0 && bytes > 0) {
            return false;
        }
        last.lines += u64::from(!same);
        last.bytes += bytes;
        true
    }

    /// Whether the problems of these ledgers can all be listed.
    pub fn has_room_for<'l>(&self, ledgers: impl Iterator<Item = &'l Ledger>) -> bool {
        let mut listed = self.coverage.problems.len() + self.problems.len();
        let mut all_listed = self.more.is_none();
        for ledger in ledgers {
            listed += ledger.problems.len();
            all_listed &= ledger.more.is_none();
        }
        all_listed && listed <= self.max_problems
    }

    /// As the ledger of a part.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.coverage.bytes);
        out.number(self.coverage.understood_bytes);
        out.list(&self.problems, codec::write_problem);
        out.option(self.more.as_ref(), codec::write_problem);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read_part(input: &mut Reader<'_>) -> Option<Ledger> {
        let mut ledger = Ledger::new(0);
        ledger.coverage.bytes = input.number()?;
        ledger.coverage.understood_bytes = input.number()?;
        ledger.problems = input.list(codec::read_problem)?;
        ledger.more = input.option(codec::read_problem)?;
        Some(ledger)
    }

    /// Takes up the ledger of the next part of the input, which begins after so many lines.
    pub fn take_up(&mut self, part: Ledger, lines_before: u64) {
        self.coverage.bytes += part.coverage.bytes;
        self.coverage.understood_bytes += part.coverage.understood_bytes;
        for mut problem in part.problems {
            problem.line += lines_before;
            let Problem {
                kind,
                line,
                lines,
                bytes,
                ..
            } = problem;
            if self.extend_last(kind, line, bytes) {
                self.problems
                    .last_mut()
                    .into_iter()
                    .for_each(|last| last.lines += lines - 1);
            } else {
                self.problems.push(problem);
            }
        }
    }

    fn add_beyond_limit(&mut self, line: u64, offset: u64, bytes: u64) {
        let more = self.more.get_or_insert(Problem {
            kind: ProblemKind::MoreProblems,
            dump: 0,
            line,
            lines: 0,
            offset,
            bytes: 0,
            text: String::new(),
        });
        more.lines += 1;
        more.bytes += bytes;
    }

    /// Ends the input; `dump_at` says which dump a byte of it belongs to.
    pub fn end_input(&mut self, dump_at: impl Fn(u64) -> usize) {
        sort_by_key(&mut self.problems, |problem| problem.offset);
        for mut problem in self.problems.drain(..) {
            problem.dump = dump_at(problem.offset);
            let last = self.coverage.problems.last_mut();
            match last.filter(|last| goes_on(last, &problem)) {
                Some(last) => {
                    last.lines = problem.line + problem.lines - last.line;
                    last.bytes += problem.bytes;
                }
                None => self.coverage.problems.push(problem),
            }
        }
        if let Some(more) = self.more.as_mut().filter(|more| more.dump == 0) {
            more.dump = dump_at(more.offset);
        }
    }

    /// Of the dumps from `first` on only those stay that have a place in `places`. What was wrong with
    /// each of the others becomes one problem of the first that stays, with its name.
    pub fn fold(&mut self, first: usize, names: &[String], places: &[Option<usize>]) {
        let home = places.iter().flatten().next().copied().unwrap_or(first);
        let mut folded: Vec<Option<usize>> = vec![None; places.len()];
        let problems = std::mem::take(&mut self.coverage.problems);
        for mut problem in problems {
            let Some(at) = problem.dump.checked_sub(first) else {
                self.coverage.problems.push(problem);
                continue;
            };
            if let Some(place) = places[at] {
                problem.dump = place;
                self.coverage.problems.push(problem);
                continue;
            }
            match folded[at].and_then(|at| self.coverage.problems.get_mut(at)) {
                Some(known) => {
                    known.lines += problem.lines;
                    known.bytes += problem.bytes;
                }
                None => {
                    folded[at] = Some(self.coverage.problems.len());
                    self.coverage
                        .problems
                        .push(of_file(&names[at], home, problem));
                }
            }
        }
        let is_silent = |at: &usize| places[*at].is_none() && folded[*at].is_none();
        let silent = (0..places.len()).filter(is_silent);
        let empty = silent.map(|at| Problem {
            kind: ProblemKind::NotADump,
            dump: home,
            line: 1,
            lines: 1,
            offset: 0,
            bytes: 0,
            text: names[at].clone(),
        });
        self.coverage.problems.extend(empty);
        if let Some(more) = self.more.as_mut().filter(|more| more.dump >= first) {
            more.dump = places[more.dump - first].unwrap_or(home);
        }
    }

    /// The coverage of all inputs, without its repairs.
    pub fn finish(mut self) -> Coverage {
        self.coverage.problems.extend(self.more);
        self.coverage
    }
}

/// The first problem of a file without a dump, as it is said of the dump `home`.
fn of_file(name: &str, home: usize, problem: Problem) -> Problem {
    let is_text = problem.kind == ProblemKind::SkippedText;
    Problem {
        kind: if is_text {
            ProblemKind::NotADump
        } else {
            problem.kind
        },
        dump: home,
        text: match is_text || problem.text.is_empty() {
            true => name.to_owned(),
            false => format!("{name}: {}", problem.text),
        },
        ..problem
    }
}

/// Whether `next` is only apart from `last` because it was kept until it was known what comes, or
/// because a line between was put together from several.
fn goes_on(last: &Problem, next: &Problem) -> bool {
    let are = |kind| last.kind == kind && next.kind == kind;
    are(ProblemKind::OrphanFrames)
        && last.dump == next.dump
        && last.offset + last.bytes == next.offset
        && next.line >= last.line
}
