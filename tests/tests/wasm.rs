//! The analysis as wasm, under Node: it gives the report that the native program gives.
//!
//! wasm32 has 32-bit sizes and no clock, so a difference would be ours. `cargo xtask test wasm` says in
//! `GOROLENS_CLI` where the native program is.
#![cfg(target_arch = "wasm32")]

use gorolens_core::{Analysis, Limits};
use gorolens_report::Report;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "node:fs")]
extern "C" {
    #[wasm_bindgen(js_name = readFileSync)]
    fn read_file(path: &str) -> Uint8Array;

    #[wasm_bindgen(js_name = readdirSync)]
    fn read_dir(path: &str, options: &Object) -> Array;
}

#[wasm_bindgen(module = "node:child_process")]
extern "C" {
    #[wasm_bindgen(js_name = spawnSync)]
    fn spawn(program: &str, args: &Array, options: &Object) -> Object;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["process", "env"], js_name = GOROLENS_CLI)]
    static CLI: String;
}

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

#[wasm_bindgen_test]
fn the_corpus_gives_the_native_report() {
    let dumps = dumps();
    let mut goroutines = 0;
    for path in dumps {
        let bytes = read_file(&path).to_vec();
        let report = analyse(&path, &bytes, bytes.len());
        goroutines += report.totals.goroutines;
        assert_eq!(report, native(&path), "{path}");
    }
    assert!(goroutines > 0, "{CORPUS} has no goroutines");
}

#[wasm_bindgen_test]
fn any_cut_gives_the_same_report() {
    for path in dumps() {
        let bytes = read_file(&path).to_vec();
        let whole = analyse(&path, &bytes, bytes.len());
        for size in [1, 7, 4096] {
            assert_eq!(
                analyse(&path, &bytes, size),
                whole,
                "{path} in chunks of {size}"
            );
        }
    }
}

fn analyse(name: &str, bytes: &[u8], chunk: usize) -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input(name);
    bytes
        .chunks(chunk.max(1))
        .for_each(|chunk| analysis.push(chunk));
    Report::from(analysis.finish())
}

/// What the native program says about a file.
fn native(path: &str) -> Report {
    let args = ["--format", "json", path]
        .into_iter()
        .map(JsValue::from)
        .collect();
    let options = object(&[
        ("encoding", "utf8".into()),
        ("maxBuffer", JsValue::from(1 << 30)),
    ]);
    let output = spawn(&CLI.with(String::clone), &args, &options);
    let stdout = Reflect::get(&output, &"stdout".into())
        .ok()
        .and_then(|text| text.as_string());
    Report::from_json(&stdout.unwrap_or_default()).expect("the native program prints a report")
}

/// The dumps of the corpus, sorted.
fn dumps() -> Vec<String> {
    let entries = read_dir(CORPUS, &object(&[("recursive", true.into())]));
    let names = entries.iter().filter_map(|name| name.as_string());
    let mut dumps: Vec<_> = names
        .filter(|name| name.ends_with(".txt"))
        .map(|name| format!("{CORPUS}/{name}"))
        .collect();
    dumps.sort();
    dumps
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).expect("a fresh object takes fields");
    }
    object
}
