//! The classes of words that the passes in code read, by name. What belongs to them stands in the
//! lexicon.

use crate::compile::vocabulary::{ClassId, Classes};

macro_rules! policy {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// Numbers of the classes that the passes in code read.
        #[derive(Clone, Debug)]
        pub(crate) struct Policy { $($(#[$doc])* pub $field: ClassId,)* }

        impl Policy {
            pub(crate) fn new(classes: &mut Classes) -> Policy {
                Policy { $($field: classes.number($name),)* }
            }
        }
    };
}

policy! {
    /// Any quantity.
    q = "q",
    /// A name or class of things that holds a numeral.
    label = "label",
    /// A time.
    period = "period",
    /// A unit.
    unit = "unit",
    /// A measure word.
    classifier = "classifier",
    /// Common words that hold the character of another: 高等.
    compound = "compound",
    /// Words whose first character is no mark of the number before them: 来自.
    apart = "apart-from-number",
    /// The beginning or end of the time under report: 年初.
    year_point = "year-point",
    /// What ends a clause: ，；：。
    clause_end = "clause-end",
    /// ，
    comma = "comma",
    /// （
    bracket_open = "bracket-open",
    /// ）
    bracket_close = "bracket-close",
    /// 第
    ordinal_mark = "ordinal-mark",
    /// 分别: the values that follow share what is said behind the last.
    respectively = "respectively",
    /// ” and 》
    quote_close = "quote-close",
    /// “ and 《
    quote_open = "quote-open",
    /// What ends a statement: ；。
    statement_end = "statement-end",
    /// 、
    list_mark = "list-mark",
    /// 、 and 和.
    list_join = "list-join",
    /// Marks between the two ends of a range: —, 至.
    range_mark = "range-mark",
    /// Those that stand for nothing else: —.
    dash = "dash",
    /// Words that say how a value is reached, and are no part of what is measured: 达, 为, 增长.
    link = "link",
    /// Words that say more or less of a value: 比上年高.
    predicate = "predicate",
    /// Words that open a statement and are no part of what is measured: 其中, 预计.
    opener = "opener",
    /// 其中: what follows is a part of what was stated.
    among = "among",
    /// Words that end the noun behind a count: 已, 均, 开展.
    noun_end = "noun-end",
    /// Words that tell the area.
    area = "area",
    /// What behind the short name of an area makes it the name of something there: the 大学 of 重庆大学.
    named_by_area = "named-by-area",
    /// Names in which no numeral is read: 九江.
    region_name = "region-name",
    /// Words before the thing compared with: 比, 较.
    compare = "compare",
    /// Verbs of a move from one value to another.
    moves = "move",
    /// Words before the earlier of two values.
    from = "from",
    /// Words before the later of two values.
    to = "to",
    /// Words between a verb and its value: 达, 达到.
    bound_filler = "bound-filler",
    /// Verbs that state a rank: 居, 列.
    rank_verb = "rank-verb",
    /// Words before an area among whom something stands: 入选, 跑赢.
    before_rivals = "before-rivals",
    /// Cities that are named in pairs: 广州、深圳.
    paired_city = "paired-city",
    /// Verbs before the group of the first: 进入前十.
    rank_within = "rank-within",
    /// Words of a heading that say that what follows is aimed at: 目标, 重点工作.
    aims = "aims",
    /// Words of a heading that say that what follows has been: 回顾, 成就.
    review = "review",
    /// Words of a heading that end the text itself: 名词解释.
    appendix = "appendix",
    /// 的
    of = "of",
    /// The 大 of 第一大贸易伙伴.
    great = "great",
    /// A run of other text.
    text = "text",
    /// Nouns that name a denominator and what is measured at once: 时速, 亩产.
    per_noun = "per-noun",
    /// Words before a value that say which side of it is meant: 超, 近.
    bound_before = "bound-before",
    /// Words for a bound behind a value: 以上.
    bound_after = "bound-after",
    /// 有
    has = "has",
    /// Words for how a value came about, behind what is measured: 实际, 累计.
    manner = "manner",
    /// Verbs that a short noun needs: 完成投资.
    light_verb = "light-verb",
    /// Words before what is new: 新增.
    newly = "newly",
    /// Verbs that say themselves what is measured: 户均增收.
    own_measure = "own-measure",
    /// Words that begin a description of what is counted: 有条件.
    describes = "describes",
    /// Areas that are counted without a measure word: 10市.
    place_counted = "place-counted",
    /// Nouns of which the value is a ratio: 比.
    ratio_noun = "ratio-noun",
    /// Nouns for what something is made of: 结构.
    composition = "composition",
    /// What is stepped up to: 台阶, 关口.
    step_noun = "step-noun",
    /// Nouns of measure: 产值, 收入.
    measure_noun = "measure-noun",
    /// What was planned: 预算, 年度任务.
    planned = "planned",
    /// Verbs of passing a round number: 过, 破.
    past = "past",
    /// 和, which joins the last two of a list.
    and = "and",
    /// Words for how a thing is done, which no noun holds: 相继, 顺利.
    adverb = "adverb",
    /// Verbs that say nothing of what is measured where the noun stands behind the value: 发行.
    acts_on = "acts-on",
    /// Verbs that take a part of what follows: 贡献50%以上的税收.
    takes_part = "takes-part",
    /// Words for where a value stands: 之间, 水平.
    standing = "standing",
    /// 了
    done = "done",
    /// Verbs of giving money: 安排, 拨付.
    gives = "gives",
    /// Verbs of what became of things named before: 废止.
    deals_with = "deals-with",
    /// 进行, behind what 对 names.
    carried_out = "carried-out",
    /// Words behind a value that tell what it is for: 安排5亿元扶持….
    purpose = "purpose",
    /// 占: a part of what follows.
    part_of = "part-of",
    /// Nouns for a share: 比重.
    share_noun = "share-noun",
    /// Nouns for a rate of change: 增速.
    rate_noun = "rate-noun",
    /// Nouns for how much there is in all: 总数.
    total_noun = "total-noun",
    /// Words that rank without a numeral: 前列, 首位.
    rank_word = "rank-word",
}

impl Policy {
    /// Whether a word takes its first character from a number before it: 千瓦, 来自.
    pub(crate) fn stands_apart(&self, classes: &[ClassId]) -> bool {
        self.measures(classes) || classes.contains(&self.apart)
    }

    /// Whether a word of these classes is a unit or measure word.
    pub(crate) fn measures(&self, classes: &[ClassId]) -> bool {
        classes.contains(&self.unit) || classes.contains(&self.classifier)
    }
}
