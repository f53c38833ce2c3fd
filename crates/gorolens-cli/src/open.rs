//! `gorolens open`: the page with the dumps loaded, from a server that only this machine and only this page reaches.
//!
//! The page is the one in one file; its policy, which lets it reach nobody, is widened by this server alone.
//! Without a page at hand the report is shown as a document.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use gorolens_core::{Analysis, Limits};
use gorolens_report::{Lang, Report};

use crate::args::OpenArgs;
use crate::input::Input;

/// The page that was built in; see `build.rs`.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/page.html"));

/// Names a page for those who did not build one in.
const PAGE: &str = "GOROLENS_PAGE";

/// What the page in one file may reach, as it says itself, and what it may reach here.
const POLICY: [&str; 2] = ["connect-src 'none'", "connect-src 'self'"];

/// Bytes of a request line or of a header; a browser sends less.
const LONGEST_LINE: u64 = 8 << 10;

/// A browser opens connections ahead and may never use them.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is served, under a path that nobody can guess.
struct Site {
    secret: String,
    page: Vec<u8>,
    /// In the order of the command line.
    dumps: Vec<Vec<u8>>,
}

/// Serves until it is interrupted, or with `--once` until everything was fetched.
pub fn run(args: &OpenArgs, inputs: &[Input], lang: Option<Lang>) -> io::Result<()> {
    let dumps = inputs.iter().map(read).collect::<io::Result<Vec<_>>>()?;
    let page = page(args.page.as_deref())?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))?;
    let address = listener.local_addr()?;
    let (secret, mut url) = (secret()?, String::new());
    let site = match page {
        Some(page) => {
            let names = inputs.iter().enumerate();
            let names =
                names.map(|(at, input)| format!("src={at}/{}", escaped(&input.to_string())));
            let lang = lang.map(|lang| format!("lang={lang}"));
            url = names.chain(lang).collect::<Vec<_>>().join("&");
            Site {
                page: page.replacen(POLICY[0], POLICY[1], 1).into_bytes(),
                secret,
                dumps,
            }
        }
        None => Site {
            page: document(inputs, &dumps, lang.unwrap_or_default()).into_bytes(),
            secret,
            dumps: Vec::new(),
        },
    };
    let url = format!("http://{address}/{}/#{url}", site.secret);
    println!("{url}");
    io::stdout().flush()?;
    if !args.print && opener::open_browser(&url).is_err() {
        eprintln!("gorolens: no browser could be started; open the address above");
    }
    serve(&listener, address, &site, args.once)
}

fn read(input: &Input) -> io::Result<Vec<u8>> {
    let read = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        Input::File(path) => fs::read(path),
    };
    read.map_err(|error| io::Error::new(error.kind(), format!("{input}: {error}")))
}

/// The page that was named, else the one of the surroundings, else the one that was built in.
fn page(named: Option<&Path>) -> io::Result<Option<String>> {
    let of_surroundings = env::var_os(PAGE).map(Into::into);
    let Some(path) = named.map(Path::to_owned).or(of_surroundings) else {
        return Ok((!BUILT_IN.is_empty()).then(|| BUILT_IN.to_owned()));
    };
    let failed =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let page = fs::read_to_string(&path).map_err(failed)?;
    match page.contains(POLICY[0]) {
        true => Ok(Some(page)),
        false => Err(io::Error::other(format!(
            "{} is not the page in one file (gorolens.html)",
            path.display()
        ))),
    }
}

/// The report for a browser; nothing is taken out, because it does not leave this machine.
fn document(inputs: &[Input], dumps: &[Vec<u8>], lang: Lang) -> String {
    let mut analysis = Analysis::new(Limits::default());
    for (input, dump) in inputs.iter().zip(dumps) {
        analysis.start_input(&input.to_string());
        analysis.push(dump);
    }
    Report::localized(&analysis.finish(), lang).to_html()
}

/// 128 random bits.
fn secret() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The last part of a path, fit for an address.
fn escaped(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%25{byte:02X}"), // The page reads it once before the path is made of it.
    };
    name.bytes().map(escape).collect()
}

fn serve(listener: &TcpListener, address: SocketAddr, site: &Site, once: bool) -> io::Result<()> {
    let mut open: Vec<bool> = vec![true; site.dumps.len() + 1];
    for stream in listener.incoming() {
        // A browser that went away is its own affair.
        if let Ok(Some(at)) = stream.and_then(|stream| answer(stream, address, site)) {
            open[at] = false;
        }
        if once && open.iter().all(|is_open| !is_open) {
            break;
        }
    }
    Ok(())
}

/// Answers one request; gives what was fetched: 0 for the page, then the dumps.
fn answer(mut stream: TcpStream, address: SocketAddr, site: &Site) -> io::Result<Option<usize>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let (path, host) = request(&stream)?;
    // Another name for this machine would be somebody else's page in disguise.
    let is_here = host == address.to_string() || host == format!("localhost:{}", address.port());
    let asked = path.filter(|_| is_here).and_then(|path| site.find(&path));
    let (status, kind, body): (_, _, &[u8]) = match asked {
        Some(0) => ("200 OK", "text/html; charset=utf-8", &site.page),
        Some(at) => ("200 OK", "application/octet-stream", &site.dumps[at - 1]),
        None => ("404 Not Found", "text/plain", b"not found\n"),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)?;
    stream.flush()?;
    Ok(asked)
}

/// The path of a GET request, and the host it was meant for.
fn request(stream: &TcpStream) -> io::Result<(Option<String>, String)> {
    let mut lines = BufReader::new(stream);
    let mut next = || {
        let mut line = String::new();
        lines.by_ref().take(LONGEST_LINE).read_line(&mut line)?;
        Ok::<_, io::Error>(line.trim_end().to_owned())
    };
    let first = next()?;
    let path = first
        .strip_prefix("GET ")
        .and_then(|rest| rest.split(' ').next());
    let path = path.map(str::to_owned);
    let mut host = String::new();
    loop {
        let line = next()?;
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("host") => {
                value.trim().clone_into(&mut host)
            }
            Some(_) => {}
            None => return Ok((path, host)),
        }
    }
}

impl Site {
    /// `/SECRET/` is the page, `/SECRET/0/…` the first dump.
    fn find(&self, path: &str) -> Option<usize> {
        let inside = path
            .strip_prefix('/')?
            .strip_prefix(&*self.secret)?
            .strip_prefix('/')?;
        if inside.is_empty() {
            return Some(0);
        }
        let at: usize = inside.split('/').next()?.parse().ok()?;
        (at < self.dumps.len()).then_some(at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_path_is_found() {
        let site = Site {
            secret: "5ec4e7".to_owned(),
            page: Vec::new(),
            dumps: vec![Vec::new()],
        };
        assert_eq!(site.find("/5ec4e7/"), Some(0));
        assert_eq!(site.find("/5ec4e7/0/dump.txt"), Some(1));
        for path in [
            "/",
            "/5ec4e7",
            "/5ec4e8/",
            "/5ec4e7/1/dump.txt",
            "/5ec4e7/../0",
            "5ec4e7/",
        ] {
            assert_eq!(site.find(path), None, "{path}");
        }
    }

    #[test]
    fn secrets_differ() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }
}
