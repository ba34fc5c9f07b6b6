//! Tests the cases of rules.

use figlift_config::{Case, CaseNumeral, ConfigError, Rule, TomlValue};
use figlift_model::NumeralClass;
use figlift_schema::Cell;
use figlift_text::{Document, Metadata, Period};

use crate::Extraction;
use crate::attach::ATTACHMENTS;
use crate::claim::relate::speaks_in;
use crate::compile::ruleset::RuleSet;
use crate::extraction::row::FigureRow;

/// The year of the cases, which resolves relative times.
const YEAR: i32 = 2022;

impl RuleSet {
    /// Compares the cases of a rule with the extraction of their texts: the numerals of an accept
    /// case must be found with the help of the rule, and the rule must not match in a reject case.
    ///
    /// ```
    /// use figlift_config::Config;
    /// use figlift_extract::RuleSet;
    /// let config = Config::built_in()?;
    /// let rules = RuleSet::compile(&config.pack)?;
    /// for rule in config.pack.rules.values() {
    ///     rules.check_cases(rule)?;
    /// }
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// If a case fails; the error is located at its text.
    pub fn check_cases(&self, rule: &Rule) -> Result<(), ConfigError> {
        for (case, accepts) in rule
            .accept
            .iter()
            .map(|case| (case, true))
            .chain(rule.reject.iter().map(|case| (case, false)))
        {
            let outcome = self.try_case(rule, case, accepts);
            outcome.map_err(|message| {
                rule.source
                    .error(rule.find(&case.text), format!("this case fails: {message}"))
                    .help("correct the case or the pattern; `figlift explain` shows how a text is read")
            })?;
        }
        Ok(())
    }

    fn try_case(&self, rule: &Rule, case: &Case, accepts: bool) -> Result<(), String> {
        let metadata = Metadata { date: Period::year(YEAR), ..Metadata::default() };
        let document = Document::new("case", case.text.as_str(), metadata);
        let mut speaks = false;
        let mut scratch = self.scratch.get();
        let extraction = self.extract_watched(&document, ATTACHMENTS, |seen| {
            speaks |= seen.nodes.iter().any(|node| node.rule.as_deref() == Some(&rule.id))
                || speaks_in(self, &mut scratch.relating, &rule.id, seen.nodes);
        });
        let mut from = 0;
        for stated in &case.numerals {
            let surface = |span: figlift_text::Span| &case.text[span.range()];
            let rest = extraction.numerals[from..].iter();
            let Some(at) =
                rest.map(|row| surface(row.span)).position(|found| found == stated.surface)
            else {
                let found: Vec<&str> =
                    extraction.numerals.iter().map(|row| surface(row.span)).collect();
                return Err(format!(
                    "{} was not found; found: {}",
                    stated.surface,
                    found.join(", ")
                ));
            };
            from += at + 1;
            as_stated(&document, &extraction, from - 1, stated)?;
        }
        match (accepts, speaks) {
            (true, false) => Err("the rule does not match".to_owned()),
            (false, true) => Err("the rule matches".to_owned()),
            _ => Ok(()),
        }
    }
}

fn as_stated(
    document: &Document,
    extraction: &Extraction,
    at: usize,
    stated: &CaseNumeral,
) -> Result<(), String> {
    let row = &extraction.numerals[at];
    let class = stated.class.unwrap_or(NumeralClass::Figure);
    if row.class != class {
        return Err(format!("{} has class {}, expected {class}", stated.surface, row.class));
    }
    let figure = extraction.figures.iter().find(|figure| Some(&figure.id) == row.figure.as_ref());
    for (name, value) in &stated.fields {
        let Some(figure) = figure else {
            return Err(format!("{} is not a figure, so it has no field `{name}`", stated.surface));
        };
        if figlift_schema::FIGURES.column(name).is_none() {
            return Err(format!("unknown field `{name}`"));
        }
        let row = FigureRow::new(document, figure);
        let cell = row.cell(name).unwrap_or(Cell::Text(None));
        if !is_same(cell, value) {
            return Err(format!("{}: {name} is {}, expected {value}", stated.surface, shown(cell)));
        }
    }
    Ok(())
}

fn is_same(cell: Cell<'_>, value: &TomlValue) -> bool {
    match (cell, value) {
        (cell, TomlValue::String(stated)) => cell.text().is_some_and(|own| own == *stated),
        (Cell::Int(Some(own)), TomlValue::Integer(stated)) => own == *stated,
        (Cell::Float(Some(own)), TomlValue::Float(stated)) => own == *stated,
        (Cell::Float(Some(own)), TomlValue::Integer(stated)) => own == *stated as f64,
        (Cell::Bool(Some(own)), TomlValue::Boolean(stated)) => own == *stated,
        _ => false,
    }
}

fn shown(cell: Cell<'_>) -> String {
    if let Some(text) = cell.text() {
        return format!("\"{text}\"");
    }
    match cell {
        Cell::Int(Some(number)) => number.to_string(),
        Cell::Float(Some(number)) => number.to_string(),
        Cell::Bool(Some(flag)) => flag.to_string(),
        _ => "not stated".to_owned(),
    }
}
