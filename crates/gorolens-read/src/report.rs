//! The plain result of an analysis. Sorted, owned, and the same for the same input.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ids::GoroutineIds;
use crate::message::Message;
pub use crate::model::StackFrame as Frame;
use crate::model::{GoVersion, GroupId, Origin};
use crate::problem::{Problem, Repair};

/// Everything the analysis found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The dumps read, in order of input. One input may hold several.
    pub dumps: Vec<DumpInfo>,
    /// What was read, understood, repaired and set aside.
    pub coverage: Coverage,
    /// Identical stacks, by count (largest first), ties by first appearance.
    pub groups: Vec<Group>,
    /// What is wrong, weightiest first.
    pub findings: Vec<Finding>,
    /// What is normal, by dump, the most goroutines first.
    pub normal: Vec<Normal>,
}

impl Report {
    /// The sums over all dumps.
    pub fn totals(&self) -> Totals {
        Totals {
            goroutines: self.dumps.iter().map(|dump| dump.goroutines).sum(),
            groups: self.groups.len() as u64,
        }
    }
}

/// Sums over all dumps of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Goroutines in all dumps.
    pub goroutines: u64,
    /// Distinct stacks in all dumps.
    pub groups: u64,
}

/// One dump of one process.
#[derive(Clone, Debug, PartialEq)]
pub struct DumpInfo {
    /// The name the caller gave the input, with `#2`, `#3`, … when it holds several dumps.
    pub name: String,
    /// The form it was printed in.
    pub format: Format,
    /// The Go version that printed it, as far as paths and spellings tell.
    pub go_version: Option<GoVersion>,
    /// Bytes of input that belong to this dump, text set aside included.
    pub bytes: u64,
    /// Goroutines in it.
    pub goroutines: u64,
    /// First line of a crash message (`panic: …`, `fatal error: …`, `SIGQUIT: quit`), if any.
    pub crash: Option<String>,
}

/// The forms of a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `debug=2`, `runtime.Stack`.
    Debug2,
    /// A panic, fatal error or signal with the goroutines after it.
    Crash,
    /// `debug=1` text.
    Debug1,
    /// `debug=0` protobuf.
    Protobuf,
    /// Stacks without goroutine headers, as they are quoted.
    Stacks,
    /// The failure text of goleak.
    Goleak,
    /// What Delve's `goroutines` prints.
    Delve,
    /// What `go tool pprof` prints with `-traces` or `-raw`.
    PprofTraces,
    /// Race detector reports: recognised, no goroutines in them.
    Race,
    /// Nothing that was understood.
    Unknown,
}

impl Format {
    /// All forms, in the order of their discriminants.
    pub const ALL: [Format; 10] = [
        Format::Debug2,
        Format::Crash,
        Format::Debug1,
        Format::Protobuf,
        Format::Stacks,
        Format::Goleak,
        Format::Delve,
        Format::PprofTraces,
        Format::Race,
        Format::Unknown,
    ];

    /// Whether it counts stacks instead of listing goroutines.
    pub fn is_profile(self) -> bool {
        matches!(
            self,
            Format::Debug1 | Format::Protobuf | Format::PprofTraces
        )
    }

    /// Whether it says neither what a goroutine waits for nor how long: the stack tells what it can.
    pub fn is_without_waits(self) -> bool {
        self.is_profile() || self == Format::Stacks
    }

    /// The format's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Debug2 => "debug2",
            Format::Crash => "crash",
            Format::Debug1 => "debug1",
            Format::Protobuf => "protobuf",
            Format::Stacks => "stacks",
            Format::Goleak => "goleak",
            Format::Delve => "delve",
            Format::PprofTraces => "pprof-traces",
            Format::Race => "race",
            Format::Unknown => "unknown",
        }
    }
}

/// What was read and what came of it. Bytes are those of the input as given, or, when it was
/// compressed or in UTF-16, those of its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes that belong to lines which were understood, line ends and blank lines included.
    /// `bytes - understood_bytes` is the size of the text set aside.
    pub understood_bytes: u64,
    /// What was set aside or kept in part, in order of input.
    pub problems: Vec<Problem>,
    /// What was repaired.
    pub repairs: Vec<Repair>,
}

/// Goroutines with the same stack signature: same frames, same call sites, same creator.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Names the stack signature; the same in every run and version.
    pub id: GroupId,
    /// Goroutines in all dumps.
    pub count: u64,
    /// Goroutines per dump, in the order of [`Report::dumps`].
    pub count_by_dump: Vec<u64>,
    /// Wait reason or status → goroutines, by name.
    pub states: Vec<(Arc<str>, u64)>,
    /// Over the members whose header shows minutes; `None` when none does.
    pub wait_minutes: Option<WaitMinutes>,
    /// Whole minutes → goroutines, of the members whose header shows minutes; shortest first.
    pub waits: Vec<(u32, u64)>,
    /// Innermost first.
    pub frames: Arc<[Frame]>,
    /// The `go` statement, when the dump shows it.
    pub created_by: Option<CreatedBy>,
    /// Who started the starters, most frequent first: what `GODEBUG=tracebackancestors=N` adds.
    pub ancestries: Vec<Ancestry>,
    /// pprof labels: key → value → goroutines.
    pub labels: BTreeMap<String, BTreeMap<String, u64>>,
    /// Ids in order of input; shorter than `count` when the format has none.
    pub goroutine_ids: GoroutineIds,
    /// Members whose header says `locked to thread`.
    pub locked_to_thread: u64,
    /// Members marked `(leaked)` by a goroutineleak profile.
    pub leaked: u64,
    /// The rule that says why these goroutines are normal, if one does.
    pub benign: Option<&'static str>,
}

/// Minutes from the headers. The clock starts at the end of the collection before the one that first
/// saw the goroutine wait (`waitsince` in Go `runtime/mgcmark.go` is a copy of `work.tstart`), so a
/// process that collects only every two minutes prints up to three too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WaitMinutes {
    /// Smallest; members without minutes do not count.
    pub min: u64,
    /// Lower median.
    pub median: u64,
    /// Largest.
    pub max: u64,
}

/// The `go` statement that started the goroutines of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedBy {
    /// The function that holds the `go` statement.
    pub func: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The line of the `go` statement.
    pub line: u32,
    /// Whose code it is.
    pub origin: Origin,
}

/// Ancestors that members of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestry {
    /// Goroutines in all dumps.
    pub count: u64,
    /// The goroutines that led to them, the nearest first, as they were when they did.
    pub ancestors: Vec<Ancestor>,
}

/// The stack of a goroutine when it started the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestor {
    /// Innermost first.
    pub frames: Vec<Frame>,
    /// The `go` statement that started it, when the dump shows it.
    pub created_by: Option<CreatedBy>,
}

/// Goroutines of a dump that are normal there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normal {
    /// Stable name of the class, or of the rule that says so: `benign-accept-loop`.
    pub class: &'static str,
    /// The dump it is about: an index into [`Report::dumps`].
    pub dump: usize,
    /// Goroutines.
    pub goroutines: u64,
    /// Their groups, largest first.
    pub groups: Vec<GroupId>,
    /// As many would be normal; `None` when the number alone decides nothing.
    pub limit: Option<u64>,
    /// Why they are there.
    pub why: Message,
    /// When they stop being normal.
    pub until: Message,
}

/// What is wrong, how sure that is, what proves it, and what to change.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable name of the rule.
    pub rule: &'static str,
    /// One sentence with the numbers of this dump.
    pub title: Message,
    /// How bad it is if true.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// The dump it is about: an index into [`Report::dumps`].
    pub dump: usize,
    /// Goroutines explained.
    pub goroutines: u64,
    /// Leaked or stuck objects (connections, …) and what one is called; 0 when not counted.
    pub objects: (u64, &'static str),
    /// The groups explained, largest first.
    pub groups: Vec<GroupId>,
    /// What in the dump says so.
    pub evidence: Vec<Evidence>,
    /// What it could be instead.
    pub look_alikes: Vec<LookAlike>,
    /// What to change.
    pub remedy: Remedy,
    /// What to capture next.
    pub capture_next: Vec<Capture>,
    /// How to see that the change has helped.
    pub confirm: Vec<Capture>,
    /// For how long its goroutines have waited; `None` when the dump shows no waits.
    pub ages: Option<Ages>,
    /// What its goroutines cost while they stay.
    pub cost: Cost,
}

/// The waits of a finding's goroutines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ages {
    /// Goroutines whose header shows no minutes: younger than one as far as the dump tells.
    pub young: u64,
    /// The others, in ranges of equal width without gaps, shortest waits first.
    pub ranges: Vec<AgeRange>,
    /// What the distribution looks like.
    pub shape: AgeShape,
    /// Objects that came per hour, where they came one after another.
    pub per_hour: Option<u64>,
    /// The same in words, with its caveats.
    pub notes: Vec<Message>,
}

/// Goroutines that have waited for `from` to `to` minutes, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeRange {
    /// Shortest wait.
    pub from: u32,
    /// Longest wait.
    pub to: u32,
    /// Goroutines.
    pub n: u64,
}

/// What a distribution of waits looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgeShape {
    /// Nobody has waited for a minute.
    Young,
    /// All have begun to wait at about the same time: one event, or one collection that saw them.
    Together,
    /// They came one after another, evenly: a drip.
    Spread,
    /// Neither.
    Mixed,
}

impl AgeShape {
    /// The shape's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            AgeShape::Young => "young",
            AgeShape::Together => "together",
            AgeShape::Spread => "spread",
            AgeShape::Mixed => "mixed",
        }
    }
}

/// What the goroutines of a finding hold, at least.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Bytes of stack: what Go gives a goroutine to begin with.
    pub stack_bytes: u64,
    /// File descriptors.
    pub descriptors: u64,
    /// Threads of the operating system.
    pub threads: u64,
    /// Bytes of the buffers that belong to the connections.
    pub buffer_bytes: u64,
    /// What runs out first; `None` for a finding that holds nothing worth a word.
    pub limit: Option<Limit>,
    /// The same in words.
    pub notes: Vec<Message>,
}

/// What runs out when a leak goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// `ulimit -n`.
    Descriptors,
    /// The 10,000 threads of `runtime/debug.SetMaxThreads`.
    Threads,
    /// Memory of the machine or the container.
    Memory,
}

impl Limit {
    /// The limit's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Limit::Descriptors => "descriptors",
            Limit::Threads => "threads",
            Limit::Memory => "memory",
        }
    }
}

/// How bad a finding is if it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong by itself.
    Note,
    /// May be wrong; the dump cannot decide.
    Suspect,
    /// Goroutines that wait and hold others up.
    Stuck,
    /// Goroutines that nobody will use again.
    Leak,
}

impl Severity {
    /// The severity's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Suspect => "suspect",
            Severity::Stuck => "stuck",
            Severity::Leak => "leak",
        }
    }
}

/// How often a statement like this one is right: high at least 95 %, medium at least 75 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The frames say what waits, not why.
    Low,
    /// One likely cause, with a look-alike the dump may not exclude.
    Medium,
    /// The frames have practically one cause.
    High,
}

impl Certainty {
    /// The certainty's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Low => "low",
            Certainty::Medium => "medium",
            Certainty::High => "high",
        }
    }
}

/// One fact that supports a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What sort of fact.
    pub kind: EvidenceKind,
    /// The fact in plain words and numbers.
    pub text: Message,
}

/// The sorts of [`Evidence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// How many.
    Count,
    /// Which goroutines belong to one object.
    Pairing,
    /// Where the goroutines stand.
    Position,
    /// How long they have waited.
    Wait,
    /// What is not in the dump, and what that proves.
    Absence,
    /// Which addresses are equal or different.
    Pointer,
    /// What it costs.
    Cost,
    /// Which of the user's own functions is involved, or why none is.
    OwnCode,
    /// What the dump cannot show.
    Caveat,
}

impl EvidenceKind {
    /// The kind's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            EvidenceKind::Count => "count",
            EvidenceKind::Pairing => "pairing",
            EvidenceKind::Position => "position",
            EvidenceKind::Wait => "wait",
            EvidenceKind::Absence => "absence",
            EvidenceKind::Pointer => "pointer",
            EvidenceKind::Cost => "cost",
            EvidenceKind::OwnCode => "own-code",
            EvidenceKind::Caveat => "caveat",
        }
    }
}

/// Another cause that would look the same, and how to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The other rule.
    pub rule: &'static str,
    /// Why it is not excluded and what would exclude it.
    pub text: Message,
}

/// Something to capture next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// A shell command; empty when words alone say what to do.
    pub command: String,
    /// What it shows, or what to do.
    pub text: Message,
}

/// What to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedy {
    /// One sentence.
    pub summary: Message,
    /// In order.
    pub steps: Vec<Message>,
    /// Go code as it probably is; may be empty.
    pub before: String,
    /// Go code as it should be; may be empty.
    pub after: String,
    /// Official documentation.
    pub links: Vec<Link>,
}

/// A link to documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the page is.
    pub title: String,
    /// Its address.
    pub url: String,
}
