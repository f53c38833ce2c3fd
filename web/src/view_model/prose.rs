//! Sentences of a finding → runs of text and code; commands told from sentences.

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Words.
    Text(&'a str),
    /// What stands between backticks.
    Code(&'a str),
    /// A name from a program, by its form: `http.Transport`, `readLoop`, `&http.Transport{}`.
    Term(&'a str),
}

/// The parts of a sentence. A backtick without a partner is text.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else {
            break;
        };
        words(before, &mut res);
        res.push(Run::Code(code));
        rest = after;
    }
    words(rest, &mut res);
    res
}

/// Text, with the names in it set apart.
fn words<'a>(text: &'a str, res: &mut Vec<Run<'a>>) {
    let mut from = 0;
    for word in text.split(|char: char| char.is_whitespace() || !char.is_ascii()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let (lead, term) = trimmed(word);
        if is_term(term) {
            let start = start + lead;
            push_text(&text[from..start], res);
            res.push(Run::Term(term));
            from = start + term.len();
        }
    }
    push_text(&text[from..], res);
}

fn push_text<'a>(text: &'a str, res: &mut Vec<Run<'a>>) {
    if !text.is_empty() {
        res.push(Run::Text(text));
    }
}

/// The word without the punctuation around it, and how much stood before it. Brackets that belong
/// to the name stay.
fn trimmed(word: &str) -> (usize, &str) {
    let rest = word.trim_start_matches(['"', '\'']);
    let rest = match rest.strip_prefix('(') {
        Some(inner) if !inner.starts_with('*') => inner,
        _ => rest,
    };
    let lead = word.len() - rest.len();
    let mut term = rest.trim_end_matches([',', '.', ';', ':', '?', '"', '\'']);
    while term.ends_with(')') && term.matches(')').count() > term.matches('(').count() {
        term = &term[..term.len() - 1];
    }
    (lead, term.trim_end_matches([',', '.', ';', ':']))
}

/// `a.(*T).M`, `pkg.Name`, `camelCase`, `CamelCase`, `f()`, `T{}`.
fn is_term(word: &str) -> bool {
    let pairs = || word.as_bytes().windows(2);
    let is_web = word.contains("://");
    let is_pointer = word.contains("(*") || word.starts_with('*') && word.len() > 2;
    // Units such as MiB are shorter than any name.
    let is_camel = word.len() > 4
        && pairs().any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let is_member = pairs().any(|pair| pair[0] == b'.' && pair[1].is_ascii_uppercase());
    let is_call = word.len() > 2 && (word.ends_with("()") || word.ends_with("{}"));
    !is_web && (is_pointer || is_camel || is_member || is_call)
}

/// A line of advice that is a command: what to copy, and the remark behind it, which may be empty.
pub fn command(text: &str) -> Option<(&str, &str)> {
    let (command, remark) = text.split_once(" # ").unwrap_or((text, ""));
    is_command(text).then(|| (command.trim_end(), remark.trim_start()))
}

fn is_command(text: &str) -> bool {
    let programs = [
        "curl ", "go ", "kill ", "kubectl ", "docker ", "GODEBUG=", "ss ", "lsof ", "netstat ",
        "grep ", "rg ", "gcore ", "dlv ", "sudo ", "ls ",
    ];
    programs.iter().any(|program| text.starts_with(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_set_apart() {
        let terms = |text| -> Vec<&str> {
            let runs = runs(text).into_iter();
            let terms = runs.filter_map(|run| match run {
                Run::Term(term) => Some(term),
                Run::Text(_) | Run::Code(_) => None,
            });
            terms.collect()
        };
        let text = "No goroutine is in (*persistConn).roundTrip, and (see http.Transport) nothing \
                    calls CloseIdleConnections(): a &http.Transport{}. TLS, i.e. HTTP/2.";
        assert_eq!(
            terms(text),
            [
                "(*persistConn).roundTrip",
                "http.Transport",
                "CloseIdleConnections()",
                "&http.Transport{}"
            ]
        );
        assert_eq!(
            terms("没有 goroutine 在 readLoop、writeLoop 里"),
            ["readLoop", "writeLoop"]
        );
        assert!(
            terms("Idle for 147 minutes (2 h 27 min), 7.0 MiB. https://pkg.go.dev/a.B").is_empty()
        );
    }

    #[test]
    fn loses_nothing() {
        for text in [
            "",
            "a `b` c",
            "(a.B)",
            "x.(*T).M's",
            "readLoop",
            "“readLoop”é",
        ] {
            let joined: String = runs(text)
                .into_iter()
                .map(|run| match run {
                    Run::Text(part) | Run::Code(part) | Run::Term(part) => part,
                })
                .collect();
            assert_eq!(joined, text.replace('`', ""));
        }
    }

    #[test]
    fn splits_at_backticks() {
        assert_eq!(
            runs("Set `IdleConnTimeout` now"),
            [
                Run::Text("Set "),
                Run::Code("IdleConnTimeout"),
                Run::Text(" now")
            ]
        );
        assert_eq!(runs("`a``b`"), [Run::Code("a"), Run::Code("b")]);
        assert_eq!(runs("one ` only"), [Run::Text("one ` only")]);
        assert_eq!(runs(""), []);
    }

    #[test]
    fn parts_commands_from_their_remarks() {
        assert_eq!(
            command("kill -QUIT 7  # it exits"),
            Some(("kill -QUIT 7", "it exits"))
        );
        assert_eq!(command("curl -s 'a#b'"), Some(("curl -s 'a#b'", "")));
        assert_eq!(command("Wait a minute # or two"), None);
    }

    #[test]
    fn tells_commands() {
        assert!(is_command(
            "curl -s localhost:6060/debug/pprof/goroutine?debug=2"
        ));
        assert!(!is_command("Take a second dump ten minutes later."));
        assert!(!is_command("good question"));
    }
}
