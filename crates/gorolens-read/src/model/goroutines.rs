//! The goroutines of one dump, in some twenty bytes each.
//!
//! Rows are gathered in blocks; a full block is turned into [columns](super::column). What a rule
//! gets is a [`Goroutine`], put together when it asks for one.

use super::column::{Column, PADDING};
use super::ids::{LabelSetId, StackId, StateId};
use super::pointers::{self, Pointers};
use super::{Flags, Goroutine};
use crate::bytes::{Reader, Writer};

/// Goroutines in order of input. Grows at its end only.
#[derive(Clone, Debug, Default)]
pub struct Goroutines {
    blocks: Vec<Block>,
    /// The last block while it is not full.
    open: Open,
    /// Goroutines that all records stand for.
    total: u64,
    /// Whether some record stands for more than one.
    has_counts: bool,
}

/// Rows of a full block.
const ROWS: usize = 256;

/// The columns of a block.
#[derive(Clone, Copy, Debug)]
enum Field {
    Id,
    Offset,
    Creator,
    Stack,
    State,
    Labels,
    /// One more than the minutes; 0 for none.
    Minutes,
    Count,
    Flags,
    /// Where the pointers of the row begin.
    Pointers,
}

/// Number of columns.
const FIELDS: usize = 10;

/// A row as numbers.
type Row = [u64; FIELDS];

#[derive(Clone, Debug)]
struct Block {
    rows: u16,
    /// A pointer that many others are near to.
    near: u64,
    columns: [Column; FIELDS],
    /// The rows of all columns, then the pointers, then [`PADDING`].
    bytes: Box<[u8]>,
}

/// A block that is not full: each column as it comes.
#[derive(Clone, Debug, Default)]
struct Open {
    rows: usize,
    /// Empty, or [`FIELDS`] columns.
    columns: Vec<[u64; ROWS]>,
    pointers: Vec<u8>,
    near: u64,
}

impl Goroutines {
    /// Number of records; each stands for [`Goroutine::count`] goroutines.
    pub fn len(&self) -> usize {
        self.blocks.len() * ROWS + self.open.rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The goroutine at a position, if there is one.
    pub fn get(&self, at: usize) -> Option<Goroutine> {
        (at < self.len()).then(|| self.at(at))
    }

    /// The goroutine at a position; there must be one.
    pub fn at(&self, at: usize) -> Goroutine {
        self.row(at).goroutine(at)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Goroutine> + '_ {
        let closed = (0..).zip(&self.blocks);
        let closed = closed.flat_map(|(at, block)| block.goroutines(at * ROWS));
        let open = self.blocks.len() * ROWS..self.len();
        closed.chain(open.map(|at| self.at(at)))
    }

    /// Calls `take` with each of them: a block at a time, in the same memory.
    pub fn each(&self, mut take: impl FnMut(Goroutine)) {
        let mut columns = Box::new([[0; ROWS]; FIELDS]);
        for (at, block) in self.blocks.iter().enumerate() {
            block.read_columns(&mut columns);
            for row in 0..usize::from(block.rows) {
                take(goroutine(at * ROWS + row, |field| {
                    columns[field as usize][row]
                }));
            }
        }
        (self.blocks.len() * ROWS..self.len()).for_each(|at| take(self.at(at)));
    }

    /// Calls `take` with the position, the stack and the state of each of them.
    pub fn each_place(&self, mut take: impl FnMut(usize, StackId, StateId)) {
        let place = |stack: u64, state: u64| (StackId(stack as u32), StateId(state as u16));
        let (mut stacks, mut states) = ([0; ROWS], [0; ROWS]);
        for (at, block) in self.blocks.iter().enumerate() {
            let rows = usize::from(block.rows);
            block.read(Field::Stack, &mut stacks);
            block.read(Field::State, &mut states);
            for (row, (stack, state)) in stacks.iter().zip(&states).take(rows).enumerate() {
                let (stack, state) = place(*stack, *state);
                take(at * ROWS + row, stack, state);
            }
        }
        for at in self.blocks.len() * ROWS..self.len() {
            take(at, self.stack(at), self.state(at));
        }
    }

    /// Calls `take` with the position and [`Goroutine::creator_id`] of each of them.
    pub fn each_creator(&self, mut take: impl FnMut(usize, u64)) {
        let mut creators = [0; ROWS];
        for (at, block) in self.blocks.iter().enumerate() {
            block.read(Field::Creator, &mut creators);
            let rows = creators.iter().take(usize::from(block.rows));
            rows.enumerate()
                .for_each(|(row, &creator)| take(at * ROWS + row, creator));
        }
        (self.blocks.len() * ROWS..self.len()).for_each(|at| take(at, self.creator(at)));
    }

    /// Stack and state of all of them.
    pub(crate) fn places(&self) -> impl Iterator<Item = (StackId, StateId)> + '_ {
        let place = |(stack, state): (u64, u64)| (StackId(stack as u32), StateId(state as u16));
        let stacks = self.column(Field::Stack);
        stacks.zip(self.column(Field::State)).map(place)
    }

    fn column(&self, field: Field) -> impl Iterator<Item = u64> + '_ {
        let mut values = [0; ROWS];
        let rows = move |block: usize| {
            let rows = match self.blocks.get(block) {
                Some(block) => {
                    let rows = usize::from(block.rows);
                    block.columns[field as usize].read(&block.bytes, &mut values[..rows]);
                    rows
                }
                None => {
                    values = self.open.columns[field as usize];
                    self.open.rows
                }
            };
            (values, rows)
        };
        let n_open = usize::from(self.open.rows > 0);
        let blocks = (0..self.blocks.len() + n_open).map(rows);
        blocks.flat_map(|(values, rows)| values.into_iter().take(rows))
    }

    /// The last one.
    pub fn last(&self) -> Option<Goroutine> {
        self.get(self.len().checked_sub(1)?)
    }

    /// The stack of the goroutine at a position.
    pub fn stack(&self, at: usize) -> StackId {
        StackId(self.row(at).field(Field::Stack) as u32)
    }

    /// The wait reason or status of the goroutine at a position.
    pub fn state(&self, at: usize) -> StateId {
        StateId(self.row(at).field(Field::State) as u16)
    }

    /// Whole minutes of waiting of the goroutine at a position; see [`Goroutine::minutes`].
    pub fn minutes(&self, at: usize) -> Option<u32> {
        (self.row(at).field(Field::Minutes) as u32).checked_sub(1)
    }

    /// The id of the goroutine at a position; see [`Goroutine::id`].
    pub fn id(&self, at: usize) -> u64 {
        self.row(at).field(Field::Id)
    }

    /// Who started the goroutine at a position; see [`Goroutine::creator_id`].
    pub fn creator(&self, at: usize) -> u64 {
        self.row(at).field(Field::Creator)
    }

    /// Stack and state of the goroutine at a position, as one number.
    pub fn place(&self, at: usize) -> u64 {
        let row = self.row(at);
        row.field(Field::Stack) << 32 | row.field(Field::State)
    }

    /// How many goroutines the record at a position stands for.
    pub fn count(&self, at: usize) -> u64 {
        self.row(at).field(Field::Count)
    }

    /// First arguments of the watched frames of the goroutine at a position.
    pub fn pointers(&self, at: usize) -> Pointers {
        self.row(at).pointers()
    }

    /// Calls `take` with each of them.
    pub fn each_pointer(&self, at: usize, take: impl FnMut(u64)) {
        self.row(at).each_pointer(take);
    }

    /// How many goroutines all records stand for.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Whether some record stands for several goroutines.
    pub fn has_counts(&self) -> bool {
        self.has_counts
    }

    /// Adds a goroutine with the first arguments of its watched frames.
    pub fn push(&mut self, goroutine: &Goroutine, pointers: &[u64]) {
        self.total += u64::from(goroutine.count);
        self.has_counts |= goroutine.count != 1;
        let open = &mut self.open;
        // The first pointer there is: none has been written in relation to another.
        if open.near == 0 {
            let values = pointers.iter().map(|pointer| pointer & !super::STALE);
            open.near = values.into_iter().find(|&value| value != 0).unwrap_or(0);
        }
        let from = open.pointers.len();
        open.columns.resize(FIELDS, [0; ROWS]);
        for (column, value) in open.columns.iter_mut().zip(row_of(goroutine, from)) {
            column[open.rows] = value;
        }
        pointers::write(pointers, open.near, &mut open.pointers);
        open.rows += 1;
        if open.rows == ROWS {
            self.blocks.push(open.close());
        }
    }

    /// No more will be added for long: gives back what memory it can.
    pub fn shrink(&mut self) {
        self.blocks.shrink_to_fit();
        self.open.shrink();
    }

    /// As bytes.
    pub(crate) fn write(&self, out: &mut Writer) {
        let last = (self.open.rows > 0).then(|| self.open.clone().close());
        let blocks: Vec<&Block> = self.blocks.iter().chain(&last).collect();
        out.list(&blocks, |out, block| {
            out.number(u64::from(block.rows));
            out.number(block.near);
            for column in block.columns {
                out.number(column.base);
                out.number(u64::from(column.from));
                out.number(u64::from(column.width));
            }
            out.bytes(&block.bytes);
        });
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(crate) fn read(input: &mut Reader<'_>) -> Option<Goroutines> {
        let mut all = Goroutines::default();
        for block in input.list(Block::of_bytes)? {
            let is_full = usize::from(block.rows) == ROWS;
            if is_full && all.open.rows == 0 {
                let counts = block.goroutines(0).map(|it| u64::from(it.count));
                let total: u64 = counts.sum();
                all.total += total;
                all.has_counts |= total != ROWS as u64;
                all.blocks.push(block);
                continue;
            }
            for at in 0..usize::from(block.rows) {
                let row = RowAt::Closed(&block, at);
                let (goroutine, pointers) = (row.goroutine(all.len()), row.pointers());
                all.push(&goroutine, &pointers);
            }
        }
        Some(all)
    }

    fn row(&self, at: usize) -> RowAt<'_> {
        match self.blocks.get(at / ROWS) {
            Some(block) => RowAt::Closed(block, at % ROWS),
            None => RowAt::Open(&self.open, at % ROWS),
        }
    }
}

fn row_of(goroutine: &Goroutine, pointers: usize) -> Row {
    [
        goroutine.id,
        goroutine.offset,
        goroutine.creator_id,
        u64::from(goroutine.stack.0),
        u64::from(goroutine.state.0),
        u64::from(goroutine.labels.0),
        u64::from(goroutine.wait_minutes.wrapping_add(1)),
        u64::from(goroutine.count),
        u64::from(goroutine.flags.bits()),
        pointers as u64,
    ]
}

impl Block {
    /// Its rows, which are at these positions.
    fn goroutines(&self, from: usize) -> impl Iterator<Item = Goroutine> + use<> {
        let mut columns = Box::new([[0; ROWS]; FIELDS]);
        self.read_columns(&mut columns);
        (0..usize::from(self.rows)).map(move |row| {
            let value = |field: Field| columns[field as usize][row];
            goroutine(from + row, value)
        })
    }

    fn read_columns(&self, columns: &mut [[u64; ROWS]; FIELDS]) {
        for (column, values) in self.columns.iter().zip(columns) {
            column.read(&self.bytes, &mut values[..usize::from(self.rows)]);
        }
    }

    /// The first values are those of its rows.
    fn read(&self, field: Field, values: &mut [u64; ROWS]) {
        let column = &self.columns[field as usize];
        column.read(&self.bytes, &mut values[..usize::from(self.rows)]);
    }

    fn of_bytes(input: &mut Reader<'_>) -> Option<Block> {
        let (rows, near) = (input.small()?, input.number()?);
        let mut columns = [Column::default(); FIELDS];
        for column in &mut columns {
            *column = Column {
                base: input.number()?,
                from: input.small()?,
                width: input.small().filter(|&width| width <= 8)?,
            };
        }
        let bytes: Box<[u8]> = input.bytes()?.into();
        let is_whole = usize::from(rows) <= ROWS && bytes.len() >= PADDING;
        is_whole.then_some(Block {
            rows,
            near,
            columns,
            bytes,
        })
    }
}

impl Open {
    /// Turns the rows into a block, and begins the next one.
    fn close(&mut self) -> Block {
        let mut bytes = Vec::with_capacity(ROWS * 24);
        let columns =
            std::array::from_fn(|at| Column::write(&self.columns[at][..self.rows], &mut bytes));
        bytes.extend_from_slice(&self.pointers);
        bytes.extend([0; PADDING]);
        let block = Block {
            rows: self.rows as u16,
            near: self.near,
            columns,
            bytes: bytes.into(),
        };
        self.pointers.clear();
        self.rows = 0;
        self.near = 0;
        block
    }

    fn shrink(&mut self) {
        if self.rows == 0 {
            self.columns = Vec::new();
        }
        self.pointers.shrink_to_fit();
    }
}

/// The goroutine at a position, from its fields.
fn goroutine(at: usize, field: impl Fn(Field) -> u64) -> Goroutine {
    Goroutine {
        at: at as u32,
        id: field(Field::Id),
        offset: field(Field::Offset),
        creator_id: field(Field::Creator),
        stack: StackId(field(Field::Stack) as u32),
        state: StateId(field(Field::State) as u16),
        labels: LabelSetId(field(Field::Labels) as u32),
        wait_minutes: (field(Field::Minutes) as u32).wrapping_sub(1),
        count: field(Field::Count) as u32,
        flags: Flags::from_bits(field(Field::Flags) as u8),
    }
}

/// Where a row is.
enum RowAt<'a> {
    Closed(&'a Block, usize),
    Open(&'a Open, usize),
}

impl RowAt<'_> {
    fn field(&self, field: Field) -> u64 {
        match self {
            RowAt::Closed(block, at) => block.columns[field as usize].get(&block.bytes, *at),
            RowAt::Open(open, at) => open.columns[field as usize][*at],
        }
    }

    fn goroutine(&self, at: usize) -> Goroutine {
        goroutine(at, |field| self.field(field))
    }

    fn pointers(&self) -> Pointers {
        self.pointer_bytes(pointers::read)
    }

    fn each_pointer(&self, take: impl FnMut(u64)) {
        self.pointer_bytes(|bytes, from, to, near| pointers::each(bytes, from, to, near, take));
    }

    /// Calls `read` with what [`pointers`] reads.
    fn pointer_bytes<T>(&self, read: impl FnOnce(&[u8], usize, usize, u64) -> T) -> T {
        let start = self.field(Field::Pointers) as usize;
        match *self {
            RowAt::Open(open, at) => {
                let to = match at + 1 < open.rows {
                    true => open.columns[Field::Pointers as usize][at + 1] as usize,
                    false => open.pointers.len(),
                };
                // Reading needs padding, and rows of an open block are seldom asked for.
                let mut bytes = open.pointers[start..to].to_vec();
                bytes.extend([0; PADDING]);
                read(&bytes, 0, to - start, open.near)
            }
            RowAt::Closed(block, at) => {
                let column = &block.columns[Field::Pointers as usize];
                let from = column.end(usize::from(block.rows));
                let to = match at + 1 < usize::from(block.rows) {
                    true => from.saturating_add(column.get(&block.bytes, at + 1) as usize),
                    false => block.bytes.len() - PADDING,
                };
                read(&block.bytes, from.saturating_add(start), to, block.near)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goroutine(n: u64) -> Goroutine {
        Goroutine {
            at: n as u32,
            id: n * 7 % 1000,
            offset: n * 700,
            creator_id: n / 3,
            stack: StackId(n as u32 % 5000),
            state: StateId(n as u16 % 9),
            labels: LabelSetId((n / 100) as u32),
            wait_minutes: if n.is_multiple_of(2) {
                Goroutine::NO_MINUTES
            } else {
                n as u32
            },
            count: 1 + (n as u32 % 17) / 16,
            flags: Flags::from_bits((n % 128) as u8),
        }
    }

    #[test]
    fn a_row_whose_first_pointer_is_none() {
        let mut goroutines = Goroutines::default();
        goroutines.push(&goroutine(0), &[0, 0xc0_0000_0008]);
        goroutines.push(&goroutine(1), &[0xc0_0000_1000]);
        assert_eq!(*goroutines.pointers(0), [0, 0xc0_0000_0008]);
        assert_eq!(*goroutines.pointers(1), [0xc0_0000_1000]);
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let mut goroutines = Goroutines::default();
        let pointers = |n: u64| vec![0xc0_0000_0000 + n * 64; (n % 9) as usize];
        let n = ROWS as u64 * 2 + 3;
        for at in 0..n {
            goroutines.push(&goroutine(at), &pointers(at));
        }
        assert_eq!(goroutines.len() as u64, n);
        for at in 0..n {
            assert_eq!(goroutines.get(at as usize), Some(goroutine(at)));
            assert_eq!(*goroutines.pointers(at as usize), pointers(at));
        }
        assert_eq!(goroutines.last(), Some(goroutine(n - 1)));
        assert!(goroutines.iter().eq((0..n).map(goroutine)));
        let (mut all, mut places, mut creators) = (Vec::new(), Vec::new(), Vec::new());
        goroutines.each(|it| all.push(it));
        goroutines.each_place(|at, stack, state| places.push((at, stack, state)));
        goroutines.each_creator(|at, creator| creators.push((at, creator)));
        assert!(all.iter().copied().eq((0..n).map(goroutine)));
        let place = |it: &Goroutine| (it.at as usize, it.stack, it.state);
        assert!(places.iter().copied().eq(all.iter().map(place)));
        let creator = |it: &Goroutine| (it.at as usize, it.creator_id);
        assert!(creators.iter().copied().eq(all.iter().map(creator)));
    }
}
