//! The worker's side: hears requests, answers with events, says when it breaks.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::found::Found;
use crate::report::{Lang, Report};
use crate::wire::{Event, ExportForm, NoRaw, Raw, Request, Source};
use crate::{codec, given, job, raw, timing};

/// Runs the worker: installs the listener and tells [`Event::Ready`].
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    report_panics(scope.clone());
    timing::show_memory(&scope);
    let report = Rc::new(RefCell::new(None));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |message: MessageEvent| match codec::decode(message.data()) {
            Ok((request, blobs)) => answer(request, blobs, &scope, &report),
            Err(err) => fail(
                &scope,
                &format!("The page asked something unreadable: {err:?}"),
            ),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The listener lives as long as the worker.
    on_message.forget();
    tell(&scope, &Event::Ready);
}

type Answers = Rc<RefCell<Option<Found>>>;

fn answer(request: Request, blobs: Vec<Blob>, scope: &DedicatedWorkerGlobalScope, kept: &Answers) {
    if let Request::Open { names, lang } = request {
        let sources = names.into_iter().zip(blobs);
        let sources = sources.map(|(name, blob)| Source { name, blob }).collect();
        spawn_local(open(sources, lang, scope.clone(), Rc::clone(kept)));
    } else if let Some(found) = kept.borrow_mut().as_mut() {
        about(found, request, scope);
    }
}

async fn open(sources: Vec<Source>, lang: Lang, scope: DedicatedWorkerGlobalScope, kept: Answers) {
    timing::mark(timing::OPEN);
    let found = match given::report(&sources).await {
        Some(report) => Ok(Found::given(report, lang)),
        None => analyse(sources, lang, &scope).await,
    };
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
        Request::Open { .. } => return,
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
        Request::Export {
            form,
            triage,
            redaction,
        } => {
            let report = found.report();
            let report = Report { triage, ..report };
            let (report, replaced) = report.redacted(redaction);
            Event::Exported {
                text: export(&report, form),
                form,
                replaced,
            }
        }
    };
    tell(scope, &event);
}

fn export(report: &Report, form: ExportForm) -> String {
    match form {
        ExportForm::Json => report.to_json_pretty(),
        ExportForm::Markdown => report.to_markdown(),
        ExportForm::Html => report.to_html(),
        ExportForm::Link => report.to_link().unwrap_or_default(),
    }
}

fn fail(scope: &DedicatedWorkerGlobalScope, message: &str) {
    let message = message.to_owned();
    tell(scope, &Event::Failed { message });
}

/// A message that cannot be posted leaves the page waiting; the error it throws reaches the
/// page's `onerror`.
fn tell(scope: &DedicatedWorkerGlobalScope, event: &Event) {
    let posted = codec::encode(event, Vec::new())
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
