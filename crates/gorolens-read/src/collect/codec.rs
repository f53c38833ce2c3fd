//! A part as bytes and back: what a worker sends to the one who puts the parts together.

use super::journal::Journal;
use super::part::{PartEnd, PartResult};
use super::{CrashText, Ledger, RepairCounts};
use crate::bytes::{Reader, Writer};
use crate::model::{Goroutines, PartTables};
use crate::problem::{Problem, ProblemKind};

/// Changes with every change of what follows; both ends are the same program.
const VERSION: u64 = 2;

impl PartResult {
    /// As bytes, some twenty for each goroutine.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(VERSION);
        out.number(self.span.start);
        out.number(self.span.end);
        out.number(self.lines);
        match &self.end {
            PartEnd::Empty => out.number(0),
            PartEnd::Header(is_ready) => out.number(1 + u64::from(*is_ready)),
            PartEnd::Input(text) => {
                out.number(3);
                out.option(text.as_ref(), write_crash);
            }
        }
        self.journal.write(&mut out);
        self.tables.write(&mut out);
        self.ledger.write(&mut out);
        write_repairs(&mut out, &self.repairs);
        out.finish()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) gave; `None` when it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<PartResult> {
        let mut input = Reader::new(bytes);
        let input = &mut input;
        if input.number()? != VERSION {
            return None;
        }
        let part = PartResult {
            span: input.number()?..input.number()?,
            lines: input.number()?,
            end: match input.number()? {
                0 => PartEnd::Empty,
                1 => PartEnd::Header(false),
                2 => PartEnd::Header(true),
                3 => PartEnd::Input(input.option(read_crash)?),
                _ => return None,
            },
            journal: Journal::read(input)?,
            tables: PartTables::read(input)?,
            ledger: Ledger::read_part(input)?,
            repairs: read_repairs(input)?,
        };
        let names = |goroutines: &Goroutines| goroutines.iter().all(|it| part.tables.names(&it));
        (input.is_empty() && names(&part.journal.goroutines)).then_some(part)
    }
}

impl Journal {
    fn write(&self, out: &mut Writer) {
        self.goroutines.write(out);
        out.list(&self.crashes, |out, (at, crash)| {
            out.number(u64::from(*at));
            write_crash(out, crash);
        });
        out.list(&self.repairs, |out, (at, counts)| {
            out.number(u64::from(*at));
            write_repairs(out, counts);
        });
        write_repairs(out, &self.first_repairs);
        out.number(u64::from(self.leaves_open));
        out.list(&self.continues, |out, &at| out.number(u64::from(at)));
        out.list(&self.minors, |out, &(at, minor)| {
            out.number(u64::from(at));
            out.number(u64::from(minor));
        });
        out.number(u64::from(self.is_special));
        out.number(u64::from(self.asks_for_crash));
        out.option(self.crash, |out, crash| out.number(u64::from(crash)));
    }

    fn read(input: &mut Reader<'_>) -> Option<Journal> {
        Some(Journal {
            goroutines: Goroutines::read(input)?,
            crashes: input.list(|it| Some((it.small()?, read_crash(it)?)))?,
            repairs: input.list(|it| Some((it.small()?, read_repairs(it)?)))?,
            first_repairs: read_repairs(input)?,
            leaves_open: input.number()? != 0,
            continues: input.list(Reader::small)?,
            minors: input.list(|it| Some((it.small()?, it.small()?)))?,
            is_special: input.number()? != 0,
            asks_for_crash: input.number()? != 0,
            crash: input.option(|it| Some(it.number()? != 0))?,
            ..Journal::default()
        })
    }
}

fn write_crash(out: &mut Writer, crash: &CrashText) {
    out.bytes(crash.text.as_bytes());
    out.number(crash.offset);
}

fn read_crash(input: &mut Reader<'_>) -> Option<CrashText> {
    Some(CrashText {
        text: input.text()?.to_owned(),
        offset: input.number()?,
    })
}

fn write_repairs(out: &mut Writer, counts: &RepairCounts) {
    out.list(counts, |out, &count| out.number(count));
}

fn read_repairs(input: &mut Reader<'_>) -> Option<RepairCounts> {
    let counts: Vec<u64> = input.list(Reader::number)?;
    counts.try_into().ok()
}

/// A problem of a part belongs to no dump yet.
pub(super) fn write_problem(out: &mut Writer, problem: &Problem) {
    let kind = ProblemKind::ALL.iter().position(|&it| it == problem.kind);
    out.number(kind.unwrap_or_default() as u64);
    let numbers = [problem.line, problem.lines, problem.offset, problem.bytes];
    numbers.into_iter().for_each(|n| out.number(n));
    out.bytes(problem.text.as_bytes());
}

/// Reads what [`write_problem`] wrote.
pub(super) fn read_problem(input: &mut Reader<'_>) -> Option<Problem> {
    Some(Problem {
        kind: *ProblemKind::ALL.get(input.small::<usize>()?)?,
        dump: 0,
        line: input.number()?,
        lines: input.number()?,
        offset: input.number()?,
        bytes: input.number()?,
        text: input.text()?.to_owned(),
    })
}
