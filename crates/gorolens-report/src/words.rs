//! Words for numbers, names and kinds, shared by the text and the Markdown.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::types::*;

/// `1240` → `1,240`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 group`, `1,240 groups`.
pub(crate) fn plural(number: u64, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {one}{s}", thousands(number))
}

/// `812 bytes`, `4.0 MiB`.
pub(crate) fn bytes(number: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match UNITS.iter().find(|(unit, _)| number >= *unit) {
        Some((unit, name)) => format!("{:.1} {name}", number as f64 / *unit as f64),
        None => plural(number, "byte"),
    }
}

/// `147 minutes (2 h 27 min)`, `2 to 147 minutes (2 h 27 min), median 71`.
pub(crate) fn wait(wait: &WaitMinutes) -> String {
    let longest = minutes(wait.max);
    match wait.min == wait.max {
        true => longest,
        false => format!(
            "{} to {longest}, median {}",
            thousands(wait.min),
            thousands(wait.median)
        ),
    }
}

fn minutes(minutes: u64) -> String {
    let mut out = plural(minutes, "minute");
    let _ = match minutes {
        ..120 => Ok(()),
        120..2880 => write!(out, " ({} h {} min)", minutes / 60, minutes % 60),
        _ => write!(out, " (about {} days)", minutes / (24 * 60)),
    };
    out
}

/// A line of `capture_next`: a command, which stands before two blanks and a comment, and what to
/// say about it; a line without a command is all sentence.
pub(crate) fn command(line: &str) -> (Option<&str>, &str) {
    match line.split_once("  # ") {
        Some((command, comment)) => (Some(command.trim()), comment.trim()),
        None => (None, line),
    }
}

/// `IO wait`, or with several states `IO wait (1,238), runnable (2)`, the most frequent first.
pub(crate) fn states(group: &Group) -> String {
    let mut states: Vec<(&String, u64)> = group.states.iter().map(|(s, n)| (s, *n)).collect();
    states.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match states.as_slice() {
        [] => "state unknown".to_owned(),
        [(state, _)] if *state == "unknown" => "state unknown".to_owned(),
        [(state, _)] => (*state).clone(),
        several => several
            .iter()
            .map(|(state, count)| format!("{state} ({})", thousands(*count)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The line below a stack that shows where to look: `goroutines 7, 9 and 1,238 more`.
pub(crate) fn goroutine_ids(group: &Group) -> Option<String> {
    const SHOWN: usize = 5;
    let ids = &group.goroutine_ids;
    let shown: Vec<String> = ids.iter().take(SHOWN).map(u64::to_string).collect();
    let more = group.count.saturating_sub(shown.len() as u64);
    match (shown.len(), more) {
        (0, _) => None,
        (1, 0) => Some(format!("goroutine {}", shown[0])),
        (_, 0) => Some(format!("goroutines {}", shown.join(", "))),
        _ => Some(format!(
            "goroutines {} and {} more",
            shown.join(", "),
            thousands(more)
        )),
    }
}

/// The most frequent values of a label: `handler: /pay (1,200), /refund (40)`.
pub(crate) fn labels(group: &Group) -> Vec<String> {
    const SHOWN: usize = 4;
    let lines = group.labels.iter().map(|(key, values)| {
        let mut sorted: Vec<(&String, u64)> = values.iter().map(|(v, n)| (v, *n)).collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut line = format!("{key}: ");
        for (at, (value, count)) in sorted.iter().take(SHOWN).enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            let value = if value.is_empty() { "(empty)" } else { value };
            let _ = write!(line, "{comma}{value} ({})", thousands(*count));
        }
        if let Some(more @ 1..) = sorted.len().checked_sub(SHOWN) {
            let _ = write!(line, " and {} more", thousands(more as u64));
        }
        line
    });
    lines.collect()
}

/// `net/http/transport.go:1677`. Library paths without the folder Go or the modules live in; own
/// paths as printed, so that an editor finds them.
pub(crate) fn location(file: &str, line: u32, origin: Origin) -> String {
    let cut = match origin {
        Origin::Application => None,
        Origin::StandardLibrary | Origin::Runtime => after(file, "/src/"),
        Origin::Dependency => after(file, "/pkg/mod/").or_else(|| after(file, "/vendor/")),
    };
    let file = cut.unwrap_or(file);
    if line == 0 {
        file.to_owned()
    } else {
        format!("{file}:{line}")
    }
}

/// ` × 97 (recursion)` behind the place of a call that stands there 97 times in a row.
pub(crate) fn repeated(times: u64) -> String {
    match times {
        1 => String::new(),
        _ => format!(" × {} (recursion)", thousands(times)),
    }
}

fn after<'a>(path: &'a str, mark: &str) -> Option<&'a str> {
    path.find(mark).map(|at| &path[at + mark.len()..])
}

/// `debug=2`, as people say it.
pub(crate) fn format(format: &str) -> &str {
    match format {
        "debug2" => "debug=2",
        "debug1" => "debug=1",
        "protobuf" => "pprof protobuf",
        "delve" => "Delve",
        "pprof-traces" => "go tool pprof -traces",
        "race" => "race detector report",
        "unknown" => "not recognised",
        other => other,
    }
}

/// What happened to the lines of a problem.
pub(crate) fn problem(kind: &str) -> &str {
    match kind {
        "skipped-text" => "not part of the dump",
        "bad-line" => "line not understood, its goroutine is kept",
        "orphan-frames" => "frames without a goroutine header",
        "cut-goroutine" => "goroutine cut off, its whole frames are kept",
        "bad-header" => "goroutine header not understood",
        "long-line" => "line too long, the rest set aside",
        "too-many-frames" => "too many frames, the rest set aside",
        "too-many-stacks" => "too many different stacks, the rest counted as one group",
        "unsupported-format" => "a form that is recognised but not read",
        "not-a-dump" => "not a goroutine dump",
        "delta" => "counts are changes, not goroutines",
        "too-large" => "larger than the limit",
        "more-problems" => "further problems, not listed",
        other => other,
    }
}

/// `12,408 lines without their tab`.
pub(crate) fn repair(repair: &Repair) -> String {
    let lines = plural(repair.lines, "line");
    match repair.kind.as_str() {
        "carriage-return" => format!("{lines} with a carriage return"),
        "tab-replaced" => format!("{lines} without their tab"),
        "indentation" => format!("{lines} indented"),
        "log-prefix" => format!("{lines} with a log prefix"),
        "json-lines" => format!("{lines} inside JSON records"),
        "escapes" => format!("{lines} with escaped line ends or tabs"),
        "partial-lines" => format!("{lines} cut into pieces by a container runtime"),
        "html" => format!("{lines} with HTML"),
        "colours" => format!("{lines} with terminal colours"),
        "invisible" => format!("{lines} with invisible characters"),
        "typography" => format!("{lines} with typographic characters"),
        "joined-lines" => format!("{lines} run together"),
        "wrapped-lines" => format!("{lines} broken at a terminal's width"),
        "reversed-order" => format!("{lines} in reverse order"),
        "encoding" => "UTF-16 text".to_owned(),
        "compressed" => "gzip".to_owned(),
        other => format!("{lines}: {other}"),
    }
}

/// `line 7`, `lines 7 to 9`. No separators: the number is to be typed into an editor.
pub(crate) fn lines(problem: &Problem) -> String {
    if problem.lines <= 1 {
        return format!("line {}", problem.line);
    }
    let last = problem.line.saturating_add(problem.lines - 1);
    format!("lines {} to {last}", problem.line)
}

/// Text that neither a terminal nor a reader can be misled by: control characters (among them
/// escape sequences) and those that reverse the reading direction are spelled out, tabs are blanks.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_risky) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\t' => out.push_str("    "),
            char if is_risky(char) => out.extend(char.escape_default()),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

fn is_risky(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(12_345_678), "12,345,678");
        assert_eq!(plural(1, "group"), "1 group");
        assert_eq!(plural(0, "group"), "0 groups");
        assert_eq!(bytes(1), "1 byte");
        assert_eq!(bytes(4_210_340), "4.0 MiB");
    }

    #[test]
    fn waits() {
        let minutes = |min, median, max| wait(&WaitMinutes { min, median, max });
        assert_eq!(minutes(1, 1, 1), "1 minute");
        assert_eq!(
            minutes(2, 71, 147),
            "2 to 147 minutes (2 h 27 min), median 71"
        );
        assert_eq!(minutes(600, 600, 600), "600 minutes (10 h 0 min)");
        assert_eq!(minutes(9000, 9000, 9000), "9,000 minutes (about 6 days)");
    }

    #[test]
    fn commands() {
        assert_eq!(command("ss -tn  # who"), (Some("ss -tn"), "who"));
        assert_eq!(command("Wait # a bit."), (None, "Wait # a bit."));
    }

    #[test]
    fn locations() {
        let go = "/opt/go/src/net/http/transport.go";
        assert_eq!(
            location(go, 9, Origin::StandardLibrary),
            "net/http/transport.go:9"
        );
        assert_eq!(
            location("/home/go/pkg/mod/a.b/c@v1/d.go", 0, Origin::Dependency),
            "a.b/c@v1/d.go"
        );
        assert_eq!(
            location("/app/src/main.go", 3, Origin::Application),
            "/app/src/main.go:3"
        );
    }

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(printable("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(printable("a\u{202e}b\tc\n"), "a\\u{202e}b    c\\n");
        assert_eq!(printable("süß 漢 …"), "süß 漢 …");
    }
}
