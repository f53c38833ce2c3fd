//! tar and base64 of dumps: how they leave a cluster.

mod common;

use common::{analyse, analyse_within, render};
use expect_test::{Expect, expect};
use gorolens_core::Limits;

const DUMP: &str = "goroutine 7 [select]:\nmain.wait(0x1)\n\t/app/main.go:9 +0x1d\n\n\
    goroutine 9 [select]:\nmain.wait(0x1)\n\t/app/main.go:9 +0x1d\n";
const PROFILE: &str = "goroutine profile: total 2\n2 @ 0x1\n#\t0x1\tmain.f+0x1\t/app/main.go:9\n\n";
/// `DUMP`, as `base64 -w 60` prints it.
const BASE64: &str = "\
    Z29yb3V0aW5lIDcgW3NlbGVjdF06Cm1haW4ud2FpdCgweDEpCgkvYXBwL21h\n\
    aW4uZ286OSArMHgxZAoKZ29yb3V0aW5lIDkgW3NlbGVjdF06Cm1haW4ud2Fp\n\
    dCgweDEpCgkvYXBwL21haW4uZ286OSArMHgxZAo=\n";

/// A header of kind `kind` and the blocks of its body.
fn entry(name: &str, prefix: &str, kind: u8, body: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..135].copy_from_slice(format!("{:011o}", body.len()).as_bytes());
    head[148..156].fill(b' ');
    head[156] = kind;
    head[257..265].copy_from_slice(b"ustar\x0000");
    head[345..345 + prefix.len()].copy_from_slice(prefix.as_bytes());
    let sum: u64 = head.iter().map(|&byte| u64::from(byte)).sum();
    head[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
    head[154] = 0;
    head.extend_from_slice(body);
    head.resize(head.len().next_multiple_of(512), 0);
    head
}

fn tar(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = entries.concat();
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

#[track_caller]
fn check(bytes: &[u8], expected: Expect) {
    let report = render(&analyse(bytes, bytes.len()));
    for size in [1, 7, 511, 512, 513] {
        assert_eq!(report, render(&analyse(bytes, size)), "{size}");
    }
    expected.assert_eq(&report);
}

#[test]
fn each_file_is_an_input() {
    let pax = b"30 mtime=1700000000.123456789\n24 path=logs/long/b.txt\n";
    let files = [
        entry("pod/", "", b'5', b""),
        entry("a.txt", "pod", b'0', DUMP.as_bytes()),
        entry("x", "", b'x', pax),
        entry("cut-off", "", b'0', PROFILE.as_bytes()),
        entry("././@LongLink", "", b'L', b"very/long/c.txt\0"),
        entry("very/lo", "", 0, b""),
        entry("link", "", b'2', b""),
    ];
    check(
        &tar(&files),
        expect![[r#"
            dump/pod/a.txt: debug2, Go ?, 2 goroutines
            dump/logs/long/b.txt: debug1, Go ?, 2 goroutines
            2 × {"select": 2} [7, 9]
              main.wait /app/main.go:9
            2 × {"unknown": 2} []
              main.f /app/main.go:9
            ! not-a-dump 1+1 0B "dump/very/long/c.txt"
            ~ compressed 1
            ~ compressed 1
        "#]],
    );
}

/// GNU writes numbers that do not fit as bytes behind a first one of 0x80; in a field of eight, seven are left.
#[test]
fn numbers_in_bytes() {
    let mut file = entry("a.txt", "", b'0', DUMP.as_bytes());
    file[148..156].fill(b' ');
    let sum: u64 = file[..512].iter().map(|&byte| u64::from(byte)).sum();
    file[148..156].copy_from_slice(&(sum | 0x80 << 56).to_be_bytes());
    let report = analyse(&tar(&[file]), 512);
    assert_eq!(report.totals().goroutines, 2);
}

#[test]
fn what_is_wrong_is_said() {
    let first = entry("a.txt", "", b'0', DUMP.as_bytes());
    let mut second = entry("b.txt", "", b'0', DUMP.as_bytes());
    second[0] = b'c';
    check(
        &tar(&[first.clone(), second]),
        expect![[r#"
            dump/a.txt: debug2, Go ?, 2 goroutines
            2 × {"select": 2} [7, 9]
              main.wait /app/main.go:9
            ! damaged 1+1 0B "tar: a header is damaged; the rest is not read"
            ~ compressed 1
        "#]],
    );
    check(
        &first[..570],
        expect![[r#"
        dump/a.txt: debug2, Go ?, 1 goroutines
        1 × {"select": 1} [7]
          main.wait /app/main.go:9
        ! cut-goroutine 1+1 0B "tar: the archive ends early"
        ~ compressed 1
    "#]],
    );
    check(
        &tar(&[entry("pod/", "", b'5', b"")]),
        expect![[r#"
        dump: unknown, Go ?, 0 goroutines
        ! not-a-dump 1+1 1536B "tar: no file is in it"
    "#]],
    );
    let limits = Limits {
        max_files: 1,
        ..Limits::default()
    };
    let report = analyse_within(limits, &tar(&[first.clone(), first]), 7);
    expect![[r#"
        dump/a.txt: debug2, Go ?, 2 goroutines
        2 × {"select": 2} [7, 9]
          main.wait /app/main.go:9
        ! too-large 1+1 0B "tar: more files than the limit; the rest is not read"
        ~ compressed 1
    "#]]
    .assert_eq(&render(&report));
}

#[test]
fn base64_of_a_dump() {
    check(
        BASE64.as_bytes(),
        expect![[r#"
        dump: debug2, Go ?, 2 goroutines
        2 × {"select": 2} [7, 9]
          main.wait /app/main.go:9
        ~ encoding 1
    "#]],
    );
    let strange = format!("{BASE64}$ ");
    assert_eq!(analyse(strange.as_bytes(), 7).dumps[0].goroutines, 2);
    check(
        strange.as_bytes(),
        expect![[r#"
        dump: debug2, Go ?, 2 goroutines
        2 × {"select": 2} [7, 9]
          main.wait /app/main.go:9
        ! damaged 1+1 0B "base64: what is none of it was left out"
        ~ encoding 1
    "#]],
    );
}
