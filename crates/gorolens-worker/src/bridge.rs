//! The page's side: starts a worker, hears it, and ends it.
//!
//! Own code over `web_sys::Worker` because the bridges of the usual libraries offer neither
//! `onerror` nor `terminate`: a worker that runs out of memory would leave the page waiting, and
//! cancelling would have to wait for the worker to listen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

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
    ready: Cell<bool>,
    /// Requests made before [`Event::Ready`], in order.
    waiting: RefCell<Vec<Array>>,
}

impl Analyzer {
    /// Starts the worker script at `url`, relative to the page. `hear` gets every event, and an
    /// [`Event::Failed`] when the worker cannot start or breaks without a word.
    pub fn start(url: &str, hear: impl Fn(Event) + 'static) -> Result<Analyzer, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(url, &options)?;
        let link = Rc::new(Link {
            worker,
            ready: Cell::new(false),
            waiting: RefCell::default(),
        });
        let hear = Rc::new(hear);
        let on_message = on_message(&link, Rc::clone(&hear));
        let on_error = on_error(&link, hear);
        let worker = &link.worker;
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Analyzer {
            link,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Has the worker analyse `sources`; to be called once, first.
    pub fn open(&self, sources: Vec<Source>) -> Result<(), JsValue> {
        let (names, blobs) = sources.into_iter().map(|it| (it.name, it.blob)).unzip();
        self.post(&Request::Open { names }, blobs)
    }

    /// Asks; the answer comes to `hear`.
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

fn on_message(
    link: &Rc<Link>,
    hear: Rc<impl Fn(Event) + 'static>,
) -> Closure<dyn Fn(MessageEvent)> {
    let link = Rc::clone(link);
    Closure::new(
        move |message: MessageEvent| match codec::decode(message.data()) {
            Ok((Event::Ready, _)) => link.flush(),
            Ok((event, _)) => hear(event),
            Err(err) => hear(Event::Failed {
                message: format!("The worker answered something unreadable: {err:?}"),
            }),
        },
    )
}

/// Traps run no Rust code in the worker: out of memory, stack overflow, a script that is missing.
fn on_error(link: &Rc<Link>, hear: Rc<impl Fn(Event) + 'static>) -> Closure<dyn Fn(JsValue)> {
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
        hear(Event::Failed { message });
    })
}

impl Link {
    /// Sends what was asked before the worker listened.
    fn flush(&self) {
        self.ready.set(true);
        for message in self.waiting.take() {
            // Fails only for values that cannot be cloned, which the codec never makes.
            let _ = self.worker.post_message(&message);
        }
    }
}
