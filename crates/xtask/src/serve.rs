//! `cargo xtask serve`: builds the site and serves it until it is interrupted.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result};
use lexopt::{Arg, Parser, ValueExt};

use crate::server::{self, Site};
use crate::tools::Tools;
use crate::{process, site};

/// The first port that is tried when none is asked for.
const PORT: u16 = 8080;

struct Options {
    host: IpAddr,
    port: Option<u16>,
    open: bool,
}

/// `cargo xtask serve [--port N] [--host ADDRESS] [--open]`.
pub fn run(args: Parser) -> Result<()> {
    let options = parse(args)?;
    let dir = site::build(&Tools::ensure()?)?;
    let address = listen(&options, || Site {
        dir: dir.clone(),
        mounts: &["/"],
        counter: None,
        gzip: false,
    })?;
    let url = format!("http://{address}/");
    println!("Gorolens is at {url} (Ctrl-C ends it)");
    if options.open {
        let opener = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        process::run(Command::new(opener).arg(&url))?;
    }
    loop {
        thread::park();
    }
}

fn parse(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        host: Ipv4Addr::LOCALHOST.into(),
        port: None,
        open: false,
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("port") => options.port = Some(args.value()?.parse()?),
            Arg::Long("host") => options.host = args.value()?.parse()?,
            Arg::Long("open") => options.open = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

/// Listens on the port that was asked for, or on the first free one from [`PORT`] on.
fn listen(options: &Options, site: impl Fn() -> Site) -> Result<SocketAddr> {
    let ports = options.port.map_or(PORT..=PORT + 20, |port| port..=port);
    let mut last = None;
    for port in ports {
        match server::start((options.host, port).into(), site()) {
            Ok(address) => return Ok(address),
            Err(error) => last = Some(error),
        }
    }
    Err(last
        .context("no port to try")?
        .context("no free port; choose one with --port"))
}
