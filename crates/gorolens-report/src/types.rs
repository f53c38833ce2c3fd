//! The JSON types, in the order of the published format. New fields come last in their type and
//! have a default, so that a report written before them can still be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Lang;

/// Everything the analysis found: the root of the JSON document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA`](crate::SCHEMA).
    pub schema: String,
    /// Always [`VERSION`](crate::VERSION).
    pub version: u32,
    /// The dumps read, in order of input. One input may hold several.
    pub dumps: Vec<Dump>,
    /// What was read, understood, repaired and set aside.
    pub coverage: Coverage,
    /// Sums over all dumps.
    pub totals: Totals,
    /// Identical stacks, by count (largest first), ties by first appearance.
    pub groups: Vec<Group>,
    /// What is wrong, weightiest first.
    pub findings: Vec<Finding>,
    /// What is normal, by dump, the most goroutines first.
    #[serde(default)]
    pub normal: Vec<Normal>,
    /// The language its sentences are in.
    #[serde(
        default,
        serialize_with = "as_tag",
        deserialize_with = "known_or_english"
    )]
    pub language: Lang,
    /// What people who looked at the groups noted, in the order of the groups.
    #[serde(default)]
    pub triage: Vec<Triage>,
}

/// What somebody noted about a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// The id of the group.
    pub group: String,
    /// The judgement.
    pub mark: Mark,
    /// In their own words; may be empty.
    pub note: String,
}

/// A person's judgement on a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It belongs there.
    Normal,
    /// Somebody should find out.
    Suspect,
    /// Somebody looked at it.
    Reviewed,
}

impl Mark {
    /// All of them.
    pub const ALL: [Mark; 3] = [Mark::Normal, Mark::Suspect, Mark::Reviewed];

    /// As in the JSON: `normal`, `suspect`, `reviewed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Mark::Normal => "normal",
            Mark::Suspect => "suspect",
            Mark::Reviewed => "reviewed",
        }
    }
}

/// As text in every format, also in those that would number the languages.
fn as_tag<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.tag())
}

/// A report in a language of a later release can still be read.
fn known_or_english<'de, D: Deserializer<'de>>(tag: D) -> Result<Lang, D::Error> {
    Ok(String::deserialize(tag)?.parse().unwrap_or_default())
}

/// One dump of one process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dump {
    /// The name of the input, with `#2`, `#3`, … when it holds several dumps.
    pub name: String,
    /// `debug2`, `crash`, `debug1`, `protobuf`, …; `unknown`.
    pub format: String,
    /// `1.12.7`; `1.21+` when the text only proves "this version or later".
    pub go_version: Option<String>,
    /// Bytes of input that belong to it, text set aside included.
    pub bytes: u64,
    /// Goroutines in it.
    pub goroutines: u64,
    /// First line of a crash message (`panic: …`, `fatal error: …`, `SIGQUIT: quit`), if any.
    #[serde(default)]
    pub crash: Option<String>,
}

/// What was read and what came of it. Bytes are those of the input as given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes of lines that were understood, line ends and blank lines included.
    pub understood_bytes: u64,
    /// What was set aside or kept in part, in order of input.
    pub problems: Vec<Problem>,
    /// What was repaired without loss.
    #[serde(default)]
    pub repairs: Vec<Repair>,
}

/// A piece of input that was set aside or kept only in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of trouble it was: `skipped-text`, `cut-goroutine`, …
    pub kind: String,
    /// One-based number of the first line, within its input.
    pub line: u64,
    /// Zero-based byte offset of the first line, within its input.
    pub offset: u64,
    /// The beginning of the text.
    pub text: String,
    /// The dump it was found in: an index into [`Report::dumps`].
    #[serde(default)]
    pub dump: u64,
    /// Number of adjoining lines this entry stands for, at least 1.
    #[serde(default = "one")]
    pub lines: u64,
    /// Bytes set aside; 0 when the text was kept and only something about it is noted.
    #[serde(default)]
    pub bytes: u64,
}

fn one() -> u64 {
    1
}

/// A kind of damage that was undone without loss, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// `carriage-return`, `tab-replaced`, `log-prefix`, ….
    pub kind: String,
    /// The dump it was done in: an index into [`Report::dumps`].
    pub dump: u64,
    /// Number of lines it was done on.
    pub lines: u64,
}

/// Sums over all dumps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Goroutines in all dumps.
    pub goroutines: u64,
    /// Distinct stacks in all dumps.
    pub groups: u64,
}

/// Goroutines with the same stack signature: same frames, same call sites, same creator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Sixteen hexadecimal digits; the same stack has the same id in every report.
    pub id: String,
    /// Goroutines in all dumps.
    pub count: u64,
    /// Wait reason or status → goroutines.
    pub states: BTreeMap<String, u64>,
    /// Over the members whose header shows minutes; `None` when none does.
    pub wait_minutes: Option<WaitMinutes>,
    /// Innermost first.
    pub frames: Vec<Frame>,
    /// The `go` statement, when the dump shows it.
    pub created_by: Option<CreatedBy>,
    /// pprof labels: key → value → goroutines.
    pub labels: BTreeMap<String, BTreeMap<String, u64>>,
    /// Ids in order of input; shorter than `count` when the format has none.
    pub goroutine_ids: Vec<u64>,
    /// The rule that says why these goroutines are normal, if one does.
    pub benign: Option<String>,
    /// Goroutines per dump, in the order of [`Report::dumps`].
    #[serde(default)]
    pub count_by_dump: Vec<u64>,
    /// Who started the starters, most frequent first.
    #[serde(default)]
    pub ancestries: Vec<Ancestry>,
    /// Members locked to an operating system thread.
    #[serde(default)]
    pub locked_to_thread: u64,
    /// Members marked `(leaked)` by Go itself.
    #[serde(default)]
    pub leaked: u64,
}

/// Whole minutes from the headers; a quiet process may print up to three too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitMinutes {
    /// Smallest.
    pub min: u64,
    /// Lower median.
    pub median: u64,
    /// Largest.
    pub max: u64,
}

/// One call of a group's stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// `net/http.(*persistConn).readLoop`; for frames that Go left out, the marker it printed.
    pub func: Arc<str>,
    /// Path as printed; empty when there is none.
    pub file: Arc<str>,
    /// One-based line; 0 when there is none.
    pub line: u32,
    /// Whose code it is.
    pub origin: Origin,
}

/// The `go` statement that started the goroutines of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedBy {
    /// The function that holds the `go` statement.
    pub func: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The line of the `go` statement.
    pub line: u32,
    /// Whose code it is.
    #[serde(default)]
    pub origin: Origin,
}

/// Ancestors that members of a group have in common (`GODEBUG=tracebackancestors=N`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ancestry {
    /// Goroutines in all dumps.
    pub count: u64,
    /// The goroutines that led to them, the nearest first, as they were when they did.
    pub ancestors: Vec<Ancestor>,
}

/// The stack of a goroutine when it started the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ancestor {
    /// Innermost first.
    pub frames: Vec<Frame>,
    /// The `go` statement that started it, when the dump shows it.
    pub created_by: Option<CreatedBy>,
}

/// Whose code a frame is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The user's own.
    #[default]
    #[serde(rename = "application")]
    Application,
    /// A module from the module cache, a vendor folder or a well-known library path.
    #[serde(rename = "dependency")]
    Dependency,
    /// Go's standard library.
    #[serde(rename = "standard library")]
    StandardLibrary,
    /// Package `runtime` and what is linked from it.
    #[serde(rename = "runtime")]
    Runtime,
}

/// Goroutines of a dump that are normal there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Normal {
    /// Stable name of the class, or of the rule that says so: `benign-accept-loop`.
    pub class: String,
    /// The dump it is about: an index into [`Report::dumps`].
    pub dump: u64,
    /// Goroutines.
    pub goroutines: u64,
    /// The ids of their groups, largest first.
    pub groups: Vec<String>,
    /// As many would be normal; `None` when the number alone decides nothing.
    pub limit: Option<u64>,
    /// Why they are there.
    pub why: String,
    /// When they stop being normal.
    pub until: String,
}

/// What is wrong, how sure that is, what proves it, and what to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable name of the rule.
    pub rule: String,
    /// One sentence with the numbers of this dump.
    pub title: String,
    /// How bad it is if it is true.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// Goroutines explained.
    pub goroutines: u64,
    /// The ids of the groups explained, largest first.
    pub groups: Vec<String>,
    /// What in the dump says so.
    pub evidence: Vec<Evidence>,
    /// What it could be instead.
    pub look_alikes: Vec<LookAlike>,
    /// What to change.
    pub remedy: Remedy,
    /// What to capture next: sentences, or shell commands with a comment after two blanks.
    pub capture_next: Vec<String>,
    /// The dump it is about: an index into [`Report::dumps`].
    #[serde(default)]
    pub dump: u64,
    /// Leaked or stuck objects, when they were counted.
    #[serde(default)]
    pub objects: Option<Objects>,
    /// How to see that the change has helped, written as `capture_next`.
    #[serde(default)]
    pub confirm: Vec<String>,
    /// For how long its goroutines have waited; `None` when the dump shows no waits.
    #[serde(default)]
    pub ages: Option<Ages>,
    /// What its goroutines cost while they stay.
    #[serde(default)]
    pub cost: Cost,
}

/// The waits of a finding's goroutines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ages {
    /// Goroutines whose header shows no minutes.
    pub young: u64,
    /// The others, in ranges of equal width without gaps, shortest waits first.
    pub ranges: Vec<AgeRange>,
    /// `young`: no minutes at all; `together`: one event; `spread`: one after another; `mixed`.
    pub shape: String,
    /// Objects that came per hour, where they came one after another.
    pub per_hour: Option<u64>,
    /// The same in sentences, with what the clock gets wrong.
    pub notes: Vec<String>,
}

/// Goroutines that have waited for `from` to `to` minutes, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRange {
    /// Shortest wait in minutes.
    pub from: u64,
    /// Longest wait in minutes.
    pub to: u64,
    /// Goroutines.
    pub count: u64,
}

/// What the goroutines of a finding hold, at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Bytes of stack.
    pub stack_bytes: u64,
    /// File descriptors.
    pub descriptors: u64,
    /// Threads of the operating system.
    pub threads: u64,
    /// Bytes of the buffers that belong to the connections.
    pub buffer_bytes: u64,
    /// What runs out first: `descriptors`, `threads` or `memory`.
    pub limit: Option<String>,
    /// The same in sentences.
    pub notes: Vec<String>,
}

/// How bad a finding is if it is true. A greater one is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// How often a statement like this one is right: high at least 95 %, medium at least 75 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The frames say what waits, not why.
    Low,
    /// One likely cause, with a look-alike the dump may not exclude.
    Medium,
    /// The frames have practically one cause.
    High,
}

/// Leaked or stuck objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objects {
    /// How many.
    pub count: u64,
    /// What one is called: `connection`.
    pub kind: String,
}

/// One fact that supports a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What sort of fact: `count`, `pairing`, `position`, …
    pub kind: String,
    /// The fact in plain words and numbers.
    pub text: String,
}

/// Another cause that would look the same, and how to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAlike {
    /// The other rule.
    pub rule: String,
    /// Why it is not excluded and what would exclude it.
    pub text: String,
}

/// What to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// One sentence.
    pub summary: String,
    /// In order.
    pub steps: Vec<String>,
    /// Go code as it probably is; may be empty.
    pub before: String,
    /// Go code as it should be; may be empty.
    pub after: String,
    /// Official documentation.
    pub links: Vec<Link>,
}

/// A link to documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What the page is.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl Origin {
    /// As in the JSON: `application`, `dependency`, `standard library`, `runtime`.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Application => "application",
            Origin::Dependency => "dependency",
            Origin::StandardLibrary => "standard library",
            Origin::Runtime => "runtime",
        }
    }
}

impl Severity {
    /// As in the JSON: `leak`, `stuck`, `suspect`, `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Suspect => "suspect",
            Severity::Stuck => "stuck",
            Severity::Leak => "leak",
        }
    }

    /// Whether it fails a check: leaks and hangs do, suspicions and notes do not.
    pub fn is_serious(self) -> bool {
        matches!(self, Severity::Leak | Severity::Stuck)
    }
}

impl Certainty {
    /// As in the JSON: `high`, `medium`, `low`.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Low => "low",
            Certainty::Medium => "medium",
            Certainty::High => "high",
        }
    }
}

impl Group {
    /// The state most members are in; on a tie the first by name.
    pub fn main_state(&self) -> Option<&str> {
        let most = self.states.values().max()?;
        let main = self.states.iter().find(|(_, count)| *count == most);
        main.map(|(state, _)| state.as_str())
    }
}

impl Report {
    /// Whether any finding is a leak or a hang.
    pub fn has_serious_finding(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity.is_serious())
    }

    /// The group a finding names by its id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }
}
