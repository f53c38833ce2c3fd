//! The service worker, with the list of what it keeps and a version that changes with any of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use sha2::{Digest as _, Sha256};

use super::{SINGLE_FILE, files, read, source};

const SERVICE_WORKER: &str = "sw.js";

/// What the page itself does not need. The manifest's icons are kept: an installed page shows them.
const NOT_KEPT: [&str; 3] = [SERVICE_WORKER, SINGLE_FILE, "goroutine-dump.js"];

/// Writes the service worker for everything else that is in the folder by now.
pub fn make(dist: &Path) -> Result<()> {
    let mut hash = Sha256::new();
    let template = source(SERVICE_WORKER)?;
    hash.update(&template);
    // The page itself, under the address people open.
    let mut list = String::from("\"./\"");
    for path in files(dist)? {
        let name = path.to_string_lossy().replace('\\', "/");
        if NOT_KEPT.contains(&&*name) {
            continue;
        }
        hash.update(&name);
        hash.update(fs::read(dist.join(&path))?);
        let _ = write!(list, ", \"./{name}\"");
    }
    let version: String = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let script = fill(&template, &version, &list)?;
    fs::write(dist.join(SERVICE_WORKER), script)?;
    ensure!(
        read(dist, "index.html")?.contains("manifest.webmanifest"),
        "index.html links to no manifest"
    );
    Ok(())
}

fn fill(template: &str, version: &str, list: &str) -> Result<String> {
    let (version_line, files_line) = ("const VERSION = \"VERSION\";", "const FILES = [\"FILES\"];");
    ensure!(
        template.contains(version_line) && template.contains(files_line),
        "{SERVICE_WORKER} has no place for its list"
    );
    let script = template.replace(version_line, &format!("const VERSION = \"{version}\";"));
    Ok(script.replace(files_line, &format!("const FILES = [{list}];")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_a_place_for_the_list() {
        let script = fill(
            &source(SERVICE_WORKER).unwrap(),
            "0123",
            "\"./\", \"./a.js\"",
        )
        .unwrap();
        assert!(script.contains("const VERSION = \"0123\";\nconst FILES = [\"./\", \"./a.js\"];"));
    }
}
