//! What leaves the terminal: the page with a dump, documents, links, and what is taken out of them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::{env, fs};

const DUMP: &str = "goroutine 7 [select, 30 minutes]:\n\
    github.com/acme/shop/db.Wait(0xc000123456)\n\t/home/ann/shop/db/wait.go:31 +0x1d\n";

/// A folder with a dump, which goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let dir = env::temp_dir().join(format!("gorolens-cli-{test}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("my dump.txt"), DUMP).unwrap();
        fs::write(dir.join("page.html"), "<meta connect-src 'none'>").unwrap();
        Folder(dir)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gorolens"));
        command.args(args).current_dir(&self.0);
        command.env_remove("GOROLENS_PAGE").env("LC_ALL", "C");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Starts `gorolens open` and gives the host and the path of the address it prints.
    fn open(&self, args: &[&str]) -> (Child, String, String) {
        let mut command = self.command(&["open", "--print", "--once"]);
        let mut child = command.args(args).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let (host, path) = line
            .trim()
            .strip_prefix("http://")
            .unwrap()
            .split_once('/')
            .unwrap();
        (child, host.to_owned(), format!("/{path}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn get(host: &str, path: &str, named: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {named}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn open_serves_the_page_and_the_dump_under_a_secret_path_and_ends() {
    let folder = Folder::new("page");
    let (mut child, host, address) =
        folder.open(&["--page", "page.html", "--lang", "en", "my dump.txt"]);
    let (path, fragment) = address.split_once('#').unwrap();
    assert!(path.len() > 32, "{path}");
    assert_eq!(fragment, "src=0/my%2520dump.txt&lang=en");
    assert!(get(&host, "/", &host).starts_with("HTTP/1.1 404"));
    assert!(get(&host, path, "evil.example").starts_with("HTTP/1.1 404"));
    assert!(get(&host, path, &host).ends_with("\r\n\r\n<meta connect-src 'self'>"));
    assert!(get(&host, &format!("{path}0/my%20dump.txt"), &host).ends_with(DUMP));
    assert!(child.wait().unwrap().success());
}

#[test]
fn open_without_a_page_shows_the_report_as_a_document() {
    let folder = Folder::new("document");
    let (mut child, host, address) = folder.open(&["my dump.txt"]);
    let (path, _) = address.split_once('#').unwrap();
    let answer = get(&host, path, &host);
    assert!(answer.contains("github.com/acme/shop/db.Wait"), "{answer}");
    assert!(child.wait().unwrap().success());
}

#[test]
fn open_says_what_cannot_be_opened() {
    let folder = Folder::new("errors");
    for (args, message) in [
        (["open", "absent.txt"], "absent.txt"),
        (["open", "--page=my dump.txt"], "not the page in one file"),
    ] {
        let output = folder.command(&args).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(message), "{said}");
    }
}

#[test]
fn links_and_documents_are_redacted_unless_it_is_said_otherwise() {
    let folder = Folder::new("redact");
    let said = |args: &[&str]| String::from_utf8(folder.run(args).stdout).unwrap();
    let html = said(&["--format", "html", "my dump.txt"]);
    assert!(
        html.contains("module1/db.Wait") && !html.contains("acme"),
        "{html}"
    );
    assert!(said(&["--format", "html", "--redact=none", "my dump.txt"]).contains("acme"));
    assert!(said(&["--format", "json", "my dump.txt"]).contains("acme"));
    let json = said(&["--format", "json", "--redact", "my dump.txt"]);
    assert!(
        !json.contains("acme") && !json.contains("my dump"),
        "{json}"
    );
    let paths = said(&["--format", "json", "--redact=paths", "my dump.txt"]);
    assert!(
        paths.contains("acme") && !paths.contains("/home"),
        "{paths}"
    );
    let link = said(&[
        "--format",
        "link",
        "--site",
        "https://tools.example/g/",
        "my dump.txt",
    ]);
    assert!(
        link.starts_with("https://tools.example/g/#report="),
        "{link}"
    );
}

#[test]
fn the_preview_says_what_would_be_replaced() {
    let folder = Folder::new("preview");
    let output = folder.run(&["--redact-preview", "my dump.txt"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "path\t/home/ann/shop/db/\t…/\n\
         module\tgithub.com/acme/shop\tmodule1\n\
         pod\tmy dump.txt\tdump1\n"
    );
    assert_eq!(
        folder.run(&["--redact=hats", "my dump.txt"]).status.code(),
        Some(2)
    );
}
