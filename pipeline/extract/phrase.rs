//! Third pass, second part: the words for what a quantity measures, told apart into the noun phrase and
//! the verb of what was done to it.
//!
//! 建成高标准农田300万亩 measures 高标准农田, which were built: a deed and a stock are two series. The verb
//! stands before the noun or, where the noun follows the value, before that; a list shares it; and what
//! goes on speaking of the same words (…，增长8%) goes on with the same verb.

mod before;
mod deed;
mod led;
mod limits;
mod named;
pub(crate) mod noun;
mod parse;
pub(crate) mod segmenter;
mod shared;
#[cfg(test)]
mod tests;
mod trim;
mod value;
mod whole;
mod words;

use figlift_config::PhraseClass;
use figlift_model::Action;
use figlift_text::Span;
use rustc_hash::FxHashMap;

use crate::attach::Attached;
use crate::clause::{Value, Words};

use named::LastMeasured;
pub(crate) use named::Named;
use noun::{ends_with_measure, is_basis, is_plan, is_rest, only_tells, tail_behind};

/// What the sentences of a paragraph named so far.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// By the words that [`attach`](mod@crate::attach) found.
    told: FxHashMap<Words, Named>,
    /// The things counted last with each unit and measure word.
    things: FxHashMap<(String, Option<String>), Words>,
    /// What was measured last by a noun of measure, with its unit.
    measured: Option<LastMeasured>,
    /// What was measured last.
    last: Option<Named>,
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
            let Some(Attached { words, .. }) = &attached[value.at] else {
                all[value.at] = value.before.and_then(|before| {
                    let named =
                        all[before].as_ref().filter(|_| is_plan_alone(value, attached, before));
                    named.map(|named| Named { deed: None, ..named.clone() })
                });
                continue;
            };
            let mut named = self.named(value, words);
            let shared = value.shares(&named.noun).and_then(|other| all[other].as_ref());
            if let Some(level) =
                shared.and_then(|shared| value.level_shared(&shared.noun, &named.noun))
            {
                named.noun.insert(0, level);
            }
            if named.deed.is_none()
                && let Some(shared) = shared
                && value.is_named_here(&named)
            {
                named.deed = shared.deed;
                named.is_cumulative |= shared.is_cumulative;
                self.told.insert(words.clone(), named.clone());
            }
            all[value.at] = Some(named).filter(|named| !named.noun.is_empty());
            self.last.clone_from(&all[value.at]);
        }
        all
    }

    fn named(&mut self, value: Value<'_, '_>, words: &Words) -> Named {
        let kind = (value.quantity.unit.clone(), value.quantity.classifier.clone());
        let limits = value.only_limits();
        let told = self.told.get(words).filter(|_| !limits && !value.is_of_ranked(words));
        // 专利过1万件的县6个，过5万件的2个: the limit is of what was limited before.
        let limited = self.things.get(&kind).filter(|_| told.is_some() && value.is_limit());
        let mut named = match told {
            Some(_) if let Some(noun) = limited => Named { noun: noun.clone(), ..Named::default() },
            Some(_) if let Some((noun, deed)) = value.given_for() => {
                Named { noun, deed, is_cumulative: value.is_cumulative() }
            }
            // 贷款余额9亿元，全年新增2亿元: what was done stands right before the value.
            Some(told) if value.states_level() => Named {
                deed: value
                    .deed_before(value.start())
                    .filter(|(_, action)| *action == Some(Action::New)),
                is_cumulative: told.is_cumulative || value.is_cumulative(),
                ..told.clone()
            },
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
                // 监督立案117件、监督撤案236件: a verb alone is no thing of which the next could be told.
                // 法官人均结案412件: nor is what somebody does.
                if !value.is_verb(&named.noun) && !value.ends_with_verb(&named.noun) {
                    self.things.insert(kind, named.noun.clone());
                }
                named
            }
        };
        value.drop_rate(&mut named.noun);
        value.drop_part_of(&mut named.noun);
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
        if let Some(named) = self.of_plan(value, words).or_else(|| self.of_rest(value, words)) {
            return named;
        }
        let is_cumulative = value.is_cumulative();
        if let Some(noun) = self.in_state(value, words, kind) {
            return Named { noun, deed: Some((*first, None)), is_cumulative };
        }
        if first.start >= value.scene.nodes[value.at].span.end {
            let is_end = value.scene.related[value.at].change.is_some();
            let deed = value.deed_at_head().or_else(|| value.deed_before(value.start()));
            // 推动试点从15个县扩大到57个: what is done is the change.
            let deed = deed.filter(|_| !is_end);
            // 投入2亿元支持技术改造: what the amount was given for.
            if let Some((noun, deed)) = value.given_for() {
                return Named { noun, deed, is_cumulative };
            }
            // 两次召开工作会议: the verb stands behind how often it was done.
            if value.counts_times() {
                let (noun, done) = value.told(words);
                let is_object = done.is_some() && !noun.is_empty() && !value.is_bearer(&noun);
                let noun = if is_object { noun } else { value.core_noun(words, false) };
                return Named { noun, deed: deed.or(done.filter(|_| is_object)), is_cumulative };
            }
            let noun = value.core_noun(words, deed.is_some());
            let deed = deed.or_else(|| value.deed_behind(&noun));
            return Named { noun, deed, is_cumulative };
        }
        let (noun, deed) = value.object_behind().unwrap_or_else(|| value.told(words));
        // 查处案件3420起，移送公安机关215起: to whom the things named before were handed.
        if deed.is_some()
            && value.is_body(&noun)
            && let Some(things) = self.things.get(kind)
        {
            return Named { noun: things.clone(), deed, is_cumulative };
        }
        let noun = match noun.is_empty() || limits {
            true if kind.1.is_some() || value.is_of_measured_things() => {
                let whole = || value.out_of().or_else(|| value.holder(words));
                self.things.get(kind).cloned().or_else(|| whole().filter(|_| limits))
            }
            // 总投资12亿元，累计投入7亿元: the verb is done to the amount named before.
            true => self.measured_alike(value),
            false if deed.is_none() => Some(self.with_measure(value, noun)),
            false => Some(noun),
        };
        let deed = deed.filter(|_| noun.is_some());
        let noun = noun.unwrap_or_else(|| value.without_adverbs(words));
        Named { noun, deed: deed.filter(|deed| value.takes(*deed)), is_cumulative }
    }

    /// The things named before, of which words only name the state: 建成泵站4座、在建8座.
    fn in_state(
        &self,
        value: Value<'_, '_>,
        words: &Words,
        kind: &(String, Option<String>),
    ) -> Option<Words> {
        let ([state], Some(things)) = (words.as_slice(), self.things.get(kind)) else {
            return None;
        };
        let is_state = value.segmenter().is(value.text(*state), PhraseClass::State);
        is_state.then(|| things.clone())
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

    /// What a share of a plan is one for, and what keeps a rate named behind the value: 收入 of 收入完成年初预算的40%,
    /// 产量 of 产量每年保持4%的增速.
    fn of_plan(&self, value: Value<'_, '_>, words: &Words) -> Option<Named> {
        let (last, before) = words.split_last()?;
        let said = value.text(*last);
        // 恢复至上年同期的97%: a share of what it was then.
        if value.is_part() && before.is_empty() && is_basis(value.segmenter(), said) {
            return self.last.clone().map(|named| Named { deed: None, ..named });
        }
        let of_plan = value.is_part() && is_plan(value.segmenter(), said);
        let is_behind = last.start >= value.scene.nodes[value.at].span.end;
        let keeps_rate = is_behind && value.is_rate_noun(said);
        if !of_plan && !keeps_rate {
            return None;
        }
        // 基本建成0.96万套，为年度任务的96%: the plan is one for what was measured.
        self.told.get(before).cloned().or_else(|| value.head_of_clause())
    }

    /// The things spoken of before, where only some of them are told: 其余5个, 余下的8项.
    fn of_rest(&self, value: Value<'_, '_>, words: &Words) -> Option<Named> {
        let [only] = words.as_slice() else { return None };
        let said = value.text(*only);
        let is_behind = only.start >= value.scene.nodes[value.at].span.end;
        let names_none = is_rest(value.segmenter(), said)
            || is_behind && only_tells(value.segmenter(), said, value.is_part());
        let kind = (value.quantity.unit.clone(), value.quantity.classifier.clone());
        let noun = self.things.get(&kind).filter(|_| names_none)?.clone();
        Some(Named { noun, ..Named::default() })
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
            // 工业增加值增长6%，其中铝加工业增长9%: a part of the same kind shares the measure alone.
            None if value.is_among() => value.measure_of_kind(*own, *whole).unwrap_or(*whole),
            None => return noun,
        };
        vec![*own, tail]
    }
}

/// Whether only a plan was attached to the value before, which is no more than how far what the clause names has come:
/// 支出已完成预算的62%，增长3%.
fn is_plan_alone(value: Value<'_, '_>, attached: &[Option<Attached>], before: usize) -> bool {
    let words = attached[before].as_ref().map(|attached| attached.words.as_slice());
    matches!(words, Some(&[only]) if is_plan(value.segmenter(), value.text(only)))
}
