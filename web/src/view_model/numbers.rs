//! Words for numbers. Digits are grouped by commas in every language of the page.

/// `1234567` → `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut res = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            res.push(',');
        }
        res.push(digit);
    }
    res
}

/// `1536` → `1.5 kB`; powers of 1000 as file managers show them.
pub fn bytes(number: f64) -> String {
    let mut number = number;
    for unit in ["B", "kB", "MB", "GB"] {
        if number < 999.5 || unit == "GB" {
            let decimals = usize::from(number < 9.95 && unit != "B");
            return format!("{number:.decimals$} {unit}");
        }
        number /= 1000.0;
    }
    unreachable!("the loop ends at GB")
}

/// `147` → `2 h 27 min`.
pub fn minutes(minutes: u64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{rest} min"),
        (0, _) if rest == 0 => format!("{hours} h"),
        (0, _) => format!("{hours} h {rest} min"),
        _ if hours == 0 => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

/// `(1, 3)` → `33 %`; what is there at all is never `0 %`.
pub fn percent(part: f64, whole: f64) -> String {
    let percent = if whole > 0.0 {
        part / whole * 100.0
    } else {
        0.0
    };
    match percent {
        p if p > 0.0 && p < 1.0 => "< 1 %".to_owned(),
        p if p > 99.0 && p < 100.0 => "> 99 %".to_owned(),
        p => format!("{p:.0} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (2_048_000, "2,048,000"),
        ];
        for (number, words) in cases {
            assert_eq!(grouped(number), words);
        }
    }

    #[test]
    fn words_for_bytes() {
        let cases = [
            (0.0, "0 B"),
            (999.0, "999 B"),
            (1536.0, "1.5 kB"),
            (98_400_000.0, "98 MB"),
            (999_600.0, "1.0 MB"),
            (2.5e12, "2500 GB"),
        ];
        for (number, words) in cases {
            assert_eq!(bytes(number), words);
        }
    }

    #[test]
    fn words_for_minutes() {
        let cases = [
            (0, "0 min"),
            (59, "59 min"),
            (60, "1 h"),
            (147, "2 h 27 min"),
            (1440, "1 d"),
            (1550, "1 d 1 h"),
        ];
        for (number, words) in cases {
            assert_eq!(minutes(number), words);
        }
    }

    #[test]
    fn percent_never_rounds_to_nothing_or_all() {
        assert_eq!(percent(0.0, 0.0), "0 %");
        assert_eq!(percent(1.0, 1000.0), "< 1 %");
        assert_eq!(percent(999.0, 1000.0), "> 99 %");
        assert_eq!(percent(1.0, 3.0), "33 %");
    }
}
