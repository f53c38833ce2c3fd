//! Smaller files for the first visit: one style sheet instead of one for each component, scripts and styles without
//! what only their readers need.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest as _, Sha256};

use super::read;
use crate::process;
use crate::tools::Tools;

/// Scripts of the first visit besides the program's own; the others are small or read by people.
const SCRIPTS: [&str; 4] = ["start.js", "host.js", "worker.js", "writer.js"];

/// Makes the files of the site smaller.
pub fn make(tools: &Tools, dist: &Path) -> Result<()> {
    let page = read(dist, "index.html")?;
    let (app, _) = super::single::program(&page)?;
    for name in SCRIPTS.into_iter().chain([app.trim_start_matches("./")]) {
        let small = minified(tools, &dist.join(name))?;
        fs::write(dist.join(name), small)?;
    }
    let page = with_one_style(tools, dist, &page)?;
    fs::write(dist.join("index.html"), page)?;
    Ok(())
}

/// The page with one style sheet in place of all, which are removed.
fn with_one_style(tools: &Tools, dist: &Path, page: &str) -> Result<String> {
    let mut all = String::new();
    for name in super::single::styles_of(page)? {
        all.push_str(&read(dist, name)?);
        fs::remove_file(dist.join(name))?;
    }
    let long = dist.join("styles.css");
    fs::write(&long, &all)?;
    let small = minified(tools, &long)?;
    fs::remove_file(&long)?;
    let hash = Sha256::digest(&small);
    let hash: String = hash.iter().take(8).map(|it| format!("{it:02x}")).collect();
    let name = format!("styles-{hash}.css");
    fs::write(dist.join(&name), small)?;
    let mut link = Some(format!(
        "    <link rel=\"stylesheet\" href=\"./{name}\" />\n"
    ));
    let mut out = String::new();
    for line in page.lines() {
        match line.contains("rel=\"stylesheet\"") {
            true => out.extend(link.take()),
            false => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    ensure!(link.is_none(), "index.html links to no style");
    Ok(out)
}

fn minified(tools: &Tools, file: &Path) -> Result<String> {
    let mut esbuild = tools.command("esbuild")?;
    // Its own words for characters beyond ASCII would be longer.
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    esbuild.arg(file);
    process::output(&mut esbuild).with_context(|| file.display().to_string())
}
