//! The site as archives, and the checksums of everything that is released.
//!
//! The same site gives the same bytes: names are sorted, and times, owners and modes are fixed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::files;

const CHECKSUMS: &str = "SHA256SUMS";

/// Writes `name.tar.gz` and `name.zip`, each with the site in a folder `name`.
pub fn pack(dist: &Path, to: &Path, name: &str) -> Result<[PathBuf; 2]> {
    let files = files(dist)?;
    let [tar, zip] = ["tar.gz", "zip"].map(|kind| to.join(format!("{name}.{kind}")));
    write_tar(dist, &files, name, &tar).with_context(|| tar.display().to_string())?;
    write_zip(dist, &files, name, &zip).with_context(|| zip.display().to_string())?;
    Ok([tar, zip])
}

fn write_tar(dist: &Path, files: &[PathBuf], name: &str, to: &Path) -> Result<()> {
    // Without a name and a time in its head.
    let gzip = GzBuilder::new().write(File::create(to)?, Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for path in files {
        let bytes = fs::read(dist.join(path))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, Path::new(name).join(path), bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?.flush()?;
    Ok(())
}

fn write_zip(dist: &Path, files: &[PathBuf], name: &str, to: &Path) -> Result<()> {
    let mut zip = ZipWriter::new(File::create(to)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for path in files {
        let path_inside = format!("{name}/{}", path.to_string_lossy().replace('\\', "/"));
        zip.start_file(path_inside, options)?;
        zip.write_all(&fs::read(dist.join(path))?)?;
    }
    zip.finish()?.flush()?;
    Ok(())
}

/// Writes the list that `sha256sum --check` reads, for every file in the folder.
pub fn checksums(dir: &Path) -> Result<PathBuf> {
    let mut list = String::new();
    for path in files(dir)? {
        let hash = Sha256::digest(fs::read(dir.join(&path))?);
        for byte in hash {
            let _ = write!(list, "{byte:02x}");
        }
        let _ = writeln!(list, "  {}", path.display());
    }
    let place = dir.join(CHECKSUMS);
    fs::write(&place, list)?;
    Ok(place)
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    /// Two small files, packed into a fresh folder.
    fn packed(test: &str) -> (PathBuf, [PathBuf; 2]) {
        let dir = env::temp_dir().join(format!("gorolens-{test}-{}", std::process::id()));
        let (site, out) = (dir.join("site"), dir.join("out"));
        fs::create_dir_all(site.join("deep")).unwrap();
        fs::create_dir_all(&out).unwrap();
        fs::write(site.join("index.html"), "<p>page</p>").unwrap();
        fs::write(site.join("deep/a.js"), "a()").unwrap();
        let archives = pack(&site, &out, "it").unwrap();
        (dir, archives)
    }

    #[test]
    fn both_archives_have_every_file_in_one_folder() {
        let (dir, [tar, zip]) = packed("archives");
        let names = ["it/deep/a.js", "it/index.html"];
        let gzip = flate2::read::GzDecoder::new(File::open(tar).unwrap());
        let mut tar = tar::Archive::new(gzip);
        let in_tar = tar.entries().unwrap().map(|entry| {
            let entry = entry.unwrap();
            entry.path().unwrap().to_string_lossy().into_owned()
        });
        assert_eq!(in_tar.collect::<Vec<_>>(), names);
        let zip = zip::ZipArchive::new(File::open(zip).unwrap()).unwrap();
        let in_zip = zip.file_names().map(|name| name.unwrap().into_owned());
        assert_eq!(in_zip.collect::<Vec<_>>(), names);
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn the_same_site_gives_the_same_bytes() {
        let (first_dir, first) = packed("same-1");
        let (second_dir, second) = packed("same-2");
        for (a, b) in first.iter().zip(&second) {
            assert!(fs::read(a).unwrap() == fs::read(b).unwrap(), "{a:?}");
        }
        fs::remove_dir_all(first_dir).unwrap();
        fs::remove_dir_all(second_dir).unwrap();
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let dir = env::temp_dir().join(format!("gorolens-sums-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("a.txt"), "abc").unwrap();
        let list = fs::read_to_string(checksums(&dir).unwrap()).unwrap();
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(list, format!("{known}  a.txt\n"));
        fs::remove_dir_all(dir).unwrap();
    }
}
