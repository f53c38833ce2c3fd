//! What the user noted about groups: from the state to the export, and to the text that the browser
//! keeps for as long as the tab is open.

use std::rc::Rc;

use gorolens_worker::report::{Mark, Triage};
use yew::AttrValue;

use crate::few::Few;
use crate::state::Report;

/// A note of the user about a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The judgement, if there is one.
    pub mark: Option<Mark>,
    /// In their own words.
    pub text: AttrValue,
}

/// The notes of a report by the id of the group, which is the same in every dump.
pub type Notes = Few<AttrValue, Note>;

impl Note {
    fn is_empty(&self) -> bool {
        self.mark.is_none() && self.text.is_empty()
    }
}

/// The note that the exact groups of a group share.
pub fn note_of(notes: &Notes, report: &Rc<Report>, group: u32) -> Note {
    let mut of_members = ids(report, group).into_iter().map(|id| notes.get(&id));
    let first = of_members.next().flatten().cloned().unwrap_or_default();
    match of_members.all(|it| it.cloned().unwrap_or_default() == first) {
        true => first,
        false => Note::default(),
    }
}

/// Notes it about all exact groups of a group.
pub fn note(notes: &mut Notes, report: &Rc<Report>, group: u32, note: &Note) {
    for id in ids(report, group) {
        if note.is_empty() {
            notes.remove(&id);
        } else {
            notes.insert(id, note.clone());
        }
    }
}

fn ids(report: &Rc<Report>, group: u32) -> Vec<AttrValue> {
    let exact = report.exact();
    let members = match report.members(group) {
        [] => &[group],
        members => members,
    };
    let rows = members.iter().filter_map(|member| exact.row(*member));
    rows.map(|row| exact.text(row.id)).collect()
}

/// The judgements in the order of the groups, for the export.
pub fn export(notes: &Notes, report: &Rc<Report>) -> Vec<Triage> {
    let exact = report.exact();
    let ids = exact.rows().map(|row| exact.str(row.id));
    let triage = ids.filter_map(|id| {
        let note = notes.get(id)?;
        Some(Triage {
            group: id.to_owned(),
            // Words without a judgement say at least that somebody looked.
            mark: note.mark.unwrap_or(Mark::Reviewed),
            note: note.text.to_string(),
        })
    });
    triage.collect()
}

/// One note per line: id, mark, words; line breaks of the words are escaped.
pub fn to_text(notes: &Notes) -> String {
    let lines = notes.iter().map(|(id, note)| {
        let mark = note.mark.map_or("", Mark::as_str);
        let text = note.text.replace('\\', "\\\\").replace('\n', "\\n");
        format!("{id}\t{mark}\t{text}\n")
    });
    lines.collect()
}

/// The inverse of [`to_text`]; lines it did not write are left out.
pub fn from_text(text: &str) -> Notes {
    let lines = text.lines().filter_map(|line| {
        let mut parts = line.splitn(3, '\t');
        let (id, mark, text) = (parts.next()?, parts.next()?, parts.next()?);
        let note = Note {
            mark: Mark::ALL.into_iter().find(|it| it.as_str() == mark),
            text: unescaped(text).into(),
        };
        Some((AttrValue::from(id.to_owned()), note))
    });
    lines.collect()
}

fn unescaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        res.push(match char {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some(other) => other,
                None => break,
            },
            other => other,
        });
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Level;
    use crate::view_model::test_report::report;

    fn suspect(text: &'static str) -> Note {
        Note {
            mark: Some(Mark::Suspect),
            text: text.into(),
        }
    }

    #[test]
    fn notes_survive_the_browser() {
        let mut notes = Notes::default();
        notes.insert("1".into(), suspect("a \\ b\nc\td \\n"));
        notes.insert(
            "2".into(),
            Note {
                mark: None,
                text: "only words".into(),
            },
        );
        assert_eq!(from_text(&to_text(&notes)), notes);
        assert_eq!(from_text("nonsense\n"), Notes::default());
    }

    #[test]
    fn a_note_about_similar_stacks_is_one_about_each() {
        let exact = Rc::new(report());
        let similar = exact.at_level(Level::Function);
        let mut notes = Notes::default();
        note(&mut notes, &similar, 0, &suspect("why?"));
        assert_eq!(note_of(&notes, &exact, 0), suspect("why?"));
        assert_eq!(note_of(&notes, &similar, 0), suspect("why?"));
        assert_eq!(note_of(&notes, &similar, 1), Note::default());
        assert_eq!(export(&notes, &similar)[0].group, "1");
        note(&mut notes, &exact, 0, &Note::default());
        assert!(notes.is_empty());
    }
}
