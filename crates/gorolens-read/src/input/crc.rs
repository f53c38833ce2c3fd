//! The checksum of gzip and zip (CRC-32 of IEEE 802.3).
//!
//! Its tables are computed when the first compressed input is read: the tables that a library brings along cannot be
//! compressed, and would be 16 KiB of what every visitor of the page downloads. Eight bytes at a time ("slicing by
//! eight") keep it several times faster than unpacking.

use std::sync::LazyLock;

/// How many tables there are, and bytes that are taken at once.
const SLICES: usize = 8;

/// The polynomial, lowest power first.
const POLYNOMIAL: u32 = 0xedb8_8320;

type Tables = [[u32; 256]; SLICES];

static TABLES: LazyLock<Box<Tables>> = LazyLock::new(tables);

/// Checksum and number of the bytes given so far.
#[derive(Debug, Default)]
pub(super) struct Crc {
    sum: u32,
    /// Modulo 2³², as gzip has it.
    amount: u32,
}

impl Crc {
    pub(super) fn new() -> Crc {
        Crc::default()
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.amount = self.amount.wrapping_add(bytes.len() as u32);
        let tables = &**TABLES;
        let (blocks, rest) = bytes.as_chunks::<SLICES>();
        let sum = blocks.iter().fold(!self.sum, |sum, block| {
            let [a, b, c, d] = sum.to_le_bytes();
            let mixed = [block[0] ^ a, block[1] ^ b, block[2] ^ c, block[3] ^ d];
            let all = mixed.iter().chain(&block[4..]).zip(tables.iter().rev());
            all.fold(0, |sum, (byte, table)| sum ^ table[usize::from(*byte)])
        });
        let one = |sum: u32, byte: &u8| (sum >> 8) ^ tables[0][usize::from(sum as u8 ^ byte)];
        self.sum = !rest.iter().fold(sum, one);
    }

    pub(super) fn sum(&self) -> u32 {
        self.sum
    }

    pub(super) fn amount(&self) -> u32 {
        self.amount
    }

    pub(super) fn reset(&mut self) {
        *self = Crc::default();
    }
}

/// In table `n`, what a byte does to the sum when `n` bytes follow it.
fn tables() -> Box<Tables> {
    let mut tables = Box::new([[0; 256]; SLICES]);
    for byte in 0..256 {
        let shift = |sum: u32, _| (sum >> 1) ^ (POLYNOMIAL * (sum & 1));
        tables[0][byte] = (0..8).fold(byte as u32, shift);
    }
    for slice in 1..SLICES {
        for byte in 0..256 {
            let before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8) ^ tables[0][usize::from(before as u8)];
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_checksum_of_the_standard() {
        let mut crc = Crc::new();
        crc.update(b"123456789");
        assert_eq!((crc.sum(), crc.amount()), (0xcbf4_3926, 9));
    }

    #[test]
    fn cuts_make_no_difference_and_the_library_agrees() {
        let bytes: Vec<u8> = (0..2000_u32).map(|n| (n * n / 7) as u8).collect();
        for cut in [0, 1, 7, 8, 9, 64, 1999] {
            let (mut ours, mut library) = (Crc::new(), flate2::Crc::new());
            ours.update(&bytes[..cut]);
            ours.update(&bytes[cut..]);
            library.update(&bytes);
            assert_eq!(ours.sum(), library.sum());
            assert_eq!(ours.amount(), library.amount());
        }
    }
}
