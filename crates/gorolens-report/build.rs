//! Packs the sentences of all languages, so that a new file in `locales` needs no line of code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

mod packing;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=packing.rs");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    for (tag, packed) in packing::languages(Path::new("locales"))? {
        fs::write(out.join(tag).with_extension("txt"), packed)?;
    }
    Ok(())
}
