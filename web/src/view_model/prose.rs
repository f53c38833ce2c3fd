//! Sentences of a finding → runs of text and code; commands told from sentences.

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Words.
    Text(&'a str),
    /// What stands between backticks.
    Code(&'a str),
}

/// The parts of a sentence. A backtick without a partner is text.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else {
            break;
        };
        if !before.is_empty() {
            res.push(Run::Text(before));
        }
        res.push(Run::Code(code));
        rest = after;
    }
    if !rest.is_empty() {
        res.push(Run::Text(rest));
    }
    res
}

/// Whether a line of advice is a command to copy as a whole.
pub fn is_command(text: &str) -> bool {
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
    fn tells_commands() {
        assert!(is_command(
            "curl -s localhost:6060/debug/pprof/goroutine?debug=2"
        ));
        assert!(!is_command("Take a second dump ten minutes later."));
        assert!(!is_command("good question"));
    }
}
