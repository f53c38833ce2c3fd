//! Base64 → bytes, of either alphabet, with line ends and padding anywhere: how binary profiles leave a
//! container that has a terminal only (RFC 4648).

/// Decodes chunks. Invariant: `bits` holds the `n_bits` bits that make no byte yet, fewer than 8.
#[derive(Debug, Default)]
pub(super) struct Base64 {
    bits: u32,
    n_bits: u32,
    /// Whether a character belonged to neither alphabet.
    has_strange: bool,
    bytes: Vec<u8>,
}

/// Whether `head` is the base64 of something read here: of a gzip, a zip, or a text that begins as
/// goroutine dumps do.
pub(super) fn begins(head: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 7] = [
        b"H4sI",
        b"UEsDB",
        // goroutine, panic: , fatal error, SIGQUIT:
        b"Z29yb3V0aW5l",
        b"cGFuaWM6I",
        b"ZmF0YWwgZXJyb3",
        b"U0lHUVVJVDog",
        b"cnVudGltZTog",
    ];
    let head = &head[..head.len().min(64)];
    let is_known = BEGINNINGS.iter().any(|it| head.starts_with(it));
    let blank = |byte: &u8| byte.is_ascii_whitespace();
    is_known
        && head
            .iter()
            .all(|it| blank(it) || *it == b'=' || value(*it).is_some())
}

impl Base64 {
    /// Decodes the next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8], mut each: impl FnMut(&[u8])) {
        for &byte in chunk {
            match value(byte) {
                Some(value) => self.bits_of(value),
                // What comes after the padding begins anew.
                None if byte == b'=' => self.n_bits = 0,
                None => self.has_strange |= !byte.is_ascii_whitespace(),
            }
        }
        each(&self.bytes);
        self.bytes.clear();
    }

    /// Whether something stood there that is not base64; it was left out.
    pub fn has_strange(&self) -> bool {
        self.has_strange
    }

    fn bits_of(&mut self, value: u8) {
        self.bits = (self.bits << 6) | u32::from(value);
        self.n_bits += 6;
        if self.n_bits >= 8 {
            self.n_bits -= 8;
            self.bytes.push((self.bits >> self.n_bits) as u8);
            self.bits &= (1 << self.n_bits) - 1;
        }
    }
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_cut() {
        let text = b"Z29yb3V0aW5lIDcg\r\nW3NlbGVjdF06Cg==\n";
        for size in 1..=text.len() {
            let mut decoder = Base64::default();
            let mut decoded = Vec::new();
            for chunk in text.chunks(size) {
                decoder.push(chunk, |bytes| decoded.extend_from_slice(bytes));
            }
            assert_eq!(decoded, b"goroutine 7 [select]:\n");
            assert!(!decoder.has_strange());
        }
    }

    #[test]
    fn beginnings() {
        assert!(begins(b"H4sIAAAAAAAA/4xUTW\n"));
        assert!(!begins(b"H4sI am a word, no archive"));
        assert!(!begins(b"goroutine"));
    }
}
