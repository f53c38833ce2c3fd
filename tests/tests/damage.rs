//! Dumps of the corpus after all that logs, terminals, browsers and mails do to them: the same
//! goroutines, groups and findings, and what was cut off is all that is lost.

use std::fs;

use gorolens_core::Report;
use gorolens_tests::damage::{DAMAGES, Damage, Place, Rng};
use gorolens_tests::{Case, WHOLE, analyse, census};

/// Pairs tried on each dump; over all dumps every damage meets most others.
const PAIRS: usize = 3;

#[test]
fn two_damages_at_once_lose_nothing() {
    let mut rng = Rng::new(27);
    let mut wrong = Vec::new();
    for (name, text) in dumps().into_iter().filter(|(_, text)| text.len() < 40_000) {
        let before = essence(&analyse(&name, text.as_bytes(), WHOLE));
        for _ in 0..PAIRS {
            let pair = pair(&mut rng);
            let damaged = (pair.1.apply)(&(pair.0.apply)(&text, &mut rng), &mut rng);
            let report = analyse(&name, damaged.as_bytes(), WHOLE);
            if essence(&report) != before {
                wrong.push(format!("{name}: {} + {}", pair.0.name, pair.1.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn thousands_of_goroutines_survive_each_damage() {
    let (name, text) = dumps().swap_remove(0);
    let large = repeated(&text, 3000);
    let before = analyse(&name, large.as_bytes(), WHOLE);
    assert!(before.totals().goroutines >= 3000);
    let before = essence(&before);
    let mut rng = Rng::new(3);
    let wrong = DAMAGES.iter().filter(|damage| {
        let damaged = (damage.apply)(&large, &mut rng);
        essence(&analyse(&name, damaged.as_bytes(), WHOLE)) != before
    });
    let wrong: Vec<&str> = wrong.map(|it| it.name).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Of a dump that was damaged and then cut off, every goroutine whose header is there is found.
#[test]
fn what_was_not_cut_off_is_found() {
    let mut rng = Rng::new(5);
    let mut wrong = Vec::new();
    for (n, (name, text)) in dumps().into_iter().enumerate() {
        let damage = &DAMAGES[n % DAMAGES.len()];
        let damaged = (damage.apply)(&text, &mut rng);
        for quarter in 1..4 {
            let cut = &damaged.as_bytes()[..damaged.len() * quarter / 4];
            let found = analyse(&name, cut, WHOLE).totals().goroutines;
            // The last one may have lost its header.
            let there = headers(cut).saturating_sub(1);
            if found < there {
                let damage = damage.name;
                wrong.push(format!("{name}, {damage}, {quarter}/4: {found} of {there}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two damages of which the second can happen to what the first left.
fn pair(rng: &mut Rng) -> (&'static Damage, &'static Damage) {
    loop {
        let [first, second] = [(); 2].map(|()| &DAMAGES[rng.below(DAMAGES.len())]);
        if follows(first, second) {
            return (first, second);
        }
    }
}

/// Whether `second` comes later on the way, or happens to other lines.
fn follows(first: &Damage, second: &Damage) -> bool {
    let mixes = matches!(first.place, Place::Lines | Place::Text);
    // Escapes of escapes are another text.
    let is_page = |it: &Damage| it.name.contains("page") || it.name.contains("HTML");
    let apart = first.name != second.name && !(is_page(first) && is_page(second));
    // Tables and frames are drawn around the lines as Go prints them.
    let tables = [
        "CSV",
        "XML",
        "cat -A",
        "a box",
        "a list",
        "the answer",
        "colours as text",
    ];
    let is_table = tables.iter().any(|name| second.name.starts_with(name));
    // What a mail or a record of several lines does to a line shows in a line of Go only.
    let alone = ["quoted-printable", "arguments broken", "a list of records"];
    let is_alone = |it: &Damage| alone.iter().any(|name| it.name.starts_with(name));
    if is_alone(first) || is_alone(second) {
        return false;
    }
    let by_line = ["klog", "package log", "slog JSON", "zap JSON", "logrus"];
    let fits = !is_table
        || first.place == Place::Lines
        || by_line.contains(&first.name) && second.name.starts_with("the answer");
    fits && (first.place < second.place || (first.place == second.place && mixes && apart))
}

/// The goroutines of `text` again and again, with ids of their own, until there are `n`.
fn repeated(text: &str, n: usize) -> String {
    let blocks = census::blocks(text);
    let mut out = text.trim_end().to_owned();
    for nth in 1..n.div_ceil(blocks.len() - 1) {
        // The first goroutine wrote the dump: a second such would begin a second dump.
        for block in &blocks[1..] {
            let rest = block.trim_end().strip_prefix("goroutine ").unwrap_or(block);
            let (id, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let id: usize = id.parse().unwrap_or(0);
            out.push_str(&format!("\n\ngoroutine {} {rest}", id + nth * 1_000_000));
        }
    }
    out + "\n"
}

/// Places where the word `goroutine` and a number begin a header, whatever stands around it.
fn headers(text: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(text);
    let words = text.match_indices("goroutine ");
    let is_header = |at: usize| {
        let rest = &text[at + "goroutine ".len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with(" [")
    };
    words.filter(|&(at, _)| is_header(at)).count() as u64
}

/// What must not change: dumps, groups with all that is counted in them, findings.
fn essence(report: &Report) -> String {
    let mut groups: Vec<_> = report
        .groups
        .iter()
        .map(|it| (it.id, it.count, &it.states, it.wait_minutes, &it.labels))
        .collect();
    groups.sort_by_key(|it| it.0);
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|it| (it.rule, it.severity, it.certainty, it.objects))
        .collect();
    format!("{} {groups:?} {findings:?}", report.dumps.len())
}

/// The debug=2 dumps of the corpus.
fn dumps() -> Vec<(String, String)> {
    let samples = Case::all().into_iter().flat_map(|case| case.samples());
    let pure = samples.filter(|it| it.pure);
    let text = pure.filter_map(|it| Some((it.name, fs::read_to_string(it.path).ok()?)));
    text.collect()
}
