//! Text that is the same but for hexadecimal digits, compared sixteen bytes at once.

/// Two lines with their variable digits marked.
#[derive(Debug)]
pub(super) struct Shape {
    /// [`ANY_DIGIT`] where any of `0123456789abcdef` may stand.
    text: Box<[u8]>,
    /// Length of the arguments in it.
    pub args: usize,
}

/// Marks a digit; no other byte of a shape is beyond ASCII.
const ANY_DIGIT: u8 = 0xff;

/// Bytes that are compared at once.
const AT_ONCE: usize = 16;

impl Shape {
    /// The shape of `text`, in which the digits of `args` and of the registers behind `registers`
    /// vary. `None` for text that is too short or not ASCII.
    pub fn of(text: &[u8], args: std::ops::Range<usize>, registers: usize) -> Option<Shape> {
        if text.len() < AT_ONCE || !text.is_ascii() {
            return None;
        }
        let mut shape: Box<[u8]> = text.into();
        let len = args.len();
        mark(shape.get_mut(args)?);
        mark_registers(shape.get_mut(registers..)?);
        Some(Shape {
            text: shape,
            args: len,
        })
    }

    /// Bytes of the text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether `text` begins with this shape.
    pub fn fits(&self, text: &[u8]) -> bool {
        let Some(text) = text.get(..self.text.len()) else {
            return false;
        };
        let (Some(last), Some(last_shape)) = (text.last_chunk(), self.text.last_chunk()) else {
            return false;
        };
        let (parts, _) = text.as_chunks();
        let (shapes, _) = self.text.as_chunks();
        let mut odd = [0; AT_ONCE];
        for (part, shape) in parts.iter().zip(shapes) {
            note_odd(&mut odd, part, shape);
        }
        note_odd(&mut odd, last, last_shape);
        odd == [0; AT_ONCE]
    }
}

/// Adds bits to `odd` wherever `text` does not have the shape. Without branches, so that the
/// compiler can look at all bytes at once.
fn note_odd(odd: &mut [u8; AT_ONCE], text: &[u8; AT_ONCE], shape: &[u8; AT_ONCE]) {
    for at in 0..AT_ONCE {
        let (byte, expected) = (text[at], shape[at]);
        let no_digit = byte.wrapping_sub(b'0').saturating_sub(9);
        let no_letter = byte.wrapping_sub(b'a').saturating_sub(5);
        let is_fixed = if expected < 0x80 { 0xff } else { 0 };
        odd[at] |= (byte ^ expected).min(no_digit.min(no_letter) | is_fixed);
    }
}

fn mark(text: &mut [u8]) {
    for byte in text {
        if matches!(byte, b'0'..=b'9' | b'a'..=b'f') {
            *byte = ANY_DIGIT;
        }
    }
}

/// Marks the digits of ` fp=0x… sp=0x… pc=0x…`.
fn mark_registers(text: &mut [u8]) {
    let mut at = 0;
    while let Some(x) = text
        .get(at..)
        .and_then(|rest| memchr::memmem::find(rest, b"=0x"))
    {
        let from = at + x + 3;
        let digits = text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_hexdigit());
        let to = from + digits.count();
        mark(&mut text[from..to]);
        at = to;
    }
}

/// Whether `text` begins with `prefix`; for texts of some length quicker than asking a library.
pub(super) fn begins(text: &[u8], prefix: &[u8]) -> bool {
    let Some(text) = text.get(..prefix.len()) else {
        return false;
    };
    let (Some(last), Some(last_prefix)) = (text.last_chunk(), prefix.last_chunk()) else {
        return text == prefix;
    };
    let (parts, _) = text.as_chunks::<AT_ONCE>();
    let (prefixes, _) = prefix.as_chunks::<AT_ONCE>();
    let last: &[u8; AT_ONCE] = last;
    parts.iter().zip(prefixes).all(|(a, b)| a == b) && last == last_prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_vary() {
        let text = b"main.f(0xc000, {0x1?, ...})\n\t/app/main.go:9 +0x1d fp=0x1 sp=0x2 pc=0x3\n";
        let open = 7;
        let close = text.iter().position(|&byte| byte == b')').unwrap();
        let registers = memchr::memmem::find(text, b" fp").unwrap();
        let shape = Shape::of(text, open..close, registers).unwrap();
        assert!(shape.fits(text));
        let other =
            b"main.f(0xf00d, {1x2?, ...})\n\t/app/main.go:9 +0x1d fp=0xa sp=0x0 pc=0x9\nmore";
        assert!(shape.fits(other));
        for (at, byte) in text.iter().enumerate() {
            let mut odd = *text;
            odd[at] = b'~';
            assert!(!shape.fits(&odd), "{at}");
            odd[at] = byte ^ 0x80;
            assert!(!shape.fits(&odd), "{at}");
            odd[at] = b'8';
            let is_value = at > registers && text[at - 2..at] == *b"0x";
            let varies = (open..close).contains(&at) || is_value;
            let is_digit = byte.is_ascii_hexdigit();
            assert!(
                shape.fits(&odd) == (*byte == b'8' || (varies && is_digit)),
                "{at}"
            );
        }
        assert!(!shape.fits(&text[..text.len() - 1]));
        assert!(Shape::of(b"short", 0..0, 5).is_none());
        assert!(Shape::of("main.größe(0x1)\n\t/a.go:1\n".as_bytes(), 12..15, 20).is_none());
    }

    #[test]
    fn beginnings() {
        let text: Vec<u8> = (0..100).collect();
        for len in 0..=100 {
            assert!(begins(&text, &text[..len]));
            for at in 0..len {
                let mut other = text[..len].to_vec();
                other[at] ^= 1;
                assert!(!begins(&text, &other));
            }
        }
        assert!(!begins(&text[..99], &text));
    }
}
