//! Plain data as bytes and back, for results that go through a pipe.
//!
//! Numbers take seven bits a byte, the lowest first. Reading checks every length, so that bytes from
//! anywhere give data or `None`.

/// Writes.
#[derive(Debug, Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub fn number(&mut self, value: u64) {
        push_number(&mut self.0, value);
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// The number of items, then each of them.
    pub fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| each(self, item));
    }

    /// Whether there is something, then that.
    pub fn option<T>(&mut self, item: Option<T>, each: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(item.is_some()));
        if let Some(item) = item {
            each(self, item);
        }
    }

    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Adds a number of 1 to 10 bytes.
#[inline]
pub(crate) fn push_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The number that `bytes` begin with, and what follows it.
#[inline]
pub(crate) fn split_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (shift, (at, &byte)) in (0..u64::BITS).step_by(7).zip(bytes.iter().enumerate()) {
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

/// Reads what [`Writer`] wrote.
#[derive(Debug)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    pub fn number(&mut self) -> Option<u64> {
        let (value, rest) = split_number(self.0)?;
        self.0 = rest;
        Some(value)
    }

    /// A number that fits.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.small::<usize>()?;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let len = self.small::<usize>()?;
        // An item takes a byte at least, so a wrong length asks for no more memory than there is.
        if len > self.0.len() {
            return None;
        }
        (0..len).map(|_| each(self)).collect()
    }

    #[allow(
        clippy::option_option,
        reason = "the outer one gives up, the inner one is the data"
    )]
    pub fn option<T>(&mut self, each: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            1 => each(self).map(Some),
            _ => None,
        }
    }

    /// Whether all has been read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::default();
        let numbers = [0, 1, 127, 128, 300, u64::MAX];
        writer.list(&numbers, |out, &n| out.number(n));
        writer.bytes("é".as_bytes());
        writer.option(Some(7), Writer::number);
        writer.option(None, Writer::number);
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.list(Reader::number).unwrap(), numbers);
        assert_eq!(reader.text(), Some("é"));
        assert_eq!(reader.option(Reader::number), Some(Some(7)));
        assert_eq!(reader.option(Reader::number), Some(None));
        assert!(reader.is_empty());
    }

    #[test]
    fn lengths_are_checked() {
        for bytes in [&[][..], &[0x80], &[5, 1, 2], &[0xff; 20]] {
            assert!(Reader::new(bytes).bytes().is_none());
            assert!(Reader::new(bytes).list(Reader::number).is_none());
        }
    }
}
