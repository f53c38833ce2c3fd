//! Lines as they came → lines as Go printed them.
//!
//! Dumps travel through log collectors, terminals, browsers and mails. Each stage below undoes one
//! kind of damage and hands its lines to the next; a clean line passes all of them untouched.
//!
//! ```text
//! chars → transport → envelope → chars → joined → wrapped → order → the parsers
//! ```
//!
//! Invariant: the sizes of the lines handed on add up to the sizes of the lines taken, so that
//! every byte can be accounted for behind the repairs as well.

mod chars;
mod envelope;
mod joined;
mod json;
mod layers;
mod order;
mod shape;
mod stars;
mod transport;
mod unescape;
mod wrapped;

use self::chars::Chars;
use self::envelope::Envelope;
use self::joined::Joined;
use self::order::Order;
use self::transport::Transport;
use self::wrapped::Wrapped;
use crate::collect::Collector;
use crate::lines::{End, Line};
use crate::parse::{crash, frame, header};

/// Takes lines, and hands them on.
pub(crate) trait Stage {
    /// The next line.
    fn line(&mut self, line: &Line<'_>, out: &mut Collector);
    /// Ends the input after `size` bytes.
    fn finish(&mut self, size: u64, out: &mut Collector);
    /// Whether a clean line would pass untouched and at once.
    fn is_idle(&self) -> bool;
}

/// All stages before `next`.
pub(crate) type Repairs<N> = Chars<Transport<Envelope<Chars<Joined<Wrapped<Order<N>>>>>>>;

/// The stages, ending in `next`.
pub(crate) fn before<N: Stage>(next: N) -> Repairs<N> {
    let inside = Joined::new(Wrapped::new(Order::new(next)));
    // Colours and the like are escaped in the strings of records, and come to light behind them.
    Chars::new(Transport::new(Envelope::new(Chars::new(inside))))
}

/// The last stage.
pub(crate) fn last<N: Stage>(repairs: &mut Repairs<N>) -> &mut N {
    &mut repairs.next.next.next.next.next.next.next
}

/// A header comes next: lines go forward if nothing has told otherwise.
pub(crate) fn expect_header<N>(repairs: &mut Repairs<N>) {
    repairs.next.next.next.next.next.next.expect_header();
}

/// Whether all stages that are idle would leave a line of a stack as it is.
pub(crate) fn leaves(line: &[u8]) -> bool {
    let is_plain = is_plain(line);
    let is_site = line.first() == Some(&b'\t');
    chars::leaves(line)
        && transport::leaves(line)
        && (is_plain || layers::leaves(line))
        && joined::leaves(line)
        && ((is_plain && !is_site) || is_structural(line))
}

/// A line that is kept beyond the next one.
#[derive(Clone, Debug)]
struct Piece {
    text: Vec<u8>,
    offset: u64,
    number: u64,
    size: u64,
    end: End,
    lost: u64,
}

impl Piece {
    fn of(line: &Line<'_>) -> Self {
        Piece {
            text: line.text.to_vec(),
            offset: line.offset,
            number: line.number,
            size: line.size,
            end: line.end,
            lost: line.lost,
        }
    }

    fn line(&self) -> Line<'_> {
        Line {
            text: &self.text,
            offset: self.offset,
            number: self.number,
            size: self.size,
            end: self.end,
            lost: self.lost,
        }
    }

    /// Adds the text of a line that continues this one.
    fn extend(&mut self, line: &Line<'_>) {
        self.text.extend_from_slice(line.text);
        self.size += line.size;
        self.lost += line.lost;
        self.end = line.end;
    }
}

/// Calls `each` with the lines of `text`, which stands for `line` and has its own line ends. Their
/// sizes are those of their texts as far as the line's size goes; the last one takes the rest.
fn split(line: &Line<'_>, text: &[u8], mut each: impl FnMut(&Line<'_>)) {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let mut offset = line.offset;
    let mut left = line.size;
    let mut parts = text.split(|&byte| byte == b'\n').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let size = match is_last {
            true => left,
            false => left.min(part.len() as u64 + 1),
        };
        each(&Line {
            text: part,
            offset,
            number: line.number,
            size,
            end: if is_last { line.end } else { End::Newline },
            lost: if is_last { line.lost } else { 0 },
        });
        offset += size;
        left -= size;
    }
}

/// Whether `text` is a line of a stack, or a header.
fn is_structural(text: &[u8]) -> bool {
    let trimmed = text.trim_ascii();
    is_call(trimmed)
        || is_site(text)
        || frame::created(trimmed).is_some()
        || header::parse(trimmed).is_some_and(|header| header.whole)
        || frame::is_elided(trimmed)
        || frame::is_unavailable(trimmed)
        || frame::ancestor(trimmed).is_some()
}

/// Whether `text` is a call site, and not the time that a logger writes: `2026/11/23 04:21:07`.
fn is_site(text: &[u8]) -> bool {
    let is_clock = |file: &[u8]| matches!(file, [.., a, b':', b, c] if [a, b, c].iter().all(|it| it.is_ascii_digit()));
    frame::site(text).is_some_and(|site| !is_clock(site.file))
}

/// Whether `text` is a call, and not one behind the number of its line: `24:main.f()`.
fn is_call(text: &[u8]) -> bool {
    let is_numbered = |func: &[u8]| {
        let digits = func.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && func.get(digits) == Some(&b':')
    };
    frame::call(text).is_some_and(|call| call.strict && !is_numbered(call.func))
}

/// Whether `text` is certainly a line of a stack just as Go prints it, judged cheaply. The repairs
/// let such a line pass without a closer look.
fn is_plain(text: &[u8]) -> bool {
    let fits = match text {
        [b'\t', ..] => frame::site(text).is_some_and(|site| site.file.first() != Some(&b' ')),
        [.., b')'] => is_call(text),
        _ => text.starts_with(b"created by ") && frame::created(text).is_some(),
    };
    fits && memchr::memchr3(b'"', b'#', b'\\', text).is_none() && !text.ends_with(b"goroutine")
}

/// Whether `text` can stand next to a header or a crash message: structural, empty, or more of it.
fn is_plausible(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
        || text.starts_with(b"\t")
        || is_structural(text)
        || crash::start(text).is_some()
        || crash::belongs(text)
        || crate::parse::Debug1::may_continue(text)
}
