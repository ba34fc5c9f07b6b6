//! Relations between numbers of a text, computed independently of the program.

/// A number of a text: the document, and words that occur once and end with the unit of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub document: &'static str,
    pub words: &'static str,
}

/// A relation that numbers must fulfil within their rounding. All its numbers have one scale.
pub(crate) enum Relation {
    /// The whole is the sum of its parts.
    Sum { whole: Term, parts: Vec<Term> },
    /// The shares make a hundred.
    Hundred(Vec<Term>),
    /// The share is the ratio of the part to the whole, in percent, up to its last digit, since
    /// publishers adjust one share so that the sum is a hundred.
    Share { share: Term, part: Term, whole: Term },
    /// Shares of one whole: each of parts with its share.
    OneWhole([(Term, Term); 2]),
    /// The growth is the ratio of the change to the level minus the change.
    Growth { growth: Term, level: Term, change: Term },
    /// The growth of the whole is that of the sum of its parts.
    GrowthOfParts { whole: (Term, Term), parts: Vec<(Term, Term)> },
    /// The level minus its change is the former level.
    Former { former: Term, level: Term, change: Term },
    /// The level by its growth is the former level.
    FormerByGrowth { former: Term, level: Term, growth: Term },
}

/// The values from which a number may have been rounded.
#[derive(Clone, Copy)]
pub(crate) struct Range(f64, f64);

impl Range {
    fn plus(self, other: Range) -> Range {
        Range(self.0 + other.0, self.1 + other.1)
    }

    fn minus(self, other: Range) -> Range {
        Range(self.0 - other.1, self.1 - other.0)
    }

    fn ends(self, other: Range, of: fn(f64, f64) -> f64) -> Range {
        let all = [self.0, self.1].map(|a| [of(a, other.0), of(a, other.1)]);
        let all: Vec<f64> = all.concat();
        Range(
            all.iter().copied().fold(f64::MAX, f64::min),
            all.into_iter().fold(f64::MIN, f64::max),
        )
    }

    fn over(self, other: Range) -> Range {
        self.ends(other, |a, b| a / b)
    }

    fn times(self, factor: f64) -> Range {
        Range(self.0 * factor, self.1 * factor)
    }

    fn is_apart(self, other: Range) -> bool {
        let room = 1e-9 * self.0.abs().max(other.0.abs()).max(1.0);
        self.1 < other.0 - room || other.1 < self.0 - room
    }
}

fn point(value: f64) -> Range {
    Range(value, value)
}

/// The level before, by a growth in percent.
fn before(level: Range, growth: Range) -> Range {
    level.over(growth.plus(point(100.0)).times(0.01))
}

impl Relation {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Relation::Sum { .. } => "sum of parts",
            Relation::Hundred(_) => "shares make a hundred",
            Relation::Share { .. } => "share of a whole",
            Relation::OneWhole(_) => "shares of one whole",
            Relation::Growth { .. } => "level, change and growth",
            Relation::GrowthOfParts { .. } => "growth of parts",
            Relation::Former { .. } => "former level by its change",
            Relation::FormerByGrowth { .. } => "former level by its growth",
        }
    }

    pub(crate) fn terms(&self) -> Vec<Term> {
        let pairs = |pairs: &[(Term, Term)]| pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        match self {
            Relation::Sum { whole, parts } => [&[*whole], &parts[..]].concat(),
            Relation::Hundred(shares) => shares.clone(),
            Relation::Share { share, part, whole } => vec![*share, *part, *whole],
            Relation::OneWhole(both) => pairs(both),
            Relation::Growth { growth, level, change } => vec![*growth, *level, *change],
            Relation::GrowthOfParts { whole, parts } => {
                [pairs(std::slice::from_ref(whole)), pairs(parts)].concat()
            }
            Relation::Former { former, level, change } => vec![*former, *level, *change],
            Relation::FormerByGrowth { former, level, growth } => vec![*former, *level, *growth],
        }
    }

    /// Whether the numbers contradict the relation, even with rounding.
    pub(crate) fn is_broken(&self, of: &dyn Fn(Term) -> Range) -> bool {
        let sum = |terms: &[Term]| terms.iter().fold(point(0.0), |sum, &term| sum.plus(of(term)));
        let (stated, implied) = match self {
            Relation::Sum { whole, parts } => (of(*whole), sum(parts)),
            Relation::Hundred(shares) => (point(100.0), sum(shares)),
            Relation::Share { share, part, whole } => {
                let Range(low, high) = of(*share);
                let half = (high - low) / 2.0;
                (Range(low - half, high + half), of(*part).over(of(*whole)).times(100.0))
            }
            Relation::OneWhole([(a, a_share), (b, b_share)]) => {
                (of(*a).over(of(*a_share)), of(*b).over(of(*b_share)))
            }
            Relation::Growth { growth, level, change } => {
                let former = of(*level).minus(of(*change));
                (of(*growth), of(*change).over(former).times(100.0))
            }
            Relation::GrowthOfParts { whole: (whole, growth), parts } => {
                let former = |sum: Range, &(part, growth): &(Term, Term)| {
                    sum.plus(before(of(part), of(growth)))
                };
                (before(of(*whole), of(*growth)), parts.iter().fold(point(0.0), former))
            }
            Relation::Former { former, level, change } => {
                (of(*former), of(*level).minus(of(*change)))
            }
            Relation::FormerByGrowth { former, level, growth } => {
                (of(*former), before(of(*level), of(*growth)))
            }
        };
        stated.is_apart(implied)
    }
}

/// The digits of the last number in words, as bytes of them.
pub(crate) fn digits(words: &str) -> Vec<std::ops::Range<usize>> {
    let is_part = |c: char| is_digit(c) || matches!(c, '.' | '．');
    let end = words.rfind(is_digit).expect("words contain a number");
    let start = words[..end].rfind(|c| !is_part(c)).map_or(0, |at| at + 1);
    let start = (start..end).find(|&at| words.is_char_boundary(at)).unwrap_or(end);
    let number = words[start..].char_indices().take_while(|(_, c)| is_part(*c));
    let digits = number.filter(|(_, c)| is_digit(*c));
    digits.map(|(at, c)| start + at..start + at + c.len_utf8()).collect()
}

/// The last number in words, verbatim.
pub(crate) fn number(words: &str) -> &str {
    let places = digits(words);
    &words[places[0].start..places[places.len() - 1].end]
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The value of a digit.
pub(crate) fn value(digit: char) -> u32 {
    digit.to_digit(10).unwrap_or_else(|| digit as u32 - '０' as u32)
}

/// The digit of that value, as wide as another.
pub(crate) fn like(digit: char, value: u32) -> char {
    let zero = if digit.is_ascii_digit() { '0' } else { '０' };
    char::from_u32(zero as u32 + value).expect("a digit")
}

/// The values from which the last number in words may have been rounded, with the sign of its verb.
pub(crate) fn range(words: &str) -> Range {
    let places = digits(words);
    let (first, last) = (places[0].start, places[places.len() - 1].end);
    let plain = |c: char| match c {
        '．' => '.',
        c => like('0', value(c)),
    };
    let number: String =
        words[first..last].chars().map(|c| if c == '.' { c } else { plain(c) }).collect();
    let places = number.split_once('.').map_or(0, |(_, part)| part.len());
    let half = 0.5 / 10_f64.powi(places as i32);
    let value: f64 = number.parse().expect("a number");
    let falls = ["下降", "减少"].iter().any(|verb| words.contains(verb));
    let value = if falls { -value } else { value };
    Range(value - half, value + half)
}
