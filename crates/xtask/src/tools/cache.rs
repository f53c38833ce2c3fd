//! The folder that keeps installed tools: `$GOROLENS_TOOLS`, else `gorolens/tools` in the user's cache.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The cache. Entries are called `<tool>-<version>`.
pub struct Cache {
    dir: PathBuf,
}

impl Cache {
    /// The cache of this user, made if it is missing.
    pub fn open() -> Result<Cache> {
        let dir = env_dir("GOROLENS_TOOLS")
            .or_else(|| env_dir("XDG_CACHE_HOME").map(|dir| dir.join("gorolens/tools")))
            .or_else(|| env_dir("HOME").map(|dir| dir.join(".cache/gorolens/tools")))
            .context("set GOROLENS_TOOLS to a folder for the tools: HOME is not set")?;
        fs::create_dir_all(&dir).with_context(|| format!("making {}", dir.display()))?;
        Ok(Cache {
            dir: dir.canonicalize()?,
        })
    }

    /// The folder of `name`, made by `install` unless it is there and `is_whole`.
    ///
    /// `install` gets a folder to fill and one for what it can use again after an interruption.
    pub fn entry(
        &self,
        name: &str,
        is_whole: impl Fn(&Path) -> bool,
        install: impl FnOnce(&Path, &Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let place = self.dir.join(name);
        if is_whole(&place) {
            return Ok(place);
        }
        let _lock = self.lock()?;
        if is_whole(&place) {
            return Ok(place); // Another command was faster.
        }
        let (partial, scratch) = (
            self.dir.join("partial").join(name),
            self.dir.join("scratch").join(name),
        );
        remove(&partial)?;
        fs::create_dir_all(&partial)?;
        fs::create_dir_all(&scratch)?;
        eprintln!("installing {name} into {} (once)", self.dir.display());
        install(&partial, &scratch).with_context(|| format!("installing {name}"))?;
        ensure!(is_whole(&partial), "{name} was installed but does not run");
        remove(&place)?;
        fs::rename(&partial, &place)?;
        remove(&scratch)?;
        Ok(place)
    }

    /// Keeps a second command from installing at the same time; released when dropped.
    fn lock(&self) -> Result<File> {
        let file = File::create(self.dir.join("lock"))?;
        if file.try_lock().is_err() {
            eprintln!("waiting for another command that is installing tools");
            file.lock()?;
        }
        Ok(file)
    }
}

fn env_dir(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn remove(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    /// A cache in a fresh folder, which goes when the test ends.
    struct Fresh(Cache);

    impl Fresh {
        fn new(name: &str) -> Fresh {
            let dir = env::temp_dir().join(format!("gorolens-{name}-{}", std::process::id()));
            fs::create_dir_all(&dir).unwrap();
            Fresh(Cache { dir })
        }
    }

    impl Drop for Fresh {
        fn drop(&mut self) {
            remove(&self.0.dir).unwrap();
        }
    }

    fn is_whole(dir: &Path) -> bool {
        dir.join("tool").is_file()
    }

    fn install(dir: &Path, _scratch: &Path) -> Result<()> {
        Ok(fs::write(dir.join("tool"), "")?)
    }

    #[test]
    fn an_entry_is_installed_once() {
        let Fresh(cache) = &Fresh::new("once");
        let first = cache.entry("tool-1", is_whole, install).unwrap();
        let second = cache
            .entry("tool-1", is_whole, |_, _| bail!("a second time"))
            .unwrap();
        assert_eq!(first, second);
    }

    #[test]
    fn a_failed_installation_leaves_no_entry() {
        let Fresh(cache) = &Fresh::new("failed");
        let half = |dir: &Path, scratch: &Path| {
            install(dir, scratch)?;
            bail!("the network is gone")
        };
        assert!(cache.entry("tool-1", is_whole, half).is_err());
        assert!(!cache.dir.join("tool-1").exists());
        assert!(cache.entry("tool-1", is_whole, install).is_ok());
    }

    #[test]
    fn a_broken_entry_is_replaced() {
        let Fresh(cache) = &Fresh::new("broken");
        fs::create_dir_all(cache.dir.join("tool-1/half")).unwrap();
        let place = cache.entry("tool-1", is_whole, install).unwrap();
        assert!(is_whole(&place) && !place.join("half").exists());
    }

    #[test]
    fn an_installation_that_does_not_run_is_an_error() {
        let Fresh(cache) = &Fresh::new("dead");
        let error = cache.entry("tool-1", is_whole, |_, _| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "tool-1 was installed but does not run");
    }
}
