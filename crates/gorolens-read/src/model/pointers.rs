//! The first arguments of a goroutine's watched frames, in few bytes.
//!
//! Objects of one kind lie near each other, and methods of one object call each other. So a pointer
//! is kept as its distance from one pointer of its block, in as few bytes as that needs, or as "the
//! same as in the frame before".

use std::ops::Deref;

use super::STALE;
use super::column::{load, width};

/// Pointers of one goroutine, parallel to [`Stack::watched`](super::Stack::watched).
#[derive(Clone, Debug, Default)]
pub struct Pointers {
    few: [u64; Self::FEW],
    len: usize,
    /// All of them, when they are more than fit into `few`.
    many: Vec<u64>,
}

impl Pointers {
    const FEW: usize = 6;

    fn push(&mut self, pointer: u64) {
        match self.few.get_mut(self.len) {
            Some(slot) => *slot = pointer,
            None => {
                if self.many.is_empty() {
                    self.many.extend_from_slice(&self.few);
                }
                self.many.push(pointer);
            }
        }
        self.len += 1;
    }
}

impl Deref for Pointers {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        match self.len {
            n if n <= Self::FEW => &self.few[..n],
            _ => &self.many,
        }
    }
}

/// Bits of the byte before each pointer: the bytes that follow it, and what they mean.
const LEN: u8 = 0b1111;
/// Go printed `?` behind it.
const IS_STALE: u8 = 1 << 4;
/// It is the one before again, and no bytes follow.
const IS_SAME: u8 = 1 << 5;
/// The distance is a multiple of eight, and an eighth of it follows.
const IS_ALIGNED: u8 = 1 << 6;
/// There is a pointer, so that a distance of 0 is told from no pointer.
const IS_SOME: u8 = 1 << 7;

/// Appends `pointers`; `near` is one that many others are near to.
pub(super) fn write(pointers: &[u64], near: u64, bytes: &mut Vec<u8>) {
    let mut before = 0;
    for &pointer in pointers {
        let value = pointer & !STALE;
        let stale = if pointer == value { 0 } else { IS_STALE };
        if value == 0 {
            bytes.push(stale);
            continue;
        }
        if value == before {
            bytes.push(IS_SAME | IS_SOME | stale);
            continue;
        }
        before = value;
        let distance = value.wrapping_sub(near) as i64;
        let is_aligned = distance % 8 == 0;
        let distance = if is_aligned { distance / 8 } else { distance };
        let zigzag = ((distance << 1) ^ (distance >> 63)) as u64;
        let len = width(zigzag);
        let aligned = if is_aligned { IS_ALIGNED } else { 0 };
        bytes.push(len | stale | aligned | IS_SOME);
        // All eight bytes at once, and back: their number is different every time.
        let end = bytes.len() + usize::from(len);
        bytes.extend_from_slice(&zigzag.to_le_bytes());
        bytes.truncate(end);
    }
}

/// Reads what [`write`] wrote between `from` and `to`; `bytes` are padded.
pub(super) fn read(bytes: &[u8], from: usize, to: usize, near: u64) -> Pointers {
    let mut pointers = Pointers::default();
    each(bytes, from, to, near, |pointer| pointers.push(pointer));
    pointers
}

/// Calls `take` with each of them.
#[inline]
pub(super) fn each(bytes: &[u8], from: usize, to: usize, near: u64, mut take: impl FnMut(u64)) {
    let mut at = from;
    let mut before = 0;
    while at < to {
        let Some(&tag) = bytes.get(at) else { break };
        at += 1;
        let len = tag & LEN;
        if tag & IS_SOME == 0 {
            take(if tag & IS_STALE == 0 { 0 } else { STALE });
            continue;
        }
        if tag & IS_SAME == 0 {
            let zigzag = load(bytes, at, len);
            at += usize::from(len);
            let distance = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            let distance = if tag & IS_ALIGNED == 0 {
                distance
            } else {
                distance.wrapping_mul(8)
            };
            before = near.wrapping_add(distance as u64);
        }
        take(if tag & IS_STALE == 0 {
            before
        } else {
            before | STALE
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let near = 0xc0_0001_0000;
        let cases: [&[u64]; 7] = [
            &[],
            &[0, near, near | STALE, near + 8, near - 0x1000_0000],
            &[1, 1, 0, 1],
            &[STALE, STALE | 5, 5],
            &[!STALE, 7, u64::MAX, near + 3],
            &[near, 1, 2, 3, 4, 5, 6, 7, 8],
            &[near + 1],
        ];
        let mut bytes = Vec::new();
        let mut ends = vec![0];
        for pointers in cases {
            write(pointers, near, &mut bytes);
            ends.push(bytes.len());
        }
        bytes.extend([0; 8]);
        for (at, pointers) in cases.iter().enumerate() {
            assert_eq!(&*read(&bytes, ends[at], ends[at + 1], near), *pointers);
        }
    }
}
