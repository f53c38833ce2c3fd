//! The page's end of `site/host.js`, through which comes what is neither typed nor dropped: dumps from links,
//! other programs and pages that embed this one; and new versions of the page.

use std::rc::Rc;

use gorolens_worker::report::Lang;
use gorolens_worker::wire::{ExportForm, Outcome, Source};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Blob;
use yew::prelude::*;

use super::Analyzers;
use crate::few::Few;
use crate::state::{Input, InputId, Phase};

#[wasm_bindgen]
extern "C" {
    type Host;

    #[wasm_bindgen(method)]
    fn mounted(this: &Host, page: &Object);

    #[wasm_bindgen(method)]
    fn phase(this: &Host, id: u32, phase: &str, detail: &JsValue);
}

/// Lets the host open dumps, and tells it what becomes of them. Gives what loads a new version of the
/// page, when there is one and nothing is being read.
#[hook]
pub fn use_host(
    inputs: &[Rc<Input>],
    analyzers: Rc<Analyzers>,
    on_lang: Callback<Lang>,
) -> Option<Callback<MouseEvent>> {
    let update = use_state_eq(|| None::<JsValue>);
    use_effect_with((), {
        let update = update.setter();
        move |()| {
            let page = Page::new(analyzers, on_lang, update);
            if let Some(host) = host() {
                host.mounted(&page.object);
            }
            move || drop(page)
        }
    });
    let told = use_mut_ref(Few::<InputId, &'static str>::default);
    use_effect_with(inputs.to_vec(), move |inputs| {
        for input in inputs {
            let name = phase(input);
            if told.borrow_mut().insert(input.id, name) != Some(name) {
                tell(input.id, name, &detail(input));
            }
        }
    });
    let is_reading = inputs.iter().any(|input| phase(input) == READING);
    let update = (*update).clone().filter(|_| !is_reading)?;
    Some(Callback::from(move |_| {
        // Nothing to be done if the browser does not load it; the page goes on as it is.
        let _ = update.unchecked_ref::<Function>().call0(&JsValue::NULL);
    }))
}

const READING: &str = "reading";

fn tell(id: InputId, name: &str, detail: &JsValue) {
    if let Some(host) = host() {
        host.phase(id.0, name, detail);
    }
}

/// What the address asks for, as a page that embeds this one writes it: `lang`, `theme`.
pub(super) fn setting(name: &str) -> Option<String> {
    Reflect::get(&host()?.into(), &name.into())
        .ok()?
        .as_string()
}

fn host() -> Option<Host> {
    let host = Reflect::get(&js_sys::global(), &"gorolensHost".into()).ok()?;
    host.is_object().then(|| host.unchecked_into())
}

fn phase(input: &Input) -> &'static str {
    match &input.phase {
        Phase::Reading { .. } => READING,
        Phase::Ready(_) => "ready",
        Phase::Failed(_) => "failed",
    }
}

fn detail(input: &Input) -> JsValue {
    match &input.phase {
        Phase::Reading { .. } => JsValue::UNDEFINED,
        Phase::Ready(report) => summary(&report.outcome),
        Phase::Failed(message) => message.as_str().into(),
    }
}

/// What a page that gave a dump is told at once; the whole report is there on request.
fn summary(outcome: &Outcome) -> JsValue {
    let findings = outcome.findings.iter().map(|finding| {
        object(&[
            ("rule", finding.rule.as_str().into()),
            ("title", finding.title.as_str().into()),
            ("severity", finding.severity.as_str().into()),
            ("certainty", finding.certainty.as_str().into()),
            ("goroutines", number(finding.goroutines)),
        ])
    });
    let summary = object(&[
        ("dumps", number(outcome.dumps.len() as u64)),
        ("goroutines", number(outcome.totals.goroutines)),
        ("groups", number(outcome.totals.groups)),
        ("bytes", number(outcome.coverage.bytes)),
        (
            "understood_bytes",
            number(outcome.coverage.understood_bytes),
        ),
        ("findings", findings.collect::<Array>().into()),
    ]);
    summary.into()
}

/// Exact up to 2⁵³, as in JSON.
fn number(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes every field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// What the host may call, while the page lives.
struct Page {
    object: Object,
    _open: Closure<dyn Fn(Array, Array) -> u32>,
    _fail: Closure<dyn Fn(String, String)>,
    _close: Closure<dyn Fn(u32)>,
    _speak: Closure<dyn Fn(String)>,
    _export: Closure<dyn Fn(u32, String, Function)>,
    _offer_update: Closure<dyn Fn(JsValue)>,
}

impl Page {
    fn new(
        analyzers: Rc<Analyzers>,
        on_lang: Callback<Lang>,
        update: UseStateSetter<Option<JsValue>>,
    ) -> Page {
        let open = Closure::new({
            let analyzers = Rc::clone(&analyzers);
            move |names: Array, blobs: Array| {
                analyzers
                    .open(sources(&names, &blobs))
                    .map_or(u32::MAX, |id| id.0)
            }
        });
        let fail = Closure::new({
            let analyzers = Rc::clone(&analyzers);
            move |name: String, message: String| analyzers.fail(name, message)
        });
        let close = Closure::new({
            let analyzers = Rc::clone(&analyzers);
            move |id| analyzers.close(InputId(id))
        });
        let speak = Closure::new(move |tag: String| {
            if let Ok(lang) = tag.parse() {
                on_lang.emit(lang);
            }
        });
        let export = Closure::new(move |id, form: String, then: Function| {
            analyzers.export(InputId(id), export_form(&form), Vec::new(), move |text| {
                // What the host does with it is its own affair.
                let _ = then.call1(&JsValue::NULL, &text.into());
            });
        });
        let offer_update = Closure::new(move |load| update.set(Some(load)));
        let object = object(&[
            ("open", as_value(&open)),
            ("fail", as_value(&fail)),
            ("close", as_value(&close)),
            ("speak", as_value(&speak)),
            ("export", as_value(&export)),
            ("offer_update", as_value(&offer_update)),
        ]);
        Page {
            object,
            _open: open,
            _fail: fail,
            _close: close,
            _speak: speak,
            _export: export,
            _offer_update: offer_update,
        }
    }
}

fn as_value<T: ?Sized>(closure: &Closure<T>) -> JsValue {
    closure.as_ref().clone()
}

fn sources(names: &Array, blobs: &Array) -> Vec<Source> {
    let pairs = names.iter().zip(blobs.iter());
    let sources = pairs.filter_map(|(name, blob)| {
        Some(Source {
            name: name.as_string()?,
            blob: blob.dyn_into::<Blob>().ok()?,
        })
    });
    sources.collect()
}

fn export_form(name: &str) -> ExportForm {
    match name {
        "markdown" => ExportForm::Markdown,
        "html" => ExportForm::Html,
        _ => ExportForm::Json,
    }
}
