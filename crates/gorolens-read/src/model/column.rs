//! Whole numbers in as few bytes as they need.
//!
//! A million goroutines are told apart by a few bytes each: within a block of neighbours, ids,
//! offsets and states lie close together. A column keeps the smallest value of its block and, for
//! each row, the difference in the fewest whole bytes that hold all of them. A row is read with one
//! load, so rows are as quick to reach as in an array.

/// One column of a block: where its rows are in the block's bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// The smallest value.
    pub base: u64,
    /// Where the first row begins.
    pub from: u32,
    /// Bytes of a row; none when all values are equal.
    pub width: u8,
}

/// Bytes behind the last row, so that every row can be read as eight bytes.
pub(super) const PADDING: usize = 8;

impl Column {
    /// Appends `values` to `bytes`.
    pub fn write(values: &[u64], bytes: &mut Vec<u8>) -> Column {
        let (mut min, mut max) = (u64::MAX, 0);
        for &value in values {
            min = min.min(value);
            max = max.max(value);
        }
        let base = min.min(max);
        let width = width(max - base);
        let column = Column {
            base,
            from: bytes.len() as u32,
            width,
        };
        match width {
            0 => {}
            1 => bytes.extend(values.iter().map(|value| (value - base) as u8)),
            2 => write_as(values, bytes, |value| ((value - base) as u16).to_le_bytes()),
            3 => write_as(values, bytes, |value| {
                let [a, b, c, _] = ((value - base) as u32).to_le_bytes();
                [a, b, c]
            }),
            4 => write_as(values, bytes, |value| ((value - base) as u32).to_le_bytes()),
            _ => {
                for value in values {
                    bytes.extend_from_slice(&(value - base).to_le_bytes()[..usize::from(width)]);
                }
            }
        }
        column
    }

    /// All values, as many as there is room for; `bytes` are those of the block, padded.
    pub fn read(&self, bytes: &[u8], values: &mut [u64]) {
        let (base, width) = (self.base, usize::from(self.width));
        let from = self.from as usize;
        let rows = bytes.get(from..from + width * values.len());
        let (Some(rows), 1..) = (rows, width) else {
            return values.fill(base);
        };
        match width {
            1 => read_as(values, rows, |&[a]| base.wrapping_add(u64::from(a))),
            2 => read_as(values, rows, |it| {
                base.wrapping_add(u64::from(u16::from_le_bytes(*it)))
            }),
            3 => read_as(values, rows, |&[a, b, c]| {
                base.wrapping_add(u64::from(u32::from_le_bytes([a, b, c, 0])))
            }),
            4 => read_as(values, rows, |it| {
                base.wrapping_add(u64::from(u32::from_le_bytes(*it)))
            }),
            _ => {
                for (at, value) in values.iter_mut().enumerate() {
                    *value = self.get(bytes, at);
                }
            }
        }
    }

    /// The value in row `at`; `bytes` are those of the block, padded.
    pub fn get(&self, bytes: &[u8], at: usize) -> u64 {
        let from = self.from as usize + at * usize::from(self.width);
        self.base.wrapping_add(load(bytes, from, self.width))
    }

    /// Where the column after this one would begin, with `rows` rows in this one.
    pub fn end(&self, rows: usize) -> usize {
        self.from as usize + rows * usize::from(self.width)
    }
}

fn read_as<const N: usize>(values: &mut [u64], rows: &[u8], value: impl Fn(&[u8; N]) -> u64) {
    let (rows, _) = rows.as_chunks();
    for (row, place) in rows.iter().zip(values) {
        *place = value(row);
    }
}

fn write_as<const N: usize>(values: &[u64], bytes: &mut Vec<u8>, cut: impl Fn(u64) -> [u8; N]) {
    bytes.extend(values.iter().flat_map(|&value| cut(value)));
}

/// Bytes that hold `value`.
pub(super) fn width(value: u64) -> u8 {
    (u64::BITS - value.leading_zeros()).div_ceil(8) as u8
}

/// The number in the `width` bytes from `from` on, of at least eight.
pub(super) fn load(bytes: &[u8], from: usize, width: u8) -> u64 {
    let word = bytes.get(from..).and_then(|rest| rest.first_chunk::<8>());
    let word = word.map_or(0, |word| u64::from_le_bytes(*word));
    let bits = 8 * u32::from(width.min(8));
    word & u64::MAX.checked_shr(u64::BITS - bits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_every_width() {
        for shift in [0, 1, 7, 8, 15, 16, 23, 24, 31, 32, 40, 48, 56, 63] {
            let values = [5, 5 + (1 << shift), 7, 5 + (1u64 << shift) / 2];
            let mut bytes = vec![1, 2, 3];
            let column = Column::write(&values, &mut bytes);
            assert_eq!(column.end(values.len()), bytes.len());
            bytes.extend([0; PADDING]);
            let read: Vec<u64> = (0..4).map(|at| column.get(&bytes, at)).collect();
            assert_eq!(read, values, "{shift}");
            let mut all = [0; 4];
            column.read(&bytes, &mut all);
            assert_eq!(all, values, "{shift}");
        }
    }

    #[test]
    fn equal_values_take_no_bytes() {
        let mut bytes = Vec::new();
        let column = Column::write(&[u64::MAX; 9], &mut bytes);
        assert!(bytes.is_empty());
        assert_eq!(column.get(&[0; PADDING], 8), u64::MAX);
        assert_eq!(
            Column::write(&[], &mut bytes).get(&[0; PADDING], 0),
            Column::default().base
        );
    }
}
