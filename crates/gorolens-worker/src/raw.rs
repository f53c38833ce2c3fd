//! The text of a goroutine, read again from its input: an analysis keeps offsets, no text.

use memchr::memmem;

use crate::found::Place;
use crate::source;
use crate::wire::{NoRaw, Raw};

/// Bytes of one goroutine that are shown; Go prints at most a hundred frames of about 150 bytes.
const MAX_TEXT: u64 = 256 << 10;

/// Reads the text at `place` again.
pub(crate) async fn read(place: Place) -> Raw {
    let to = place.to.min(place.from + MAX_TEXT);
    match source::bytes(&place.source.blob, place.from as f64, to as f64).await {
        Ok(bytes) => shown(&bytes, &place, to < place.to),
        Err(err) => Raw::Unavailable(NoRaw::Changed(crate::job::reason(&err))),
    }
}

/// Offsets count the bytes of the text. Where that is not the input itself, something else than the
/// header stands there.
fn shown(bytes: &[u8], place: &Place, cut: bool) -> Raw {
    let first = bytes.split(|&byte| byte == b'\n').next();
    if !first.is_some_and(|line| has_number(line, place.id)) {
        return Raw::Unavailable(NoRaw::Packed);
    }
    let text = String::from_utf8_lossy(bytes).trim_end().to_owned();
    Raw::Text {
        arguments: arguments(&text, &place.funcs),
        text,
        cut,
    }
}

/// Whether the number stands in the line, not as a part of another one.
fn has_number(line: &[u8], number: u64) -> bool {
    let digits = number.to_string();
    let is_digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    memmem::find_iter(line, digits.as_bytes()).any(|at| {
        let before = at.checked_sub(1).and_then(|at| line.get(at));
        !is_digit(before) && !is_digit(line.get(at + digits.len()))
    })
}

/// What stands between the parentheses of each function, whatever a log put before its line.
fn arguments(text: &str, funcs: &[String]) -> Vec<Option<String>> {
    let mut rest = text.lines();
    let args = funcs.iter().map(|func| {
        let mut ahead = rest.clone();
        let found = ahead.find_map(|line| arguments_of(line, func))?;
        // The lines of a function that is not found belong to the next one.
        rest = ahead;
        Some(found.to_owned())
    });
    args.collect()
}

fn arguments_of<'a>(line: &'a str, func: &str) -> Option<&'a str> {
    let (before, after) = line.split_once(func)?;
    let args = after.strip_prefix('(')?;
    let is_whole = before.chars().next_back().is_none_or(char::is_whitespace);
    is_whole.then_some(&args[..args.rfind(')')?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_found_behind_prefixes_and_in_order() {
        let text = "app-1  | goroutine 7 [select]:\n\
                    app-1  | main.(*T).run(0xc000010000, {0x1, 0x2?})\n\
                    app-1  | \t/app/main.go:7 +0x1d\n\
                    app-1  | main.(*T).run(...)\n\
                    app-1  | main.main()\n\
                    app-1  | created by main.start in goroutine 1";
        let funcs = ["main.(*T).run", "main.(*T).run", "main.gone", "main.main"];
        let found = arguments(text, &funcs.map(str::to_owned));
        let found: Vec<_> = found.iter().map(Option::as_deref).collect();
        let first = "0xc000010000, {0x1, 0x2?}";
        assert_eq!(found, [Some(first), Some("..."), None, Some("")]);
    }

    #[test]
    fn a_number_is_not_a_part_of_another() {
        assert!(has_number(b"goroutine 17 [select]:", 17));
        assert!(has_number(b"goroutine 17 gp=0xc0 m=nil", 17));
        assert!(!has_number(b"goroutine 177 [select]:", 17));
        assert!(has_number(b"117 goroutine 17 [", 17));
    }
}
