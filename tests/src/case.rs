//! `case.toml`: what a dump shows and what has to be said about it.
//!
//! `cargo xtask corpus` reads the same file for the other half: how the dump is made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// One folder of `tests/corpus`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Name of the folder.
    #[serde(skip)]
    pub name: String,
    /// The folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// One line.
    pub title: String,
    /// Why the case is here.
    pub shows: String,
    /// Where program and dumps come from.
    pub origin: String,
    /// Licence of both.
    pub licence: String,
    /// Module path of the program; absent where there is none.
    #[serde(default)]
    pub module: String,
    /// Whether the program calls C.
    #[serde(default, rename = "cgo")]
    _cgo: bool,
    /// Rules that no dump of the case may trigger.
    #[serde(default)]
    pub never: Vec<String>,
    /// How the program is run.
    #[serde(default)]
    run: Vec<Run>,
    /// Files written by hand around dumps.
    #[serde(default)]
    text: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    #[serde(default)]
    name: String,
    go: Vec<String>,
    // These three matter to the one who makes the dump only.
    #[serde(default, rename = "args")]
    _args: Vec<String>,
    #[serde(default, rename = "env")]
    _env: BTreeMap<String, String>,
    #[serde(default, rename = "clients")]
    _clients: Vec<String>,
    dump: Vec<Dump>,
}

#[derive(Debug, Deserialize)]
struct Dump {
    #[serde(default)]
    name: String,
    #[serde(default)]
    take: String,
    #[serde(flatten)]
    expected: Expected,
}

#[derive(Debug, Deserialize)]
struct Text {
    file: String,
    #[serde(flatten)]
    expected: Expected,
}

/// What has to be said about one dump. What is absent is not checked.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Expected {
    /// Goroutines.
    pub goroutines: Option<u64>,
    /// Groups.
    pub groups: Option<u64>,
    /// Client connections by state (`idle`, `headers`, `body`, `reading`) and those of the
    /// `server`. Checks the dump.
    #[serde(default)]
    pub connections: BTreeMap<String, u64>,
    /// Beginning of the crash message.
    pub crash: Option<String>,
    /// Findings that must be there.
    #[serde(default)]
    pub findings: Vec<ExpectedFinding>,
    /// Rules that must be silent.
    #[serde(default)]
    pub not: Vec<String>,
    /// Whether no finding may be a leak or stuck.
    #[serde(default)]
    pub quiet: bool,
    /// The highest severity any finding may have.
    pub worst: Option<String>,
    /// What the tool still gets wrong here. The test fails when it starts to get it right, so that
    /// this line goes.
    pub fixme: Option<String>,
    /// What it gets wrong when the dump is cut off, though not of the whole.
    pub fixme_cut: Option<String>,
}

/// One finding that must be there, or may.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// The rule.
    pub rule: String,
    /// Whether the rule may also be silent; the other keys bound what it says if it is not.
    #[serde(default)]
    pub optional: bool,
    /// The severity, exactly.
    pub severity: Option<String>,
    /// The lowest certainty that will do.
    pub at_least: Option<String>,
    /// The highest certainty that is honest.
    pub at_most: Option<String>,
    /// Connections counted.
    pub objects: Option<u64>,
    /// Look-alikes that must be named.
    #[serde(default)]
    pub look_alikes: Vec<String>,
}

/// One file of a case.
#[derive(Clone, Debug)]
pub struct Sample {
    /// `case/file`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// `1.27`; empty for text written by hand.
    pub go: String,
    /// Whether it is nothing but a debug=2 dump: every byte of it must be understood.
    pub pure: bool,
    /// What has to be said, the case's `never` included.
    pub expected: Expected,
}

/// `tests/corpus`.
pub fn corpus_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

impl Case {
    /// All cases, by name.
    pub fn all() -> Vec<Case> {
        let entries = fs::read_dir(corpus_dir()).expect("tests/corpus can be listed");
        let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        folders.sort();
        let cases = folders
            .into_iter()
            .filter(|folder| folder.join("case.toml").is_file());
        cases.map(Case::read).collect()
    }

    fn read(folder: PathBuf) -> Case {
        let path = folder.join("case.toml");
        let text = fs::read_to_string(&path).expect("case.toml can be read");
        let mut case: Case =
            toml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        case.name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        case.folder = folder;
        case
    }

    /// Every file the case promises, in the order of `case.toml`.
    pub fn samples(&self) -> Vec<Sample> {
        let mut samples = Vec::new();
        for run in &self.run {
            for go in &run.go {
                for dump in &run.dump {
                    let form = form(&dump.take);
                    let file = file_name(go, &run.name, &dump.name, form);
                    samples.push(self.sample(&file, go, form == DEBUG2, &dump.expected));
                }
            }
        }
        let texts = self.text.iter();
        samples.extend(texts.map(|text| self.sample(&text.file, "", false, &text.expected)));
        samples
    }

    fn sample(&self, file: &str, go: &str, pure: bool, expected: &Expected) -> Sample {
        let mut expected = expected.clone();
        expected.not.extend(self.never.iter().cloned());
        Sample {
            name: format!("{}/{file}", self.name),
            path: self.folder.join(file),
            go: go.to_owned(),
            pure,
            expected,
        }
    }
}

const DEBUG2: &str = "debug2.txt";

/// The end of the file's name, by how the dump is taken.
fn form(take: &str) -> &'static str {
    match take {
        "debug1" => "debug1.txt",
        "debug0" => "debug0.pb.gz",
        "leak2" => "leak2.txt",
        "leak1" => "leak1.txt",
        "leak0" => "leak0.pb.gz",
        "exit" | "sigquit" => "crash.txt",
        _ => DEBUG2,
    }
}

/// `go1.27.n40.4m.debug2.txt`, as `cargo xtask corpus` writes it.
fn file_name(go: &str, run: &str, dump: &str, form: &str) -> String {
    let parts = [format!("go{go}"), run.to_owned(), dump.to_owned()];
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(|part| format!("{part}.")).collect::<String>() + form
}
