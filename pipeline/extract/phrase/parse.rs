//! Tells a phrase before a value apart: 累计发布关键技术类榜单 is 发布, done to 关键技术类榜单, over some time.

mod bare;

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_model::Action;
use figlift_text::Span;

use super::named::Done;
use super::segmenter::{PhraseWord, Segmenter};

/// A phrase told apart; spans are of the phrase.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PhraseParts {
    /// What is measured: one run, or two around a verb that names no deed (第一产业实现增加值). None
    /// where the phrase only says what was done.
    pub noun: Vec<Span>,
    /// The verb that says what was done.
    pub deed: Option<Done>,
    /// The noun before a verb of what is new, which describes an amount of that: 风电 of 风电新增装机. Of things
    /// counted it is who has them.
    pub of: Option<Span>,
}

/// Tells a phrase apart.
pub(super) fn parse(segmenter: &Segmenter, phrase: &str) -> PhraseParts {
    // 经费投入强度（与国内生产总值之比）: the noun stands before the bracket, which belongs to it.
    let core = before_bracket(phrase);
    let mut parsed = parse_core(segmenter, &phrase[..core]);
    if let Some(last) = parsed.noun.last_mut().filter(|last| last.end == core) {
        last.end = phrase.len();
    }
    parsed
}

/// The byte at which the bracket opens that a phrase ends with, if words stand before it; else its end.
fn before_bracket(phrase: &str) -> usize {
    let mut depth = 0_usize;
    for (at, mark) in phrase.char_indices().rev() {
        match mark {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let opens = matches!(mark, '（' | '(') && at > 0;
            return if opens { at } else { phrase.len() };
        }
    }
    phrase.len()
}

fn parse_core(segmenter: &Segmenter, phrase: &str) -> PhraseParts {
    let words = segmenter.cut(phrase);
    let passed = words.iter().rev().take_while(|word| word.is(PhraseClass::Passed)).count();
    let said = if passed < words.len() { words.len() - passed } else { words.len() };
    let all = Phrase { words: &words[..said] };
    let from = all.behind_inclusion().unwrap_or_else(|| all.behind_last_list());
    let head = all.behind_adverbs(from);
    all.only_deed(head)
        .or_else(|| all.link(from))
        .or_else(|| all.deed(head))
        .or_else(|| all.deed_behind(from))
        .unwrap_or_else(|| all.bare(from))
}

/// A phrase, cut into words.
#[derive(Clone, Copy)]
pub(super) struct Phrase<'w, 't> {
    pub words: &'w [PhraseWord<'t>],
}

impl Phrase<'_, '_> {
    pub(super) fn is(self, at: usize, class: PhraseClass) -> bool {
        self.words[at].meaning.is(class)
    }

    pub(super) fn is_firm(self, at: usize) -> bool {
        self.words[at].is_firm()
    }

    /// Whether a verb stands there wherever in the phrase it is: one of a deed, 新 before one, or one that
    /// brings about what follows.
    fn leads(self, at: usize) -> bool {
        self.is_firm(at) || self.is(at, PhraseClass::Anew) || self.is(at, PhraseClass::Cause)
    }

    /// What was done, by the verbs between two places; None where they name no deed.
    pub(super) fn deed_of(self, from: usize, to: usize) -> Option<Done> {
        let verbs = &self.words[from..to];
        let first = verbs.iter().find_map(|word| word.meaning.deed)?;
        let last = verbs.iter().rfind(|word| word.speech != Speech::Particle)?;
        Some((verbs[0].span.join(last.span), Some(first.action)))
    }

    /// The span of some of its words.
    pub(super) fn span(self, from: usize, to: usize) -> Span {
        self.words[from].span.join(self.words[to - 1].span)
    }

    /// The word behind what only tells which things are among those named: 招聘数量等在内的扩张指数.
    fn behind_inclusion(self) -> Option<usize> {
        let among = self.words.iter().position(|word| word.text == "在内")?;
        let is_of = self.words.get(among + 1).is_some_and(|next| next.is(PhraseClass::Of));
        Some(among + 2).filter(|&from| is_of && from < self.words.len())
    }

    /// The word that begins the last member of a list, if this opens with a deed: 清收 of
    /// 优化支出结构、清收各类资金.
    fn behind_last_list(self) -> usize {
        let marks = (1..self.words.len()).filter(|&at| self.words[at].text == "、");
        marks
            .map(|mark| mark + 1)
            .rfind(|&next| {
                let from = self.behind_adverbs(next);
                next < self.words.len() && self.verbs_from(from).is_some()
            })
            .unwrap_or(0)
    }

    /// The first word that is no adverb; the last word is none.
    pub(super) fn behind_adverbs(self, from: usize) -> usize {
        let last = self.words.len().saturating_sub(1);
        (from..last).find(|&at| !self.is(at, PhraseClass::Adverb)).unwrap_or(last.max(from))
    }

    /// Whether a verb says what is done to works or cases.
    fn is_of_work(self, at: usize) -> bool {
        let work = [Action::Built, Action::Renewed, Action::Handled];
        self.words[at].meaning.deed.is_some_and(|deed| work.contains(&deed.action))
    }

    /// The word behind the verbs of deeds that begin there: 遴选实施, 新引育, 梳理出.
    pub(super) fn verbs_from(self, from: usize) -> Option<usize> {
        let is_new = self.words.get(from)?.is(PhraseClass::Anew);
        let verb = from + usize::from(is_new);
        let meaning = self.words.get(verb)?.meaning;
        // 补贴性培训: the verb is a part of a word.
        let is_part = self.words.get(verb + 1).is_some_and(|next| next.is(PhraseClass::Suffix));
        if is_part || meaning.deed.is_none() && !meaning.is(PhraseClass::Cause) {
            return None;
        }
        let count = self.words.len();
        // 出台支持乡村振兴的措施: what is issued may begin with a verb.
        let is_issued = |at: usize| {
            self.words[at].meaning.deed.is_some_and(|deed| deed.action == Action::Issued)
        };
        let goes_on = |at: usize| {
            // 新开工改造老旧小区: two verbs of works or cases are one, even if the other is also part of names.
            let is_verb = self.words[at].speech == Speech::Verb
                && self.is_of_work(verb)
                && self.is_of_work(at)
                && (self.is_firm(verb) || !self.words[at + 1].is_described());
            (self.is_firm(at) || is_verb)
                && (!is_issued(verb) || is_issued(at))
                && !self.is(at, PhraseClass::Link)
                && !self.is(at + 1, PhraseClass::Of)
                && !self.is(at + 1, PhraseClass::Suffix)
                // 下达处罚决定书, 新增退税商店: the last verb is a part of the name.
                && !(at + 2 == count
                    && (self.is_firm(at - 1) && self.is(at + 1, PhraseClass::Bearer)
                        || self.is_new(at - 1) && self.words[at + 1].is_plain_noun()))
        };
        let mut to = verb + 1;
        while to + 1 < count && goes_on(to) {
            to += 1;
        }
        // 引进和培育企业, 制定并实施规划.
        while to + 1 < count && self.is(to, PhraseClass::And) && self.is_firm(to + 1) {
            to += 2;
        }
        to = self.behind_verb_in_bracket(to).unwrap_or(to);
        while to < count && self.is(to, PhraseClass::Complement) {
            to += 1;
        }
        Some(to)
    }

    /// The word behind a verb that a bracket adds to the one before it: 加装（更新）.
    fn behind_verb_in_bracket(self, open: usize) -> Option<usize> {
        let [open_mark, verb, close_mark, ..] = self.words.get(open..)? else { return None };
        let is_bracket = matches!((open_mark.text, close_mark.text), ("（", "）") | ("(", ")"));
        (is_bracket && verb.meaning.deed.is_some()).then_some(open + 3)
    }

    /// A phrase of verbs alone: 办结, 基本建成, 竣工投产.
    fn only_deed(self, head: usize) -> Option<PhraseParts> {
        let to = self.verbs_from(head)?;
        let count = self.words.len();
        // The last verb could be the object of the one before it (提供服务), but not one of works that both end.
        let ends_work = |at: usize| {
            self.words[at].meaning.deed.is_some_and(|deed| {
                deed.is_firm && matches!(deed.action, Action::Built | Action::Operated)
            })
        };
        let are_verbs = to == count || to + 1 == count && ends_work(to - 1) && ends_work(to);
        are_verbs.then(|| self.done(head, count, Vec::new()))
    }

    /// A deed and its object; who did it is no part of what is measured.
    fn deed(self, head: usize) -> Option<PhraseParts> {
        let last = self.words.len().checked_sub(1)?;
        let done = |at: usize, object: usize| {
            self.done(at, object, vec![self.span(object, self.words.len())])
        };
        let behind_adverb = |at: usize| at > 0 && self.is(at - 1, PhraseClass::Adverb);
        let at_head = self.object(head, true).map(|object| done(head, object));
        if at_head.is_some() && self.leads(head) {
            return at_head;
        }
        // “百日”招聘行动提供岗位: of several verbs the last one is that of the sentence. 服务平台促成交易: what
        // opens it may be a part of a name.
        let last = (head + 1..last).rev();
        // 建设统筹保障房: verbs in a row are one.
        let row = self.verbs_from(head).unwrap_or(head + 1);
        let told = last
            .filter(|&at| at >= row)
            .filter_map(|at| Some((at, self.object(at, behind_adverb(at))?)))
            .next();
        let told =
            told.map(|(at, object)| PhraseParts { of: self.of_new(head, at), ..done(at, object) });
        told.or(at_head)
    }

    /// The noun before a verb of what is new.
    fn of_new(self, head: usize, verb: usize) -> Option<Span> {
        let deed = self.words[verb].meaning.deed.filter(|deed| deed.action == Action::New)?;
        let is_of_noun = |word: &&PhraseWord| {
            let part = [Speech::Preposition, Speech::Adverb, Speech::Particle];
            let class = [PhraseClass::Adverb, PhraseClass::Link, PhraseClass::Cause];
            !part.contains(&word.speech)
                && !class.iter().any(|&class| word.is(class))
                && word.meaning.deed.is_none()
        };
        let count = self.words[head..verb].iter().rev().take_while(is_of_noun).count();
        (count > 0 && deed.is_firm).then(|| self.span(verb - count, verb))
    }

    fn done(self, from: usize, to: usize, noun: Vec<Span>) -> PhraseParts {
        PhraseParts { noun, deed: self.deed_of(from, to), of: None }
    }

    /// The first word of the object of a verb at `at`; None where it is no verb there, but a part of
    /// a name. A loose verb is one only at the head.
    fn object(self, at: usize, is_head: bool) -> Option<usize> {
        // 村级寄递服务点: a level is nobody who does it.
        let from =
            self.verbs_from(at).filter(|_| at == 0 || !self.words[at - 1].text.ends_with('级'))?;
        let is_firm = self.leads(at);
        let object = self.words.get(from..).filter(|object| !object.is_empty())?;
        let last = object.last()?;
        // 引导贷款利率下降: what is brought about is no part of the rate.
        let brings = self.is(at, PhraseClass::Cause) || self.drives(at);
        let is_rate = last.is(PhraseClass::Rate) && !brings;
        let no_object = object[0].is(PhraseClass::NoObject) || self.is(from, PhraseClass::Link);
        // 工会帮扶困难职工: what is described is no second half of a name.
        let is_described = object.len() > 1 && object[0].speech == Speech::Adjective;
        let is_verb = is_firm || is_head || is_described && self.is_told_of(at);
        if !is_verb || is_rate || no_object {
            return None;
        }
        if self.words[at..=from].iter().any(|word| word.is(PhraseClass::Of)) {
            return None;
        }
        // 财政拨款安排的支出: a verb that describes what follows is no object.
        let describes = object[0].meaning.deed.is_some()
            && object.get(1).is_some_and(|next| next.is(PhraseClass::Of));
        if describes {
            return None;
        }
        // 城镇新增就业 is a name; 热线受理诉求, 项目已带动就业 tell what somebody did.
        let names = object.iter().any(|word| is_noun(word.speech));
        let is_told = is_firm && !self.is_new(at) && (is_head || self.is_told_of(at));
        if !names && (object.len() == 1 || !is_head) && !is_told {
            return None;
        }
        let is_name = match object {
            // 建设项目, 销售收入, 建设点.
            [noun] => {
                let is_done = is_firm && is_head && !noun.is_measure() || self.drives(at) && at > 0;
                noun.is_short() || noun.is_described() && !is_done
            }
            // 改造房屋面积.
            [first, _] if !is_firm => last.is_measure() && first.speech != Speech::Adjective,
            _ => false,
        };
        (!is_name).then_some(from)
    }

    /// Whether a verb says what somebody moved others to: 带动消费.
    fn drives(self, at: usize) -> bool {
        self.words[at].meaning.deed.is_some_and(|deed| deed.action == Action::Driven)
    }

    /// Whether a verb says that something is new.
    fn is_new(self, at: usize) -> bool {
        self.words[at].meaning.deed.is_some_and(|deed| deed.action == Action::New)
    }

    /// Whether who does it, or an adverb, stands before a verb.
    fn is_told_of(self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.words[before]) else {
            return false;
        };
        // 文体赛事活动拉动消费: a noun of what is done ends the name of who does it.
        let ends_name = before.speech == Speech::VerbalNoun
            && at > 1
            && is_noun(self.words[at - 2].speech)
            && before.meaning.deed.is_none();
        is_noun(before.speech) || before.is(PhraseClass::Adverb) || ends_name
    }

    /// A thing and its measure around a verb that names no deed (第一产业实现增加值), or the measure alone
    /// behind such a verb (累计完成营造林); what a plan demands (收入完成年初预算数) is no part of what is
    /// measured.
    fn link(self, from: usize) -> Option<PhraseParts> {
        let last = self.words.len().checked_sub(1)?;
        let is_link = |&at: &usize| {
            // 实现的零售额: the verb describes what follows.
            self.is(at, PhraseClass::Link)
                && !self.is(at + 1, PhraseClass::Suffix)
                && !self.words.get(at + 1).is_some_and(|next| next.is(PhraseClass::Of))
                && (at == from
                    || self.words[at - 1].speech != Speech::Adverb
                    || self.is(at - 1, PhraseClass::Adverb))
        };
        let link = (from..last).find(is_link)?;
        let is_adverb = |at: &usize| self.is(*at, PhraseClass::Adverb);
        let thing = (from..link).find(|at| !is_adverb(at)).unwrap_or(link);
        let end = (thing..link).rev().find(|at| !is_adverb(at)).map_or(link, |at| at + 1);
        let is_plan = self.words[link + 1..].iter().all(|word| word.is(PhraseClass::Plan));
        if thing == link {
            let head = self.behind_adverbs(link + 1);
            let verbs = self.verbs_from(head).is_some();
            return (!is_plan && !verbs).then(|| PhraseParts {
                noun: vec![self.span(link + 1, last + 1)],
                deed: None,
                of: None,
            });
        }
        if is_plan {
            return Some(PhraseParts { noun: vec![self.span(thing, end)], deed: None, of: None });
        }
        let measure = self.span(link + 1, last + 1);
        let noun = match self.words[last].is_described() {
            true => vec![self.span(thing, end), measure],
            false if self.is(link, PhraseClass::Owned) => vec![measure],
            false => return None,
        };
        Some(PhraseParts { noun, deed: None, of: None })
    }

    /// A deed behind its object: 班列累计开行.
    fn deed_behind(self, from: usize) -> Option<PhraseParts> {
        let last = self.words.len().checked_sub(1)?;
        // 社会组织: a noun, too.
        let verb = &self.words[last];
        let deed = verb.meaning.deed.filter(|_| !verb.is_described())?;
        let adverbs = self.words[..last].iter().rev();
        let is_adverb =
            |word: &&PhraseWord| word.is(PhraseClass::Adverb) || word.speech == Speech::Adverb;
        let adverbs = adverbs.take_while(is_adverb).count();
        let end = last - adverbs;
        // 市法院受理: who did it is nothing that is measured.
        if adverbs == 0 && last > from && verb.speech == Speech::Verb && deed.is_firm {
            let by = &self.words[last - 1];
            if by.is(PhraseClass::Body) {
                return Some(self.done(last, last + 1, Vec::new()));
            }
        }
        // 高速公路新建通车: two verbs in one are no name.
        let is_built = deed.action == Action::Built && verb.text.chars().nth(3).is_some();
        let ends = adverbs > 0
            || is_built
            || matches!(deed.action, Action::New | Action::Operated | Action::Held);
        (ends && end > from).then(|| PhraseParts {
            noun: vec![self.span(from, end)],
            deed: Some((self.words[last].span, Some(deed.action))),
            of: None,
        })
    }
}

pub(super) fn is_noun(speech: Speech) -> bool {
    matches!(speech, Speech::Noun | Speech::Adjective)
}

#[cfg(test)]
mod tests;
