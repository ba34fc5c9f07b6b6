//! Long texts, which would show time that grows with the square of the length.

use std::time::{Duration, Instant};

use figlift_extract::Batches;

use crate::support::{RULES, document};

/// A text of a size.
type Text = fn(usize) -> String;

/// Twice the length must not take four times as long.
#[test]
fn time_grows_with_the_length_of_the_text_only() {
    let texts: [(&str, Text); 8] = [
        ("one sentence again and again", |n| "高新技术企业从2138家增长到6669家。".repeat(n)),
        ("one clause again and again", |n| "企业从12家增至15家，增长3%、5%和8%，".repeat(n / 2)),
        ("one long number", |n| "1234567890".repeat(n)),
        ("one long Chinese number", |n| "三百二十".repeat(n)),
        ("nested brackets", |n| "（".repeat(4 * n) + "5" + &"）".repeat(4 * n)),
        ("text without numerals", |n| "江西科技创新".repeat(8 * n)),
        ("numbers without words", |n| "1 ".repeat(4 * n)),
        ("words that many rules begin with", |n| "从增长到比上年第近".repeat(n)),
    ];
    for (name, text) in texts {
        is_linear(name, text, 2_000);
    }
}

fn is_linear(name: &str, text: Text, size: usize) {
    let time = |size: usize| -> Duration {
        let document = document(&text(size));
        let start = Instant::now();
        let extraction = RULES.extract(&document);
        let time = start.elapsed();
        assert!(extraction.numerals.len() <= document.text().len());
        time
    };
    let mut ratios = Vec::new();
    // Other work on the machine may slow one of the two down, so the best of some tries counts.
    for _ in 0..5 {
        let (once, twice) = (time(size), time(2 * size));
        let ratio = twice.as_secs_f64() / once.as_secs_f64().max(1e-4);
        if ratio < 3.5 {
            return;
        }
        ratios.push((ratio, once, twice));
    }
    panic!("{name}: {ratios:?}");
}

#[test]
fn a_line_of_a_megabyte() {
    let text = "2021年，江西研发经费从12亿元增加到15.6亿元，增长30%，".repeat(1 << 14);
    assert!(text.len() > 1 << 20);
    let start = Instant::now();
    let document = document(&text);
    let extraction = RULES.extract(&document);
    assert_eq!(extraction.figures.len(), 3 << 14);
    assert_eq!(extraction.numerals.len(), 4 << 14);
    let batches = Batches::of(&[(&document, &extraction)]).expect("rows fit their schema");
    assert_eq!(batches.figures.num_rows(), 3 << 14);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
