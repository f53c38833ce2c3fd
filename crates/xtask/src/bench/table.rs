//! The tables that are printed, in Markdown, so that they can go into the README.

use super::browser::OnPage;
use super::inputs::Input;
use super::native::Native;

/// What was measured of one input.
pub struct Row<'a> {
    pub input: &'a Input,
    pub native: Native,
    pub browser: Option<OnPage>,
}

/// Prints the inputs, native and in the browser.
pub fn print(rows: &[Row<'_>], runs: u32) {
    println!(
        "Native, one thread: reading, grouping and diagnosing, from memory. Best of {runs} runs; of the largest, of 2.\n"
    );
    println!(
        "| input | size | goroutines | stacks | speed | line ends alone | ratio | hashed lines | peak memory |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for Row { input, native, .. } in rows {
        let speed = |seconds: f64| format!("{:.0} MB/s", native.bytes / seconds / 1e6);
        println!(
            "| {} | {} | {} | {} | {} | {} | 1 : {:.1} | {} | {} |",
            input.title,
            bytes(native.bytes),
            grouped(native.goroutines as u64),
            grouped(native.groups as u64),
            speed(native.seconds),
            speed(native.floor_seconds),
            native.seconds / native.floor_seconds,
            speed(native.naive_seconds),
            native.peak_bytes.map_or("?".to_owned(), bytes),
        );
    }
    if rows.iter().all(|row| row.browser.is_none()) {
        return;
    }
    println!(
        "\nIn the browser, from a `File`: the analysis in its workers; reading alone, in a worker that does nothing \
         with the bytes; from choosing the file to a painted verdict.\n"
    );
    println!(
        "| input | analysis | reading alone | of native | wasm memory | workers | verdict after | longest task of the \
         page | slowest key of a query | elements |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for row in rows {
        if let Some(browser) = &row.browser {
            println!("| {} | {} |", row.input.title, browser.columns(&row.native));
        }
    }
}

/// `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// In megabytes.
pub fn bytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

/// In kilobytes.
pub fn kilobytes(bytes: f64) -> String {
    format!("{:.1} kB", bytes / 1e3)
}

/// In whole milliseconds.
pub fn milliseconds(ms: f64) -> String {
    format!("{ms:.0} ms")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_of_three() {
        let texts = [0, 999, 1000, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
    }
}
