//! How the user looks at the report of an input.

use std::rc::Rc;

use yew::AttrValue;

use super::{Goroutines, Place, Report};
use crate::few::Few;
use crate::view_model::triage::{self, Note, Notes};

/// Filter, order and what is unfolded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupsView {
    /// What the user typed into the filter.
    pub query: AttrValue,
    /// The order.
    pub sort: Sort,
    /// How the groups are shown.
    pub tab: Tab,
    /// Indices of the groups whose stack is shown.
    pub open: Few<u32, ()>,
    /// Indices of the findings that are unfolded.
    pub open_findings: Few<usize, ()>,
    /// Whether library frames are folded away.
    pub fold: bool,
    /// Whether groups that are normal are listed.
    pub show_benign: bool,
    /// Where the user is.
    pub place: Option<Place>,
    /// Grows with every wish to be brought to `place`.
    pub wish: u32,
    /// What the user noted about groups.
    pub notes: Rc<Notes>,
    /// The address that is marked wherever it is shown.
    pub pointer: Option<AttrValue>,
    /// What is known of single goroutines.
    pub goroutines: Rc<Goroutines>,
}

/// The ways to show the groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Row by row.
    #[default]
    List,
    /// The stacks drawn on each other.
    Stacks,
    /// By the `go` statement that started them.
    Starters,
}

impl Tab {
    /// In order.
    pub const ALL: [Tab; 3] = [Tab::List, Tab::Stacks, Tab::Starters];

    /// Its name in an address; the usual one needs none.
    pub fn name(self) -> &'static str {
        match self {
            Tab::List => "",
            Tab::Stacks => "stacks",
            Tab::Starters => "starters",
        }
    }

    /// The tab with a name.
    pub fn named(name: &str) -> Tab {
        let mut all = Tab::ALL.into_iter();
        all.find(|tab| tab.name() == name).unwrap_or_default()
    }
}

/// The orders of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most goroutines first.
    #[default]
    Count,
    /// Longest wait first.
    Wait,
    /// By name.
    Name,
}

/// What the user can do to a report.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupsAction {
    /// Show or hide a stack.
    Toggle(u32),
    /// Unfold or fold a finding.
    ToggleFinding(usize),
    /// Go to a place, whatever the filter hides; none is the verdict.
    Go(Option<Place>),
    /// Leave the goroutine that is shown.
    CloseGoroutine,
    /// Mark an address wherever it is shown, or none.
    Mark(Option<AttrValue>),
    /// Be where an address says.
    Arrive(Arrival),
    /// Type into the filter.
    Query(AttrValue),
    /// Show the groups in another way.
    Tab(Tab),
    /// Choose an order.
    Sort(Sort),
    /// Fold library frames, or not.
    Fold(bool),
    /// List what is normal, or not.
    ShowBenign(bool),
    /// Note something about a group.
    Note(u32, Note),
    /// Take over what was noted before.
    Noted(Notes),
    /// Group stacks as alike as that.
    Level(Level),
}

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The filter.
    pub query: AttrValue,
    /// How the groups are shown.
    pub tab: Tab,
    /// The report with groups as alike as the address wants them.
    pub report: Rc<Report>,
    /// Where in it.
    pub place: Option<Place>,
}

/// How alike stacks must be to be one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Same calls at the same lines, same creator: as the analysis has it.
    #[default]
    Lines,
    /// Same calls, same creator, wherever in the functions.
    Calls,
    /// Waiting in the same function.
    Function,
}

impl Level {
    /// From the strictest.
    pub const ALL: [Level; 3] = [Level::Lines, Level::Calls, Level::Function];

    /// Its name in an address; the usual one needs none.
    pub fn name(self) -> &'static str {
        match self {
            Level::Lines => "",
            Level::Calls => "calls",
            Level::Function => "function",
        }
    }

    /// The level with a name.
    pub fn named(name: &str) -> Level {
        let all = Level::ALL.into_iter();
        all.rev()
            .find(|level| level.name() == name)
            .unwrap_or_default()
    }
}

impl GroupsView {
    /// How a report is looked at first: the weightiest finding is unfolded.
    pub(super) fn new() -> GroupsView {
        GroupsView {
            open_findings: Few::from_iter([(0, ())]),
            ..GroupsView::default()
        }
    }

    pub(super) fn apply(&mut self, action: GroupsAction, report: &Rc<Report>) {
        match action {
            GroupsAction::Toggle(group) => {
                if self.open.remove(&group).is_some() {
                    self.place = None;
                } else {
                    self.open.insert(group, ());
                    self.place = Some(Place::Group(group));
                }
            }
            GroupsAction::ToggleFinding(at) => {
                if self.open_findings.remove(&at).is_none() {
                    self.open_findings.insert(at, ());
                    self.place = Some(Place::Finding(at));
                }
            }
            GroupsAction::Go(place) => self.go(place, report),
            GroupsAction::CloseGoroutine => self.place = None,
            GroupsAction::Mark(pointer) => {
                self.pointer = pointer.filter(|it| self.pointer.as_ref() != Some(it));
            }
            GroupsAction::Query(query) => self.query = query,
            GroupsAction::Tab(tab) => self.tab = tab,
            GroupsAction::Sort(sort) => self.sort = sort,
            GroupsAction::Fold(fold) => self.fold = fold,
            GroupsAction::ShowBenign(show) => self.show_benign = show,
            GroupsAction::Note(group, note) => {
                triage::note(Rc::make_mut(&mut self.notes), report, group, &note);
            }
            GroupsAction::Noted(notes) => self.notes = Rc::new(notes),
            GroupsAction::Arrive(arrival) => {
                self.tab = arrival.tab;
                self.go(arrival.place, report);
                self.query = arrival.query;
            }
            // The report itself changes; see `Input::groups`.
            GroupsAction::Level(_) => {}
        }
    }

    fn go(&mut self, place: Option<Place>, report: &Report) {
        match place {
            Some(Place::Group(group)) => {
                self.tab = Tab::List;
                self.query = AttrValue::Static("");
                self.show_benign |= report.is_benign(group);
                self.open.insert(group, ());
            }
            Some(Place::Finding(at)) => {
                self.open_findings.insert(at, ());
            }
            Some(Place::Goroutine { .. }) | None => {}
        }
        self.place = place;
        self.wish += 1;
    }

    /// Groups have other numbers in `report` than they had in `before`.
    pub(super) fn renumber(&mut self, before: &Report, report: &Report) {
        let find = |group: u32| report.group(before.str(before.row(group)?.id));
        let open = self.open.iter().filter_map(|(group, ())| find(*group));
        self.open = open.map(|group| (group, ())).collect();
        if let Some(Place::Group(group)) = self.place {
            self.place = find(group).map(Place::Group);
        }
        Rc::make_mut(&mut self.goroutines).pages.clear();
    }
}
