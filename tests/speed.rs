//! Long texts, which would reveal quadratic time.

use std::sync::Arc;
use std::time::Duration;

use figlift_config::{Config, Pack, Rule};
use figlift_extract::{Batches, RuleSet};
use figlift_model::NumeralClass;

use crate::support::{RULES, document};
use crate::thread_time::thread_time;

/// A text of a size.
type Text = fn(usize) -> String;

/// Twice the length must not take four times as long.
#[test]
fn time_is_linear_in_the_length_of_the_text() {
    let texts: [(&str, Text); 12] = [
        ("one sentence again and again", |n| "高新技术企业从2138家增长到6669家。".repeat(n)),
        ("one clause again and again", |n| "企业从12家增至15家，增长3%、5%和8%，".repeat(n / 2)),
        ("one long number", |n| "1234567890".repeat(10 * n)),
        ("one long Chinese number", |n| "三百二十".repeat(n)),
        ("nested brackets", |n| "（".repeat(4 * n) + "5" + &"）".repeat(4 * n)),
        ("text without numerals", |n| "江西科技创新".repeat(8 * n)),
        ("numbers without words", |n| "1 ".repeat(4 * n)),
        ("words that many rules begin with", |n| "从增长到比上年第近".repeat(n)),
        ("one number within the other", |n| "1亿".repeat(n)),
        ("short sentences in one line", |n| "甲。".repeat(16 * n)),
        ("shares of what was named before", |n| "产值5亿元。占全国5%。".repeat(n)),
        ("a long run of words and many values", |n| "产业园区".repeat(n) + &"，增长5%".repeat(n)),
    ];
    for (name, text) in texts {
        is_linear(name, &RULES, text, 2_000);
    }
}

/// Ten thousand repetitions are read without a stack overflow.
#[test]
fn ten_thousand_of_a_kind() {
    let n = 10_000;
    let sentences = RULES.extract(&document(&"企业从2138家增长到6669家。".repeat(n)));
    assert_eq!(sentences.figures.len(), 2 * n);
    let digits = RULES.extract(&document(&"7".repeat(n)));
    assert_eq!(digits.numerals.len(), 1);
    assert_eq!(digits.numerals[0].class, NumeralClass::Unresolved);
    let nested = format!("{}产值5亿元{}", "（".repeat(n), "）".repeat(n));
    assert_eq!(RULES.extract(&document(&nested)).figures.len(), 1);
}

/// With ten times as many rules the time is proportional, and still linear in the text.
#[test]
fn ten_times_as_many_rules() {
    let built_in = Config::built_in().expect("the built-in pack is right").pack;
    let mut pack = Pack::clone(&built_in);
    for rule in built_in.rules.values() {
        for copy in 1..10 {
            let id = format!("{}-{copy}", rule.id);
            pack.rules.insert(id.clone(), Arc::new(Rule { id, ..Rule::clone(rule) }));
        }
    }
    let many = RuleSet::compile(&Arc::new(pack)).expect("copies of rules that are right");
    let text: Text = |n| "2021年，企业从2138家增至6669家，增长12%左右；".repeat(n);
    is_linear("ten times the rules", &many, text, 500);
    takes_at_most(20.0, "ten times the rules", |many_rules| {
        time(if many_rules { &many } else { &RULES }, text, 500)
    });
}

fn is_linear(name: &str, rules: &RuleSet, text: Text, size: usize) {
    takes_at_most(3.5, name, |twice| time(rules, text, if twice { 2 * size } else { size }));
}

fn time(rules: &RuleSet, text: Text, size: usize) -> Duration {
    let document = document(&text(size));
    let start = thread_time();
    let extraction = rules.extract(&document);
    let batches = Batches::of(&[(&document, &extraction)]).expect("rows fit their schema");
    let time = thread_time().saturating_sub(start);
    // The size of the output is also linear: about as much for each figure as for the first.
    let bytes = batches.figures.get_array_memory_size();
    assert!(bytes <= 4_000_000 + 8_000 * extraction.figures.len(), "{bytes} bytes");
    time
}

/// Tries at most: other tests on the same machine take turns in slowing down a long one.
const TRIES: usize = 12;

/// Requires that the time with `true` is at most a multiple of that with `false`.
fn takes_at_most(limit: f64, name: &str, time: impl Fn(bool) -> Duration) {
    // Caches and the speed of the processor vary, so the fastest of several tries counts on either
    // side. Clocks of processor time step by milliseconds, so less than four count as four: a
    // quadratic time of texts of these sizes is far above.
    let [mut once, mut twice] = [Duration::MAX; 2];
    for _ in 0..TRIES {
        once = once.min(time(false));
        twice = twice.min(time(true));
        if twice.as_secs_f64() < limit * once.as_secs_f64().max(4e-3) {
            return;
        }
    }
    panic!("{name}: {once:?} becomes {twice:?}, which is {limit} times as long or more");
}

/// A line of more than a megabyte is read in about twice the time of its half.
#[test]
fn a_line_of_a_megabyte() {
    let text: Text = |n| "2021年，江西研发经费从12亿元增加到15.6亿元，增长30%，".repeat(n);
    let size = 1 << 14;
    let line = text(size);
    assert!(line.len() > 1 << 20);
    let extraction = RULES.extract(&document(&line));
    assert_eq!((extraction.figures.len(), extraction.numerals.len()), (3 * size, 4 * size));
    is_linear("a line of a megabyte", &RULES, text, size / 2);
}
