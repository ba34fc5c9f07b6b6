//! Shares of people by age: the groups of 0—14岁、15—59岁、60岁及以上 are all people, since each begins where the one
//! before it ends, the first at birth, and the last has no end.

use figlift_config::CheckWords;

use crate::figure::CheckedFigure;
use crate::run::{CheckedText, Run};

/// The shares of groups that are all people.
pub(super) fn of_all<'r>(run: &Run<'_>, text: CheckedText<'r>) -> Vec<Vec<&'r CheckedFigure<'r>>> {
    let words = run.words();
    let mut found = Vec::new();
    for (at, first) in text.figures.iter().enumerate() {
        if group(words, first).is_none_or(|group| group.from != 0) {
            continue;
        }
        let mut all: Vec<&CheckedFigure<'_>> = Vec::new();
        let mut next = Some(0);
        for one in &text.figures[at..] {
            let own =
                group(words, one).filter(|_| one.is_in_sentence_of(first) && one.is_beside(first));
            let Some(own) = own.filter(|own| Some(own.from) == next) else { break };
            all.push(one);
            next = own.to.map(|to| to + 1);
        }
        if next.is_none() && all.len() > 1 {
            found.push(all);
        }
    }
    found
}

/// Ages in years, both counted; without an end where it has none.
struct AgeGroup {
    from: u32,
    to: Option<u32>,
}

/// The ages that the words of a share begin with: 0 to 14 of 0—14岁人口.
fn group(words: &CheckWords, share: &CheckedFigure<'_>) -> Option<AgeGroup> {
    let name = share.plain().filter(|_| share.is_share())?;
    let (from, rest) = number(name)?;
    let after = |text: &'_ str, all: &[String]| {
        all.iter().find_map(|word| text.strip_prefix(word.as_str()).map(str::to_owned))
    };
    if let Some(rest) = after(rest, &words.age) {
        return after(&rest, &words.and_over).map(|_| AgeGroup { from, to: None });
    }
    let (to, rest) = number(rest.trim_start_matches(['—', '-', '－', '～', '~', '–']))?;
    after(rest, &words.age).map(|_| AgeGroup { from, to: Some(to) })
}

/// The number that words begin with, and what follows.
fn number(words: &str) -> Option<(u32, &str)> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((words[..words.len() - rest.len()].parse().ok()?, rest))
}
