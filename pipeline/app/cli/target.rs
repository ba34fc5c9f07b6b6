//! Places of numerals on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use figlift_text::Position;

/// A numeral of a text: `FILE:LINE:COL` or `FILE@BYTE`.
#[derive(Clone, Debug)]
pub(super) struct NumeralPlace {
    pub file: PathBuf,
    pub place: TextPlace,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum TextPlace {
    Position(Position),
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
        let parts: Vec<&str> = text.rsplitn(3, ':').collect();
        if let [column, line, file] = parts[..]
            && let Some((line, column)) = number(line).zip(number(column))
        {
            return Ok(NumeralPlace {
                file: file.into(),
                place: TextPlace::Position(Position { line, column }),
            });
        }
        Err("write FILE:LINE:COL, both from 1, or FILE@BYTE".to_owned())
    }
}
