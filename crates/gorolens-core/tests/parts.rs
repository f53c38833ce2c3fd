//! An input that is read in parts gives the report of a single pass, wherever it is cut.

mod common;

use common::{analyse, analyse_in_parts, parts};
use gorolens_core::{Analysis, Limits, Part, PartResult, Unfit};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What stands behind a goroutine: mostly nothing, sometimes what parts have to agree on.
const BETWEEN: [&str; 24] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "\n",
    "log line\n",
    "log line\n\n",
    "main.f(0x1)\n\n",
    "rax    0xca\n\n",
    "-----\n\n",
    "SIGQUIT: quit\nPC=0x45b6f3 m=0 sigcode=0\n\n",
    "panic: x\n\n",
    "fatal error: all goroutines are asleep - deadlock!\n\n",
    "goroutine 7 [select]: x\n\n",
    "main.g(\u{feff}0x1)\n\t/app/main.go:7\n\n",
];

/// Goroutines as Go prints them: few stacks, ids that seldom come again.
fn dump() -> impl Strategy<Value = String> {
    let state = prop::sample::select(vec![
        "select",
        "IO wait, 5 minutes",
        "chan receive (nil chan)",
        "running",
        "sleep (durable), synctest bubble 1",
        "select labels:{\"a\": \"b\"}",
        "select, 2 minutes] {tenant: acme",
    ]);
    let args = prop::sample::select(vec!["", "...", "0x1", "0xc000, {0x2?, ...}", "0xc001"]);
    let between = prop::sample::select(&BETWEEN[..]);
    let block = (1u64..4000, state, args.clone(), args, 0usize..4, between).prop_map(
        |(id, state, a, b, shape, between)| {
            let tail = [
                "created by main.main in goroutine 1\n\t/app/main.go:5 +0x2\n\n",
                "created by time.goFunc\n\t/go/src/time/sleep.go:182 +0x2d\n\n",
                "\n",
                "main.main()\n\t/app/main file.go:1 +0x2\n\n",
            ][shape];
            let close = if state.contains('{') && !state.contains("labels") { "}" } else { "]" };
            format!(
                "goroutine {id} [{state}{close}:\nnet/http.(*persistConn).readLoop({a})\n\t/app/a.go:9 +0x1d\n\
                 main.(*T).g({b})\n\t/app/b.go:19\n{tail}{between}"
            )
        },
    );
    prop::collection::vec(block, 0..30).prop_map(|blocks| blocks.concat())
}

fn clean_dump() -> impl Strategy<Value = String> {
    dump().prop_map(|text| {
        let is_stray = |line: &&str| {
            !line.is_empty() && *line != "\n" && BETWEEN.iter().any(|it| it.contains(*line))
        };
        let lines = text.split_inclusive('\n').filter(|line| !is_stray(line));
        lines.collect::<String>().replace("\n\n\n", "\n\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn parts_that_fit_give_the_report_of_one_pass(
        text in dump(),
        cuts in prop::collection::vec(0usize..5000, 0..4),
        chunk in 1usize..400,
    ) {
        if let Ok(report) = analyse_in_parts(text.as_bytes(), &cuts, chunk) {
            prop_assert_eq!(report, analyse(text.as_bytes(), text.len()));
        }
    }

    #[test]
    fn a_clean_dump_can_be_cut_anywhere(
        text in clean_dump(),
        cuts in prop::collection::vec(0usize..5000, 0..6),
        chunk in 1usize..4000,
    ) {
        let whole = analyse(text.as_bytes(), text.len());
        prop_assert_eq!(analyse_in_parts(text.as_bytes(), &cuts, chunk), Ok(whole));
    }

    /// Each input with parts of its own, or as a whole when they do not fit.
    #[test]
    fn several_inputs(first in dump(), second in clean_dump(), cut in 0usize..3000) {
        let mut whole = Analysis::new(Limits::default());
        let mut merged = Analysis::new(Limits::default());
        for text in [&first, &second, &first] {
            whole.start_input("dump");
            whole.push(text.as_bytes());
            let parts = parts(text.as_bytes(), &[cut, cut * 2], 1000);
            if merged.add_parts("dump", parts).is_err() {
                merged.start_input("dump");
                merged.push(text.as_bytes());
            }
        }
        prop_assert_eq!(merged.finish(), whole.finish());
    }

    #[test]
    fn bytes_that_are_no_part(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..400) {
        PartResult::from_bytes(&bytes);
        let text = "goroutine 7 [select]:\nmain.f(0x1)\n\t/app/main.go:9 +0x1d\n\n";
        let mut part = parts(text.as_bytes(), &[], 1000)[0].to_bytes();
        let at = at % part.len();
        part.splice(at.., bytes);
        if let Some(part) = PartResult::from_bytes(&part) {
            let mut analysis = Analysis::new(Limits::default());
            let _ = analysis.add_parts("dump", vec![part]);
            analysis.finish();
        }
    }
}

#[test]
fn the_parts_of_a_dump_are_its_goroutines() {
    let goroutine = |n| format!("goroutine {n} [select]:\nmain.f()\n\t/app/main.go:9 +0x1d\n\n");
    let text: String = (1..=9).map(goroutine).collect();
    let len = text.len();
    for cut in 0..=len {
        let parts = parts(text.as_bytes(), &[cut], 7);
        let counts: Vec<u64> = parts.iter().map(PartResult::n_goroutines).collect();
        assert_eq!(counts.iter().sum::<u64>(), 9, "{cut}");
        assert_eq!(parts[0].span().end, parts[1].span().start);
        assert!(cut < len / 2 || counts[0] > 4);
    }
}

/// A header is repaired before it ends the goroutine in front of it, which may be of another dump.
#[test]
fn a_repaired_header_between_two_dumps() {
    let goroutine = "goroutine 7 [select]:\nmain.f()\n\t/app/main.go:9 +0x1d\n\n";
    let other = goroutine.replace(":\nmain", ":\u{feff}\nmain");
    for text in [
        format!("{goroutine}{other}"),
        format!("{other}{other}{goroutine}{other}"),
        format!("{goroutine}{goroutine}{other}text\n\n{other}"),
    ] {
        let whole = analyse(text.as_bytes(), text.len());
        assert!(!whole.coverage.repairs.is_empty());
        for cut in 0..text.len() {
            let parts = analyse_in_parts(text.as_bytes(), &[cut, cut + 60], 1000);
            assert_eq!(parts.as_ref(), Ok(&whole), "{cut}: {text}");
        }
    }
}

#[test]
fn what_does_not_fit_says_so() {
    let goroutine = "goroutine 7 [select]:\nmain.f()\n\t/app/main.go:9 +0x1d\n\n";
    let text = format!("{goroutine}panic: a message with a dump\n\n{goroutine}{goroutine}");
    let at = text.find("panic").unwrap_or(0);
    let unfit = analyse_in_parts(text.as_bytes(), &[at], 1000);
    assert_eq!(unfit, Err(Unfit::Context));
    let profile = format!("{goroutine}goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f\n\n");
    let unfit = analyse_in_parts(profile.as_bytes(), &[10], 1000);
    assert_eq!(unfit, Err(Unfit::Form));
    // Whether they are reported only depends on all parts.
    let headerless = goroutine.replace("goroutine 7 [select]:\n", "");
    let unfit = analyse_in_parts(headerless.as_bytes(), &[10], 1000);
    assert_eq!(unfit, Err(Unfit::Form));
    let mut halves = parts(goroutine.repeat(2).as_bytes(), &[9], 1000);
    let mut analysis = Analysis::new(Limits::default());
    let second = halves.remove(1);
    assert_eq!(analysis.add_parts("dump", vec![second]), Err(Unfit::Gap));
    assert_eq!(analysis.add_parts("dump", halves), Err(Unfit::Gap));
    assert_eq!(analysis.finish().totals().goroutines, 0);
    assert!(Part::may_split(text.as_bytes()));
    assert!(!Part::may_split(b"\x1f\x8b\n\ngoroutine 7 [select]:\n"));
    assert!(!Part::may_split(b"app | \napp | goroutine 7 [select]:\n"));
}
