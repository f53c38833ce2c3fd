//! The analysis for JavaScript: chunks in, a report out as text. `npm/` makes of it what people call.
//!
//! Invariant: no judgement and no reading here; `npm/shared.mjs` turns strings, blobs and streams into chunks.

use gorolens_core::Limits;
use gorolens_report::{Lang, Report};
use wasm_bindgen::prelude::*;

/// One analysis; used up by `finish`.
#[wasm_bindgen]
pub struct Analysis {
    inner: gorolens_core::Analysis,
}

#[wasm_bindgen]
impl Analysis {
    /// An analysis without input.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript knows no default")]
    pub fn new() -> Analysis {
        Analysis {
            inner: gorolens_core::Analysis::new(Limits::default()),
        }
    }

    /// What follows is of another input, called so in the report.
    pub fn start(&mut self, name: &str) {
        self.inner.start_input(name);
    }

    /// The next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8]) {
        self.inner.push(chunk);
    }

    /// The report in a language (`en`, `zh-Hans`), as `json`, `markdown`, `text`, `sarif`, `collapsed` or
    /// `speedscope`; fails for other names.
    pub fn finish(self, lang: &str, form: &str) -> Result<String, JsError> {
        let report = Report::localized(&self.inner.finish(), language(lang)?);
        write(&report, form).ok_or_else(|| JsError::new(&format!("no form is called {form:?}")))
    }
}

fn language(tag: &str) -> Result<Lang, JsError> {
    let unknown = |_| JsError::new(&format!("there are no texts in {tag:?}"));
    tag.parse().map_err(unknown)
}

fn write(report: &Report, form: &str) -> Option<String> {
    let text = match form {
        "json" => report.to_json(),
        "markdown" => report.to_markdown(),
        "text" => report.to_text(&gorolens_report::TextOptions::default()),
        "sarif" => report.to_sarif(),
        "collapsed" => report.to_collapsed(),
        "speedscope" => report.to_speedscope(),
        _ => return None,
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_written_and_others_are_refused() {
        let report = Report::from(gorolens_core::Report::default());
        for form in ["json", "markdown", "text", "sarif", "speedscope"] {
            assert!(
                write(&report, form).is_some_and(|text| !text.is_empty()),
                "{form}"
            );
        }
        assert_eq!(write(&report, "collapsed").as_deref(), Some(""));
        assert_eq!(write(&report, "docx"), None);
    }
}
