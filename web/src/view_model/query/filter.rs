//! Terms → which groups fulfil them. Every text is looked at once per term, however many stacks
//! share it.

use std::cell::RefCell;

use gorolens_worker::report::{Mark, Origin};
use gorolens_worker::wire::{GroupRow, Site, TextId};

use super::{Compile, Field, Matcher, Term, Test, parse};
use crate::state::Report;
use crate::view_model::names::package_of;
use crate::view_model::triage::{Note, Notes};

/// A query made ready for a report.
pub struct Filter<'a> {
    report: &'a Report,
    notes: &'a Notes,
    tests: Vec<Ready>,
    /// Whether a regular expression of the query is wrong; it then matches nothing.
    pub has_bad_regex: bool,
}

struct Ready {
    term: Term,
    matches: Matcher,
    /// What is known of each text: 0 nothing, 1 no match, 2 match.
    known: RefCell<Vec<u8>>,
    known_packages: RefCell<Vec<u8>>,
}

impl<'a> Filter<'a> {
    /// Reads the query.
    pub fn new(
        query: &str,
        report: &'a Report,
        notes: &'a Notes,
        compile: Compile<'_>,
    ) -> Filter<'a> {
        let mut filter = Filter {
            report,
            notes,
            tests: Vec::new(),
            has_bad_regex: false,
        };
        for term in parse(query) {
            let matches = matcher(&term.test, compile);
            filter.has_bad_regex |= matches.is_none();
            let n_texts = report.n_texts();
            filter.tests.push(Ready {
                term,
                matches: matches.unwrap_or_else(|| Box::new(|_| false)),
                known: RefCell::new(vec![0; n_texts]),
                known_packages: RefCell::new(vec![0; n_texts]),
            });
        }
        filter
    }

    /// Whether a group fulfils all terms.
    pub fn lists(&self, row: &GroupRow) -> bool {
        let holds = |test: &Ready| test.holds(row, self) != test.term.negated;
        self.tests.iter().all(holds)
    }
}

fn matcher(test: &Test, compile: Compile<'_>) -> Option<Matcher> {
    match test {
        Test::Contains(choices) => {
            let choices = choices.clone();
            Some(Box::new(move |text| {
                let text = text.to_ascii_lowercase();
                choices.iter().any(|choice| text.contains(choice.as_str()))
            }))
        }
        Test::Regex(regex) => compile(regex),
        Test::Within(range) => {
            let range = *range;
            Some(Box::new(move |text| {
                text.parse().is_ok_and(|number| range.has(number))
            }))
        }
    }
}

impl Ready {
    fn holds(&self, row: &GroupRow, filter: &Filter<'_>) -> bool {
        let report = filter.report;
        let text = |id: TextId| self.text(id, report);
        let func = |site: &Site| text(site.func);
        let file = |site: &Site| text(site.file);
        match self.term.field {
            Field::State => row.states.iter().any(|(state, _)| text(*state)),
            Field::Wait => row.wait_minutes.is_some_and(|wait| self.number(wait.max)),
            Field::Count => self.number(row.count),
            Field::Func => row.frames.iter().any(func),
            Field::Package => row
                .frames
                .iter()
                .any(|site| self.package(site.func, report)),
            Field::File => row.frames.iter().any(file),
            Field::Creator => row.created_by.iter().any(func),
            Field::Label => self.label(row, report),
            Field::Id => row.first_ids.iter().any(|id| self.number(*id)),
            Field::Origin => row.frames.iter().any(|site| self.origin(site.origin)),
            Field::Is => self.is(row, report),
            Field::Triage => self.note(filter.notes.get(report.str(row.id))),
            Field::Any => {
                let mut sites = row.frames.iter().chain(&row.created_by);
                row.states.iter().any(|(state, _)| text(*state))
                    || sites.any(|site| func(site) || file(site))
                    || self.label(row, report)
                    || row.first_ids.iter().any(|id| self.is_id(*id))
                    || row.benign.is_some_and(text)
                    || text(row.id)
            }
        }
    }

    fn text(&self, id: TextId, report: &Report) -> bool {
        cached(&self.known, id, || (self.matches)(report.str(id)))
    }

    fn package(&self, func: TextId, report: &Report) -> bool {
        cached(&self.known_packages, func, || {
            (self.matches)(package_of(report.str(func)))
        })
    }

    fn number(&self, number: u64) -> bool {
        match &self.term.test {
            Test::Within(range) => range.has(number),
            _ => (self.matches)(&number.to_string()),
        }
    }

    /// Free text finds a goroutine by its whole id only: `7` would find them all.
    fn is_id(&self, id: u64) -> bool {
        match &self.term.test {
            Test::Contains(choices) => choices.iter().any(|choice| choice.parse() == Ok(id)),
            _ => false,
        }
    }

    fn label(&self, row: &GroupRow, report: &Report) -> bool {
        let mut labels = row.labels.iter();
        labels.any(|(key, value, _)| {
            (self.matches)(&format!("{}={}", report.str(*key), report.str(*value)))
        })
    }

    fn origin(&self, origin: Origin) -> bool {
        let also = match origin {
            Origin::Application => "own yours app",
            Origin::Dependency => "dep",
            Origin::StandardLibrary => "std",
            Origin::Runtime => "rt",
        };
        (self.matches)(origin.as_str()) || (self.matches)(also)
    }

    fn note(&self, note: Option<&Note>) -> bool {
        let Some(note) = note else {
            return (self.matches)("none");
        };
        let mark = note.mark.map_or("none", Mark::as_str);
        (self.matches)(mark) || (!note.text.is_empty() && (self.matches)(&note.text))
    }

    fn is(&self, row: &GroupRow, report: &Report) -> bool {
        let explained = || report.is_explained(report.str(row.id));
        (row.benign.is_some() && (self.matches)("benign normal"))
            || (row.leaked > 0 && (self.matches)("leaked"))
            || (row.locked_to_thread > 0 && (self.matches)("locked"))
            || ((self.matches)("explained") && explained())
    }
}

/// Looks up what is known of a text, or finds it out.
fn cached(known: &RefCell<Vec<u8>>, id: TextId, find_out: impl FnOnce() -> bool) -> bool {
    let at = id.0 as usize;
    if let Some(known @ 1..) = known.borrow().get(at) {
        return *known == 2;
    }
    let found = find_out();
    if let Some(known) = known.borrow_mut().get_mut(at) {
        *known = 1 + u8::from(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view_model::test_report::{report, with_finding};

    fn no_regex(_: &str) -> Option<Matcher> {
        None
    }

    /// The functions on top of the groups that a query lists.
    fn listed(query: &str) -> String {
        let report = with_finding(report());
        let note = Note {
            mark: Some(Mark::Suspect),
            text: "ask Ann".into(),
        };
        let notes = Notes::from_iter([("3".into(), note)]);
        let filter = Filter::new(query, &report, &notes, &no_regex);
        let rows = report.rows().filter(|row| filter.lists(row));
        let tops = rows.map(|row| report.str(row.frames[0].func));
        tops.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_field() {
        let cases = [
            ("", "net/http.readLoop net/http.writeLoop main.worker"),
            ("readloop", "net/http.readLoop"),
            ("state:select", "net/http.writeLoop main.worker"),
            ("state:select -pkg:main", "net/http.writeLoop"),
            ("wait:>100", "net/http.readLoop"),
            ("count:600", "net/http.readLoop"),
            ("func:worker", "main.worker"),
            ("pkg:http", "net/http.readLoop net/http.writeLoop"),
            ("file:app/main.go", "main.worker"),
            ("by:dialconn", "net/http.readLoop net/http.writeLoop"),
            ("label:queue=mail", "main.worker"),
            ("id:7", "main.worker"),
            ("7", "main.worker"),
            ("origin:app", "main.worker"),
            ("origin:std", "net/http.readLoop net/http.writeLoop"),
            ("is:explained", "net/http.readLoop"),
            ("-is:explained", "net/http.writeLoop main.worker"),
            ("is:benign", ""),
            ("triage:suspect", "main.worker"),
            ("triage:ann", "main.worker"),
            ("triage:normal", ""),
            ("triage:none", "net/http.readLoop net/http.writeLoop"),
        ];
        for (query, tops) in cases {
            assert_eq!(listed(query), tops, "{query}");
        }
    }

    #[test]
    fn a_wrong_regular_expression_is_told() {
        let (report, notes) = (report(), Notes::default());
        let filter = Filter::new("func:/(/", &report, &notes, &no_regex);
        assert!(filter.has_bad_regex);
        assert!(report.rows().all(|row| !filter.lists(row)));
    }

    #[test]
    fn a_right_one_is_used() {
        let (report, notes) = (report(), Notes::default());
        let ends_with: Compile<'_> = &|regex| {
            let end = regex.trim_end_matches('$').to_owned();
            Some(Box::new(move |text: &str| text.ends_with(&end)))
        };
        let filter = Filter::new("func:/writeLoop$/", &report, &notes, ends_with);
        let n_listed = report.rows().filter(|row| filter.lists(row)).count();
        assert_eq!(n_listed, 1);
    }
}
