//! Helpers for the arguments of the commands.

use anyhow::Result;
use lexopt::{Arg, Parser};

/// Refuses any argument.
pub fn none(mut args: Parser) -> Result<()> {
    match args.next()? {
        Some(arg) => Err(arg.unexpected().into()),
        None => Ok(()),
    }
}

/// What stands there, without options.
pub fn words(mut args: Parser) -> Result<Vec<String>> {
    let mut words = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(words)
}
