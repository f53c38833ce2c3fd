//! Text of a dump inside Markdown, so that it stays text.
//!
//! Escaping with backslashes is not enough: trackers link addresses, names after `@` and numbers
//! after `#` wherever they stand outside code. So a word that is more than a word becomes a code
//! span, where no Markdown and no HTML is read. Function names look better that way too.

use crate::words::{is_ideographic, printable};

/// Plain words, numbers and their punctuation as they are; everything else as code spans. Text
/// between two single backticks is one code span.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, inside, after)) = split_quoted(rest) {
        words(&mut out, before);
        out.push_str(&code(inside));
        rest = after;
    }
    words(&mut out, rest);
    out.trim().to_owned()
}

/// What stands before, inside and after the first pair of single backticks.
fn split_quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (inside, after) = rest.split_once('`')?;
    // Plain neighbours, because the fences of two code spans that touch would become one.
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let next = after.split(char::is_whitespace).next().unwrap_or("");
    let is_pair = !inside.trim().is_empty() && is_plain(last) && is_plain(next);
    is_pair.then_some((before, inside, after))
}

fn words(out: &mut String, text: &str) {
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        for part in parts(bare) {
            push_word(out, part);
        }
        if bare.len() < word.len() {
            out.push(' ');
        }
    }
}

/// A word cut between Chinese, which has no blanks between words, and what is not.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_wide = is_ideographic(rest.chars().next()?);
        let end = rest.find(|char| is_ideographic(char) != is_wide);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

/// One word, with the punctuation after it outside of the code span.
fn push_word(out: &mut String, word: &str) {
    let begins_list = word.starts_with(['-', '+']) || is_ordinal(word);
    if out.trim_start().is_empty() && begins_list {
        out.push_str(&code(word));
        return;
    }
    if is_plain(word) {
        out.push_str(word);
        return;
    }
    let (before, core, after) = split_punctuation(word);
    out.push_str(before);
    out.push_str(&code(core));
    out.push_str(after);
}

/// Punctuation around a word that is not part of it; a bracket is, if its partner is inside.
fn split_punctuation(word: &str) -> (&str, &str, &str) {
    let is_open = |word: &str| word.matches('(').count() > word.matches(')').count();
    let is_closed = |word: &str| word.matches('(').count() < word.matches(')').count();
    let mut core = word;
    while let Some(shorter) = core.strip_suffix([',', '.', ';', ':', '?', ')']) {
        if core.ends_with(')') && !is_closed(core) {
            break;
        }
        core = shorter;
    }
    let after = &word[core.len()..];
    let from = usize::from(core.starts_with('(') && is_open(core));
    match core.len() > from {
        true => (&core[..from], &core[from..], after),
        false => ("", word, ""),
    }
}

/// Whether no Markdown dialect can see anything in `word`.
fn is_plain(word: &str) -> bool {
    let mut chars = word.char_indices();
    chars.all(|(at, char)| is_plain_at(word, at, char))
}

/// `1.` and `1)` begin a numbered list.
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    digits.len() < word.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain_at(word: &str, at: usize, char: char) -> bool {
    match char {
        '.' | ':' => is_last(word, at) || is_between_digits(word, at),
        ',' | ';' | '?' | '\'' | '"' | '%' | '-' | '(' | ')' => true,
        char if char.is_ascii() => char.is_ascii_alphanumeric(),
        char => printable(char.encode_utf8(&mut [0; 4])).len() == char.len_utf8(),
    }
}

fn is_last(word: &str, at: usize) -> bool {
    word[at..].chars().all(|char| ".:,;?)\"'".contains(char))
}

fn is_between_digits(word: &str, at: usize) -> bool {
    let bytes = word.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    at > 0 && is_digit(at - 1) && is_digit(at + 1)
}

/// A code span; its fence is longer than any run of backticks inside.
pub(super) fn code(text: &str) -> String {
    let text = printable(text.trim());
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A fenced block, safe against fences inside. Tabs stay tabs if `language` is Go, whose code is
/// copied out of the ticket again.
pub(super) fn block(language: &str, text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    let mut out = format!("{fence}{language}\n");
    for line in text.trim_end().split('\n') {
        let pieces: Vec<_> = line.split('\t').map(printable).collect();
        out.push_str(pieces.join("\t").trim_end());
        out.push('\n');
    }
    out + &fence
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|char| char != '`');
    runs.map(str::len).max().unwrap_or(0)
}

/// A link, if the address is one that cannot end early; otherwise the words and the code of it.
pub(super) fn link(title: &str, url: &str) -> String {
    let is_safe = |byte: u8| byte.is_ascii_graphic() && !b"<>()[]\\`\"|".contains(&byte);
    if url.starts_with("https://") && url.bytes().all(is_safe) {
        format!("[{}]({url})", prose(title))
    } else {
        format!("{} {}", prose(title), code(url))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// Whether a parser with all extensions finds nothing but text and code in `markdown`, besides
    /// the block it is put in.
    fn is_inert(markdown: &str, block: fn(&Tag<'_>) -> bool) -> bool {
        let mut blocks = 0;
        Parser::new_ext(markdown, Options::all()).all(|event| match event {
            Event::Start(tag) => {
                blocks += 1;
                blocks <= 2 && block(&tag)
            }
            Event::End(_) | Event::Text(_) | Event::Code(_) => true,
            _ => false,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2000,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn any_prose_is_inert(text in r"[a-c1 \n\t`*_~<>&/=\[\]()!|#@$^:.;,?'\x22{}+\\-]{0,24}") {
            let prose = prose(&text);
            let in_paragraph = is_inert(&prose, |tag| matches!(tag, Tag::Paragraph));
            prop_assert!(in_paragraph, "{prose}");
            let heading = format!("## {prose}");
            let in_heading = is_inert(&heading, |tag| matches!(tag, Tag::Heading { .. }));
            prop_assert!(in_heading, "{heading}");
            let item = format!("- {prose}");
            let in_item = is_inert(&item, |tag| matches!(tag, Tag::List(_) | Tag::Item));
            prop_assert!(in_item, "{item}");
        }

        #[test]
        fn any_code_is_one_span(text in r"[ab `\n\\]{0,16}") {
            let is_blank = text.trim().is_empty();
            let code = code(&text);
            let mut spans = 0;
            for event in Parser::new_ext(&format!("a {code} b"), Options::all()) {
                spans += usize::from(matches!(event, Event::Code(_)));
            }
            prop_assert_eq!(spans, usize::from(!is_blank), "{}", code);
        }
    }

    #[test]
    fn plain_words_stay_plain() {
        for text in [
            "1,240 idle connections: built per request.",
            "Wait at least 2.5 minutes (or more); then look.",
            "a half-closed one is \"done\"?",
        ] {
            assert_eq!(prose(text), text);
        }
    }

    #[test]
    fn more_than_words_become_code() {
        let cases = [
            ("an http.Transport, built", "an `http.Transport`, built"),
            ("(and its http.Client) once", "(and its `http.Client`) once"),
            ("in net/http.(*T).f.", "in `net/http.(*T).f`."),
            (
                "(*T).f() to (io.Copy or x/y).",
                "`(*T).f()` to (`io.Copy` or `x/y`).",
            ),
            ("*", "`*`"),
            ("<script>x</script>", "`<script>x</script>`"),
            ("see @all and #1!", "see `@all` and `#1!`"),
            ("http://evil.example/", "`http://evil.example/`"),
            ("1. one", "`1.` one"),
            ("in 1. one", "in 1. one"),
            ("- one", "`-` one"),
            ("a ``` b", "a ```` ``` ```` b"),
            ("set `a b <c>` now", "set `a b <c>` now"),
            ("(`a`, `b`).", "(`a`, `b`)."),
            ("`a`,`b`", "`` `a`,`b` ``"),
            ("odd ` one", "odd `` ` `` one"),
            ("a\n# b", "a `#` b"),
            ("读 net/http：a（b*）。", "读 `net/http`：a（`b*`）。"),
            ("x\u{1b}[2Jy", "`x\\u{1b}[2Jy`"),
        ];
        for (text, markdown) in cases {
            assert_eq!(prose(text), markdown, "{text:?}");
        }
    }

    #[test]
    fn fences_outgrow_their_content() {
        assert_eq!(block("go", "a\n```\n\tb\n"), "````go\na\n```\n\tb\n````");
        assert_eq!(code("``"), "``` `` ```");
    }

    #[test]
    fn only_safe_addresses_are_links() {
        assert_eq!(
            link("a b", "https://go.dev/x#Y"),
            "[a b](https://go.dev/x#Y)"
        );
        assert_eq!(link("a", "javascript:x"), "a `javascript:x`");
        assert_eq!(link("a", "https://x) [y"), "a `https://x) [y`");
    }
}
