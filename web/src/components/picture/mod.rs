//! The dump as pictures: what goroutines wait for, for how long, their stacks, and who started them.
//! Every picture says the same in words or as a table.

mod gestures;
mod icicle;
mod starters;
mod states;
mod strip;
mod table;
mod waits;

use std::rc::Rc;

use yew::prelude::*;

pub(super) use self::icicle::IciclePanel;
pub(super) use self::starters::StartersPanel;
use self::states::view_states;
use self::waits::WaitsCard;
use super::app::use_app;
use crate::state::{InputId, Report};
use crate::view_model::states::state_totals;

/// States that are told apart.
const MAX_STATES: usize = 6;

#[derive(PartialEq, Properties)]
pub(super) struct GlanceProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    /// The groups that are listed.
    pub(super) groups: Rc<[u32]>,
    /// What the user typed into the filter.
    pub(super) query: AttrValue,
}

/// States and waits of what is listed, side by side.
#[component]
pub(super) fn Glance(props: &GlanceProps) -> Html {
    let app = use_app();
    let key = (props.report.clone(), props.groups.clone());
    let totals = use_memo(key, |(report, groups)| {
        state_totals(report, groups, MAX_STATES)
    });
    html! {
        <div class="glance">
            { view_states(&totals, props, &app) }
            <WaitsCard input={props.input} report={props.report.clone()} groups={props.groups.clone()}
                query={props.query.clone()} />
        </div>
    }
}

/// The query with a term for a field, instead of the one it had.
fn with_term(query: &str, field: &str, value: &str) -> AttrValue {
    let others = query
        .split_inclusive(' ')
        .filter(|word| !word.starts_with(field))
        .collect::<String>();
    let value = match value.contains(' ') {
        true => format!("\"{value}\""),
        false => value.to_owned(),
    };
    format!("{} {field}{value}", others.trim())
        .trim()
        .to_owned()
        .into()
}
