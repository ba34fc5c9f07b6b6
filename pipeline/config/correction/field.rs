//! The fields of a figure that a correction may state, and their values.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use figlift_model::{Basis, ObsStatus, Qualifier, Role};
use figlift_text::Period;

use crate::{ConfigError, Pack, Source, Spanned, TomlValue, names};

/// `now` or `meant`, as TOML gives it.
pub(super) type FieldTable = BTreeMap<Spanned<String>, Spanned<TomlValue>>;

/// The powers of ten that texts use: none, 万, 亿 and 万亿.
///
/// ```
/// assert!(figlift_config::UNIT_MULTS.contains(&8), "147.57亿元 is 147.57 times 10^8 CNY");
/// ```
pub const UNIT_MULTS: [i16; 4] = [0, 4, 8, 12];

/// Larger numbers, and numbers closer to zero than its inverse, cannot be exact.
const LARGEST: f64 = 1e18;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal,)*) => {
        /// A field of a figure that can be corrected, named as its column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Field { $($(#[$doc])* $field,)* }

        impl Field {
            /// All of them.
            pub const ALL: &[Field] = &[$(Field::$field,)*];

            /// The name of its column in `figures`.
            pub fn as_str(self) -> &'static str {
                match self { $(Field::$field => $name,)* }
            }
        }
    };
}

fields! {
    /// The number stated.
    ObsValue = "obs_value",
    /// Lower bound that the wording allows.
    ValueLow = "value_low",
    /// Upper bound that the wording allows.
    ValueHigh = "value_high",
    /// Qualifier.
    Qualifier = "qualifier",
    /// Power of ten that the text uses.
    UnitMult = "unit_mult",
    /// Half a unit of the last stated digit.
    Resolution = "resolution",
    /// Canonical unit.
    UnitMeasure = "unit_measure",
    /// Measure word of a count.
    Classifier = "classifier",
    /// Denominator.
    Per = "per",
    /// Role of the value.
    Role = "role",
    /// What a change is compared with.
    Basis = "basis",
    /// The period compared with.
    BasePeriod = "base_period",
    /// The words for the indicator.
    IndicatorText = "indicator_text",
    /// Code of the area observed.
    RefArea = "ref_area",
    /// The period observed.
    TimePeriod = "time_period",
    /// SDMX observation status.
    ObsStatus = "obs_status",
}

impl Field {
    pub(super) fn is_number(self) -> bool {
        use Field::{ObsValue, Resolution, UnitMult, ValueHigh, ValueLow};
        matches!(self, ObsValue | ValueLow | ValueHigh | UnitMult | Resolution)
    }

    /// Whether it depends on others, so that a correction states them together.
    pub(super) fn is_of_value(self) -> bool {
        self.is_number() || self == Field::Qualifier
    }

    /// Whether every figure has it.
    fn is_required(self) -> bool {
        use Field::{ObsStatus, Qualifier, Role, UnitMeasure, UnitMult};
        matches!(self, Qualifier | UnitMult | UnitMeasure | Role | ObsStatus)
    }

    /// Refuses an unknown code.
    fn check(self, source: &Source, at: Range<usize>, name: &str) -> Result<(), ConfigError> {
        match self {
            Field::Qualifier => names::code::<Qualifier>(source, at, name).map(|_| ()),
            Field::Role => names::code::<Role>(source, at, name).map(|_| ()),
            Field::Basis => names::code::<Basis>(source, at, name).map(|_| ()),
            Field::ObsStatus => names::code::<ObsStatus>(source, at, name).map(|_| ()),
            _ => Ok(()),
        }
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// None, which is written as the empty text.
    Nothing,
    /// A number, in the figure's unit.
    Number(f64),
    /// A name, code, period or words.
    Text(String),
}

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::Nothing => f.write_str("\"\""),
            FieldValue::Number(number) => write!(f, "{number}"),
            FieldValue::Text(text) => write!(f, "{text:?}"),
        }
    }
}

/// A field and its stated value.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The field.
    pub field: Field,
    /// Its value.
    pub value: FieldValue,
    /// Its place in the ledger.
    pub span: Range<usize>,
}

/// The value that a list states for a field.
pub(super) fn find(stated: &[Stated], field: Field) -> Option<&Stated> {
    stated.iter().find(|one| one.field == field)
}

/// Reads `now` or `meant`, and refuses impossible values.
pub(super) fn read(
    source: &Source,
    pack: &Pack,
    table: FieldTable,
) -> Result<Vec<Stated>, ConfigError> {
    let one = |(name, value): (Spanned<String>, Spanned<TomlValue>)| {
        let field = named(source, &name)?;
        let span = value.span();
        let value = of_kind(source, field, span.clone(), value.into_inner())?;
        validate(source, pack, field, &span, &value)?;
        Ok(Stated { field, value, span })
    };
    table.into_iter().map(one).collect()
}

fn named(source: &Source, name: &Spanned<String>) -> Result<Field, ConfigError> {
    let found = Field::ALL.iter().find(|field| field.as_str() == name.get_ref());
    found.copied().ok_or_else(|| {
        let all: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
        let message = format!("unknown field `{}`", name.get_ref());
        source.error(name.span(), message).help(format!("use class, or: {}", all.join(", ")))
    })
}

fn of_kind(
    source: &Source,
    field: Field,
    span: Range<usize>,
    value: TomlValue,
) -> Result<FieldValue, ConfigError> {
    match value {
        TomlValue::String(text) if text.is_empty() => Ok(FieldValue::Nothing),
        TomlValue::String(text) if !field.is_number() => Ok(FieldValue::Text(text)),
        TomlValue::Integer(number) if field.is_number() => Ok(FieldValue::Number(number as f64)),
        TomlValue::Float(number) if field.is_number() => Ok(FieldValue::Number(number)),
        _ => {
            let kind = if field.is_number() { "a number" } else { "a text in quotation marks" };
            let message = format!("{} must be {kind}", field.as_str());
            Err(source.error(span, message).help(format!("write {kind}, or \"\" for none")))
        }
    }
}

fn validate(
    source: &Source,
    pack: &Pack,
    field: Field,
    span: &Range<usize>,
    value: &FieldValue,
) -> Result<(), ConfigError> {
    let name = field.as_str();
    let wrong = |message: String, help: &str| Err(source.error(span.clone(), message).help(help));
    match value {
        FieldValue::Nothing if field.is_required() => {
            wrong(format!("every figure has a {name}"), "state it, or remove the key")
        }
        FieldValue::Nothing => Ok(()),
        FieldValue::Number(number) => match impossible(field, *number) {
            Some(help) => wrong(format!("invalid value {number} for `{name}`"), &help),
            None => Ok(()),
        },
        FieldValue::Text(text) => match field {
            Field::UnitMeasure if pack.units.get(text).is_none() => {
                let known = pack.units.iter().map(|unit| unit.code.as_str());
                Err(names::missing(source, span.clone(), (name, text, "units.toml"), known))
            }
            Field::RefArea if !pack.areas.contains(text) => {
                let known = pack.areas.codes();
                Err(names::missing(source, span.clone(), (name, text, "areas.toml"), known))
            }
            Field::BasePeriod | Field::TimePeriod => match text.parse::<Period>() {
                Ok(_) => Ok(()),
                Err(error) => wrong(error.to_string(), Period::FORMS),
            },
            _ => field.check(source, span.clone(), text),
        },
    }
}

/// The help for a number that the field cannot have; `None` if it can.
fn impossible(field: Field, number: f64) -> Option<String> {
    let size = number.abs();
    let is_held = size == 0.0 || (1.0 / LARGEST..=LARGEST).contains(&size);
    let is_mult = UNIT_MULTS.iter().any(|&power| f64::from(power) == number);
    match field {
        Field::UnitMult if !is_mult => Some(format!("use one of: {UNIT_MULTS:?}")),
        Field::Resolution if number <= 0.0 => {
            Some("write half a unit of the last stated digit".to_owned())
        }
        _ if !is_held => Some("correct the number".to_owned()),
        _ => None,
    }
}
