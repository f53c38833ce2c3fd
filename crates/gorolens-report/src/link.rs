//! A report small enough to stand in a link: what follows `#` is never sent to a server.
//!
//! ```text
//! report → without bulk → JSON → raw deflate → base64url → #report=…
//! ```

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::types::*;

/// Characters of a link that chats, trackers and mail programs leave whole.
const LONGEST: usize = 8000;

/// Groups in a link, tried one after the other until it is short enough.
const GROUPS: [usize; 6] = [40, 20, 10, 5, 2, 0];

impl Report {
    /// What goes behind the `#` of the page's address to show the report: `report=…`; `None` when even its
    /// findings alone are too long. The page shows as many groups as fit, without the ids of goroutines.
    ///
    /// ```
    /// let report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// assert!(report.to_link().unwrap().starts_with("report="));
    /// ```
    pub fn to_link(&self) -> Option<String> {
        let links = GROUPS.into_iter().map(|n| packed(&self.small(n)));
        links
            .map(|packed| format!("report={packed}"))
            .find(|link| link.len() <= LONGEST)
    }

    /// The report with its first groups and without what only the dump's owner needs.
    fn small(&self, n_groups: usize) -> Report {
        let mut small = self.clone();
        small.coverage.problems.truncate(n_groups);
        small.groups.truncate(n_groups);
        for group in &mut small.groups {
            group.goroutine_ids.clear();
            group.ancestries.clear();
        }
        let kept = |id: &String| small.groups.iter().any(|group| group.id == *id);
        for finding in &mut small.findings {
            finding.groups.retain(kept);
        }
        small.triage.retain(|it| kept(&it.group));
        small
    }
}

fn packed(report: &Report) -> String {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    let written = deflate.write_all(report.to_json().as_bytes());
    let bytes = written.and_then(|()| deflate.finish());
    URL_SAFE_NO_PAD.encode(bytes.expect("memory can be written to"))
}
