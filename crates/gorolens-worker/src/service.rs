//! The worker's side: hears requests, answers with events, says when it breaks.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::report::{Lang, Report};
use crate::wire::{Event, ExportForm, Outcome, Request, Source};
use crate::{codec, job};

/// Runs the worker: installs the listener and tells [`Event::Ready`].
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    report_panics(scope.clone());
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

/// What [`Request::Open`] found, in no language yet; the page gets parts of it.
struct Found {
    report: gorolens_core::Report,
    lang: Lang,
}

impl Found {
    fn said(&self) -> Report {
        Report::localized(&self.report, self.lang)
    }
}

type Kept = Rc<RefCell<Option<Found>>>;

fn answer(request: Request, blobs: Vec<Blob>, scope: &DedicatedWorkerGlobalScope, kept: &Kept) {
    match request {
        Request::Open { names, lang } => {
            let sources = names.into_iter().zip(blobs);
            let sources = sources.map(|(name, blob)| Source { name, blob }).collect();
            let (scope, kept) = (scope.clone(), Rc::clone(kept));
            spawn_local(async move {
                match job::run(sources, |event| tell(&scope, event)).await {
                    Ok(report) => finish(&scope, &kept, Found { report, lang }),
                    Err(message) => fail(&scope, &message),
                }
            });
        }
        Request::Speak { lang } => {
            if let Some(found) = kept.borrow_mut().as_mut() {
                found.lang = lang;
                let findings = found.said().findings;
                tell(scope, &Event::Findings { findings });
            }
        }
        Request::Ids { group, from, limit } => {
            let ids = ids(kept.borrow().as_ref(), group, from, limit);
            tell(scope, &Event::Ids { group, from, ids });
        }
        Request::Export { form } => {
            if let Some(found) = kept.borrow().as_ref() {
                let text = export(&found.said(), form);
                tell(scope, &Event::Exported { form, text });
            }
        }
    }
}

fn finish(scope: &DedicatedWorkerGlobalScope, kept: &Kept, found: Found) {
    let outcome = Outcome::from(&found.said());
    tell(scope, &Event::Done { outcome });
    kept.replace(Some(found));
}

fn ids(found: Option<&Found>, group: u32, from: u32, limit: u32) -> Vec<u64> {
    let group = found.and_then(|found| found.report.groups.get(group as usize));
    let ids = group.map_or(&[][..], |group| group.goroutine_ids.as_slice());
    let ids = ids.iter().skip(from as usize).take(limit as usize);
    ids.copied().collect()
}

fn export(report: &Report, form: ExportForm) -> String {
    match form {
        ExportForm::Json => report.to_json_pretty(),
        ExportForm::Markdown => report.to_markdown(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_without_a_report_are_none() {
        assert!(ids(None, 0, 0, 10).is_empty());
    }
}
