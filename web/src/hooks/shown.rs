//! What need not be on the screen at once, left to a task of its own.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Whether the component has been shown: false the first time, and true in a later task. What is drawn only then
/// does not hold up what the user waits for, and no task grows as long as both together.
#[hook]
pub fn use_shown() -> bool {
    let is_shown = use_state_eq(|| false);
    use_effect_with((), {
        let is_shown = is_shown.setter();
        move |()| {
            let timer = Timeout::new(0, move || is_shown.set(true));
            move || drop(timer)
        }
    });
    *is_shown
}
