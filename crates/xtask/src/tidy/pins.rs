//! Versions that stand in two places are the same.

use anyhow::Result;

use super::tree::Tree;
use crate::repo;
use crate::tools::{node, pins};

/// Trunk.toml agrees with Cargo.lock and with what `cargo xtask` installs; npm packages are exact.
pub fn versions(tree: &Tree) -> Result<Vec<String>> {
    let mut complaints = npm_ranges()?;
    let trunk = repo::read_toml("Trunk.toml")?;
    let tool = |name: &str| {
        trunk
            .get("tools")
            .and_then(|tools| tools.get(name)?.as_str())
    };
    let stated = [
        (
            "trunk-version",
            trunk.get("trunk-version").and_then(|v| v.as_str()),
            format!("={}", pins::TRUNK),
        ),
        (
            "tools.wasm_bindgen",
            tool("wasm_bindgen"),
            pins::wasm_bindgen()?,
        ),
        (
            "tools.wasm_opt",
            tool("wasm_opt"),
            format!("version_{}", pins::WASM_OPT),
        ),
    ];
    for (key, stated, needed) in stated {
        if stated != Some(&needed) {
            complaints.push(format!("Trunk.toml: {key} must be {needed:?}"));
        }
    }
    if !tree.has("Cargo.lock".as_ref()) {
        complaints.push("Cargo.lock: must be committed".to_owned());
    }
    Ok(complaints)
}

/// A range in package.json would let another version of the browser library in.
fn npm_ranges() -> Result<Vec<String>> {
    let manifest = format!("{}/package.json", node::BROWSER_TESTS);
    let text = repo::read(&manifest)?;
    let dependencies = text
        .split_once("\"dependencies\"")
        .map_or("", |(_, rest)| rest);
    let has_range = dependencies.contains(['^', '~', '*', '>', '<']);
    Ok(has_range
        .then(|| format!("{manifest}: dependencies must be exact"))
        .into_iter()
        .collect())
}
