//! The state from outside: actions in, state out.

use gorolens_worker::report::{Coverage, Totals};
use gorolens_worker::wire::{GroupTable, Outcome};

use super::*;
use crate::view_model::test_report::report;

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<AppState> {
    let start = Rc::new(AppState::default());
    actions.into_iter().fold(start, AppState::reduce)
}

fn opened(id: u32) -> Action {
    Action::Opened {
        id: InputId(id),
        name: AttrValue::Static("dump.txt"),
        total: 100,
    }
}

fn ready(id: u32) -> Action {
    let outcome = Outcome {
        dumps: Vec::new(),
        coverage: Coverage::default(),
        totals: Totals::default(),
        findings: Vec::new(),
        oldest_waits: Vec::new(),
        normal: Vec::new(),
        groups: GroupTable::default(),
    };
    Action::Ready {
        id: InputId(id),
        report: Rc::new(Report::new(outcome)),
    }
}

fn progress(id: u32, read: u64) -> Action {
    Action::Progress {
        id: InputId(id),
        read,
        total: 100,
    }
}

#[test]
fn a_new_input_is_shown_and_reads() {
    let state = after([opened(1), progress(1, 40)]);
    let input = state.current().expect("shown");
    assert_eq!(
        input.phase,
        Phase::Reading {
            read: 40,
            total: 100
        }
    );
}

#[test]
fn events_of_a_cancelled_input_change_nothing() {
    let state = after([opened(1), Action::Closed(InputId(1))]);
    for action in [progress(1, 50), ready(1)] {
        let next = Rc::clone(&state).reduce(action);
        assert!(Rc::ptr_eq(&next, &state));
    }
    assert_eq!(state.current, None);
}

#[test]
fn a_report_is_not_lost_when_the_worker_breaks_later() {
    let failed = Action::Failed {
        id: InputId(1),
        message: AttrValue::Static("out of memory"),
    };
    let state = after([opened(1), ready(1), failed]);
    assert!(
        state
            .current()
            .is_some_and(|input| input.report().is_some())
    );
}

#[test]
fn closing_the_input_on_screen_shows_another() {
    let state = after([opened(1), opened(2), Action::Closed(InputId(2))]);
    assert_eq!(state.current, Some(InputId(1)));
}

#[test]
fn goroutines_asked_for_at_another_level_are_not_shown() {
    let ready = Action::Ready {
        id: InputId(1),
        report: Rc::new(report()),
    };
    let told = |groups: Vec<u32>| {
        let page = MembersPage {
            from: 0,
            total: 0,
            members: Vec::new(),
        };
        Action::Told(InputId(1), Told::Members(groups, page))
    };
    let state = after([opened(1), ready, told(vec![1]), told(vec![0, 1])]);
    let input = state.current().expect("shown");
    let shown: Vec<_> = input
        .view
        .goroutines
        .pages
        .iter()
        .map(|(group, _)| group)
        .collect();
    assert_eq!(shown, [&1]);
}

#[test]
fn going_to_a_group_shows_it_whatever_the_filter_hides() {
    let groups = |action| Action::Groups(InputId(1), action);
    let ready = Action::Ready {
        id: InputId(1),
        report: Rc::new(report()),
    };
    let query = groups(GroupsAction::Query("nothing".into()));
    let go = groups(GroupsAction::Go(Some(Place::Group(2))));
    let level = groups(GroupsAction::Level(Level::Function));
    let state = after([opened(1), ready, query, go]);
    let view = |state: &AppState| state.current().expect("shown").view.clone();
    assert_eq!(view(&state).query, "");
    assert!(view(&state).open.has(&2));
    assert_eq!(view(&state).wish, 1);
    // Where the user is survives another grouping.
    let state = state.reduce(level);
    assert_eq!(view(&state).place, Some(Place::Group(2)));
}
