//! The page's side: starts a worker, hears it, and ends it.
//!
//! Own code over `web_sys::Worker` because the bridges of the usual libraries offer neither
//! `onerror` nor `terminate`: a worker that runs out of memory would leave the page waiting, and
//! cancelling would have to wait for the worker to listen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType,
};

use crate::codec;
use crate::wire::{Event, Request, Source};

/// A running worker. Dropping it terminates the worker at once, whatever it is doing.
pub struct Analyzer {
    link: Rc<Link>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(JsValue)>,
}

struct Link {
    worker: Worker,
    /// Of the line that the worker loads first.
    url: String,
    ready: Cell<bool>,
    broken: Cell<bool>,
    /// Requests made before [`Event::Ready`], in order.
    waiting: RefCell<Vec<Array>>,
    hear: RefCell<Rc<dyn Fn(Event)>>,
}

impl Analyzer {
    /// Starts the worker whose script is at the absolute address `script`.
    ///
    /// The worker's own script is a blob of one line that imports it: a worker from a `blob:` URL
    /// inherits the Content-Security-Policy of the page, one from the network has that of its own
    /// response, which a page cannot set on every host.
    pub fn start(script: &str) -> Result<Analyzer, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let url = import_url(script)?;
        let worker = Worker::new_with_options(&url, &options)?;
        let link = Rc::new(Link {
            worker,
            url,
            ready: Cell::new(false),
            broken: Cell::new(false),
            waiting: RefCell::default(),
            hear: RefCell::new(Rc::new(|_| {})),
        });
        let (on_message, on_error) = (on_message(&link), on_error(&link));
        let worker = &link.worker;
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Analyzer {
            link,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Whether the worker broke before anybody listened, so that another one is needed.
    pub fn is_broken(&self) -> bool {
        self.link.broken.get()
    }

    /// From now on `hear` gets every event, and an [`Event::Failed`] when the worker cannot start
    /// or breaks without a word.
    pub fn listen(&self, hear: impl Fn(Event) + 'static) {
        self.link.hear.replace(Rc::new(hear));
    }

    /// Has the worker analyse `sources`; to be called once, first.
    pub fn open(&self, sources: Vec<Source>) -> Result<(), JsValue> {
        let (names, blobs) = sources.into_iter().map(|it| (it.name, it.blob)).unzip();
        self.post(&Request::Open { names }, blobs)
    }

    /// Asks; the answer comes to the listener.
    pub fn ask(&self, request: &Request) -> Result<(), JsValue> {
        self.post(request, Vec::new())
    }

    fn post(&self, request: &Request, blobs: Vec<Blob>) -> Result<(), JsValue> {
        let (message, moved) = codec::encode(request, blobs)?;
        if self.link.ready.get() {
            return self
                .link
                .worker
                .post_message_with_transfer(&message, &moved);
        }
        self.link.waiting.borrow_mut().push(message);
        Ok(())
    }
}

impl Drop for Analyzer {
    fn drop(&mut self) {
        self.link.worker.set_onmessage(None);
        self.link.worker.set_onerror(None);
        self.link.worker.terminate();
    }
}

/// The address of a script that does nothing but import `script`.
fn import_url(script: &str) -> Result<String, JsValue> {
    let line = format!("import {};", js_sys::JSON::stringify(&script.into())?);
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of1(&line.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}

fn on_message(link: &Rc<Link>) -> Closure<dyn Fn(MessageEvent)> {
    let link = Rc::clone(link);
    Closure::new(
        move |message: MessageEvent| match codec::decode(message.data()) {
            Ok((Event::Ready, _)) => link.flush(),
            Ok((event, _)) => link.tell(event),
            Err(err) => link.tell(Event::Failed {
                message: format!("The worker answered something unreadable: {err:?}"),
            }),
        },
    )
}

/// Traps run no Rust code in the worker: out of memory, stack overflow, a script that is missing.
fn on_error(link: &Rc<Link>) -> Closure<dyn Fn(JsValue)> {
    let link = Rc::clone(link);
    Closure::new(move |event: JsValue| {
        let reason = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        let message = match (link.ready.get(), reason.filter(|reason| !reason.is_empty())) {
            (false, None) => "The analysis could not start: its script was not found.".to_owned(),
            (false, Some(reason)) => format!("The analysis could not start: {reason}"),
            (true, reason) => format!(
                "The analysis broke off, perhaps for want of memory: {}",
                reason.as_deref().unwrap_or("no reason given")
            ),
        };
        link.tell(Event::Failed { message });
    })
}

impl Link {
    fn tell(&self, event: Event) {
        if matches!(event, Event::Failed { .. }) {
            self.broken.set(true);
        }
        // The listener may replace itself, so it is not borrowed while it runs.
        let hear = Rc::clone(&self.hear.borrow());
        hear(event);
    }

    /// Sends what was asked before the worker listened.
    fn flush(&self) {
        self.ready.set(true);
        // Only now: a worker fetches its script after it was made.
        let _ = Url::revoke_object_url(&self.url);
        for message in self.waiting.take() {
            // Fails only for values that cannot be cloned, which the codec never makes.
            let _ = self.worker.post_message(&message);
        }
    }
}
