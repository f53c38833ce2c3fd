//! Reads bytes from left to right.

/// A place in some bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scan<'a> {
    rest: &'a [u8],
}

impl<'a> Scan<'a> {
    /// At the beginning of `text`.
    pub fn new(text: &'a [u8]) -> Self {
        Scan { rest: text }
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next byte, without reading it.
    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Reads `n` bytes, or all there are.
    pub fn skip(&mut self, n: usize) {
        self.rest = self.rest.get(n..).unwrap_or_default();
    }

    /// Reads `text` if it comes next.
    pub fn eat(&mut self, text: &[u8]) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads the decimal digits that come next, at least one.
    pub fn digits(&mut self) -> Option<&'a [u8]> {
        let n = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(n);
        self.rest = rest;
        (n > 0).then_some(digits)
    }

    /// Reads the hexadecimal digits that come next, in small letters, at least one.
    pub fn hex_digits(&mut self) -> Option<&'a [u8]> {
        let is_digit = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let n = self.rest.iter().take_while(is_digit).count();
        let (digits, rest) = self.rest.split_at(n);
        self.rest = rest;
        (n > 0).then_some(digits)
    }

    /// Reads a decimal number that fits.
    pub fn number(&mut self) -> Option<u64> {
        if let Some((value, len)) = self.rest.first_chunk().and_then(few_digits) {
            self.rest = &self.rest[len..];
            return Some(value);
        }
        self.digits()?.iter().try_fold(0u64, |value, digit| {
            value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    }
}

/// The number at the beginning of `text` and its digits, when there are one to seven. All of them at
/// once: byte by byte, the processor would guess wrong where each number ends.
fn few_digits(text: &[u8; 8]) -> Option<(u64, usize)> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The first byte is the lowest.
    let values = u64::from_le_bytes(*text) ^ (EACH * 0x30);
    let over_nine = (((values & (EACH * 0x7f)) + EACH * 0x76) | values) & (EACH * 0x80);
    let len = over_nine.trailing_zeros() / 8;
    if !(1..=7).contains(&len) {
        return None;
    }
    // Zeros before the number, then pairs of digits, then all four pairs.
    let digits = values << (64 - 8 * len);
    let pairs = (digits * 10).wrapping_add(digits >> 8);
    let low = (pairs & 0xff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let high = ((pairs >> 16) & 0xff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    Some((low.wrapping_add(high) >> 32, len as usize))
}

/// `text` without the ASCII blanks around it.
pub(crate) fn trim(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}

/// Whether `text` is one or more hexadecimal digits after `0x`.
pub(crate) fn is_hex(text: &[u8]) -> bool {
    text.strip_prefix(b"0x")
        .is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit))
}

/// The value of `0x…`, when `text` begins so; what is over 64 bits is cut off.
pub(crate) fn hex_value(text: &[u8]) -> Option<(u64, usize)> {
    let digits = text.strip_prefix(b"0x")?;
    let n = digits.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    let value = digits[..n].iter().fold(0u64, |value, &digit| {
        // `0` is 0x30; letters of both cases are 9 more than their last four bits.
        value << 4 | u64::from((digit & 0xf) + 9 * (digit >> 6))
    });
    (n > 0).then_some((value, n + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length() {
        for end in ["", "]", " [select]:", "a", "\u{fe}", "/", ":", "\0"] {
            for value in [
                0,
                7,
                42,
                305,
                4096,
                65_537,
                999_999,
                7_654_321,
                87_654_321,
                u64::MAX,
            ] {
                let text = format!("{value}{end}");
                let mut scan = Scan::new(text.as_bytes());
                assert_eq!(scan.number(), Some(value), "{text}");
                assert_eq!(scan.rest(), end.as_bytes());
            }
            assert_eq!(Scan::new(end.as_bytes()).number(), None);
        }
        assert_eq!(Scan::new(b"18446744073709551616").number(), None);
        assert_eq!(Scan::new(b"0000012 and more").number(), Some(12));
    }
}
