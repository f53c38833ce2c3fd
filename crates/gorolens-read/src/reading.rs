//! Drives the stages up to the goroutines: bytes → lines → goroutines → dumps.

use crate::collect::{Collected, Collector};
use crate::input::Input;
use crate::limits::Limits;
use crate::model::{Dump, Tables};
use crate::part::{PartResult, Unfit};
use crate::report::Coverage;

/// One or more inputs while they are being read.
#[derive(Debug)]
pub struct Reading {
    out: Collector,
    input: Option<Input>,
}

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The dumps, in the order in which they came.
    pub dumps: Vec<Dump>,
    /// The stacks, states and labels that their goroutines name.
    pub tables: Tables,
    /// The account of every byte.
    pub coverage: Coverage,
}

impl Reading {
    /// Reads inputs within `limits`.
    pub fn new(limits: Limits) -> Self {
        Reading {
            out: Collector::new(limits),
            input: None,
        }
    }

    /// Begins a new input; `name` is shown in the report. Without it the first [`push`](Self::push)
    /// begins an input named `-`.
    pub fn start_input(&mut self, name: &str) {
        self.end_input();
        self.out.start_input(name);
        self.input = Some(Input::new());
    }

    /// The next bytes of the current input, cut anywhere.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.input.is_none() {
            self.start_input("-");
        }
        if let Some(input) = &mut self.input {
            input.push(chunk, &mut self.out);
        }
    }

    /// Adds an input of this name that was read in parts; see [`Part`](crate::part::Part). When they do
    /// not fit, nothing is added: read the input as a whole then.
    pub fn add_parts(&mut self, name: &str, parts: Vec<PartResult>) -> Result<(), Unfit> {
        self.end_input();
        self.out.fit(&parts)?;
        self.out.start_input(name);
        self.out.take_up(parts);
        self.out.n_inputs += 1;
        Ok(())
    }

    fn end_input(&mut self) {
        if let Some(input) = self.input.take() {
            input.finish(&mut self.out);
            self.out.n_inputs += 1;
        }
    }

    /// Ends the last input and gives what was read. The last line needs no newline.
    pub fn finish(mut self) -> Read {
        self.end_input();
        let Collected {
            dumps,
            tables,
            coverage,
        } = self.out.finish();
        Read {
            dumps,
            tables,
            coverage,
        }
    }
}
