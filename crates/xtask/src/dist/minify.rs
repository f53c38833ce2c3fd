//! Smaller files for the first visit: scripts without what only their readers need.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::read;
use crate::process;
use crate::tools::Tools;

/// Scripts of the first visit besides the program's own; the others are small or read by people.
const SCRIPTS: [&str; 4] = ["start.js", "host.js", "worker.js", "writer.js"];

/// Makes the scripts of the site smaller.
pub fn make(tools: &Tools, dist: &Path) -> Result<()> {
    let page = read(dist, "index.html")?;
    let (app, _) = super::single::program(&page)?;
    for name in SCRIPTS.into_iter().chain([app.trim_start_matches("./")]) {
        let small = minified(tools, &dist.join(name))?;
        fs::write(dist.join(name), small)?;
    }
    Ok(())
}

/// A script or a style without what only its readers need.
pub fn minified(tools: &Tools, file: &Path) -> Result<String> {
    let mut esbuild = tools.command("esbuild")?;
    // Its own words for characters beyond ASCII would be longer.
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    esbuild.arg(file);
    process::output(&mut esbuild).with_context(|| file.display().to_string())
}
