//! One analysis from the first byte to the report.

use std::cell::RefCell;

use gorolens_core::{Analysis, Kept, Limits};
use wasm_bindgen::{JsCast, JsValue};

use crate::source::Chunks;
use crate::team;
use crate::wire::{Event, Source};

/// Milliseconds between two [`Event::Progress`].
pub(crate) const PROGRESS_EVERY: f64 = 100.0;

/// Analyses `sources`; `tell` hears the progress. Fails with a sentence for the user.
pub(crate) async fn run(sources: &[Source], tell: impl Fn(&Event)) -> Result<Kept, String> {
    let progress = RefCell::new(Progress::new(sources));
    tell(&progress.borrow().event());
    let mut analysis = Analysis::new(Limits::default());
    for source in sources {
        let read = progress.borrow().read;
        let passed = |n_bytes: u64| {
            let mut progress = progress.borrow_mut();
            if progress.advance(read + n_bytes, js_sys::Date::now()) {
                tell(&progress.event());
            }
        };
        let res = read_source(&mut analysis, source, &passed).await;
        res.map_err(|err| format!("{} could not be read: {}", source.name, reason(&err)))?;
        progress.borrow_mut().read = read + source.blob.size() as u64;
    }
    Ok(analysis.finish_keeping())
}

/// Adds a source; `passed` hears how many of its bytes have been read.
async fn read_source(
    analysis: &mut Analysis,
    source: &Source,
    passed: &impl Fn(u64),
) -> Result<(), JsValue> {
    if let Some(parts) = team::read(&source.blob, passed).await?
        && analysis.add_parts(&source.name, parts).is_ok()
    {
        return Ok(());
    }
    analysis.start_input(&source.name);
    let mut chunks = Chunks::new(&source.blob);
    let mut read = 0;
    while let Some(chunk) = chunks.next().await? {
        analysis.push(chunk);
        read += chunk.len() as u64;
        passed(read);
    }
    Ok(())
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

    /// So many bytes have been read; whether the page should hear of it.
    fn advance(&mut self, read: u64, now: f64) -> bool {
        self.read = read;
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
        assert!(progress.advance(20, 1100.0));
        assert!(!progress.advance(30, 1199.0));
        assert!(progress.advance(40, 1200.0));
        assert_eq!(progress.read, 40);
    }
}
