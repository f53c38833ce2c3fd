//! The wire format of protocol buffers, as far as profiles need it.

use crate::bytes::split_number;

/// The value of a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// A varint or a fixed-size number.
    Number(u64),
    /// A string, a message, or packed numbers.
    Bytes(&'a [u8]),
}

impl Value<'_> {
    /// The numbers of a repeated field, packed or not.
    pub fn numbers(self, mut each: impl FnMut(u64)) {
        match self {
            Value::Number(number) => each(number),
            Value::Bytes(mut bytes) => {
                while let Some((number, rest)) = split_number(bytes) {
                    each(number);
                    bytes = rest;
                }
            }
        }
    }
}

/// Calls `each` with number and value of every field. False when the message breaks off.
pub(super) fn fields<'a>(mut bytes: &'a [u8], mut each: impl FnMut(u64, Value<'a>)) -> bool {
    while !bytes.is_empty() {
        let Some((number, value, rest)) = field(bytes) else {
            return false;
        };
        each(number, value);
        bytes = rest;
    }
    true
}

fn field(bytes: &[u8]) -> Option<(u64, Value<'_>, &[u8])> {
    let (tag, rest) = split_number(bytes)?;
    let (value, rest) = match tag & 7 {
        0 => {
            let (number, rest) = split_number(rest)?;
            (Value::Number(number), rest)
        }
        1 => fixed(rest, 8)?,
        2 => {
            let (len, rest) = split_number(rest)?;
            let (bytes, rest) = rest.split_at_checked(usize::try_from(len).ok()?)?;
            (Value::Bytes(bytes), rest)
        }
        5 => fixed(rest, 4)?,
        _ => return None,
    };
    Some((tag >> 3, value, rest))
}

fn fixed(bytes: &[u8], size: usize) -> Option<(Value<'_>, &[u8])> {
    let (bytes, rest) = bytes.split_at_checked(size)?;
    let number = bytes
        .iter()
        .rev()
        .fold(0, |n, &byte| n << 8 | u64::from(byte));
    Some((Value::Number(number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bytes() {
        let mut seen = Vec::new();
        let message = [0x08, 0x96, 0x01, 0x12, 2, b'h', b'i', 0x1a, 2, 1, 2];
        assert!(fields(&message, |number, value| seen
            .push((number, format!("{value:?}")))));
        assert_eq!(seen[0], (1, "Number(150)".into()));
        assert_eq!(seen[1], (2, "Bytes([104, 105])".into()));
        let mut packed = Vec::new();
        Value::Bytes(&[1, 2]).numbers(|number| packed.push(number));
        assert_eq!(packed, [1, 2]);
    }

    #[test]
    fn lies_break_off() {
        for message in [&[0x12, 200, 1][..], &[0x80], &[0x0f], &[0x12], &[0xff; 12]] {
            assert!(!fields(message, |_, _| ()));
        }
    }
}
