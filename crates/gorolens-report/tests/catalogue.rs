//! The catalogue is whole: every sentence in every language, with what the code puts into it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};
use gorolens_core::{Analysis, Limits};
use gorolens_report::{Finding, Lang, Report, TextOptions};

type Names = BTreeSet<String>;

/// What a message of a catalogue uses.
#[derive(Clone, Debug, Default)]
struct Uses {
    /// Variables whose value is printed, in at least one variant.
    printed: Names,
    /// Variables that only choose a variant.
    chosen_by: Names,
    /// Other messages.
    messages: Names,
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("is a folder") {
        let path = entry.expect("can be read").path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

fn catalogue(lang: Lang) -> BTreeMap<String, Uses> {
    let mut messages = BTreeMap::new();
    for file in files(&folder("locales").join(lang.tag())) {
        let text = fs::read_to_string(&file).expect("can be read");
        let resource = fluent_syntax::parser::parse(&*text)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut uses = Uses::default();
            let pattern = message.value.expect("a message has a text");
            in_pattern(&pattern, &mut uses);
            let before = messages.insert(message.id.name.to_owned(), uses);
            assert!(
                before.is_none(),
                "{lang}: {} is said twice",
                message.id.name
            );
        }
    }
    let flat = messages.keys().map(|id| (id.clone(), flat(&messages, id)));
    flat.collect()
}

/// With the variables of the messages it uses.
fn flat(messages: &BTreeMap<String, Uses>, id: &str) -> Uses {
    let mut uses = messages[id].clone();
    for other in &messages[id].messages {
        assert!(messages.contains_key(other), "{id} uses {other}");
        let other = flat(messages, other);
        uses.printed.extend(other.printed);
        uses.chosen_by.extend(other.chosen_by);
    }
    uses
}

fn in_pattern(pattern: &Pattern<&str>, uses: &mut Uses) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, uses);
        }
    }
}

fn in_expression(expression: &Expression<&str>, uses: &mut Uses) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, uses),
        Expression::Select { selector, variants } => {
            if let InlineExpression::VariableReference { id } = selector {
                uses.chosen_by.insert(id.name.to_owned());
            }
            for Variant { value, .. } in variants {
                in_pattern(value, uses);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, uses: &mut Uses) {
    match inline {
        InlineExpression::VariableReference { id } => {
            uses.printed.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            uses.messages.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, uses),
        _ => {}
    }
}

/// `msg("id").n("name", …)…` in the sources: file, id, names.
fn said() -> Vec<(String, String, Names)> {
    let mut said = Vec::new();
    for file in [
        folder("../gorolens-read/src"),
        folder("../gorolens-core/src"),
        folder("src"),
    ]
    .iter()
    .flat_map(|it| files(it))
    {
        let text = fs::read_to_string(&file).expect("can be read");
        for (at, mark) in text.match_indices("msg(\"") {
            let (id, rest) = text[at + mark.len()..]
                .split_once("\")")
                .expect("a literal id");
            said.push((file.display().to_string(), id.to_owned(), names(rest)));
        }
    }
    said
}

/// The names in a chain of builder calls.
fn names(mut rest: &str) -> Names {
    let mut names = Names::new();
    while let Some((method, args)) = rest
        .trim_start()
        .strip_prefix('.')
        .and_then(|it| it.split_once('('))
    {
        if !["n", "minutes", "bytes", "text", "arg"].contains(&method) {
            break;
        }
        let name = args.trim_start().strip_prefix('"').unwrap_or_default();
        names.insert(name.split('"').next().unwrap_or_default().to_owned());
        rest = after_bracket(args);
    }
    names
}

/// What comes after the bracket that closes.
fn after_bracket(text: &str) -> &str {
    let (mut depth, mut quoted) = (1, false);
    for (at, char) in text.char_indices() {
        match char {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[test]
fn all_languages_say_the_same() {
    let english = catalogue(Lang::En);
    for lang in Lang::ALL {
        let other = catalogue(lang);
        let ids = |it: &BTreeMap<String, Uses>| it.keys().cloned().collect::<Names>();
        let differ: Vec<String> = ids(&english)
            .symmetric_difference(&ids(&other))
            .cloned()
            .collect();
        assert!(differ.is_empty(), "{lang}: {differ:?}");
        for (id, uses) in &other {
            assert_eq!(uses.printed, english[id].printed, "{lang}: {id}");
        }
    }
}

/// A variable may only choose between singular and plural, which not every language has.
#[test]
fn the_code_gives_what_the_sentences_use() {
    let catalogues = Lang::ALL.map(catalogue);
    for (file, id, names) in said() {
        let mut used = Names::new();
        for catalogue in &catalogues {
            let uses = catalogue
                .get(&id)
                .unwrap_or_else(|| panic!("{file}: no message {id}"));
            used.extend(uses.printed.iter().chain(&uses.chosen_by).cloned());
        }
        assert_eq!(names, used, "{file}: {id}");
    }
}

#[test]
fn every_sentence_is_said() {
    let mut said: Names = said().into_iter().map(|(_, id, _)| id).collect();
    let catalogue = catalogue(Lang::En);
    said.extend(catalogue.values().flat_map(|uses| uses.messages.clone()));
    let unsaid: Vec<&String> = catalogue
        .keys()
        .filter(|id| !said.contains(*id) && !id.starts_with("report-objects-"))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

/// Fluent's own complaints are assertions of the crate.
#[test]
fn every_dump_of_the_corpus_is_told_in_every_language() {
    let catalogue = catalogue(Lang::En);
    let mut n_findings = 0;
    for file in files(&folder("../../tests/corpus")) {
        if file.extension().is_none_or(|it| it != "txt") {
            continue;
        }
        let mut analysis = Analysis::new(Limits::default());
        analysis.start_input("dump.txt");
        analysis.push(&fs::read(&file).expect("can be read"));
        let report = analysis.finish();
        for lang in Lang::ALL {
            let report = Report::localized(&report, lang);
            let text = report.to_text(&TextOptions::default()) + &report.to_markdown();
            assert!(!text.is_empty());
            for finding in &report.findings {
                n_findings += 1;
                check_finding(finding, &catalogue, lang);
            }
        }
    }
    assert!(n_findings > 0, "the corpus has findings");
}

fn check_finding(finding: &Finding, catalogue: &BTreeMap<String, Uses>, lang: Lang) {
    if let Some(objects) = &finding.objects {
        let id = format!("report-objects-{}", objects.kind);
        assert!(catalogue.contains_key(&id), "no message {id}");
    }
    let evidence = finding.evidence.iter().map(|it| &it.text);
    let look_alikes = finding.look_alikes.iter().map(|it| &it.text);
    let remedy = finding.remedy.steps.iter().chain([&finding.remedy.summary]);
    for text in evidence
        .chain(look_alikes)
        .chain(remedy)
        .chain([&finding.title])
    {
        assert!(!text.is_empty() && !text.contains('\n'), "{lang}: {text:?}");
    }
}
