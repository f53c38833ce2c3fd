//! What a reader of the terminal sees.

mod fixture;

use expect_test::expect;
use gorolens_report::{Report, TextOptions};

fn text(width: usize) -> String {
    Report::from(fixture::report()).to_text(&TextOptions {
        width: Some(width),
        ..TextOptions::default()
    })
}

#[test]
fn the_verdict_comes_first() {
    expect![[r#"
        1 leak, 1 note.

        1. 1,240 HTTP client connections leaked: an http.Transport is built per request
        LEAK · high certainty · 2,480 of 2,483 goroutines · 1,240 connections
        http-transport-per-request
        Remedy: Create the http.Transport (and its http.Client) once and re-use it for every
                request.

        Why
          • 1,240 connections put together exactly: the readLoop and writeLoop of each have the
            same *persistConn address.
          • The oldest has been idle for about 147 minutes (2 h 27 min), half of them for 71
            minutes or longer. http.DefaultTransport and its clones close a connection after 90 s
            without use, so these belong to Transports without IdleConnTimeout, such as
            &http.Transport{}. (A header may count up to three minutes too many.)

        How long they have waited
          • About 967 an hour, if none of them has woken or ended since.
            minutes  goroutines
            none shown  █ 10
                 60–89  ██████████████████████████████ 1,300
                90–119  0
               120–149  ███████████████████████████ 1,170

        What it costs
          • 1,240 file descriptors, which the peers keep open, too.
          • If more of them come, the limit of open files (ulimit -n) is reached first: then every
            dial and accept fails with "too many open files". Where it is raised to a million,
            memory comes first.

        What to change
          1. Find where an http.Transport, or a library client that makes one, is built: in a
             handler, a loop, a constructor called per request.
          2. Move it to a package variable or a field that lives as long as the process. Clients
             and Transports are safe for concurrent use.

          Before
              func get(url string) (*http.Response, error) {
                  c := &http.Client{Transport: &http.Transport{}}
                  return c.Get(url)
              }

          After
              var client = &http.Client{Timeout: 10 * time.Second}

              func get(url string) (*http.Response, error) {
                  return client.Get(url)
              }

          • net/http: Transport – https://pkg.go.dev/net/http#Transport

        What else it could be
          • http-idle-many-hosts: One Transport that talks to very many hosts without
            IdleConnTimeout leaves the same goroutines. The dump shows no remote addresses: if ss
            or lsof lists few hosts, it is a Transport per request.

        To be sure
          • ss -Htnp | awk '{print $5}' | sort | uniq -c
            the remote addresses: few hosts or many?
          • One dump shows a pile, not growth; a second one shows growth.

        To confirm the fix
          • gorolens dump.txt dump-2.txt
            one dump soon after the start and one under the same load for longer than the oldest
            wait here: with the fix, the count of these stacks stays level

        2. 3 server connections are waiting for their clients
        NOTE · medium certainty: likely, not proved · 3 of 2,483 goroutines
        http-server-idle-conns

        Groups of identical stacks
        dump.txt: debug=2, Go 1.12.7, 2,483 goroutines, 4.0 MiB
        dump.txt ended with: SIGQUIT: quit

        1,240 × IO wait (1,238), runnable (2) · waiting 2 to 147 minutes (2 h 27 min), median 71 ·
                finding 1
            internal/poll.runtime_pollWait    runtime/netpoll.go:182
            bufio.(*Reader).Peek              bufio/bufio.go:138
            net/http.(*persistConn).readLoop  net/http/transport.go:1677
            created by net/http.(*Transport).dialConn  net/http/transport.go:1357
            label handler: /pay (1,200), /refund (40)
            group 0011223344556677 · goroutines 39381, 39383, 39385 and 1,237 more

        1,240 × select · waiting 147 minutes (2 h 27 min) · finding 1
            net/http.(*persistConn).writeLoop  net/http/transport.go:1976
            created by net/http.(*Transport).dialConn  net/http/transport.go:1358
            group 8899aabbccddeeff · goroutines 39382 and 1,239 more

        Normal here
          • 3 × benign-signal-loop: Package os/signal waits for signals; there is one per process.
            There is never more than one.

        What was read
        Of the 4.0 MiB read 39 bytes were set aside.
        Repaired without loss: 12,408 lines without their tab.
          • lines 1 to 2: not part of the dump
            │ 2026-03-01 03:12:44 collecting
          • line 91204: goroutine cut off, its whole frames are kept
            │ net/http.(*pers
    "#]]
    .assert_eq(&text(90));
}

#[test]
fn no_finding_is_no_proof_of_health() {
    let mut report = Report::from(fixture::report());
    report.findings.clear();
    report.groups.truncate(1);
    report.coverage.problems.clear();
    let text = report.to_text(&TextOptions {
        width: Some(60),
        ..TextOptions::default()
    });
    expect![[r#"
        Nothing suspicious: no known pattern of a leak or hang fits
        the 2,483 goroutines; 3 are of a kind and number that is
        normal.
        dump.txt ended with: SIGQUIT: quit
        That no pattern fits is no proof of health: look at the
        largest groups below, and compare with a second dump taken a
        few minutes later. A count that only grows is a leak.

        Groups of identical stacks
        dump.txt: debug=2, Go 1.12.7, 2,483 goroutines, 4.0 MiB

        1,240 × IO wait (1,238), runnable (2) · waiting 2 to 147
                minutes (2 h 27 min), median 71
            internal/poll.runtime_pollWait    runtime/netpoll.go:182
            bufio.(*Reader).Peek              bufio/bufio.go:138
            net/http.(*persistConn).readLoop
                net/http/transport.go:1677
            created by net/http.(*Transport).dialConn
                net/http/transport.go:1357
            label handler: /pay (1,200), /refund (40)
            group 0011223344556677 · goroutines 39381, 39383, 39385
            and 1,237 more

        Normal here
          • 3 × benign-signal-loop: Package os/signal waits for
            signals; there is one per process. There is never more
            than one.

        What was read
        Of the 4.0 MiB read 39 bytes were set aside.
        Repaired without loss: 12,408 lines without their tab.
    "#]]
    .assert_eq(&text);
}

#[test]
fn nothing_understood_says_what_to_give() {
    let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
    analysis.start_input("notes.txt");
    let text = Report::from(analysis.finish()).to_text(&TextOptions {
        width: Some(72),
        ..TextOptions::default()
    });
    expect![[r#"
        No goroutine was understood.
        A dump has lines such as "goroutine 1 [running]:" with stacks below
        them. Sending the process SIGQUIT prints one to its standard error and
        ends it; net/http/pprof gives one without harm:
          curl -o dump.txt "http://HOST:PORT/debug/pprof/goroutine?debug=2"

        What was read
        The input is empty.
    "#]]
    .assert_eq(&text);
}

#[test]
fn no_line_of_prose_is_wider_than_the_terminal() {
    for width in [40, 60, 80, 120] {
        let text = text(width);
        for line in text.lines().filter(|line| line.trim().contains(' ')) {
            let is_code =
                line.starts_with("      ") || line.contains("http.") || line.contains("| awk");
            assert!(is_code || line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn what_is_normal_is_summed_up() {
    let report = Report::from(fixture::report());
    let some = report.to_text(&TextOptions::default());
    assert!(some.contains("• 3 × benign-signal-loop: "), "{some}");
    assert!(!some.contains("github.com/lib/watch.poll"), "{some}");
    let all = report.to_text(&TextOptions {
        all: true,
        ..TextOptions::default()
    });
    assert!(all.contains("github.com/lib/watch.poll"), "{all}");
}

#[test]
fn all_lists_what_is_left_out_otherwise() {
    let mut report = Report::from(fixture::report());
    report.groups[2].benign = None;
    let group = report.groups[2].clone();
    report.groups.extend(vec![group; 30]);
    let problem = report.coverage.problems[0].clone();
    report.coverage.problems.extend(vec![problem; 30]);
    let some = report.to_text(&TextOptions::default());
    assert!(
        some.contains("… 13 more groups with 39 goroutines; --all lists them"),
        "{some}"
    );
    assert!(
        some.contains("… 22 more problems; --all lists them"),
        "{some}"
    );
    let all = report.to_text(&TextOptions {
        all: true,
        ..TextOptions::default()
    });
    assert_eq!(all.matches("github.com/lib/watch.poll").count(), 31);
    assert!(!all.contains("--all"), "{all}");
}

#[test]
fn escape_sequences_of_a_dump_do_nothing() {
    let mut report = Report::from(fixture::report());
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\r\n";
    report.dumps[0].name = hostile.into();
    report.findings[0].title = hostile.into();
    report.findings[0].remedy.before = hostile.into();
    report.groups[0].frames[0].func = hostile.into();
    report.groups[0].states = [(hostile.to_owned(), 1)].into();
    report.coverage.problems[0].text = hostile.into();
    let text = report.to_text(&TextOptions::default());
    let is_plain = |char: char| char == '\n' || !(char.is_control() || char == '\u{202e}');
    assert!(text.chars().all(is_plain), "{text:?}");
}

#[test]
fn colours_only_mark() {
    let report = Report::from(fixture::report());
    let plain = report.to_text(&TextOptions::default());
    let coloured = report.to_text(&TextOptions {
        color: true,
        ..TextOptions::default()
    });
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}[1m\u{1b}[31mLEAK"), "{coloured:?}");
    let mut bare = String::new();
    for piece in coloured.split('\u{1b}') {
        let after = piece.split_once('m').filter(|_| piece.starts_with('['));
        bare.push_str(after.map_or(piece, |(_, text)| text));
    }
    assert_eq!(bare, plain);
}

#[test]
fn the_closing_repeats_the_verdict() {
    let options = TextOptions {
        closing: true,
        ..TextOptions::default()
    };
    let mut report = Report::from(fixture::report());
    let last = |report: &Report| report.to_text(&options).lines().last().map(str::to_owned);
    let title = format!("In short: {}", report.findings[0].title);
    assert_eq!(last(&report), Some(title));
    report.findings.remove(0);
    let quiet = last(&report).unwrap_or_default();
    assert!(
        quiet.starts_with("In short: Nothing suspicious: "),
        "{quiet}"
    );
    report.normal.clear();
    let none = "In short: No leak or hang is proved; 1 note.".to_owned();
    assert_eq!(last(&report), Some(none));
}

#[test]
fn the_same_advice_is_given_once() {
    let mut report = Report::from(fixture::report());
    let again = report.findings[0].clone();
    report.findings.push(again);
    for text in [
        report.to_text(&TextOptions::default()),
        report.to_markdown(),
    ] {
        assert_eq!(text.matches("package variable").count(), 1, "{text}");
        assert_eq!(text.matches("As in finding 1.").count(), 1, "{text}");
    }
}

#[test]
fn recursion_is_folded() {
    let mut report = Report::from(fixture::report());
    report.groups[2].benign = None;
    let frames = &mut report.groups[2].frames;
    *frames = vec![frames[1].clone(); 100];
    for text in [
        report.to_text(&TextOptions::default()),
        report.to_markdown(),
    ] {
        let call = "main.main.func1  /app/main.go:31 × 100 (recursion)\n";
        assert!(text.contains(call), "{text}");
    }
}

#[test]
fn thousands_of_dumps_stay_readable() {
    let mut report = Report::from(fixture::report());
    let n = 5000;
    report.dumps = vec![report.dumps[0].clone(); n];
    report.findings = vec![report.findings[0].clone(); n];
    for group in &mut report.groups {
        group.count_by_dump = (1..=n as u64).collect();
    }
    let closing = TextOptions {
        closing: true,
        ..TextOptions::default()
    };
    for text in [report.to_text(&closing), report.to_markdown()] {
        assert!(text.lines().count() < 300, "{}", text.lines().count());
        assert!(text.contains("per dump 1, 2, 3, 4, …, 5,000"), "{text}");
        assert!(text.contains("… 4,990 more findings"), "{text}");
        assert!(text.contains("… 4,990 more dumps"), "{text}");
        assert!(text.contains("findings 1, 2, 3 and 4,997 more"), "{text}");
    }
}

/// Whether or not a rule knows the pattern, Go's own mark is proof.
#[test]
fn the_mark_of_go_is_not_passed_over() {
    let mut report = Report::from(fixture::report());
    let marked = "Go itself marks 2 goroutines as leaked";
    assert!(!report.to_text(&TextOptions::default()).contains(marked));
    report.findings.clear();
    for text in [
        report.to_text(&TextOptions::default()),
        report.to_markdown(),
    ] {
        assert!(text.contains(marked), "{text}");
    }
}

#[test]
fn a_profile_is_not_taken_for_a_dump() {
    let mut report = Report::from(fixture::report());
    report.findings.clear();
    report.dumps[0].format = "protobuf".into();
    report.coverage.problems[0].kind = "delta".into();
    for text in [
        report.to_text(&TextOptions::default()),
        report.to_markdown(),
    ] {
        let line = text
            .lines()
            .position(|line| line.contains("difference of two"));
        assert!(line.is_some_and(|line| line < 5), "{text}");
        assert!(text.contains("says more"), "{text}");
    }
}
