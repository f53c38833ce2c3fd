//! Go code → pieces to colour. Enough for the snippets of remedies; never loses a character.

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Comment,
    Keyword,
    Text,
    Number,
    Call,
    Plain,
}

impl Kind {
    /// The class that colours it.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Kind::Comment => Some("go-comment"),
            Kind::Keyword => Some("go-keyword"),
            Kind::Text => Some("go-text"),
            Kind::Number => Some("go-number"),
            Kind::Call => Some("go-call"),
            Kind::Plain => None,
        }
    }
}

const KEYWORDS: [&str; 29] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "false",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "iota",
    "map",
    "nil",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "true",
    "type",
    "var",
];

/// The pieces of `code`, in order; together they are `code`.
pub fn pieces(code: &str) -> Vec<(Kind, &str)> {
    let mut res: Vec<(Kind, &str)> = Vec::new();
    let mut from = 0;
    while from < code.len() {
        let (kind, len) = first_piece(&code[from..]);
        let piece = &code[from..from + len];
        match res.last_mut() {
            Some((Kind::Plain, last)) if kind == Kind::Plain => {
                *last = &code[from - last.len()..from + len];
            }
            _ => res.push((kind, piece)),
        }
        from += len;
    }
    res
}

fn first_piece(rest: &str) -> (Kind, usize) {
    let first = rest.chars().next().unwrap_or_default();
    match first {
        '/' if rest.starts_with("//") => (Kind::Comment, until(rest, '\n')),
        '/' if rest.starts_with("/*") => (
            Kind::Comment,
            rest.find("*/").map_or(rest.len(), |end| end + 2),
        ),
        '"' | '`' | '\'' => (Kind::Text, quoted(rest, first)),
        _ if first.is_ascii_digit() => (Kind::Number, word_len(rest)),
        _ if first.is_ascii_alphabetic() || first == '_' => {
            let len = word_len(rest);
            (word_kind(&rest[..len], &rest[len..]), len)
        }
        _ => (Kind::Plain, first.len_utf8()),
    }
}

fn word_kind(word: &str, after: &str) -> Kind {
    if KEYWORDS.contains(&word) {
        Kind::Keyword
    } else if after.starts_with('(') {
        Kind::Call
    } else {
        Kind::Plain
    }
}

fn word_len(rest: &str) -> usize {
    rest.find(|char: char| !char.is_ascii_alphanumeric() && char != '_')
        .unwrap_or(rest.len())
}

fn until(rest: &str, end: char) -> usize {
    rest.find(end).unwrap_or(rest.len())
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            _ if char == quote => return at + 1,
            '\n' if quote != '`' => return at,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_a_line() {
        let code = "resp, err := client.Get(\"a\\\"b\") // 1\n\tfor i := 0; i < 10; {";
        let coloured: Vec<_> = pieces(code)
            .into_iter()
            .filter(|(kind, _)| *kind != Kind::Plain)
            .collect();
        assert_eq!(
            coloured,
            [
                (Kind::Call, "Get"),
                (Kind::Text, "\"a\\\"b\""),
                (Kind::Comment, "// 1"),
                (Kind::Keyword, "for"),
                (Kind::Number, "0"),
                (Kind::Number, "10"),
            ]
        );
    }

    #[test]
    fn loses_nothing() {
        for code in [
            "",
            "\"open",
            "`a\nb`",
            "'\\''",
            "/* open",
            "é := \"ü\" // ☃",
            "\\",
        ] {
            let joined: String = pieces(code).into_iter().map(|(_, piece)| piece).collect();
            assert_eq!(joined, code);
        }
    }
}
