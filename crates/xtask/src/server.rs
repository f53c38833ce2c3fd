//! A server of static files for the built site, on this machine only unless asked otherwise.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// Requests answered at the same time; a page load asks for about ten files.
const THREADS: usize = 4;

/// What is served where.
pub struct Site {
    /// The folder with `index.html`.
    pub dir: PathBuf,
    /// Paths under which the folder appears, each beginning and ending with a slash.
    pub mounts: &'static [&'static str],
    /// A path that answers with the number of all other requests so far.
    pub counter: Option<&'static str>,
}

/// Serves in threads of its own until the process ends; gives the address.
pub fn start(address: SocketAddr, site: Site) -> Result<SocketAddr> {
    let server = tiny_http::Server::http(address).map_err(|error| anyhow!("{address}: {error}"))?;
    let address = server.server_addr().to_ip().unwrap_or(address);
    let shared = Arc::new((server, site, AtomicU64::new(0)));
    for _ in 0..THREADS {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let (server, site, requests) = &*shared;
            while let Ok(request) = server.recv() {
                // A browser that went away is its own affair.
                let _ = answer(request, site, requests);
            }
        });
    }
    Ok(address)
}

fn answer(request: Request, site: &Site, requests: &AtomicU64) -> std::io::Result<()> {
    if site.counter == Some(request.url()) {
        let count = requests.load(Ordering::Relaxed);
        return request.respond(Response::from_string(count.to_string()));
    }
    requests.fetch_add(1, Ordering::Relaxed);
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(StatusCode(405)));
    }
    match site
        .find(request.url())
        .and_then(|path| Some((File::open(&path).ok()?, path)))
    {
        Some((file, path)) => {
            let response = Response::from_file(file)
                .with_header(header("Content-Type", content_type(&path)))
                .with_header(header("X-Content-Type-Options", "nosniff"))
                .with_header(header("Cache-Control", "no-cache"));
            request.respond(response)
        }
        None => request.respond(Response::from_string("not found").with_status_code(404)),
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
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers are ASCII constants")
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
        };
        Some(site.find(url)?.strip_prefix(dir).unwrap().to_owned())
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
