//! zip and gzip of dumps: each file is an input of its own, and damage is said.

mod common;

use std::io::Write;

use common::{analyse, analyse_in_every_cut, analyse_within, render};
use expect_test::{Expect, expect};
use gorolens_core::Limits;

const DUMP: &str = "goroutine 7 [select]:\nmain.wait(0x1)\n\t/app/main.go:9 +0x1d\n\n\
    goroutine 9 [select]:\nmain.wait(0x1)\n\t/app/main.go:9 +0x1d\n";
const PROFILE: &str = "goroutine profile: total 2\n2 @ 0x1\n#\t0x1\tmain.f+0x1\t/app/main.go:9\n\n";

/// How a file is put into an archive.
#[derive(Clone, Copy, Default)]
struct Way {
    /// Stored when false.
    deflate: bool,
    /// Size and checksum come after it.
    descriptor: bool,
    /// The descriptor has no signature.
    unsigned: bool,
    zip64: bool,
    encrypted: bool,
    /// Instead of stored or deflated.
    method: u16,
    /// The checksum is wrong.
    wrong: bool,
}

const DEFLATE: Way = Way {
    deflate: true,
    descriptor: false,
    unsigned: false,
    zip64: false,
    encrypted: false,
    method: 0,
    wrong: false,
};

fn file(name: &str, text: &[u8], way: Way) -> Vec<u8> {
    let level = flate2::Compression::default();
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), level);
    packer.write_all(text).unwrap();
    let packed = packer.finish().unwrap();
    let data = if way.deflate { packed } else { text.to_vec() };
    let method = way.method.max(if way.deflate { 8 } else { 0 });
    let mut sum = flate2::Crc::new();
    sum.update(text);
    let crc = (sum.sum() ^ u32::from(way.wrong)).to_le_bytes();
    let size = (data.len() as u32).to_le_bytes();
    let full = (text.len() as u32).to_le_bytes();
    let flags = u16::from(way.encrypted) | if way.descriptor { 8 } else { 0 };
    let mut extra = Vec::new();
    if way.zip64 {
        extra.extend([1, 0, 16, 0]);
        extra.extend((text.len() as u64).to_le_bytes());
        extra.extend((data.len() as u64).to_le_bytes());
    }
    let mut bytes = b"PK\x03\x04\x14\0".to_vec();
    bytes.extend(flags.to_le_bytes());
    bytes.extend(method.to_le_bytes());
    bytes.extend([0; 4]);
    match (way.descriptor, way.zip64) {
        (true, _) => bytes.extend([0; 12]),
        (_, true) => bytes.extend([crc, [0xff; 4], [0xff; 4]].concat()),
        _ => bytes.extend([crc, size, full].concat()),
    }
    bytes.extend((name.len() as u16).to_le_bytes());
    bytes.extend((extra.len() as u16).to_le_bytes());
    bytes.extend(name.as_bytes());
    bytes.extend(extra);
    bytes.extend(data);
    if way.descriptor {
        bytes.extend(if way.unsigned {
            &b""[..]
        } else {
            b"PK\x07\x08"
        });
        bytes.extend([crc, size, full].concat());
    }
    bytes
}

/// What stands at the end of every archive; nobody reads it.
fn directory() -> Vec<u8> {
    [&b"PK\x01\x02"[..], &[0; 42], b"PK\x05\x06", &[0; 18]].concat()
}

fn zip(files: &[Vec<u8>]) -> Vec<u8> {
    [files.concat(), directory()].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Dumps, problems and repairs, for any cut.
#[track_caller]
fn check(archive: &[u8], expect: Expect) {
    let text = render(&analyse_in_every_cut(archive));
    let kept = text
        .lines()
        .filter(|line| line.starts_with(['!', '~']) || line.starts_with("dump"));
    expect.assert_eq(&kept.collect::<Vec<_>>().join("\n"));
}

#[test]
fn each_file_is_an_input() {
    let folder = file("logs/", b"", Way::default());
    let files = [
        folder,
        file("logs/a.txt", DUMP.as_bytes(), DEFLATE),
        file("b", PROFILE.as_bytes(), Way::default()),
        file("again.txt", format!("{DUMP}\n{DUMP}").as_bytes(), DEFLATE),
        file("empty", b"", Way::default()),
        file("README.md", b"How it was taken.\n", DEFLATE),
    ];
    check(
        &zip(&files),
        expect![[r#"
            dump/logs/a.txt: debug2, Go ?, 2 goroutines
            dump/b: debug1, Go ?, 2 goroutines
            dump/again.txt: debug2, Go ?, 2 goroutines
            dump/again.txt#2: debug2, Go ?, 2 goroutines
            ! not-a-dump 1+1 18B "dump/README.md"
            ! not-a-dump 1+1 0B "dump/empty"
            ~ compressed 1
            ~ compressed 1
            ~ compressed 1"#]],
    );
}

/// Sizes before or behind the file, with and without a signature, stored and deflated, in 64 bits.
#[test]
fn all_ways_to_put_a_file_in() {
    for bits in 0..16u8 {
        let way = Way {
            deflate: bits & 1 != 0,
            descriptor: bits & 2 != 0,
            unsigned: bits & 4 != 0,
            zip64: bits & 8 != 0,
            ..Way::default()
        };
        // Where a stored file without a size ends, only a signature tells.
        if way.descriptor && way.unsigned && !way.deflate {
            continue;
        }
        // A descriptor inside the file is not its own.
        let decoy = [b"PK\x07\x08 and then more\n", DUMP.as_bytes()].concat();
        let files = [file("a", &decoy, way), file("b", DUMP.as_bytes(), way)];
        let report = analyse_in_every_cut(&zip(&files));
        let found: Vec<_> = report
            .dumps
            .iter()
            .map(|it| (&*it.name, it.goroutines))
            .collect();
        assert_eq!(found, [("dump/a", 2), ("dump/b", 2)], "{bits:b}");
        let kinds = report.coverage.problems.iter().map(|it| it.kind.as_str());
        assert_eq!(kinds.collect::<Vec<_>>(), ["skipped-text"], "{bits:b}");
    }
}

#[test]
fn files_that_cannot_be_read_do_not_hide_the_others() {
    let encrypted = Way {
        encrypted: true,
        ..DEFLATE
    };
    let unknown = Way {
        encrypted: true,
        descriptor: true,
        ..DEFLATE
    };
    let zstd = Way {
        method: 93,
        ..Way::default()
    };
    let wrong = Way {
        wrong: true,
        ..DEFLATE
    };
    let wrong_behind = Way {
        descriptor: true,
        ..wrong
    };
    let files = [
        file("secret", b"x", encrypted),
        file("secret too", b"x", unknown),
        file("zstd", b"(\xb5/\xfd", zstd),
        file("wrong", DUMP.as_bytes(), wrong),
        file("wrong behind", DUMP.as_bytes(), wrong_behind),
        file("good", DUMP.as_bytes(), DEFLATE),
    ];
    check(
        &zip(&files),
        expect![[r#"
            dump/wrong: debug2, Go ?, 2 goroutines
            dump/wrong behind: debug2, Go ?, 2 goroutines
            dump/good: debug2, Go ?, 2 goroutines
            ! unsupported-format 1+1 3B "dump/secret: zip: an encrypted file: unpack it first"
            ! unsupported-format 1+1 3B "dump/secret too: zip: an encrypted file: unpack it first"
            ! unsupported-format 1+1 4B "dump/zstd: zip: packed with zstd: unpack it first"
            ! damaged 1+1 0B "zip: the checksum does not fit; bytes are damaged or missing"
            ! damaged 1+1 0B "zip: the checksum does not fit; bytes are damaged or missing"
            ~ compressed 1
            ~ compressed 1
            ~ compressed 1"#]],
    );
}

#[test]
fn a_cut_archive_gives_what_is_there() {
    let files = [
        file("a", DUMP.as_bytes(), DEFLATE),
        file("b", DUMP.as_bytes(), DEFLATE),
    ];
    let archive = zip(&files);
    let whole = files.concat().len() + 4;
    for len in 4..whole {
        let report = analyse(&archive[..len], 7);
        let problems = &report.coverage.problems;
        assert!(!problems.is_empty(), "{len} bytes: {}", render(&report));
        let goroutines = report.totals().goroutines;
        assert!(len < files[0].len() || goroutines >= 2, "{len} bytes");
    }
    assert_eq!(analyse(&archive[..whole], 7).coverage.problems, []);
    check(
        &archive[..files[0].len() + 80],
        expect![[r#"
            dump/a: debug2, Go ?, 2 goroutines
            dump/b: debug2, Go ?, 1 goroutines
            ! cut-goroutine 1+1 0B "zip: the archive ends early"
            ! cut-goroutine 1+1 0B ""
            ! cut-goroutine 2+1 2B "ma"
            ~ compressed 1
            ~ compressed 1"#]],
    );
}

#[test]
fn damaged_data_does_not_hide_the_next_file() {
    for descriptor in [false, true] {
        let way = Way {
            descriptor,
            ..DEFLATE
        };
        let mut first = file("a", DUMP.as_bytes(), way);
        first[31 + 20] ^= 0xff;
        let report = analyse(&zip(&[first, file("b", DUMP.as_bytes(), way)]), 7);
        let last = report.dumps.last().unwrap();
        assert_eq!((&*last.name, last.goroutines), ("dump/b", 2));
        let damaged = report.coverage.problems.iter();
        assert!(damaged.clone().any(|it| it.kind.as_str() == "damaged"));
    }
}

#[test]
fn archives_in_archives() {
    let inner = zip(&[file("a", DUMP.as_bytes(), DEFLATE)]);
    let outer = zip(&[
        file("in.zip", &inner, DEFLATE),
        file("c.gz", &gzip(DUMP.as_bytes()), Way::default()),
    ]);
    check(
        &gzip(&outer),
        expect![[r#"
        dump/in.zip/a: debug2, Go ?, 2 goroutines
        dump/c.gz: debug2, Go ?, 2 goroutines
        ~ compressed 1
        ~ compressed 3"#]],
    );
    let mut deep = DUMP.as_bytes().to_vec();
    for _ in 0..6 {
        deep = zip(&[file("a", &deep, Way::default())]);
    }
    check(
        &deep,
        expect![[r#"
        dump/a/a/a/a: unknown, Go ?, 0 goroutines
        ! unsupported-format 1+1 317B "an archive in an archive in an archive"
        ~ compressed 1"#]],
    );
}

#[test]
fn limits_are_said() {
    let limits = Limits {
        max_files: 1,
        ..Limits::default()
    };
    let files = [
        file("a", DUMP.as_bytes(), DEFLATE),
        file("b", DUMP.as_bytes(), DEFLATE),
    ];
    let report = analyse_within(limits, &zip(&files), 100);
    assert_eq!((report.dumps.len(), report.totals().goroutines), (1, 2));
    assert_eq!(report.coverage.problems[0].kind.as_str(), "too-large");
    let limits = Limits {
        max_unpacked: 100_000,
        ..Limits::default()
    };
    let bomb = file("bomb", &vec![b'\n'; 1 << 22], DEFLATE);
    let report = analyse_within(limits, &zip(&[bomb, files[0].clone()]), 100);
    assert_eq!(report.coverage.bytes, 100_000);
    assert_eq!(report.coverage.problems[0].kind.as_str(), "too-large");
}

#[test]
fn no_file() {
    check(
        &directory()[46..],
        expect![[r#"
        dump: unknown, Go ?, 0 goroutines
        ! not-a-dump 1+1 22B "zip: no file is in it""#]],
    );
    check(
        b"PK\x03\x04 is how a zip begins",
        expect![[r#"
        dump: unknown, Go ?, 0 goroutines
        ! not-a-dump 1+1 24B "zip: no file is in it""#]],
    );
}

#[test]
fn gzip_says_what_is_wrong() {
    let mut bytes = gzip(DUMP.as_bytes());
    let at = bytes.len() - 8;
    bytes[at] ^= 1;
    check(
        &bytes,
        expect![[r#"
        dump: debug2, Go ?, 2 goroutines
        ! damaged 1+1 0B "gzip: the checksum does not fit; bytes are damaged or missing"
        ~ compressed 1"#]],
    );
    check(
        &gzip(DUMP.as_bytes())[..60],
        expect![[r#"
        dump: debug2, Go ?, 1 goroutines
        ! cut-goroutine 1+1 0B "gzip: the file ends early"
        ! cut-goroutine 1+1 0B ""
        ! cut-goroutine 2+1 4B "main"
        ~ compressed 1"#]],
    );
}
