//! A blob → chunks. The browser reads from disk; only a few megabytes are in memory at a time.
//!
//! The blob is read as a stream into buffers that are used again, two at a time, so that the browser fills one
//! while the other is analysed. Slices of the blob, one after the other, took five times as long.

use std::collections::VecDeque;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// Bytes of a buffer, which is as much as a browser reads ahead.
const BUFFER: u32 = 2 << 20;

/// Buffers that are filled or analysed.
const BUFFERS: usize = 2;

/// Reads a blob from front to back.
pub(crate) struct Chunks {
    reader: Reader,
    /// What the browser was asked for and has not been analysed, in order.
    asked: VecDeque<Promise>,
    chunk: Vec<u8>,
}

enum Reader {
    /// Fills buffers that it is given.
    Into(ReadableStreamByobReader),
    /// Makes a buffer for every chunk: older browsers.
    Plain(ReadableStreamDefaultReader),
}

impl Chunks {
    pub(crate) fn new(blob: &Blob) -> Chunks {
        let reader = Reader::of(&blob.stream());
        let asked = (0..BUFFERS).map(|_| reader.ask(Uint8Array::new_with_length(BUFFER)));
        Chunks {
            asked: asked.collect(),
            reader,
            chunk: Vec::new(),
        }
    }

    /// The next bytes; `None` at the end. Fails when the browser cannot read on: the file was
    /// changed, moved or is no longer allowed.
    pub(crate) async fn next(&mut self) -> Result<Option<&[u8]>, JsValue> {
        let Some(read) = self.asked.pop_front() else {
            return Ok(None);
        };
        let read = JsFuture::from(read).await?;
        let bytes = Reflect::get(&read, &"value".into())?;
        if Reflect::get(&read, &"done".into())?.is_truthy() {
            self.asked.clear();
            return Ok(None);
        }
        let bytes: Uint8Array = bytes.dyn_into()?;
        self.chunk.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.chunk);
        let buffer = Uint8Array::new(&bytes.buffer());
        self.asked.push_back(self.reader.ask(buffer));
        Ok(Some(&self.chunk))
    }
}

/// Some bytes of a blob at once.
pub(crate) async fn bytes(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let slice = blob.slice_with_f64_and_f64(from, to)?;
    let bytes = JsFuture::from(slice.array_buffer()).await?;
    Ok(Uint8Array::new(bytes.unchecked_ref()).to_vec())
}

impl Reader {
    fn of(stream: &ReadableStream) -> Reader {
        match ReadableStreamByobReader::new(stream) {
            Ok(reader) => Reader::Into(reader),
            Err(_) => Reader::Plain(stream.get_reader().unchecked_into()),
        }
    }

    fn ask(&self, buffer: Uint8Array) -> Promise {
        match self {
            Reader::Into(reader) => reader.read_with_array_buffer_view(&buffer).unchecked_into(),
            Reader::Plain(reader) => reader.read().unchecked_into(),
        }
    }
}
