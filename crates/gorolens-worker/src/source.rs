//! A blob → chunks. The browser reads from disk; only one chunk is in memory at a time.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Bytes per chunk. Large enough that the way through JavaScript does not count (4 MiB takes some
/// milliseconds to analyse), small enough for smooth progress.
const CHUNK: f64 = (4 << 20) as f64;

/// Reads a blob from front to back.
pub(crate) struct Chunks {
    blob: Blob,
    /// Bytes read so far.
    read: f64,
    buffer: Vec<u8>,
}

impl Chunks {
    pub(crate) fn new(blob: Blob) -> Chunks {
        Chunks {
            blob,
            read: 0.0,
            buffer: Vec::new(),
        }
    }

    /// The next bytes; `None` at the end. Fails when the browser cannot read on: the file was
    /// changed, moved or is no longer allowed.
    pub(crate) async fn next(&mut self) -> Result<Option<&[u8]>, JsValue> {
        let size = self.blob.size();
        if self.read >= size {
            return Ok(None);
        }
        let end = (self.read + CHUNK).min(size);
        let slice = self.blob.slice_with_f64_and_f64(self.read, end)?;
        let bytes = JsFuture::from(slice.array_buffer()).await?;
        let bytes = Uint8Array::new(bytes.unchecked_ref());
        self.buffer.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.buffer);
        self.read = end;
        Ok(Some(&self.buffer))
    }
}
