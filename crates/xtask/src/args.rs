//! Helpers for the arguments of the commands.

use anyhow::Result;
use lexopt::Parser;

/// Refuses any argument.
pub fn none(mut args: Parser) -> Result<()> {
    match args.next()? {
        Some(arg) => Err(arg.unexpected().into()),
        None => Ok(()),
    }
}
