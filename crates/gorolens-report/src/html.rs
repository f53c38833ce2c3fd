//! The report as one HTML document: to attach, to archive, to open anywhere. It has no scripts and reaches nobody.
//!
//! It is the Markdown of the report, whose escaping is tested to keep text of a dump text; what a parser should
//! all the same take for HTML becomes text here.

use pulldown_cmark::{Event, Parser, html};

use crate::types::*;

/// What the document says of itself in every language: the name of the tool.
const TITLE: &str = "Gorolens";

const STYLE: &str = "
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
body { font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #8886; line-height: 1.25; }
h3 { margin-bottom: .3rem; }
code, pre { font: .88rem/1.45 ui-monospace, Menlo, Consolas, monospace; }
code { background: #8882; border-radius: 4px; padding: .1em .3em; }
pre { background: #8882; border-radius: 8px; padding: .7rem 1rem; overflow-x: auto; overflow-wrap: normal; }
pre code { background: none; padding: 0; }
@media print { body { max-width: none; margin: 0; } pre { white-space: pre-wrap; } }
";

/// SHA-256 of [`STYLE`] in base64; a test computes it anew.
const STYLE_HASH: &str = "XvXNIJPqQbfZesdkEhT3DlldfW6o6vyQg2+zz7WvDgk=";

impl Report {
    /// The report as an HTML document without scripts, under a policy that lets it load nothing.
    ///
    /// ```
    /// let report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// let document = report.to_html();
    /// assert!(document.starts_with("<!doctype html>\n<html lang=\"en\">"));
    /// assert!(document.contains("<strong>No goroutine was understood.</strong>"));
    /// ```
    pub fn to_html(&self) -> String {
        let markdown = self.to_markdown();
        let events = Parser::new(&markdown).map(|event| match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            event => event,
        });
        let mut body = String::new();
        html::push_html(&mut body, events);
        let lang = self.language.tag();
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{TITLE}</title>\n<style>{STYLE}</style>\n<main>\n{body}</main>\n</html>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_the_style() {
        assert_eq!(STYLE_HASH, STANDARD.encode(Sha256::digest(STYLE)));
    }
}
