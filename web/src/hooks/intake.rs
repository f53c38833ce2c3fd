//! Dumps come in by drop and by paste, anywhere on the page.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gorolens_worker::wire::Source;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ClipboardEvent, DataTransfer, DragEvent, Element, File, FileList};
use yew::prelude::*;

use super::Analyzers;
use crate::words::Words;

/// Turns what the browser offers into inputs.
#[derive(Clone, PartialEq)]
pub struct Intake {
    analyzers: Rc<Analyzers>,
    words: &'static Words,
}

impl Intake {
    /// Opens text as if it were a file: it becomes a blob, so the worker reads it piece by piece.
    pub fn text(&self, name: &str, text: &str) {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        if let Ok(blob) = Blob::new_with_str_sequence(&parts) {
            let name = name.to_owned();
            self.analyzers.open(vec![Source { name, blob }]);
        }
    }

    /// Opens pasted text, unless it is blank.
    pub fn pasted(&self, text: &str) -> bool {
        let has_text = !text.trim_start().is_empty();
        if has_text {
            self.text(self.words.pasted_text, text);
        }
        has_text
    }

    /// Opens files as the dumps of one input; whether there were any.
    pub fn files(&self, files: Option<FileList>) -> bool {
        let sources: Vec<Source> = files.iter().flat_map(each_file).map(source).collect();
        let any = !sources.is_empty();
        self.analyzers.open(sources);
        any
    }

    /// Opens what was dropped or pasted: files first, else text.
    fn transfer(&self, data: Option<DataTransfer>) -> bool {
        let Some(data) = data else {
            return false;
        };
        if self.files(data.files()) {
            return true;
        }
        let text = data.get_data("text/plain").unwrap_or_default();
        self.pasted(&text)
    }
}

fn each_file(files: &FileList) -> impl Iterator<Item = File> + '_ {
    (0..files.length()).filter_map(|at| files.get(at))
}

fn source(file: File) -> Source {
    Source {
        name: file.name(),
        blob: file.into(),
    }
}

/// The intake, and whether something is being dragged over the page.
#[hook]
pub fn use_intake(analyzers: Rc<Analyzers>, words: &'static Words) -> (Intake, bool) {
    let intake = Intake { analyzers, words };
    let dragging = use_state_eq(|| false);
    use_effect_with(intake.clone(), {
        let dragging = dragging.setter();
        move |intake| {
            let listeners = [
                on_drag("dragover", dragging.clone(), true),
                on_drag("dragleave", dragging.clone(), false),
                on_drop(intake.clone(), dragging),
                on_paste(intake.clone()),
            ];
            move || drop(listeners)
        }
    });
    (intake, *dragging)
}

/// The default of `dragover` is to refuse the drop.
fn on_drag(
    kind: &'static str,
    dragging: UseStateSetter<bool>,
    over: bool,
) -> Option<EventListener> {
    listen(kind, move |event| {
        let event: &DragEvent = event.unchecked_ref();
        let leaves_page = event.related_target().is_none();
        if over {
            event.prevent_default();
        }
        dragging.set(over || !leaves_page);
    })
}

fn on_drop(intake: Intake, dragging: UseStateSetter<bool>) -> Option<EventListener> {
    listen("drop", move |event| {
        event.prevent_default();
        dragging.set(false);
        intake.transfer(event.unchecked_ref::<DragEvent>().data_transfer());
    })
}

/// Fields other than the one for dumps keep their paste. A dump is never put into a field: the
/// browser would need seconds to lay out a hundred megabytes.
fn on_paste(intake: Intake) -> Option<EventListener> {
    listen("paste", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let is_other_field = target.is_some_and(|target| {
            let is_field = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA");
            is_field && !target.has_attribute("data-takes-dump")
        });
        let data = event.unchecked_ref::<ClipboardEvent>().clipboard_data();
        if !is_other_field && intake.transfer(data) {
            event.prevent_default();
        }
    })
}

fn listen(kind: &'static str, hear: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &document, kind, options, hear,
    ))
}
