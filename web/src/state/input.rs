//! One input: from its bytes to its report, and how the user looks at it.

use std::rc::Rc;

use gorolens_worker::report::Finding;
use yew::AttrValue;

use super::{GroupsAction, GroupsView, Report, Told};

/// Names an input; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(pub u32);

/// A file or a pasted text.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name for the program.
    pub id: InputId,
    /// Its name for the user.
    pub name: AttrValue,
    /// How far the analysis is.
    pub phase: Phase,
    /// How the user looks at its groups.
    pub view: GroupsView,
}

/// How far the analysis of an input is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The worker reads. Both are bytes.
    Reading {
        /// So far.
        read: u64,
        /// In all.
        total: u64,
    },
    /// There is a report.
    Ready(Rc<Report>),
    /// There will be none.
    Failed(AttrValue),
}

impl Input {
    pub(super) fn new(id: InputId, name: AttrValue, total: u64) -> Input {
        Input {
            id,
            name,
            phase: Phase::Reading { read: 0, total },
            view: GroupsView::new(),
        }
    }

    /// The report, once there is one.
    pub fn report(&self) -> Option<&Rc<Report>> {
        match &self.phase {
            Phase::Ready(report) => Some(report),
            Phase::Reading { .. } | Phase::Failed(_) => None,
        }
    }

    pub(super) fn progress(&self, read: u64, total: u64) -> Option<Input> {
        self.is_reading()
            .then(|| self.in_phase(Phase::Reading { read, total }))
    }

    pub(super) fn ready(&self, report: Rc<Report>) -> Option<Input> {
        self.is_reading()
            .then(|| self.in_phase(Phase::Ready(report)))
    }

    /// A worker that breaks after its report is there costs only what it would still be asked.
    pub(super) fn failed(&self, message: AttrValue) -> Option<Input> {
        self.is_reading()
            .then(|| self.in_phase(Phase::Failed(message)))
    }

    pub(super) fn say(&self, findings: Vec<Finding>) -> Option<Input> {
        let report = self.report()?.saying(findings);
        Some(self.in_phase(Phase::Ready(Rc::new(report))))
    }

    pub(super) fn hear(&self, told: Told) -> Option<Input> {
        let report = self.report()?;
        let mut input = self.clone();
        let goroutines = Rc::make_mut(&mut input.view.goroutines);
        goroutines.hear(told, |exact| report.group_of(exact));
        Some(input)
    }

    pub(super) fn groups(&self, action: GroupsAction) -> Option<Input> {
        let report = self.report()?;
        let mut input = self.clone();
        let other = match &action {
            GroupsAction::Level(level) => report.at_level(*level),
            GroupsAction::Arrive(arrival) => Rc::clone(&arrival.report),
            _ => Rc::clone(report),
        };
        if other != *report {
            input.view.renumber(report, &other);
            input.phase = Phase::Ready(Rc::clone(&other));
        }
        input.view.apply(action, &other);
        Some(input)
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self.phase, Phase::Failed(_))
    }

    fn is_reading(&self) -> bool {
        matches!(self.phase, Phase::Reading { .. })
    }

    fn in_phase(&self, phase: Phase) -> Input {
        Input {
            phase,
            ..self.clone()
        }
    }
}
