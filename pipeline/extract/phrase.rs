//! Third pass, second part: the words for what a quantity measures, told apart into the noun phrase and
//! the verb of what was done to it.
//!
//! 建成高标准农田300万亩 measures 高标准农田, which were built: a deed and a stock are two series. The verb
//! stands before the noun or, where the noun follows the value, before that; a list shares it; and what
//! goes on speaking of the same words (…，增长8%) goes on with the same verb.

mod deed;
mod named;
pub(crate) mod noun;
mod parse;
pub(crate) mod segmenter;
mod value;

use figlift_text::Span;
use rustc_hash::FxHashMap;

use crate::attach::Attached;
use crate::clause::{Value, Words};

use named::LastMeasured;
pub(crate) use named::Named;
use noun::{ends_with_measure, is_plan, tail_behind};

/// What the sentences of a paragraph named so far.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// By the words that [`attach`](mod@crate::attach) found.
    told: FxHashMap<Words, Named>,
    /// The things counted last with each unit and measure word.
    things: FxHashMap<(String, Option<String>), Words>,
    /// What was measured last by a noun of measure, with its unit.
    measured: Option<LastMeasured>,
}

impl Phrases {
    /// What each node that is a value measures; `attached` are the words for it.
    pub(crate) fn tell_apart(
        &mut self,
        values: &[Value<'_, '_>],
        attached: &[Option<Attached>],
    ) -> Vec<Option<Named>> {
        let mut all: Vec<Option<Named>> = vec![None; attached.len()];
        for &value in values {
            let Some(Attached { words, .. }) = &attached[value.at] else { continue };
            let mut named = self.named(value, words);
            if named.deed.is_none()
                && let Some(shared) =
                    value.shares(&named.noun).and_then(|other| all[other].as_ref())
                && value.is_named_here(&named)
            {
                named.deed = shared.deed;
                named.is_cumulative |= shared.is_cumulative;
                self.told.insert(words.clone(), named.clone());
            }
            all[value.at] = Some(named).filter(|named| !named.noun.is_empty());
        }
        all
    }

    fn named(&mut self, value: Value<'_, '_>, words: &Words) -> Named {
        let kind = (value.quantity.unit.clone(), value.quantity.classifier.clone());
        let limits = value.only_limits();
        let told = self.told.get(words).filter(|_| !limits);
        let mut named = match told {
            Some(told) if value.states_level() => Named { deed: None, ..told.clone() },
            Some(told) => told.clone(),
            None => {
                let named = self.new_named(value, words, &kind, limits);
                if !limits {
                    self.told.insert(words.clone(), named.clone());
                }
                if let Some(last) = named.noun.last()
                    && ends_with_measure(value.segmenter(), value.text(*last))
                {
                    let dimension = value.dimension().map(str::to_owned);
                    let tail = Some(*last).filter(|_| self.took_tail(&named.noun));
                    self.measured =
                        Some(LastMeasured { noun: named.noun.clone(), dimension, tail });
                }
                self.things.insert(kind, named.noun.clone());
                named
            }
        };
        value.drop_rate(&mut named.noun);
        named
    }

    /// What words measure that no value had before, or that only limit what is measured.
    fn new_named(
        &self,
        value: Value<'_, '_>,
        words: &Words,
        kind: &(String, Option<String>),
        limits: bool,
    ) -> Named {
        let Some(first) = words.first() else { return Named::default() };
        // 基本建成0.96万套，为年度任务的96%: the plan is one for what was measured.
        if let Some((last, before)) = words.split_last()
            && value.is_part()
            && is_plan(value.segmenter(), value.text(*last))
            && let Some(told) = self.told.get(before)
        {
            return told.clone();
        }
        let is_cumulative = value.is_cumulative();
        if first.start >= value.scene.nodes[value.at].span.end {
            let is_end = value.scene.related[value.at].change.is_some();
            let deed = value.deed_at_head().or_else(|| value.deed_before(value.start()));
            // 推动试点从15个县扩大到57个: what is done is the change.
            let deed = deed.filter(|_| !is_end);
            // 投入2亿元支持技术改造: what the amount was given for.
            if let Some((noun, deed)) = value.given_for() {
                return Named { noun, deed, is_cumulative };
            }
            let noun = value.core_noun(words, deed.is_some());
            return Named { noun, deed, is_cumulative };
        }
        let (noun, deed) = value.object_behind().unwrap_or_else(|| value.told(words));
        let noun = match noun.is_empty() || limits {
            true if kind.1.is_some() => self.things.get(kind).cloned(),
            // 总投资12亿元，累计投入7亿元: the verb is done to the amount named before.
            true => self.measured_alike(value),
            false if deed.is_none() => Some(self.with_measure(value, noun)),
            false => Some(noun),
        };
        let deed = deed.filter(|_| noun.is_some());
        let noun = noun.unwrap_or_else(|| value.without_adverbs(words));
        Named { noun, deed: deed.filter(|deed| value.takes(*deed)), is_cumulative }
    }

    /// What was measured last, if it is of the dimension of a value.
    fn measured_alike(&self, value: Value<'_, '_>) -> Option<Words> {
        let last = self.measured.as_ref()?;
        let alike = value.dimension().is_some() && last.dimension.as_deref() == value.dimension();
        alike.then(|| last.noun.clone())
    }

    /// Whether a noun has the end of the one that was measured before it.
    fn took_tail(&self, noun: &Words) -> bool {
        let before = self.measured.as_ref().and_then(|before| before.noun.last());
        let is_last = |tail: &Span| before.is_some_and(|before| before.end == tail.end);
        noun.len() > 1 && noun.last().is_some_and(is_last)
    }

    /// The noun, with what it leaves out of the measure named last: 农村居民 of 城镇居民收入…元，
    /// 农村居民…元; 省本级 of 教育支出…元，其中省本级…元.
    fn with_measure(&self, value: Value<'_, '_>, noun: Words) -> Words {
        let ([own], Some(measured)) = (noun.as_slice(), self.measured.as_ref()) else {
            return noun;
        };
        let Some(whole) = measured.noun.last().filter(|_| value.lacks_measure(*own, measured))
        else {
            return noun;
        };
        // 其中夏粮…，秋粮…: the next part takes the same end.
        let is_here = |tail: &Span| tail.start >= value.scene.nodes[0].span.start;
        if let Some(tail) = measured.tail.filter(is_here) {
            return vec![*own, tail];
        }
        let tail = tail_behind(value.segmenter(), value.text(*whole), value.text(*own));
        let tail = match tail {
            Some(tail) if value.text(*whole)[tail..].contains('、') => return noun,
            Some(tail) => Span::new(whole.start + tail, whole.end),
            None if value.is_among() => *whole,
            None => return noun,
        };
        vec![*own, tail]
    }
}

/// Whether a word is known to phrases in that class; for tests of the pack.
#[cfg(test)]
fn is_of(word: &str, class: figlift_config::PhraseClass) -> bool {
    let cut = crate::sample::rules().segmenter.cut(word);
    matches!(cut.as_slice(), [only] if only.meaning.is(class))
}

#[cfg(test)]
mod tests {
    use figlift_config::PhraseClass;
    use figlift_text::{Document, Metadata};

    use super::is_of;
    use crate::sample::rules;

    /// What each figure of a text measures, the verb of what was done, and a mark for sums.
    fn named(text: &str) -> Vec<String> {
        let document = Document::new("case", text, Metadata::default());
        let figures = rules().extract(&document).figures;
        let show = |figure: &crate::Figure| {
            let noun = figure.indicator.as_ref().map_or("", |measured| &measured.words);
            let deed = figure.action.as_ref().map(|deed| &document.text()[deed.words.range()]);
            let sum = if figure.is_cumulative { "+" } else { "" };
            format!("{noun}|{}{sum}", deed.unwrap_or_default())
        };
        figures.iter().map(show).collect()
    }

    fn hold(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            assert_eq!(named(text), *expected, "{text}");
        }
    }

    #[test]
    fn every_word_of_the_pack_is_cut_as_one() {
        assert!(is_of("率先", PhraseClass::Adverb));
        assert!(is_of("项目", PhraseClass::Bearer));
        assert!(!is_of("项目", PhraseClass::Rate));
    }

    #[test]
    fn a_list_shares_its_verb() {
        hold(&[
            ("建成学校12所、幼儿园3所", &["学校|建成", "幼儿园|建成"]),
            ("建成学校12所，幼儿园达到30所", &["学校|建成", "幼儿园|"]),
            ("累计发布技术榜单18项、需求榜单5项", &["技术榜单|发布+", "需求榜单|发布+"]),
            ("建成学校12所、完成投资3亿元", &["学校|建成", "投资|"]),
        ]);
    }

    #[test]
    fn what_goes_on_keeps_the_verb_and_a_level_does_not() {
        hold(&[
            ("新引育领军人才35名，增长8%", &["领军人才|新引育"; 2]),
            ("新增航线16条、达到54条", &["航线|新增", "航线|"]),
            ("接待入境游客增长19%", &["入境游客|接待"]),
        ]);
    }

    #[test]
    fn the_noun_may_follow_its_value() {
        hold(&[
            ("实施167项重点攻关", &["重点攻关|实施"]),
            ("推进首批12项改革", &["改革|推进"]),
            ("布局的24个联合体", &["联合体|"]),
            ("25项经验获全国推广", &["经验|"]),
        ]);
    }

    #[test]
    fn an_amount_may_be_given_for_what_follows_it() {
        hold(&[
            ("县财政每年安排2亿元支持园区建设", &["园区建设|安排"]),
            ("海警扣押约14万吨原油", &["原油|扣押"]),
            ("发放补贴3亿元支持企业", &["补贴|发放"]),
        ]);
    }

    #[test]
    fn those_to_whom_something_is_done_are_no_part_of_it() {
        hold(&[
            ("为当事人节省佣金5300万元", &["佣金|节省"]),
            ("为农民工追回工资86万元", &["工资|追回"]),
            ("对2名被告人宣告无罪", &["被告人|"]),
            ("对37名被告人依法宣告缓刑", &["被告人|"]),
            ("对3起粮食购销典型案例进行通报", &["粮食购销典型案例|"]),
            ("为12家科技孵化机构授牌", &["科技孵化机构|"]),
        ]);
    }

    #[test]
    fn a_list_of_unlike_things_shares_its_verb() {
        hold(&[
            ("盘活土地1420亩、厂房3座", &["土地|盘活", "厂房|盘活"]),
            ("新建学校3所、投资2亿元", &["学校|新建", "投资|"]),
        ]);
    }

    #[test]
    fn an_amount_without_a_noun_is_of_what_was_measured() {
        hold(&[
            ("项目总投资12亿元，累计投入7亿元", &["项目总投资|", "项目总投资|投入+"]),
            ("项目总投资12亿元，参会800人", &["项目总投资|", "参会|"]),
        ]);
    }

    #[test]
    fn words_do_not_stop_within_a_word() {
        hold(&[("电子送达31万次", &["电子送达|"]), ("产值达31万元", &["产值|"])]);
    }

    #[test]
    fn parts_take_the_end_of_their_whole() {
        hold(&[
            (
                "粮食总产量25万吨，其中夏粮3万吨，秋粮22万吨",
                &["粮食总产量|", "夏粮总产量|", "秋粮总产量|"],
            ),
            ("铁路营业里程58公里，其中高铁21公里", &["铁路营业里程|", "高铁营业里程|"]),
            ("财政收入9亿元，完成预算的71%", &["财政收入|", "财政收入|"]),
            ("财政收入9亿元，完成率71%", &["财政收入|", "完成率|"]),
        ]);
    }

    #[test]
    fn names_are_whole() {
        hold(&[
            ("全市38个国、省控断面达标", &["国、省控断面|"]),
            ("沿线12座水库、湖泊", &["水库|"]),
            ("有出口实绩的企业4372家", &["有出口实绩的企业|"]),
            ("城区有学校12所", &["学校|"]),
            ("下达处罚决定书318份", &["处罚决定书|下达"]),
            ("教育经费256亿元，占地区生产总值的2.94%", &["教育经费|", "教育经费占地区生产总值|"]),
            ("园区占地300亩", &["园区占地|"]),
            ("引进亿元以上项目13个，其中百亿级2个", &["亿元以上项目|引进", "百亿级项目|"]),
        ]);
    }

    #[test]
    fn the_end_of_a_period_before_a_noun_is_a_time() {
        hold(&[
            ("年末规模以上企业132家", &["规模以上企业|"]),
            ("年初预算数6亿元", &["年初预算数|"]),
            ("截至2024年底累计投入7亿元", &["投入|+"]),
        ]);
    }

    #[test]
    fn words_that_only_limit_are_no_noun() {
        hold(&[
            ("全县12条产业链中，产值超100亿元的3条", &["产业链|", "产值|", "产业链|"]),
            ("城镇居民收入5万元，农村居民2万元", &["城镇居民收入|", "农村居民收入|"]),
            ("教育支出14亿元，其中省本级2亿元", &["教育支出|", "省本级教育支出|"]),
            ("税收收入完成年度预算的97%", &["税收收入|"]),
        ]);
    }

    #[test]
    fn a_rate_that_is_stated_is_no_part_of_the_noun() {
        hold(&[
            ("快递业务量同比增速约为23.7%", &["快递业务量|"]),
            ("产值增速回落0.3个百分点", &["产值增速|"]),
        ]);
    }
}
