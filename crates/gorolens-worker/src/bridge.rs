//! The page's side: starts a worker, hears it, and ends it.
//!
//! Own code over `web_sys::Worker` because the bridges of the usual libraries offer neither
//! `onerror` nor `terminate`: a worker that runs out of memory would leave the page waiting, and
//! cancelling would have to wait for the worker to listen.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker};

use crate::codec;
use crate::program::{Program, Programs};
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
    programs: Rc<Programs>,
    is_writer: bool,
    /// What was opened, should another program have to read it.
    opened: RefCell<Option<(Vec<Source>, Lang)>>,
    /// The writer, once there was something for it to do.
    writer: RefCell<Option<Analyzer>>,
    /// Whether the writer shows the input, because it is a report.
    is_given: Cell<bool>,
    /// What the page has not heard yet, in order.
    untold: RefCell<VecDeque<Event>>,
    is_behind: Cell<bool>,
    /// The document that is wanted; a new wish replaces the one before.
    wish: RefCell<Option<Request>>,
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
    pub fn start(programs: Rc<Programs>, hear: impl Fn(Event) + 'static) -> Analyzer {
        Analyzer::start_program(programs, false, Box::new(hear))
    }

    fn start_program(
        programs: Rc<Programs>,
        is_writer: bool,
        hear: Box<dyn Fn(Event)>,
    ) -> Analyzer {
        let link = Rc::new(Link {
            running: RefCell::default(),
            ready: Cell::new(false),
            ended: Cell::new(false),
            waiting: RefCell::default(),
            programs,
            is_writer,
            opened: RefCell::default(),
            writer: RefCell::default(),
            is_given: Cell::default(),
            untold: RefCell::default(),
            is_behind: Cell::default(),
            wish: RefCell::default(),
            hear,
        });
        spawn_local(run(Rc::clone(&link)));
        Analyzer { link }
    }

    /// Has the worker analyse `sources` and say what it finds in a language; to be called once,
    /// first.
    pub fn open(&self, sources: Vec<Source>, lang: Lang) -> Result<(), JsValue> {
        self.link.opened.replace(Some((sources, lang)));
        self.link.open(false)
    }

    /// Asks; the answer comes to `hear`.
    pub fn ask(&self, request: Request) -> Result<(), JsValue> {
        let link = &self.link;
        match &*link.writer.borrow() {
            Some(writer) if link.is_given.get() => return writer.link.post(&request, Vec::new()),
            _ => {}
        }
        match request {
            Request::Export { .. } if !link.is_writer => {
                link.wish.replace(Some(request));
                link.post(&Request::Pack, Vec::new())
            }
            Request::Speak { lang } => {
                link.post_in(lang, request, Vec::new());
                Ok(())
            }
            request => link.post(&request, Vec::new()),
        }
    }
}

impl Link {
    fn open(self: &Rc<Link>, as_dumps: bool) -> Result<(), JsValue> {
        let Some((sources, lang)) = self.opened.borrow().clone() else {
            return Ok(());
        };
        let (names, blobs) = sources.into_iter().map(|it| (it.name, it.blob)).unzip();
        let request = Request::Open {
            names,
            lang,
            as_dumps,
        };
        if self.is_writer {
            return self.post(&request, blobs);
        }
        self.post_in(lang, request, blobs);
        Ok(())
    }

    /// Asks for what is to be said in a language, once that is loaded. A second language that cannot be loaded
    /// leaves the findings in the first.
    fn post_in(self: &Rc<Link>, lang: Lang, request: Request, blobs: Vec<Blob>) {
        let link = Rc::clone(self);
        spawn_local(async move {
            let messages = link.programs.language(lang).await;
            let posted = messages.and_then(|messages| {
                link.post(&Request::Learn { lang, messages }, Vec::new())?;
                link.post(&request, blobs)
            });
            match (posted, request) {
                (Err(err), Request::Open { .. }) if !link.ended.get() => {
                    (link.hear)(Event::Failed {
                        message: format!("The analysis could not start: {err:?}"),
                    })
                }
                _ => {}
            }
        });
    }

    fn post(&self, request: &Request, blobs: Vec<Blob>) -> Result<(), JsValue> {
        let (message, moved) = codec::encode(request, blobs)?;
        match &*self.running.borrow() {
            Some((worker, _)) => worker.post_message_with_transfer(&message, &moved),
            None => {
                self.waiting.borrow_mut().push(message);
                Ok(())
            }
        }
    }
}

/// What is done by both programs together.
impl Link {
    fn program(&self) -> &Program {
        match self.is_writer {
            true => &self.programs.writer,
            false => &self.programs.analysis,
        }
    }

    /// Passes on what concerns the writer; whether it did.
    fn is_for_writer(self: &Rc<Link>, event: &Event, blobs: Vec<Blob>) -> bool {
        let passed = match event {
            Event::IsReport => {
                self.is_given.set(true);
                let opened = self.opened.borrow().clone();
                let open = |(sources, lang)| self.writer(|it| it.open(sources, lang));
                opened.map_or(Ok(()), open)
            }
            Event::Packed => {
                let wish = self.wish.take();
                let write = |wish: Request| self.writer(|it| it.link.post(&wish, blobs));
                wish.map_or(Ok(()), write)
            }
            _ => return false,
        };
        if let Err(err) = passed {
            let message = crate::job::reason(&err);
            (self.hear)(Event::NotExported { message });
        }
        true
    }

    /// Tells the page. It has much to do with a report, which is better not added to the time that reading
    /// the message took, so that is left to a task of its own; what comes later waits for it.
    fn tell(self: &Rc<Link>, event: Event) {
        if !self.is_behind.get() && !matches!(event, Event::Done { .. }) {
            return self.tell_now(event);
        }
        self.untold.borrow_mut().push_back(event);
        if !self.is_behind.replace(true) {
            let link = Rc::clone(self);
            spawn_local(async move {
                // It cannot fail, and if it did, late is better than never.
                let _ = next_task().await;
                link.catch_up();
            });
        }
    }

    fn catch_up(&self) {
        while let Some(event) = { self.untold.borrow_mut().pop_front() } {
            if !self.ended.get() {
                self.tell_now(event);
            }
        }
        self.is_behind.set(false);
    }

    fn tell_now(&self, event: Event) {
        let is_last = matches!(event, Event::Done { .. } | Event::Failed { .. });
        (self.hear)(event);
        if is_last {
            // Not before: starting it takes time that the analysis needs.
            self.program().keep_spare();
        }
    }

    /// Hands the writer over to `ask`; starts it when it is not there yet.
    fn writer(
        self: &Rc<Link>,
        ask: impl FnOnce(&Analyzer) -> Result<(), JsValue>,
    ) -> Result<(), JsValue> {
        let mut writer = self.writer.borrow_mut();
        ask(writer.get_or_insert_with(|| {
            let link = Rc::downgrade(self);
            let hear = move |event| {
                if let Some(link) = link.upgrade() {
                    link.hear_writer(event);
                }
            };
            Analyzer::start_program(Rc::clone(&self.programs), true, Box::new(hear))
        }))
    }

    fn hear_writer(self: &Rc<Link>, event: Event) {
        let event = match event {
            Event::NoReport => {
                self.is_given.set(false);
                match self.open(true) {
                    Ok(()) => return,
                    Err(err) => Event::Failed {
                        message: crate::job::reason(&err),
                    },
                }
            }
            Event::Failed { message } if !self.is_given.get() => {
                // The next document is for a new one.
                let broken = self.writer.take();
                spawn_local(async move { drop(broken) });
                Event::NotExported { message }
            }
            event => event,
        };
        (self.hear)(event);
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
    let started = link.program().worker().await;
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
        match codec::decode(&message.data()) {
            Ok((Event::Ready, _)) => link.ready.set(true),
            Ok((event, blobs)) => {
                link.ready.set(true);
                if link.is_for_writer(&event, blobs) {
                    return;
                }
                link.tell(event);
            }
            Err(err) => (link.hear)(Event::Failed {
                message: format!("The worker answered something unreadable: {err:?}"),
            }),
        }
    })
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &Function, milliseconds: u32);
}

/// Done when the browser has had the opportunity to draw and to hear the user.
pub(crate) fn next_task() -> JsFuture {
    JsFuture::from(Promise::new(&mut |done, _| set_timeout(&done, 0)))
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
