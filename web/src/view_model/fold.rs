//! Which frames of a stack are shown: all of them, or own code with the library folded away.

use gorolens_worker::report::Origin;
use gorolens_worker::wire::Site;

/// A run of frames that is worth folding.
const MIN_FOLD: usize = 3;

/// Stacks longer than this are folded unasked.
pub const MAX_UNFOLDED: usize = 100;

/// A piece of a stack. Numbers are indices of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A frame that is shown.
    Frame(usize),
    /// Frames from the first to before the second that are not shown.
    Folded(usize, usize),
}

/// All frames.
pub fn unfolded(frames: &[Site]) -> Vec<Piece> {
    (0..frames.len()).map(Piece::Frame).collect()
}

/// Own code, the frame `at` that names the group, and the ends of the stack; the rest is folded.
pub fn folded(frames: &[Site], at: usize) -> Vec<Piece> {
    let last = frames.len().saturating_sub(1);
    let is_kept = |idx: usize, site: &Site| {
        site.origin == Origin::Application || idx == at || idx == 0 || idx == last
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut n_own = 0;
    for (idx, site) in frames.iter().enumerate() {
        if site.origin == Origin::Application {
            n_own += 1;
        }
        // Deep recursion of own code is folded too.
        if is_kept(idx, site) && (n_own <= MAX_UNFOLDED || idx == last) {
            close(&mut pieces, from, idx);
            pieces.push(Piece::Frame(idx));
            from = idx + 1;
        }
    }
    close(&mut pieces, from, frames.len());
    pieces
}

/// Folds a run, or shows it when it is short.
fn close(pieces: &mut Vec<Piece>, from: usize, to: usize) {
    if to - from >= MIN_FOLD {
        pieces.push(Piece::Folded(from, to));
    } else {
        pieces.extend((from..to).map(Piece::Frame));
    }
}

#[cfg(test)]
mod tests {
    use gorolens_worker::wire::TextId;

    use super::*;

    /// `a` own code, `s` standard library.
    fn frames(origins: &str) -> Vec<Site> {
        let origins = origins.chars().map(|origin| Site {
            func: TextId(0),
            file: TextId(0),
            line: 0,
            origin: match origin {
                'a' => Origin::Application,
                _ => Origin::StandardLibrary,
            },
        });
        origins.collect()
    }

    fn drawn(origins: &str, at: usize) -> String {
        let pieces = folded(&frames(origins), at).into_iter();
        let pieces = pieces.map(|piece| match piece {
            Piece::Frame(idx) => idx.to_string(),
            Piece::Folded(from, to) => format!("[{from}-{to}]"),
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn library_runs_are_folded() {
        assert_eq!(drawn("sssssas", 0), "0 [1-5] 5 6");
        assert_eq!(drawn("ssssssss", 4), "0 [1-4] 4 5 6 7");
        assert_eq!(drawn("sas", 0), "0 1 2");
        assert_eq!(drawn("", 0), "");
    }

    #[test]
    fn deep_recursion_is_folded() {
        let pieces = folded(&frames(&"a".repeat(500)), 0);
        assert_eq!(pieces.len(), MAX_UNFOLDED + 2);
        assert_eq!(pieces.last(), Some(&Piece::Frame(499)));
    }
}
