//! Which stretch of an element is in view, while the page scrolls.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::{Element, EventTarget};
use yew::prelude::*;

/// CSS pixels drawn above and below the view, so that scrolling shows rows at once.
const AROUND: f64 = 600.0;

/// The beginning that is drawn while the list is still below the view: for searches in the page.
const FIRST: f64 = 1800.0;

/// What is drawn of it at once.
const AT_ONCE: f64 = 600.0;

/// The stretch changes in steps of so many CSS pixels: most scrolling changes nothing.
const STEP: f64 = 300.0;

/// From and to, in CSS pixels from the top of `node`: what is in view, and once the list is `settled` some room
/// around it. While the page is printed, it is everything.
#[hook]
pub fn use_stretch(node: NodeRef, settled: bool) -> (f64, f64) {
    let seen = use_state_eq(|| (0.0, AT_ONCE));
    use_effect_with(node, {
        let seen = seen.setter();
        move |node| {
            let update = {
                let (node, seen) = (node.clone(), seen.clone());
                move || {
                    if let Some(now) = node.cast::<Element>().and_then(|node| in_view(&node)) {
                        seen.set(now);
                    }
                }
            };
            let soon = Timeout::new(0, update.clone());
            let listeners = listen(update, move || seen.set((0.0, f64::INFINITY)));
            move || drop((soon, listeners))
        }
    });
    let (from, to) = *seen;
    match settled {
        true => ((from - AROUND).max(0.0), (to + AROUND).max(FIRST)),
        false => (from.max(0.0), to.max(AT_ONCE)),
    }
}

fn listen(update: impl Fn() + Clone + 'static, all: impl Fn() + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let target: &EventTarget = &window;
    let mut listeners: Vec<EventListener> = ["scroll", "resize", "afterprint"]
        .into_iter()
        .map(|kind| {
            let update = update.clone();
            EventListener::new(target, kind, move |_| update())
        })
        .collect();
    listeners.push(EventListener::new(target, "beforeprint", move |_| all()));
    listeners
}

fn in_view(node: &Element) -> Option<(f64, f64)> {
    let height = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let top = -node.get_bounding_client_rect().top();
    let from = (top / STEP).floor() * STEP;
    let to = ((top + height) / STEP).ceil() * STEP;
    Some((from, to))
}
