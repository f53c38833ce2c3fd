//! What must hold for any text whatever: no panic, the same report in any cut, every byte accounted
//! for.

mod common;

use common::{analyse, analyse_within, assert_accounted};
use gorolens_core::Limits;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Pieces that dumps are made of, good and bad.
const FRAGMENTS: [&str; 86] = [
    "goroutine 7 [select]:\n",
    "goroutine 8 [chan receive, 5 minutes, locked to thread]:\n",
    "goroutine 9 gp=0xc000006c40 m=nil [IO wait (leaked)]:\r\n",
    "goroutine 10 [running] {tenant: acme}:\n",
    "goroutine 11 [sel",
    "goroutine 0 [idle]:\n",
    "goroutine 99999999999999999999 [select]:\n",
    "goroutine ",
    "\tgoroutine running on other thread; stack unavailable\n",
    "main.wait(0x1, {0x2?, ...})\n",
    "main.(*T).M(...)\n",
    "net/http.(*persistConn).readLoop(0xc000010000)\n",
    "\t/app/main.go:9 +0x1d\n",
    "\t/app/main.go:9 +0x1d fp=0x1 sp=0x2 pc=0x3\n",
    "    /app/main.go:10\n",
    "/app/main.go:11 +0x1",
    "created by main.main in goroutine 1\n",
    "created by time.goFunc\r",
    "...16 frames elided...\n",
    "...additional frames elided...\n",
    "non-Go function at pc=0x4b3c\n",
    "[originating from goroutine 7]:\n",
    "panic: boom\n",
    "\tmore of it\n",
    "fatal error: all goroutines are asleep - deadlock!\n",
    "SIGQUIT: quit\nPC=0x45b6f3 m=0 sigcode=0\n",
    "runtime stack:\n",
    "Exception 0xc0000005 0x0\n",
    "-----\n",
    "rax    0xca\n",
    "runtime: sp=0xc02 stack=[0xc02, 0xc04]\n",
    "exit status 2\n",
    "2026/11/23 04:21:07 GET /\n",
    "2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms\n",
    "2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms\nI1123 04:21:07.1 1 main.go:31] started the server and waits for requests\nx at main.go:12\n",
    "prose (with parentheses)\n",
    "localhost:8080\n",
    "x",
    " ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "%2e%zz(",
    ")",
    "[",
    "labels:{\"a\": ",
    "é世",
    "orders-1  | ",
    "orders-1  | goroutine 7 [select]:\n",
    "orders-1  | main.wait(0x1)\n",
    "2026-11-23T04:21:07.1Z stderr F ",
    "2026-11-23T04:21:07Z stderr P goroutine 7 [sel\n",
    "{\"log\":\"goroutine 7 [select]:\\n\"}\n",
    "{\"log\":\"main.wait(0x1)\\n\"}\n",
    "{\"log\":\"main.wa\"}\n",
    "{\"msg\":\"goroutine 7 [select]:\\nmain.wait(0x1)\\n\\t/app/main.go:9\"}\n",
    "msg=\"goroutine 7 [select]:\\nmain.wait(0x1)\\n\\t/app/main.go:9\"\n",
    "goroutine 7 [select]:\\nmain.wait(0x1)\\n\\t/app/main.go:9\\n\n",
    "goroutine 7 [select]:#012main.wait(0x1)#012#011/app/main.go:9\n",
    "goroutine 7 [select]: main.wait(0x1) /app/main.go:9 +0x1 created by main.main /app/main.go:5\n",
    "\t/app/main.go:9 +0xbagoroutine 8 [select]:\n",
    "main.wait(0x1, {0x2, 0x3, 0x4}, 0x5, 0x6, {0x7\n",
    ", 0x8}, 0x9)\n",
    "> ",
    "\u{1b}[36m",
    "<br>",
    "&lt;",
    "\0",
    "…",
    "  Goroutine 4 - User: /app/main.go:22 main.f (0x4b4b36) [chan receive]\n",
    "\t0  0x0000000000437816 in runtime.gopark\n\t    at /app/proc.go:364\n",
    "\tLabels: \"a\":\"b\"\n",
    "[1 goroutines]\n",
    "Type: goroutine\n",
    "-----------+-------------------------------------------------------\n",
    "    tenant:  acme\n         3   runtime.gopark\n             main.f\n",
    "==================\n",
    "WARNING: DATA RACE\n",
    "[Goroutine 22 in state IO wait, with main.f on top of the stack:\n",
    "found unexpected goroutines:\n",
    "]\n",
    "goroutine profile: total 3\n",
    "2 @ 0x1 0x2\n# labels: {\"a\":\"b\"}\n#\t0x1\tmain.f+0x1\t/app/main.go:9\n\n",
];

fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        9 => prop::sample::select(&FRAGMENTS[..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(fragment, 0..60).prop_map(|parts| parts.concat())
}

/// Goroutines as Go prints them, a few stacks with ever different ids and arguments, and sometimes
/// something else between them.
fn clean_dump() -> impl Strategy<Value = String> {
    let state = prop::sample::select(vec![
        "[select]",
        "[IO wait, 5 minutes]",
        "[chan receive (nil chan)]",
        "[chan receive]",
        "[running, locked to thread]",
        "[select (no cases), 4294967295 minutes]",
        "[sleep (durable), synctest bubble 1]",
        "[select, 5 minutes] {tenant: acme, handler: \"a b\"}",
        "[select, 5 minutes] {panic: acme}",
        "[select labels:{\"a\": \"&lt;b]\"}]",
        "gp=0xc000006c40 m=nil [select]",
        "gp=0xc000006c40 m=3 mp=0x98b2a0 [running]",
        "gp=0xC0 m=nil [select]",
        "[chan send (leaked)]",
    ]);
    let registers = prop::sample::select(vec![
        "",
        "",
        " fp=0xc000060d48 sp=0xc000060d10 pc=0x653edc",
        " fp=0xc000060e48 sp=0xc000060e10 pc=0x653edc",
        " fp=0xc0 sp=0xG pc=0x6",
    ]);
    let args = prop::sample::select(vec![
        "",
        "...",
        "0x1",
        "0xc000, {0x2?, ...}",
        "0x1)x(0x2",
        "0xg",
    ]);
    let damage = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "",
        "\n",
        "log line\n",
        "\t",
        "main.f(0x1)\n",
        "panic: x\n",
        "\r",
        "<br>",
        "[originating from goroutine 7]:\nmain.f(...)\n\t/a.go:1\n",
        "orders-1 | goroutine 7 [select]:\n",
        "goroutine profile: total 1\n1 @ 0x1\n",
        "-----\n",
        "{\"log\":\"goroutine 7 [select]:\\n\"}\n",
    ]);
    let block = (1u64..40, state, args.clone(), args, 0usize..4, registers, damage).prop_map(
        |(id, state, a, b, shape, registers, damage)| {
            let tail = [
                "created by main.main in goroutine 1\n\t/app/main.go:5 +0x2\n\n",
                "created by time.goFunc\n\t/go/src/time/sleep.go:182 +0x2d\n\n",
                "\n",
                "main.main()\n\t/app/main file.go:1 +0x2\ncreated by main.x in goroutine 0\n\t/a.go:5\n\n",
            ][shape];
            format!(
                "goroutine {id} {state}:\nnet/http.(*persistConn).readLoop({a})\n\t/app/a.go:9 +0x1d{registers}\n\
                 main.(*T).g({b})\n\t/app/b.go:19\n{tail}{damage}"
            )
        },
    );
    prop::collection::vec(block, 0..30).prop_map(|blocks| blocks.concat())
}

fn small_limits() -> Limits {
    Limits {
        max_line: 24,
        max_frames: 3,
        max_stacks: 2,
        max_problems: 4,
        ..Limits::default()
    }
}

/// First bytes of the forms that are told by them.
const MAGIC: [&[u8]; 12] = [
    b"",
    b"",
    b"",
    b"\xff\xfe",
    b"\xfe\xff",
    b"g\0o\0r\0o\0",
    b"\xef\xbb\xbf",
    b"\x1f\x8b",
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
    b"\x0a\x04\x08\x01\x10\x02",
    b"PK\x03\x04",
    b"\x7fELF",
];

proptest! {
    // The same cases in every run: a run that fails must fail again. Wider searches are for the fuzz
    // targets.
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_in_any_cut(text in text(), chunk in 1usize..40) {
        let bytes = text.as_bytes();
        let whole = analyse(bytes, bytes.len());
        assert_accounted(&whole, bytes.len());
        prop_assert_eq!(&analyse(bytes, chunk), &whole);
    }

    #[test]
    fn any_text_within_small_limits(text in text(), chunk in 1usize..40) {
        let bytes = text.as_bytes();
        let whole = analyse_within(small_limits(), bytes, bytes.len());
        assert_accounted(&whole, bytes.len());
        prop_assert_eq!(&analyse_within(small_limits(), bytes, chunk), &whole);
    }

    /// Byte by byte, no goroutine is ever whole, so each is read line by line; in one piece, most are
    /// recognised.
    #[test]
    fn recognised_or_read(text in clean_dump(), chunk in 1usize..2000) {
        let bytes = text.as_bytes();
        let read = analyse(bytes, 1);
        assert_accounted(&read, bytes.len());
        prop_assert_eq!(&analyse(bytes, bytes.len()), &read);
        prop_assert_eq!(&analyse(bytes, chunk), &read);
        let limits = Limits { max_line: 40, max_frames: 2, max_stacks: 3, ..Limits::default() };
        let read = analyse_within(limits.clone(), bytes, 1);
        prop_assert_eq!(&analyse_within(limits, bytes, bytes.len()), &read);
    }

    /// Also behind the first bytes of each form that is no text.
    #[test]
    fn any_bytes(
        magic in prop::sample::select(&MAGIC[..]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        chunk in 1usize..40,
    ) {
        let bytes = [magic, &bytes].concat();
        let whole = analyse(&bytes, bytes.len());
        assert_accounted(&whole, bytes.len());
        prop_assert_eq!(&analyse(&bytes, chunk), &whole);
    }
}

/// Shapes of whole goroutines are kept, given up for others, and end where too many ways part: what is
/// recognised by them is what is read line by line.
#[test]
fn many_ways_from_one_frame() {
    use std::fmt::Write;
    let mut text = String::new();
    for n in 0..1500u64 {
        let (creator, middle) = (n * 7 % 61, n % 3);
        let pointer = 0xc0 << (4 * (n * n % 9));
        let _ = write!(
            text,
            "goroutine {id} [select, {minutes} minutes]:\n\
             internal/poll.runtime_pollWait({pointer:#x}, 0x72)\n\t/go/src/runtime/netpoll.go:351 +0x85\n\
             net/http.(*persistConn).readLoop({pointer:#x}?)\n\t/go/src/net/http/transport.go:2275 +0x172\n\
             main.(*T).middle{middle}({n:#x}, {{{pointer:#x}, 0x1}})\n\t/app/main.go:{middle} +0x1d\n\
             created by main.start{creator} in goroutine {parent}\n\t/app/main.go:{creator} +0x2\n\n",
            id = n + 1,
            minutes = n % 5,
            parent = n / 3 + 1,
        );
    }
    let whole = analyse(text.as_bytes(), text.len());
    assert_eq!(whole.groups.len(), 183);
    assert_eq!(whole, analyse(text.as_bytes(), 9));
    assert_accounted(&whole, text.len());
}
