//! Builds the page in one file into the command, if `GOROLENS_EMBED_PAGE` names it (`cargo xtask install` does).

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=GOROLENS_EMBED_PAGE");
    let page = match env::var_os("GOROLENS_EMBED_PAGE") {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", Path::new(&path).display());
            fs::read(path).expect("GOROLENS_EMBED_PAGE names a file that can be read")
        }
        None => Vec::new(),
    };
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("page.html"), page).expect("OUT_DIR can be written to");
}
