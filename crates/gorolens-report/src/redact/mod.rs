//! Redaction: the report without what says whose it is, for links and documents that leave the house.
//!
//! What is found in a known place (the path of a frame, the value of a label) gets one stand-in for the whole
//! report, `module1`, `value2`, and is replaced by it in every sentence too. So what belongs together still does,
//! and the list of replacements can be looked at before anything is given away.

mod names;
mod text;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::names::{is_private, module, package, path_prefix};
use self::text::{hide_numbers, pods, replace};
use crate::types::*;

/// What is taken out of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// Pointers and what crash messages and unread lines say: values of the program.
    pub arguments: bool,
    /// Where files lay on the machine that built the program; their names stay.
    pub paths: bool,
    /// Names of your own and of private modules; packages below them, types and functions stay.
    pub modules: bool,
    /// Values of pprof labels; their keys stay.
    pub labels: bool,
    /// Names of pods and of the files the dumps came in.
    pub pods: bool,
}

/// Why something was replaced.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Redacted {
    /// See [`Redaction::arguments`].
    Argument,
    /// See [`Redaction::paths`].
    Path,
    /// See [`Redaction::modules`].
    Module,
    /// See [`Redaction::labels`].
    Label,
    /// See [`Redaction::pods`].
    Pod,
}

impl Redacted {
    /// As in the JSON: `argument`, `path`, `module`, `label`, `pod`.
    pub fn as_str(self) -> &'static str {
        match self {
            Redacted::Argument => "argument",
            Redacted::Path => "path",
            Redacted::Module => "module",
            Redacted::Label => "label",
            Redacted::Pod => "pod",
        }
    }
}

/// One thing that was replaced everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Replacement {
    /// What sort of thing it is.
    pub kind: Redacted,
    /// As the dump had it.
    pub from: String,
    /// What stands there now.
    pub to: String,
}

impl Redaction {
    /// Everything: what links and HTML reports do unless they are told otherwise.
    pub const ALL: Redaction = Redaction::all(true);

    /// Nothing.
    pub const NONE: Redaction = Redaction::all(false);

    const fn all(on: bool) -> Redaction {
        Redaction {
            arguments: on,
            paths: on,
            modules: on,
            labels: on,
            pods: on,
        }
    }

    /// The names of the parts, for command lines and settings, and whether each is on.
    pub fn parts(&mut self) -> [(&'static str, &mut bool); 5] {
        [
            ("arguments", &mut self.arguments),
            ("paths", &mut self.paths),
            ("modules", &mut self.modules),
            ("labels", &mut self.labels),
            ("pods", &mut self.pods),
        ]
    }

    /// Turns the named parts on: `arguments,paths`, `all` or `none`; fails with the name that is none.
    ///
    /// ```
    /// use gorolens_report::Redaction;
    ///
    /// let redaction = Redaction::of("paths,labels").unwrap();
    /// assert!(redaction.paths && redaction.labels && !redaction.modules);
    /// assert_eq!(Redaction::of("paths,hats"), Err("hats".to_owned()));
    /// ```
    pub fn of(names: &str) -> Result<Redaction, String> {
        let mut redaction = match names {
            "all" => return Ok(Redaction::ALL),
            _ => Redaction::NONE,
        };
        for name in names.split(',').filter(|name| !["", "none"].contains(name)) {
            let mut parts = redaction.parts().into_iter();
            let part = parts.find(|(part, _)| *part == name);
            *part.ok_or_else(|| name.to_owned())?.1 = true;
        }
        Ok(redaction)
    }
}

impl Report {
    /// The report without what `what` names, and what was replaced by what.
    ///
    /// ```
    /// use gorolens_report::{Redaction, Report};
    ///
    /// let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
    /// analysis.start_input("payments-7d9f8b6c5d-x2x4z.txt");
    /// let dump = b"goroutine 7 [select]:\nexample.com/pay/core/db.Wait()\n\t/home/ann/pay/core/db/w.go:9 +0x1d\n";
    /// analysis.push(dump);
    /// let (report, replaced) = Report::from(analysis.finish()).redacted(Redaction::ALL);
    /// assert_eq!(report.dumps[0].name, "dump1");
    /// assert_eq!(&*report.groups[0].frames[0].func, "module1/db.Wait");
    /// assert_eq!(&*report.groups[0].frames[0].file, "…/w.go");
    /// assert_eq!(replaced.len(), 3);
    /// ```
    pub fn redacted(&self, what: Redaction) -> (Report, Vec<Replacement>) {
        let mut tree =
            serde_json::to_value(self).expect("a report has only string keys and plain numbers");
        let mut redactor = Redactor::new(self, &tree, what);
        redactor.walk("", &mut tree);
        let report = serde_json::from_value(tree).expect("only texts were replaced by texts");
        let mut replaced = redactor.replaced;
        replaced.sort();
        replaced.dedup();
        (report, replaced)
    }
}

/// Names of Gorolens itself. Every other text of a report may say something, also one that is added later.
const OWN_NAMES: [&str; 19] = [
    "schema",
    "language",
    "format",
    "go_version",
    "id",
    "group",
    "groups",
    "origin",
    "benign",
    "rule",
    "severity",
    "certainty",
    "kind",
    "shape",
    "limit",
    "mark",
    "url",
    "states",
    "goroutine_ids",
];

/// The stand-ins of one report.
struct Redactor {
    what: Redaction,
    /// Private modules, by name.
    modules: HashMap<String, String>,
    /// Values of labels.
    values: HashMap<String, String>,
    /// Names of dumps.
    dumps: HashMap<String, String>,
    /// Names of pods, wherever they stand.
    pods: HashMap<String, String>,
    replaced: Vec<Replacement>,
}

impl Redactor {
    fn new(report: &Report, tree: &Value, what: Redaction) -> Redactor {
        let mut redactor = Redactor {
            what,
            modules: HashMap::new(),
            values: HashMap::new(),
            dumps: HashMap::new(),
            pods: HashMap::new(),
            replaced: Vec::new(),
        };
        if what.modules {
            let names = private_modules(tree).into_iter();
            redactor.modules = redactor.stand_ins(Redacted::Module, "module", names);
        }
        if what.labels {
            let values = report.groups.iter().flat_map(|it| it.labels.values());
            let values = values.flat_map(BTreeMap::keys).cloned();
            redactor.values = redactor.stand_ins(Redacted::Label, "value", values);
        }
        if what.pods {
            let names = report
                .dumps
                .iter()
                .map(|it| input_name(&it.name).to_owned());
            redactor.dumps = redactor.stand_ins(Redacted::Pod, "dump", names);
            let mut found = Vec::new();
            each_text(tree, &mut |_, text| {
                found.extend(pods(text).into_iter().map(str::to_owned))
            });
            // Those in the name of a dump have gone with it.
            found.retain(|pod| {
                !redactor
                    .dumps
                    .keys()
                    .any(|name| name.contains(pod.as_str()))
            });
            redactor.pods = redactor.stand_ins(Redacted::Pod, "pod", found.into_iter());
        }
        redactor
    }

    /// A stand-in for every different name, in order of appearance.
    fn stand_ins(
        &mut self,
        kind: Redacted,
        word: &str,
        names: impl Iterator<Item = String>,
    ) -> HashMap<String, String> {
        let mut found = HashMap::new();
        for from in names.filter(|name| !name.is_empty()) {
            let next = found.len() + 1;
            found.entry(from).or_insert_with_key(|from| {
                let (from, to) = (from.clone(), format!("{word}{next}"));
                let stand_in = to.clone();
                self.replaced.push(Replacement { kind, from, to });
                stand_in
            });
        }
        found
    }

    fn walk(&mut self, key: &str, value: &mut Value) {
        match value {
            Value::String(_) if OWN_NAMES.contains(&key) => {}
            Value::String(text) => *text = self.text_of(key, text),
            // What a problem quotes is a line as it came, or the names of a report.
            Value::Array(items) => items.iter_mut().for_each(|it| self.walk(key, it)),
            Value::Object(fields) if key == "labels" => self.labels(fields),
            Value::Object(fields) => {
                self.call(fields);
                for (name, field) in fields.iter_mut() {
                    let name = if key == "problems" && name == "text" {
                        "quote"
                    } else {
                        name
                    };
                    self.walk(name, field);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn labels(&self, labels: &mut Map<String, Value>) {
        for values in labels.values_mut().filter_map(Value::as_object_mut) {
            let old = std::mem::take(values).into_iter();
            values.extend(old.map(|(value, count)| match self.values.get(&value) {
                Some(stand_in) => (stand_in.clone(), count),
                None => (value, count),
            }));
        }
    }

    /// A frame or a creator: its folder goes here, where the function that explains it is known.
    fn call(&mut self, fields: &mut Map<String, Value>) {
        let text = |name| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let (true, Some(func), Some(file)) = (self.what.paths, text("func"), text("file")) else {
            return;
        };
        let from = path_prefix(&file, &func).to_owned();
        if !from.is_empty() {
            let (kind, to) = (Redacted::Path, "…/".to_owned());
            fields.insert(
                "file".to_owned(),
                format!("{to}{}", &file[from.len()..]).into(),
            );
            self.replaced.push(Replacement { kind, from, to });
        }
    }

    fn text_of(&self, key: &str, text: &str) -> String {
        match key {
            "func" | "file" => self.with_modules(text),
            "quote" if self.what.arguments && !text.is_empty() => "…".to_owned(),
            "crash" if self.what.arguments => self.text(&text::crash(text)),
            _ => self.text(text),
        }
    }

    fn with_modules(&self, text: &str) -> String {
        replace(text, &self.modules, "/.@")
    }

    /// A sentence, which may name anything.
    fn text(&self, text: &str) -> String {
        let mut text = replace(text, &self.dumps, "");
        text = replace(&text, &self.pods, "");
        text = self.with_modules(&text);
        text = replace(&text, &self.values, "");
        if self.what.paths {
            text = text::hide_paths(&text);
        }
        if self.what.arguments {
            text = hide_numbers(&text);
        }
        text
    }
}

/// The name of an input without the number of the dump in it: `a.txt` of `a.txt#2`.
fn input_name(name: &str) -> &str {
    match name.rsplit_once('#') {
        Some((input, number)) if number.parse::<u32>().is_ok() => input,
        _ => name,
    }
}

/// Modules of application code, and those of others that are not known to be public, in order of appearance.
fn private_modules(tree: &Value) -> Vec<String> {
    let mut calls = Vec::new();
    each_call(tree, &mut |func, origin| {
        calls.push((package(func).to_owned(), origin.to_owned()))
    });
    let of = |wanted: &'static str| calls.iter().filter(move |(_, origin)| origin == wanted);
    let own: Vec<&str> = of("application")
        .filter_map(|(package, _)| module(package))
        .collect();
    let dependencies = of("dependency").filter_map(|(package, _)| module(package));
    let private = dependencies.filter(|module| is_private(module, &own));
    let mut seen = HashSet::new();
    let modules = own.iter().copied().chain(private);
    modules
        .filter(|module| seen.insert(*module))
        .map(str::to_owned)
        .collect()
}

/// Every function of a tree with its origin.
fn each_call(tree: &Value, hear: &mut impl FnMut(&str, &str)) {
    match tree {
        Value::Array(items) => items.iter().for_each(|it| each_call(it, hear)),
        Value::Object(fields) => {
            let text = |name| fields.get(name).and_then(Value::as_str);
            if let (Some(func), Some(origin)) = (text("func"), text("origin")) {
                hear(func, origin);
            }
            fields.values().for_each(|it| each_call(it, hear));
        }
        _ => {}
    }
}

/// Every text of a tree with the name of its field.
fn each_text(tree: &Value, hear: &mut impl FnMut(&str, &str)) {
    match tree {
        Value::Array(items) => items.iter().for_each(|it| each_text(it, hear)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) => hear(name, text),
                    _ => each_text(field, hear),
                }
            }
        }
        _ => {}
    }
}
