//! UTF-16 → UTF-8. What is no character becomes U+FFFD.

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// Decodes chunks. Invariant: `half` is the first byte of a unit, `high` the first unit of a pair.
#[derive(Debug)]
pub(super) struct Utf16 {
    order: Order,
    half: Option<u8>,
    high: Option<u16>,
    text: String,
}

impl Utf16 {
    pub fn new(order: Order) -> Self {
        Utf16 {
            order,
            half: None,
            high: None,
            text: String::new(),
        }
    }

    /// Decodes the next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8], mut each: impl FnMut(&[u8])) {
        for &byte in chunk {
            match self.half.take() {
                None => self.half = Some(byte),
                Some(first) => self.unit(match self.order {
                    Order::Little => u16::from_le_bytes([first, byte]),
                    Order::Big => u16::from_be_bytes([first, byte]),
                }),
            }
        }
        each(self.text.as_bytes());
        self.text.clear();
    }

    fn unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            let pair = char::decode_utf16([high, unit]);
            self.text
                .extend(pair.map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
        } else if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
        } else {
            let char = char::from_u32(u32::from(unit));
            self.text.push(char.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }

    /// What is left when the input ends in the middle of a character.
    pub fn finish(self, mut each: impl FnMut(&[u8])) {
        if self.half.is_some() || self.high.is_some() {
            each("\u{fffd}".as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_cut() {
        let text = "é𝄞a\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for size in 1..=bytes.len() {
            let mut decoder = Utf16::new(Order::Little);
            let mut decoded = Vec::new();
            for chunk in bytes.chunks(size) {
                decoder.push(chunk, |utf8| decoded.extend_from_slice(utf8));
            }
            decoder.finish(|utf8| decoded.extend_from_slice(utf8));
            assert_eq!(decoded, text.as_bytes());
        }
    }
}
