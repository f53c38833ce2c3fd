//! What no input may break. Each function takes any bytes and panics when an invariant does not
//! hold: the analysis never panics, any cut into chunks and parts gives the same report, and every
//! byte read is understood or set aside.
//!
//! libFuzzer calls them through `fuzz_targets/`, and `src/bin/random.rs` calls them on stable Rust.

mod build;

use gorolens_core::{Analysis, Limits, Part, PartResult, RepairKind, Report};

/// The checks, by name.
pub const TARGETS: [(&str, fn(&[u8])); 4] = [
    ("raw", raw),
    ("damaged", damaged),
    ("protobuf", protobuf),
    ("archive", archive),
];

/// The bytes as they come.
pub fn raw(bytes: &[u8]) {
    holds(bytes);
}

/// A dump built as the bytes say, damaged as they say.
pub fn damaged(bytes: &[u8]) {
    if let Ok(text) = build::damaged_dump(&mut arbitrary::Unstructured::new(bytes)) {
        holds(text.as_bytes());
    }
}

/// A profile whose fields and lies the bytes say.
pub fn protobuf(bytes: &[u8]) {
    if let Ok(profile) = build::profile(&mut arbitrary::Unstructured::new(bytes)) {
        holds(&profile);
    }
}

/// A zip or gzip built as the bytes say, broken as they say.
pub fn archive(bytes: &[u8]) {
    if let Ok(archive) = build::archive(&mut arbitrary::Unstructured::new(bytes)) {
        holds(&archive);
    }
}

/// All invariants, within the usual limits and within tight ones.
fn holds(bytes: &[u8]) {
    let tight = Limits {
        max_line: 48,
        max_frames: 3,
        max_dumps: 2,
        max_stacks: 3,
        max_unpacked: 1000,
        max_files: 2,
        max_profile: 400,
        max_problems: 4,
        max_ids_per_group: 2,
    };
    for limits in [Limits::default(), tight] {
        let whole = analyse(&limits, bytes, bytes.len());
        is_accounted(&whole, bytes.len());
        for chunk in [1, 7, 61, 1021] {
            // Byte by byte costs most, and small inputs show the same.
            if chunk < bytes.len() && bytes.len() / chunk <= 4000 {
                assert_eq!(analyse(&limits, bytes, chunk), whole, "chunks of {chunk}");
            }
        }
    }
    in_parts(bytes);
}

fn analyse(limits: &Limits, bytes: &[u8], chunk: usize) -> Report {
    let mut analysis = Analysis::new(limits.clone());
    analysis.start_input("dump");
    for chunk in bytes.chunks(chunk.max(1)) {
        analysis.push(chunk);
    }
    analysis.finish()
}

fn is_accounted(report: &Report, len: usize) {
    let coverage = &report.coverage;
    let aside: u64 = coverage.problems.iter().map(|problem| problem.bytes).sum();
    assert_eq!(coverage.understood_bytes + aside, coverage.bytes);
    let dumps: u64 = report.dumps.iter().map(|dump| dump.bytes).sum();
    // The files of an archive that are no dumps are problems of those that are.
    assert!(
        dumps <= coverage.bytes && (dumps == coverage.bytes || report.dumps[0].name.contains('/'))
    );
    let other_text = [RepairKind::Compressed, RepairKind::Encoding];
    if !coverage
        .repairs
        .iter()
        .any(|it| other_text.contains(&it.kind))
    {
        assert_eq!(coverage.bytes, len as u64);
    }
    let members: u64 = report.groups.iter().map(|group| group.count).sum();
    let differs = report
        .coverage
        .problems
        .iter()
        .any(|it| it.kind.as_str() == "delta");
    assert!(differs || members == report.totals().goroutines);
}

/// Parts that fit together say what a single pass says; others say that they do not fit.
fn in_parts(bytes: &[u8]) {
    if !Part::may_split(&bytes[..bytes.len().min(1 << 16)]) {
        return;
    }
    let third = bytes.len() / 3;
    let ranges = [0..third, third..2 * third, 2 * third..bytes.len()];
    let parts = ranges.map(|range| {
        let mut part = Part::new(Limits::default(), range.start as u64..range.end as u64);
        let mut chunks = bytes[range.start..].chunks(509);
        while chunks.next().is_some_and(|chunk| part.push(chunk)) {}
        let packed = part.finish().to_bytes();
        PartResult::from_bytes(&packed).expect("a part reads its own bytes")
    });
    let mut analysis = Analysis::new(Limits::default());
    if analysis.add_parts("dump", parts.into()).is_ok() {
        let whole = analyse(&Limits::default(), bytes, bytes.len());
        assert_eq!(analysis.finish(), whole, "in three parts");
    }
}
