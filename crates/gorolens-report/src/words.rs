//! Words for numbers, names and kinds, shared by the text and the Markdown.

use std::borrow::Cow;

use gorolens_core::{Arg, msg};

use crate::Lang;
use crate::catalogue::{self, thousands};
use crate::types::*;

/// `147 minutes (2 h 27 min)`, `2 to 147 minutes (2 h 27 min), median 71`.
pub(crate) fn waiting(wait: &WaitMinutes, lang: Lang) -> String {
    let longest = lang.say(&catalogue::wait(wait.max));
    lang.say(&match wait.min == wait.max {
        true => msg("report-waiting").text("wait", longest),
        false => msg("report-waiting-range")
            .n("min", wait.min)
            .n("median", wait.median)
            .text("wait", longest),
    })
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
pub(crate) fn states(group: &Group, lang: Lang) -> String {
    let mut states: Vec<(&String, u64)> = group.states.iter().map(|(s, n)| (s, *n)).collect();
    states.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match states.as_slice() {
        [] => lang.say(&msg("report-state-unknown")),
        [(state, _)] if *state == "unknown" => lang.say(&msg("report-state-unknown")),
        [(state, _)] => (*state).clone(),
        several => several
            .iter()
            .map(|(state, count)| format!("{state} ({})", thousands(*count)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The line below a stack that shows where to look: `goroutines 7, 9 and 1,238 more`.
pub(crate) fn goroutine_ids(group: &Group, lang: Lang) -> Option<String> {
    const SHOWN: usize = 5;
    let ids = &group.goroutine_ids;
    let shown: Vec<String> = ids.iter().take(SHOWN).map(u64::to_string).collect();
    let more = group.count.saturating_sub(shown.len() as u64);
    let ids = match (shown.as_slice(), more) {
        ([], _) => return None,
        ([id], 0) => msg("report-goroutine").text("id", id),
        _ => msg("report-goroutines").arg("ids", Arg::List { shown, more }),
    };
    Some(lang.say(&ids))
}

/// The most frequent values of a label: `handler: /pay (1,200), /refund (40)`.
pub(crate) fn labels(group: &Group, lang: Lang) -> Vec<String> {
    const SHOWN: usize = 4;
    let lines = group.labels.iter().map(|(key, values)| {
        let mut sorted: Vec<(&String, u64)> = values.iter().map(|(v, n)| (v, *n)).collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let shown = sorted.iter().take(SHOWN).map(|(value, count)| {
            let empty = value
                .is_empty()
                .then(|| lang.say(&msg("report-label-empty")));
            let value = empty.as_deref().unwrap_or(value);
            format!("{value} ({})", thousands(*count))
        });
        let values = Arg::List {
            shown: shown.collect(),
            more: sorted.len().saturating_sub(SHOWN) as u64,
        };
        lang.say(
            &msg("report-label-values")
                .text("key", key)
                .arg("values", values),
        )
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
pub(crate) fn repeated(times: u64, lang: Lang) -> String {
    match times {
        1 => String::new(),
        _ => format!(" × {}", lang.say(&msg("report-recursion").n("n", times))),
    }
}

fn after<'a>(path: &'a str, mark: &str) -> Option<&'a str> {
    path.find(mark).map(|at| &path[at + mark.len()..])
}

/// `debug=2`, as people say it.
pub(crate) fn format(format: &str, lang: Lang) -> String {
    match format {
        "debug2" => "debug=2".to_owned(),
        "debug1" => "debug=1".to_owned(),
        "protobuf" => lang.say(&msg("report-format-protobuf")),
        "delve" => "Delve".to_owned(),
        "stacks" => lang.say(&msg("report-format-stacks")),
        "pprof-traces" => "go tool pprof".to_owned(),
        "race" => lang.say(&msg("report-format-race")),
        "unknown" => lang.say(&msg("report-format-unknown")),
        other => other.to_owned(),
    }
}

/// What happened to the lines of a problem.
pub(crate) fn problem(kind: &str, lang: Lang) -> String {
    lang.say(&match kind {
        "skipped-text" => msg("report-problem-skipped-text"),
        "bad-line" => msg("report-problem-bad-line"),
        "orphan-frames" => msg("report-problem-orphan-frames"),
        "missing-header" => msg("report-problem-missing-header"),
        "cut-goroutine" => msg("report-problem-cut-goroutine"),
        "bad-header" => msg("report-problem-bad-header"),
        "long-line" => msg("report-problem-long-line"),
        "too-many-frames" => msg("report-problem-too-many-frames"),
        "too-many-dumps" => msg("report-problem-too-many-dumps"),
        "too-many-stacks" => msg("report-problem-too-many-stacks"),
        "unsupported-format" => msg("report-problem-unsupported-format"),
        "not-a-dump" => msg("report-problem-not-a-dump"),
        "delta" => msg("report-problem-delta"),
        "too-large" => msg("report-problem-too-large"),
        "damaged" => msg("report-problem-damaged"),
        "more-problems" => msg("report-problem-more-problems"),
        other => return other.to_owned(),
    })
}

/// `12,408 lines without their tab`.
pub(crate) fn repair(repair: &Repair, lang: Lang) -> String {
    lang.say(&match repair.kind.as_str() {
        "carriage-return" => msg("report-repair-carriage-return").n("n", repair.lines),
        "tab-replaced" => msg("report-repair-tab-replaced").n("n", repair.lines),
        "indentation" => msg("report-repair-indentation").n("n", repair.lines),
        "log-prefix" => msg("report-repair-log-prefix").n("n", repair.lines),
        "json-lines" => msg("report-repair-json-lines").n("n", repair.lines),
        "escapes" => msg("report-repair-escapes").n("n", repair.lines),
        "partial-lines" => msg("report-repair-partial-lines").n("n", repair.lines),
        "html" => msg("report-repair-html").n("n", repair.lines),
        "colours" => msg("report-repair-colours").n("n", repair.lines),
        "invisible" => msg("report-repair-invisible").n("n", repair.lines),
        "typography" => msg("report-repair-typography").n("n", repair.lines),
        "markdown" => msg("report-repair-markdown").n("n", repair.lines),
        "joined-lines" => msg("report-repair-joined-lines").n("n", repair.lines),
        "wrapped-lines" => msg("report-repair-wrapped-lines").n("n", repair.lines),
        "reversed-order" => msg("report-repair-reversed-order").n("n", repair.lines),
        "encoding" => msg("report-repair-encoding"),
        "compressed" => msg("report-repair-compressed"),
        other => return format!("{other} ({})", thousands(repair.lines)),
    })
}

/// `line 7`, `lines 7 to 9`. No separators: the number is to be typed into an editor.
pub(crate) fn lines(problem: &Problem, lang: Lang) -> String {
    let line = problem.line.to_string();
    if problem.lines <= 1 {
        return lang.say(&msg("report-line").text("line", line));
    }
    let last = problem.line.saturating_add(problem.lines - 1).to_string();
    lang.say(&msg("report-lines").text("line", line).text("last", last))
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

/// Ideographs and their punctuation, which mean nothing in Markdown and may end a line.
pub(crate) fn is_ideographic(char: char) -> bool {
    matches!(char, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
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
    fn waits() {
        let minutes = |min, median, max| waiting(&WaitMinutes { min, median, max }, Lang::En);
        assert_eq!(minutes(1, 1, 1), "waiting 1 minute");
        assert_eq!(
            minutes(2, 71, 147),
            "waiting 2 to 147 minutes (2 h 27 min), median 71"
        );
    }

    #[test]
    fn every_kind_has_words() {
        for lang in Lang::ALL {
            for kind in gorolens_core::ProblemKind::ALL {
                assert_ne!(problem(kind.as_str(), lang), kind.as_str(), "{lang}");
            }
            for kind in gorolens_core::RepairKind::ALL {
                let kind = kind.as_str().to_owned();
                let (dump, lines) = (0, 7);
                let unknown = format!("{kind} (7)");
                assert_ne!(
                    repair(&Repair { kind, dump, lines }, lang),
                    unknown,
                    "{lang}"
                );
            }
        }
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
