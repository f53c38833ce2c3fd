//! A server of static files for the built site, on this machine only unless asked otherwise.
//!
//! Own code because it needs so little: a thread per connection, one request each. A small server library
//! starved some of the connections that a browser opens at the same time.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::size;

/// Bytes of a request's head; a browser sends about one KiB.
const MAX_HEAD: usize = 16 << 10;

/// A browser opens connections ahead and may never use them.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is served where.
pub struct Site {
    /// The folder with `index.html`.
    pub dir: PathBuf,
    /// Paths under which the folder appears, each beginning and ending with a slash.
    pub mounts: &'static [&'static str],
    /// A path that answers with the number of all other requests so far.
    pub counter: Option<&'static str>,
    /// Whether files are sent compressed, as hosts send them.
    pub gzip: bool,
}

/// A site and what was noted while it was served.
struct Served {
    site: Site,
    requests: AtomicU64,
    /// Files that were compressed.
    gzipped: Mutex<HashMap<PathBuf, Arc<[u8]>>>,
}

/// An answer to one request.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: &'static str,
    content_type: &'static str,
    body: Arc<[u8]>,
    is_gzip: bool,
}

/// Serves in threads of its own until the process ends; gives the address.
pub fn start(address: SocketAddr, site: Site) -> Result<SocketAddr> {
    let listener = TcpListener::bind(address).with_context(|| address.to_string())?;
    let address = listener.local_addr()?;
    let shared = Arc::new(Served {
        site,
        requests: AtomicU64::new(0),
        gzipped: Mutex::default(),
    });
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shared = Arc::clone(&shared);
            // A browser that went away is its own affair.
            thread::spawn(move || drop(serve(stream, &shared)));
        }
    });
    Ok(address)
}

fn serve(mut stream: TcpStream, served: &Served) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let head = read_head(&mut stream)?;
    let (method, url) = request_line(&head);
    let answer = answer(method, url, served);
    let encoding = if answer.is_gzip {
        "Content-Encoding: gzip\r\n"
    } else {
        ""
    };
    write!(
        stream,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}Cache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.content_type,
        answer.body.len(),
    )?;
    if method != "HEAD" {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

/// Everything up to the empty line.
fn read_head(stream: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < MAX_HEAD {
        match stream.read(&mut chunk)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => head.extend_from_slice(&chunk[..n]),
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Method and path of `GET /index.html HTTP/1.1`.
fn request_line(head: &str) -> (&str, &str) {
    let mut words = head.lines().next().unwrap_or_default().split(' ');
    (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    )
}

fn answer(method: &str, url: &str, served: &Served) -> Answer {
    let text = |status, body: String| Answer {
        status,
        content_type: "text/plain; charset=utf-8",
        body: body.into_bytes().into(),
        is_gzip: false,
    };
    if served.site.counter == Some(url) {
        return text(
            "200 OK",
            served.requests.load(Ordering::Relaxed).to_string(),
        );
    }
    served.requests.fetch_add(1, Ordering::Relaxed);
    if !["GET", "HEAD"].contains(&method) {
        return text("405 Method Not Allowed", "only GET and HEAD\n".to_owned());
    }
    let found = served.site.find(url);
    match found.and_then(|path| Some((served.read(&path)?, path))) {
        Some((body, path)) => Answer {
            status: "200 OK",
            content_type: content_type(&path),
            body,
            is_gzip: served.site.gzip,
        },
        None => text("404 Not Found", "not found\n".to_owned()),
    }
}

impl Served {
    /// What is sent of a file. Every browser that the site is for takes gzip.
    fn read(&self, path: &Path) -> Option<Arc<[u8]>> {
        let mut gzipped = self.gzipped.lock().ok()?;
        if let Some(body) = gzipped.get(path) {
            return Some(Arc::clone(body));
        }
        let body = fs::read(path).ok()?;
        if !self.site.gzip {
            return Some(body.into());
        }
        let body: Arc<[u8]> = size::gzipped(&body).ok()?.into();
        gzipped.insert(path.to_owned(), Arc::clone(&body));
        Some(body)
    }
}

impl Site {
    /// The file that a URL names; never one outside the folder.
    fn find(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let inside = self
            .mounts
            .iter()
            .find_map(|mount| path.strip_prefix(mount))?;
        let inside = Path::new(if inside.is_empty() {
            "index.html"
        } else {
            inside
        });
        // Names of built files need no escapes, so `%2e%2e` stays the name of no file.
        let is_plain = inside
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let file = self.dir.join(inside);
        (is_plain && file.is_file()).then_some(file)
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm", // Anything else stops streaming compilation.
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(url: &str) -> Option<PathBuf> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let site = Site {
            dir: dir.clone(),
            mounts: &["/some/path/", "/"],
            counter: None,
            gzip: false,
        };
        Some(site.find(url)?.strip_prefix(dir).unwrap().to_owned())
    }

    #[test]
    fn a_page_asks_for_many_files_at_once() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let site = Site {
            dir,
            mounts: &["/"],
            counter: Some("/-/requests"),
            gzip: false,
        };
        let address = start(([127, 0, 0, 1], 0).into(), site).unwrap();
        let idle: Vec<_> = (0..8)
            .map(|_| TcpStream::connect(address).unwrap())
            .collect();
        let asked: Vec<_> = (0..20).map(|_| ask(address, "GET /main.rs")).collect();
        for mut stream in asked {
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
            assert!(response.ends_with(include_str!("main.rs")));
        }
        let mut count = String::new();
        ask(address, "GET /-/requests")
            .read_to_string(&mut count)
            .unwrap();
        assert!(count.ends_with("\r\n\r\n20"), "{count}");
        drop(idle);
    }

    fn ask(address: SocketAddr, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        stream
    }

    #[test]
    fn nothing_can_be_sent() {
        let site = Site {
            dir: PathBuf::new(),
            mounts: &["/"],
            counter: None,
            gzip: false,
        };
        let served = Served {
            site,
            requests: AtomicU64::new(0),
            gzipped: Mutex::default(),
        };
        let answer = answer("POST", "/", &served);
        assert_eq!(answer.status, "405 Method Not Allowed");
    }

    #[test]
    fn files_are_found_under_every_mount() {
        assert_eq!(find("/main.rs"), Some("main.rs".into()));
        assert_eq!(
            find("/some/path/tools/mod.rs?v=1"),
            Some("tools/mod.rs".into())
        );
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        for url in [
            "/../Cargo.toml",
            "/tools/../../Cargo.toml",
            "//etc/hosts",
            "/%2e%2e/Cargo.toml",
        ] {
            assert_eq!(find(url), None, "{url}");
        }
    }

    #[test]
    fn folders_and_missing_files_are_not_found() {
        for url in [
            "/tools",
            "/tools/",
            "/absent.js",
            "/some/pathological/main.rs",
        ] {
            assert_eq!(find(url), None, "{url}");
        }
    }
}
