//! Dumps as people quote them in issues and chats: a few stacks without what stood before them.

mod common;

use common::{analyse_in_every_cut, render};
use expect_test::{Expect, expect};

#[track_caller]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&render(&analyse_in_every_cut(text.as_bytes())));
}

#[test]
fn records_without_a_heading() {
    check(
        "go 1.7 stable\n\n\
         426 @ 0x4416ea 0x450c79 0x44fa6c 0x4c72e9 0x472411\n\
         #\t0x4c72e8\tmain.read+0x9c8\t/app/read.go:36\n\n\
         12 @ 0x4416ea 0x450c79 0x44fa6c 0x4c866d 0x472411\n\
         #\t0x4c866c\tmain.write+0x3bc\t\t/app/write.go:41\n\n\
         //code\nvar trans *http.Transport\n",
        expect![[r#"
            dump: debug1, Go ?, 438 goroutines
            426 × {"unknown": 426} []
              main.read /app/read.go:36
            12 × {"unknown": 12} []
              main.write /app/write.go:41
            ! skipped-text 1+1 14B "go 1.7 stable"
            ! missing-header 3+1 0B "426 @ 0x4416ea 0x450c79 0x44fa6c 0x4c72e9 0x472411"
            ! skipped-text 9+2 33B "//code"
        "#]],
    );
}

/// A log may stand around them.
#[test]
fn records_among_other_lines() {
    let log = "2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms\n";
    check(
        &[
            log,
            log,
            "113 @ 0x10309cf 0x103fae8 0x1693210 0x105b771\n",
            "0x169320f\tmain.watch+0x10f\t/app/watch.go:122\n\n",
            "56 @ 0x10309cf 0x103fae8 0x169a27b 0x105b771\n",
            "0x169a27a\tmain.dial+0x5ea\t/app/dial.go:1130\n",
            log,
        ]
        .concat(),
        expect![[r#"
            dump: debug1, Go ?, 169 goroutines
            113 × {"unknown": 113} []
              main.watch /app/watch.go:122
            56 × {"unknown": 56} []
              main.dial /app/dial.go:1130
            ! skipped-text 1+2 154B "2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms"
            ! missing-header 3+1 0B "113 @ 0x10309cf 0x103fae8 0x1693210 0x105b771"
            ! skipped-text 8+1 77B "2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms"
        "#]],
    );
}

/// Markdown takes `#` for a heading.
#[test]
fn records_without_their_marks() {
    check(
        "goroutine profile: total 3\n2 @ 0x4c974c 0x4d9228 0x822125 0x4f65c1\n\
         labels: {\"tenant\":\"acme\"}\n\
         \x20       0x822124\tmain.write+0x164\t/app/write.go:59\n\n\
         1 @ 0x4c974c 0x4d9228 0x820f97 0x4f65c1\n0x820f96\tmain.read+0x7a6\t\t/app/read.go:54\n\n\
         somebody answered:\n2 @ 0x4c974c 0x4d9228\n0x820f96\tmain.read+0x7a6\t\t/app/read.go:54\n",
        expect![[r#"
            dump: debug1, Go ?, 5 goroutines
            3 × {"unknown": 3} []
              main.read /app/read.go:54
            2 × {"unknown": 2} [] tenant={"acme": 2}
              main.write /app/write.go:59
            ! skipped-text 9+1 19B "somebody answered:"
            ! missing-header 10+1 0B "2 @ 0x4c974c 0x4d9228"
        "#]],
    );
}

#[test]
fn records_of_something_else_are_none() {
    check(
        "conns profile: total 12\n11 @ 0x43c365 0x40892f\n#\t0x43c365\tmain.f+0x1\t/app/f.go:5\n",
        expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! skipped-text 1+3 81B "conns profile: total 12"
        "#]],
    );
    check(
        "threadcreate profile: total 12\n11 @ 0x43c365 0x40892f\n#\t0x43c365\tmain.f+0x1\t/app/f.go:5\n",
        expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! not-a-dump 1+1 31B "threadcreate profile: total 12"
            ! skipped-text 2+2 57B "11 @ 0x43c365 0x40892f"
        "#]],
    );
}

#[test]
fn stacks_without_headers() {
    check(
        "Still getting a leak:\n\n```\nmain.(*conn).write(0xc82130b930)\n\
         \x20                       /app/conn.go:77 +0x472\n\
         \x20               created by main.dial\n                        /app/conn.go:58 +0x10cb\n\n\
         testing.(*M).Run(0xc82002e140, 0x843160)\n\t/usr/local/go/src/testing/testing.go:486 +0xe1\n\
         main.main()\n\t/app/main_test.go:12 +0x28d\n```\nand one more\nmain.other(0x1)\n\t/app/a.go:1 +0x2\n",
        expect![[r#"
            dump: stacks, Go ?, 3 goroutines
            1 × {"unknown": 1} []
              main.(*conn).write /app/conn.go:77
              by main.dial /app/conn.go:58
            1 × {"unknown": 1} []
              testing.(*M).Run /usr/local/go/src/testing/testing.go:486
              main.main /app/main_test.go:12
            1 × {"unknown": 1} []
              main.other /app/a.go:1
            ! skipped-text 1+1 22B "Still getting a leak:"
            ! skipped-text 3+1 4B "```"
            ! missing-header 4+1 0B "main.(*conn).write(0xc82130b930)"
            ! missing-header 9+1 0B "testing.(*M).Run(0xc82002e140, 0x843160)"
            ! skipped-text 13+2 17B "```"
            ! missing-header 15+1 0B "main.other(0x1)"
            ~ indentation 1
        "#]],
    );
}

#[test]
fn stacks_without_headers_beside_goroutines() {
    check(
        "main.a(0x1)\n\t/app/a.go:1 +0x2\n\nmain.b(0x1)\n\t/app/b.go:1 +0x2\n\n\
         goroutine 8 [select]:\nmain.c(0x1)\n\t/app/c.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [8]
              main.c /app/c.go:9
            ! orphan-frames 1+2 30B "main.a(0x1)"
            ! orphan-frames 4+2 30B "main.b(0x1)"
        "#]],
    );
    check(
        "main.a(0x1)\n\t/app/a.go:1 +0x2\n\n3 @ 0x4c974c 0x4d9228\n#\t0x4c974c\tmain.d+0x1\t/app/d.go:5\n",
        expect![[r#"
            dump: debug1, Go ?, 3 goroutines
            3 × {"unknown": 3} []
              main.d /app/d.go:5
            ! orphan-frames 1+2 30B "main.a(0x1)"
            ! missing-header 4+1 0B "3 @ 0x4c974c 0x4d9228"
        "#]],
    );
}

/// Whether the log's line is passed over unread or looked at must not matter.
#[test]
fn a_log_line_ends_a_stack_without_header() {
    check(
        "net/http.(*persistConn).writeLoop()\n\t/app/main.go:9 +0x1d\n\
         level=info msg=\"request done\" status=200\n\
         sync.(*Mutex).lockSlow(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: stacks, Go 1.13+, 2 goroutines
            1 × {"unknown": 1} []
              net/http.(*persistConn).writeLoop /app/main.go:9
            1 × {"unknown": 1} []
              sync.(*Mutex).lockSlow /app/main.go:9
            ! missing-header 1+1 0B "net/http.(*persistConn).writeLoop()"
            ! skipped-text 3+1 41B "level=info msg=\"request done\" status=200"
            ! missing-header 4+1 0B "sync.(*Mutex).lockSlow(0x1)"
        "#]],
    );
}
