//! What the page knows: the inputs that are open and which one is shown. One reducer.

mod goroutines;
mod groups_view;
mod input;
mod place;
mod report;

use std::rc::Rc;

use gorolens_worker::report::Finding;
use yew::prelude::*;

pub use goroutines::{FoundGoroutine, Goroutines, MembersPage, Told};
pub use groups_view::{Arrival, GroupsAction, GroupsView, Level, Sort, Tab};
pub use input::{Input, InputId, Phase};
pub use place::Place;
pub use report::Report;

/// The state at the root of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppState {
    /// In order of opening.
    pub inputs: Vec<Rc<Input>>,
    /// The one on screen; none shows the start screen.
    pub current: Option<InputId>,
}

/// What can happen to the state.
#[derive(Clone, Debug)]
pub enum Action {
    /// A file or a pasted text goes to a worker.
    Opened {
        /// New.
        id: InputId,
        /// For the heading.
        name: AttrValue,
        /// Bytes.
        total: u64,
    },
    /// The worker of an input read so much.
    Progress {
        /// Whose worker.
        id: InputId,
        /// Bytes so far.
        read: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The report of an input is there.
    Ready {
        /// Whose.
        id: InputId,
        /// The report.
        report: Rc<Report>,
    },
    /// There will be no report for an input.
    Failed {
        /// Whose.
        id: InputId,
        /// Why, for the user.
        message: AttrValue,
    },
    /// The findings in another language.
    Findings {
        /// Whose.
        id: InputId,
        /// The same findings.
        findings: Vec<Finding>,
    },
    /// Something about single goroutines.
    Told(InputId, Told),
    /// The user closes or cancels an input.
    Closed(InputId),
    /// The user goes to an input, or to the start screen.
    Shown(Option<InputId>),
    /// The user works on the list of groups.
    Groups(InputId, GroupsAction),
}

impl AppState {
    /// The input on screen.
    pub fn current(&self) -> Option<&Rc<Input>> {
        self.current.and_then(|id| self.input(id))
    }

    fn input(&self, id: InputId) -> Option<&Rc<Input>> {
        self.inputs.iter().find(|input| input.id == id)
    }

    /// This state with one input changed; itself when `change` has nothing to say.
    fn with(self: Rc<Self>, id: InputId, change: impl FnOnce(&Input) -> Option<Input>) -> Rc<Self> {
        let Some(at) = self.inputs.iter().position(|input| input.id == id) else {
            return self;
        };
        let Some(input) = change(&self.inputs[at]) else {
            return self;
        };
        let mut state = AppState::clone(&self);
        state.inputs[at] = Rc::new(input);
        Rc::new(state)
    }
}

impl Reducible for AppState {
    type Action = Action;

    /// Events of inputs that were closed change nothing, and `self` skips the rendering.
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match action {
            Action::Opened { id, name, total } => {
                let mut state = AppState::clone(&self);
                // What failed was read by then.
                state.inputs.retain(|input| !input.has_failed());
                state.inputs.push(Rc::new(Input::new(id, name, total)));
                state.current = Some(id);
                Rc::new(state)
            }
            Action::Progress { id, read, total } => {
                self.with(id, |input| input.progress(read, total))
            }
            Action::Ready { id, report } => self.with(id, |input| input.ready(report)),
            Action::Failed { id, message } => self.with(id, |input| input.failed(message)),
            Action::Findings { id, findings } => self.with(id, |input| input.say(findings)),
            Action::Told(id, told) => self.with(id, |input| input.hear(told)),
            Action::Groups(id, action) => self.with(id, |input| input.groups(action)),
            Action::Closed(id) => {
                let mut state = AppState::clone(&self);
                state.inputs.retain(|input| input.id != id);
                if state.current == Some(id) {
                    state.current = state.inputs.last().map(|input| input.id);
                }
                Rc::new(state)
            }
            Action::Shown(current) => Rc::new(AppState {
                current,
                ..AppState::clone(&self)
            }),
        }
    }
}

#[cfg(test)]
mod tests;
