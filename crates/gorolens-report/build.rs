//! Joins the messages of each language, so that a new file in `locales` needs no line of code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    for folder in sorted(Path::new("locales"))? {
        let mut messages = String::new();
        for file in sorted(&folder)? {
            messages.push_str(&fs::read_to_string(file)?);
            messages.push('\n');
        }
        let language = folder.file_name().unwrap_or_default();
        fs::write(out.join(language).with_extension("ftl"), messages)?;
    }
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}
