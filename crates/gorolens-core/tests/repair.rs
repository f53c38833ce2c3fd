//! The same small dump, damaged in many ways: the same goroutines come out, and what was done to
//! get them is said.

mod common;

use common::{analyse_in_every_cut, render};
use expect_test::{Expect, expect};

const DUMP: &str = "goroutine 7 [chan receive, 5 minutes]:\nmain.wait(0x1, {0x2, 0x3})\n\
    \t/app/main.go:9 +0x1d\ncreated by main.main in goroutine 1\n\t/app/main.go:5 +0x2\n\n\
    goroutine 9 [select]:\nmain.wait(...)\n\t/app/main.go:9\ncreated by main.main in goroutine 1\n\
    \t/app/main.go:5 +0x2\n";

/// Checks what is left to say when the goroutines of [`DUMP`] were found.
#[track_caller]
fn check(damaged: &str, expect: Expect) {
    let report = analyse_in_every_cut(damaged.as_bytes());
    let group = report.groups.first().expect("a group");
    assert_eq!(group.count, 2);
    assert_eq!(group.goroutine_ids, [7, 9]);
    assert_eq!(group.frames.len(), 1);
    assert_eq!(group.created_by.as_ref().expect("a creator").line, 5);
    assert_eq!(group.wait_minutes.expect("minutes").max, 5);
    let text = render(&report);
    let rest: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(['!', '~']))
        .collect();
    expect.assert_eq(&rest.join("\n"));
}

/// Every line of [`DUMP`] after `prefix`; `{n}` in it is a number that grows.
fn prefixed(prefix: &str) -> String {
    let line = |(n, line): (usize, &str)| prefix.replace("{n}", &n.to_string()) + line + "\n";
    DUMP.lines().enumerate().map(line).collect()
}

#[test]
fn log_prefixes() {
    for prefix in [
        "orders-1  | ",
        "[pod/orders-7d9f/app] ",
        "2026-11-23T04:21:0{n}.1Z ",
        "Nov 23 04:21:{n} host orders[4711]: ",
        "I1123 04:21:07.{n}       1 dump.go:31] ",
        "> ",
        "{n} | ",
        "2026-11-23T04:21:0{n}Z stdout F ",
    ] {
        check(&prefixed(prefix), expect!["~ log-prefix 11"]);
    }
}

#[test]
fn other_lines_between_prefixed_ones() {
    let dump = prefixed("orders-1  | ");
    check(
        &dump.replacen('\n', "\nweb-1  | GET /\n", 1),
        expect![[r#"
        ! bad-line 2+1 15B "web-1  | GET /"
        ~ log-prefix 11"#]],
    );
}

#[test]
fn a_prefix_on_the_first_line_only() {
    check(
        &format!("E1123 04:21:07.1       1 dump.go:31] {DUMP}"),
        expect!["~ log-prefix 1"],
    );
}

#[test]
fn records_of_a_container() {
    let record = |line: &str| {
        format!(
            "{{\"log\":{:?},\"stream\":\"stderr\"}}\n",
            format!("{line}\n")
        )
    };
    check(
        &DUMP.lines().map(record).collect::<String>(),
        expect!["~ json-lines 11"],
    );
}

#[test]
fn records_with_a_level() {
    let record = |line: &str| format!("{{\"level\":\"error\",\"msg\":{line:?}}}\n");
    check(
        &DUMP.lines().map(record).collect::<String>(),
        expect!["~ json-lines 11"],
    );
}

#[test]
fn pieces_of_lines() {
    let piece = |tag: &str, text: &str| format!("2026-11-23T04:21:07Z stderr {tag} {text}\n");
    let line = |line: &str| match line.split_at_checked(30) {
        Some((a, b)) => piece("P", a) + &piece("F", b),
        None => piece("F", line),
    };
    check(
        &DUMP.lines().map(line).collect::<String>(),
        expect![[r#"
        ~ log-prefix 14
        ~ partial-lines 6"#]],
    );
}

#[test]
fn one_string() {
    check(
        &format!("{{\"msg\":\"dump\",\"stack\":{DUMP:?}}}\n"),
        expect!["~ json-lines 1"],
    );
    check(
        &format!("time=04:21 msg=dump stack={DUMP:?} a=b\n"),
        expect!["~ escapes 1"],
    );
    check(
        &DUMP.replace('\n', "\\n").replace('\t', "\\t"),
        expect!["~ escapes 1"],
    );
    let octal = DUMP.replace('\n', "#012").replace('\t', "#011");
    check(
        &format!("Nov 23 04:21:07 host app[1]: {octal}\n"),
        expect![[r#"
            ~ log-prefix 1
            ~ escapes 1"#]],
    );
}

#[test]
fn characters() {
    check(
        &DUMP.replace("...", "…").replace(' ', "\u{a0}"),
        expect![[r#"
        ~ invisible 8
        ~ typography 1"#]],
    );
    check(
        &DUMP.replace("main.", "\u{200b}main."),
        expect!["~ invisible 8"],
    );
    check(
        &DUMP.replace("goroutine", "\x1b[1mgoroutine\x1b[0m"),
        expect!["~ colours 4"],
    );
    check(
        &format!("<html><pre>{}</pre>", DUMP.replace('\n', "<br>")),
        expect!["~ html 1"],
    );
}

#[test]
fn joined() {
    check(
        &DUMP.split_whitespace().collect::<Vec<_>>().join(" "),
        expect![[r#"
            ~ tab-replaced 4
            ~ joined-lines 1"#]],
    );
}

#[test]
fn wrapped() {
    let long = DUMP.replace("{0x2, 0x3}", "{0x2, 0x3}, 0x4, 0x5, 0x6, 0x7, 0x8, 0x9");
    let wrap = |line: &str| match line.split_at_checked(48) {
        Some((a, b)) => format!("{a}\n{b}\n"),
        None => format!("{line}\n"),
    };
    let tabs = long.replace('\t', "        ");
    check(
        &tabs.lines().map(wrap).collect::<String>(),
        expect![[r#"
        ~ tab-replaced 4
        ~ wrapped-lines 1"#]],
    );
}

#[test]
fn newest_first() {
    let lines: Vec<&str> = DUMP.lines().rev().collect();
    let report = analyse_in_every_cut((lines.join("\n") + "\n").as_bytes());
    assert_eq!(report.groups[0].goroutine_ids, [9, 7]);
    assert_eq!(report.groups[0].frames.len(), 1);
    assert_eq!(report.coverage.problems, []);
}

#[test]
fn utf_16() {
    for units in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let text = format!("\u{feff}{DUMP}");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(units).collect();
        let report = common::analyse(&bytes, 3);
        assert_eq!(report.groups[0].goroutine_ids, [7, 9]);
    }
}

#[test]
fn prose_that_names_a_goroutine_is_prose() {
    let text = "I saw goroutine 7 [select]: it hangs\nand then panic: boom\nwhat now?\n";
    let report = analyse_in_every_cut(text.as_bytes());
    assert_eq!(report.totals().goroutines, 0);
    assert_eq!(report.coverage.understood_bytes, 0);
}

/// The frames of a profile have tabs of their own: neither they nor the same lines behind a
/// collector's prefix are a log.
#[test]
fn a_profile_keeps_its_frames() {
    let profile = "goroutine profile: total 2\n2 @ 0x48a1ca 0x44a477\n\
        #\t0x4893c4\tmain.f+0x84\t\t/app/main.go:351\n\
        #\t0x4caac6\tmain.main+0x26\t\t/app/main.go:84\n\n";
    let prefixed: String = profile
        .lines()
        .map(|line| format!("orders-1  | {line}\n"))
        .collect();
    for (text, repairs) in [(profile, 0), (&prefixed, 1)] {
        let report = analyse_in_every_cut(text.as_bytes());
        let funcs: Vec<&str> = report.groups[0].frames.iter().map(|it| &*it.func).collect();
        assert_eq!(funcs, ["main.f", "main.main"], "{text}");
        assert_eq!(report.coverage.problems, [], "{text}");
        assert_eq!(report.coverage.repairs.len(), repairs, "{text}");
    }
}
