//! Dumps of any size out of the stacks of the corpus: other ids, pointers and minutes, the same text otherwise.
//!
//! More stacks than the corpus has are made of those it has: what has the `go` statement gets other names, or, in
//! libraries, other lines. The same shape always gives the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use anyhow::{Result, ensure};

use crate::repo;

/// What a dump is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub goroutines: u64,
    /// About so many.
    pub bytes: u64,
    pub stacks: u64,
}

/// Writes a dump.
pub fn write(shape: &Shape, out: &mut impl Write) -> Result<()> {
    let pool = pool()?;
    ensure!(!pool.is_empty(), "the corpus has no debug=2 dump");
    let bases = choose(&pool, shape);
    let mut text = Vec::new();
    for n in 0..shape.goroutines {
        // Every stack comes, then all again: the readers of a dump cannot expect what comes next.
        let stack = n % shape.stacks;
        let base = &bases[(stack % bases.len() as u64) as usize];
        text.clear();
        base.spell(
            &Turn {
                id: 20 + n,
                round: n / shape.stacks,
                variant: stack / bases.len() as u64,
            },
            &mut text,
        );
        out.write_all(&text)?;
    }
    Ok(())
}

/// What differs between two goroutines of one block.
struct Turn {
    id: u64,
    /// How often this stack was written before.
    round: u64,
    /// Added to a line number: another stack.
    variant: u64,
}

/// A goroutine of the corpus, cut where it is varied.
#[derive(Clone, Debug)]
struct Block {
    pieces: Vec<Piece>,
    /// Bytes when spelled.
    len: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The number of the goroutine.
    Id,
    /// Whole minutes.
    Minutes(u64),
    /// A pointer into the heap: `0xc000123456`.
    Pointer(u64),
    /// The line of the last call site: that of the `go` statement of a library.
    Line(u64),
    /// After the name of the program's own function or type that has the `go` statement.
    Name,
}

impl Block {
    fn read(block: &str) -> Option<Block> {
        let rest = block.strip_prefix("goroutine ")?;
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let body = &rest[digits..];
        body.starts_with(" [").then_some(())?;
        let line_at = body.rfind(".go:")? + ".go:".len();
        let name_at = own_creator(body);
        let mut pieces = vec![Piece::Text("goroutine ".to_owned()), Piece::Id];
        let mut text = String::new();
        let mut at = 0;
        while at < body.len() {
            let (piece, len) = match variable(body, at, line_at, name_at) {
                Some(found) => found,
                None => {
                    let c = body[at..].chars().next()?;
                    text.push(c);
                    at += c.len_utf8();
                    continue;
                }
            };
            pieces.push(Piece::Text(std::mem::take(&mut text)));
            if piece == Piece::Name {
                text.push_str(&body[at..at + len]);
            }
            pieces.push(piece);
            at += len;
        }
        text.push_str("\n\n");
        pieces.push(Piece::Text(text));
        Some(Block {
            pieces,
            len: block.len() as u64 + 2,
        })
    }

    fn spell(&self, turn: &Turn, out: &mut Vec<u8>) {
        for piece in &self.pieces {
            // Writing into memory does not fail.
            let _ = match piece {
                Piece::Text(text) => out.write_all(text.as_bytes()),
                Piece::Id => write!(out, "{}", turn.id),
                Piece::Minutes(minutes) => write!(out, "{}", minutes + turn.id % 50),
                // Equal pointers stay equal within a round, so connections keep their two goroutines.
                Piece::Pointer(pointer) => {
                    let moved = (pointer + turn.round * 0x12_3000) & 0xff_ffff_ffff;
                    write!(out, "{:#x}", 0xc0_0000_0000 | moved)
                }
                Piece::Line(line) => write!(out, "{}", line + turn.variant),
                Piece::Name if turn.variant == 0 => Ok(()),
                Piece::Name => write!(out, "{}", turn.variant),
            };
        }
    }
}

/// Where the name ends that a variant changes, if the program itself has the `go` statement.
fn own_creator(body: &str) -> Option<usize> {
    let from = body.rfind("created by ")? + "created by ".len();
    let func = body[from..].split([' ', '\n']).next()?;
    let name = func.rfind('/').map_or(0, |slash| slash + 1);
    let is_own = func.starts_with("main.") || func.contains("example.com/");
    let dot = name + func[name..].find('.')? + 1;
    let len = match func[dot..].strip_prefix("(*") {
        Some(method) => 2 + method.find(')')?,
        None => func[dot..].find('.').unwrap_or(func.len() - dot),
    };
    is_own.then_some(from + dot + len)
}

/// What is varied at a place of a block's text, and how long it is there.
fn variable(
    body: &str,
    at: usize,
    line_at: usize,
    name_at: Option<usize>,
) -> Option<(Piece, usize)> {
    let rest = &body[at..];
    if Some(at) == name_at {
        // The character after the name goes with it.
        return Some((Piece::Name, rest.chars().next()?.len_utf8()));
    }
    let number = |text: &str| {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        text[..len].parse().ok().map(|number| (number, len))
    };
    if at == line_at && name_at.is_none() {
        let (line, len) = number(rest)?;
        return Some((Piece::Line(line), len));
    }
    if body[..at].ends_with(", ") && rest.starts_with(|c: char| c.is_ascii_digit()) {
        let (minutes, len) = number(rest)?;
        let is_wait = rest[len..].starts_with(" minutes");
        return is_wait.then_some((Piece::Minutes(minutes), len));
    }
    let hex = rest.strip_prefix("0xc0")?;
    let len = hex.bytes().take_while(u8::is_ascii_hexdigit).count();
    let pointer = u64::from_str_radix(&hex[..len], 16).ok()?;
    (len == 8).then_some((Piece::Pointer(pointer), 4 + len))
}

/// The distinct stacks of the dumps that one Go version printed, each once.
fn pool() -> Result<Vec<Block>> {
    let corpus = std::path::Path::new("tests/corpus");
    let mut pool = BTreeMap::new();
    for path in repo::files()?
        .iter()
        .filter(|path| path.starts_with(corpus))
    {
        let name = path.to_string_lossy();
        if !name.contains("/go1.27.") || !name.ends_with(".debug2.txt") {
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(repo::root().join(path))?).into_owned();
        // The goroutine that runs writes the dump: one in each dump, or it would be several.
        let blocks = text.split("\n\n").map(|block| block.trim_matches('\n'));
        for block in blocks.filter(|block| !block.contains(" [running")) {
            if let Some(read) = Block::read(block) {
                pool.entry(signature(block)).or_insert(read);
            }
        }
    }
    Ok(pool.into_values().collect())
}

/// The block without what differs between the goroutines of one stack and between its variants.
fn signature(block: &str) -> String {
    let end = block.rfind(".go:").unwrap_or(block.len());
    let lines = block[..end].lines().skip(1);
    let lines = lines.map(|line| match line.strip_prefix("created by ") {
        Some(by) => by.split(" in goroutine").next().unwrap_or(by),
        None if line.starts_with('\t') => line.split(" +0x").next().unwrap_or(line),
        None => line.rfind('(').map_or(line, |open| &line[..open]),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// As many blocks as there are stacks, or all, such that their mean length is that of the shape: each step
/// takes the one that brings the mean nearest.
fn choose<'a>(pool: &'a [Block], shape: &Shape) -> Vec<&'a Block> {
    let wanted = shape.bytes / shape.goroutines;
    let mut left: Vec<&Block> = pool.iter().collect();
    // Of very many stacks, those that fit: the variants of each are spelled alike.
    let n_chosen = (left.len() / 2).min(shape.stacks as usize).max(1);
    let mut chosen: Vec<&Block> = Vec::new();
    let mut sum = 0;
    while chosen.len() < n_chosen {
        let mean = |len: u64| (sum + len) / (chosen.len() as u64 + 1);
        let nearest = (0..left.len()).min_by_key(|&at| mean(left[at].len).abs_diff(wanted));
        let Some(nearest) = nearest else { break };
        let block = left.swap_remove(nearest);
        sum += block.len;
        chosen.push(block);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "goroutine 34 [IO wait, 147 minutes]:\n\
        net/http.(*persistConn).readLoop(0xc0001a2000)\n\
        \t/usr/local/go/src/net/http/transport.go:2141 +0x1b9\n\
        created by net/http.(*Transport).dialConn in goroutine 9\n\
        \t/usr/local/go/src/net/http/transport.go:1799 +0x152f";

    fn spelled(turn: Turn) -> String {
        let mut out = Vec::new();
        Block::read(BLOCK).unwrap().spell(&turn, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_first_turn_changes_id_and_minutes_alone() {
        let first = spelled(Turn {
            id: 50,
            round: 0,
            variant: 0,
        });
        let expected = BLOCK.replace("goroutine 34", "goroutine 50");
        assert_eq!(first, format!("{expected}\n\n"));
    }

    #[test]
    fn rounds_move_pointers_and_variants_move_the_go_statement() {
        let other = spelled(Turn {
            id: 51,
            round: 2,
            variant: 3,
        });
        assert!(other.contains("[IO wait, 148 minutes]"), "{other}");
        assert!(other.contains("readLoop(0xc0003e8000)"), "{other}");
        assert!(other.contains("transport.go:2141 "), "{other}");
        assert!(other.contains("transport.go:1802 "), "{other}");
    }

    #[test]
    fn variants_rename_own_creators() {
        for (func, renamed) in [
            ("main.run.func1", "main.run3.func1"),
            ("main.(*T).start", "main.(*T3).start"),
            ("example.com/a.b/c.Go", "example.com/a.b/c.Go3"),
        ] {
            let block = BLOCK.replace("net/http.(*Transport).dialConn", func);
            let mut out = Vec::new();
            let turn = Turn {
                id: 51,
                round: 0,
                variant: 3,
            };
            Block::read(&block).unwrap().spell(&turn, &mut out);
            let text = String::from_utf8(out).unwrap();
            assert!(text.contains(&format!("created by {renamed} in")), "{text}");
            assert!(text.contains("transport.go:1799 "), "{text}");
        }
    }

    #[test]
    fn a_dump_is_about_as_long_as_asked() {
        let shape = Shape {
            goroutines: 4000,
            bytes: 2_000_000,
            stacks: 400,
        };
        let mut out = Vec::new();
        write(&shape, &mut out).unwrap();
        assert!((1_800_000..2_200_000).contains(&out.len()), "{}", out.len());
        let text = String::from_utf8(out).unwrap();
        let headers = text.lines().filter(|line| line.starts_with("goroutine "));
        assert_eq!(headers.count(), 4000);
    }
}
