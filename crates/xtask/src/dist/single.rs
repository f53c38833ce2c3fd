//! The page in one file: scripts, styles and programs stand in the document, and its policy lets it reach nobody.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};

use super::{SINGLE_FILE, csp_hash, document, read, source, words};

/// Writes the file, from the page that Trunk made.
pub fn make(dist: &Path) -> Result<()> {
    let page = read(dist, "index.html")?;
    let (app, wasm) = program(&page)?;
    let script = script(
        &read(dist, app)?,
        &source("host.js")?,
        &source("single.js")?,
    )?;
    let styles = styles(dist, &page)?;
    let mut parts = vec![
        part("page-wasm", &fs::read(dist.join(wasm))?)?,
        part("worker-wasm", &fs::read(dist.join("worker_bg.wasm"))?)?,
        part("worker-script", read(dist, "worker.js")?.as_bytes())?,
        part("writer-wasm", &fs::read(dist.join("writer_bg.wasm"))?)?,
        part("writer-script", read(dist, "writer.js")?.as_bytes())?,
    ];
    for name in words::files(dist)? {
        let id = name.trim_end_matches(".txt");
        parts.push(part(id, read(dist, &name)?.as_bytes())?);
    }
    let mut out = String::new();
    for line in page.lines() {
        match line.trim() {
            // After the start screen, which is shown while they arrive.
            "</body>" => {
                out.extend(parts.iter().map(String::as_str));
                out.push_str("  </body>\n");
            }
            "</head>" => out.push_str(&head_end(&styles, &script)),
            line if refers_to_file(line) => {
                // The last of them has the end of the head in its line.
                if line.ends_with("</head>") {
                    out.push_str(&head_end(&styles, &script));
                }
            }
            line if line.starts_with("content=\"default-src") => {
                let policy = policy(&styles, &script, document::early_script(&page)?);
                out.push_str(&format!("      content=\"{policy}\"\n"));
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    check(&out)?;
    fs::write(dist.join(SINGLE_FILE), out)?;
    Ok(())
}

/// The program's script and module, as the start script's element names them.
pub fn program(page: &str) -> Result<(&str, &str)> {
    let attribute = |name: &str| {
        let (_, rest) = page.split_once(&format!(" {name}=\"./"))?;
        Some(rest.split_once('"')?.0)
    };
    let both = attribute("data-app").zip(attribute("data-wasm"));
    both.context("index.html does not name its program")
}

/// The program's glue as a function, then the scripts of the page. They are modules without names in common.
fn script(glue: &str, host: &str, start: &str) -> Result<String> {
    let exports = "export { initSync, __wbg_init as default };";
    ensure!(
        glue.contains(exports),
        "the glue of wasm-bindgen does not end as it used to"
    );
    let glue = glue.replace(exports, "return __wbg_init;");
    // What the program exports by name is of use to nobody here.
    let glue = glue.replace("\nexport ", "\n");
    let host = host.replace("\nexport ", "\n");
    let script = format!("\nconst glue = (() => {{\n{glue}\n}})();\n{host}\n{start}");
    let ends_early = script.contains("</script") || script.contains("<!--");
    ensure!(!ends_early, "a script would end its element");
    Ok(script)
}

fn styles(dist: &Path, page: &str) -> Result<String> {
    let mut styles = String::from("\n");
    for name in styles_of(page)? {
        styles.push_str(&read(dist, name)?);
    }
    ensure!(!styles.contains("</style"), "a style would end its element");
    Ok(styles)
}

/// The style sheets that a page links to, in order.
pub fn styles_of(page: &str) -> Result<Vec<&str>> {
    let lines = page.lines();
    let links = lines.filter(|line| line.contains("rel=\"stylesheet\""));
    let names = links.map(|line| Some(line.split_once("href=\"./")?.1.split_once('"')?.0));
    names
        .collect::<Option<_>>()
        .context("a style without a file")
}

/// Bytes in the document: no script, so no policy is asked for it.
fn part(id: &str, bytes: &[u8]) -> Result<String> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let base64 = STANDARD.encode(gzip.finish()?);
    Ok(format!(
        "    <script type=\"application/gzip\" id=\"{id}\">{base64}</script>\n"
    ))
}

fn head_end(styles: &str, script: &str) -> String {
    format!(
        "    <style>{styles}</style>\n    <script type=\"module\">{script}</script>\n  </head>\n"
    )
}

fn refers_to_file(line: &str) -> bool {
    let rels = [
        "stylesheet",
        "manifest",
        "modulepreload",
        "preload",
        "apple-touch-icon",
    ];
    line.starts_with("<script type=\"module\" src=")
        || rels
            .iter()
            .any(|rel| line.contains(&format!("rel=\"{rel}\"")))
}

/// Nothing but what stands in the document; no connection to anybody.
fn policy(styles: &str, script: &str, early: &str) -> String {
    let [style, script, early] = [styles, script, early].map(csp_hash);
    format!(
        "default-src 'none'; script-src {early} {script} 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; \
         style-src {style}; img-src data:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types default"
    )
}

/// Nothing in the document may point to another file.
fn check(document: &str) -> Result<()> {
    let pieces = [
        "connect-src 'none'",
        "<style>",
        "id=\"worker-script\"",
        "</head>",
    ];
    if let Some(piece) = pieces.iter().find(|piece| !document.contains(*piece)) {
        bail!("the page in one file has no {piece}");
    }
    let markup = document
        .lines()
        .filter(|line| line.trim_start().starts_with('<'));
    let foreign = markup.filter(|line| line.contains("href=\"./") || line.contains("src=\"./"));
    let foreign: Vec<_> = foreign.collect();
    ensure!(foreign.is_empty(), "still points to files: {foreign:?}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_becomes_a_function() {
        let glue =
            "let wasm;\n\nexport class A {}\n\nexport { initSync, __wbg_init as default };\n";
        let script = script(glue, "// a\nexport function listen() {}\n", "listen();\n").unwrap();
        assert!(script.contains("return __wbg_init;\n"));
        assert!(!script.contains("export"));
    }

    #[test]
    fn a_script_cannot_end_its_element() {
        let glue = "export { initSync, __wbg_init as default };";
        assert!(script(glue, "", "'</script>'").is_err());
    }

    #[test]
    fn a_page_that_points_to_files_is_refused() {
        let whole = "<meta connect-src 'none'>\n<style></style>\n</head>\n<script id=\"worker-script\"></script>\n";
        check(whole).unwrap();
        assert!(check(&format!("{whole}<script src=\"./start.js\"></script>\n")).is_err());
    }
}
