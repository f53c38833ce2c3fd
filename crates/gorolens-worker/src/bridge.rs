//! The page's side: starts a worker, hears it, and ends it.
//!
//! Own code over `web_sys::Worker` because the bridges of the usual libraries offer neither
//! `onerror` nor `terminate`: a worker that runs out of memory would leave the page waiting, and
//! cancelling would have to wait for the worker to listen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker};

use crate::codec;
use crate::program::Program;
use crate::report::Lang;
use crate::wire::{Event, Request, Source};

/// A running worker. Dropping it terminates the worker at once, whatever it is doing.
pub struct Analyzer {
    link: Rc<Link>,
}

struct Link {
    /// `None` until the program is loaded.
    running: RefCell<Option<(Worker, Listeners)>>,
    /// Whether the worker has said anything.
    ready: Cell<bool>,
    ended: Cell<bool>,
    /// Requests made before there was a worker, in order.
    waiting: RefCell<Vec<JsValue>>,
    program: Rc<Program>,
    hear: Box<dyn Fn(Event)>,
}

/// What hears the worker; lives as long as it runs.
struct Listeners {
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_error: Closure<dyn Fn(JsValue)>,
}

impl Analyzer {
    /// Starts a worker. `hear` gets every event, and an [`Event::Failed`] when the worker cannot
    /// start or breaks without a word.
    pub fn start(program: Rc<Program>, hear: impl Fn(Event) + 'static) -> Analyzer {
        let link = Rc::new(Link {
            running: RefCell::default(),
            ready: Cell::new(false),
            ended: Cell::new(false),
            waiting: RefCell::default(),
            program,
            hear: Box::new(hear),
        });
        spawn_local(run(Rc::clone(&link)));
        Analyzer { link }
    }

    /// Has the worker analyse `sources` and say what it finds in a language; to be called once,
    /// first.
    pub fn open(&self, sources: Vec<Source>, lang: Lang) -> Result<(), JsValue> {
        let (names, blobs) = sources.into_iter().map(|it| (it.name, it.blob)).unzip();
        self.post(&Request::Open { names, lang }, blobs)
    }

    /// Asks; the answer comes to `hear`.
    pub fn ask(&self, request: &Request) -> Result<(), JsValue> {
        self.post(request, Vec::new())
    }

    fn post(&self, request: &Request, blobs: Vec<Blob>) -> Result<(), JsValue> {
        let (message, moved) = codec::encode(request, blobs)?;
        match &*self.link.running.borrow() {
            Some((worker, _)) => worker.post_message_with_transfer(&message, &moved),
            None => {
                self.link.waiting.borrow_mut().push(message);
                Ok(())
            }
        }
    }
}

impl Drop for Analyzer {
    fn drop(&mut self) {
        self.link.ended.set(true);
        if let Some((worker, _)) = &*self.link.running.borrow() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }
}

/// Takes a worker as soon as there is one, unless it is not wanted any more.
async fn run(link: Rc<Link>) {
    let started = link.program.worker().await;
    match started {
        Ok(worker) if link.ended.get() => worker.terminate(),
        Ok(worker) => {
            let listeners = Listeners::of(&link);
            worker.set_onmessage(Some(listeners.on_message.as_ref().unchecked_ref()));
            worker.set_onerror(Some(listeners.on_error.as_ref().unchecked_ref()));
            for message in link.waiting.take() {
                // Fails only for values that cannot be cloned, which the codec never makes.
                let _ = worker.post_message(&message);
            }
            link.running.replace(Some((worker, listeners)));
        }
        Err(_) if link.ended.get() => {}
        Err(err) => (link.hear)(Event::Failed {
            message: format!("The analysis could not start: {err:?}"),
        }),
    }
}

impl Listeners {
    fn of(link: &Rc<Link>) -> Listeners {
        Listeners {
            on_message: on_message(link),
            on_error: on_error(link),
        }
    }
}

fn on_message(link: &Rc<Link>) -> Closure<dyn Fn(MessageEvent)> {
    let link = Rc::downgrade(link);
    Closure::new(move |message: MessageEvent| {
        let Some(link) = link.upgrade() else { return };
        match codec::decode(message.data()) {
            Ok((Event::Ready, _)) => link.ready.set(true),
            Ok((event, _)) => {
                link.ready.set(true);
                let is_last = matches!(event, Event::Done { .. } | Event::Failed { .. });
                (link.hear)(event);
                if is_last {
                    // Not before: starting it takes time that the analysis needs.
                    link.program.keep_spare();
                }
            }
            Err(err) => (link.hear)(Event::Failed {
                message: format!("The worker answered something unreadable: {err:?}"),
            }),
        }
    })
}

/// Traps run no Rust code in the worker: out of memory, stack overflow.
fn on_error(link: &Rc<Link>) -> Closure<dyn Fn(JsValue)> {
    let link = Rc::downgrade(link);
    Closure::new(move |event: JsValue| {
        let Some(link) = link.upgrade() else { return };
        let reason = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        let message = match (link.ready.get(), reason.filter(|reason| !reason.is_empty())) {
            (false, None) => {
                "The analysis could not start: its script could not be loaded.".to_owned()
            }
            (false, Some(reason)) => format!("The analysis could not start: {reason}"),
            (true, reason) => format!(
                "The analysis broke off, perhaps for want of memory: {}",
                reason.as_deref().unwrap_or("no reason given")
            ),
        };
        (link.hear)(Event::Failed { message });
    })
}
