//! Links to places of a report. They are real links: the address can be copied, and "back" leads
//! back.

use std::rc::Rc;

use yew::prelude::*;

use super::app::{AppContext, use_app};
use super::shared::icons;
use crate::hooks::{Analyzers, hash_of};
use crate::state::{GroupsAction, InputId, Place, Report};

#[derive(PartialEq, Properties)]
pub(super) struct PlaceLinkProps {
    pub(super) input: InputId,
    pub(super) report: Rc<Report>,
    pub(super) place: Place,
    /// What it leads to, for those who hear it.
    pub(super) name: &'static str,
}

/// A sign to take the address of a place from.
#[component]
pub(super) fn PlaceLink(props: &PlaceLinkProps) -> Html {
    let app = use_app();
    let onclick = go(&app.analyzers, props.input, props.place);
    html! {
        <a class="place-link" href={hash_of(&props.report, props.place)} {onclick}
            aria-label={props.name} title={props.name}>{ icons::link() }</a>
    }
}

/// Goes to a place of the report as the analysis grouped it.
pub(super) fn go_exact(
    analyzers: &Rc<Analyzers>,
    input: InputId,
    exact: &Rc<Report>,
    place: Place,
) -> Callback<MouseEvent> {
    let go = go(analyzers, input, place);
    let (analyzers, level) = (analyzers.clone(), exact.level);
    Callback::from(move |event: MouseEvent| {
        analyzers.groups(input, GroupsAction::Level(level));
        go.emit(event);
    })
}

/// The number of a goroutine, as a link to it.
pub(super) fn view_goroutine_link(
    dump: u32,
    id: u64,
    (input, report): (InputId, &Rc<Report>),
    app: &AppContext,
) -> Html {
    let place = Place::Goroutine { dump, id };
    let onclick = go(&app.analyzers, input, place);
    html! {
        <a class="goroutine-link" data-testid="goroutine-link" href={hash_of(report, place)} {onclick}>{ id }</a>
    }
}

/// Goes to a place without a look at the address; clicks that open a tab or a menu are the browser's.
pub(super) fn go(analyzers: &Rc<Analyzers>, input: InputId, place: Place) -> Callback<MouseEvent> {
    let analyzers = analyzers.clone();
    Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            analyzers.groups(input, GroupsAction::Go(Some(place)));
        }
    })
}
