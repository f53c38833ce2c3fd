//! What the word at the end of a query could become.

use super::Field;
use crate::few::Few;
use crate::state::Report;
use crate::view_model::names::package_of;

/// Whole queries, best first, at most `max`: the browser's own list offers them by keyboard.
pub fn completions(query: &str, report: &Report, max: usize) -> Vec<String> {
    let from = query
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + 1);
    let (before, word) = query.split_at(from);
    let sign_len = word.len() - word.trim_start_matches(['-', '!']).len();
    let (sign, word) = word.split_at(sign_len);
    let ends = match word.split_once(':') {
        Some((key, value)) => values(key, value, report),
        None => keys(word),
    };
    let whole = ends.into_iter().map(|end| format!("{before}{sign}{end}"));
    whole.filter(|whole| whole != query).take(max).collect()
}

/// Keys are offered once per field.
fn keys(word: &str) -> Vec<String> {
    let mut seen: Vec<Field> = Vec::new();
    let mut keys = Vec::new();
    for (key, field) in Field::KEYS {
        if key.starts_with(word) && !seen.contains(&field) {
            seen.push(field);
            keys.push(format!("{key}:"));
        }
    }
    keys
}

fn values(key: &str, value: &str, report: &Report) -> Vec<String> {
    let field = Field::KEYS.iter().find(|(name, _)| *name == key);
    let choices: Few<String, ()> = match field.map(|(_, field)| field) {
        Some(Field::State) => texts(report, |row, add| {
            row.states
                .iter()
                .for_each(|(state, _)| add(report.str(*state)));
        }),
        Some(Field::Package) => texts(report, |row, add| {
            let funcs = row.frames.iter().map(|site| report.str(site.func));
            funcs.for_each(|func| add(package_of(func)));
        }),
        Some(Field::Creator) => texts(report, |row, add| {
            row.created_by
                .iter()
                .for_each(|site| add(report.str(site.func)));
        }),
        Some(Field::Label) => texts(report, |row, add| {
            for (key, value, _) in &row.labels {
                add(&format!("{}={}", report.str(*key), report.str(*value)));
            }
        }),
        Some(Field::Origin) => fixed(&["app", "dep", "std", "runtime"]),
        Some(Field::Is) => fixed(&["benign", "explained", "leaked", "locked"]),
        Some(Field::Triage) => fixed(&["none", "normal", "suspect", "reviewed"]),
        Some(Field::Wait) => fixed(&[">1", ">10", ">1h", ">1d"]),
        Some(Field::Count) => fixed(&[">1", ">10", ">100", ">1000"]),
        _ => Few::default(),
    };
    let typed = value.trim_start_matches('"').to_ascii_lowercase();
    let fitting = choices
        .iter()
        .filter(|(choice, ())| choice.to_ascii_lowercase().contains(&typed));
    fitting
        .map(|(choice, ())| format!("{key}:{}", quoted(choice)))
        .collect()
}

fn texts(
    report: &Report,
    each: impl Fn(&gorolens_worker::wire::GroupRow, &mut dyn FnMut(&str)),
) -> Few<String, ()> {
    let mut texts = Few::default();
    // The largest groups name what one looks for; a look at all would cost at every key.
    for row in report.rows().take(500) {
        each(row, &mut |text| {
            if !text.is_empty() {
                texts.insert(text.to_owned(), ());
            }
        });
    }
    texts
}

fn fixed(choices: &[&str]) -> Few<String, ()> {
    choices
        .iter()
        .map(|choice| ((*choice).to_owned(), ()))
        .collect()
}

fn quoted(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::report;

    #[test]
    fn completes_keys_and_values() {
        let report = report();
        let cases: [(&str, &[&str]); 5] = [
            ("st", &["state:"]),
            ("x -pk", &["x -pkg:"]),
            ("state:io", &["state:\"IO wait\""]),
            ("pkg:ht", &["pkg:net/http"]),
            ("nothing", &[]),
        ];
        for (query, whole) in cases {
            assert_eq!(completions(query, &report, 9), whole, "{query}");
        }
    }

    #[test]
    fn an_empty_query_offers_every_field_once() {
        let all = completions("", &report(), 99);
        assert_eq!(all.len(), 12, "{all:?}");
    }
}
