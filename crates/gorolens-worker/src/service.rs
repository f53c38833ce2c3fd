//! The worker's side: hears requests, answers with events, says when it breaks.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::found::Found;
use crate::report::Lang;
use crate::wire::{Event, NoRaw, Raw, Request, Source};
use crate::{codec, given, job, part, raw, timing, warm_up};

/// Runs the worker: installs the listener and tells [`Event::Ready`].
pub fn serve() {
    let kept = Answers::default();
    listen(helps, move |request, blobs, scope| {
        answer(request, blobs, scope, &kept)
    });
}

/// Reads a part of an input, if that is what another worker wants; warms up, if that is what the page does.
fn helps(message: &JsValue, scope: &DedicatedWorkerGlobalScope) -> bool {
    if message == warm_up::TASK {
        spawn_local(warm_up::run());
        return true;
    }
    warm_up::end();
    let task = part::of_task(message);
    let help = |(blob, range)| spawn_local(part::help(blob, range, scope.clone()));
    task.map(help).is_some()
}

/// Has every request of the page answered by `answer`, and tells [`Event::Ready`]. What `helps` takes is none.
pub(crate) fn listen(
    helps: impl Fn(&JsValue, &DedicatedWorkerGlobalScope) -> bool + 'static,
    answer: impl Fn(Request, Vec<Blob>, &DedicatedWorkerGlobalScope) + 'static,
) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    report_panics(scope.clone());
    timing::show_memory(&scope);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |message: MessageEvent| {
            if helps(&message.data(), &scope) {
                return;
            }
            match codec::decode(&message.data()) {
                Ok((request, blobs)) => answer(request, blobs, &scope),
                Err(err) => fail(
                    &scope,
                    &format!("The page asked something unreadable: {err:?}"),
                ),
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The listener lives as long as the worker.
    on_message.forget();
    tell(&scope, &Event::Ready);
}

type Answers = Rc<RefCell<Option<Found>>>;

fn answer(request: Request, blobs: Vec<Blob>, scope: &DedicatedWorkerGlobalScope, kept: &Answers) {
    if let Request::Learn { lang, messages } = request {
        lang.learn(messages);
    } else if let Request::Open {
        names,
        lang,
        as_dumps,
    } = request
    {
        let (sources, scope, kept) = (Source::all(names, blobs), scope.clone(), Rc::clone(kept));
        spawn_local(async move {
            match !as_dumps && given::is_report(&sources).await {
                true => tell(&scope, &Event::IsReport),
                false => open(sources, lang, scope, kept).await,
            }
        });
    } else if let Some(found) = kept.borrow_mut().as_mut() {
        about(found, request, scope);
    }
}

async fn open(sources: Vec<Source>, lang: Lang, scope: DedicatedWorkerGlobalScope, kept: Answers) {
    timing::mark(timing::OPEN);
    let found = analyse(sources, lang, &scope).await;
    match found {
        Ok(found) => {
            let outcome = found.outcome();
            kept.replace(Some(found));
            tell(&scope, &Event::Done { outcome });
            timing::measure(timing::ANALYSIS, timing::OPEN);
        }
        Err(message) => fail(&scope, &message),
    }
}

async fn analyse(
    sources: Vec<Source>,
    lang: Lang,
    scope: &DedicatedWorkerGlobalScope,
) -> Result<Found, String> {
    let all = job::run(&sources, |event| tell(scope, event)).await?;
    timing::measure(timing::READ, timing::OPEN);
    Ok(Found::new(all, sources, lang))
}

/// Answers what is asked about a finished analysis.
fn about(found: &mut Found, request: Request, scope: &DedicatedWorkerGlobalScope) {
    let event = match request {
        // The page asks the writer for documents.
        Request::Learn { .. } | Request::Open { .. } | Request::Export { .. } => return,
        Request::Speak { lang } => {
            found.lang = lang;
            let findings = found.findings();
            Event::Findings { findings }
        }
        Request::Ids { group, from, limit } => {
            let ids = found.ids(group, from, limit);
            Event::Ids { group, from, ids }
        }
        Request::Members {
            groups,
            from,
            limit,
        } => {
            let (members, total) = found.members(&groups, from, limit);
            Event::Members {
                groups,
                from,
                members,
                total,
            }
        }
        Request::Find { dump, id, limit } => {
            let (started, n_started) = found.started(dump, id, limit);
            Event::Found {
                dump,
                id,
                member: found.by_id(dump, id),
                started,
                n_started,
            }
        }
        Request::Raw { key } => match found.place(key) {
            Some(place) => {
                let scope = scope.clone();
                return spawn_local(async move {
                    let raw = raw::read(place).await;
                    tell(&scope, &Event::Raw { key, raw });
                });
            }
            None => {
                let raw = Raw::Unavailable(NoRaw::Profile);
                Event::Raw { key, raw }
            }
        },
        Request::Pack => {
            let packed = found.packed().map(|blob| vec![blob]);
            return match packed {
                Ok(blobs) => tell_with(scope, &Event::Packed, blobs),
                Err(err) => {
                    let message = job::reason(&err);
                    tell(scope, &Event::NotExported { message });
                }
            };
        }
    };
    tell(scope, &event);
}

pub(crate) fn fail(scope: &DedicatedWorkerGlobalScope, message: &str) {
    let message = message.to_owned();
    tell(scope, &Event::Failed { message });
}

pub(crate) fn tell(scope: &DedicatedWorkerGlobalScope, event: &Event) {
    tell_with(scope, event, Vec::new());
}

/// A message that cannot be posted leaves the page waiting; the error it throws reaches the
/// page's `onerror`.
fn tell_with(scope: &DedicatedWorkerGlobalScope, event: &Event, blobs: Vec<Blob>) {
    let posted = codec::encode(event, blobs)
        .and_then(|(message, moved)| scope.post_message_with_transfer(&message, &moved));
    if let Err(err) = posted {
        wasm_bindgen::throw_val(err);
    }
}

/// A panic ends the instance; the page hears why before it does.
fn report_panics(scope: DedicatedWorkerGlobalScope) {
    std::panic::set_hook(Box::new(move |info| {
        fail(&scope, &format!("The analysis broke off: {info}"));
        scope.close();
    }));
}
