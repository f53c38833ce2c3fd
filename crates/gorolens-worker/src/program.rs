//! The worker's program: fetched and compiled once, when the page loads; every worker starts from memory.
//!
//! So an analysis makes no request, and the page works when the network is gone. A worker that starts from
//! a `blob:` URL inherits the Content-Security-Policy of the page; one that is loaded from the network has
//! that of its own response, which a page cannot set on every host.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect, WebAssembly};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str) -> Promise;
}

/// The program of all workers of a page.
pub struct Program {
    script: String,
    wasm: String,
    /// Gives the address of the start script and the compiled module; `None` after a failure.
    loading: RefCell<Option<Promise>>,
}

impl Program {
    /// Begins to load the program; `script` and `wasm` are addresses relative to the page.
    pub fn load(script: &str, wasm: &str) -> Program {
        let program = Program {
            script: script.to_owned(),
            wasm: wasm.to_owned(),
            loading: RefCell::default(),
        };
        // The promise is kept; whoever needs the program waits for it.
        let _ = program.loading();
        program
    }

    /// A new worker, as soon as the program is there.
    pub(crate) async fn start_worker(&self) -> Result<Worker, JsValue> {
        let parts = match JsFuture::from(self.loading()).await {
            Ok(parts) => Array::from(&parts),
            Err(err) => {
                // The next one tries again.
                self.loading.take();
                return Err(err);
            }
        };
        let url = parts.get(0).as_string().unwrap_or_default();
        let worker = Worker::new(&url)?;
        worker.post_message(&parts.get(1))?;
        Ok(worker)
    }

    fn loading(&self) -> Promise {
        let mut loading = self.loading.borrow_mut();
        let begin = || future_to_promise(load(self.script.clone(), self.wasm.clone()));
        loading.get_or_insert_with(begin).clone()
    }
}

async fn load(script: String, wasm: String) -> Result<JsValue, JsValue> {
    if let Some(inlined) = inlined() {
        let parts = Array::from(&JsFuture::from(inlined).await?);
        let program = parts.get(0).as_string().unwrap_or_default();
        return start_url(&program).map(|url| Array::of2(&url.into(), &parts.get(1)).into());
    }
    let module = WebAssembly::compile_streaming(&fetch(&wasm));
    let response = JsFuture::from(fetch(&script)).await?;
    let is_there = Reflect::get(&response, &"ok".into())?.is_truthy();
    if !is_there {
        return Err(format!("{script} was not found").into());
    }
    let text: Function = Reflect::get(&response, &"text".into())?.dyn_into()?;
    let text = JsFuture::from(text.call0(&response)?.dyn_into::<Promise>()?).await?;
    let url = start_url(&text.as_string().unwrap_or_default())?;
    let module = JsFuture::from(module).await?;
    Ok(Array::of2(&url.into(), &module).into())
}

/// The page in one file has script and compiled module in itself; `site/single.js` promises them.
fn inlined() -> Option<Promise> {
    let give = Reflect::get(&js_sys::global(), &"gorolensWorker".into()).ok()?;
    let give: Function = give.dyn_into().ok()?;
    give.call0(&JsValue::NULL).ok()?.dyn_into().ok()
}

/// Takes the compiled module, which is the first message, and starts the program with it. Thrown anew, an
/// error reaches the page's `onerror`, which a rejected promise does not. All in one plain script: in a page
/// without an origin (a local file, a sandboxed frame) a worker can load neither a module nor a second script.
fn start_url(program: &str) -> Result<String, JsValue> {
    let start = format!(
        "{program}
onmessage = ({{ data }}) => {{
  onmessage = null;
  wasm_bindgen({{ module_or_path: data }}).catch((error) => setTimeout(() => {{ throw error; }}));
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
