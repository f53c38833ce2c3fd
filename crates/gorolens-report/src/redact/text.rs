//! What is private in plain text: words that have a stand-in, pointers, addresses, folders, crash messages.

use std::collections::HashMap;

/// Letters in the random parts of a pod's name: apimachinery/pkg/util/rand of Kubernetes.
const RANDOM: &str = "bcdfghjklmnpqrstvwxz2456789";

/// Text with every word of `words` replaced. A word ends where a name ends, or at one of `also`, where a longer
/// name goes on with something that is to stay: `/db.Query` after a module.
pub(super) fn replace(text: &str, words: &HashMap<String, String>, also: &str) -> String {
    let mut by_length: Vec<_> = words
        .iter()
        .filter(|(from, _)| text.contains(from.as_str()))
        .collect();
    by_length.sort_by_key(|(from, _)| (std::cmp::Reverse(from.len()), *from));
    let mut text = text.to_owned();
    for (from, to) in by_length {
        text = replace_one(&text, from, to, also);
    }
    text
}

fn replace_one(text: &str, from: &str, to: &str, also: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let before = rest[..at].chars().next_back().or(out.chars().next_back());
        let after = rest[at + from.len()..].chars().next();
        let ends = after.is_none_or(|it| also.contains(it) || !continues(it) && also.is_empty());
        out.push_str(&rest[..at]);
        out.push_str(match ends && !before.is_some_and(continues) {
            true => to,
            false => from,
        });
        rest = &rest[at + from.len()..];
    }
    out + rest
}

fn continues(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '-'
}

/// Pointers, addresses of machines and long numbers: `0x…`.
pub(super) fn hide_numbers(text: &str) -> String {
    words(text)
        .map(|word| match word {
            _ if word.len() > 4 && word.starts_with("0x") => "0x…",
            _ if is_address(word) => "…",
            _ => word,
        })
        .collect()
}

/// Four numbers with dots, perhaps with a port; versions have fewer.
fn is_address(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 4 && parts.iter().all(|it| it.parse::<u8>().is_ok())
}

/// Text in pieces: words that may be numbers, and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '.';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let inside = is_part(first);
        let end = rest.find(|char| is_part(char) != inside);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// Folders of a machine; the names of the files in them stay. Addresses of the web are no folders.
pub(super) fn hide_paths(text: &str) -> String {
    let ends = |char: char| char.is_whitespace() || "`'\"()<>,;".contains(char);
    let pieces = text.split_inclusive(ends);
    pieces.map(hide_path).collect()
}

fn hide_path(piece: &str) -> String {
    let is_drive = piece.get(1..3) == Some(":/");
    let is_path = is_drive || piece.starts_with('/') && !piece.starts_with("/debug/");
    match piece.rfind('/') {
        Some(at) if is_path && piece.matches('/').count() > 1 => format!("…{}", &piece[at..]),
        _ => piece.to_owned(),
    }
}

/// Names of pods: `payments-7d9f8b6c5d-x2x4z` of a Deployment.
pub(super) fn pods(text: &str) -> Vec<&str> {
    let outside = |char: char| !(char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-');
    text.split(outside).filter(|word| is_pod(word)).collect()
}

fn is_pod(word: &str) -> bool {
    let mut parts = word.rsplitn(3, '-');
    let (Some(pod), Some(set), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_random = |part: &str| part.chars().all(|char| RANDOM.contains(char));
    let has_digit = |part: &str| part.contains(|char: char| char.is_ascii_digit());
    pod.len() == 5
        && (8..=10).contains(&set.len())
        && is_random(pod)
        && is_random(set)
        && has_digit(set)
        && name.starts_with(|char: char| char.is_ascii_lowercase())
}

/// The beginning of a crash message that Go wrote; the values in it go.
pub(super) fn crash(line: &str) -> String {
    let of_runtime = [
        "fatal error: ",
        "panic: runtime error: ",
        "SIG",
        "runtime: ",
    ];
    if of_runtime.iter().any(|start| line.starts_with(start)) {
        return line.to_owned();
    }
    match line.split_once(": ") {
        Some((kind, _)) => format!("{kind}: …"),
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, from: &str, also: &str, expected: &str) {
        let words = HashMap::from([(from.to_owned(), "X1".to_owned())]);
        assert_eq!(replace(text, &words, also), expected);
    }

    #[test]
    fn words_are_replaced_where_they_stand_alone() {
        check(
            "acme, acme-x, xacme `acme`",
            "acme",
            "",
            "X1, acme-x, xacme `X1`",
        );
        check("a", "acme", "", "a");
    }

    #[test]
    fn modules_are_replaced_where_a_package_or_a_version_follows() {
        check(
            "shop/db.Query in shop.Run",
            "shop",
            "/.@",
            "X1/db.Query in X1.Run",
        );
        check(
            "…/ex.com/a/b@v1.0.0/c.go",
            "ex.com/a/b",
            "/.@",
            "…/X1@v1.0.0/c.go",
        );
        check(
            "the shop waits for webshop/db.Query",
            "shop",
            "/.@",
            "the shop waits for webshop/db.Query",
        );
    }

    #[test]
    fn pointers_and_addresses_go_and_versions_stay() {
        let text = "mutex 0xc000123456 of Go 1.22.10, dial 10.0.0.12:5432, 1,240 times";
        let expected = "mutex 0x… of Go 1.22.10, dial …:5432, 1,240 times";
        assert_eq!(hide_numbers(text), expected);
    }

    #[test]
    fn folders_go_and_addresses_of_the_web_stay() {
        let text = "at `/home/ann/shop/db/pool.go:12`, see https://pkg.go.dev/net/http and net/http.Get /x";
        let expected = "at `/home/ann/shop/db/pool.go:12`, see";
        assert!(text.starts_with(expected));
        assert_eq!(
            hide_paths(text),
            "at `…/pool.go:12`, see https://pkg.go.dev/net/http and net/http.Get /x"
        );
    }

    #[test]
    fn pods_are_known_by_their_random_parts() {
        let text = "in payments-7d9f8b6c5d-x2x4z and http-transport-per-request, some-other-words";
        assert_eq!(pods(text), ["payments-7d9f8b6c5d-x2x4z"]);
    }

    #[test]
    fn crash_messages_keep_what_go_says() {
        for (line, expected) in [
            (
                "fatal error: all goroutines are asleep - deadlock!",
                "fatal error: all goroutines are asleep - deadlock!",
            ),
            ("panic: user ann@acme.example has no cart", "panic: …"),
            ("SIGQUIT: quit", "SIGQUIT: quit"),
        ] {
            assert_eq!(crash(line), expected);
        }
    }
}
