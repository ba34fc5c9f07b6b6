//! How many words a pattern may match before its first number. Most words of a text are far from
//! any number, and rules that cannot reach one are not tried there.

use super::{Part, Test};

/// The maximum number of words of a part, and of words before its first number, if every way
/// through the part has one.
#[derive(Clone, Copy, Debug)]
struct Extent {
    most: usize,
    before: Option<usize>,
}

/// The maximum number of words that a pattern matches before its first number; `None` if it may
/// match without one.
pub(crate) fn lead(part: &Part, holds: &dyn Fn(&Test) -> bool) -> Option<usize> {
    reach(part, holds).before
}

fn reach(part: &Part, holds: &dyn Fn(&Test) -> bool) -> Extent {
    match part {
        Part::Test(test) => Extent { most: 1, before: holds(test).then_some(0) },
        Part::Gap(most) => Extent { most: *most, before: None },
        Part::Capture { part, .. } => reach(part, holds),
        Part::Sequence(parts) => in_sequence(parts, holds),
        Part::Choice(parts) => {
            let ways: Vec<Extent> = parts.iter().map(|part| reach(part, holds)).collect();
            let before: Option<Vec<usize>> = ways.iter().map(|way| way.before).collect();
            Extent {
                most: ways.iter().map(|way| way.most).max().unwrap_or(0),
                before: before.and_then(|before| before.into_iter().max()),
            }
        }
        Part::Repeat { part, least, many } => {
            let once = reach(part, holds);
            let most = if *many { usize::MAX } else { once.most };
            Extent { most, before: once.before.filter(|_| *least > 0) }
        }
        Part::Not(_)
        | Part::SentenceStart
        | Part::SentenceEnd
        | Part::CoreStart
        | Part::CoreEnd => Extent { most: 0, before: None },
    }
}

fn in_sequence(parts: &[Part], holds: &dyn Fn(&Test) -> bool) -> Extent {
    let mut whole = Extent { most: 0, before: None };
    for part in parts {
        let next = reach(part, holds);
        whole.before = whole.before.or(next.before.map(|before| whole.most.saturating_add(before)));
        whole.most = whole.most.saturating_add(next.most);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::pattern::parse;

    #[test]
    fn words_before_the_number() {
        let lead = |pattern: &str| {
            lead(&parse(pattern).unwrap(), &|test| test.classes.iter().all(|c| c == "number"))
        };
        assert_eq!(lead("{number} 家"), Some(0));
        assert_eq!(lead("前 的? <n: {number}>"), Some(2));
        assert_eq!(lead("{rise} ..3 ({number}|约 {number})"), Some(5));
        assert_eq!(lead("{rise}* {number}"), Some(usize::MAX));
        assert_eq!(lead("第? {number}?"), None);
        assert_eq!(lead("(翻番|{number} 倍)"), None);
    }
}
