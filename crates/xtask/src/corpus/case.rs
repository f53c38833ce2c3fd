//! What `case.toml` says about making dumps. The expectations in it are read by the corpus test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// One folder of `tests/corpus`.
#[derive(Debug)]
pub struct Case {
    /// Name of the folder.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// Module path of the program: the prefix of its own packages in the dump.
    pub module: String,
    /// Whether the program calls C, and so needs a C compiler.
    pub cgo: bool,
    /// How the program is started.
    pub runs: Vec<Arc<Run>>,
}

/// One way to start the program, with each of some Go versions.
#[derive(Debug, Deserialize)]
pub struct Run {
    /// Part of the file names; empty when there is one run only.
    #[serde(default)]
    pub name: String,
    /// Go versions, as in `1.27`.
    pub go: Vec<String>,
    /// Arguments of the program.
    #[serde(default)]
    pub args: Vec<String>,
    /// Variables of the program's environment.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Connections that the peer opens to the program: `idle=20`, `header=3`, …
    #[serde(default)]
    pub clients: Vec<String>,
    /// What is taken from it, in order of time.
    #[serde(rename = "dump")]
    pub dumps: Vec<Dump>,
}

/// One dump of a run.
#[derive(Debug, Deserialize)]
pub struct Dump {
    /// Part of the file name, as in `4m`.
    #[serde(default)]
    pub name: String,
    /// Seconds after the program said that it is ready.
    #[serde(default)]
    pub after: u64,
    /// How it is taken.
    #[serde(default)]
    pub take: Take,
}

/// Where a dump comes from.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Take {
    /// `/debug/pprof/goroutine?debug=2` of the program.
    #[default]
    Debug2,
    /// The same with `debug=1`: a profile as text.
    Debug1,
    /// The same with `debug=0`: a profile as compressed protobuf.
    Debug0,
    /// `/debug/pprof/goroutineleak?debug=2`: a collection first, then the whole dump.
    Leak2,
    /// The same with `debug=1`: those alone that the collection could not reach.
    Leak1,
    /// The same with `debug=0`.
    Leak0,
    /// Standard error after SIGQUIT.
    Sigquit,
    /// Standard error of a program that ends by itself.
    Exit,
    /// A file that the program writes.
    File,
}

impl Take {
    /// The page of the program's debug server that answers with it, if it is taken there.
    pub fn page(self) -> Option<&'static str> {
        match self {
            Take::Debug2 => Some("goroutine?debug=2"),
            Take::Debug1 => Some("goroutine?debug=1"),
            Take::Debug0 => Some("goroutine?debug=0"),
            Take::Leak2 => Some("goroutineleak?debug=2"),
            Take::Leak1 => Some("goroutineleak?debug=1"),
            Take::Leak0 => Some("goroutineleak?debug=0"),
            Take::Sigquit | Take::Exit | Take::File => None,
        }
    }
}

impl Case {
    /// Reads the cases named in `only`, or all.
    pub fn read_all(corpus: &Path, only: &[String]) -> Result<Vec<Case>> {
        let mut cases = Vec::new();
        for entry in fs::read_dir(corpus)? {
            let folder = entry?.path();
            let name = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let wanted = only.is_empty() || only.contains(&name);
            if wanted && folder.join("case.toml").is_file() && folder.join("main.go").is_file() {
                cases.push(Case::read(name, folder)?);
            }
        }
        let unknown = |name: &&String| cases.iter().all(|case| case.name != **name);
        match only.iter().find(unknown) {
            Some(name) => bail!("there is no case with a program called {name}"),
            None => Ok(cases),
        }
    }

    fn read(name: String, folder: PathBuf) -> Result<Case> {
        #[derive(Deserialize)]
        struct File {
            module: String,
            #[serde(default)]
            cgo: bool,
            run: Vec<Run>,
        }
        let path = folder.join("case.toml");
        let say = || path.display().to_string();
        let text = fs::read_to_string(&path).with_context(say)?;
        let file: File = toml::from_str(&text).with_context(say)?;
        Ok(Case {
            name,
            folder,
            module: file.module,
            cgo: file.cgo,
            runs: file.run.into_iter().map(Arc::new).collect(),
        })
    }
}

impl Run {
    /// `go1.27.n40.4m.debug2.txt`. The corpus test builds the same name.
    pub fn file_name(&self, dump: &Dump, go: &str) -> String {
        let form = match dump.take {
            Take::Debug2 | Take::File => "debug2.txt",
            Take::Debug1 => "debug1.txt",
            Take::Debug0 => "debug0.pb.gz",
            Take::Leak2 => "leak2.txt",
            Take::Leak1 => "leak1.txt",
            Take::Leak0 => "leak0.pb.gz",
            Take::Sigquit | Take::Exit => "crash.txt",
        };
        let parts = [&format!("go{go}"), &self.name, &dump.name];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.map(|part| format!("{part}.")).collect::<String>() + form
    }
}

#[cfg(test)]
mod tests {
    use super::Run;

    #[test]
    fn file_names_say_how_the_dump_was_made() {
        let run = "name = \"n24\"\ngo = [\"1.27\"]\n[[dump]]\nname = \"4m\"\n[[dump]]\ntake = \"sigquit\"\n[[dump]]\ntake = \"leak0\"";
        let run: Run = toml::from_str(run).unwrap();
        let names: Vec<_> = run
            .dumps
            .iter()
            .map(|dump| run.file_name(dump, "1.27"))
            .collect();
        assert_eq!(
            names,
            [
                "go1.27.n24.4m.debug2.txt",
                "go1.27.n24.crash.txt",
                "go1.27.n24.leak0.pb.gz"
            ]
        );
    }
}
