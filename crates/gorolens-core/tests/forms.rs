//! Forms that other tools print.

mod common;

use common::{analyse_in_every_cut, render};
use expect_test::{Expect, expect};

#[track_caller]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&render(&analyse_in_every_cut(text.as_bytes())));
}

/// `go tool pprof -raw`: counts, labels with line ends, inlined calls, locations without a symbol.
#[test]
fn pprof_raw() {
    check(
        "PeriodType: goroutine count\nPeriod: 1\nTime: 2026-11-23 04:06:10 +0000 UTC\nSamples:\n\
         goroutine/count\n          3: 1 2 \n                tenant:[acme] path:[/v1/[x]]\n\
         \x20         1: 3 \n                newline:[a\nb] plain:[x]\nLocations\n\
         \x20    1: 0x47d829 M=1 runtime.gopark /usr/local/go/src/runtime/proc.go:474:0 s=457\n\
         \x20    2: 0x41512d M=1 runtime.chanrecv /usr/local/go/src/runtime/chan.go:667:0 s=524\n\
         \x20            main.(*Stack[go.shape.int]).Pop /app/a b.go:12:0 s=12\n\
         \x20    3: 0x4e2658 M=1 \nMappings\n1: 0x400000/0x4e3000/0x0 /app/bin/labels [FN]\n",
        expect![[r#"
            dump: pprof-traces, Go 1.18+, 4 goroutines
            3 × {"chan receive": 3} [] path={"/v1/[x]": 3} tenant={"acme": 3}
              runtime.gopark /usr/local/go/src/runtime/proc.go:474
              runtime.chanrecv /usr/local/go/src/runtime/chan.go:667
              main.(*Stack[...]).Pop /app/a b.go:12
            1 × {"unknown": 1} [] newline={"a\nb": 1} plain={"x": 1}
              0x4e2658 :0
        "#]],
    );
}

#[test]
fn pprof_raw_of_a_difference() {
    check(
        "PeriodType: goroutine count\nDuration: 7s\nSamples:\ngoroutine/count\n  5: 1\n  -2: 2\n\
         Locations\n  1: 0x1 M=1 main.a /a.go:1:0 s=1\n  2: 0x2 M=1 main.b /a.go:2:0 s=1\nMappings\n",
        expect![[r#"
            dump: pprof-traces, Go ?, 3 goroutines
            5 × {"unknown": 5} []
              main.a /a.go:1
            ! delta 5+1 0B "the profile is the difference of two: counts are changes, not goroutines"
        "#]],
    );
}

/// Recognised, not read: what to capture instead is said once.
#[test]
fn tables_and_debuggers() {
    check(
        "Type: goroutine\nShowing nodes accounting for 71, 98.61% of 72 total\n\
         \x20     flat  flat%   sum%        cum   cum%\n        69 95.83% 95.83%  runtime.gopark\n",
        expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! unsupported-format 2+1 0B "pprof's tables lose the stacks: give the profile itself, or -traces, or debug=2"
            ! unsupported-format 2+1 52B "Showing nodes accounting for 71, 98.61% of 72 total"
            ! skipped-text 3+2 84B "flat  flat%   sum%        cum   cum%"
        "#]],
    );
    check(
        "2: select [6~9 minutes] [Created by http.(*Transport).dialConn @ transport.go:1776]\n\
         \x20   http transport.go:2432 (*persistConn).writeLoop(0xc000010000)\n",
        expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! unsupported-format 1+1 0B "panicparse's text has lost packages and ids: give what was piped into it"
            ! unsupported-format 1+1 84B "2: select [6~9 minutes] [Created by http.(*Transport).dialConn @ transport.go:1776]"
            ! skipped-text 2+1 66B "http transport.go:2432 (*persistConn).writeLoop(0xc000010000)"
        "#]],
    );
    check(
        "[New LWP 28315]\n  1 waiting  runtime.gopark\n\
         #0  runtime.gopark (unlockf=<optimized out>) at /usr/lib/go-1.19/src/runtime/proc.go:364\n",
        expect![[r##"
            dump: unknown, Go ?, 0 goroutines
            ! unsupported-format 1+1 0B "gdb shows threads and no wait reasons: give debug=2, kill -QUIT, or Delve's goroutines -t"
            ! unsupported-format 1+1 16B "[New LWP 28315]"
            ! skipped-text 2+1 28B "1 waiting  runtime.gopark"
            ! unsupported-format 3+1 89B "#0  runtime.gopark (unlockf=<optimized out>) at /usr/lib/go-1.19/src/runtime/proc.go:364"
        "##]],
    );
    check(
        "GOROUTINE 168 [RUNNING]:\nMAIN.F({0XA65C38, 0X378473FD4000})\n",
        expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! unsupported-format 1+1 0B "the text was turned into capitals, which loses names: give it as Go printed it"
            ! unsupported-format 1+1 25B "GOROUTINE 168 [RUNNING]:"
            ! skipped-text 2+1 35B "MAIN.F({0XA65C38, 0X378473FD4000})"
        "#]],
    );
}

/// `goroutines -group userloc` lists five of each place, and how many there are; what is listed again
/// does not count twice.
#[test]
fn groups_of_delve() {
    let group = "/app/pool.go:133 in main.(*pool).take\n\
        \t  Goroutine 410 - User: /app/pool.go:133 main.(*pool).take (0xfa0a14) [chan receive 12345]\n\
        \t  Goroutine 786 - User: /app/pool.go:133 main.(*pool).take (0xfa0a14) [chan receive 12346]\n\
        \tTotal: 31\n\n\
        /app/main.go:9 in main.main\n\
        \t  Goroutine 1 - User: /app/main.go:9 main.main (0xfa0a02) [select]\n\
        \tTotal: 1\n";
    check(
        &format!("(dlv) goroutines -group userloc\n{group}\n{group}"),
        expect![[r#"
            dump: delve, Go ?, 32 goroutines
            31 × {"chan receive": 31} [410, 786]
              main.(*pool).take /app/pool.go:133
            1 × {"select": 1} [1]
              main.main /app/main.go:9
            ! skipped-text 1+2 70B "(dlv) goroutines -group userloc"
        "#]],
    );
    // By label a group is of several places: only what is listed is known.
    check(
        "tenant=acme\n\
         \t  Goroutine 4 - User: /app/pool.go:133 main.(*pool).take (0xfa0a14) [chan receive 12345]\n\
         \t  Goroutine 5 - User: /app/pool.go:140 main.(*pool).give (0xfa0a24) [chan send 12345]\n\
         \tTotal: 7\n",
        expect![[r#"
            dump: delve, Go ?, 2 goroutines
            1 × {"chan receive": 1} [4]
              main.(*pool).take /app/pool.go:133
            1 × {"chan send": 1} [5]
              main.(*pool).give /app/pool.go:140
            ! skipped-text 1+1 12B "tenant=acme"
            ! skipped-text 4+1 10B "Total: 7"
        "#]],
    );
}

/// What tools print that have grouped a dump themselves.
#[test]
fn headings_that_count() {
    check(
        "1 goroutines [semacquire, 4 minutes]:\nsync.(*Mutex).Lock(...)\n\t/usr/local/go/src/sync/mutex.go:81\n\
         main.handle(0xc0001)\n\t/app/main.go:12 +0x39\n\n\
         23 goroutines [chan send, 4 minutes]:\nmain.handle(0xc0001)\n\t/app/main.go:14 +0x39\n\
         created by main.main\n\t/app/main.go:9 +0x39\n",
        expect![[r#"
            dump: debug2, Go ?, 24 goroutines
            23 × {"chan send": 23} [] 4/4/4 min
              main.handle /app/main.go:14
              by main.main /app/main.go:9
            1 × {"semacquire": 1} [] 4/4/4 min
              sync.(*Mutex).Lock /usr/local/go/src/sync/mutex.go:81
              main.handle /app/main.go:12
        "#]],
    );
}

/// A console of 80 columns broke the places behind a dot, so that the rest looks like a place.
#[test]
fn places_torn_at_a_dot() {
    check(
        "goroutine 6537 [select]:\n\
         github.com/acme/gateway/network.(*Connection).serveLoop(0x46be5470)\n\
         \x20       d:/go/bin/project/src/github.com/acme/gateway/very/network/connection.\n\
         go:75 +0x65c\n\
         created by github.com/acme/gateway/network.(*Connection).AsyncServe\n\
         \x20       d:/go/bin/project/src/github.com/acme/gateway/very/network/connection.\n\
         go:51 +0x32\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [6537]
              github.com/acme/gateway/network.(*Connection).serveLoop d:/go/bin/project/src/github.com/acme/gateway/very/network/connection.go:75
              by github.com/acme/gateway/network.(*Connection).AsyncServe d:/go/bin/project/src/github.com/acme/gateway/very/network/connection.go:51
            ~ tab-replaced 2
            ~ wrapped-lines 2
        "#]],
    );
}
