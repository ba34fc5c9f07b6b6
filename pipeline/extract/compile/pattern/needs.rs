//! Words that every match of a pattern has. Most rules need a word that few sentences have (分之, 上年
//! 同期), and are not tried in the others.

use super::{Part, Test};

/// For each word that every match must have, the classes one of which it has.
pub(crate) fn needs(part: &Part) -> Vec<Vec<&str>> {
    match part {
        Part::Test(Test { classes, .. }) => vec![classes.iter().map(String::as_str).collect()],
        Part::Sequence(parts) => parts.iter().flat_map(needs).collect(),
        Part::Choice(parts) => {
            let ways: Vec<Vec<Vec<&str>>> = parts.iter().map(needs).collect();
            // If a way needs several words, one of them represents it.
            let firsts: Option<Vec<Vec<&str>>> =
                ways.into_iter().map(|way| way.into_iter().next()).collect();
            firsts.map(|firsts| firsts.concat()).into_iter().collect()
        }
        Part::Repeat { part, least, .. } if *least > 0 => needs(part),
        Part::Capture { part, .. } => needs(part),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::pattern::parse;

    #[test]
    fn words_that_must_be_there() {
        let needs = |pattern: &str| {
            let part = parse(pattern).unwrap();
            let needs: Vec<String> = needs(&part).iter().map(|any| any.join("|")).collect();
            needs.join(" ")
        };
        assert_eq!(needs("{number} 家"), "number =家");
        assert_eq!(needs("从? <n: {number}> ..3 !约 (万|亿)"), "number =万|=亿");
        assert_eq!(needs("(翻番|{number} 倍)"), "=翻番|number");
        assert_eq!(needs("(甲|乙?) 丙+ 丁*"), "=丙");
    }
}
