//! The programs of workers: fetched and compiled once, that of the analysis when the page loads; every worker
//! starts from memory.
//!
//! So an analysis makes no request, and the page works when the network is gone. A worker that starts from
//! a `blob:` URL inherits the Content-Security-Policy of the page; one that is loaded from the network has
//! that of its own response, which a page cannot set on every host.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, WebAssembly};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use crate::report::Lang;
use crate::warm_up;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str) -> Promise;
}

/// The programs of a page.
pub struct Programs {
    /// Analyses; every page needs it.
    pub(crate) analysis: Program,
    /// Writes documents; see [`write`](crate::write).
    pub(crate) writer: Program,
    /// The sentences of each language that was wanted.
    languages: RefCell<HashMap<Lang, Promise>>,
}

impl Programs {
    /// Begins to load the analysis. The names are those of `NAME.js` and `NAME_bg.wasm` beside the page.
    pub fn load(analysis: &str, writer: &str) -> Programs {
        let (analysis, writer) = (Program::of(analysis, true), Program::of(writer, false));
        analysis.keep_first_spare();
        Programs {
            analysis,
            writer,
            languages: RefCell::default(),
        }
    }

    /// Begins to load what findings are said with, `words-LANGUAGE.txt` beside the page: nobody reads two languages
    /// at once.
    pub fn load_language(&self, lang: Lang) -> Promise {
        let mut languages = self.languages.borrow_mut();
        let begin = || future_to_promise(words(lang));
        languages.entry(lang).or_insert_with(begin).clone()
    }

    /// The sentences of a language.
    pub(crate) async fn language(&self, lang: Lang) -> Result<String, JsValue> {
        let words = JsFuture::from(self.load_language(lang)).await;
        if words.is_err() {
            // The next one tries again.
            self.languages.borrow_mut().remove(&lang);
        }
        Ok(words?.as_string().unwrap_or_default())
    }
}

/// A program that workers run.
pub(crate) struct Program {
    name: String,
    /// Whether a worker waits for the next input.
    keeps_spare: bool,
    /// Gives the address of the start script and the compiled module; `None` after a failure.
    loading: RefCell<Option<Promise>>,
    spare: Rc<RefCell<Option<Spare>>>,
}

/// A worker that has started and waits for its input, so that no input has to wait for it.
struct Spare {
    worker: Worker,
    broken: Rc<Cell<bool>>,
    _on_error: Closure<dyn Fn()>,
}

impl Program {
    fn of(name: &str, keeps_spare: bool) -> Program {
        Program {
            name: name.to_owned(),
            keeps_spare,
            loading: RefCell::default(),
            spare: Rc::default(),
        }
    }

    /// Starts the worker that the next input will get, unless one waits already. A failure is
    /// found again, and told, by whoever needs a worker.
    pub(crate) fn keep_spare(&self) {
        self.keep(None);
    }

    /// The same for the first worker of the page, which warms the program up for all others.
    fn keep_first_spare(&self) {
        self.keep(Some(warm_up::TASK));
    }

    fn keep(&self, task: Option<&'static str>) {
        if !self.keeps_spare || self.spare.borrow().is_some() {
            return;
        }
        let (loading, spare) = (self.loading(), Rc::clone(&self.spare));
        spawn_local(async move {
            let Ok(worker) = start(loading).await else {
                return;
            };
            if let Some(task) = task {
                // A worker that is cold is slower and nothing else.
                let _ = worker.post_message(&task.into());
            }
            if let Some(second) = spare.replace(Some(Spare::of(worker))) {
                second.worker.terminate();
            }
        });
    }

    /// A worker: the one that waits, or a new one as soon as the program is there. What is posted
    /// to it before it listens is heard when it does.
    pub(crate) async fn worker(&self) -> Result<Worker, JsValue> {
        if let Some(worker) = self.spare.take().and_then(Spare::whole) {
            return Ok(worker);
        }
        let started = start(self.loading()).await;
        if started.is_err() {
            // The next one tries again.
            self.loading.take();
        }
        started
    }

    fn loading(&self) -> Promise {
        let mut loading = self.loading.borrow_mut();
        let begin = || future_to_promise(load(self.name.clone()));
        loading.get_or_insert_with(begin).clone()
    }
}

impl Spare {
    fn of(worker: Worker) -> Spare {
        let broken = Rc::new(Cell::new(false));
        let on_error = Closure::<dyn Fn()>::new({
            let broken = Rc::clone(&broken);
            move || broken.set(true)
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Spare {
            worker,
            broken,
            _on_error: on_error,
        }
    }

    /// The worker, unless it broke while it waited.
    fn whole(self) -> Option<Worker> {
        self.worker.set_onerror(None);
        if self.broken.get() {
            self.worker.terminate();
            return None;
        }
        Some(self.worker)
    }
}

/// A new worker of the program that is being loaded.
async fn start(loading: Promise) -> Result<Worker, JsValue> {
    let parts = Array::from(&JsFuture::from(loading).await?);
    let url = parts.get(0).as_string().unwrap_or_default();
    let worker = Worker::new(&url)?;
    worker.post_message(&parts.get(1))?;
    Ok(worker)
}

async fn load(name: String) -> Result<JsValue, JsValue> {
    let (script, wasm) = (format!("./{name}.js"), format!("./{name}_bg.wasm"));
    if let Some(inlined) = inlined("gorolensProgram", &name) {
        let parts = Array::from(&JsFuture::from(inlined).await?);
        let program = parts.get(0).as_string().unwrap_or_default();
        return start_url(&program).map(|url| Array::of2(&url.into(), &parts.get(1)).into());
    }
    let module = WebAssembly::compile_streaming(&fetch(&wasm));
    let url = start_url(&text(&script).await?.as_string().unwrap_or_default())?;
    let module = JsFuture::from(module).await?;
    Ok(Array::of2(&url.into(), &module).into())
}

async fn words(lang: Lang) -> Result<JsValue, JsValue> {
    let name = format!("words-{}", lang.tag());
    match inlined("gorolensText", &name) {
        Some(inlined) => JsFuture::from(inlined).await,
        None => text(&format!("./{name}.txt")).await,
    }
}

/// The text of a file beside the page.
async fn text(url: &str) -> Result<JsValue, JsValue> {
    let response = JsFuture::from(fetch(url)).await?;
    let is_there = Reflect::get(&response, &"ok".into())?.is_truthy();
    if !is_there {
        return Err(format!("{url} was not found").into());
    }
    let text: Function = Reflect::get(&response, &"text".into())?.dyn_into()?;
    JsFuture::from(text.call0(&response)?.dyn_into::<Promise>()?).await
}

/// The page in one file has all parts in itself; `site/single.js` promises them.
fn inlined(door: &str, name: &str) -> Option<Promise> {
    let give = Reflect::get(&js_sys::global(), &door.into()).ok()?;
    let give: Function = give.dyn_into().ok()?;
    give.call1(&JsValue::NULL, &name.into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Takes the compiled module, which is the first message, and starts the program with it; keeps later
/// messages until the program listens. Thrown anew, an error reaches the page's `onerror`, which a rejected
/// promise does not. All in one plain script: in a page without an origin (a local file, a sandboxed frame) a
/// worker can load neither a module nor a second script. The policy lets it start helpers from its own address
/// and nothing else; browsers without trusted types need none.
fn start_url(program: &str) -> Result<String, JsValue> {
    let start = format!(
        "{program}
try {{
  trustedTypes.createPolicy('default', {{ createScriptURL: (url) => (url === location.href ? url : null) }});
}} catch {{}}
onmessage = ({{ data }}) => {{
  const early = [];
  onmessage = (message) => early.push(message);
  wasm_bindgen({{ module_or_path: data }}).then(
    () => early.forEach((message) => onmessage(message)),
    (error) => setTimeout(() => {{ throw error; }}),
  );
}};"
    );
    blob_url(&start.into())
}

/// The address of a script in memory; it lives as long as the page.
fn blob_url(script: &JsValue) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(script), &options)?;
    Url::create_object_url_with_blob(&blob)
}
