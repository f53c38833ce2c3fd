//! The second program: writes documents, which most visitors of the page never want, and reads those that are
//! reports. What it needs for that (JSON, Markdown, HTML, redaction) is as large as the analysis itself.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use crate::report::{Redaction, Report, Triage};
use crate::service::{listen, tell};
use crate::wire::{Event, ExportForm, NoRaw, Outcome, Raw, Request, Source};
use crate::{codec, given, job};

/// A report that was opened; it speaks the language it was written in, and has no single goroutines.
type Given = Rc<RefCell<Option<Report>>>;

/// Runs the writer.
pub fn write() {
    let given = Given::default();
    listen(
        |_, _| false,
        move |request, blobs, scope| {
            let (scope, given) = (scope.clone(), Rc::clone(&given));
            spawn_local(answer(request, blobs, scope, given));
        },
    );
}

async fn answer(
    request: Request,
    blobs: Vec<Blob>,
    scope: DedicatedWorkerGlobalScope,
    given: Given,
) {
    let event = match request {
        Request::Open { names, .. } => open(&Source::all(names, blobs), &given).await,
        Request::Export {
            form,
            triage,
            redaction,
        } => match report(&blobs, &given).await {
            Ok(report) => document(report, form, triage, redaction),
            Err(message) => Event::NotExported { message },
        },
        other => match given.borrow().as_ref() {
            Some(report) => about(report, other),
            None => return,
        },
    };
    tell(&scope, &event);
}

async fn open(sources: &[Source], given: &Given) -> Event {
    let Some(report) = given::report(sources).await else {
        return Event::NoReport;
    };
    given.replace(Some(report.clone()));
    Event::Done {
        outcome: Outcome::from(report),
    }
}

/// The report that came along, else the one that was opened.
async fn report(blobs: &[Blob], given: &Given) -> Result<Report, String> {
    if let Some(blob) = blobs.first() {
        return codec::unpack(blob).await.map_err(|err| job::reason(&err));
    }
    let opened = given.borrow().clone();
    opened.ok_or_else(|| "There is no report.".to_owned())
}

fn document(report: Report, form: ExportForm, triage: Vec<Triage>, redaction: Redaction) -> Event {
    let report = Report { triage, ..report };
    let (report, replaced) = report.redacted(redaction);
    let text = match form {
        ExportForm::Json => report.to_json_pretty(),
        ExportForm::Markdown => report.to_markdown(),
        ExportForm::Html => report.to_html(),
        ExportForm::Link => report.to_link().unwrap_or_default(),
    };
    Event::Exported {
        form,
        text,
        replaced,
    }
}

/// What is known of goroutines without their dump.
fn about(report: &Report, request: Request) -> Event {
    match request {
        Request::Ids { group, from, limit } => {
            let ids = report.groups.get(group as usize);
            let ids = ids.map(|it| &*it.goroutine_ids).unwrap_or_default();
            let ids = ids.iter().skip(from as usize).take(limit as usize);
            let ids = ids.copied().collect();
            Event::Ids { group, from, ids }
        }
        Request::Members { groups, from, .. } => Event::Members {
            groups,
            from,
            members: Vec::new(),
            total: 0,
        },
        Request::Find { dump, id, .. } => Event::Found {
            dump,
            id,
            member: None,
            started: Vec::new(),
            n_started: 0,
        },
        Request::Raw { key } => Event::Raw {
            key,
            raw: Raw::Unavailable(NoRaw::Profile),
        },
        _ => Event::Findings {
            findings: report.findings.clone(),
        },
    }
}
