//! The ledger of known errors, `corrections.toml`: what a source states wrongly, and what figlift
//! reads wrongly, each with its reason and with what stands there now.

mod field;
mod values;

use std::ops::Range;

use figlift_model::{CorrectionKind, NumeralClass};
use serde::Deserialize;

pub use field::{Field, FieldValue, Stated, UNIT_MULTS};
pub use values::Values;

use crate::lexicon::{WORD_CLASSES, not_of_words};
use crate::{ConfigError, Pack, Source, Spanned, TomlValue};
use field::Table;

/// The name of the ledger in the config folder.
pub(crate) const LEDGER: &str = "corrections.toml";

/// One known error: where it is, what stands there now, and what is meant.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The document, by its id.
    pub document: String,
    /// Whose error it is.
    pub kind: CorrectionKind,
    /// The reason.
    pub why: String,
    /// Words of the text that hold the figure.
    pub stands: Spanned<String>,
    /// Which of the places it is where these words stand, from 1; none where there is but one.
    pub occurrence: Option<usize>,
    /// The figure in these words; none where there is but one.
    pub surface: Option<String>,
    /// What figlift reads there now.
    pub now: Vec<Stated>,
    /// What is meant.
    pub meant: Meant,
    source: Source,
}

/// What a correction makes of a figure.
#[derive(Clone, Debug)]
pub enum Meant {
    /// It is none: its numeral is of this class.
    Class(NumeralClass),
    /// It is another.
    Figure {
        /// Its value, qualifier and bounds, where one of them changes.
        values: Option<Values>,
        /// What else changes.
        fields: Vec<Stated>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LedgerFile {
    #[serde(default)]
    correction: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: Spanned<String>,
    kind: CorrectionKind,
    why: Spanned<String>,
    stands: Spanned<String>,
    occurrence: Option<Spanned<usize>>,
    surface: Option<Spanned<String>>,
    now: Spanned<Table>,
    meant: Spanned<Table>,
}

impl Correction {
    /// Reads a ledger.
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<Vec<Correction>, ConfigError> {
        let file: LedgerFile = source.parse()?;
        file.correction.into_iter().map(|entry| entry.validated(source, pack)).collect()
    }

    /// What the `correction` column says of a figure: whose error it is, and the reason.
    pub fn note(&self) -> String {
        format!("{}: {}", self.kind.as_str(), self.why)
    }

    /// An error at that place of the ledger.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        self.source.error(span, message)
    }

    /// The line of the ledger at which its words stand, from 1.
    pub fn line(&self) -> usize {
        self.source.text[..self.stands.span().start].matches('\n').count() + 1
    }
}

impl Entry {
    fn validated(self, source: &Source, pack: &Pack) -> Result<Correction, ConfigError> {
        self.place(source)?;
        let (kind, now_at, meant_at) = (self.kind, self.now.span(), self.meant.span());
        let (mut now, mut meant) = (self.now.into_inner(), self.meant.into_inner());
        let is_figure = figure_now(source, &mut now)?;
        let meant = match class_meant(source, kind, &mut meant)? {
            Some(_) if !is_figure => {
                let help = "state class = \"figure\" in `now`";
                return Err(source
                    .error(now_at, "class is in `meant`, but not in `now`")
                    .help(help));
            }
            Some(class) => (field::read(source, pack, now)?, Meant::Class(class)),
            None => {
                let now = field::read(source, pack, now)?;
                let meant = field::read(source, pack, meant)?;
                changed(source, now, meant, now_at, meant_at)?
            }
        };
        Ok(Correction {
            document: self.document.into_inner(),
            kind,
            why: self.why.into_inner(),
            stands: self.stands,
            occurrence: self.occurrence.map(Spanned::into_inner),
            surface: self.surface.map(Spanned::into_inner),
            now: meant.0,
            meant: meant.1,
            source: source.clone(),
        })
    }

    /// Refuses what names no place, or gives no reason.
    fn place(&self, source: &Source) -> Result<(), ConfigError> {
        let wrong = |span, message: &str, help: &str| Err(source.error(span, message).help(help));
        for (name, text) in
            [("document", &self.document), ("why", &self.why), ("stands", &self.stands)]
        {
            if text.get_ref().trim().is_empty() {
                return wrong(text.span(), &format!("{name} is empty"), "state it");
            }
        }
        if self.document.get_ref().contains('*') {
            let help = "write the id of the one document";
            return wrong(self.document.span(), "a correction is of one document", help);
        }
        if let Some(zero) = self.occurrence.as_ref().filter(|number| *number.get_ref() == 0) {
            return wrong(zero.span(), "places are counted from 1", "write 1 or more");
        }
        match &self.surface {
            Some(surface)
                if surface.get_ref().is_empty()
                    || !self.stands.get_ref().contains(surface.get_ref()) =>
            {
                let help = "write the figure as these words state it";
                wrong(surface.span(), "`surface` does not occur in `stands`", help)
            }
            _ => Ok(()),
        }
    }
}

/// Takes `class` out of `now`; whether it was there.
fn figure_now(source: &Source, now: &mut Table) -> Result<bool, ConfigError> {
    let class = take_class(now);
    match class {
        Some(class) if class.get_ref().as_str() != Some(NumeralClass::Figure.as_str()) => {
            let message = "only what figlift reads as a figure can be corrected";
            Err(source.error(class.span(), message).help("write class = \"figure\""))
        }
        class => Ok(class.is_some()),
    }
}

/// Takes `class` out of `meant`; the class, where it was there.
fn class_meant(
    source: &Source,
    kind: CorrectionKind,
    meant: &mut Table,
) -> Result<Option<NumeralClass>, ConfigError> {
    let Some(class) = take_class(meant) else { return Ok(None) };
    let (span, said) = (class.span(), class.get_ref().as_str().unwrap_or_default());
    let class = NumeralClass::named(said).filter(|class| WORD_CLASSES.contains(class));
    let class = class.ok_or_else(|| not_of_words(source, span.clone(), said))?;
    if kind == CorrectionKind::Source {
        let help = "write kind = \"extraction\", or take class out";
        return Err(source.error(span, "a source states no class").help(help));
    }
    if let Some((name, _)) = meant.first_key_value() {
        let message = format!("a numeral that is not a figure has no {}", name.get_ref());
        return Err(source.error(name.span(), message).help("take it out, or take class out"));
    }
    Ok(Some(class))
}

fn take_class(table: &mut Table) -> Option<Spanned<TomlValue>> {
    let at = table.keys().find(|name| name.get_ref() == "class")?.clone();
    table.remove(&at)
}

/// What guards a correction of fields, and what it changes.
fn changed(
    source: &Source,
    mut now: Vec<Stated>,
    meant: Vec<Stated>,
    now_at: Range<usize>,
    meant_at: Range<usize>,
) -> Result<(Vec<Stated>, Meant), ConfigError> {
    let same = |one: &Stated| field::find(&now, one.field).is_some_and(|it| it.value == one.value);
    if meant.iter().all(same) {
        let help = "state in `meant` what is meant, or take this correction out";
        return Err(source.error(meant_at, "this corrects nothing").help(help));
    }
    let of_value = meant.iter().any(|one| one.field.is_of_value());
    let values = match of_value {
        true => Some(Values::read(source, &mut now, &meant, now_at)?),
        false => None,
    };
    for one in &meant {
        // The bounds of an exact value are the value.
        let follows = matches!(one.field, Field::ValueLow | Field::ValueHigh);
        if field::find(&now, one.field).is_none() && !follows {
            let name = one.field.as_str();
            let message = format!("{name} is in `meant`, but not in `now`");
            let help = format!("state in `now` what figlift reads there now: {name} = …");
            return Err(source.error(one.span.clone(), message).help(help));
        }
    }
    let fields = meant.into_iter().filter(|one| !one.field.is_of_value()).collect();
    Ok((now, Meant::Figure { values, fields }))
}
