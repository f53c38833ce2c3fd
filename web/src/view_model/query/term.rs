//! Text → terms. Every text is a query: what is no known key is searched as it stands.

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Whether groups that fulfil it are left out.
    pub negated: bool,
    /// What is looked at.
    pub field: Field,
    /// What it must be.
    pub test: Test,
}

/// What a term looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Everything the row shows.
    Any,
    /// Wait reason or status.
    State,
    /// Longest wait in minutes.
    Wait,
    /// Goroutines in the group.
    Count,
    /// A function of the stack.
    Func,
    /// A package of the stack.
    Package,
    /// A file of the stack.
    File,
    /// The function with the `go` statement.
    Creator,
    /// A pprof label, `key=value`.
    Label,
    /// A goroutine id.
    Id,
    /// Whose code is in the stack.
    Origin,
    /// `benign`, `explained`, `leaked`, `locked`.
    Is,
    /// What the user noted: `normal`, `suspect`, `reviewed`, `none`, or words of the note.
    Triage,
}

impl Field {
    /// The keys of the language; the first of a field is the one that is offered.
    pub const KEYS: [(&'static str, Field); 15] = [
        ("state", Field::State),
        ("wait", Field::Wait),
        ("count", Field::Count),
        ("func", Field::Func),
        ("pkg", Field::Package),
        ("file", Field::File),
        ("by", Field::Creator),
        ("label", Field::Label),
        ("id", Field::Id),
        ("origin", Field::Origin),
        ("is", Field::Is),
        ("triage", Field::Triage),
        ("function", Field::Func),
        ("package", Field::Package),
        ("creator", Field::Creator),
    ];

    fn named(key: &str) -> Option<Field> {
        let found = Field::KEYS.iter().find(|(name, _)| *name == key);
        found.map(|(_, field)| *field)
    }

    fn is_number(self) -> bool {
        matches!(self, Field::Wait | Field::Count | Field::Id)
    }
}

/// What a field must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One of these, in lower case, occurs in it.
    Contains(Vec<String>),
    /// A regular expression finds something in it.
    Regex(String),
    /// It lies in a range.
    Within(Range),
}

/// Numbers from `min` to `max`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Smallest.
    pub min: u64,
    /// Largest.
    pub max: u64,
}

impl Range {
    /// Whether a number lies in it.
    pub fn has(self, number: u64) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

/// The terms of a query.
pub fn parse(query: &str) -> Vec<Term> {
    words(query).into_iter().filter_map(term).collect()
}

/// A word as typed, and where its quotes begin, if it has any.
struct Word {
    text: String,
    /// Length of the part before the first quote.
    bare: usize,
    is_quoted: bool,
}

/// Splits at blanks outside of quotes and of `/…/`. An open quote ends with the text.
fn words(query: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let (word, after) = first_word(rest);
        words.push(word);
        rest = after.trim_start();
    }
    words
}

fn first_word(rest: &str) -> (Word, &str) {
    let mut word = Word {
        text: String::new(),
        bare: 0,
        is_quoted: false,
    };
    let mut open: Option<char> = None;
    for (at, char) in rest.char_indices() {
        match (open, char) {
            (None, _) if char.is_whitespace() => return (word.closed(), &rest[at..]),
            (None, '"') => {
                word.bare = word.text.len();
                word.is_quoted = true;
                open = Some('"');
            }
            (None, '/') if starts_value(&word.text) => {
                word.text.push(char);
                open = Some('/');
            }
            (Some('"'), '"') => open = None,
            (Some('/'), '/') => {
                word.text.push(char);
                open = None;
            }
            _ => word.text.push(char),
        }
    }
    (word.closed(), "")
}

impl Word {
    fn closed(mut self) -> Word {
        if !self.is_quoted {
            self.bare = self.text.len();
        }
        self
    }
}

/// Whether a slash that comes now begins a regular expression: `/…/`, `-/…/`, `func:/…/`.
fn starts_value(before: &str) -> bool {
    let before = before.trim_start_matches(['-', '!']);
    before.is_empty() || before.ends_with(':')
}

fn term(word: Word) -> Option<Term> {
    let (bare, quoted) = word.text.split_at(word.bare);
    let stripped = bare
        .strip_prefix(['-', '!'])
        .filter(|rest| !rest.is_empty() || word.is_quoted);
    let negated = stripped.is_some();
    let bare = stripped.unwrap_or(bare);
    let keyed = bare.split_once(':').and_then(|(key, value)| {
        let field = Field::named(&key.to_ascii_lowercase())?;
        Some((field, format!("{value}{quoted}")))
    });
    let (field, value) = keyed.unwrap_or_else(|| (Field::Any, format!("{bare}{quoted}")));
    // A key whose value is still to be typed hides nothing.
    (!value.is_empty()).then(|| Term {
        negated,
        field,
        test: test(field, &value, word.is_quoted),
    })
}

fn test(field: Field, value: &str, is_quoted: bool) -> Test {
    if let Some(range) = field.is_number().then(|| range(field, value)).flatten() {
        return Test::Within(range);
    }
    let regex = value
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    match regex {
        Some(regex) if !is_quoted && !regex.is_empty() => Test::Regex(regex.to_owned()),
        _ if is_quoted => Test::Contains(vec![value.to_ascii_lowercase()]),
        _ => {
            let choices = value.split('|').filter(|choice| !choice.is_empty());
            Test::Contains(choices.map(str::to_ascii_lowercase).collect())
        }
    }
}

/// `5`, `>5`, `>=5`, `<5`, `<=5`, `5..`, `..5`, `5..10`. A bare number is the number itself, but
/// for waits "at least": that is what one looks for.
fn range(field: Field, value: &str) -> Option<Range> {
    let all = Range {
        min: 0,
        max: u64::MAX,
    };
    let number = |text: &str| number(field, text);
    if let Some((min, max)) = value.split_once("..") {
        return Some(Range {
            min: if min.is_empty() {
                all.min
            } else {
                number(min)?
            },
            max: if max.is_empty() {
                all.max
            } else {
                number(max)?
            },
        });
    }
    let after = |sign: &str| value.strip_prefix(sign);
    if let Some(rest) = after(">=") {
        return Some(Range {
            min: number(rest)?,
            ..all
        });
    }
    if let Some(rest) = after("<=") {
        return Some(Range {
            max: number(rest)?,
            ..all
        });
    }
    if let Some(rest) = after(">") {
        return Some(Range {
            min: number(rest)?.checked_add(1)?,
            ..all
        });
    }
    if let Some(rest) = after("<") {
        return Some(Range {
            max: number(rest)?.checked_sub(1)?,
            ..all
        });
    }
    let min = number(value)?;
    let max = if field == Field::Wait { all.max } else { min };
    Some(Range { min, max })
}

/// `90`, and for waits `90m`, `2h`, `1d`.
fn number(field: Field, text: &str) -> Option<u64> {
    let (digits, factor) = match (field, text.as_bytes().last()) {
        (Field::Wait, Some(b'm')) => (&text[..text.len() - 1], 1),
        (Field::Wait, Some(b'h')) => (&text[..text.len() - 1], 60),
        (Field::Wait, Some(b'd')) => (&text[..text.len() - 1], 1440),
        _ => (text, 1),
    };
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(field: Field, choices: &[&str]) -> Term {
        Term {
            negated: false,
            field,
            test: Test::Contains(choices.iter().map(|choice| (*choice).to_owned()).collect()),
        }
    }

    fn within(field: Field, min: u64, max: u64) -> Term {
        Term {
            negated: false,
            field,
            test: Test::Within(Range { min, max }),
        }
    }

    #[test]
    fn words_and_quotes() {
        let terms = parse("  Select \"chan send\" state:\"IO wait\" ");
        assert_eq!(
            terms,
            [
                contains(Field::Any, &["select"]),
                contains(Field::Any, &["chan send"]),
                contains(Field::State, &["io wait"]),
            ]
        );
    }

    #[test]
    fn negation() {
        for query in ["-pkg:runtime", "!pkg:runtime"] {
            let term = Term {
                negated: true,
                ..contains(Field::Package, &["runtime"])
            };
            assert_eq!(parse(query), [term]);
        }
        assert_eq!(parse("-"), [contains(Field::Any, &["-"])]);
    }

    #[test]
    fn numbers() {
        let max = u64::MAX;
        let cases = [
            ("wait:5", within(Field::Wait, 5, max)),
            ("wait:>2h", within(Field::Wait, 121, max)),
            ("count:7", within(Field::Count, 7, 7)),
            ("count:<=7", within(Field::Count, 0, 7)),
            ("count:<7", within(Field::Count, 0, 6)),
            ("count:10..20", within(Field::Count, 10, 20)),
            ("count:10..", within(Field::Count, 10, max)),
            ("id:39381", within(Field::Id, 39381, 39381)),
        ];
        for (query, term) in cases {
            assert_eq!(parse(query), [term], "{query}");
        }
    }

    #[test]
    fn regular_expressions_may_hold_blanks() {
        let terms = parse("func:/read Loop$/ x");
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[0].test, Test::Regex("read Loop$".to_owned()));
        // Half typed, it is still a query.
        assert_eq!(parse("func:/read").len(), 1);
    }

    #[test]
    fn choices_and_unknown_keys() {
        assert_eq!(
            parse("state:select|sleep"),
            [contains(Field::State, &["select", "sleep"])]
        );
        assert_eq!(parse("http://a"), [contains(Field::Any, &["http://a"])]);
        assert_eq!(parse("state:"), []);
    }

    #[test]
    fn a_path_is_not_a_regular_expression() {
        assert_eq!(
            parse("net/http a/b/c"),
            [
                contains(Field::Any, &["net/http"]),
                contains(Field::Any, &["a/b/c"])
            ]
        );
    }
}
