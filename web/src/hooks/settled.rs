//! What follows when the user has seen the first of something new.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds in which the first of it is drawn: some frames.
const SOON: u32 = 50;

/// Whether `what` has been the same for a while. What is drawn only then holds up no key that is typed.
#[hook]
pub fn use_settled<T: Clone + PartialEq + 'static>(what: &T) -> bool {
    let settled = use_state_eq(|| None);
    let is_settled = settled.as_ref() == Some(what);
    use_effect_with(what.clone(), {
        let settled = settled.setter();
        move |what| {
            let what = Some(what.clone());
            let timer = Timeout::new(SOON, move || settled.set(what));
            move || drop(timer)
        }
    });
    is_settled
}
