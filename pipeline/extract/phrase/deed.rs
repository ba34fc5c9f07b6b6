//! The verb of what was done, in the words before a value whose noun follows it.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;

use super::named::Done;
use super::parse::Phrase;
use super::segmenter::{PhraseWord, Segmenter};

/// The verb of what was done, right before a place: 重点打造 before 40个场景. None where no such verb stands
/// there.
pub(super) fn deed_before(segmenter: &Segmenter, before: &str) -> Option<Done> {
    let words = segmenter.cut(before);
    let passed = |word: &&PhraseWord| word.is(PhraseClass::Passed);
    let end = words.len() - words.iter().rev().take_while(passed).count();
    let last = end.checked_sub(1)?;
    let deed = words[last].meaning.deed?;
    // 发放补贴: what stands behind a verb is its object, unless it is only a verb: 转移安置.
    let is_object = !deed.is_firm
        && words[last].speech != Speech::Verb
        && last > 0
        && words[last - 1].meaning.deed.is_some();
    if is_object {
        return None;
    }
    let joins = |word: &&PhraseWord| word.is_firm() || word.meaning.deed.is_some() && !deed.is_firm;
    let mut first = last - words[..last].iter().rev().take_while(joins).count();
    // 引进和培育 before 150家企业.
    while first > 1 && words[first - 1].is(PhraseClass::And) && words[first - 2].is_firm() {
        first -= 2;
    }
    let first = first - usize::from(first > 0 && words[first - 1].is(PhraseClass::Anew));
    Some((words[first].span.join(words[last].span), Some(deed.action)))
}

/// The verb of what was done that opens a clause: 推进首批 before 12项改革. None where it opens with none,
/// or where the verb belongs to words that describe: 推选产生的…等 before 十大案例.
pub(super) fn deed_at_head(segmenter: &Segmenter, clause: &str) -> Option<Done> {
    let words = segmenter.cut(clause);
    let all = Phrase { words: &words };
    let head = all.behind_adverbs(0);
    let mut to = all.verbs_from(head)?;
    // 启动建设7个: the verbs lead right to the value.
    to += usize::from(to + 1 == words.len() && words[to].meaning.deed.is_some());
    let describes = words.get(to).is_some_and(|next| next.is(PhraseClass::NoObject));
    if describes { None } else { all.deed_of(head, to) }
}
