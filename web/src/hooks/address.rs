//! What the page's address says: `#q=state:select&g=0123456789abcdef`. It stays in the browser:
//! what follows `#` is never sent.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;
use yew::prelude::*;

use super::Analyzers;
use crate::state::{Arrival, GroupsAction, Input, InputId, Level, Place, Report, Tab};

/// The query of the filter.
const QUERY: &str = "q";

/// Milliseconds after the last key of a query until the address has it: browsers write addresses slowly, and some
/// refuse to when it is done often.
const TYPED: u32 = 250;

/// The name of a finding.
const FINDING: &str = "f";

/// The id of a group.
const GROUP: &str = "g";

/// The number of a goroutine.
const GOROUTINE: &str = "go";

/// How alike the stacks of a group are.
const LEVEL: &str = "level";

/// How the groups are shown.
const TAB: &str = "view";

/// Keeps the address and the place in a report at one: what the user does writes the address, and
/// "back", "forward" and links that are followed move the user.
#[hook]
pub fn use_address(input: &Input, report: &Rc<Report>, analyzers: &Rc<Analyzers>) {
    let view = &input.view;
    let hash = hash(report, view.place, &view.query, view.tab);
    let last = use_mut_ref(|| (view.wish, view.query.clone()));
    let pending = use_mut_ref(|| None::<(Timeout, String)>);
    use_effect_with(
        (hash, view.wish, view.query.clone()),
        move |(hash, wish, query)| {
            let (last_wish, last_query) = last.replace((*wish, query.clone()));
            let is_journey = last_wish != *wish;
            if let Some((_, before)) = pending.take().filter(|_| is_journey) {
                write(&before, false);
            }
            if is_journey || last_query == *query {
                return write(hash, is_journey);
            }
            let write_it = {
                let pending = pending.clone();
                move || {
                    if let Some((_, hash)) = pending.take() {
                        write(&hash, false);
                    }
                }
            };
            pending.replace(Some((Timeout::new(TYPED, write_it), hash.clone())));
        },
    );
    use_effect_with((input.id, report.clone(), analyzers.clone()), listen);
}

/// Takes the user where the address says, if it says anything; whether it does.
pub fn arrive(input: InputId, report: &Rc<Report>, analyzers: &Analyzers) -> bool {
    let Some(arrival) = read(report) else {
        return false;
    };
    let leads_somewhere = arrival.place.is_some();
    analyzers.groups(input, GroupsAction::Arrive(arrival));
    leads_somewhere
}

fn listen(
    (input, report, analyzers): &(InputId, Rc<Report>, Rc<Analyzers>),
) -> impl FnOnce() + use<> {
    let (input, report, analyzers) = (*input, report.clone(), analyzers.clone());
    let listener = web_sys::window().map(|window| {
        EventListener::new(&window, "popstate", move |_| {
            arrive(input, &report, &analyzers);
        })
    });
    move || drop(listener)
}

/// The address of a place, from `#` on.
pub fn hash_of(report: &Report, place: Place) -> String {
    hash(report, Some(place), "", Tab::default())
}

fn hash(report: &Report, place: Option<Place>, query: &str, tab: Tab) -> String {
    let Ok(params) = UrlSearchParams::new() else {
        return "#".to_owned();
    };
    let set = |key, value: &str| {
        if !value.is_empty() {
            params.set(key, value);
        }
    };
    set(QUERY, query);
    set(LEVEL, report.level.name());
    set(TAB, tab.name());
    match place {
        Some(Place::Finding(at)) => {
            set(
                FINDING,
                &Place::name_of_finding(report, at).unwrap_or_default(),
            );
        }
        Some(Place::Group(group)) => {
            set(
                GROUP,
                report.row(group).map_or("", |row| report.str(row.id)),
            );
        }
        Some(Place::Goroutine { dump, id }) => set(GOROUTINE, &Place::name_of_goroutine(dump, id)),
        None => {}
    }
    format!("#{}", String::from(params.to_string()))
}

/// Writes the address; a journey can be taken back, anything else replaces what it said.
fn write(hash: &str, is_journey: bool) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let now = window.location().hash().unwrap_or_default();
    if now == hash || (now.is_empty() && hash == "#") {
        return;
    }
    if let Ok(history) = window.history() {
        // Refused in sandboxed frames; the address is a comfort there.
        let _ = if is_journey {
            history.push_state_with_url(&JsValue::NULL, "", Some(hash))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(hash))
        };
    }
}

fn read(report: &Rc<Report>) -> Option<Arrival> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let params = UrlSearchParams::new_with_str(hash.trim_start_matches('#')).ok()?;
    let says = |key: &str| params.get(key).filter(|value| !value.is_empty());
    let level = Level::named(&says(LEVEL).unwrap_or_default());
    let there = report.at_level(level);
    let place = match (says(FINDING), says(GROUP), says(GOROUTINE)) {
        (_, _, Some(goroutine)) => Place::goroutine(&goroutine),
        (_, Some(group), None) => Place::group(&there, &group),
        (Some(finding), None, None) => Place::finding(&there, &finding),
        (None, None, None) => None,
    };
    Some(Arrival {
        query: says(QUERY).unwrap_or_default().into(),
        tab: Tab::named(&says(TAB).unwrap_or_default()),
        report: there,
        place,
    })
}

/// The address of the page with something else behind its `#`. A page without an address that others could
/// open (a local file, a part of another page) gives what stands behind the `#` alone.
pub fn page_address(hash: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let href = location.and_then(|location| location.href().ok());
    let page = href
        .filter(|href| href.starts_with("http"))
        .unwrap_or_default();
    let page = page.split(['#', '?']).next().unwrap_or_default();
    format!("{page}#{hash}")
}
