//! One worker per input, kept for what the page asks later; closing the input ends its worker.
//!
//! The workers' program is loaded with the page, so an analysis begins at once and makes no request.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gorolens_worker::report::{Lang, Redaction, Replacement, Triage};
use gorolens_worker::wire::{Event, ExportForm, GoroutineKey, Request, Source};
use gorolens_worker::{Analyzer, Programs};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::few::Few;
use crate::state::{
    Action, AppState, FoundGoroutine, GroupsAction, InputId, MembersPage, Report, Told,
};
use crate::words::words;

/// The workers' programs as Trunk names them, beside the page.
const ANALYSIS: &str = "worker";
const WRITER: &str = "writer";

/// Goroutines of a group that are shown at once.
pub const MEMBERS_PER_PAGE: u32 = 20;

/// Goroutines that are shown of those that one started.
const STARTED_SHOWN: u32 = 100;

/// The running workers, and the door to the state for everything the user does.
pub struct Analyzers {
    dispatcher: UseReducerDispatcher<AppState>,
    running: RefCell<Few<InputId, Analyzer>>,
    programs: Rc<Programs>,
    n_opened: Cell<u32>,
    /// The language of the findings.
    lang: Cell<Lang>,
    /// What waits for a document of a worker; a new wish replaces the one before.
    export: Export,
}

type Export = Rc<RefCell<Option<Box<dyn FnOnce(String, Vec<Replacement>)>>>>;

/// The analyzers of the page. They hold the dispatcher, never a state that grows old.
#[hook]
pub fn use_analyzers(dispatcher: UseReducerDispatcher<AppState>) -> Rc<Analyzers> {
    use_memo((), |()| Analyzers {
        dispatcher,
        running: RefCell::default(),
        programs: Rc::new(Programs::load(ANALYSIS, WRITER)),
        n_opened: Cell::new(0),
        lang: Cell::default(),
        export: Export::default(),
    })
}

impl Analyzers {
    /// Starts the analysis of an input, which may consist of several files.
    pub fn open(&self, sources: Vec<Source>) -> Option<InputId> {
        let first = sources.first()?;
        let id = self.next_id();
        let name = match sources.len() {
            1 => first.name.clone(),
            n => format!("{} + {}", first.name, n - 1),
        };
        self.dispatcher.dispatch(Action::Opened {
            id,
            name: name.into(),
            total: sources.iter().map(|source| source.blob.size() as u64).sum(),
        });
        if let Err(err) = self.start(id, sources) {
            let message = format!("{err:?}").into();
            self.dispatcher.dispatch(Action::Failed { id, message });
        }
        Some(id)
    }

    /// Shows that something could not even be opened.
    pub fn fail(&self, name: String, message: String) {
        let id = self.next_id();
        self.dispatcher.dispatch(Action::Opened {
            id,
            name: name.into(),
            total: 0,
        });
        let message = message.into();
        self.dispatcher.dispatch(Action::Failed { id, message });
    }

    fn next_id(&self) -> InputId {
        let id = InputId(self.n_opened.get());
        self.n_opened.set(id.0 + 1);
        id
    }

    fn start(&self, id: InputId, sources: Vec<Source>) -> Result<(), JsValue> {
        let (dispatcher, export) = (self.dispatcher.clone(), Rc::clone(&self.export));
        let lang = self.lang.get();
        let hear = move |event| {
            if let Event::Exported { text, replaced, .. } = event {
                if let Some(then) = export.take() {
                    then(text, replaced);
                }
            } else if let Event::NotExported { message } = event {
                export.take();
                tell(words(lang).not_exported, &message);
            } else if let Some(action) = action(id, event) {
                dispatcher.dispatch(action);
            }
        };
        let analyzer = Analyzer::start(Rc::clone(&self.programs), hear);
        analyzer.open(sources, self.lang.get())?;
        self.running.borrow_mut().insert(id, analyzer);
        Ok(())
    }

    /// Ends the worker of an input, whatever it is doing, and forgets the input.
    pub fn close(&self, id: InputId) {
        self.running.borrow_mut().remove(&id);
        self.dispatcher.dispatch(Action::Closed(id));
    }

    /// Whether an input is the only one that was ever opened: a link is meant for that one.
    pub fn is_first(&self, id: InputId) -> bool {
        id.0 == 0 && self.n_opened.get() == 1
    }

    /// Goes to an input, or to the start screen.
    pub fn show(&self, input: Option<InputId>) {
        self.dispatcher.dispatch(Action::Shown(input));
    }

    /// Works on the list of groups of an input.
    pub fn groups(&self, id: InputId, action: GroupsAction) {
        self.dispatcher.dispatch(Action::Groups(id, action));
    }

    /// Has all findings said in a language, those to come too.
    pub fn speak(&self, lang: Lang) {
        // Whoever opens a dump does not wait for it then.
        let _ = self.programs.load_language(lang);
        if self.lang.replace(lang) != lang {
            for analyzer in self.running.borrow().values() {
                let asked = analyzer.ask(Request::Speak { lang });
                debug_assert!(asked.is_ok(), "a language can always be posted");
            }
        }
    }

    /// Asks for goroutines of a group of a report, from a place on.
    pub fn members(&self, id: InputId, report: &Report, group: u32, from: u64) {
        let groups = report.asked_for(group);
        let limit = MEMBERS_PER_PAGE;
        let request = Request::Members {
            groups,
            from,
            limit,
        };
        self.ask(id, request);
    }

    /// Asks for the goroutine with a number, and for those that it started.
    pub fn find(&self, id: InputId, dump: u32, goroutine: u64) {
        let request = Request::Find {
            dump,
            id: goroutine,
            limit: STARTED_SHOWN,
        };
        self.ask(id, request);
    }

    /// Asks for the text of a goroutine.
    pub fn raw(&self, id: InputId, key: GoroutineKey) {
        self.ask(id, Request::Raw { key });
    }

    fn ask(&self, id: InputId, request: Request) {
        if let Some(analyzer) = self.running.borrow().get(&id) {
            let asked = analyzer.ask(request);
            debug_assert!(asked.is_ok(), "names and numbers can always be posted");
        }
    }
}

impl Analyzers {
    /// Has the worker write its report out; `then` gets the document.
    pub fn export(
        &self,
        id: InputId,
        form: ExportForm,
        triage: Vec<Triage>,
        then: impl FnOnce(String) + 'static,
    ) {
        self.give_away(id, form, triage, Redaction::NONE, |text, _| then(text));
    }

    /// The same without what is taken out; `then` hears what that was, too.
    pub fn give_away(
        &self,
        id: InputId,
        form: ExportForm,
        triage: Vec<Triage>,
        redaction: Redaction,
        then: impl FnOnce(String, Vec<Replacement>) + 'static,
    ) {
        if let Some(analyzer) = self.running.borrow().get(&id) {
            self.export.replace(Some(Box::new(then)));
            let asked = analyzer.ask(Request::Export {
                form,
                triage,
                redaction,
            });
            debug_assert!(asked.is_ok(), "a form can always be posted");
        }
    }
}

/// Says it at once: whoever asked for a document waits for it before a button.
fn tell(what: &str, why: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.alert_with_message(&format!("{what} {why}"));
    }
}

/// What an event means for the state.
fn action(id: InputId, event: Event) -> Option<Action> {
    let action = match event {
        Event::Ready
        | Event::Exported { .. }
        | Event::NotExported { .. }
        | Event::Ids { .. }
        | Event::IsReport
        | Event::NoReport
        | Event::Packed => return None,
        Event::Members {
            groups,
            from,
            members,
            total,
        } => {
            let page = MembersPage {
                from,
                total,
                members,
            };
            Action::Told(id, Told::Members(groups, page))
        }
        Event::Found {
            dump,
            id: goroutine,
            member,
            started,
            n_started,
        } => {
            let found = FoundGoroutine {
                dump,
                id: goroutine,
                member,
                started,
                n_started,
            };
            Action::Told(id, Told::Found(found))
        }
        Event::Raw { key, raw } => Action::Told(id, Told::Raw(key, raw)),
        Event::Progress { read, total } => Action::Progress { id, read, total },
        Event::Done { outcome } => Action::Ready {
            id,
            report: Rc::new(Report::new(outcome)),
        },
        Event::Findings { findings } => Action::Findings { id, findings },
        Event::Failed { message } => Action::Failed {
            id,
            message: message.into(),
        },
    };
    Some(action)
}

/// Two are the same when they are one: the context that carries it never changes for it.
impl PartialEq for Analyzers {
    fn eq(&self, other: &Analyzers) -> bool {
        std::ptr::eq(self, other)
    }
}
