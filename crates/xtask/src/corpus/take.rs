//! One run of one program: starts its peer, takes its dumps, writes them with neutral paths.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::case::{Dump, Run, Take};
use super::process::Process;
use super::profile;

/// How compressed data begins.
const GZIP: &[u8] = b"\x1f\x8b";

/// Everything a run needs; owned, so that it can move to a thread.
pub struct Job {
    /// The built program.
    pub program: PathBuf,
    /// The folder it was built in.
    pub source: PathBuf,
    /// The built peer.
    pub peer: PathBuf,
    /// Number of the run: gives it a loopback address of its own.
    pub host: usize,
    /// Names of the toolchain's GOROOT.
    pub goroot: Vec<String>,
    /// The folder of its module cache.
    pub modules: String,
    /// Version of the toolchain.
    pub go: String,
    /// Where the dumps go.
    pub folder: PathBuf,
    /// What to run and to take.
    pub run: Arc<Run>,
}

impl Job {
    /// Runs the program once and takes its dumps. Returns the names of the files.
    pub fn take_all(&self) -> Result<Vec<String>> {
        let (_peer, peer_env) = self.start_peer()?;
        let mut command = self.command();
        let mut program = Process::start(command.envs(peer_env))?;
        let waits = self
            .run
            .dumps
            .iter()
            .all(|dump| dump.take.page().is_some() || dump.take == Take::Sigquit);
        let _clients = if waits {
            self.until_ready(&mut program)?
        } else {
            None
        };
        let ready = Instant::now();
        let mut files = Vec::new();
        for dump in &self.run.dumps {
            thread::sleep(Duration::from_secs(dump.after).saturating_sub(ready.elapsed()));
            let taken = self.take(dump, &mut program)?;
            let text = match taken.starts_with(GZIP) {
                true => profile::with_texts(&taken, |text| self.neutral(text))?,
                false => self.neutral(taken),
            };
            let name = self.run.file_name(dump, &self.go);
            let path = self.folder.join(&name);
            fs::write(&path, text).with_context(|| path.display().to_string())?;
            files.push(name);
        }
        Ok(files)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.run.args)
            .current_dir(&self.source)
            .env("DEBUG_ADDR", self.debug_addr())
            .env("DUMP_FILE", self.dump_file())
            .env("GOTRACEBACK", "all")
            .envs(&self.run.env);
        command
    }

    /// Runs share the machine, and so may two commands, so each run has a loopback address of its
    /// own for its debug server.
    fn debug_addr(&self) -> String {
        let command = 16 + std::process::id() % 200;
        format!(
            "127.{command}.{}.{}:6060",
            self.host / 250,
            self.host % 250 + 1
        )
    }

    fn dump_file(&self) -> PathBuf {
        self.source.join(format!("dump-{}.txt", self.host))
    }

    /// Starts the other end; its lines up to `ready` are variables for the program.
    fn start_peer(&self) -> Result<(Process, Vec<(String, String)>)> {
        let mut peer = Process::start(Command::new(&self.peer).arg("serve"))?;
        let mut env = Vec::new();
        loop {
            match peer.line()?.split_once('=') {
                Some((name, value)) => env.push((name.to_owned(), value.to_owned())),
                None => return Ok((peer, env)),
            }
        }
    }

    /// Waits for `ready`. A program that says `serve ADDR` gets the run's clients.
    fn until_ready(&self, program: &mut Process) -> Result<Option<Process>> {
        let mut clients = None;
        loop {
            let line = program.line()?;
            if line == "ready" {
                return Ok(clients);
            }
            if let Some(addr) = line
                .strip_prefix("serve ")
                .filter(|_| !self.run.clients.is_empty())
            {
                let mut command = Command::new(&self.peer);
                let mut started =
                    Process::start(command.arg("client").args(&self.run.clients).arg(addr))?;
                started.line()?;
                clients = Some(started);
            }
        }
    }

    fn take(&self, dump: &Dump, program: &mut Process) -> Result<Vec<u8>> {
        if let Some(page) = dump.take.page() {
            let addr = self.debug_addr();
            return fetch(&addr, &format!("/debug/pprof/{page}"))
                .with_context(|| format!("no dump from {addr}"));
        }
        match dump.take {
            Take::Sigquit => program.quit().map(|()| program.stderr()),
            Take::File => {
                program.stderr();
                fs::read(self.dump_file()).context("the program wrote no dump")
            }
            _ => Ok(program.stderr()),
        }
    }

    /// Puts `/usr/local/go`, `/app` and `/go/pkg/mod` for the machine's folders.
    fn neutral(&self, text: Vec<u8>) -> Vec<u8> {
        let source = self.source.to_string_lossy();
        let program = self.program.to_string_lossy();
        let text = replace(text, source.as_bytes(), b"/app");
        let mut text = replace(text, program.as_bytes(), b"/app/program");
        for root in &self.goroot {
            text = replace(text, root.as_bytes(), b"/usr/local/go");
        }
        replace(text, self.modules.as_bytes(), b"/go/pkg/mod")
    }
}

/// A GET without chunks: HTTP/1.0. The body ends with the connection.
fn fetch(addr: &str, path: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(addr)?;
    stream.write_all(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n");
    match body {
        Some(at) if answer.starts_with(b"HTTP/1.0 200") => Ok(answer.split_off(at + 4)),
        _ => bail!("{}", String::from_utf8_lossy(&answer)),
    }
}

fn replace(text: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(from) {
            out.extend_from_slice(to);
            at += from.len();
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn replaces_every_occurrence() {
        let text = b"\t/tmp/x/main.go:3\n\t/tmp/x/main.go:9\n\t/tmp/xy.go:1".to_vec();
        let neutral = replace(text, b"/tmp/x/", b"/app/");
        assert_eq!(
            neutral,
            b"\t/app/main.go:3\n\t/app/main.go:9\n\t/tmp/xy.go:1"
        );
    }
}
