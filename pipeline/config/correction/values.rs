//! Value, qualifier, bounds and resolution depend on each other, so a correction of one settles
//! them all.

use std::ops::Range;

use figlift_model::Qualifier;

use super::field::{Field, FieldValue, Stated, find};
use crate::{ConfigError, Source};

/// The values that a corrected figure allows. Both bounds of an exact value are the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The stated number; `None` for a range or an indefinite number.
    pub value: Option<f64>,
    /// Qualifier.
    pub qualifier: Qualifier,
    /// Lower bound; `None` is open.
    pub low: Option<f64>,
    /// Upper bound; `None` is open.
    pub high: Option<f64>,
    /// Power of ten, if the ledger states it; else it follows from the value.
    pub unit_mult: Option<i16>,
    /// Half a unit of the last digit, if the ledger states it; else it follows from the value.
    pub resolution: Option<FieldValue>,
}

impl Values {
    /// Whether the bounds themselves are allowed.
    ///
    /// ```
    /// let (value, low, high) = (Some(250.0), Some(250.0), Some(260.0));
    /// let (unit_mult, resolution) = (None, None);
    /// let qualifier = figlift_model::Qualifier::Over;
    /// let more = figlift_config::Values { value, qualifier, low, high, unit_mult, resolution };
    /// assert!(!more.is_closed());
    /// ```
    pub fn is_closed(&self) -> bool {
        !matches!(self.qualifier, Qualifier::Over | Qualifier::Under)
    }

    /// `now` with the changes of `meant`. Adds the defaults of these fields to `now`, so that they
    /// are compared, too; `at` is its place.
    pub(super) fn read(
        source: &Source,
        now: &mut Vec<Stated>,
        meant: &[Stated],
        at: Range<usize>,
    ) -> Result<Values, ConfigError> {
        let former = complete(now, at.clone());
        let qualifier = qualifier(meant).unwrap_or(former);
        let stays = qualifier == former;
        let Some(value) = number(meant, Field::ObsValue).or(number(now, Field::ObsValue)) else {
            let message = "missing key `obs_value`, on which the corrected fields depend";
            return Err(source.error(at, message).help("state the current reading in `now`"));
        };
        // Bounds that are not stated for another qualifier are open.
        let end = |field| {
            let kept = number(now, field).filter(|_| stays);
            number(meant, field).or(kept).flatten()
        };
        let mut values = Values {
            value,
            low: end(Field::ValueLow),
            high: end(Field::ValueHigh),
            qualifier,
            unit_mult: number(meant, Field::UnitMult).flatten().map(|power| power as i16),
            resolution: find(meant, Field::Resolution).map(|stated| stated.value.clone()),
        };
        refuse_last_digit(source, value, meant)?;
        if values.qualifier == Qualifier::Exact {
            refuse_ends(source, meant)?;
            (values.low, values.high) = (value, value);
        }
        let Some(help) = values.contradiction() else { return Ok(values) };
        let message = format!("value and bounds do not fit the qualifier {}", values.qualifier);
        let first = meant.iter().find(|one| one.field.is_of_value());
        Err(source.error(first.map_or(at, |one| one.span.clone()), message).help(help))
    }

    /// The help for a figure that the model does not allow.
    fn contradiction(&self) -> Option<&'static str> {
        let Values { value, low, high, .. } = *self;
        let is_end = |end: Option<f64>| end.is_some() && (value.is_none() || value == end);
        // A verb of falling swaps the bounds: 压减30%以上 is −30 or less.
        let turned = value.or(low).or(high).is_some_and(|value| value < 0.0);
        let ordered = low.zip(high).is_none_or(|(low, high)| low < high);
        let (right, help) = match self.qualifier {
            Qualifier::Exact => (value.is_some(), "state obs_value"),
            Qualifier::About => {
                let open = low.is_none() && high.is_none();
                (value.is_some() && open, "state obs_value, and neither value_low nor value_high")
            }
            Qualifier::Between => {
                let ends = low.is_some() && high.is_some() && ordered;
                let help = "state value_low, a higher value_high, and obs_value = \"\"";
                (value.is_none() && ends, help)
            }
            // 250余 is less than 260.
            Qualifier::Over => {
                let help =
                    "state value_low as obs_value (value_high below zero), and no lower bound";
                ((is_end(low) || turned && is_end(high)) && ordered, help)
            }
            Qualifier::AtLeast => {
                let help =
                    "state value_low as obs_value (value_high below zero), and no other bound";
                let one = low.is_none() != high.is_none();
                (one && (is_end(low) || turned && is_end(high)), help)
            }
            Qualifier::Under | Qualifier::AtMost => {
                let help =
                    "state value_high as obs_value (value_low below zero), and no other bound";
                let one = low.is_none() != high.is_none();
                (one && (is_end(high) || turned && is_end(low)), help)
            }
        };
        (!right).then_some(help)
    }
}

/// Adds defaults to `now`: the qualifier is exact, a range has no value, other bounds are open.
/// Returns the qualifier.
fn complete(now: &mut Vec<Stated>, at: Range<usize>) -> Qualifier {
    let former = qualifier(now).unwrap_or(Qualifier::Exact);
    let mut add = |field, value| {
        if find(now, field).is_none() {
            now.push(Stated { field, value, span: at.clone() });
        }
    };
    add(Field::Qualifier, FieldValue::Text(former.as_str().to_owned()));
    if former != Qualifier::Exact {
        add(Field::ValueLow, FieldValue::Nothing);
        add(Field::ValueHigh, FieldValue::Nothing);
    }
    if former == Qualifier::Between {
        add(Field::ObsValue, FieldValue::Nothing);
    }
    former
}

fn refuse_ends(source: &Source, meant: &[Stated]) -> Result<(), ConfigError> {
    let end = find(meant, Field::ValueLow).or(find(meant, Field::ValueHigh));
    end.map_or(Ok(()), |end| {
        let help = "remove it, or state another qualifier";
        Err(source.error(end.span.clone(), "an exact value has no bounds of its own").help(help))
    })
}

fn refuse_last_digit(
    source: &Source,
    value: Option<f64>,
    meant: &[Stated],
) -> Result<(), ConfigError> {
    let stated = find(meant, Field::Resolution).filter(|one| one.value != FieldValue::Nothing);
    stated.filter(|_| value.is_none()).map_or(Ok(()), |stated| {
        let message = "a figure without obs_value has no resolution";
        Err(source.error(stated.span.clone(), message).help("remove `resolution`"))
    })
}

/// The stated qualifier.
fn qualifier(stated: &[Stated]) -> Option<Qualifier> {
    match &find(stated, Field::Qualifier)?.value {
        FieldValue::Text(name) => Qualifier::named(name),
        _ => None,
    }
}

/// The stated value of a number; the inner `None` is stated as the empty text.
fn number(stated: &[Stated], field: Field) -> Option<Option<f64>> {
    match find(stated, field)?.value {
        FieldValue::Number(number) => Some(Some(number)),
        _ => Some(None),
    }
}
