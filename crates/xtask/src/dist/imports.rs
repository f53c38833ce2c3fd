//! Short names for what a program imports from its glue: those of wasm-bindgen end in a hash, which no compression
//! makes smaller, and stand in both files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The section of a module that lists its imports.
const IMPORTS: u8 = 2;

/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// Shortens the imports of the program in two files, which belong together.
pub fn shorten(script: &Path, wasm: &Path) -> Result<()> {
    let (short_script, short_wasm) = shortened(&fs::read_to_string(script)?, &fs::read(wasm)?)
        .with_context(|| wasm.display().to_string())?;
    fs::write(script, short_script)?;
    fs::write(wasm, short_wasm)?;
    Ok(())
}

fn shortened(script: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut script = script.to_owned();
    let mut out = wasm.get(..8).context("no module")?.to_vec();
    let mut rest = Bytes(&wasm[8..]);
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let section = rest.name()?;
        out.push(id);
        match id {
            IMPORTS => add(&mut out, &imports(section, &mut script)?),
            _ => add(&mut out, section),
        }
    }
    Ok((script, out))
}

/// The section with short names, which the script uses from now on.
fn imports(section: &[u8], script: &mut String) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let mut out = Vec::new();
    let n_imports = rest.number()?;
    number(&mut out, n_imports);
    for at in 0..n_imports {
        let (module, name) = (rest.text()?, rest.text()?);
        let (kind, signature) = (rest.byte()?, rest.number()?);
        ensure!(kind == FUNCTION, "{name} is no function");
        let (from, short) = (format!("{name}: "), format!("f{at}"));
        ensure!(
            script.matches(&from).count() == 1,
            "the script does not define {name} once"
        );
        *script = script.replacen(&from, &format!("{short}: "), 1);
        add(&mut out, module.as_bytes());
        add(&mut out, short.as_bytes());
        out.push(kind);
        number(&mut out, signature);
    }
    Ok(out)
}

/// Bytes after their number.
fn add(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len());
    out.extend(bytes);
}

/// Seven bits in a byte, the lowest first.
fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What is left of a module.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().context("the module ends early")?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number of more than 32 bits")
    }

    fn name(&mut self) -> Result<&'a [u8]> {
        let len = self.number()?;
        let split = self.0.split_at_checked(len);
        let (name, rest) = split.context("the module ends early")?;
        self.0 = rest;
        Ok(name)
    }

    fn text(&mut self) -> Result<&'a str> {
        Ok(std::str::from_utf8(self.name()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(import: &str) -> Vec<u8> {
        let mut section = vec![1];
        add(&mut section, b"./a.js");
        add(&mut section, import.as_bytes());
        section.extend([FUNCTION, 200, 1]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 2, 7, 8]);
        module.push(IMPORTS);
        add(&mut module, &section);
        module
    }

    #[test]
    fn both_sides_get_the_short_name() {
        let (long, script) = (
            "__wbg_now_0123456789abcdef",
            "x: 1,\n  NAME: function() {},",
        );
        let (script, wasm) = shortened(&script.replace("NAME", long), &module(long)).unwrap();
        assert_eq!(script, "x: 1,\n  f0: function() {},");
        assert_eq!(wasm, module("f0"));
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        assert!(shortened("", &module("a")).is_err());
        assert!(shortened("a: b", &module("a")[..20]).is_err());
    }
}
