//! What is given away: HTML that stays text, links that are short and can be read again.

mod fixture;

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gorolens_core::{Analysis, Limits};
use gorolens_report::Report;

/// Names that try to be markup, wherever a dump has a name.
fn hostile() -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input("<img src=x onerror=alert(1)>.txt");
    analysis.push(
        b"goroutine 7 [<script>alert(1)</script>, 30 minutes]:\n\
          main.(*T[<svg/onload=alert(1)>]).<b>x</b>(0x1)\n\t/a/</code><script>alert(2)</script>/x.go:31 +0x1d\n\
          main.f`](javascript:alert(3))()\n\t/a/\"onmouseover=alert(4).go:9 +0x1d\n\
          # labels: {\"<i>key</i>\":\"</pre><script>alert(5)</script>\"}\n\
          <iframe srcdoc='<script>alert(6)</script>'></iframe>\n\n",
    );
    Report::from(analysis.finish())
}

#[test]
fn hostile_names_stay_text_in_html() {
    let document = hostile().to_html();
    let (_, body) = document.split_once("<main>").unwrap();
    for tag in body.split('<').skip(1) {
        let end = tag
            .find(|char: char| !(char.is_ascii_alphanumeric() || char == '/'))
            .unwrap();
        let known = [
            "p", "h2", "h3", "strong", "code", "pre", "ul", "ol", "li", "a", "br", "hr", "main",
            "html",
        ];
        assert!(
            known.contains(&tag[..end].trim_start_matches('/')),
            "<{tag}"
        );
        let inside = tag.split_once('>').unwrap().0;
        let attributes = inside.split_once(' ').map_or("", |(_, rest)| rest);
        let own = ["class=\"language-", "href=\"https://"];
        let is_own = attributes.is_empty() || own.iter().any(|it| attributes.starts_with(it));
        assert!(is_own && attributes.matches('=').count() <= 1, "<{inside}>");
    }
}

#[test]
fn a_link_holds_the_report() {
    let report = Report::from(&fixture::report());
    let link = report.to_link().unwrap();
    let packed = link.strip_prefix("report=").unwrap();
    assert!(
        packed
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    );
    let bytes = URL_SAFE_NO_PAD.decode(packed).unwrap();
    let mut json = String::new();
    flate2::read::DeflateDecoder::new(&bytes[..])
        .read_to_string(&mut json)
        .unwrap();
    let read = Report::from_json(&json).unwrap();
    assert_eq!(read.findings.len(), report.findings.len());
    assert_eq!(read.totals, report.totals);
    assert!(
        read.groups
            .iter()
            .all(|group| group.goroutine_ids.is_empty())
    );
}

#[test]
fn a_large_report_still_fits() {
    let mut report = Report::from(&fixture::report());
    for at in 0..500 {
        let mut group = report.groups[0].clone();
        group.id = format!("{at:016x}");
        for (line, frame) in group.frames.iter_mut().enumerate() {
            frame.func = format!("main.f{}", at * 7919 + line * 104_729).into();
        }
        report.groups.push(group);
    }
    let link = report.to_link().unwrap();
    assert!(link.len() <= 8000, "{}", link.len());
}
