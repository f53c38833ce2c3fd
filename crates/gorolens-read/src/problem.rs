//! What was not understood, and what was repaired. Bad input is data: it travels in the report.

/// A piece of input that was set aside or kept only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of trouble it was.
    pub kind: ProblemKind,
    /// The dump it was found in: an index into [`Report::dumps`](crate::report::Report::dumps).
    pub dump: usize,
    /// One-based number of the first line, within its input.
    pub line: u64,
    /// Number of adjoining lines this entry stands for, at least 1.
    pub lines: u64,
    /// Zero-based byte offset of the first line, within its input.
    pub offset: u64,
    /// Bytes set aside; 0 when the text was kept and only something about it is noted.
    pub bytes: u64,
    /// The beginning of the text, as UTF-8 with U+FFFD for stray bytes.
    pub text: String,
}

/// The kinds of [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Text that is not part of a dump: prose, log lines, shell prompts.
    SkippedText,
    /// A line inside a goroutine that fits no rule; the goroutine is kept.
    BadLine,
    /// Frames without a goroutine header before them.
    OrphanFrames,
    /// A stack without a goroutine header, or records without a profile's heading: read as what they
    /// look like, because the input has nothing better.
    MissingHeader,
    /// A goroutine that ends in the middle of a frame or a line.
    CutGoroutine,
    /// A header whose bracket or number cannot be read.
    BadHeader,
    /// A line longer than [`Limits::max_line`](crate::Limits::max_line).
    LongLine,
    /// More frames than [`Limits::max_frames`](crate::Limits::max_frames).
    TooManyFrames,
    /// More dumps than [`Limits::max_dumps`](crate::Limits::max_dumps); the text names the last one.
    TooManyDumps,
    /// More stacks than [`Limits::max_stacks`](crate::Limits::max_stacks).
    TooManyStacks,
    /// A form of dump or of other file that is recognised but not read.
    UnsupportedFormat,
    /// The input has a form of its own that says what it is: an error page, another profile.
    NotADump,
    /// The counts are the difference of two profiles, not goroutines.
    Delta,
    /// More than [`Limits::max_unpacked`](crate::Limits::max_unpacked) bytes after decompression, or
    /// than [`Limits::max_files`](crate::Limits::max_files) files.
    TooLarge,
    /// Compressed data whose checksum does not fit, or that cannot be unpacked.
    Damaged,
    /// Further problems beyond [`Limits::max_problems`](crate::Limits::max_problems).
    MoreProblems,
}

impl ProblemKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [ProblemKind; 16] = [
        ProblemKind::SkippedText,
        ProblemKind::BadLine,
        ProblemKind::OrphanFrames,
        ProblemKind::MissingHeader,
        ProblemKind::CutGoroutine,
        ProblemKind::BadHeader,
        ProblemKind::LongLine,
        ProblemKind::TooManyFrames,
        ProblemKind::TooManyDumps,
        ProblemKind::TooManyStacks,
        ProblemKind::UnsupportedFormat,
        ProblemKind::NotADump,
        ProblemKind::Delta,
        ProblemKind::TooLarge,
        ProblemKind::Damaged,
        ProblemKind::MoreProblems,
    ];

    /// The kind's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemKind::SkippedText => "skipped-text",
            ProblemKind::BadLine => "bad-line",
            ProblemKind::OrphanFrames => "orphan-frames",
            ProblemKind::MissingHeader => "missing-header",
            ProblemKind::CutGoroutine => "cut-goroutine",
            ProblemKind::BadHeader => "bad-header",
            ProblemKind::LongLine => "long-line",
            ProblemKind::TooManyFrames => "too-many-frames",
            ProblemKind::TooManyDumps => "too-many-dumps",
            ProblemKind::TooManyStacks => "too-many-stacks",
            ProblemKind::UnsupportedFormat => "unsupported-format",
            ProblemKind::NotADump => "not-a-dump",
            ProblemKind::Delta => "delta",
            ProblemKind::TooLarge => "too-large",
            ProblemKind::Damaged => "damaged",
            ProblemKind::MoreProblems => "more-problems",
        }
    }
}

/// A kind of damage that was undone without loss, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was undone.
    pub kind: RepairKind,
    /// The dump it was done in: an index into [`Report::dumps`](crate::report::Report::dumps).
    pub dump: usize,
    /// Number of lines it was done on.
    pub lines: u64,
}

/// The kinds of [`Repair`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// `\r\n` or `\r` line ends.
    CarriageReturn,
    /// A location line whose tab became spaces, or was lost.
    TabReplaced,
    /// Blanks before a line that Go prints in column 0.
    Indentation,
    /// What a logger, a container or a mail put before each line.
    LogPrefix,
    /// JSON records with the text in one of their strings.
    JsonLines,
    /// `\n`, `\t`, `#012` and the like instead of line ends and tabs.
    Escapes,
    /// Lines that a container runtime cut into pieces.
    PartialLines,
    /// HTML tags and character references.
    Html,
    /// Terminal colours and other escape sequences.
    Colours,
    /// Zero-width characters, no-break spaces, NUL bytes, a byte order mark.
    Invisible,
    /// `…` and `→` for `...` and `->`.
    Typography,
    /// Stars before receivers that Markdown took for emphasis: `(_T)` for `(*T)`.
    Markdown,
    /// Lines that were run together.
    JoinedLines,
    /// Lines that were broken at the width of a terminal.
    WrappedLines,
    /// Lines from the last to the first.
    ReversedOrder,
    /// UTF-16, base64.
    Encoding,
    /// gzip, zip.
    Compressed,
}

impl RepairKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [RepairKind; 17] = [
        RepairKind::CarriageReturn,
        RepairKind::TabReplaced,
        RepairKind::Indentation,
        RepairKind::LogPrefix,
        RepairKind::JsonLines,
        RepairKind::Escapes,
        RepairKind::PartialLines,
        RepairKind::Html,
        RepairKind::Colours,
        RepairKind::Invisible,
        RepairKind::Typography,
        RepairKind::Markdown,
        RepairKind::JoinedLines,
        RepairKind::WrappedLines,
        RepairKind::ReversedOrder,
        RepairKind::Encoding,
        RepairKind::Compressed,
    ];

    /// The kind's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            RepairKind::CarriageReturn => "carriage-return",
            RepairKind::TabReplaced => "tab-replaced",
            RepairKind::Indentation => "indentation",
            RepairKind::LogPrefix => "log-prefix",
            RepairKind::JsonLines => "json-lines",
            RepairKind::Escapes => "escapes",
            RepairKind::PartialLines => "partial-lines",
            RepairKind::Html => "html",
            RepairKind::Colours => "colours",
            RepairKind::Invisible => "invisible",
            RepairKind::Typography => "typography",
            RepairKind::Markdown => "markdown",
            RepairKind::JoinedLines => "joined-lines",
            RepairKind::WrappedLines => "wrapped-lines",
            RepairKind::ReversedOrder => "reversed-order",
            RepairKind::Encoding => "encoding",
            RepairKind::Compressed => "compressed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_are_listed_once() {
        let problems = ProblemKind::ALL.iter().enumerate();
        assert!(problems.into_iter().all(|(at, &kind)| kind as usize == at));
        assert_eq!(
            ProblemKind::MoreProblems as usize + 1,
            ProblemKind::ALL.len()
        );
        let repairs = RepairKind::ALL.iter().enumerate();
        assert!(repairs.into_iter().all(|(at, &kind)| kind as usize == at));
        assert_eq!(RepairKind::Compressed as usize + 1, RepairKind::ALL.len());
    }
}
