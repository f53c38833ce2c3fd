//! One analysis from the first byte to the report.

use gorolens_core::{Analysis, Kept, Limits};
use wasm_bindgen::{JsCast, JsValue};

use crate::source::Chunks;
use crate::wire::{Event, Source};

/// Milliseconds between two [`Event::Progress`].
const PROGRESS_EVERY: f64 = 100.0;

/// Analyses `sources`; `tell` hears the progress. Fails with a sentence for the user.
pub(crate) async fn run(sources: &[Source], tell: impl Fn(&Event)) -> Result<Kept, String> {
    let mut progress = Progress::new(sources);
    tell(&progress.event());
    let mut analysis = Analysis::new(Limits::default());
    for source in sources {
        analysis.start_input(&source.name);
        let mut chunks = Chunks::new(&source.blob);
        while let Some(chunk) = next(&mut chunks, &source.name).await? {
            analysis.push(chunk);
            if progress.advance(chunk.len(), js_sys::Date::now()) {
                tell(&progress.event());
            }
        }
    }
    Ok(analysis.finish_keeping())
}

async fn next<'a>(chunks: &'a mut Chunks, name: &str) -> Result<Option<&'a [u8]>, String> {
    let res = chunks.next().await;
    res.map_err(|err| format!("{name} could not be read: {}", reason(&err)))
}

/// What the browser says.
pub(crate) fn reason(err: &JsValue) -> String {
    match err.dyn_ref::<js_sys::Error>() {
        Some(err) => String::from(err.message()),
        None => format!("{err:?}"),
    }
}

/// Says when it is time to tell.
struct Progress {
    read: u64,
    total: u64,
    /// Milliseconds since 1970.
    told_at: f64,
}

impl Progress {
    fn new(sources: &[Source]) -> Progress {
        Progress {
            read: 0,
            total: sources.iter().map(|source| source.blob.size() as u64).sum(),
            told_at: js_sys::Date::now(),
        }
    }

    /// Counts bytes; whether the page should hear of it.
    fn advance(&mut self, n_bytes: usize, now: f64) -> bool {
        self.read += n_bytes as u64;
        let due = now - self.told_at >= PROGRESS_EVERY;
        if due {
            self.told_at = now;
        }
        due
    }

    fn event(&self) -> Event {
        Event::Progress {
            read: self.read,
            total: self.total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_at_most_every_100_ms() {
        let mut progress = Progress {
            read: 0,
            total: 40,
            told_at: 1000.0,
        };
        assert!(!progress.advance(10, 1050.0));
        assert!(progress.advance(10, 1100.0));
        assert!(!progress.advance(10, 1199.0));
        assert!(progress.advance(10, 1200.0));
        assert_eq!(progress.read, 40);
    }
}
