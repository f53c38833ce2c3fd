//! Several workers on one large file: the one that has the input starts others of the same program, all of
//! them read parts of it ([`part`]), and the first puts together what they noted.
//!
//! ```text
//! first worker                        helper
//!                             ◀──     Event::Ready, as to a page
//! [blob, from, to]            ──▶     reads the part
//!                             ◀──     bytes read so far … [what it noted, bytes of its memory]
//! ```
//!
//! Invariant: nothing depends on helpers. One that does not start is given nothing; what one leaves undone is read
//! here; and an input whose parts do not fit is read as a whole.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use gorolens_core::{Part, PartResult};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, Worker};

use crate::wire::Event;
use crate::{codec, part, source, timing};

/// Bytes of an input that is worth the start of helpers: a smaller one is read before they are there.
const WORTH: u64 = 96 << 20;

/// Bytes of a part: some hundredths of a second, which is the most that one waits for another.
const PART: u64 = 32 << 20;

/// Workers on one input: a few read as fast as the browser gives.
const MOST: usize = 4;

/// Bytes that tell whether an input can be split.
const HEAD: f64 = (64 << 10) as f64;

/// Reads `blob` together with helpers; `None` when that does not pay or cannot be done. `tell` hears how many
/// bytes have been read, now and then.
pub(crate) async fn read(
    blob: &Blob,
    tell: impl Fn(u64),
) -> Result<Option<Vec<PartResult>>, JsValue> {
    let n_helpers = n_workers() - 1;
    if (blob.size() as u64) < WORTH || n_helpers == 0 {
        return Ok(None);
    }
    if !Part::may_split(&source::bytes(blob, 0.0, HEAD).await?) {
        return Ok(None);
    }
    let team = Team::start(blob, n_helpers);
    loop {
        let next = team.work.borrow_mut().todo.pop_front();
        match next {
            Some(at) => {
                let range = team.work.borrow().range(at);
                let noted =
                    part::read(blob, range, |read| tell(team.work.borrow().read + read)).await?;
                team.work.borrow_mut().keep(at, noted);
            }
            None if team.work.borrow().is_done() => break,
            None => {
                team.news().await?;
                tell(team.work.borrow().read);
            }
        }
    }
    timing::show_helpers(&team.memory());
    Ok(team.work.take().noted.into_iter().collect())
}

/// One less than the machine has cores, within reason: the browser takes as long to read a file as one worker to
/// analyse it, and where the two share the cores with a second worker, all of them take longer.
fn n_workers() -> usize {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    let cores = navigator.and_then(|it| Reflect::get(&it, &"hardwareConcurrency".into()));
    let cores = cores.ok().and_then(|it| it.as_f64()).unwrap_or(1.0);
    (cores as usize).saturating_sub(1).clamp(1, MOST)
}

/// The helpers, and what is to be done. Dropped, it ends them.
struct Team {
    work: Rc<RefCell<Work>>,
    helpers: Vec<Helper>,
}

struct Helper {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(JsValue)>,
}

#[derive(Default)]
struct Work {
    /// Bytes of the input.
    size: u64,
    /// Parts that nobody has begun with.
    todo: VecDeque<usize>,
    noted: Vec<Option<PartResult>>,
    /// What each helper is at.
    turns: Vec<Option<Turn>>,
    /// Bytes of the memory of each helper.
    memory: Vec<f64>,
    /// Bytes in parts that are done, or that helpers have begun with.
    read: u64,
    /// Resolves when a helper has said something.
    wake: Option<Function>,
}

/// A part in the hands of a helper.
#[derive(Clone, Copy)]
struct Turn {
    part: usize,
    /// Bytes read.
    read: u64,
}

impl Team {
    /// Starts helpers; those that cannot be started are none.
    fn start(blob: &Blob, n_helpers: usize) -> Team {
        let size = blob.size() as u64;
        let n_parts = size.div_ceil(PART) as usize;
        let work = Rc::new(RefCell::new(Work {
            size,
            todo: (0..n_parts).collect(),
            noted: (0..n_parts).map(|_| None).collect(),
            turns: vec![None; n_helpers],
            memory: vec![0.0; n_helpers],
            ..Work::default()
        }));
        let helper = |at| Helper::start(at, blob.clone(), Rc::clone(&work)).ok();
        Team {
            helpers: (0..n_helpers).filter_map(helper).collect(),
            work,
        }
    }

    /// Waits until a helper has said something.
    async fn news(&self) -> Result<(), JsValue> {
        let said = Promise::new(&mut |resolve, _| self.work.borrow_mut().wake = Some(resolve));
        JsFuture::from(said).await.map(drop)
    }

    /// Of the helpers that took part.
    fn memory(&self) -> Vec<f64> {
        let memory = self.work.borrow().memory.clone();
        memory.into_iter().filter(|&bytes| bytes > 0.0).collect()
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        for helper in &self.helpers {
            helper.worker.set_onmessage(None);
            helper.worker.set_onerror(None);
            helper.worker.terminate();
        }
    }
}

impl Helper {
    /// A worker of the program that runs here, from the same address in memory.
    fn start(at: usize, blob: Blob, work: Rc<RefCell<Work>>) -> Result<Helper, JsValue> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let worker = Worker::new(&scope.location().href())?;
        let on_error = Closure::<dyn Fn(JsValue)>::new({
            let work = Rc::clone(&work);
            move |_| work.borrow_mut().give_up(at)
        });
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let worker = worker.clone();
            move |message: MessageEvent| {
                let mut work = work.borrow_mut();
                if work.hear(at, &message.data()) {
                    work.hand_out(at, &worker, &blob);
                }
                work.wake();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(&wasm_bindgen::module())?;
        Ok(Helper {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }
}

impl Work {
    fn range(&self, part: usize) -> Range<u64> {
        let from = part as u64 * PART;
        from..(from + PART).min(self.size)
    }

    fn keep(&mut self, part: usize, noted: PartResult) {
        let range = self.range(part);
        self.read += range.end - range.start;
        self.noted[part] = Some(noted);
    }

    fn is_done(&self) -> bool {
        self.noted.iter().all(Option::is_some)
    }

    /// Takes what a helper says; whether it wants work.
    fn hear(&mut self, helper: usize, said: &JsValue) -> bool {
        if let (Some(read), Some(turn)) = (said.as_f64(), &mut self.turns[helper]) {
            self.read += (read as u64).saturating_sub(turn.read);
            turn.read = read as u64;
            return false;
        }
        if let Some(said) = said.dyn_ref::<Array>() {
            return self.take_up(helper, said);
        }
        let is_ready = codec::says(said, &Event::Ready);
        if !is_ready {
            self.give_up(helper);
        }
        is_ready
    }

    /// Takes what a helper noted; whether that was of use.
    fn take_up(&mut self, helper: usize, said: &Array) -> bool {
        let noted = said.get(0).dyn_into::<Uint8Array>().ok();
        let noted = noted.and_then(|bytes| PartResult::from_bytes(&bytes.to_vec()));
        let (Some(noted), Some(turn)) = (noted, self.turns[helper]) else {
            self.give_up(helper);
            return false;
        };
        self.read -= turn.read;
        self.turns[helper] = None;
        self.memory[helper] = said.get(1).as_f64().unwrap_or_default();
        self.keep(turn.part, noted);
        true
    }

    fn hand_out(&mut self, helper: usize, worker: &Worker, blob: &Blob) {
        let Some(part) = self.todo.pop_front() else {
            return;
        };
        let range = self.range(part);
        if worker.post_message(&part::task(blob, &range)).is_ok() {
            self.turns[helper] = Some(Turn { part, read: 0 });
        } else {
            self.todo.push_front(part);
        }
    }

    /// A helper broke: what it was at is done by another.
    fn give_up(&mut self, helper: usize) {
        if let Some(turn) = self.turns[helper].take() {
            self.read -= turn.read;
            self.todo.push_front(turn.part);
        }
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(wake) = self.wake.take() {
            // A function that resolves a promise does not throw.
            let _ = wake.call0(&JsValue::NULL);
        }
    }
}
