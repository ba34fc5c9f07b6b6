//! Places of numerals on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use figlift_text::SourcePlace;

/// A numeral of a text: `FILE:PLACE` or `FILE@BYTE`.
#[derive(Clone, Debug)]
pub(super) struct NumeralPlace {
    pub file: PathBuf,
    pub place: TextPlace,
}

#[derive(Clone, Debug)]
pub(super) enum TextPlace {
    Original(SourcePlace),
    Byte(usize),
}

impl FromStr for NumeralPlace {
    type Err = String;

    fn from_str(text: &str) -> Result<NumeralPlace, String> {
        let number = |text: &str| text.parse::<usize>().ok();
        if let Some((file, byte)) = text.rsplit_once('@')
            && let Some(byte) = number(byte)
        {
            return Ok(NumeralPlace { file: file.into(), place: TextPlace::Byte(byte) });
        }
        // A name may have colons, too: the longest place that is one.
        let colons = text.match_indices(':').map(|(at, _)| at);
        let places = colons.filter_map(|at| Some((at, text[at + 1..].parse().ok()?)));
        let Some((at, place)) = places.min_by_key(|(at, _)| *at) else {
            return Err("write FILE:LINE:COL, both from 1, FILE:¶NUMBER, \"FILE:table NUMBER,R4C3\", FILE:pPAGE:LINE, \"FILE:SHEET!C14\" or FILE@BYTE".to_owned());
        };
        Ok(NumeralPlace { file: text[..at].into(), place: TextPlace::Original(place) })
    }
}
