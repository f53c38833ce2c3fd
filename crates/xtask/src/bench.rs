//! `cargo xtask bench [--quick] [--native] [--peers[=FOLDER]]`: how fast it is, how much memory it takes, how soon the
//! page is there.
//!
//! ```text
//! Go program, corpus → inputs (in the cache) → native: examples/measure of gorolens-core ┐
//!                                            → browser: tests/browser/bench.mjs          ┴→ tables
//! ```
//!
//! Every figure of the README comes from here. Nothing is compared with a limit: machines differ, and a test
//! that depends on time fails for no reason.

mod browser;
mod generate;
mod inputs;
mod machine;
mod native;
mod peers;
mod simd;
mod table;

use anyhow::Result;
use lexopt::{Arg, Parser};

use peers::Sources;
use table::Row;

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
struct Wanted {
    /// Smaller inputs and fewer runs.
    quick: bool,
    /// No browser.
    native: bool,
    /// Other libraries, too.
    peers: Option<Sources>,
}

/// Runs the command.
pub fn run(args: Parser) -> Result<()> {
    let wanted = parse(args)?;
    let runs = if wanted.quick { 3 } else { 7 };
    let inputs = inputs::ensure(wanted.quick)?;
    println!("{}\n", machine::describe());
    let natives = native::measure(&inputs, runs)?;
    let page = match wanted.native {
        true => None,
        false => Some(browser::measure(&inputs, runs)?),
    };
    let rows = inputs.iter().zip(natives).map(|(input, native)| Row {
        input,
        native,
        browser: page.as_ref().and_then(|page| page.of(input)),
    });
    table::print(&rows.collect::<Vec<_>>(), runs);
    if let Some(page) = &page {
        page.print();
        simd::print(&inputs, runs)?;
    }
    if let Some(sources) = &wanted.peers {
        peers::print(&inputs, runs, sources)?;
    }
    Ok(())
}

fn parse(mut args: Parser) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("quick") => wanted.quick = true,
            Arg::Long("native") => wanted.native = true,
            Arg::Long("peers") => {
                let folder = args.optional_value();
                wanted.peers = Some(folder.map_or(Sources::Proxy, |it| Sources::Folder(it.into())));
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wanted)
}
