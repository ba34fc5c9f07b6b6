//! The noun of a phrase: where it ends, whether it names a measure, what a list shares of it.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_text::Span;

use super::parse::{Phrase, is_noun};
use super::segmenter::{PhraseWord, Segmenter};

/// Whether a phrase ends with a noun of measure, or one that a verb may measure: 收入, 产值, 合格率.
pub(super) fn ends_with_measure(segmenter: &Segmenter, phrase: &str) -> bool {
    let words = segmenter.cut(phrase);
    words.last().is_some_and(|last| last.is_described() || last.is(PhraseClass::Rate))
}

/// The end of the word that a noun ends within, where `text` goes on behind it: 以色列 of 以色, with 列 behind.
pub(super) fn end_of_word(segmenter: &Segmenter, text: &str, end: usize) -> usize {
    let words = segmenter.cut(text);
    let last = words.iter().find(|word| word.span.end >= end);
    last.map_or(end, |word| word.span.end)
}

/// Whether a phrase only names a plan or its year: 年度任务, 完成预算.
pub(super) fn is_plan(segmenter: &Segmenter, phrase: &str) -> bool {
    let words = segmenter.cut(phrase);
    let verbs = words.iter().take_while(|word| word.is(PhraseClass::Link)).count();
    verbs < words.len() && words[verbs..].iter().all(|word| word.is(PhraseClass::Plan))
}

/// Whether a phrase holds nouns alone.
pub(super) fn is_noun_phrase(segmenter: &Segmenter, phrase: &str) -> bool {
    let words = segmenter.cut(phrase);
    let names = |word: &PhraseWord| {
        let is_noun = is_noun(word.speech) || word.speech == Speech::VerbalNoun;
        is_noun && word.meaning.deed.is_none()
    };
    !words.is_empty() && words.iter().all(names)
}

/// Whether a phrase only names the time compared with: 同期.
pub(super) fn is_basis(segmenter: &Segmenter, phrase: &str) -> bool {
    segmenter.cut(phrase).iter().all(|word| word.is(PhraseClass::Basis))
}

/// Whether a phrase only says that some of the things spoken of are meant: 其余, 余下的, 其余各.
pub(super) fn is_rest(segmenter: &Segmenter, phrase: &str) -> bool {
    let words = segmenter.cut(phrase);
    let says_nothing = |word: &PhraseWord| {
        word.is(PhraseClass::Rest) || word.is(PhraseClass::Of) || word.speech == Speech::Adverb
    };
    words.first().is_some_and(|first| first.is(PhraseClass::Rest)) && words.iter().all(says_nothing)
}

/// Whether a phrase behind a value is no noun: adverbs alone (预计可), or, behind a share, what is said of it (基本持平). Of
/// people counted, what is said of them is the noun: 受伤.
pub(super) fn only_tells(segmenter: &Segmenter, phrase: &str, is_part: bool) -> bool {
    let words = segmenter.cut(phrase);
    let tells = |word: &PhraseWord| {
        word.speech == Speech::Adverb
            || word.is(PhraseClass::Adverb)
            || is_part && word.is(PhraseClass::Predicate)
    };
    let is_known =
        |word: &PhraseWord| word.is(PhraseClass::Adverb) || word.is(PhraseClass::Predicate);
    words.iter().all(tells) && words.iter().any(is_known)
}

/// The byte of the last member of a list from which the members share its end, where that begins with a kind of
/// things: 服务收入 of 物联网、区块链服务收入.
pub(crate) fn shared_kind(segmenter: &Segmenter, member: &str) -> Option<usize> {
    let words = segmenter.cut(member);
    let is_kind = |word: &&PhraseWord| word.is(PhraseClass::Kind);
    words.iter().skip(1).find(is_kind).map(|word| word.span.start)
}

/// The byte of what is said of things behind their count, where it only repeats what they are before that: 平均浓度
/// of 污染物平均浓度, of which 臭氧 is one.
pub(crate) fn behind_things(segmenter: &Segmenter, said: &str) -> usize {
    let words = segmenter.cut(said);
    let things = words.first().filter(|first| first.is_plain_noun() && words.len() > 1);
    let is_measure =
        words.last().is_some_and(|last| last.is_measure() || last.is(PhraseClass::Rate));
    things.filter(|_| is_measure).map_or(0, |things| things.span.end)
}

/// The two names in one with a noun of two measures, each as runs of it: 汽车产量 and 汽车销量 of 汽车产销量.
pub(crate) fn both_names(segmenter: &Segmenter, name: &str) -> Option<[Vec<Span>; 2]> {
    let words = segmenter.cut(name);
    let both = words.iter().find(|word| word.is(PhraseClass::Both))?.span;
    let mut ends = name[both.range()].char_indices().map(|(at, c)| both.start + at + c.len_utf8());
    let (first, second) = (ends.next()?, ends.next()?);
    let of = |from: usize, to: usize| {
        let runs = [Span::new(0, both.start), Span::new(from, to), Span::new(second, name.len())];
        runs.into_iter().filter(|run| !run.is_empty()).collect()
    };
    Some([of(both.start, first), of(first, second)])
}

/// The end of the preposition that opens the first member of a list, and is one of all: 对 of
/// 对东盟、欧盟进出口; zero where there is none.
pub(crate) fn preposition(segmenter: &Segmenter, member: &str) -> usize {
    let words = segmenter.cut(member);
    let first = words.first().filter(|first| first.speech == Speech::Preposition);
    first.filter(|_| words.len() > 1).map_or(0, |first| first.span.end)
}

/// The byte of `whole` behind the kind of things (居民, 地区) with which a phrase ends; None where `whole` does
/// not hold it, or ends with it.
pub(super) fn tail_behind(segmenter: &Segmenter, whole: &str, phrase: &str) -> Option<usize> {
    let own = segmenter.cut(phrase);
    let last = own.last()?.text;
    // 东北地区: the kind may be the end of a word.
    let ends = last.char_indices().map(|(at, _)| &last[at..]);
    let kind = ends.into_iter().find(|end| segmenter.is(end, PhraseClass::Kind));
    let words = segmenter.cut(whole);
    // 粮食总产量，其中夏粮…: the short form of the noun that it is a kind of.
    if let [first, next, ..] = words.as_slice()
        && first.is_plain_noun()
        && !first.is_short()
        && phrase.chars().nth(1).is_some()
        && phrase.chars().next_back() == first.text.chars().next()
    {
        return Some(next.span.start);
    }
    let is_alike =
        |word: &PhraseWord| word.text == last || kind.is_some_and(|kind| word.text.ends_with(kind));
    let place = words.iter().position(is_alike)?;
    words.get(place + 1).map(|next| next.span.start)
}

/// What stands before a counted noun.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NounLead {
    /// A verb that says what was done to the things.
    pub is_done: bool,
    /// A preposition that leads to them, so that what is done to them follows: 对2名被告人宣告无罪.
    pub is_led: bool,
    /// A preposition that says what something is about: 围绕14个产业链布局的联合体.
    pub is_about: bool,
}

/// The end of a noun behind a count: where a verb tells what became of the things, 经验 of
/// 经验获推广.
pub(super) fn end_of_noun(segmenter: &Segmenter, phrase: &str, lead: NounLead) -> usize {
    let words = segmenter.cut(phrase);
    let all = Phrase { words: &words };
    if words.iter().any(|word| word.is(PhraseClass::Of)) {
        return phrase.len();
    }
    // 推进12个园区建设: what is done to them is no part of them.
    let last = words.len().saturating_sub(1);
    let done = |at: usize| {
        let deed = words[at].meaning.deed.filter(|_| at == last);
        deed.is_some_and(|deed| lead.is_about || lead.is_done && !deed.is_firm)
    };
    let told = (1..words.len())
        .find(|&at| all.tells(at) || done(at) || lead.is_led && all.tells_of_led(at));
    // 监测对象稳定消除风险, 部件全覆盖: how it is told is no part of them either.
    let is_noun_end = |at: usize| {
        let word = &words[at - 1];
        !(word.is(PhraseClass::Adverb)
            || word.speech == Speech::Adverb && !word.is_measure()
            || word.speech == Speech::Adjective && !word.is_short())
    };
    let end =
        told.map(|told| (1..=told).rev().find(|&at| at == 1 || is_noun_end(at)).unwrap_or(told));
    end.map_or(phrase.len(), |at| words[at - 1].span.end)
}

/// The byte at which what is told of counted things begins, where that is the last word of their phrase: a verb
/// with 了 behind it (维度设置了), or what is done to them and how (产业园建设扎实推进).
/// `next` is the word behind the phrase.
pub(super) fn told_from(
    segmenter: &Segmenter,
    phrase: &str,
    next: Option<&PhraseWord<'_>>,
) -> Option<usize> {
    let next = next?;
    let is_past = next.speech == Speech::Particle && next.is(PhraseClass::Complement);
    // 重点实验室重组完成: what became of them, and that it has.
    let is_over = next.is(PhraseClass::Finished);
    let is_manner = next.is(PhraseClass::Adverb) && !next.is_short();
    // Behind most phrases stands no such word: these are not cut.
    if !(is_past || is_over || is_manner) {
        return None;
    }
    let words = segmenter.cut(phrase);
    let (last, before) = words.split_last()?;
    let is_verb = matches!(last.speech, Speech::Verb | Speech::VerbalNoun) && !last.is_short();
    let is_deed = last.meaning.deed.is_some() && !last.is_described();
    let leads = is_past || is_over && words.len() > 2 || is_deed && is_manner;
    let is_noun = |word: &&PhraseWord| is_noun(word.speech);
    (is_verb && leads && before.last().filter(is_noun).is_some()).then_some(last.span.start)
}

impl Phrase<'_, '_> {
    /// Whether a statement about the things named before begins there.
    fn tells(self, at: usize) -> bool {
        if self.is(at, PhraseClass::Tells) {
            return true;
        }
        // 行业大模型规模化应用: how it is done, and the verb, end the phrase.
        let [manner, rest @ ..] = &self.words[at..] else { return false };
        let is_manner = manner.text.ends_with('化') && manner.is(PhraseClass::Adverb);
        let is_verb = |word: &PhraseWord| matches!(word.speech, Speech::Verb | Speech::VerbalNoun);
        if is_manner && matches!(rest, [verb] if is_verb(verb) && !verb.is_described()) {
            return true;
        }
        let verb = &self.words[at];
        let behind = &self.words[at + 1..];
        // 无人机打击了…, 学生参加过…: the verb is that of a sentence.
        // 院校划转为部门主管: so is one that leads on to what becomes of them.
        let is_done = behind.first().is_some_and(|next| {
            next.speech == Speech::Particle
                || next.is(PhraseClass::Complement)
                || next.is(PhraseClass::Passed)
        });
        // 自然村通硬化路, but not 跨省通办.
        let is_told = !verb.is_short()
            || !self.words[at - 1].is_short()
                && behind.first().is_some_and(|next| is_noun(next.speech));
        let tells = is_told && self.is(at, PhraseClass::Predicate)
            || verb.speech == Speech::Verb && (self.is_firm(at) || is_done);
        let before = self.words[..at].iter().rev().find(|word| word.speech != Speech::Adverb);
        tells && !self.names(at) && before.is_some_and(|before| is_noun(before.speech))
    }

    /// Whether what is done to those to whom a preposition leads begins there.
    fn tells_of_led(self, at: usize) -> bool {
        let is_adverb = self.is(at, PhraseClass::Adverb);
        let verb = &self.words[at];
        let is_verb = (verb.speech == Speech::Verb || verb.is_firm()) && !verb.is_short();
        // 科技孵化机构授牌: the verb is a part of their name.
        let is_name = self.words.get(at + 1).is_some_and(|next| next.is(PhraseClass::Bearer));
        is_noun(self.words[at - 1].speech) && (is_adverb || is_verb && !is_name)
    }

    /// Whether a verb is a part of the name that ends with the phrase: 能力提升工程, 寄递配送中心.
    fn names(self, at: usize) -> bool {
        let is_told = self.is(at, PhraseClass::Predicate);
        match &self.words[at + 1..] {
            [noun] => noun.is_short() || noun.is_described(),
            // 科技孵化机构授牌.
            [noun, ..] if !is_told && noun.is(PhraseClass::Bearer) => true,
            [.., last] => !is_told && last.is_described(),
            [] => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::rules;

    #[test]
    fn a_noun_ends_where_its_statement_begins() {
        let noun = |phrase: &'static str| {
            &phrase[..end_of_noun(&rules().segmenter, phrase, NounLead::default())]
        };
        assert_eq!(noun("改革经验获全国推广"), "改革经验");
        assert_eq!(noun("强县参照直管县管理"), "强县");
        assert_eq!(noun("能力提升工程"), "能力提升工程");
        assert_eq!(noun("指标都达标"), "指标");
        assert_eq!(noun("县级寄递配送中心"), "县级寄递配送中心");
        assert_eq!(noun("无人机打击了目标"), "无人机");
    }
}
