//! Counts in the raw text of a dump, without the parser: what the corpus shows must not depend on
//! the code that it tests.

use std::collections::{BTreeMap, BTreeSet};

/// Goroutine blocks: each starts with a line `goroutine N …[…]…:`.
pub fn blocks(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_header(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| &text[from..to])
        .collect()
}

/// Goroutines of a dump: what a profile says in its first line, else blocks; `None` for data.
pub fn goroutines(text: &str) -> Option<u64> {
    let total = text.lines().next()?.split_once(" profile: total ");
    match total {
        Some((_, total)) => total.trim().parse().ok(),
        None if text.contains('\0') => None,
        None => Some(blocks(text).len() as u64),
    }
}

fn is_header(line: &str) -> bool {
    let line = line.trim();
    let Some(rest) = line.strip_prefix("goroutine ") else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && line.ends_with(':') && rest.contains('[')
}

/// Client connections (HTTP/1) by state, from the places of their goroutines; `server` counts the
/// connections of servers, without the one that asked for the dump.
pub fn connections(text: &str) -> BTreeMap<String, u64> {
    let blocks = blocks(text);
    let holders = |func: &str| -> BTreeSet<&str> {
        blocks
            .iter()
            .filter_map(|block| receiver(block, func))
            .collect()
    };
    let waiting = holders("net/http.(*persistConn).roundTrip(");
    let inside: BTreeSet<&str> = blocks
        .iter()
        .filter(|block| block.contains("(*bodyEOFSignal).Read("))
        .filter_map(|block| receiver(block, "net/http.(*persistConn).Read("))
        .collect();
    let mut count = BTreeMap::new();
    for block in &blocks {
        if block.contains("net/http.(*conn).serve(") && !block.contains("net/http/pprof.") {
            *count.entry("server".to_owned()).or_default() += 1;
        }
        let Some(conn) = receiver(block, "net/http.(*persistConn).readLoop(") else {
            continue;
        };
        let state = match block.contains("bufio.(*Reader).Peek(") {
            true if waiting.contains(conn) => "headers",
            true => "idle",
            false if inside.contains(conn) => "reading",
            false => "body",
        };
        *count.entry(state.to_owned()).or_default() += 1;
    }
    count
}

/// First argument of `func`, when the block has it.
pub(crate) fn receiver<'a>(block: &'a str, func: &str) -> Option<&'a str> {
    let args = &block[block.find(func)? + func.len()..];
    let end = args.find([',', ')'])?;
    Some(args[..end].trim_end_matches('?'))
}

#[cfg(test)]
mod tests {
    use super::{blocks, connections};

    #[test]
    fn counts_without_the_parser() {
        let text = "goroutine 1 gp=0x1 m=nil [select]:\nnet/http.(*persistConn).readLoop(0xc1)\n\n\
                    goroutine 2 [IO wait, 3 minutes]:\nbufio.(*Reader).Peek(0xc7, 0x1)\n\
                    net/http.(*persistConn).readLoop(0xc2)\n\ngoroutine count: none\n";
        assert_eq!(blocks(text).len(), 2);
        let connections = connections(text);
        assert_eq!((connections["body"], connections["idle"]), (1, 1));
    }
}
