//! Text that is the same but for hexadecimal digits, compared sixteen bytes at once.

use std::ops::Range;

/// A text with its variable digits marked.
#[derive(Debug)]
pub(super) struct Shape {
    /// [`ANY_DIGIT`] where any of `0123456789abcdef` may stand.
    text: Box<[u8]>,
}

/// Marks a digit; no other byte of a shape is beyond ASCII.
const ANY_DIGIT: u8 = 0xff;

/// Bytes after which it is asked whether all is well so far.
pub(super) const BLOCK: usize = 64;

/// Bytes that are compared at once.
const AT_ONCE: usize = 16;

impl Shape {
    /// The shape of `text` in which nothing varies. `None` for text that is too short or not ASCII.
    pub fn of(text: &[u8]) -> Option<Shape> {
        let is_fit = text.len() >= BLOCK && text.is_ascii();
        is_fit.then(|| Shape { text: text.into() })
    }

    /// Lets all digits vary here.
    pub fn mark_digits(&mut self, place: Range<usize>) -> Option<()> {
        for byte in self.text.get_mut(place)? {
            if matches!(byte, b'0'..=b'9' | b'a'..=b'f') {
                *byte = ANY_DIGIT;
            }
        }
        Some(())
    }

    /// Lets the digits of every `0x…` vary here.
    pub fn mark_values(&mut self, place: Range<usize>) -> Option<()> {
        let mut at = place.start;
        while let Some(found) = memchr::memmem::find(self.text.get(at..place.end)?, b"0x") {
            let from = at + found + 2;
            let digits = self.text[from..place.end].iter();
            let len = digits
                .take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
                .count();
            at = from + len;
            self.mark_digits(from..at)?;
        }
        Some(())
    }

    /// Bytes of the text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Makes it fit nothing any more. How many bytes that frees.
    pub fn clear(&mut self) -> usize {
        std::mem::take(&mut self.text).len()
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
        parts.iter().zip(shapes).all(|(a, b)| is_like(a, b)) && is_like(last, last_shape)
    }
}

/// Whether `text` has the shape. Without branches, so that the compiler can look at all bytes at once.
///
/// What differs between an ASCII byte and an ASCII byte of the shape is below 0x80, what differs
/// between one and [`ANY_DIGIT`] is not, and then it tells the byte.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn is_like(text: &[u8; BLOCK], shape: &[u8; BLOCK]) -> bool {
    const NINE: u8 = b'9' ^ ANY_DIGIT;
    const F: u8 = b'f' ^ ANY_DIGIT;
    let (mut odd, mut all) = ([0; AT_ONCE], [0; AT_ONCE]);
    let (texts, _) = text.as_chunks::<AT_ONCE>();
    let (shapes, _) = shape.as_chunks::<AT_ONCE>();
    for (text, shape) in texts.iter().zip(shapes) {
        for at in 0..AT_ONCE {
            let difference = text[at] ^ shape[at];
            let no_digit = difference.wrapping_sub(NINE).saturating_sub(9);
            let no_letter = difference.wrapping_sub(F).saturating_sub(5);
            odd[at] |= difference.min(no_digit).min(no_letter);
            all[at] |= text[at];
        }
    }
    for at in 0..AT_ONCE {
        odd[at] |= all[at] & 0x80;
    }
    odd == [0; AT_ONCE]
}

/// The same in the words of WebAssembly: a program that is compiled for size has no loops that the compiler
/// widens by itself, and this one passes every byte of a dump.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn is_like(text: &[u8; BLOCK], shape: &[u8; BLOCK]) -> bool {
    use core::arch::wasm32::{
        i8x16_ge, i8x16_splat, u8x16_min, u8x16_splat, u8x16_sub, u8x16_sub_sat, u64x2,
        v128_any_true, v128_or, v128_xor,
    };
    let wide = |bytes: &[u8; AT_ONCE]| {
        let (halves, _) = bytes.as_chunks();
        u64x2(u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1]))
    };
    let mut odd = u8x16_splat(0);
    let (texts, _) = text.as_chunks::<AT_ONCE>();
    let (shapes, _) = shape.as_chunks::<AT_ONCE>();
    for (text, shape) in texts.iter().zip(shapes) {
        let (byte, expected) = (wide(text), wide(shape));
        let beyond = |first, last| {
            u8x16_sub_sat(
                u8x16_sub(byte, u8x16_splat(first)),
                u8x16_splat(last - first),
            )
        };
        let no_value = u8x16_min(beyond(b'0', b'9'), beyond(b'a', b'f'));
        let is_fixed = i8x16_ge(expected, i8x16_splat(0));
        odd = v128_or(
            odd,
            u8x16_min(v128_xor(byte, expected), v128_or(no_value, is_fixed)),
        );
    }
    !v128_any_true(odd)
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
        let text = b"main.work(0xc000, {0x1?, ...})\n\t/app/main.go:9 +0x1d fp=0x1 sp=0x2 pc=0x3\n";
        let args = 10..29;
        let registers = memchr::memmem::find(text, b" fp").unwrap()..text.len();
        let mut shape = Shape::of(text).unwrap();
        assert!(shape.mark_values(args.clone()).is_some());
        assert!(shape.mark_values(registers.clone()).is_some());
        assert!(shape.fits(text));
        let other =
            b"main.work(0xf00d, {0x2?, ...})\n\t/app/main.go:9 +0x1d fp=0xa sp=0x0 pc=0x9\nmore";
        assert!(shape.fits(other));
        for (at, byte) in text.iter().enumerate() {
            let mut odd = *text;
            odd[at] = b'~';
            assert!(!shape.fits(&odd), "{at}");
            odd[at] = byte ^ 0x80;
            assert!(!shape.fits(&odd), "{at}");
            odd[at] = b'8';
            let is_value = (12..16).contains(&at) || text[at - at.min(2)..at] == *b"0x";
            let varies = is_value && (args.contains(&at) || registers.contains(&at));
            assert_eq!(shape.fits(&odd), *byte == b'8' || varies, "{at}");
        }
        assert!(!shape.fits(&text[..text.len() - 1]));
        assert!(shape.mark_digits(0..text.len() + 1).is_none());
        assert!(Shape::of(&text[..BLOCK - 1]).is_none());
        assert!(Shape::of("main.größe(0x1)\n\t/a.go:1\n".repeat(5).as_bytes()).is_none());
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
