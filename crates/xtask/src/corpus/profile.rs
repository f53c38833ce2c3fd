//! A profile of `debug=0` with other texts: paths of this machine stand in its string table.
//!
//! The format is `profile.proto` of google/pprof: a message whose field 6, repeated, is the table.
//! Everything else refers to texts by their number, so it is copied as it is.

use std::io::{Read, Write};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// `Profile.string_table`, length-delimited.
const STRING_TABLE: u64 = 6 << 3 | LENGTH_DELIMITED;
const VARINT: u64 = 0;
const LENGTH_DELIMITED: u64 = 2;

/// The compressed profile with every text as `change` makes it.
pub fn with_texts(packed: &[u8], change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .context("not a compressed profile")?;
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(&rewritten(&bytes, change)?)?;
    Ok(out.finish()?)
}

fn rewritten(mut rest: &[u8], change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let before = rest;
        let key = varint(&mut rest)?;
        let value = varint(&mut rest)?;
        if key & 7 == LENGTH_DELIMITED {
            let (text, after) = rest
                .split_at_checked(usize::try_from(value)?)
                .context("the profile is cut off")?;
            rest = after;
            if key == STRING_TABLE {
                let text = change(text.to_vec());
                put_varint(key, &mut out);
                put_varint(text.len() as u64, &mut out);
                out.extend_from_slice(&text);
                continue;
            }
        } else if key & 7 != VARINT {
            bail!("a profile has no field of kind {}", key & 7);
        }
        out.extend_from_slice(&before[..before.len() - rest.len()]);
    }
    Ok(out)
}

fn varint(rest: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, after) = rest.split_first().context("the profile is cut off")?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    bail!("a number of the profile has no end");
}

fn put_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_change_and_the_rest_stays() {
        let mut profile = vec![0x48, 0x96, 0x01]; // time_nanos: 150
        profile.extend([0x12, 2, 0x08, 1]); // a sample
        profile.extend(b"\x32\x00\x32\x06/tmp/x\x32\x01a");
        let changed = rewritten(&profile, |text| match text.as_slice() {
            b"/tmp/x" => vec![b'b'; 200],
            _ => text,
        });
        let mut expected = profile[..9].to_vec();
        expected.extend(b"\x32\xc8\x01");
        expected.extend([b'b'; 200]);
        expected.extend(b"\x32\x01a");
        assert_eq!(changed.unwrap(), expected);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        assert!(rewritten(b"\x32\x06abc", |text| text).is_err());
        assert!(rewritten(b"\x32", |text| text).is_err());
        assert!(with_texts(b"\x1f\x8bno", |text| text).is_err());
    }
}
