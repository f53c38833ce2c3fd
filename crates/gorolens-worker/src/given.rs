//! A report instead of a dump: from a link, or a JSON document of this page, the command line or the npm package.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::report::Report;
use crate::wire::Source;

/// How every such document begins, written by a machine or for people.
const BEGINNINGS: [&str; 2] = [
    "{\"schema\":\"gorolens-report\"",
    "{\n  \"schema\": \"gorolens-report\"",
];

/// Bytes; a larger one is read as a dump, which tells what it is not.
const LARGEST: f64 = (256 << 20) as f64;

/// Whether the only source begins like one.
pub(crate) async fn is_report(sources: &[Source]) -> bool {
    let [Source { blob, .. }] = sources else {
        return false;
    };
    let start = bytes(blob, 64.0).await.unwrap_or_default();
    blob.size() <= LARGEST && begins_a_report(&start)
}

/// The report, if the only source is one of a version that is known.
pub(crate) async fn report(sources: &[Source]) -> Option<Report> {
    let Source { blob, .. } = sources.first()?;
    let json = String::from_utf8(bytes(blob, blob.size()).await?).ok()?;
    let report = Report::from_json(&json).ok()?;
    (report.version == gorolens_report::VERSION).then_some(report)
}

fn begins_a_report(start: &[u8]) -> bool {
    let mut beginnings = BEGINNINGS.iter();
    beginnings.any(|beginning| start.starts_with(beginning.as_bytes()))
}

async fn bytes(blob: &web_sys::Blob, end: f64) -> Option<Vec<u8>> {
    let slice = blob.slice_with_f64_and_f64(0.0, end).ok()?;
    let bytes = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(Uint8Array::new(bytes.unchecked_ref()).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_write_a_report_are_known() {
        let report = Report::from(gorolens_core::Report::default());
        assert!(begins_a_report(report.to_json().as_bytes()));
        assert!(begins_a_report(report.to_json_pretty().as_bytes()));
        assert!(!begins_a_report(b"{\"schema\":\"other\"}"));
        assert!(!begins_a_report(b"goroutine 1 [running]:"));
    }
}
