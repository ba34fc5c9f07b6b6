//! What the words around a value say of its noun and verb.

use figlift_config::PhraseClass;
use figlift_model::{Action, Role};
use figlift_text::Span;

use super::led::parse_led;
use super::named::{Done, LastMeasured, Named};
use super::noun::{
    NounLead, end_of_noun, end_of_word, ends_with_measure, is_noun_phrase, told_from,
};
use super::parse::parse;
use super::segmenter::{PhraseWord, Segmenter};
use crate::claim::related::role;
use crate::clause::{Value, Words};
use crate::compile::pattern::Symbol;

/// Marks that end a clause or a member of a list.
pub(super) const MARKS: [char; 7] = ['，', '；', '。', '：', '、', '（', '\n'];

/// Marks that end a clause.
pub(super) const CLAUSE_MARKS: [char; 6] = ['，', '；', '。', '：', '（', '\n'];

/// An amount that a verb leads right to, with what stands behind it.
struct LedAmount<'t> {
    deed: Done,
    /// The byte behind the amount.
    start: usize,
    behind: &'t str,
    words: Vec<PhraseWord<'t>>,
}

impl LedAmount<'_> {
    /// What it was given for, if the words behind it say so.
    fn given_for(&self) -> Option<(Words, Option<Done>)> {
        let (first, second) = (self.words.first()?, self.words.get(1)?);
        let is_given = first.is(PhraseClass::Purpose) && self.deed.1 == Some(Action::Paid);
        let noun = Span::new(self.start + second.span.start, self.start + self.behind.len());
        is_given.then(|| (vec![noun], Some(self.deed)))
    }
}

impl<'a> Value<'a, '_> {
    pub(super) fn segmenter(self) -> &'a Segmenter {
        &self.scene.rules.segmenter
    }

    pub(super) fn text(self, span: Span) -> &'a str {
        &self.scene.reading[span.range()]
    }

    pub(super) fn start(self) -> usize {
        self.scene.nodes[self.at].span.start
    }

    pub(super) fn role(self) -> Role {
        role(self.scene.rules, self.quantity, &self.scene.related[self.at])
    }

    /// Whether it counts or pays, so that something can be done to it.
    pub(super) fn is_counted(self) -> bool {
        matches!(self.role(), Role::Level | Role::Change)
            && !self.quantity.is_rank()
            && !matches!(self.dimension(), Some("share" | "points" | "times"))
    }

    fn is_money(self) -> bool {
        self.dimension().is_some_and(|dimension| dimension.starts_with("money"))
    }

    /// Whether words are the noun of a rate of change alone: 增速 of 每年保持5%的增速.
    pub(super) fn is_rate_noun(self, said: &str) -> bool {
        self.scene.rules.words("rate-noun").any(|word| word == said)
    }

    /// Whether it counts things by a unit that measures them, as lengths, areas and weights do: 建成农田8万亩.
    pub(super) fn is_of_measured_things(self) -> bool {
        self.is_counted() && self.quantity.unit != "1" && !self.is_money()
    }

    /// Whether it is a share.
    pub(super) fn is_part(self) -> bool {
        self.dimension() == Some("share")
    }

    /// Whether a verb can be said of it: 接待游客增长5% tells by how much more were served.
    pub(super) fn takes(self, (_, action): Done) -> bool {
        self.is_counted() || action == Some(Action::Served)
    }

    /// Whether it states how much there is of what was spoken of before: 新增线路16条、达到54条.
    pub(super) fn states_level(self) -> bool {
        self.is_counted()
            && self.role() == Role::Level
            && self.scene.related[self.at].restates.is_none()
            && self.scene.related[self.at].change.is_none()
    }

    fn is_total(self, words: Span) -> bool {
        self.scene.rules.ends("total-noun", self.text(words))
    }

    /// The verb that leads right to an amount, and what stands behind that.
    fn led_amount(self) -> Option<LedAmount<'a>> {
        let deed = self.deed_before(self.start()).filter(|_| self.states_level())?;
        let start = self.scene.nodes[self.at].span.end;
        let behind = self.behind(start);
        Some(LedAmount { deed, start, behind, words: self.segmenter().cut(behind) })
    }

    /// What stands behind an amount that a verb leads right to: what it is an amount of (扣押约14.5万吨原油), or
    /// what it was given for.
    pub(super) fn object_behind(self) -> Option<(Words, Option<Done>)> {
        let led = self.led_amount()?;
        let first = led.words.first()?;
        let policy = &self.scene.rules.policy;
        let no_object = [policy.step_noun, policy.standing, policy.great, policy.bound_after];
        // 突破千亿元大关: what is passed is no amount of what follows.
        let is_plain = !led.words.iter().any(|word| word.is(PhraseClass::Of))
            && led.deed.1 != Some(Action::Completed)
            && !self.scene.nodes.get(self.at + 1).is_some_and(|node| node.is_any(&no_object));
        if !first.is_plain_noun() || first.is_short() || !is_plain {
            return led.given_for();
        }
        let to = end_of_noun(
            self.segmenter(),
            led.behind,
            NounLead { is_done: true, ..NounLead::default() },
        );
        Some((vec![Span::new(led.start, led.start + to)], Some(led.deed)))
    }

    /// What an amount that a verb leads right to was given for: 安排1亿元支持园区建设.
    pub(super) fn given_for(self) -> Option<(Words, Option<Done>)> {
        self.led_amount()?.given_for()
    }

    /// The noun phrase and the verb of words before the value; no noun where they only say what was done.
    pub(super) fn told(self, words: &Words) -> (Words, Option<Done>) {
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return (Words::new(), None);
        };
        if self.opens_with_share(first) {
            return (words.clone(), None);
        }
        let (first, further) = match self.whole(first).as_slice() {
            [only] => (*only, Vec::new()),
            [first, further @ ..] => (*first, further.to_vec()),
            [] => return (Words::new(), None),
        };
        let inside = |of: Span, span: Span| Span::new(of.start + span.start, of.start + span.end);
        let parsed = match self.is_led(first.start) {
            true => parse_led(self.segmenter(), self.text(first)),
            false => parse(self.segmenter(), self.text(first)),
        };
        let mut noun: Words = parsed.noun.iter().map(|&span| inside(first, span)).collect();
        noun.extend(further);
        if let Some(of) =
            parsed.of.filter(|_| self.is_counted() && self.quantity.unit != "1" && !self.is_money())
        {
            noun.insert(0, inside(first, of));
        }
        // 核定我市债务限额: whose it is, where the words for it begin behind the verb.
        if parsed.deed.is_some()
            && let Some(first) = noun.first_mut()
        {
            first.start = self.behind_home(*first);
        }
        let own = parsed.deed.map(|(span, action)| (inside(first, span), action));
        let is_stock = self.is_come_to() && !self.is_cumulative();
        let mut deed = self.joined(first, &mut noun, own).filter(|_| !is_stock);
        if words.len() > 1 {
            // 清理文件320件，废止71件: what became of them is the last run.
            let said = parse(self.segmenter(), self.text(last));
            match said.deed.filter(|_| said.noun.is_empty()) {
                Some((span, action)) => deed = Some((inside(last, span), action)),
                None => noun.extend(&words[1..]),
            }
            // 新增企业62家，总数186家: the total includes those that are not new.
            deed = deed.filter(|_| !self.is_total(last));
        }
        (noun, deed)
    }

    /// The verb of words that begin with a span, with the one before them; `noun` is what it is done to.
    fn joined(self, first: Span, noun: &mut Words, own: Option<Done>) -> Option<Done> {
        let before = self.deed_before(first.start).or_else(|| self.deed_before_and(first.start));
        match (own, before) {
            // 新增退税商店: what is new may be named by a verb.
            (Some(_), Some((other, Some(Action::New))))
                if other.end == first.start && self.is_plain(noun) =>
            {
                *noun = vec![first];
                before
            }
            // 安排农机购置补贴资金: a verb within what another leads to is a part of its name.
            (Some((span, _)), Some((other, Some(Action::Paid))))
                if other.end == first.start && span.start > first.start =>
            {
                *noun = vec![first];
                before
            }
            // 新建改建农村公路, 新建和改造农村公路: the verb before is one with it.
            (Some((span, _)), Some((other, action)))
                if other.end == span.start || span.start == first.start =>
            {
                Some((other.join(span), action))
            }
            (own, before) => own.or(before),
        }
    }

    /// Whether words say what a share is of, so that a verb in them is none of the value: 占全省新增上市公司.
    fn opens_with_share(self, words: Span) -> bool {
        let first = self.nodes_of(words).first();
        first.is_some_and(|node| {
            node.span.start == words.start && node.is(self.scene.rules.policy.part_of)
        })
    }

    /// Words without the adverbs that they begin with: 投入 of 累计投入.
    pub(super) fn without_adverbs(self, words: &Words) -> Words {
        let mut all = words.clone();
        if let Some(first) = all.first_mut() {
            let cut = self.segmenter().cut(self.text(*first));
            let told = cut.iter().find(|word| !word.is(PhraseClass::Adverb));
            first.start += told.map_or(0, |told| told.span.start);
        }
        all
    }

    /// Whether a verb of change leads to the value, which is then how much there is: 机构增至24家.
    fn is_come_to(self) -> bool {
        let policy = &self.scene.rules.policy;
        let nodes = &self.scene.nodes[..self.at];
        let mut before = nodes.iter().rev().skip_while(|node| node.is(policy.bound_before));
        let is_to = before.next().is_some_and(|node| node.is(policy.to));
        is_to && before.next().is_some_and(|node| node.is(policy.moves))
    }

    /// What the words before the value in its clause name, with no adverb, link or 的 behind it.
    pub(super) fn head_of_clause(self) -> Option<Named> {
        let text = self.text_before(self.start(), &CLAUSE_MARKS);
        let start = self.start() - text.len();
        let parsed = parse(self.segmenter(), text.trim_end_matches('的'));
        let inside = |span: &Span| Span::new(start + span.start, start + span.end);
        let noun: Words = parsed.noun.iter().map(inside).collect();
        (!noun.is_empty()).then(|| Named { noun, ..Named::default() })
    }

    /// Words with the end of the word that they stop within, since it could be a verb: 达 of 电子送达, 有
    /// of 持有.
    pub(super) fn whole_end(self, words: Span) -> Span {
        let nodes = self.scene.nodes;
        let place = nodes.partition_point(|node| node.span.end < words.end);
        let [before, next, ..] = &nodes[place..] else { return words };
        let is_verb = before.span.end == words.end
            && next.span.start == words.end
            && next.is(self.scene.rules.policy.link)
            && !next.is(self.scene.rules.policy.to)
            && !next.is_quantity();
        if !is_verb {
            return words;
        }
        let start = before.span.start.max(words.start);
        let cut = self.segmenter().cut(self.text(Span::new(start, next.span.end)));
        let end = words.end - start;
        let within = cut.iter().find(|word| word.span.start < end && end < word.span.end);
        within.map_or(words, |word| Span::new(words.start, start + word.span.end))
    }

    /// Whether a preposition stands right before a byte, to whose noun something is done: 为农户.
    fn is_led(self, byte: usize) -> bool {
        self.follows_word(byte, PhraseClass::Toward)
    }

    /// Whether a word of a class stands before a byte, but for an area: 围绕江西14个产业链.
    fn follows_word(self, byte: usize, class: PhraseClass) -> bool {
        let area = self.scene.nodes[..self.at].iter().rev().find(|node| node.span.end <= byte);
        let area =
            area.filter(|node| node.span.end == byte && node.is(self.scene.rules.policy.area));
        let before = self.text_before(area.map_or(byte, |area| area.span.start), &MARKS);
        // Most words have no preposition before them: these are not cut.
        self.segmenter().ends_with(before, class)
            && self.segmenter().cut(before).last().is_some_and(|last| last.is(class))
    }

    /// What is done to the things that a preposition leads to: 清理 of 对9件法规进行全面清理.
    pub(super) fn deed_behind(self, noun: &Words) -> Option<Done> {
        let end = noun.last()?.end;
        let behind = self.behind(end);
        let words = self.segmenter().cut(behind);
        let leads = words.first()?.is(PhraseClass::Tells) && self.is_led(self.start());
        let verb = words.iter().skip(1).find(|word| word.meaning.deed.is_some());
        let verb = verb.filter(|verb| leads && verb.span.end == behind.len())?;
        let class = verb.meaning.deed.map(|deed| deed.action);
        Some((Span::new(end + verb.span.start, end + verb.span.end), class))
    }

    /// The noun behind a count, up to where its statement begins.
    pub(super) fn core_noun(self, words: &Words, is_done: bool) -> Words {
        match words.as_slice() {
            // 完成30%的困难家庭走访: a part of what is done.
            [only] if self.is_counted() || self.is_part() => {
                let behind = self.behind(only.start);
                let length = only.end - only.start;
                let noun = match behind.get(..length) {
                    Some(_) => &behind[..end_of_word(self.segmenter(), behind, length)],
                    // A list of nouns goes on behind a mark.
                    None => self.text(*only),
                };
                // 完成14公里架空线入地: all of it is what was completed.
                let before = self.segmenter().cut(self.text_before(self.start(), &MARKS));
                let told = |word: &&PhraseWord<'_>| !word.is(PhraseClass::Passed);
                if before.iter().rfind(told).is_some_and(|last| last.is(PhraseClass::Finished)) {
                    return vec![Span::new(only.start, only.start + noun.len())];
                }
                // 6个维度设置了29项指标, 23个产业园建设扎实推进: what is told of them begins with the verb before.
                let rest = self.segmenter().cut(behind.get(length..).unwrap_or_default());
                let next = rest.first();
                if let Some(told) = told_from(self.segmenter(), noun, next) {
                    return vec![Span::new(only.start, only.start + told)];
                }
                // 对3起粮食购销案例进行通报: 进行 has ended the noun, so 购销 is a part of it.
                let is_told = next.is_some_and(|next| next.is(PhraseClass::Tells));
                let is_led = !is_told && self.is_led(self.start());
                // 围绕14个产业链布局的联合体: the verb is that of the 联合体.
                let is_about = self.follows_word(self.start(), PhraseClass::About);
                let lead = NounLead { is_done, is_led, is_about };
                let end = end_of_noun(self.segmenter(), noun, lead);
                // 10个方面工作: the word only counts kinds of them.
                let kinds = match noun[..end].strip_prefix("方面") {
                    Some(things) if is_noun_phrase(self.segmenter(), things) => end - things.len(),
                    _ => 0,
                };
                vec![Span::new(only.start + kinds, only.start + end)]
            }
            [only] if self.ranks_by_size() => vec![self.ranked_alone(*only)],
            _ => words.clone(),
        }
    }

    /// Whether a noun leaves out the measure, which was named before.
    pub(super) fn lacks_measure(self, own: Span, measured: &LastMeasured) -> bool {
        let alike = self.role() == Role::Growth
            || self.role() == Role::Level && self.dimension() == measured.dimension.as_deref();
        let is_count = self.quantity.unit == "1";
        let other = measured.noun.last().is_some_and(|last| last.end <= own.start);
        let is_noun =
            self.segmenter().cut(self.text(own)).last().is_some_and(|last| last.is_plain_noun());
        alike
            && !is_count
            && other
            && is_noun
            && !ends_with_measure(self.segmenter(), self.text(own))
    }

    /// Whether 其中 leads to it.
    pub(super) fn is_among(self) -> bool {
        let policy = &self.scene.rules.policy;
        let nodes = self.scene.nodes[..self.at].iter().rev();
        let mut clause =
            nodes.take_while(|node| !node.is_any(&[policy.comma, policy.statement_end]));
        clause.any(|node| node.is(policy.among))
    }

    /// Whether the words before it say that it is added up: 累计.
    pub(super) fn is_cumulative(self) -> bool {
        let clause = self.segmenter().cut(self.text_before(self.start(), &MARKS));
        clause.iter().any(|word| word.is(PhraseClass::Sum))
    }

    /// The words from a byte behind the value on, up to the next mark or quantity, or the end of the sentence.
    fn behind(self, start: usize) -> &'a str {
        let nodes = self.scene.nodes;
        let next = nodes[self.at + 1..].iter().find(|node| node.is_quantity());
        let last = nodes.last().map_or(start, |last| last.span.end);
        let behind =
            &self.scene.reading[start..next.map_or(last, |next| next.span.start.max(start))];
        &behind[..behind.find(MARKS).unwrap_or(behind.len())]
    }

    /// Whether something can be done to what it measures, and its sentence names that.
    pub(super) fn is_named_here(self, named: &Named) -> bool {
        let Some(start) = named.noun.first().map(|noun| noun.start) else { return false };
        self.is_counted() && start >= self.scene.nodes[0].span.start
    }
}
