//! Every dump of `tests/corpus`: the right verdict, however the bytes are cut or disfigured.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;

use flate2::read::GzDecoder;
use gorolens_core::{Certainty, Report, Severity};
use gorolens_tests::case::{Case, Expected};
use gorolens_tests::transform::{TRANSFORMS, multiply};
use gorolens_tests::{Sample, WHOLE, analyse, check};

/// Large files are not cut smaller than this allows; the small ones show the same shapes.
const MOST_CHUNKS: usize = 8_000;
/// Chunk sizes that fall everywhere in a line: none divides another.
const ODD_SIZES: [usize; 4] = [7, 61, 509, 4099];

#[test]
fn every_dump_gets_its_verdict() {
    report(samples().iter().flat_map(|(sample, text)| {
        let report = analyse(&sample.name, text, 1021);
        check::complaints(sample, &String::from_utf8_lossy(text), &report)
    }));
}

#[test]
fn any_cut_gives_the_same_report() {
    report(samples().iter().flat_map(|(sample, text)| {
        let whole = analyse(&sample.name, text, WHOLE);
        let differs = |size: &&usize| analyse(&sample.name, text, **size) != whole;
        let few = |size: &&usize| text.len() / **size <= MOST_CHUNKS;
        let sizes: Vec<_> = ODD_SIZES.iter().filter(few).filter(differs).collect();
        sizes
            .into_iter()
            .map(|size| format!("{}: differs in chunks of {size}", sample.name))
    }));
}

#[test]
fn small_dumps_survive_tiny_chunks() {
    let small = samples().into_iter().filter(|(_, text)| text.len() < 3000);
    report(small.flat_map(|(sample, text)| {
        let whole = analyse(&sample.name, &text, WHOLE);
        let sizes = [1, 2, 3, 5, 8, 13, 21, 34]
            .into_iter()
            .filter(|&size| analyse(&sample.name, &text, size) != whole);
        sizes
            .map(|size| format!("{}: differs in chunks of {size}", sample.name))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn harmless_changes_keep_the_findings() {
    let plain = samples()
        .into_iter()
        .filter(|(sample, text)| sample.pure && text.len() < 40_000);
    report(plain.flat_map(|(sample, text)| {
        let before = essence(&analyse(&sample.name, &text, WHOLE));
        let changes = TRANSFORMS.iter().filter(|transform| {
            let changed = (transform.apply)(&String::from_utf8_lossy(&text));
            essence(&analyse(&sample.name, changed.as_bytes(), 997)) != before
        });
        let name = sample.name.clone();
        changes
            .map(move |by| format!("{name}: changed by {}", by.name))
            .collect::<Vec<_>>()
    }));
}

/// A dump that was cut off has lost callers, readers and halves of connections. What is left may
/// say less, never something that is wrong for the whole.
#[test]
fn a_dump_cut_short_says_nothing_wrong() {
    let sound = samples()
        .into_iter()
        .filter(|(it, _)| it.expected.fixme.is_none());
    report(sound.flat_map(|(sample, text)| {
        let expected = Expected {
            findings: Vec::new(),
            ..sample.expected.clone()
        };
        let name = &sample.name;
        let parts = [text.len() / 3, text.len() / 2, text.len() * 3 / 4];
        let wrong = parts.into_iter().flat_map(|end| {
            let report = analyse(name, &text[..end], 1021);
            let wrong = check::finding_complaints(&expected, &report);
            let at = format!("{name} cut at byte {end}");
            wrong.into_iter().map(move |what| format!("{at}: {what}"))
        });
        let wrong = wrong.collect::<Vec<_>>();
        match sample.expected.fixme_cut {
            Some(fixme) if wrong.is_empty() => {
                vec![format!("{name} is right now when cut, take out: {fixme}")]
            }
            Some(_) => Vec::new(),
            None => wrong,
        }
    }));
}

#[test]
fn thousands_of_connections_are_counted_exactly() {
    let few = "transport-per-request/go1.27.n24.4m.debug2.txt";
    let (_, text) = samples()
        .into_iter()
        .find(|(it, _)| it.name == few)
        .expect("it is there");
    let many = multiply(&String::from_utf8_lossy(&text), 100);
    let report = analyse("many", many.as_bytes(), 65_537);
    let finding = &report.findings[0];
    assert_eq!(finding.rule, "http-transport-per-request");
    assert_eq!(finding.objects, (2400, "connection"));
    assert_eq!(finding.goroutines, 4800);
    assert_eq!(
        (finding.severity, finding.certainty),
        (Severity::Leak, Certainty::Medium)
    );
    let before = analyse("few", &text, WHOLE);
    assert_eq!(report.totals().groups, before.totals().groups);
}

#[test]
fn cases_and_files_agree() {
    let cases = Case::all();
    assert!(cases.len() > 20, "the corpus is not there");
    report(cases.iter().flat_map(|case| {
        let promised: BTreeSet<_> = case.samples().into_iter().map(|it| it.path).collect();
        let files = fs::read_dir(&case.folder)
            .expect("a case can be listed")
            .flatten();
        let files = files.map(|entry| entry.path());
        let dumps: BTreeSet<_> = files
            .filter(|path| {
                path.extension()
                    .is_some_and(|ext| ext == "txt" || ext == "gz")
            })
            .collect();
        let strays = dumps
            .difference(&promised)
            .map(|it| (it, "is in no case.toml"));
        let missing = promised.iter().filter(|path| !path.exists());
        let missing = missing.map(|it| (it, "is missing: cargo xtask corpus makes it"));
        let complaints = strays.chain(missing);
        complaints
            .map(|(path, what)| format!("{} {what}", path.display()))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn dumps_name_no_machine() {
    report(samples().iter().flat_map(|(sample, text)| {
        let leaks = ["/tmp/", "/home/", "/root/", "/usr/lib/go", "/usr/share/go"];
        let text = String::from_utf8_lossy(&plain(text)).into_owned();
        let leaks = leaks.into_iter().filter(|path| text.contains(path));
        leaks
            .map(|path| format!("{}: contains {path}", sample.name))
            .collect::<Vec<_>>()
    }));
}

/// Without compression.
fn plain(dump: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match GzDecoder::new(dump).read_to_end(&mut plain) {
        Ok(_) => plain,
        Err(_) => dump.to_vec(),
    }
}

/// What must not change: counts, groups, findings.
fn essence(report: &Report) -> String {
    let groups: Vec<_> = report
        .groups
        .iter()
        .map(|group| (group.id, group.count))
        .collect();
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            (
                finding.rule,
                finding.severity,
                finding.certainty,
                finding.objects,
            )
        })
        .collect();
    format!("{groups:?} {findings:?}")
}

/// The files that are there; `cases_and_files_agree` complains about the others.
fn samples() -> Vec<(Sample, Vec<u8>)> {
    let samples = Case::all()
        .iter()
        .flat_map(Case::samples)
        .collect::<Vec<_>>();
    let read = |sample: Sample| fs::read(&sample.path).ok().map(|text| (sample, text));
    samples.into_iter().filter_map(read).collect()
}

#[track_caller]
fn report(complaints: impl Iterator<Item = String>) {
    let complaints: Vec<_> = complaints.collect();
    assert!(
        complaints.is_empty(),
        "{} wrong:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
