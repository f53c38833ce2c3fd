//! Every rule is named after its file, stands in the table, and is proved by dumps for and against it.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use toml::Value;

use super::tree::{Source, Tree};
use crate::{docs, repo};

const FINDINGS: &str = "crates/gorolens-core/src/findings";
const CORPUS: &str = "tests/corpus";

/// Compares the rule files with the table `RULES` and with the corpus.
pub fn rules(tree: &Tree) -> Result<Vec<String>> {
    let table = docs::tables()?;
    let corpus = Corpus::read(tree)?;
    let files = tree
        .rust_in(FINDINGS)
        .filter(|file| file.text().contains("RULE: Rule ="));
    let mut complaints = Vec::new();
    let mut n_rules = 0;
    for file in files {
        n_rules += 1;
        let (id, module) = names(file)?;
        let mut need = |holds: bool, what: &str| {
            if !holds {
                complaints.push(file.complain(format!("the rule {id} must {what}")));
            }
        };
        need(id.replace('-', "_") == module, "have the name of its file");
        need(
            file.text().starts_with(&format!("//! # {id}\n")),
            "begin its file with its name",
        );
        need(
            table.contains(&format!(" {module}::RULE,")),
            "stand in the table RULES",
        );
        need(
            corpus.stated.contains(&id),
            "be stated of a dump of tests/corpus (findings)",
        );
        need(
            corpus.denied.contains(&id),
            "be denied of a dump of tests/corpus (never, not)",
        );
    }
    if n_rules == 0 {
        complaints.push(format!("{FINDINGS}: has no rules"));
    }
    Ok(complaints)
}

/// docs/findings.md says what the rules say.
pub fn docs(_: &Tree) -> Result<Vec<String>> {
    let is_current =
        repo::read(docs::PAGE).is_ok_and(|page| docs::page().is_ok_and(|now| now == page));
    let stale =
        (!is_current).then(|| format!("{}: is out of date; run cargo xtask docs", docs::PAGE));
    Ok(stale.into_iter().collect())
}

/// The rule's id and its module.
fn names(file: &Source) -> Result<(String, String)> {
    let text = file.text();
    let id = text
        .split_once("RULE: Rule =")
        .and_then(|(_, rest)| rest.split('"').nth(1));
    let module = file.path.file_stem().context("a Rust file has a name")?;
    let id = id.with_context(|| file.complain("a rule needs an id"))?;
    Ok((id.to_owned(), module.to_string_lossy().into_owned()))
}

/// What the cases of the corpus say about rules.
#[derive(Default)]
struct Corpus {
    stated: BTreeSet<String>,
    denied: BTreeSet<String>,
}

impl Corpus {
    fn read(tree: &Tree) -> Result<Corpus> {
        let mut corpus = Corpus::default();
        let cases = tree
            .files
            .iter()
            .filter(|file| file.path.starts_with(CORPUS));
        for case in cases.filter(|file| file.path.ends_with("case.toml")) {
            let case: toml::Table = case
                .text()
                .parse()
                .with_context(|| case.complain("is no TOML"))?;
            corpus.note("", &Value::Table(case));
        }
        Ok(corpus)
    }

    /// `findings = [{ rule = … }]` states a rule, `never` and `not = […]` deny it, wherever they stand.
    fn note(&mut self, key: &str, value: &Value) {
        match value {
            Value::Table(table) => table.iter().for_each(|(key, value)| self.note(key, value)),
            Value::Array(values) => values.iter().for_each(|value| self.note(key, value)),
            Value::String(id) if key == "rule" => self.stated.extend([id.clone()]),
            Value::String(id) if ["never", "not"].contains(&key) => {
                self.denied.extend([id.clone()]);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_states_and_denies() {
        let case =
            "never = [\"b\"]\n[[run]]\n[[run.dump]]\nfindings = [{ rule = \"a\", objects = 3 }]";
        let mut corpus = Corpus::default();
        corpus.note("", &Value::Table(case.parse().unwrap()));
        assert_eq!(corpus.stated, BTreeSet::from(["a".to_owned()]));
        assert_eq!(corpus.denied, BTreeSet::from(["b".to_owned()]));
    }

    #[test]
    fn a_rule_is_named_in_its_file() {
        let text = "pub(super) const RULE: Rule = Rule {\n    id: \"a-b\",\n    check,\n};\n";
        let file = Source {
            path: "findings/a_b.rs".into(),
            bytes: text.into(),
        };
        assert_eq!(names(&file).unwrap(), ("a-b".to_owned(), "a_b".to_owned()));
    }
}
