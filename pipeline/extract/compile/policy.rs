//! The classes of words that the passes read by name. Their words are in the lexicon.

use crate::compile::classes::{ClassId, ClassSet, Classes};

macro_rules! policy {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// Numbers of the classes that the passes read.
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
    /// A name or class of things with a numeral.
    label = "label",
    /// A time.
    period = "period",
    /// A unit.
    unit = "unit",
    /// A measure word.
    classifier = "classifier",
    /// Common words with a character that alone would be a word of grammar: 高等.
    compound = "compound",
    /// Words whose first character is not attached to the number before them: 来自.
    apart = "apart-from-number",
    /// The beginning or end of the reporting period: 年初.
    year_point = "year-point",
    /// A time to come, where no number of years follows: 未来.
    future = "future",
    /// The end of a period before what there was then: 年末.
    end_point = "end-point",
    /// Marks that end a clause: ，；：。
    clause_end = "clause-end",
    /// ，
    comma = "comma",
    /// （
    bracket_open = "bracket-open",
    /// ）
    bracket_close = "bracket-close",
    /// 第
    ordinal_mark = "ordinal-mark",
    /// 分别: the values that follow share the words after the last one.
    respectively = "respectively",
    /// ” and 》
    quote_close = "quote-close",
    /// “ and 《
    quote_open = "quote-open",
    /// Marks that end a statement: ；。
    statement_end = "statement-end",
    /// 、
    list_mark = "list-mark",
    /// 、 and 和.
    list_join = "list-join",
    /// Marks between the two ends of a range: —, 至.
    range_mark = "range-mark",
    /// Words between an indicator and its value, which are not part of the indicator: 达, 为, 增长.
    link = "link",
    /// Words for the difference of two values: 比上年高.
    predicate = "predicate",
    /// Words that open a statement and are not part of the indicator: 其中, 预计.
    opener = "opener",
    /// 其中, which introduces parts of a value stated before.
    among = "among",
    /// Words that state a basis: 同比, 比上年同期.
    basis_word = "basis-word",
    /// Words that lead to a part of the time spoken of: 特别是近三年.
    aside_lead = "aside-lead",
    /// Words that end the noun phrase after a count: 已, 均, 开展.
    noun_end = "noun-end",
    /// Words for areas.
    area = "area",
    /// Words that make the short name of an area before them part of another name: the 大学 of 重庆大学.
    named_by_area = "named-by-area",
    /// Names in which no numeral is read: 九江.
    region_name = "region-name",
    /// Words before the standard of a comparison: 比, 较.
    compare = "compare",
    /// Verbs of a move from one value to another.
    moves = "move",
    /// Words before the earlier of two values.
    from = "from",
    /// Words before the later of two values.
    to = "to",
    /// Words behind the number of a plan: the 期间 of “十四五”期间.
    plan_word = "plan-word",
    /// Prepositions right before a value that something keeps to: 在.
    stays_at = "stays-at",
    /// Prepositions before a time: 在, 自.
    at_time = "at-time",
    /// Verbs that say to which value something has come in the end: 达到, 突破.
    arrival = "arrival",
    /// Words between a verb and its value: 达, 达到.
    bound_filler = "bound-filler",
    /// Verbs that state a rank: 居, 列.
    rank_verb = "rank-verb",
    /// Words before an area that is only a scope or standard of comparison: 入选, 跑赢.
    before_rivals = "before-rivals",
    /// Verbs before a group of top ranks: 进入前十.
    rank_within = "rank-within",
    /// Words of a heading that make what follows a target: 目标, 重点工作.
    aims = "aims",
    /// Words of a heading that make what follows actual: 回顾, 成就.
    review = "review",
    /// Words of a heading that end the body of the text: 名词解释.
    appendix = "appendix",
    /// 的
    of = "of",
    /// The 大 of 第一大贸易伙伴.
    great = "great",
    /// A run of other text.
    text = "text",
    /// Nouns that name both the denominator and the indicator: 时速, 亩产.
    per_noun = "per-noun",
    /// Bounding words before a value: 超, 近.
    bound_before = "bound-before",
    /// Bounding words after a value: 以上.
    bound_after = "bound-after",
    /// 有
    has = "has",
    /// Words for how a value came about, after the indicator: 实际, 累计.
    manner = "manner",
    /// Verbs that belong to a short head noun: 完成投资.
    light_verb = "light-verb",
    /// Words for newly added things: 新增.
    newly = "newly",
    /// Verbs that are themselves the indicator: 户均增收.
    own_measure = "own-measure",
    /// Words that open a modifier of the counted noun: 有条件.
    describes = "describes",
    /// Areas that are counted without a measure word: 10市.
    place_counted = "place-counted",
    /// Nouns whose value is a ratio: 比.
    ratio_noun = "ratio-noun",
    /// Nouns for a composition: 结构.
    composition = "composition",
    /// Nouns for the step that a value reaches: 台阶, 关口.
    step_noun = "step-noun",
    /// Nouns of measure: 产值, 收入.
    measure_noun = "measure-noun",
    /// Nouns for a plan: 预算, 年度任务.
    planned = "planned",
    /// Verbs of passing a round number: 过, 破.
    past = "past",
    /// 和, between the last two members of a list.
    and = "and",
    /// Adverbs of manner, which end a noun phrase: 相继, 顺利.
    adverb = "adverb",
    /// Verbs whose head noun follows the value: 发行.
    acts_on = "acts-on",
    /// Verbs before a share of the following noun: 贡献50%以上的税收.
    takes_part = "takes-part",
    /// Nouns for the position of a value: 之间, 水平.
    standing = "standing",
    /// 了
    done = "done",
    /// Verbs of paying: 安排, 拨付.
    gives = "gives",
    /// Verbs whose object was named before and is elided: 废止.
    deals_with = "deals-with",
    /// Light verbs after the object that 对 marks: 进行.
    carried_out = "carried-out",
    /// Words after a value that state its purpose: 安排5亿元扶持….
    purpose = "purpose",
    /// 占, before the whole of a share.
    part_of = "part-of",
    /// Nouns for a share: 比重.
    share_noun = "share-noun",
    /// Nouns for a rate of change: 增速.
    rate_noun = "rate-noun",
    /// Nouns for a total: 总数.
    total_noun = "total-noun",
    /// Words that rank without a numeral: 前列, 首位.
    rank_word = "rank-word",
}

impl Policy {
    /// Whether the first character of a word could be read as part of the number before it: 千瓦, 来自.
    pub(crate) fn stands_apart(&self, classes: &ClassSet) -> bool {
        self.measures(classes) || classes.contains(self.apart)
    }

    /// Whether a word with these classes is a unit or measure word.
    pub(crate) fn measures(&self, classes: &ClassSet) -> bool {
        classes.contains(self.unit) || classes.contains(self.classifier)
    }
}
