use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use figlift_config::{ConfigError, Source, Spanned};
use figlift_text::{Metadata, Period};
use serde::Deserialize;

use crate::corpus::CorpusColumns;
use crate::input::ReadOptions;
use crate::selector::Selectors;
use crate::unpack::unpacked_name;

/// The extension of sidecars.
pub(crate) const EXTENSION: &str = "toml";

/// The paths that the sidecar of a file may have: `a.txt.toml`, which is of that file alone, and
/// `a.toml`. That of a packed file may also have its whole name, `a.txt.gz.toml`, which comes first.
pub(crate) fn sidecars_of(path: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let own = |path: &Path| {
        let mut own = path.as_os_str().to_owned();
        own.push(".");
        own.push(EXTENSION);
        PathBuf::from(own)
    };
    let unpacked = unpacked_name(path);
    let packed = (unpacked != path).then(|| own(path));
    packed.into_iter().chain([own(&unpacked), unpacked.with_extension(EXTENSION)])
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SidecarFile {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<Spanned<String>>,
    period: Option<Spanned<String>>,
    ref_area: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    html: Option<HtmlTable>,
    corpus: Option<CorpusColumns>,
}

/// What a sidecar says of a web page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HtmlTable {
    main: Option<Spanned<String>>,
}

/// The same once more, for the places of the columns of a corpus.
#[derive(Deserialize)]
struct PlacedColumns {
    corpus: BTreeMap<String, Spanned<String>>,
}

/// The content of a sidecar.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    /// The metadata of the document.
    pub metadata: Metadata,
    /// How its file is read.
    pub options: ReadOptions,
}

/// Parses a sidecar. Every key is optional.
///
/// ```
/// use figlift_config::Source;
/// let source = Source::new("raw/a.toml", "date = \"2021-09\"\nref_area = \"CN-JX\"");
/// let metadata = figlift_read::sidecar(&source)?.metadata;
/// assert_eq!(metadata.date.unwrap().to_string(), "2021-09");
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
///
/// # Errors
/// If the file is not valid TOML, has an unknown key, an invalid `date` or `period` (`date` must
/// not be a span), or an invalid `main` of `[html]`.
pub fn sidecar(source: &Source) -> Result<Sidecar, ConfigError> {
    let file: SidecarFile = source.parse()?;
    let period = |value: &Option<Spanned<String>>| -> Result<Option<Period>, ConfigError> {
        let Some(value) = value else { return Ok(None) };
        let parsed = value.get_ref().parse::<Period>();
        parsed
            .map(Some)
            .map_err(|error| source.error(value.span(), error.to_string()).help(Period::FORMS))
    };
    let date = period(&file.date)?;
    if let (Some(date), Some(value)) = (date, &file.date)
        && date.freq().is_none()
    {
        let message = "`date` must be one date, not a span";
        return Err(source.error(value.span(), message).help("write a year, a month or a day"));
    }
    let main = file.html.and_then(|html| html.main);
    let selectors = |value: &Spanned<String>| -> Result<Selectors, ConfigError> {
        let parsed = value.get_ref().parse();
        parsed.map_err(|message: String| source.error(value.span(), message).help(Selectors::FORMS))
    };
    let corpus = match file.corpus {
        Some(columns) => {
            let placed: PlacedColumns = source.parse()?;
            let place = |column: Spanned<String>| {
                let line = source.line_of(column.span().start);
                (column.into_inner(), line)
            };
            Some(columns.named_at(placed.corpus.into_values().map(place).collect()))
        }
        None => None,
    };
    let options = ReadOptions { main: main.as_ref().map(selectors).transpose()?, corpus };
    let metadata = Metadata {
        title: file.title,
        publisher: file.publisher,
        date,
        period: period(&file.period)?,
        ref_area: file.ref_area,
        source: file.source,
        licence: file.licence,
    };
    Ok(Sidecar { metadata, options })
}
