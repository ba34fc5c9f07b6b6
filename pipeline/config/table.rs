//! Words by which the heads of tables are read.

use std::collections::BTreeMap;

use serde::Deserialize;
use strum::IntoStaticStr;

use crate::word_classes::{ClassEntry, WordClasses};
use crate::{ConfigError, Source};

/// What a word says at its place in the head of a row or column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HeadClass {
    /// At the end: the values are rates of growth, or the differences of such: 增速.
    Growth,
    /// At the end: the values are rates of growth or differences: 增减.
    Moved,
    /// At the end: the values are differences: 增减额.
    Change,
    /// At the end: the values are rates or differences, and a positive one is a fall: 下降.
    Fall,
    /// At the end: the values are levels, although it ends like growth: 自然增长率.
    NamedRate,
    /// At the end: the values have a unit of their own, which no other head states: 得分.
    Own,
    /// At the end or start: the values are shares: 占比.
    Share,
    /// At the end: the values are ranks: 位次.
    Rank,
    /// Alone: it only says that a value stands there: 绝对数.
    Value,
    /// Alone: the values are sums from a start on: 累计.
    Sum,
    /// Alone: the values are of the last month of those that the table is of: 本月.
    Month,
    /// Alone: what stands there are the numbers of months: 月份.
    Months,
    /// At the start: the values are of the time that the table is of: 本期.
    Current,
    /// At the start: the values are of the time before that: 上期.
    Former,
    /// Anywhere: the values are prices of what the units of rows count: 价格.
    Price,
    /// At the end of a title: it is no part of what is measured: 情况表.
    TitleEnd,
    /// Alone, or before a colon in a line above: a unit stands there: 单位.
    Unit,
    /// Alone: what stands there are numbers of rows, or codes: 序号.
    Label,
    /// At the end: what stands there are codes: 科目编码.
    Code,
    /// Alone, or before a colon in a line above: what is measured, or whose it is, stands there: 指标.
    Item,
    /// Alone: what stands there are names of areas: 城市.
    Place,
    /// At the end: the values are sums of money: 金额.
    Money,
    /// At the end: the values are numbers of things: 数量.
    Number,
    /// At the end, behind the unit in which is counted: the 数 of 户数.
    Counted,
    /// At the end: the unit in which is counted: 人次.
    Counting,
    /// At the start of a head over rates: it only says with what values are compared, or how: 比, 名义.
    Against,
    /// At the start: the row is of a part of what a row above is of: 其中.
    Among,
    /// In a line above: the table goes on with the columns of the one before: 续表.
    Continued,
    /// Before a colon in a line above: what stands there says nothing of the values: 时间.
    Aside,
}

/// The words in which what the heads say is put to the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SaidWords {
    /// Before a rate of growth: 增长.
    pub growth: String,
    /// Before a difference: 增加.
    pub change: String,
    /// Before and behind a rank: 居第, 位.
    pub rank: (String, String),
    /// Before any other value: 为.
    pub value: String,
    /// Before a sum from a start on: 累计.
    pub sum: String,
    /// Before growth on the same period of the year before, and on the period before: 同比, 环比.
    pub yoy: String,
    /// See `yoy`.
    pub pop: String,
    /// In the place of what is measured, where its words hold a number: 60岁及以上.
    pub thing: String,
    /// Behind the bare number of a year: 年.
    pub year: String,
    /// Behind the number of a month: 月.
    pub month: String,
    /// Behind what was said: 。
    pub end: String,
}

/// The words of `tables.toml`.
#[derive(Clone, Debug, Default)]
pub struct TableWords {
    classes: WordClasses<HeadClass>,
    said: SaidWords,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TableWordsFile {
    heads: BTreeMap<HeadClass, ClassEntry>,
    said: Option<SaidWords>,
}

impl TableWords {
    /// The words in which what the heads say is put to the rules.
    pub fn said(&self) -> &SaidWords {
        &self.said
    }

    /// Whether a head is a word of a class.
    pub fn is(&self, head: &str, class: HeadClass) -> bool {
        self.classes.of(class).iter().any(|word| word == head)
    }

    /// The longest word of a class that a head ends with.
    ///
    /// ```
    /// use figlift_config::{Config, HeadClass};
    /// let config = Config::built_in()?;
    /// let tables = &config.pack.tables;
    /// assert_eq!(tables.end("比上年增长", HeadClass::Growth), Some("增长"));
    /// assert_eq!(tables.end("增长点", HeadClass::Growth), None);
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn end(&self, head: &str, class: HeadClass) -> Option<&str> {
        self.longest(class, |word| head.ends_with(word))
    }

    /// The longest word of a class that a head begins with.
    pub fn start(&self, head: &str, class: HeadClass) -> Option<&str> {
        self.longest(class, |word| head.starts_with(word))
    }

    /// Whether a head contains a word of a class.
    pub fn within(&self, head: &str, class: HeadClass) -> bool {
        self.classes.of(class).iter().any(|word| head.contains(word))
    }

    fn longest(&self, class: HeadClass, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let words = self.classes.of(class).iter().map(String::as_str);
        words.filter(|word| fits(word)).max_by_key(|word| word.len())
    }

    /// Lays a file over the words: those of a known class are added to it.
    ///
    /// # Errors
    /// If the file has another shape, or a word is empty.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: TableWordsFile = source.parse()?;
        self.classes.overlay(source, "heads", file.heads)?;
        if let Some(said) = file.said {
            self.said = said;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_adds_and_removes_words() {
        let mut words = TableWords::default();
        let built_in = "[heads.growth]\nwords = [\"增长\", \"增速\"]\n";
        words.overlay(&Source::new("built-in", built_in)).unwrap();
        let own = "[heads.growth]\nwords = [\"涨幅\"]\nremove = [\"增速\"]\n";
        words.overlay(&Source::new("pack/tables.toml", own)).unwrap();
        let ends = |head| words.end(head, HeadClass::Growth);
        assert_eq!(["同比涨幅", "增长", "增速"].map(ends), [Some("涨幅"), Some("增长"), None]);
        let wrong = Source::new("pack/tables.toml", "[heads.rank]\nwords = [\"\"]\n");
        let error = words.overlay(&wrong).unwrap_err().to_string();
        assert!(error.contains("empty word"), "{error}");
    }
}
