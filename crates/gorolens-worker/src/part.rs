//! One part of a large input: how it is read, and how a helper is asked to.

use std::cell::Cell;
use std::ops::Range;

use gorolens_core::{Limits, Part, PartResult};
use js_sys::{Array, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use crate::job::{self, PROGRESS_EVERY};
use crate::source::Chunks;

/// Bytes behind a part that are read with it: the last goroutine ends there.
const BEHIND: u64 = 64 << 10;

/// Reads a part of `blob`; `tell` hears, with every chunk, how many of its bytes have been read.
pub(crate) async fn read(
    blob: &Blob,
    range: Range<u64>,
    tell: impl Fn(u64),
) -> Result<PartResult, JsValue> {
    let (size, len) = (blob.size() as u64, range.end - range.start);
    let (mut from, mut to) = (range.start, (range.end + BEHIND).min(size));
    let mut part = Part::new(Limits::default(), range);
    let mut read = 0;
    while from < to {
        let slice = blob.slice_with_f64_and_f64(from as f64, to as f64)?;
        let mut chunks = Chunks::new(&slice);
        while let Some(chunk) = chunks.next().await? {
            if !part.push(chunk) {
                return Ok(part.finish());
            }
            read += chunk.len() as u64;
            tell(read.min(len));
        }
        // A goroutine that is longer than that.
        from = to;
        to = (to + len).min(size);
    }
    Ok(part.finish())
}

/// The message that asks a helper for a part.
pub(crate) fn task(blob: &Blob, range: &Range<u64>) -> Array {
    Array::of3(
        blob,
        &(range.start as f64).into(),
        &(range.end as f64).into(),
    )
}

/// The blob and the range of such a message.
pub(crate) fn of_task(message: &JsValue) -> Option<(Blob, Range<u64>)> {
    let task: &Array = message.dyn_ref()?;
    let number = |at| Some(task.get(at).as_f64()? as u64);
    Some((task.get(0).dyn_into().ok()?, number(1)?..number(2)?))
}

/// Does what such a message asks for. Told of a failure, the other worker reads the part itself, and so finds out.
pub(crate) async fn help(blob: Blob, range: Range<u64>, scope: DedicatedWorkerGlobalScope) {
    let told_at = Cell::new(js_sys::Date::now());
    let tell = |read: u64| {
        let now = js_sys::Date::now();
        if now - told_at.get() >= PROGRESS_EVERY {
            told_at.set(now);
            // What cannot be posted is only late.
            let _ = scope.post_message(&(read as f64).into());
        }
    };
    let posted = match read(&blob, range, tell).await {
        Ok(noted) => {
            let bytes = Uint8Array::from(noted.to_bytes().as_slice());
            let answer = Array::of2(&bytes, &memory().into());
            scope.post_message_with_transfer(&answer, &Array::of1(&bytes.buffer()))
        }
        Err(err) => scope.post_message(&job::reason(&err).into()),
    };
    if let Err(err) = posted {
        wasm_bindgen::throw_val(err);
    }
}

/// Bytes of the memory of this worker.
fn memory() -> f64 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
