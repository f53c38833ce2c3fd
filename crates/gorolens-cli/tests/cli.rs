//! The command as other tools see it: exit status, the two streams, and the three forms.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use expect_test::expect;
use serde_json::Value;

/// A dump of `n` idle connections of as many Transports, as Go 1.12 prints it.
fn leak(n: u64) -> String {
    let mut dump = String::new();
    for conn in 0..n {
        let (id, address) = (100 + 2 * conn, 0xc0_0011_9e60 + conn * 0x120);
        dump.push_str(&read_loop(id, address));
        dump.push_str(&write_loop(id + 1, address));
    }
    dump
}

fn read_loop(id: u64, address: u64) -> String {
    format!(
        "goroutine {id} [IO wait, 147 minutes]:\n\
         internal/poll.runtime_pollWait(0x7fb1bd640f00, 0x72, 0xffffffffffffffff)\n\
         \t/usr/local/go/src/runtime/netpoll.go:182 +0x56\n\
         net/http.(*persistConn).Read({address:#x}, 0xc0010ef000, 0x1000, 0x1000, 0x0, 0x0, 0x0)\n\
         \t/usr/local/go/src/net/http/transport.go:1524 +0x7b\n\
         bufio.(*Reader).fill(0xc002897500)\n\
         \t/usr/local/go/src/bufio/bufio.go:100 +0x10f\n\
         bufio.(*Reader).Peek(0xc002897500, 0x1, 0x0, 0x0, 0x1, 0xc002255600, 0x0)\n\
         \t/usr/local/go/src/bufio/bufio.go:138 +0x4f\n\
         net/http.(*persistConn).readLoop({address:#x})\n\
         \t/usr/local/go/src/net/http/transport.go:1677 +0x1a3\n\
         created by net/http.(*Transport).dialConn\n\
         \t/usr/local/go/src/net/http/transport.go:1357 +0xae8\n\n"
    )
}

fn write_loop(id: u64, address: u64) -> String {
    format!(
        "goroutine {id} [select, 147 minutes]:\n\
         net/http.(*persistConn).writeLoop({address:#x})\n\
         \t/usr/local/go/src/net/http/transport.go:1976 +0x113\n\
         created by net/http.(*Transport).dialConn\n\
         \t/usr/local/go/src/net/http/transport.go:1358 +0xb0d\n\n"
    )
}

const HEALTHY: &str = "goroutine 1 [running]:\nmain.main()\n\t/app/main.go:9 +0x1d\n";

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let name = format!("gorolens-cli-{test}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("creates a folder");
        Folder(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("writes a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn gorolens() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gorolens"));
    let surroundings = [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
    ];
    for name in surroundings {
        command.env_remove(name);
    }
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    finish(command.stdin(Stdio::null()).output().expect("starts"))
}

fn run_with_input(command: &mut Command, input: &[u8]) -> (i32, String, String) {
    let command = command.stdin(Stdio::piped());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdin = child.stdin.take().expect("is piped");
    stdin.write_all(input).expect("takes input");
    drop(stdin);
    finish(child.wait_with_output().expect("ends"))
}

fn finish(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().expect("no signal");
    (status, text(output.stdout), text(output.stderr))
}

#[track_caller]
fn valid_json(text: &str) -> Value {
    let schema = serde_json::from_str(gorolens_report::JSON_SCHEMA).expect("JSON");
    let report: Value = serde_json::from_str(text).expect("JSON");
    jsonschema::validate(&schema, &report).expect("valid against the schema");
    report
}

fn rules(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("findings");
    findings
        .iter()
        .filter_map(|it| it["rule"].as_str())
        .collect()
}

#[test]
fn a_leak_is_status_1() {
    let folder = Folder::new("leak");
    let file = folder.file("dump.txt", leak(120));
    let (status, out, err) = run(gorolens().args(["--format", "json"]).arg(&file));
    assert_eq!((status, err.as_str()), (1, ""));
    let report = valid_json(&out);
    assert_eq!(rules(&report), ["http-transport-per-request"]);
    assert_eq!(report["totals"]["goroutines"], 240);
    assert_eq!(report["totals"]["groups"], 2);
    assert_eq!(report["dumps"][0]["name"], file.to_str().expect("UTF-8"));
}

#[test]
fn no_leak_is_status_0() {
    let (status, out, err) =
        run_with_input(gorolens().args(["--format", "json"]), HEALTHY.as_bytes());
    assert_eq!((status, err.as_str()), (0, ""));
    let report = valid_json(&out);
    assert_eq!(report["totals"]["goroutines"], 1);
    assert_eq!(report["dumps"][0]["name"], "stdin");
}

#[test]
fn a_dash_is_standard_input() {
    let folder = Folder::new("dash");
    let file = folder.file("a.txt", HEALTHY);
    let mut command = gorolens();
    let (status, out, _) = run_with_input(
        command.args(["--format", "json"]).arg(&file).arg("-"),
        leak(120).as_bytes(),
    );
    assert_eq!(status, 1);
    let report = valid_json(&out);
    assert_eq!(report["dumps"][0]["goroutines"], 1);
    assert_eq!(report["dumps"][1]["goroutines"], 240);
    assert_eq!(report["dumps"][1]["name"], "stdin");
    assert_eq!(
        report["groups"][0]["count_by_dump"],
        serde_json::json!([0, 120])
    );
}

#[test]
fn an_input_larger_than_a_chunk_is_read_whole() {
    let dump = leak(1000);
    assert!(dump.len() > 2 * 256 * 1024);
    let (status, out, _) = run_with_input(gorolens().args(["--format=json"]), dump.as_bytes());
    assert_eq!(status, 1);
    let report = valid_json(&out);
    assert_eq!(report["totals"]["goroutines"], 2000);
    assert_eq!(report["coverage"]["bytes"], dump.len());
    assert_eq!(report["coverage"]["understood_bytes"], dump.len());
}

#[test]
fn text_without_goroutines_is_status_2_with_a_report() {
    for format in ["text", "json", "markdown"] {
        let (status, out, err) = run_with_input(
            gorolens().args(["--format", format]),
            b"<html><body>502 Bad Gateway</body></html>\n",
        );
        assert_eq!(status, 2, "{format}");
        assert!(!out.is_empty(), "{format}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.contains("goroutine?debug=2"), "{err}");
        if format == "json" {
            assert_eq!(valid_json(&out)["totals"]["goroutines"], 0);
        }
    }
}

#[test]
fn an_empty_input_is_status_2() {
    let (status, out, err) = run_with_input(gorolens().args(["--format", "json"]), b"");
    assert_eq!(status, 2);
    assert_eq!(valid_json(&out)["coverage"]["bytes"], 0);
    assert!(err.contains("no goroutine found"), "{err}");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_analysed() {
    let folder = Folder::new("unreadable");
    let good = folder.file("good.txt", leak(120));
    let missing = folder.0.join("missing.txt");
    let mut command = gorolens();
    let command = command
        .args(["--format", "json"])
        .args([&missing, &folder.0, &good]);
    let (status, out, err) = run(command);
    assert_eq!(status, 2);
    let report = valid_json(&out);
    assert_eq!(report["dumps"].as_array().map(Vec::len), Some(1));
    assert_eq!(rules(&report), ["http-transport-per-request"]);
    assert!(
        err.contains("cannot read") && err.contains("missing.txt"),
        "{err}"
    );
    assert_eq!(err.lines().count(), 2, "{err}");
}

#[test]
fn a_missing_file_alone_gets_one_sentence() {
    let (status, out, err) = run(gorolens().arg("no/such/dump.txt"));
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(
        err.starts_with("gorolens: cannot read no/such/dump.txt: "),
        "{err}"
    );
    assert_eq!(err.lines().count(), 1, "{err}");
    let (status, out, _) = run(gorolens().args(["--format", "json", "no/such/dump.txt"]));
    assert_eq!(status, 2);
    assert_eq!(valid_json(&out)["dumps"], serde_json::json!([]));
}

#[test]
fn a_file_without_goroutines_among_others_is_named() {
    let folder = Folder::new("one-empty");
    let good = folder.file("good.txt", HEALTHY);
    let bad = folder.file("notes.txt", "nothing here\n");
    let (status, _, err) = run(gorolens().args([&good, &bad]));
    assert_eq!(status, 0);
    assert!(
        err.contains("notes.txt") && !err.contains("good.txt"),
        "{err}"
    );
}

#[test]
fn wrong_usage_is_status_2_and_says_how() {
    let cases: [&[&str]; 5] = [
        &["--lang", "tlh"],
        &["--format", "xml"],
        &["--frobnicate"],
        &["--width", "wide"],
        &["-", "-"],
    ];
    for args in cases {
        let (status, out, err) = run(gorolens().args(args));
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains("--help"), "{err}");
    }
}

#[test]
fn help_and_version_are_status_0() {
    let (status, out, _) = run(gorolens().arg("--version"));
    assert_eq!(
        (status, out.as_str()),
        (0, concat!("gorolens ", env!("CARGO_PKG_VERSION"), "\n"))
    );
    let (status, out, _) = run(gorolens().arg("--help"));
    assert_eq!(status, 0);
    for word in [
        "Exit status",
        "--format",
        "--color",
        "--width",
        "--lang",
        "--all",
        "kubectl",
    ] {
        assert!(out.contains(word), "{word} in {out}");
    }
}

#[test]
fn completions_and_man_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, out, _) = run(gorolens().args(["--completions", shell]));
        assert_eq!(status, 0, "{shell}");
        assert!(out.contains("format") && out.contains("gorolens"), "{out}");
    }
    let (status, out, _) = run(gorolens().arg("--man"));
    assert_eq!(status, 0);
    assert!(out.contains(".SH SYNOPSIS"), "{out}");
}

#[test]
fn other_tools_get_their_forms() {
    let run = |format: &str| {
        let mut command = gorolens();
        run_with_input(command.args(["--format", format]), leak(120).as_bytes())
    };
    let (status, out, _) = run("sarif");
    let log: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (status, &log["runs"][0]["results"][0]["level"]),
        (1, &"error".into())
    );
    let (status, out, _) = run("collapsed");
    assert_eq!((status, out.lines().count()), (1, 2), "{out}");
    let (status, out, _) = run("speedscope");
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (status, &document["profiles"][0]["endValue"]),
        (1, &240.into())
    );
}

/// What the command writes as a profile, it reads again.
#[test]
fn a_profile_comes_back() {
    let folder = Folder::new("pprof");
    let dump = folder.file("dump.txt", leak(120));
    let written = gorolens().args(["--format", "pprof"]).arg(&dump).output();
    let profile = folder.file("goroutines.pb", written.expect("starts").stdout);
    let (_, out, err) = run(gorolens().args(["--format", "json"]).arg(&profile));
    let report = valid_json(&out);
    assert_eq!(
        (&report["dumps"][0]["format"], err.as_str()),
        (&"protobuf".into(), "")
    );
    assert_eq!(report["totals"]["goroutines"], 240);
}

#[test]
fn colours_only_when_asked_for_in_a_pipe() {
    let run = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = gorolens();
        command.args(args).envs(env.iter().copied());
        run_with_input(&mut command, leak(120).as_bytes()).1
    };
    assert!(!run(&[], &[]).contains('\u{1b}'));
    assert!(run(&["--color", "always"], &[]).contains('\u{1b}'));
    assert!(run(&[], &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(!run(&["--color", "never"], &both).contains('\u{1b}'));
    assert!(!run(&[], &[("NO_COLOR", "1")]).contains('\u{1b}'));
}

#[test]
fn the_width_is_kept() {
    let run = |width: &str| {
        let mut command = gorolens();
        run_with_input(command.args(["--width", width]), leak(120).as_bytes()).1
    };
    let widest = |text: String| text.lines().map(|line| line.chars().count()).max();
    let whole = run("0");
    let narrow = run("50");
    assert!(whole.lines().count() < narrow.lines().count());
    assert!(widest(whole) > Some(110));
}

/// The reader has seen enough: neither a panic nor a complaint.
#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::new("pipe");
    let file = folder.file("dump.txt", leak(2000));
    for format in ["text", "json", "markdown"] {
        let mut command = gorolens();
        let mut child = command
            .args(["--all", "--format", format])
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        drop(child.stdout.take());
        let (status, _, err) = finish(child.wait_with_output().expect("ends"));
        assert_eq!((status, err.as_str()), (1, ""), "{format}");
    }
}

/// Names in a dump are whatever the author of a program, or of an attack, wrote.
#[test]
fn hostile_text_stays_text() {
    let hostile = "goroutine 7 [<img src=x onerror=alert(1)>, 5 minutes]:\n\
                   main.`</code>`<script>alert(1)</script>|x|(0x1)\n\
                   \t/app/\u{1b}[31m```main.go:9 +0x1d\n\
                   # heading <b>\n";
    let run = |format: &str| {
        let mut command = gorolens();
        run_with_input(command.args(["--format", format]), hostile.as_bytes()).1
    };
    assert!(!run("text").contains('\u{1b}'));
    let markdown = run("markdown");
    assert!(!markdown.contains('\u{1b}'));
    let outside = outside_of_code(&markdown);
    assert!(
        !outside.contains('<') && !outside.contains('|'),
        "{outside}"
    );
    valid_json(&run("json"));
}

/// Markdown without its fenced blocks and code spans.
fn outside_of_code(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find('`') {
        out.push_str(&rest[..at]);
        let body = rest[at..].trim_start_matches('`');
        let fence = &rest[at..rest.len() - body.len()];
        let mut from = 0;
        rest = loop {
            let at = from + body[from..].find(fence).expect("the fence is closed");
            let after = body[at..].trim_start_matches('`');
            let run = body.len() - at - after.len();
            if run == fence.len() {
                break after;
            }
            from = at + run;
        };
    }
    out + rest
}

/// The words of a finding are its rule's; where they stand is what counts here.
#[test]
fn the_text_of_a_leak() {
    let (_, out, _) = run_with_input(gorolens().args(["--width", "100"]), leak(1240).as_bytes());
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("1,240 "), "{out}");
    assert_eq!(
        lines[1],
        "LEAK · medium certainty: likely, not proved · 2,480 of 2,480 goroutines · 1,240 connections"
    );
    assert_eq!(lines[2], "http-transport-per-request");
    assert!(lines[3].starts_with("Remedy: "), "{out}");
    let from = out.find("Groups of identical").expect("the groups");
    expect![[r#"
        Groups of identical stacks
        stdin: debug=2, Go 1.9+, 2,480 goroutines, 1.1 MiB

        1,240 × IO wait · waiting 147 minutes (2 h 27 min) · see the finding
            internal/poll.runtime_pollWait    runtime/netpoll.go:182
            net/http.(*persistConn).Read      net/http/transport.go:1524
            bufio.(*Reader).fill              bufio/bufio.go:100
            bufio.(*Reader).Peek              bufio/bufio.go:138
            net/http.(*persistConn).readLoop  net/http/transport.go:1677
            created by net/http.(*Transport).dialConn  net/http/transport.go:1357
            group 74c333bc682c90a7 · goroutines 100, 102, 104, 106, 108 and 1,235 more

        1,240 × select · waiting 147 minutes (2 h 27 min) · see the finding
            net/http.(*persistConn).writeLoop  net/http/transport.go:1976
            created by net/http.(*Transport).dialConn  net/http/transport.go:1358
            group 250ab354b245bc5e · goroutines 101, 103, 105, 107, 109 and 1,235 more

        What was read
        All of the 1.1 MiB read was understood.
    "#]]
    .assert_eq(&out[from..]);
}

#[test]
fn the_language_is_asked_for_or_that_of_the_surroundings() {
    let first_line = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = gorolens();
        command.args(args).envs(env.iter().copied());
        let (_, out, _) = run_with_input(&mut command, leak(120).as_bytes());
        out.lines().next().map(str::to_owned).unwrap_or_default()
    };
    let is_chinese = |line: String| line.starts_with("泄漏了 120 条");
    let (chinese, posix) = (("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C"));
    assert!(!is_chinese(first_line(&[], &[])));
    assert!(is_chinese(first_line(&["--lang", "zh-Hans"], &[])));
    assert!(is_chinese(first_line(&[], &[chinese])));
    assert!(is_chinese(first_line(&[], &[chinese, ("LC_ALL", "")])));
    assert!(!is_chinese(first_line(&[], &[chinese, posix])));
    assert!(!is_chinese(first_line(&["--lang", "en"], &[chinese])));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::new("same");
    let file = folder.file("dump.txt", leak(50) + HEALTHY);
    for format in ["text", "json", "markdown"] {
        let once = |path: &Path| run(gorolens().args(["--format", format]).arg(path));
        assert_eq!(once(&file), once(&file), "{format}");
    }
}
