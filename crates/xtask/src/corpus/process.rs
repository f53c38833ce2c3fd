//! A running program that reports on standard output, and is ended when it is dropped.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A child process and the lines it prints.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
    stderr: Option<thread::JoinHandle<Vec<u8>>>,
}

impl Process {
    /// Starts the command. Both streams are read all the time, so that it never blocks on them.
    pub fn start(command: &mut Command) -> Result<Process> {
        let command = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let (send, lines) = channel();
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || {
                let lines = BufReader::new(stdout).lines().map_while(Result::ok);
                lines.for_each(|line| drop(send.send(line)));
            });
        }
        let stderr = child.stderr.take().map(|mut stderr| {
            thread::spawn(move || {
                let mut text = Vec::new();
                // What was read before an error is all there is.
                let _ = stderr.read_to_end(&mut text);
                text
            })
        });
        Ok(Process {
            child,
            lines,
            stderr,
        })
    }

    /// The next line, or an error after two minutes or at the program's end.
    pub fn line(&mut self) -> Result<String> {
        match self.lines.recv_timeout(Duration::from_secs(120)) {
            Ok(line) => Ok(line),
            Err(_) => {
                // It may have ended already.
                let _ = self.child.kill();
                bail!(
                    "it does not get ready:\n{}",
                    String::from_utf8_lossy(&self.stderr())
                )
            }
        }
    }

    /// Everything on standard error up to the program's end.
    pub fn stderr(&mut self) -> Vec<u8> {
        let text = self
            .stderr
            .take()
            .and_then(|reader| reader.join().ok())
            .unwrap_or_default();
        // The streams are closed: it has ended or will at once.
        let _ = self.child.wait();
        text
    }

    /// Sends SIGQUIT, which makes Go print all goroutines.
    pub fn quit(&mut self) -> Result<()> {
        let status = Command::new("kill")
            .args(["-QUIT", &self.child.id().to_string()])
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            other => bail!("kill -QUIT failed: {other:?}"),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
