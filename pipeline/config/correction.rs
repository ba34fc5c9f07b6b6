//! The ledger of known errors, `corrections.toml`: values that a source states or figlift reads
//! wrongly, each with a reason and the current reading.

mod field;
mod values;

use std::ops::Range;

use figlift_model::{CorrectionKind, NumeralClass};
use serde::Deserialize;

pub use field::{Field, FieldValue, Stated, UNIT_MULTS};
pub use values::Values;

use crate::lexicon::{WORD_CLASSES, not_of_words};
use crate::{ConfigError, Pack, Source, Spanned, TomlValue};
use field::FieldTable;

/// The name of the ledger in the config folder.
pub(crate) const LEDGER: &str = "corrections.toml";

/// A known error: its place, the current reading, and the correct one.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Id of the document.
    pub document: String,
    /// Whose error it is.
    pub kind: CorrectionKind,
    /// The reason.
    pub why: String,
    /// Words of the text that contain the figure.
    pub stands: Spanned<String>,
    /// Which occurrence of these words it is, from 1; `None` if they occur once.
    pub occurrence: Option<usize>,
    /// The surface of the figure in these words; `None` if they contain only one.
    pub surface: Option<String>,
    /// The current reading.
    pub now: Vec<Stated>,
    /// The correct reading.
    pub meant: Meant,
    source: Source,
}

/// What a correction makes of a figure.
#[derive(Clone, Debug)]
pub enum Meant {
    /// It is not a figure: its numeral is of this class.
    Class(NumeralClass),
    /// Some of its fields are other ones.
    Figure {
        /// Its value, qualifier and bounds, if one of them changes.
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
    now: Spanned<FieldTable>,
    meant: Spanned<FieldTable>,
}

impl Correction {
    /// Reads a ledger.
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<Vec<Correction>, ConfigError> {
        let file: LedgerFile = source.parse()?;
        file.correction.into_iter().map(|entry| entry.validated(source, pack)).collect()
    }

    /// The `correction` column of a figure: whose error it is, and the reason.
    pub fn note(&self) -> String {
        format!("{}: {}", self.kind.as_str(), self.why)
    }

    /// An error at that place of the ledger.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        self.source.error(span, message)
    }

    /// The line of its words in the ledger, from 1.
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
                    .error(now_at, "`meant` states class, but `now` does not")
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

    /// Refuses a correction without a place or a reason.
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
            let help = "write the id of one document";
            return wrong(self.document.span(), "a correction applies to one document", help);
        }
        if let Some(zero) = self.occurrence.as_ref().filter(|number| *number.get_ref() == 0) {
            return wrong(zero.span(), "occurrences are counted from 1", "write 1 or more");
        }
        match &self.surface {
            Some(surface)
                if surface.get_ref().is_empty()
                    || !self.stands.get_ref().contains(surface.get_ref()) =>
            {
                let help = "copy the figure from `stands`";
                wrong(surface.span(), "`surface` does not occur in `stands`", help)
            }
            _ => Ok(()),
        }
    }
}

/// Removes `class` from `now`; whether it was there.
fn figure_now(source: &Source, now: &mut FieldTable) -> Result<bool, ConfigError> {
    let class = take_class(now);
    match class {
        Some(class) if class.get_ref().as_str() != Some(NumeralClass::Figure.as_str()) => {
            let message = "only figures can be corrected";
            Err(source.error(class.span(), message).help("write class = \"figure\""))
        }
        class => Ok(class.is_some()),
    }
}

/// Removes `class` from `meant`; the class, if it was there.
fn class_meant(
    source: &Source,
    kind: CorrectionKind,
    meant: &mut FieldTable,
) -> Result<Option<NumeralClass>, ConfigError> {
    let Some(class) = take_class(meant) else { return Ok(None) };
    let (span, said) = (class.span(), class.get_ref().as_str().unwrap_or_default());
    let class = NumeralClass::named(said).filter(|class| WORD_CLASSES.contains(class));
    let class = class.ok_or_else(|| not_of_words(source, span.clone(), said))?;
    if kind == CorrectionKind::Source {
        let help = "write kind = \"extraction\", or remove `class`";
        return Err(source.error(span, "`class` cannot be an error of the source").help(help));
    }
    if let Some((name, _)) = meant.first_key_value() {
        let message = format!("a numeral that is not a figure has no {}", name.get_ref());
        return Err(source.error(name.span(), message).help("remove it, or remove `class`"));
    }
    Ok(Some(class))
}

fn take_class(table: &mut FieldTable) -> Option<Spanned<TomlValue>> {
    let at = table.keys().find(|name| name.get_ref() == "class")?.clone();
    table.remove(&at)
}

/// The fields that a correction expects, and those that it changes.
fn changed(
    source: &Source,
    mut now: Vec<Stated>,
    meant: Vec<Stated>,
    now_at: Range<usize>,
    meant_at: Range<usize>,
) -> Result<(Vec<Stated>, Meant), ConfigError> {
    let same = |one: &Stated| field::find(&now, one.field).is_some_and(|it| it.value == one.value);
    if meant.iter().all(same) {
        let help = "state the correct reading in `meant`, or remove this correction";
        return Err(source.error(meant_at, "`meant` changes nothing").help(help));
    }
    let of_value = meant.iter().any(|one| one.field.is_of_value());
    let values = match of_value {
        true => Some(Values::read(source, &mut now, &meant, now_at)?),
        false => None,
    };
    for one in &meant {
        // The bounds of an exact value are the value itself.
        let follows = matches!(one.field, Field::ValueLow | Field::ValueHigh);
        if field::find(&now, one.field).is_none() && !follows {
            let name = one.field.as_str();
            let message = format!("`meant` states {name}, but `now` does not");
            let help = format!("state the current reading in `now`: {name} = …");
            return Err(source.error(one.span.clone(), message).help(help));
        }
    }
    let fields = meant.into_iter().filter(|one| !one.field.is_of_value()).collect();
    Ok((now, Meant::Figure { values, fields }))
}
