//! What need not be on the screen at once, left to tasks of its own.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How many tasks the component has been shown for: 0 the first time, then one more in each task until there were
/// `last`. What is drawn in a later one does not hold up what the user waits for, and no task grows long.
#[hook]
pub fn use_tasks(last: usize) -> usize {
    let tasks = use_state_eq(|| 0);
    let done = *tasks;
    use_effect_with((done, done < last), {
        let tasks = tasks.setter();
        move |&(done, is_more)| {
            let timer = is_more.then(|| Timeout::new(0, move || tasks.set(done + 1)));
            move || drop(timer)
        }
    });
    done
}
