//! Long lists: their first entries, and more when asked.

use yew::prelude::*;

/// How many entries are shown: the `first`, and `step` more at each call of what comes with it.
#[hook]
pub fn use_more(first: usize, step: usize) -> (usize, Callback<MouseEvent>) {
    let more = use_state_eq(|| 0);
    let shown = first + *more;
    let on_more = Callback::from(move |_: MouseEvent| more.set(*more + step));
    (shown, on_more)
}
