//! The document of the site: its style and the script that comes before the first picture stand in it, so that the
//! start screen is painted with the first answer of the host; its policy names both by their hashes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::minify::minified;
use super::{csp_hash, read, single};
use crate::tools::Tools;

/// Puts style and script into the document, and leaves out what only its readers need.
pub fn make(tools: &Tools, dist: &Path) -> Result<()> {
    let page = read(dist, "index.html")?;
    let names = single::styles_of(&page)?;
    let mut styles = String::new();
    for name in &names {
        styles.push_str(&read(dist, name)?);
        fs::remove_file(dist.join(name))?;
    }
    let styles = smaller(tools, &dist.join("styles.css"), &styles)?;
    let early = smaller(tools, &dist.join("early.js"), early_script(&page)?)?;
    fs::write(dist.join("index.html"), document(&page, &styles, &early)?)?;
    Ok(())
}

/// The script that Trunk put into the page: the only one in it without attributes.
pub fn early_script(page: &str) -> Result<&str> {
    let script = between(page, "<script>", "</script>").map(|(_, script, _)| script);
    script.context("no script stands in index.html")
}

fn document(page: &str, styles: &str, early: &str) -> Result<String> {
    ensure!(!styles.contains("</style"), "a style would end its element");
    let page = without_comments(page);
    let page = page.replace(early_script(&page)?, early);
    let mut style = Some(format!("<style>{styles}</style>\n"));
    let mut out = String::new();
    for line in page.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.contains("rel=\"stylesheet\"") {
            out.extend(style.take());
        } else if line.starts_with("content=\"default-src") {
            out.push_str(&policy(line, styles, early)?);
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    ensure!(style.is_none(), "index.html links to no style");
    Ok(out)
}

/// The policy with the script besides the site's own ones, and with this style only.
fn policy(line: &str, styles: &str, early: &str) -> Result<String> {
    let (own_scripts, own_styles) = ("script-src 'self'", "style-src 'self'");
    let known = line.contains(own_scripts) && line.contains(own_styles);
    ensure!(known, "the policy of index.html is another one: {line}");
    let scripts = format!("{own_scripts} {}", csp_hash(early));
    let line = line.replace(own_scripts, &scripts);
    Ok(line.replace(own_styles, &format!("style-src {}", csp_hash(styles))))
}

fn without_comments(page: &str) -> String {
    let (mut out, mut rest) = (String::new(), page);
    while let Some((before, _, after)) = between(rest, "<!--", "-->") {
        out.push_str(before);
        rest = after;
    }
    out + rest
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = text.split_once(start)?;
    let (inner, after) = rest.split_once(end)?;
    Some((before, inner, after))
}

fn smaller(tools: &Tools, file: &Path, text: &str) -> Result<String> {
    fs::write(file, text)?;
    let small = minified(tools, file)?;
    fs::remove_file(file)?;
    Ok(small.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>
      <!-- why -->
      <meta
        content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\"
      />
      <script>let a = 1;</script>
      <link rel=\"stylesheet\" href=\"./a.css\" />
      <link rel=\"stylesheet\" href=\"./b.css\" />
    </head>";

    #[test]
    fn style_and_script_stand_in_the_document_and_in_its_policy() {
        let out = document(PAGE, "a{}", "let a=1").unwrap();
        assert!(out.contains("<style>a{}</style>"), "{out}");
        assert!(out.contains("<script>let a=1</script>"), "{out}");
        let (script, style) = (csp_hash("let a=1"), csp_hash("a{}"));
        assert!(
            out.contains(&format!(
                "script-src 'self' {script} 'wasm-unsafe-eval'; style-src {style}"
            )),
            "{out}"
        );
        assert!(!out.contains("why") && !out.contains("stylesheet"), "{out}");
    }

    #[test]
    fn another_policy_is_refused() {
        assert!(document(&PAGE.replace("style-src 'self'", ""), "a{}", "").is_err());
    }
}
