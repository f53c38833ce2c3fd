//! Bytes → lines, for any cut of the bytes into chunks.
//!
//! A line ends with `\n`, `\r\n` or a lone `\r`. A lone `\r` at the end of a chunk is the tricky
//! case: whether a `\n` belongs to it is known only with the next byte, so the line waits for it.

use memchr::memchr2;

/// One line of text. `text` has no line end; `size` counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// The bytes before the line end, at most [`Limits::max_line`](crate::Limits::max_line).
    pub text: &'a [u8],
    /// Zero-based offset of the first byte in the input.
    pub offset: u64,
    /// One-based.
    pub number: u64,
    /// Bytes of the line in the input: text, what was beyond the limit, and the line end.
    pub size: u64,
    /// How it ends.
    pub end: End,
    /// Bytes that were left out of `text` because the line is too long.
    pub lost: u64,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// `\n`.
    Newline,
    /// `\r\n` or `\r`.
    Return,
    /// The input ends here.
    Input,
}

/// Cuts chunks into lines.
///
/// Invariant: `carry` holds the beginning of the line that no chunk has ended yet, without the
/// `lost` bytes beyond the limit; `pending_return` says that a `\r` followed.
#[derive(Debug)]
pub(crate) struct Lines {
    max_line: usize,
    carry: Vec<u8>,
    lost: u64,
    pending_return: bool,
    /// The line lent out last lives in `carry`, which is emptied on the next call.
    lent: bool,
    /// Offset of the first byte after the lines given out.
    offset: u64,
    /// Number of the last line given out.
    number: u64,
}

impl Lines {
    /// Lines of at most `max_line` bytes, the first of which begins at `offset`. It has the number 1
    /// all the same.
    pub fn new(max_line: usize, offset: u64) -> Self {
        Lines {
            max_line,
            carry: Vec::new(),
            lost: 0,
            pending_return: false,
            lent: false,
            offset,
            number: 0,
        }
    }

    /// The next whole line of what was carried over and `chunk[*at..]`; moves `at` past it. `None`
    /// when the chunk is used up: its last bytes are then carried over.
    pub fn next<'a>(&'a mut self, chunk: &'a [u8], at: &mut usize) -> Option<Line<'a>> {
        self.settle();
        if self.pending_return {
            let newline = *chunk.get(*at)? == b'\n';
            *at += usize::from(newline);
            return Some(self.lend(if newline { 2 } else { 1 }, End::Return));
        }
        let rest = &chunk[*at..];
        let Some(len) = memchr2(b'\n', b'\r', rest) else {
            self.keep(rest);
            *at = chunk.len();
            return None;
        };
        let (end, width) = match (rest[len], rest.get(len + 1)) {
            (b'\n', _) => (End::Newline, 1),
            (_, Some(b'\n')) => (End::Return, 2),
            (_, Some(_)) => (End::Return, 1),
            (_, None) => {
                self.keep(&rest[..len]);
                self.pending_return = true;
                *at = chunk.len();
                return None;
            }
        };
        *at += len + width;
        if self.carry.is_empty() && self.lost == 0 && len <= self.max_line {
            return Some(self.number_line(&rest[..len], width as u64, 0, end));
        }
        self.keep(&rest[..len]);
        Some(self.lend(width as u64, end))
    }

    /// Offset of the next line, when no part of it has been carried over.
    pub fn fresh(&mut self) -> Option<u64> {
        self.settle();
        let fresh = self.carry.is_empty() && self.lost == 0 && !self.pending_return;
        fresh.then_some(self.offset)
    }

    /// Number of the last line given out.
    pub fn count(&self) -> u64 {
        self.number
    }

    /// Passes over `n` whole lines of `size` bytes. Only when [`fresh`](Self::fresh).
    pub fn pass(&mut self, size: u64, n: u64) {
        self.offset += size;
        self.number += n;
    }

    /// The last line, when no line end follows it.
    pub fn last(&mut self) -> Option<Line<'_>> {
        self.settle();
        let (width, end) = match self.pending_return {
            true => (1, End::Return),
            false if self.carry.is_empty() && self.lost == 0 => return None,
            false => (0, End::Input),
        };
        Some(self.lend(width, end))
    }

    /// Drops the line lent out before.
    fn settle(&mut self) {
        if self.lent {
            self.carry.clear();
            self.lost = 0;
            self.pending_return = false;
            self.lent = false;
        }
    }

    fn keep(&mut self, text: &[u8]) {
        let room = self.max_line.saturating_sub(self.carry.len());
        let kept = text.len().min(room);
        self.carry.extend_from_slice(&text[..kept]);
        self.lost += (text.len() - kept) as u64;
    }

    fn lend(&mut self, width: u64, end: End) -> Line<'_> {
        self.lent = true;
        let (offset, number) = self.step(self.carry.len() as u64 + self.lost + width);
        Line {
            text: &self.carry,
            offset,
            number,
            size: self.offset - offset,
            end,
            lost: self.lost,
        }
    }

    fn number_line<'a>(&mut self, text: &'a [u8], width: u64, lost: u64, end: End) -> Line<'a> {
        let size = text.len() as u64 + width;
        let (offset, number) = self.step(size);
        Line {
            text,
            offset,
            number,
            size,
            end,
            lost,
        }
    }

    /// Moves past a line of `size` bytes; its offset and number.
    fn step(&mut self, size: u64) -> (u64, u64) {
        let offset = self.offset;
        self.offset += size;
        self.number += 1;
        (offset, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, offset, size, lost and text of each line, with chunks of `size` bytes.
    fn split(input: &[u8], size: usize, max_line: usize) -> Vec<(u64, u64, u64, u64, String)> {
        let mut lines = Lines::new(max_line, 0);
        let mut found = Vec::new();
        let mut note = |line: Line<'_>| {
            found.push((
                line.number,
                line.offset,
                line.size,
                line.lost,
                String::from_utf8_lossy(line.text).into_owned(),
            ));
        };
        for chunk in input.chunks(size) {
            let mut at = 0;
            while let Some(line) = lines.next(chunk, &mut at) {
                note(line);
            }
            assert_eq!(at, chunk.len());
        }
        if let Some(line) = lines.last() {
            note(line);
        }
        found
    }

    #[test]
    fn every_line_end_in_every_cut() {
        let input = b"a\nb\r\nc\rd\r\r\n\n\r\ne";
        let texts = ["a", "b", "c", "d", "", "", "", "e"];
        for size in 1..=input.len() {
            let found = split(input, size, 100);
            let got: Vec<&str> = found.iter().map(|line| &*line.4).collect();
            assert_eq!(got, texts, "chunks of {size}");
            let total: u64 = found.iter().map(|line| line.2).sum();
            assert_eq!(total, input.len() as u64, "chunks of {size}");
        }
    }

    #[test]
    fn a_return_at_the_end_of_the_input_ends_its_line() {
        for size in 1..4 {
            assert_eq!(split(b"ab\r", size, 100), [(1, 0, 3, 0, "ab".into())]);
        }
    }

    #[test]
    fn a_long_line_keeps_its_beginning_and_its_size() {
        for size in 1..12 {
            assert_eq!(
                split(b"0123456789\nx\n", size, 4),
                [(1, 0, 11, 6, "0123".into()), (2, 11, 2, 0, "x".into())]
            );
        }
    }
}
