//! A quantity: number, unit or measure word, and the bounding marks attached to them.

use figlift_config::{Carried, Rule};
use figlift_model::{Qualifier, Role, Sign};
use figlift_number::{End, Exact, Interval};
use figlift_text::Span;

use crate::claim::worded::Worded;
use crate::compile::pattern::{Hit, Program, Symbol};
use crate::compile::ruleset::RuleSet;
use crate::compile::stage::CompiledRule;
use crate::compile::vocabulary::Meaning;
use crate::numeral::{self, Form, Numeral, Script};
use crate::scan::list_place::ListPlace;
use crate::scan::token::{Token, What};

/// A quantity as its own words state it.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    pub span: Span,
    pub number: Numeral,
    /// The upper end of a range; `number` is the lower end.
    pub upper: Option<Numeral>,
    /// Canonical unit.
    pub unit: String,
    pub classifier: Option<String>,
    /// The words of the unit or measure word.
    pub unit_words: Option<Span>,
    /// Qualifier of a word attached to it: 以上, 左右.
    pub grown: Option<Worded<Qualifier>>,
    /// The mark within it that makes its number inexact: 余, 数.
    pub mark: Option<Span>,
    /// Its place in a row of shares, with places in the reading.
    pub row: Option<ListPlace>,
    /// Whether the value is a fraction of integers, which has no last digit.
    pub is_fraction: bool,
    pub own: Own,
}

/// The fields that the rule sets on the quantity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own {
    pub role: Option<Role>,
    pub qualifier: Option<Qualifier>,
    pub per: Option<String>,
    pub sign: Option<Sign>,
}

/// The captures of a rule, by name.
pub(crate) struct Captured<'a, 'r> {
    pub rules: &'r RuleSet,
    pub program: &'a Program,
    pub hit: &'a Hit,
    pub tokens: &'a [Token<'r>],
}

impl<'r> Captured<'_, 'r> {
    /// The first token captured under that name.
    pub(crate) fn token(&self, name: &str) -> Option<&Token<'r>> {
        let (from, to) = self.hit.first(self.program.capture(name))?;
        self.tokens[from..to].first()
    }

    pub(crate) fn numeral(&self, name: &str) -> Option<Numeral> {
        self.token(name)?.numeral().cloned()
    }

    /// Whether the words captured under two names are the same.
    fn same(&self, name: &str, other: &Token) -> bool {
        self.token(name).is_some_and(|token| match (&token.what, &other.what) {
            (What::Word(a), What::Word(b)) => a == b,
            _ => false,
        })
    }

    /// The qualifier of the word captured as `bound`.
    fn bound(&self) -> Option<Worded<Qualifier>> {
        Some(Worded { value: self.meaning("bound")?.qualifier?, words: self.token("bound")?.span })
    }

    /// The mark that makes the number inexact: the word captured as `more`, or one within the
    /// number.
    fn mark(&self, number: &Numeral, reading: &str) -> Option<Span> {
        if let Some(more) = self.token("more") {
            return Some(more.span);
        }
        let span = self.token("n")?.span;
        let (start, length) = numeral::open_mark(&reading[span.range()], number.form)?;
        Some(Span::new(span.start + start, span.start + start + length))
    }

    pub(crate) fn meaning(&self, name: &str) -> Option<&'r Meaning> {
        match self.token(name)?.what {
            What::Word(number) => Some(&self.rules.vocabulary.word(number).meaning),
            _ => None,
        }
    }
}

/// Whether the captures state a value: 5%—3家 is not a range, and a lone 零 is not a count.
pub(crate) fn states_value(
    rules: &RuleSet,
    rule: &CompiledRule,
    hit: &Hit,
    tokens: &[Token],
) -> bool {
    numbers(&Captured { rules, program: &rule.program, hit, tokens }, &rule.rule).is_some()
}

impl Quantity {
    /// Whether it is a rank.
    pub(crate) fn is_rank(&self) -> bool {
        self.unit == "rank"
    }

    /// Reads the captures of a rule: `n`, or `low` and `high` (below zero where `low-sign` and
    /// `high-sign` are captured), or `either` of ±3%, or `over` and `under` of a fraction; `unit`;
    /// `bound`. A number without a multiplier takes that of `like`,
    /// and `more` makes it a lower bound. `None` if the captures state no value.
    pub(crate) fn read(
        rules: &RuleSet,
        rule: &CompiledRule,
        hit: &Hit,
        tokens: &[Token],
        reading: &str,
    ) -> Option<Quantity> {
        let captured = Captured { rules, program: &rule.program, hit, tokens };
        let (number, upper, is_fraction) = numbers(&captured, &rule.rule)?;
        let unit_token = captured.token("unit");
        let set = rule.rule.set.get("it");
        let stated = set.and_then(|set| set.unit.clone());
        let named = captured
            .meaning("unit")
            .and_then(|word| word.unit.as_ref().or(word.stands_for.as_ref()).cloned());
        // A word captured as the unit that is not a unit is a measure word.
        let classifier = unit_token.filter(|_| stated.is_none() && named.is_none());
        let own = Own {
            role: set.and_then(|set| set.role),
            qualifier: set.and_then(|set| match set.qualifier.as_ref()? {
                Carried::Code(qualifier) => Some(*qualifier),
                Carried::Capture(name) => captured.meaning(name)?.qualifier,
            }),
            per: set.and_then(|set| set.per.as_ref()).map(|per| {
                let carried = captured.meaning(per).and_then(|meaning| meaning.per.as_ref());
                carried.unwrap_or(per).clone()
            }),
            sign: set.and_then(|set| set.sign.as_ref()).map(|sign| match sign {
                Carried::Code(sign) => *sign,
                Carried::Capture(name) => {
                    captured.meaning(name).and_then(|meaning| meaning.sign).unwrap_or(Sign::Plus)
                }
            }),
        };
        let span = tokens[hit.core.0].span.join(tokens[hit.core.1 - 1].span);
        let mark = captured.mark(&number, reading);
        Some(Quantity {
            span,
            number,
            upper,
            unit: stated.or(named).unwrap_or_else(|| "1".to_owned()),
            classifier: classifier.map(|token| reading[token.span.range()].to_owned()),
            unit_words: unit_token.map(|token| token.span),
            grown: captured.bound(),
            mark,
            row: captured.token("n").and_then(|token| token.row),
            is_fraction,
            own,
        })
    }

    /// The stated value, without the sign of a verb.
    pub(crate) fn value(&self) -> Option<&Exact> {
        self.number.value.as_ref().filter(|_| self.upper.is_none())
    }

    /// Whether its number has a minus sign.
    pub(crate) fn is_below_zero(&self) -> bool {
        self.number.low.as_ref().or(self.number.value.as_ref()).is_some_and(Exact::is_negative)
    }

    /// The qualifier, given the one stated before the quantity, and the bounds.
    pub(crate) fn bounds(&self, before: Option<Qualifier>) -> (Qualifier, Interval) {
        let closed = |value: &Option<Exact>| value.clone().map(End::closed);
        let open = |value: &Option<Exact>| value.clone().map(End::open);
        let number = &self.number;
        if let Some(upper) = &self.upper {
            let bounds = Interval { low: closed(&number.low), high: closed(&upper.high) };
            return (Qualifier::Between, bounds);
        }
        match number.form {
            Form::Between => {
                let bounds = Interval { low: closed(&number.low), high: closed(&number.high) };
                return (Qualifier::Between, bounds);
            }
            Form::AtLeast => {
                return (Qualifier::AtLeast, Interval { low: closed(&number.low), high: None });
            }
            _ => {}
        }
        let grown = self.grown.map(|bound| bound.value);
        let stated = grown.or(self.own.qualifier).or(before).unwrap_or(Qualifier::Exact);
        if number.form == Form::More
            && matches!(stated, Qualifier::Exact | Qualifier::Over | Qualifier::About)
        {
            let bounds = Interval { low: open(&number.low), high: open(&number.high) };
            return (Qualifier::Over, bounds);
        }
        let value = &number.value;
        let (low, high) = match stated {
            Qualifier::Exact | Qualifier::Between => (closed(value), closed(value)),
            Qualifier::Over => (open(value), None),
            Qualifier::AtLeast => (closed(value), None),
            Qualifier::Under => (None, open(value)),
            Qualifier::AtMost => (None, closed(value)),
            Qualifier::About => (None, None),
        };
        let bounds = Interval { low, high };
        (stated, bounds)
    }

    /// The word that states the qualifier, given the one that is separate from the quantity; `None`
    /// if no single word does.
    pub(crate) fn bound_words(&self, off: Option<Span>) -> Option<Span> {
        let grown = self.grown.map(|bound| bound.words);
        match self.number.form {
            _ if self.upper.is_some() => None,
            Form::Between => None,
            Form::AtLeast => self.mark,
            _ if grown.is_some() => grown,
            _ if self.own.qualifier.is_some() => None,
            _ => off.or(self.mark),
        }
    }

    /// Half a unit of the last stated digit.
    pub(crate) fn resolution(&self) -> Option<Exact> {
        let last = self.number.last_digit.filter(|_| self.upper.is_none() && !self.is_fraction)?;
        Some(Exact::fraction(1, 2)?.times_ten_to(last + i32::from(self.number.unit_mult)))
    }
}

fn numbers(captured: &Captured, rule: &Rule) -> Option<(Numeral, Option<Numeral>, bool)> {
    if let Some((over, under)) = captured.numeral("over").zip(captured.numeral("under")) {
        let value = over.value.as_ref()?.over(under.value.as_ref()?)?;
        let is_coded = over.coded || under.coded;
        let number = times(over.with_value(value), rule);
        return (!is_coded).then_some((number, None, true));
    }
    if let Some((low, high)) = captured.numeral("low").zip(captured.numeral("high")) {
        // 10—12万人: without a unit of its own the lower end has that of the upper one, and its 万.
        let low_unit = captured.token("low-unit");
        let low = if low_unit.is_none() { low.scaled_like(&high)? } else { low };
        let signed = |number: Numeral, sign| match captured.token(sign) {
            Some(_) => number.negated(),
            None => number,
        };
        let (mut low, mut high) = (signed(low, "low-sign"), signed(high, "high-sign"));
        // 零下5℃至零下12℃ states the upper end first.
        if captured.token("low-sign").is_some() && low.low > high.high {
            (low, high) = (high, low);
        }
        // Neither 5元—6% nor 5%—3% is a range.
        let of_one_unit = low_unit.is_none_or(|unit| captured.same("unit", unit));
        let ordered = low.low <= high.high;
        let (low, high) = (times(low, rule), times(high, rule));
        return (of_one_unit && ordered).then_some((low, Some(high), false));
    }
    // ±3%: an interval around zero.
    if let Some(number) = captured.numeral("either") {
        let is_width = !number.coded && number.low.as_ref().is_some_and(|low| !low.is_negative());
        return is_width.then(|| (number.clone().negated(), Some(number), false));
    }
    let number = captured.numeral("n").or_else(|| {
        let carried = captured.meaning("n").and_then(|word| word.value);
        carried.or(rule.set.get("it").and_then(|set| set.value)).map(fixed)
    })?;
    let number = match captured.numeral("like") {
        Some(other) => number.scaled_like(&other)?,
        None => number,
    };
    let more = captured.token("more").and_then(|_| number.clone().and_more());
    let number = more.unwrap_or(number);
    let number = if captured.token("and-half").is_some() { number.and_half()? } else { number };
    let part = |name| captured.numeral(name).and_then(|part| part.to_i64());
    let number = match (part("tenth"), part("hundredth")) {
        (None, None) => number,
        (tenths, hundredths) => number.and_parts(tenths.unwrap_or(0), hundredths.unwrap_or(0))?,
    };
    // 四成半: half a 成.
    let number = times(number, rule);
    // An indefinite number has no value, a number that is too long has neither value nor bounds,
    // and a number with a leading zero is a code.
    let is_value = (number.value.is_some() || number.low.is_some()) && !number.coded;
    (is_value && !number.is_lone_zero()).then_some((number, None, false))
}

/// The number times the factor of the rule: ten for 成, a hundred for the percent of 三分之二.
fn times(number: Numeral, rule: &Rule) -> Numeral {
    match rule.set.get("it").and_then(|set| set.times) {
        Some(times) => number.times(times),
        None => number,
    }
}

/// The number of a rule without a captured one: 2 for 翻番.
fn fixed(value: i64) -> Numeral {
    let value = Some(Exact::whole(value.into()));
    Numeral { last_digit: None, ..Numeral::exact(value, Script::Single, 1) }
}
