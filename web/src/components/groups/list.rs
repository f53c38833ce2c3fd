//! The rows of the list. Only those in view are drawn, so that five rows and fifty thousand cost
//! the same; the room of the others is kept by two empty elements.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::row::GroupItem;
use crate::hooks::{use_css_var, use_settled, use_stretch};
use crate::state::{GroupsView, InputId, Place, Report};
use crate::view_model::triage::note_of;
use crate::view_model::window::Window;

/// Height of a folded row that was never drawn, in CSS pixels.
const GUESS: f64 = 49.0;

/// The heights of rows that were drawn, by group, in CSS pixels.
#[derive(Default)]
struct Heights(Vec<f64>);

impl Heights {
    fn of(&self, group: u32) -> f64 {
        self.0.get(group as usize).copied().unwrap_or(GUESS)
    }

    /// Notes a height and gives what was known before.
    fn replace(&mut self, group: u32, height: f64) -> f64 {
        let at = group as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, GUESS);
        }
        std::mem::replace(&mut self.0[at], height)
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct GroupListProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) view: GroupsView,
    /// Indices of the groups, in order.
    pub(super) groups: Rc<[u32]>,
    /// For those who hear the list.
    pub(super) label: AttrValue,
}

/// The list.
#[component]
pub(super) fn GroupList(props: &GroupListProps) -> Html {
    let list = use_node_ref();
    let heights = use_mut_ref(Heights::default);
    let revealed = use_memo((), |()| Cell::new(None));
    let settled = use_settled(&props.groups);
    let (from, to) = use_stretch(list.clone(), settled);
    let window = {
        let heights = heights.borrow();
        Window::new(
            props.groups.iter().map(|group| heights.of(*group)),
            from,
            to,
        )
    };
    let above = use_css_var("--height", format!("{}px", window.above as u64));
    let below = use_css_var("--height", format!("{}px", window.below as u64));
    let redraw = use_force_update();
    use_effect({
        let (list, heights) = (list.clone(), heights.clone());
        move || {
            // Before, the browser would have to lay the page out once more for it.
            if settled && measure(&list, &mut heights.borrow_mut()) {
                redraw.force_update();
            }
        }
    });
    let target = match props.view.place {
        Some(Place::Group(group)) if props.view.wish > 0 => Some((group, props.view.wish)),
        _ => None,
    };
    use_effect_with((target.map(|it| it.1), props.groups.clone()), {
        let (list, heights) = (list.clone(), heights.clone());
        move |(_, groups)| {
            let at = target.and_then(|(group, _)| groups.iter().position(|it| *it == group));
            if let Some(at) = at {
                let before = groups.iter().take(at);
                let heights = heights.borrow();
                scroll_to(&list, before.map(|group| heights.of(*group)).sum());
            }
        }
    });
    let n_groups = props.groups.len();
    let drawn = props
        .groups
        .get(window.first..window.end)
        .unwrap_or_default();
    let rows = (window.first..).zip(drawn).map(|(at, group)| {
        let reveal = target.filter(|(revealed, _)| revealed == group);
        html! {
            <GroupItem key={*group} input={props.input} report={props.report.clone()} group={*group}
                open={props.view.open.has(group)} fold={props.view.fold} place={at + 1} {n_groups}
                reveal={reveal.map(|(_, wish)| wish)} revealed={revealed.clone()}
                goroutines={props.view.open.has(group).then(|| props.view.goroutines.clone())}
                pointer={props.view.pointer.clone()}
                note={note_of(&props.view.notes, &props.report, *group)} />
        }
    });
    html! {
        <ul ref={list} class="group-list" aria-label={props.label.clone()}>
            <li key="above" ref={above} class="group-list-space" aria-hidden="true"></li>
            { for rows }
            <li key="below" ref={below} class="group-list-space" aria-hidden="true"></li>
        </ul>
    }
}

/// Notes how high the drawn rows are; whether that is news.
fn measure(list: &NodeRef, heights: &mut Heights) -> bool {
    let Some(list) = list.cast::<Node>() else {
        return false;
    };
    let children = list.child_nodes();
    let mut news = false;
    for at in 0..children.length() {
        let row = children
            .get(at)
            .and_then(|node| node.dyn_into::<Element>().ok());
        let group = row.as_ref().and_then(|row| row.get_attribute("data-group"));
        let (Some(row), Some(group)) = (row, group.and_then(|group| group.parse().ok())) else {
            continue;
        };
        let height = row.get_bounding_client_rect().height();
        let known = heights.replace(group, height);
        news |= (known - height).abs() > 0.5;
    }
    news
}

/// Brings a place of the list, in CSS pixels from its top, into view.
fn scroll_to(list: &NodeRef, top: f64) {
    let (Some(window), Some(list)) = (web_sys::window(), list.cast::<Element>()) else {
        return;
    };
    let list_top = list.get_bounding_client_rect().top();
    window.scroll_by_with_x_and_y(0.0, list_top + top - 160.0);
}
