//! What log collectors, editors and mails wrap around each line.
//!
//! Nothing is assumed about formats. A line that holds something Go prints, but not at its
//! beginning, shows what stands before it; when the next line has the same shape and makes sense
//! without it, both are unwrapped, and so is every line of that shape after them.

use std::borrow::Cow;

use super::layers::{
    Inside, Layer, first_line, is_many_lines, is_plausible_inside, learn, marker, unescaped, unwrap,
};
use super::{Piece, Stage, is_plain, is_structural, split};
use crate::collect::Collector;
use crate::lines::Line;
use crate::parse::{Debug1, header};
use crate::problem::RepairKind;

/// Unwraps lines.
///
/// Invariant: at most one of `candidate` and `partial` holds lines, and they are handed on before
/// any line after them.
#[derive(Debug)]
pub(crate) struct Envelope<N> {
    pub(super) next: N,
    /// From the outside in; empty when lines come as they are.
    layers: Vec<Layer>,
    candidate: Option<Candidate>,
    /// The beginning of a line that was cut into records.
    partial: Option<Piece>,
    /// Whether the first line of the dump had a quote before it, and the last one may have another.
    open_quote: bool,
}

/// A line that may be the first of a new envelope.
#[derive(Debug)]
struct Candidate {
    held: Piece,
    layers: Vec<Layer>,
    /// Lines after it that do not have this envelope: another writer's.
    between: Vec<Piece>,
}

/// Lines of another writer before the second line of an envelope must have come.
const MAX_BETWEEN: usize = 64;

impl<N> Envelope<N> {
    pub fn new(next: N) -> Self {
        Envelope {
            next,
            layers: Vec::new(),
            candidate: None,
            partial: None,
            open_quote: false,
        }
    }
}

impl<N: Stage> Stage for Envelope<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        if let Some(candidate) = self.candidate.take() {
            self.decide(candidate, line, out);
        } else {
            self.take(line, out);
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        while let Some(candidate) = self.candidate.take() {
            self.hand_on(&candidate.held.line(), out);
            self.lines(&candidate.between, out);
        }
        self.flush(out);
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.layers.is_empty()
            && self.candidate.is_none()
            && self.partial.is_none()
            && !self.open_quote
            && self.next.is_idle()
    }
}

impl<N: Stage> Envelope<N> {
    /// Unwraps a line, or holds it back when it may be the first of a new envelope.
    fn take(&mut self, line: &Line<'_>, out: &mut Collector) {
        if !self.layers.is_empty() {
            if header::is_header(line.text.trim_ascii_start()) {
                self.layers.clear();
            } else if let Some(inside) = unwrap(&self.layers, line.text) {
                if !ends_with_more(&inside.text) {
                    return self.unwrapped(line, inside, out);
                }
                return self.learn_again(line, inside, out);
            }
            self.flush(out);
        }
        if is_plain(line.text) {
            return self.next.line(line, out);
        }
        let Some(layers) = learn(line.text) else {
            return self.hand_on(line, out);
        };
        match unwrap(&layers, line.text) {
            Some(inside) if is_many_lines(&inside.text) => {
                self.layers = layers;
                self.unwrapped(line, inside, out);
            }
            _ => {
                self.candidate = Some(Candidate {
                    held: Piece::of(line),
                    layers,
                    between: Vec::new(),
                });
            }
        }
    }

    /// Unwraps a header that shows more than the line which the layers were learned from: what ends each line.
    fn learn_again(&mut self, line: &Line<'_>, inside: Inside<'_>, out: &mut Collector) {
        let layers = learn(line.text).unwrap_or_default();
        let again = unwrap(&layers, line.text).filter(|it| !ends_with_more(&it.text));
        let Some(again) = again.filter(|it| header::is_header(&it.text)) else {
            return self.unwrapped(line, inside, out);
        };
        self.layers.clone_from(&layers);
        self.unwrapped(line, again, out);
    }

    /// Decides about the line held back, now that one after it is known.
    fn decide(&mut self, mut candidate: Candidate, next: &Line<'_>, out: &mut Collector) {
        let goes_on = unwrap(&candidate.layers, &candidate.held.text).is_some_and(|it| it.goes_on);
        let fits = unwrap(&candidate.layers, next.text)
            .map(|inside| goes_on || is_plausible_inside(first_line(&inside.text)));
        let is_bare = is_structural(next.text) || Debug1::begins_headless(next.text);
        if fits != Some(true) && !is_bare && candidate.between.len() < MAX_BETWEEN {
            if let Some((layers, header, is_quoted)) = outer_of(&candidate.held.text, next.text) {
                self.repaired(&layers, out);
                out.repaired(RepairKind::LogPrefix);
                self.layers = layers;
                self.open_quote = is_quoted;
                self.unwrapped_as(&candidate.held.line(), &header, out);
                self.lines(&candidate.between, out);
                return self.line(next, out);
            }
            candidate.between.push(Piece::of(next));
            self.candidate = Some(candidate);
            return;
        }
        let Candidate {
            held,
            layers,
            between,
        } = candidate;
        let line = held.line();
        match unwrap(&layers, &held.text) {
            Some(inside) if fits == Some(true) => {
                self.layers.clone_from(&layers);
                self.unwrapped(&line, inside, out);
            }
            // A logger's own first line, and the dump as it is after it.
            Some(inside)
                if is_bare && (header::is_header(&inside.text) || Debug1::begins(&inside.text)) =>
            {
                self.repaired(&layers, out);
                self.open_quote = matches!(layers.last(), Some(Layer::Quoted(_) | Layer::Cell(..)));
                self.unwrapped_as(&line, &inside.text, out);
            }
            _ => self.hand_on(&line, out),
        }
        self.lines(&between, out);
        self.line(next, out);
    }

    fn lines(&mut self, pieces: &[Piece], out: &mut Collector) {
        for piece in pieces {
            self.line(&piece.line(), out);
        }
    }

    /// Hands on what was inside `line`, or keeps it until the rest of it comes.
    fn unwrapped(&mut self, line: &Line<'_>, inside: Inside<'_>, out: &mut Collector) {
        self.repaired(&self.layers, out);
        let inner = Line {
            text: &inside.text,
            ..*line
        };
        if inside.goes_on || self.partial.is_some() {
            out.repaired(RepairKind::PartialLines);
            match &mut self.partial {
                Some(partial) => partial.extend(&inner),
                None => self.partial = Some(Piece::of(&inner)),
            }
            let too_long = |piece: &Piece| piece.text.len() > out.limits.max_line;
            if !inside.goes_on || self.partial.as_ref().is_some_and(too_long) {
                self.flush(out);
            }
            return;
        }
        self.unwrapped_as(line, &inside.text, out);
    }

    fn flush(&mut self, out: &mut Collector) {
        if let Some(partial) = self.partial.take() {
            self.hand_on(&partial.line(), out);
        }
    }

    fn unwrapped_as(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        self.hand_on(&Line { text, ..*line }, out);
    }

    /// Hands a line on, its escapes undone and its own line ends heeded.
    fn hand_on(&mut self, line: &Line<'_>, out: &mut Collector) {
        if let Some(text) = line.text.strip_suffix(b"\"").filter(|_| self.open_quote)
            && is_structural(text)
            && !is_structural(line.text)
        {
            self.open_quote = false;
            out.repaired(RepairKind::Escapes);
            return self.next.line(&Line { text, ..*line }, out);
        }
        let text = unescaped(line.text);
        if matches!(text, Cow::Owned(_)) {
            out.repaired(RepairKind::Escapes);
        } else if !text.contains(&b'\n') {
            return self.next.line(line, out);
        }
        let next = &mut self.next;
        split(line, &text, |part| next.line(part, out));
    }

    fn repaired(&self, layers: &[Layer], out: &mut Collector) {
        for layer in layers {
            out.repaired(match layer {
                Layer::Prefix(_) | Layer::Container(_) | Layer::Cell(..) | Layer::Suffix(_) => {
                    RepairKind::LogPrefix
                }
                Layer::Quoted(_) => RepairKind::Escapes,
                Layer::Record { .. } => RepairKind::JsonLines,
            });
        }
    }
}

/// Whether something stands behind a header.
fn ends_with_more(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    header::is_header(text) && header::parse(text).is_some_and(|it| it.whole && it.trailing > 0)
}

/// When a logger puts something before the first line of a dump only, and a collector something
/// before each: the collector's layers, learned from `later`, the header without both, and whether the first
/// ends with a quote.
fn outer_of(first: &[u8], later: &[u8]) -> Option<(Vec<Layer>, Vec<u8>, bool)> {
    let layers = learn(later)?;
    let inside = unwrap(&layers, first)?;
    let at = marker(&inside.text).filter(|&at| at > 0)?;
    let header = inside.text[at..].to_vec();
    let is_quoted = inside.text[..at].ends_with(b"\"");
    header::is_header(&header).then_some((layers, header, is_quoted))
}
