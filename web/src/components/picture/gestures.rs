//! Wheel, mouse, pen and finger over the picture, and over the strip above it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};
use yew::prelude::{Callback, NodeRef, hook, use_effect_with, use_mut_ref};

use crate::view_model::viewport::{Viewport, wheel_factor};

/// What is listened to.
const KINDS: [&str; 5] = [
    "wheel",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
];

/// CSS pixels that a click may be off before it is a drag.
const SLACK: f64 = 4.0;

/// CSS pixels of a line and of a page, where a browser counts the wheel in those.
const UNITS: [f64; 3] = [1.0, 16.0, 300.0];

/// What was taken hold of, and what became of it.
#[derive(Clone, Default)]
pub(super) struct Drag(Rc<RefCell<Option<Held>>>);

struct Held {
    element: Element,
    /// Where, in CSS pixels from the left edge of the window.
    x: f64,
    /// What was in sight.
    sight: Viewport,
    is_drag: bool,
    is_over: bool,
}

impl Drag {
    /// Whether a click that comes now is but the end of a drag.
    pub(super) fn is_click_of_drag(&self) -> bool {
        self.0.borrow().as_ref().is_some_and(|held| held.is_drag)
    }
}

/// Hears the gestures inside `panel` and says what they bring in sight. With Ctrl or ⌘ the wheel zooms; without, it
/// scrolls the page.
#[hook]
pub(super) fn use_gestures(
    panel: &NodeRef,
    sight: Viewport,
    narrowest: f64,
    on_sight: Callback<Viewport>,
) -> Drag {
    let drag = Drag(use_mut_ref(|| None));
    use_effect_with((panel.clone(), on_sight), {
        let drag = drag.clone();
        move |(panel, on_sight)| {
            let hear = {
                let on_sight = on_sight.clone();
                move |event: &Event| {
                    let seen = match event.dyn_ref::<WheelEvent>() {
                        Some(event) => zoom(event, sight, narrowest),
                        None => pull(event.unchecked_ref(), sight, &drag),
                    };
                    seen.into_iter().for_each(|sight| on_sight.emit(sight));
                }
            };
            // Where Yew listens, it is too late to keep the browser from zooming the page.
            let options = EventListenerOptions::enable_prevent_default();
            let panel = panel.cast::<Element>();
            let listeners = panel.map(|panel| {
                KINDS.map(|kind| {
                    EventListener::new_with_options(&panel, kind, options, hear.clone())
                })
            });
            move || drop(listeners)
        }
    });
    drag
}

/// Browsers tell of a touchpad's pinch as of a wheel with Ctrl.
fn zoom(event: &WheelEvent, sight: Viewport, narrowest: f64) -> Option<Viewport> {
    if !(event.ctrl_key() || event.meta_key()) {
        return None;
    }
    let picture = element_of(event, ".icicle-picture")?;
    event.prevent_default();
    let about = place_in(&picture, event.client_x());
    let unit = UNITS.get(event.delta_mode() as usize).unwrap_or(&1.0);
    Some(sight.zoomed(wheel_factor(event.delta_y() * unit), about, narrowest))
}

fn pull(event: &PointerEvent, sight: Viewport, drag: &Drag) -> Option<Viewport> {
    let mut held = drag.0.borrow_mut();
    if event.type_() == "pointerdown" {
        *held = grip(event, sight);
        return held.as_ref().map(|held| held.sight);
    }
    let held = held.as_mut().filter(|held| !held.is_over)?;
    // No button: it was let go outside.
    if event.type_() != "pointermove" || event.buttons() == 0 {
        held.is_over = true;
        return None;
    }
    let by = f64::from(event.client_x()) - held.x;
    if !held.is_drag && by.abs() < SLACK {
        return None;
    }
    if !held.is_drag {
        held.is_drag = true;
        // Without it the drag ends at the element's edge.
        let _ = held.element.set_pointer_capture(event.pointer_id());
    }
    let by = by / held.element.get_bounding_client_rect().width();
    Some(match is_strip(&held.element) {
        true => held.sight.at(held.sight.left + by),
        false => held.sight.moved(-by),
    })
}

/// What is taken hold of, if it can be dragged. A place in the strip that is out of sight comes to its middle.
fn grip(event: &PointerEvent, sight: Viewport) -> Option<Held> {
    let element = element_of(event, ".icicle-zoomed, .icicle-map")?;
    let place = place_in(&element, event.client_x());
    let is_in_sight = sight.left <= place && place <= sight.right();
    (event.button() == 0).then(|| Held {
        x: f64::from(event.client_x()),
        sight: match is_strip(&element) && !is_in_sight {
            true => sight.centred(place),
            false => sight,
        },
        element,
        is_drag: false,
        is_over: false,
    })
}

fn is_strip(element: &Element) -> bool {
    element.class_list().contains("icicle-map")
}

fn element_of(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

/// In fractions of the width.
fn place_in(element: &Element, x: i32) -> f64 {
    let rect = element.get_bounding_client_rect();
    (f64::from(x) - rect.left()) / rect.width()
}
