//! Runs an analysis and draws its report as text.

use std::collections::BTreeMap;
use std::fmt::Write;

use gorolens_core::{Analysis, Limits, Part, PartResult, Repair, RepairKind, Report, Unfit};

/// The report on one input, pushed in chunks of `chunk` bytes.
pub fn analyse(bytes: &[u8], chunk: usize) -> Report {
    analyse_within(Limits::default(), bytes, chunk)
}

/// [`analyse`] with limits.
pub fn analyse_within(limits: Limits, bytes: &[u8], chunk: usize) -> Report {
    let mut analysis = Analysis::new(limits);
    analysis.start_input("dump");
    for chunk in bytes.chunks(chunk.max(1)) {
        analysis.push(chunk);
    }
    analysis.finish()
}

/// The report on one input that is read in parts cut at these places, if that can be done.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn analyse_in_parts(bytes: &[u8], cuts: &[usize], chunk: usize) -> Result<Report, Unfit> {
    let mut analysis = Analysis::new(Limits::default());
    analysis.add_parts("dump", parts(bytes, cuts, chunk))?;
    Ok(analysis.finish())
}

/// The parts of an input cut at these places, having gone through a pipe.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn parts(bytes: &[u8], cuts: &[usize], chunk: usize) -> Vec<PartResult> {
    let mut ends: Vec<usize> = cuts.iter().map(|&cut| cut.min(bytes.len())).collect();
    ends.push(bytes.len());
    ends.sort_unstable();
    let mut from = 0;
    let mut parts = Vec::new();
    for end in ends {
        let mut part = Part::new(Limits::default(), from as u64..end as u64);
        let mut chunks = bytes[from..].chunks(chunk.max(1));
        while chunks.next().is_some_and(|chunk| part.push(chunk)) {}
        parts.push(PartResult::from_bytes(&part.finish().to_bytes()).expect("its own bytes"));
        from = end;
    }
    parts
}

/// The report on one input, the same for every chunk size, its bytes accounted for.
#[track_caller]
#[allow(dead_code, reason = "not every test file needs it")]
pub fn analyse_in_every_cut(bytes: &[u8]) -> Report {
    let report = analyse(bytes, bytes.len());
    for chunk in 1..bytes.len() {
        assert_eq!(analyse(bytes, chunk), report, "chunks of {chunk}");
    }
    assert_accounted(&report, bytes.len());
    report
}

/// Every byte is understood or set aside. Of an input that was unpacked or decoded, every byte of
/// its text.
#[track_caller]
pub fn assert_accounted(report: &Report, len: usize) {
    let coverage = &report.coverage;
    let aside: u64 = coverage.problems.iter().map(|problem| problem.bytes).sum();
    assert_eq!(coverage.understood_bytes + aside, coverage.bytes);
    let dumps: u64 = report.dumps.iter().map(|dump| dump.bytes).sum();
    // The files of an archive that are no dumps are problems of those that are.
    assert!(
        dumps <= coverage.bytes && (dumps == coverage.bytes || report.dumps[0].name.contains('/'))
    );
    let unpacks = |it: &Repair| matches!(it.kind, RepairKind::Compressed | RepairKind::Encoding);
    if !coverage.repairs.iter().any(unpacks) {
        assert_eq!(coverage.bytes, len as u64);
    }
}

/// Dumps, groups, problems and repairs, one thing a line.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for dump in &report.dumps {
        let version = dump.go_version.map(|version| version.to_string());
        let version = version.unwrap_or("?".into());
        let (name, format, n) = (&dump.name, dump.format.as_str(), dump.goroutines);
        let _ = write!(text, "{name}: {format}, Go {version}, {n} goroutines");
        let crash = dump.crash.as_deref();
        let _ = writeln!(
            text,
            "{}",
            crash.map(|it| format!(", {it:?}")).unwrap_or_default()
        );
    }
    for group in &report.groups {
        let _ = write!(
            text,
            "{} × {:?} {:?}",
            group.count,
            group.states.iter().cloned().collect::<BTreeMap<_, _>>(),
            group.goroutine_ids
        );
        if let Some(minutes) = group.wait_minutes {
            let _ = write!(
                text,
                " {}/{}/{} min",
                minutes.min, minutes.median, minutes.max
            );
        }
        for (what, n) in [("locked", group.locked_to_thread), ("leaked", group.leaked)] {
            let _ = if n > 0 {
                write!(text, " {n} {what}")
            } else {
                Ok(())
            };
        }
        for (key, values) in &group.labels {
            let _ = write!(text, " {key}={values:?}");
        }
        let _ = writeln!(text);
        for frame in group.frames.iter() {
            let _ = writeln!(text, "  {} {}:{}", frame.func, frame.file, frame.line);
        }
        if let Some(by) = &group.created_by {
            let _ = writeln!(text, "  by {} {}:{}", by.func, by.file, by.line);
        }
        for ancestry in &group.ancestries {
            let _ = writeln!(text, "  {} on behalf of", ancestry.count);
            for ancestor in &ancestry.ancestors {
                for frame in &ancestor.frames {
                    let _ = writeln!(text, "    {} {}:{}", frame.func, frame.file, frame.line);
                }
                if let Some(by) = &ancestor.created_by {
                    let _ = writeln!(text, "    by {} {}:{}", by.func, by.file, by.line);
                }
            }
        }
    }
    for problem in &report.coverage.problems {
        let (kind, line, lines, bytes) = (
            problem.kind.as_str(),
            problem.line,
            problem.lines,
            problem.bytes,
        );
        let _ = writeln!(text, "! {kind} {line}+{lines} {bytes}B {:?}", problem.text);
    }
    for repair in &report.coverage.repairs {
        let _ = writeln!(text, "~ {} {}", repair.kind.as_str(), repair.lines);
    }
    text
}
