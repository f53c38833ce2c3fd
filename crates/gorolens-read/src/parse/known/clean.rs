//! Which lines Go printed just so, and the repairs would leave as they are.
//!
//! Dumps of tens of thousands of stacks have as many different lines. Most are of plain letters, and
//! about those it is decided here what the repairs and the automaton would say; they are asked about
//! the others. A test holds both ways to the same answers.

use super::atom::Kind;
use crate::parse::frame::{self, Site};
use crate::repair;

/// A call, or `created by`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FirstLine<'a> {
    /// Bytes up to the arguments or up to the number.
    pub head_len: usize,
    pub kind: Kind,
    /// As printed.
    pub func: &'a [u8],
}

/// Reads a clean call or creator.
pub(super) fn first_line(line: &[u8]) -> Option<FirstLine<'_>> {
    plain_creator(line).or_else(|| read_first_line(line).filter(|_| is_clean_line(line)))
}

/// Reads a clean call site with its tab.
pub(super) fn site(line: &[u8]) -> Option<Site<'_>> {
    plain_site(line).or_else(|| {
        let site = frame::site(line).filter(|site| site.tab && !site.indented);
        site.filter(|_| is_clean_line(line))
    })
}

/// Whether the repairs would leave the line as it is.
pub(super) fn is_clean_line(line: &[u8]) -> bool {
    !line.contains(&b'\r') && repair::leaves(line)
}

/// `created by NAME` and `created by NAME in goroutine N`, where no repair has anything to look for in
/// the name.
fn plain_creator(line: &[u8]) -> Option<FirstLine<'_>> {
    const BEFORE: &[u8] = b"created by ";
    const NUMBER: &[u8] = b" in goroutine ";
    let rest = line.strip_prefix(BEFORE)?;
    let n_digits = rest.iter().rev().take_while(|it| it.is_ascii_digit());
    let n_digits = n_digits.count();
    let numbered = rest[..rest.len() - n_digits].strip_suffix(NUMBER);
    let func = numbered.unwrap_or(rest);
    let ends_well = func.last()?.is_ascii_alphanumeric() && !func.ends_with(b"goroutine");
    let begins_well = func.first()?.is_ascii_alphanumeric();
    if !begins_well || !ends_well || !is_plain(func) || lacks_star(func) {
        return None;
    }
    let (head_len, kind) = match numbered {
        Some(_) if !(1..=19).contains(&n_digits) => return None,
        Some(_) => (line.len() - n_digits, Kind::CreatorIn),
        None => (line.len(), Kind::Creator),
    };
    Some(FirstLine {
        head_len,
        kind,
        func,
    })
}

/// `\tFILE:LINE` and `\tFILE:LINE +0x…`, where no repair has anything to look for in the file.
fn plain_site(line: &[u8]) -> Option<Site<'_>> {
    let text = line.strip_prefix(b"\t")?;
    let place = match memchr::memrchr(b' ', text) {
        Some(space) => {
            let digits = text[space..].strip_prefix(b" +0x")?;
            let is_offset = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
            is_offset.then_some(&text[..space])?
        }
        None => text,
    };
    let colon = memchr::memrchr(b':', place)?;
    let (file, digits) = (&place[..colon], &place[colon + 1..]);
    let is_line = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let is_file =
        matches!(file.first()?, b'/' | b'a'..=b'z') && is_plain(file) && !lacks_star(file);
    (is_line && is_file).then(|| Site {
        file,
        line: digits
            .iter()
            .fold(0, |n, &digit| n * 10 + u32::from(digit - b'0')),
        tab: true,
        indented: false,
    })
}

/// Whether a parenthesis is not that of a receiver with its star, which a repair would look at.
fn lacks_star(text: &[u8]) -> bool {
    memchr::memchr_iter(b'(', text).any(|at| text.get(at + 1) != Some(&b'*'))
}

/// Whether the text is of letters, digits and `()*+-./@_` alone. Read to the end without branches, so
/// that many bytes are looked at at once.
fn is_plain(text: &[u8]) -> bool {
    let is_other = |byte: u8| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let mark = byte.wrapping_sub(b'(') < 4;
        let digit = byte.wrapping_sub(b'-') < 13;
        !(letter | mark | digit | (byte == b'@') | (byte == b'_'))
    };
    !text.iter().fold(false, |any, &byte| any | is_other(byte))
}

/// Reads any call or creator.
fn read_first_line(line: &[u8]) -> Option<FirstLine<'_>> {
    let of = |head_len: usize, kind, func| FirstLine {
        head_len,
        kind,
        func,
    };
    if let Some(rest) = line.strip_prefix(b"created by ") {
        let created = frame::created(line)?;
        let end = line.len() - rest.len() + created.func.len();
        let before = b" in goroutine ";
        return match created.goroutine {
            None => (end == line.len()).then_some(of(end, Kind::Creator, created.func)),
            Some(_) => {
                let number = line.get(end..)?.strip_prefix(before)?;
                let digits = number.iter().all(u8::is_ascii_digit) && number.len() <= 19;
                digits.then_some(of(end + before.len(), Kind::CreatorIn, created.func))
            }
        };
    }
    let call = frame::call(line).filter(|call| call.strict)?;
    let is_whole = line.len() == call.func.len() + call.args.len() + 2;
    is_whole.then_some(of(call.func.len() + 1, Kind::Call, call.func))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_go_prints_is_plain() {
        for line in [
            "\t/usr/local/go/src/net/http/transport.go:1799 +0x152f",
            "\t/home/me/go/pkg/mod/github.com/acme/x@v1.2.3/pool.go:9",
            "\tgithub.com/acme/shop/main.go:31 +0x1d",
        ] {
            assert!(plain_site(line.as_bytes()).is_some(), "{line}");
        }
        for line in [
            "created by net/http.(*Transport).dialConn in goroutine 91",
            "created by main.main.func1",
        ] {
            assert!(plain_creator(line.as_bytes()).is_some(), "{line}");
        }
    }

    /// Runs of what stands in such lines, and of what repairs look for.
    fn line() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "\t",
            "created by ",
            " in goroutine ",
            "goroutine",
            "/usr/src/net.go",
            "main.(*T).run",
            "main.(_T).run",
            ".(T).f",
            ":",
            "12",
            "7",
            " +0x1d",
            " +0x",
            " fp=0xc0",
            " ",
            "(",
            ")",
            "[",
            "]:",
            "a",
            "F",
            "/",
            "@v1",
            "_",
            ".",
            "*",
            "+",
            "-",
            "%2e",
            "\"",
            "#",
            "\\",
            "<",
            "&",
            "{",
            "=",
            "\r",
            "ü",
            "0",
            "goroutine 7 [select]:",
            "99999999999999999999",
            ",",
            "2026/11/23 04:21",
        ]);
        prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 20_000,
            rng_seed: proptest::test_runner::RngSeed::Fixed(7),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn plain_sites_are_what_the_repairs_leave(line in line(), tab: bool) {
            let line = if tab { format!("\t{line}") } else { line };
            if let Some(site) = plain_site(line.as_bytes()) {
                prop_assert_eq!(frame::site(line.as_bytes()), Some(site));
                prop_assert!(is_clean_line(line.as_bytes()));
            }
        }

        #[test]
        fn plain_creators_are_what_the_repairs_leave(line in line(), created: bool) {
            let line = if created { format!("created by {line}") } else { line };
            if let Some(first) = plain_creator(line.as_bytes()) {
                prop_assert_eq!(read_first_line(line.as_bytes()), Some(first));
                prop_assert!(is_clean_line(line.as_bytes()));
            }
        }
    }
}
