//! What becomes of the text that Go prints, whole and damaged.

mod common;

use common::{analyse_in_every_cut, analyse_within, render};
use expect_test::{Expect, expect};
use gorolens_core::Limits;

#[track_caller]
fn check(dump: &str, expect: Expect) {
    expect.assert_eq(&render(&analyse_in_every_cut(dump.as_bytes())));
}

#[test]
fn two_goroutines_of_one_stack() {
    check(
        "goroutine 7 [chan receive, 5 minutes]:\nmain.wait(0x1)\n\t/app/main.go:9 +0x1d\n\
         created by main.main in goroutine 1\n\t/app/main.go:5 +0x2\n\n\
         goroutine 9 [select, 7 minutes, locked to thread]:\nmain.wait(...)\n\t/app/main.go:9\n\
         created by main.main in goroutine 1\n\t/app/main.go:5 +0x2\n",
        expect![[r#"
            dump: debug2, Go 1.21+, 2 goroutines
            2 × {"chan receive": 1, "select": 1} [7, 9] 5/5/7 min 1 locked
              main.wait /app/main.go:9
              by main.main /app/main.go:5
        "#]],
    );
}

#[test]
fn elided_frames_keep_created_by() {
    check(
        "goroutine 7 [select]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n...16 frames elided...\n\
         main.b(0x1)\n\t/app/main.go:10 +0x1d\ncreated by main.main\n\t/app/main.go:5 +0x2\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
              ...16 frames elided... :0
              main.b /app/main.go:10
              by main.main /app/main.go:5
        "#]],
    );
}

#[test]
fn ancestors_are_not_frames() {
    check(
        "goroutine 7 [select]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\ncreated by main.main.func1\n\
         \t/app/main.go:5 +0x2\n[originating from goroutine 6]:\nmain.start(...)\n\t/app/main.go:30\n\
         created by main.main\n\t/app/main.go:4 +0x9\n[originating from goroutine 1]:\nmain.main()\n\
         \t/app/main.go:4\n...additional frames elided...\n\n\
         goroutine 8 [select]:\nmain.b()\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 2 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
              by main.main.func1 /app/main.go:5
              1 on behalf of
                main.start /app/main.go:30
                by main.main /app/main.go:4
                main.main /app/main.go:4
                ...additional frames elided... :0
            1 × {"select": 1} [8]
              main.b /app/main.go:9
        "#]],
    );
}

#[test]
fn prose_around_and_spaces_for_tabs() {
    check(
        "It leaks:\n\ngoroutine 7 [select]:\nmain.a(0x1)\n    /app/main.go:9 +0x1d\n\
         created by main.main\n    /app/main.go:5 +0x2\n\nWhy? See localhost:8080\nfoo()\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
              by main.main /app/main.go:5
            ! skipped-text 1+1 10B "It leaks:"
            ! skipped-text 9+2 30B "Why? See localhost:8080"
            ~ tab-replaced 2
        "#]],
    );
}

#[test]
fn no_indentation_no_empty_lines() {
    check(
        "goroutine 7 [select]:\nmain.a(0x1)\n/app/main.go:9 +0x1d\ngoroutine 8 [select]:\n\
         main.a(0x1)\n/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 2 goroutines
            2 × {"select": 2} [7, 8]
              main.a /app/main.go:9
            ~ tab-replaced 2
        "#]],
    );
}

#[test]
fn empty_lines_everywhere() {
    check(
        "\ngoroutine 7 [select]:\n\nmain.a(0x1)\n\n\t/app/main.go:9 +0x1d\n\ncreated by main.main\n\n\
         \t/app/main.go:5\n\n\n\ngoroutine 8 [select]:\n\nmain.a(0x1)\n\n\t/app/main.go:9 +0x1d\n\n",
        expect![[r#"
            dump: debug2, Go ?, 2 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
              by main.main /app/main.go:5
            1 × {"select": 1} [8]
              main.a /app/main.go:9
        "#]],
    );
}

#[test]
fn carriage_returns() {
    check(
        "goroutine 7 [select]:\r\nmain.a(0x1)\r\n\t/app/main.go:9 +0x1d\r\n\r\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
            ~ carriage-return 3
        "#]],
    );
}

#[test]
fn log_lines_in_between() {
    check(
        "goroutine 7 [select]:\n2026/11/23 04:21:07 GET /\nmain.a(0x1)\nlistening on :8080\n\
         \t/app/main.go:9 +0x1d\nserved\nmain.b(0x1)\n\t/app/main.go:19 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [7]
              main.a /app/main.go:9
              main.b /app/main.go:19
            ! bad-line 2+1 26B "2026/11/23 04:21:07 GET /"
            ! bad-line 4+1 19B "listening on :8080"
            ! bad-line 6+1 7B "served"
        "#]],
    );
}

#[test]
fn a_lost_call_site_keeps_the_call() {
    check(
        "goroutine 7 [select]:\nmain.a(0x1)\nmain.b(0x1)\n\t/app/main.go:19 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [7]
              main.a :0
              main.b /app/main.go:19
            ! bad-line 2+1 0B "main.a(0x1)"
        "#]],
    );
}

#[test]
fn cut_at_the_start() {
    check(
        "\t/app/main.go:9 +0x1d\nmain.b(0x1)\n\t/app/main.go:19 +0x1d\ncreated by main.main\n\
         \t/app/main.go:5 +0x2\n\ngoroutine 8 [select]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [8]
              main.a /app/main.go:9
            ! orphan-frames 1+5 99B "/app/main.go:9 +0x1d"
        "#]],
    );
}

#[test]
fn cut_at_the_end() {
    for (dump, expect) in [
        (
            "goroutine 8 [select]:\nmain.a(0x1)\n\t/app/mai",
            expect![[r#"
                dump: debug2, Go ?, 1 goroutines
                1 × {"select": 1} [8]
                  main.a :0
                ! cut-goroutine 2+1 0B "main.a(0x1)"
                ! cut-goroutine 3+1 9B "/app/mai"
            "#]],
        ),
        (
            "goroutine 8 [select]:\nmain.a(0x1)\n",
            expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [8]
              main.a :0
            ! cut-goroutine 2+1 0B "main.a(0x1)"
        "#]],
        ),
        (
            "goroutine 8 [select]:\nmain.a(0x1",
            expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [8]
            ! cut-goroutine 1+1 0B ""
            ! cut-goroutine 2+1 10B "main.a(0x1"
        "#]],
        ),
        (
            "goroutine 8 [select]:\n",
            expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"select": 1} [8]
            ! cut-goroutine 1+1 0B ""
        "#]],
        ),
        (
            "goroutine 8 [sel",
            expect![[r#"
            dump: unknown, Go ?, 0 goroutines
            ! bad-header 1+1 16B "goroutine 8 [sel"
        "#]],
        ),
    ] {
        check(dump, expect);
    }
}

#[test]
fn a_damaged_header_keeps_its_goroutine() {
    check(
        "goroutine 8 [sel\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n\
         goroutine 99999999999999999999 [select]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 1 goroutines
            1 × {"sel": 1} [8]
              main.a /app/main.go:9
            ! bad-header 1+1 0B "goroutine 8 [sel"
            ! bad-header 4+1 41B "goroutine 99999999999999999999 [select]:"
            ! orphan-frames 5+2 34B "main.a(0x1)"
        "#]],
    );
}

#[test]
fn a_second_dump_is_kept_apart() {
    check(
        "goroutine 1 [running]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n\ngoroutine 8 [select]:\n\
         main.b(0x1)\n\t/app/main.go:19 +0x1d\n\ngoroutine 1 [running]:\nmain.a(0x1)\n\
         \t/app/main.go:9 +0x1d\n\ngoroutine 9 [select]:\nmain.b(0x1)\n\t/app/main.go:19 +0x1d\n",
        expect![[r#"
            dump: debug2, Go ?, 2 goroutines
            dump#2: debug2, Go ?, 2 goroutines
            2 × {"running": 2} [1, 1]
              main.a /app/main.go:9
            2 × {"select": 2} [8, 9]
              main.b /app/main.go:19
        "#]],
    );
}

#[test]
fn labels_inside_and_outside_the_brackets() {
    check(
        "goroutine 1 [select labels:{\"tenant\": \"a]:b\"}]:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n\n\
         goroutine 2 [select, 3 minutes] {tenant: acme, zone: }:\nmain.a(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: debug2, Go 1.27+, 2 goroutines
            2 × {"select": 2} [1, 2] 3/3/3 min tenant={"a]:b": 1, "acme": 1} zone={"": 1}
              main.a /app/main.go:9
        "#]],
    );
}

#[test]
fn a_crash_with_an_unavailable_stack() {
    check(
        "SIGQUIT: quit\nPC=0x45b6f3 m=0 sigcode=0\n\ngoroutine 0 [idle]:\nruntime.futex(0x1)\n\
         \t/usr/local/go/src/runtime/sys_linux_amd64.s:536 +0x23 fp=0x1 sp=0x2 pc=0x3\n\
         goroutine 19 [running]:\n\tgoroutine running on other thread; stack unavailable\n\
         created by main.main\n\t/app/main.go:27 +0x78\n\nrax    0xca\nrbx    0x0\n\n-----\n\n\
         SIGQUIT: quit\nPC=0x65c188 m=3 sigcode=0\n\ngoroutine 19 [running]:\nmain.spin(0xc0)\n\
         \t/app/main.go:15 +0x8 fp=0x1 sp=0x2 pc=0x3\ncreated by main.main\n\t/app/main.go:27 +0x78\n\
         rax    0xca\nexit status 2\n",
        expect![[r#"
            dump: crash, Go ?, 3 goroutines, "SIGQUIT: quit"
            1 × {"idle": 1} []
              runtime.futex /usr/local/go/src/runtime/sys_linux_amd64.s:536
            1 × {"running": 1} [19]
              by main.main /app/main.go:27
            1 × {"running": 1} [19]
              main.spin /app/main.go:15
              by main.main /app/main.go:27
        "#]],
    );
}

#[test]
fn a_message_that_holds_a_header() {
    check(
        "panic: code 3\nsecond line\ngoroutine 7 [running]:\n\ngoroutine 1 [running]:\nmain.main()\n\
         \t/app/main.go:59 +0x38a\nexit status 2\n",
        expect![[r#"
            dump: crash, Go ?, 1 goroutines, "panic: code 3"
            1 × {"running": 1} [1]
              main.main /app/main.go:59
        "#]],
    );
}

#[test]
fn an_indented_message_since_go_1_23() {
    check(
        "panic: line one\n\tline two\n\t\n\tgoroutine 1 [running]:\n\tmain.fake()\n\
         \t\t/app/fake.go:1 +0x1\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:93 +0x27f\n",
        expect![[r#"
            dump: crash, Go ?, 1 goroutines, "panic: line one"
            1 × {"running": 1} [1]
              main.main /app/main.go:93
        "#]],
    );
}

#[test]
fn a_stack_overflow() {
    check(
        "runtime: goroutine stack exceeds 1000000000-byte limit\n\
         runtime: sp=0xc02 stack=[0xc02, 0xc04]\nfatal error: stack overflow\n\nruntime stack:\n\
         runtime.throw({0x1, 0xe})\n\t/usr/local/go/src/runtime/panic.go:1077 +0x5c\n\n\
         goroutine 1 [running]:\nmain.f(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: crash, Go ?, 1 goroutines, "fatal error: stack overflow"
            1 × {"running": 1} [1]
              main.f /app/main.go:9
        "#]],
    );
}

#[test]
fn a_windows_exception() {
    check(
        "Exception 0xc0000005 0x0 0x0 0x4a\nPC=0x4a\n\nmain.f(0x1)\n\tC:/app/main.go:9 +0x1d\n\
         main.main()\n\tC:/app/main.go:5 +0x1d\n\nrax     0x0\n",
        expect![[r#"
            dump: crash, Go ?, 1 goroutines, "Exception 0xc0000005 0x0 0x0 0x4a"
            1 × {"running": 1} []
              main.f C:/app/main.go:9
              main.main C:/app/main.go:5
        "#]],
    );
}

#[test]
fn a_panic_that_a_server_caught() {
    check(
        "2026/11/23 04:06:38 http: panic serving 127.0.0.1:42980: boom\ngoroutine 34 [running]:\n\
         main.f(0x1)\n\t/app/main.go:9 +0x1d\n",
        expect![[r#"
            dump: crash, Go ?, 1 goroutines, "http: panic serving 127.0.0.1:42980: boom"
            1 × {"running": 1} [34]
              main.f /app/main.go:9
        "#]],
    );
}

#[test]
fn a_message_without_goroutines() {
    check(
        "panic: boom\nexit status 2\n",
        expect![[r#"
        dump: crash, Go ?, 0 goroutines, "panic: boom"
    "#]],
    );
}

#[test]
fn nothing_understood() {
    check(
        "hello\nworld\n",
        expect![[r#"
        dump: unknown, Go ?, 0 goroutines
        ! skipped-text 1+2 12B "hello"
    "#]],
    );
    check(
        "",
        expect![[r#"
        dump: unknown, Go ?, 0 goroutines
    "#]],
    );
}

#[test]
fn names_and_places_of_every_shape() {
    check(
        "goroutine 1 [select]:\nmain.(*Stack[...]).Map[...](...)\n\t/a dir/b: c (d).go:7\n\
         gopkg.in/yaml%2ev3.F({0x1?, 0x2})\n\tgopkg.in/yaml.v3@v3.0.1/yaml.go:8 +0x1\n\
         main.(*session).(main.expire)-fm()\n\tC:/x/main.go:1 +0x1\nnon-Go function at pc=0x4b3c\n\
         c_symbol\n\t/app/x.c:12 pc=0x4b3d\nmain.größe(_, 0x1, ...)\n\t<autogenerated>:1 +0x1\n",
        expect![[r#"
            dump: debug2, Go 1.18+, 1 goroutines
            1 × {"select": 1} [1]
              main.(*Stack[...]).Map[...] /a dir/b: c (d).go:7
              gopkg.in/yaml.v3.F gopkg.in/yaml.v3@v3.0.1/yaml.go:8
              main.(*session).(main.expire)-fm C:/x/main.go:1
              non-Go function at pc=0x4b3c :0
              c_symbol /app/x.c:12
              main.größe <autogenerated>:1
        "#]],
    );
}

#[test]
fn limits_are_reported() {
    let limits = Limits {
        max_line: 60,
        max_frames: 2,
        max_stacks: 1,
        max_problems: 3,
        ..Limits::default()
    };
    let frame = "main.f(0x1)\n\t/app/main.go:9 +0x1d\n";
    let long = "x".repeat(100);
    let dump = format!(
        "{long}\ngoroutine 1 [select]:\n{frame}{frame}{frame}{frame}\ngoroutine 2 [select]:\n{frame}\n\
         goroutine 3 [select]:\n\tgoroutine running on other thread; stack unavailable\n\n{long}\n"
    );
    let report = analyse_within(limits.clone(), dump.as_bytes(), 10);
    common::assert_accounted(&report, dump.len());
    assert_eq!(report, analyse_within(limits, dump.as_bytes(), dump.len()));
    expect![[r#"
        dump: debug2, Go ?, 3 goroutines
        2 × {"select": 2} [2, 3]
          (stacks beyond the limit) :0
        1 × {"select": 1} [1]
          main.f /app/main.go:9
          main.f /app/main.go:9
        ! long-line 1+1 101B "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        ! too-many-frames 7+1 0B "main.f(0x1)"
        ! too-many-stacks 12+1 0B ""
        ! more-problems 19+2 101B ""
    "#]]
    .assert_eq(&render(&report));
}

/// What is beyond the limit is counted, and said once.
#[test]
fn more_dumps_than_are_kept_apart() {
    let limits = Limits {
        max_dumps: 2,
        ..Limits::default()
    };
    let dump = "goroutine 1 [running]:\nmain.f(0x1)\n\t/app/main.go:9 +0x1d\n\n";
    let profile = "goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/app/main.go:9\n\n";
    let text = format!("{dump}{dump}{dump}{dump}{profile}");
    let report = analyse_within(limits.clone(), text.as_bytes(), 10);
    common::assert_accounted(&report, text.len());
    assert_eq!(report, analyse_within(limits, text.as_bytes(), text.len()));
    expect![[r#"
        dump: debug2, Go ?, 1 goroutines
        dump#2: debug2, Go ?, 4 goroutines
        5 × {"running": 4, "unknown": 1} [1, 1, 1, 1]
          main.f /app/main.go:9
        ! too-many-dumps 1+1 0B "dump#2"
    "#]]
    .assert_eq(&render(&report));
}

/// `GODEBUG=tracebackancestors=N`: the goroutine keeps its own frames, and who led to it is told.
#[test]
fn ancestors() {
    let dump = "goroutine 7 [select]:\nnet/http.(*persistConn).writeLoop(0xc0)\n\
        \t/usr/local/go/src/net/http/transport.go:9 +0x1d\n\
        created by net/http.(*Transport).dialConn in goroutine 5\n\t/usr/local/go/src/net/http/transport.go:5 +0x2\n\
        [originating from goroutine 5]:\nnet/http.(*Transport).dialConn(...)\n\
        \t/usr/local/go/src/net/http/transport.go:7 +0x2\n...additional frames elided...\n\
        created by net/http.(*Transport).queueForDial\n\t/usr/local/go/src/net/http/transport.go:6 +0x2\n\
        [originating from goroutine 1]:\nmain.fetch(...)\n\t/app/main.go:12 +0x2\n\n";
    let more = dump.replace("goroutine 7", "goroutine 8");
    let last = dump.replace("goroutine 7", "goroutine 9");
    let last = last.replace("main.go:12", "main.go:99");
    check(
        &[dump, &more, &last].concat(),
        expect![[r#"
            dump: debug2, Go 1.21+, 3 goroutines
            3 × {"select": 3} [7, 8, 9]
              net/http.(*persistConn).writeLoop /usr/local/go/src/net/http/transport.go:9
              by net/http.(*Transport).dialConn /usr/local/go/src/net/http/transport.go:5
              2 on behalf of
                net/http.(*Transport).dialConn /usr/local/go/src/net/http/transport.go:7
                ...additional frames elided... :0
                by net/http.(*Transport).queueForDial /usr/local/go/src/net/http/transport.go:6
                main.fetch /app/main.go:12
              1 on behalf of
                net/http.(*Transport).dialConn /usr/local/go/src/net/http/transport.go:7
                ...additional frames elided... :0
                by net/http.(*Transport).queueForDial /usr/local/go/src/net/http/transport.go:6
                main.fetch /app/main.go:99
        "#]],
    );
}
