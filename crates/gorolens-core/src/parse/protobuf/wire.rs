//! The wire format of protocol buffers, as far as profiles need it.

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
                while let Some((number, rest)) = varint(bytes) {
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
    let (tag, rest) = varint(bytes)?;
    let (value, rest) = match tag & 7 {
        0 => {
            let (number, rest) = varint(rest)?;
            (Value::Number(number), rest)
        }
        1 => fixed(rest, 8)?,
        2 => {
            let (len, rest) = varint(rest)?;
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

/// A number of 1 to 10 bytes, seven bits each, lowest first.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (at, &byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
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
