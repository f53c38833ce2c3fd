//! Goroutines → dumps: puts each goroutine into the dump it belongs to, and keeps the accounts.

mod codec;
mod dump;
mod journal;
mod ledger;
mod part;

pub(crate) use dump::CrashText;
pub(crate) use ledger::{Held, Ledger};
pub use part::{PartResult, Unfit};

use self::dump::DumpBuilder;
use self::journal::Journal;
use self::part::PartEnd;
use crate::limits::Limits;
use crate::lines::{End, Line};
use crate::model::{
    AncestorFrames, AncestryId, Dump, Flags, FrameId, Goroutine, Interner, LabelSetId, StateId,
    Tables,
};
use crate::problem::{ProblemKind, Repair, RepairKind};
use crate::report::{Coverage, Format};

/// A goroutine as read, before its stack has an id.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// From the header.
    pub id: u64,
    /// Offset of the header.
    pub offset: u64,
    /// Line of the header.
    pub line: u64,
    /// `in goroutine N`; 0 when absent.
    pub creator_id: u64,
    /// From the header.
    pub state: StateId,
    /// Whether the state is `running`.
    pub is_running: bool,
    /// From the header.
    pub labels: LabelSetId,
    /// From the header, [`Goroutine::NO_MINUTES`] when absent.
    pub wait_minutes: u32,
    /// From header and body.
    pub flags: Flags,
    /// Oldest Go that prints the header; 0 when any does.
    pub header_minor: u16,
    /// Oldest Go that prints the arguments; 0 when any does.
    pub args_minor: u16,
    /// Innermost first, with the first argument.
    pub frames: Vec<(FrameId, u64)>,
    /// The `go` statement.
    pub creator: Option<FrameId>,
    /// The goroutines that led to it, the nearest first.
    pub ancestors: Vec<AncestorFrames>,
    /// Goroutines it stands for.
    pub count: u32,
    /// Whether it stands in a thread's section of a crash, after `-----`.
    pub continues: bool,
}

impl Default for Block {
    fn default() -> Self {
        Block {
            id: 0,
            offset: 0,
            line: 0,
            creator_id: 0,
            state: StateId::default(),
            is_running: false,
            labels: LabelSetId::EMPTY,
            wait_minutes: Goroutine::NO_MINUTES,
            flags: Flags::default(),
            header_minor: 0,
            args_minor: 0,
            frames: Vec::new(),
            creator: None,
            ancestors: Vec::new(),
            count: 1,
            continues: false,
        }
    }
}

/// A goroutine and what decides which dump it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub goroutine: Goroutine,
    pub is_running: bool,
    /// As in [`Block`].
    pub continues: bool,
    /// As in [`Block`].
    pub header_minor: u16,
    pub ancestry: Option<AncestryId>,
}

/// Lines repaired, by [`RepairKind`].
pub(crate) type RepairCounts = [u64; RepairKind::ALL.len()];

/// Everything read so far.
#[derive(Debug)]
pub(crate) struct Collector {
    pub interner: Interner,
    pub ledger: Ledger,
    pub limits: Limits,
    finished: Vec<Dump>,
    repairs: Vec<Repair>,
    /// The dumps of the current input.
    dumps: Vec<DumpBuilder>,
    input_name: String,
    /// Inputs that have ended; the files of an archive are one.
    pub n_inputs: usize,
    /// Since the last goroutine.
    pending_repairs: RepairCounts,
    /// Whether there may be any of those.
    has_repairs: bool,
    /// Of a part of an input: what is noted instead of being put into dumps.
    journal: Option<Box<Journal>>,
}

/// What a finished collection holds.
pub(crate) struct Collected {
    pub dumps: Vec<Dump>,
    pub tables: Tables,
    pub coverage: Coverage,
}

impl Collector {
    /// Nothing read yet.
    pub fn new(limits: Limits) -> Self {
        Collector {
            interner: Interner::new(limits.max_stacks),
            ledger: Ledger::new(limits.max_problems),
            limits,
            finished: Vec::new(),
            repairs: Vec::new(),
            dumps: Vec::new(),
            input_name: String::new(),
            n_inputs: 0,
            pending_repairs: RepairCounts::default(),
            has_repairs: false,
            journal: None,
        }
    }

    /// What follows is an input of this name.
    pub fn start_input(&mut self, name: &str) {
        self.input_name = name.to_owned();
        self.push_dump(0);
    }

    /// A file inside the current input begins: from here on it is the input.
    pub fn start_file(&mut self, name: &str) {
        self.dumps.clear();
        self.start_input(name);
    }

    /// The name of the current input.
    pub fn input_name(&self) -> &str {
        &self.input_name
    }

    fn push_dump(&mut self, offset: u64) {
        let name = match self.dumps.len() {
            0 => self.input_name.clone(),
            n => format!("{}#{}", self.input_name, n + 1),
        };
        // Lines in reverse order come with falling offsets.
        let before = self.dumps.last().map_or(0, |dump| dump.start);
        self.dumps.push(DumpBuilder::new(name, offset.max(before)));
    }

    /// A further dump begins at `offset`. False beyond the limit: what follows is counted with the last one.
    fn push_further_dump(&mut self, offset: u64) -> bool {
        let n_dumps = self.finished.len() + self.dumps.len();
        match self.dumps.last() {
            Some(last) if n_dumps >= self.limits.max_dumps => {
                let (kind, name) = (ProblemKind::TooManyDumps, last.dump.name.as_bytes());
                self.ledger.note_once(kind, name);
                false
            }
            _ => {
                self.push_dump(offset);
                true
            }
        }
    }

    /// A line was repaired.
    pub fn repaired(&mut self, kind: RepairKind) {
        self.has_repairs = true;
        self.pending_repairs[kind as usize] += 1;
    }

    /// Adds a goroutine to the current dump, or to a new one when it cannot belong to it. `crash`
    /// is a message that stands before it and after the goroutine before; it is taken.
    pub fn add(&mut self, block: &Block, crash: &mut Option<CrashText>) {
        let frames = block.frames.iter().map(|&(frame, _)| frame);
        let (stack, fits) = self.interner.stack(frames, block.creator, block.args_minor);
        if !fits {
            self.is_special();
            let (line, offset) = (block.line, block.offset);
            self.ledger
                .note(ProblemKind::TooManyStacks, line, offset, b"");
        }
        let goroutine = Goroutine {
            at: 0,
            id: block.id,
            offset: block.offset,
            creator_id: block.creator_id,
            stack,
            state: block.state,
            labels: block.labels,
            wait_minutes: block.wait_minutes,
            count: block.count,
            flags: block.flags,
        };
        let mut placed = Placed {
            goroutine,
            is_running: block.is_running,
            continues: block.continues,
            header_minor: block.header_minor,
            ancestry: self.interner.ancestry(&block.ancestors),
        };
        let watched = &self.interner.tables().stack(stack).watched;
        let pointer = |&at: &u16| {
            block
                .frames
                .get(usize::from(at))
                .map(|&(_, pointer)| pointer)
        };
        let pointers: Vec<u64> = watched.iter().map(|at| pointer(at).unwrap_or(0)).collect();
        self.place(&mut placed, crash, &pointers);
    }

    /// Puts a goroutine into its dump; `pointers` are the first arguments of its watched frames.
    pub fn place(&mut self, placed: &mut Placed, crash: &mut Option<CrashText>, pointers: &[u64]) {
        if let Some(journal) = &mut self.journal {
            let repairs = std::mem::take(&mut self.pending_repairs);
            return journal.place(placed, crash.take(), pointers, &repairs);
        }
        let stack = self.interner.tables().stack(placed.goroutine.stack);
        let is_taker = placed.is_running && stack.is_dump_taker();
        let ends = self
            .dumps
            .last()
            .is_none_or(|dump| dump.ends_before(placed, is_taker, crash.as_ref()));
        if ends {
            let start = crash.as_ref().map(|crash| crash.offset);
            self.push_further_dump(start.unwrap_or(placed.goroutine.offset));
        }
        self.settle_crash(crash);
        if let Some(dump) = self.dumps.last_mut() {
            dump.add(placed, is_taker, pointers);
        }
        self.settle_repairs();
    }

    /// A profile begins at `offset`: in the current dump when that is empty, else in a new one.
    pub fn begin_profile(&mut self, format: Format, offset: u64) {
        self.is_special();
        let is_used = |dump: &DumpBuilder| dump.dump.format != Format::Unknown;
        if self.dumps.last().is_none_or(is_used) && !self.push_further_dump(offset) {
            return;
        }
        if let Some(dump) = self.dumps.last_mut() {
            dump.dump.format = format;
        }
    }

    /// The current dump has this form; if it has another one, a new dump begins.
    pub fn continue_profile(&mut self, format: Format, offset: u64) {
        if self
            .dumps
            .last()
            .is_none_or(|dump| dump.dump.format != format)
        {
            self.begin_profile(format, offset);
        }
    }

    /// goleak's list goes on, or begins.
    pub fn continue_goleak(&mut self, offset: u64) {
        self.continue_profile(Format::Goleak, offset);
    }

    /// The current dump has this form, unless goroutines have given it another.
    pub fn suggest_format(&mut self, format: Format) {
        self.is_special();
        if let Some(dump) = self
            .dumps
            .last_mut()
            .filter(|dump| dump.dump.goroutines.is_empty())
        {
            dump.dump.format = format;
        }
    }

    /// The input ends in the middle of a header: more goroutines of the current dump stood there.
    pub fn ends_in_header(&mut self) {
        self.is_special();
        if let Some(dump) = self.dumps.last_mut() {
            dump.dump.is_cut = true;
        }
    }

    /// The current dump is a difference, and `count` goroutines have gone.
    pub fn goroutines_gone(&mut self, count: u64) {
        self.is_special();
        if let Some(dump) = self.dumps.last_mut() {
            dump.dump.gone = dump.dump.gone.saturating_add(count);
        }
    }

    /// Whether the current input has no goroutine yet.
    pub fn is_without_goroutines(&self) -> bool {
        self.dumps.iter().all(|it| it.dump.goroutines.is_empty())
    }

    /// A line inside a dump that does not belong there.
    pub fn set_aside_bad(&mut self, line: &Line<'_>) {
        self.ledger.set_aside(ProblemKind::BadLine, line);
    }

    /// Nothing of an input of `size` bytes is used, for the reason in `text`.
    pub fn set_aside_all(&mut self, kind: ProblemKind, size: u64, text: &str) {
        let line = Line {
            text: text.as_bytes(),
            offset: 0,
            number: 1,
            size,
            end: End::Input,
            lost: 0,
        };
        self.ledger.set_aside(kind, &line);
    }

    /// Gives a crash message to the last dump, unless it has one.
    fn settle_crash(&mut self, crash: &mut Option<CrashText>) {
        let (Some(dump), Some(crash)) = (self.dumps.last_mut(), crash.take()) else {
            return;
        };
        if dump.dump.goroutines.is_empty() {
            dump.dump.format = Format::Crash;
        }
        dump.dump.crash.get_or_insert(crash.text);
    }

    /// Gives the repairs since the last goroutine to the last dump.
    fn settle_repairs(&mut self) {
        let Some(dump) = self.dumps.last_mut().filter(|_| self.has_repairs) else {
            return;
        };
        self.has_repairs = false;
        let pending = std::mem::take(&mut self.pending_repairs);
        for (count, more) in dump.repairs.iter_mut().zip(pending) {
            *count += more;
        }
    }

    /// Ends the input after `size` bytes. `crash` is a message that no goroutine followed.
    pub fn end_input(&mut self, size: u64, crash: &mut Option<CrashText>) {
        if let Some(journal) = &mut self.journal {
            journal.end = PartEnd::Input(crash.take());
            return;
        }
        self.settle_crash(crash);
        self.settle_repairs();
        let from = self.finished.len();
        let starts: Vec<u64> = self.dumps.iter().map(|dump| dump.start).collect();
        self.ledger
            .end_input(|offset| from + starts.partition_point(|&start| start <= offset).max(1) - 1);
        let ends = starts.iter().skip(1).copied().chain([size]);
        for (mut dump, end) in self.dumps.drain(..).zip(ends) {
            dump.dump.bytes = end - dump.start;
            dump.dump.input = self.n_inputs;
            let at = self.finished.len();
            self.repairs.extend(repairs_of(at, &dump.repairs));
            let interner = &self.interner;
            let minor = |stack| interner.stack_minor(stack);
            self.finished.push(dump.finish(interner.tables(), minor));
        }
    }

    /// Dumps of the inputs and files that have ended.
    pub fn n_finished(&self) -> usize {
        self.finished.len()
    }

    /// Ends an archive whose first file became dump `first`. When some of its files are dumps, the others
    /// are no more than a line of what was read: a support bundle is full of other things.
    pub fn end_archive(&mut self, first: usize) {
        let of_archive = &self.finished[first..];
        let is_dump = |dump: &Dump| -> bool {
            dump.format != Format::Unknown || !dump.goroutines.is_empty() || dump.crash.is_some()
        };
        if of_archive.iter().all(is_dump) || !of_archive.iter().any(is_dump) {
            return;
        }
        let mut next = first;
        let place = |dump: &Dump| {
            next += usize::from(is_dump(dump));
            is_dump(dump).then(|| next - 1)
        };
        let places: Vec<Option<usize>> = of_archive.iter().map(place).collect();
        let names: Vec<String> = of_archive.iter().map(|dump| dump.name.clone()).collect();
        self.ledger.fold(first, &names, &places);
        self.repairs
            .retain_mut(|repair| match repair.dump.checked_sub(first) {
                Some(at) => places[at].map(|place| repair.dump = place).is_some(),
                None => true,
            });
        let archive = self.finished.split_off(first);
        self.finished.extend(archive.into_iter().filter(is_dump));
    }

    /// Everything, after the last input has ended.
    pub fn finish(self) -> Collected {
        let mut coverage = self.ledger.finish();
        coverage.repairs = self.repairs;
        Collected {
            dumps: self.finished,
            tables: self.interner.into_tables(),
            coverage,
        }
    }
}

/// The kinds that occurred.
fn repairs_of(dump: usize, counts: &RepairCounts) -> impl Iterator<Item = Repair> + use<> {
    let entries = RepairKind::ALL.into_iter().zip(*counts);
    entries
        .filter(|&(_, lines)| lines > 0)
        .map(move |(kind, lines)| Repair { kind, dump, lines })
}
