//! `csv`, `tsv`: tables of values as text. The text has a line for each row, with tabs between fields.

use std::iter::Peekable;
use std::str::Chars;

use figlift_text::{Position, SourcePlace};

use crate::encoding::{Decoded, decode};
use crate::input::{Input, ReadOptions, ReadText};
use crate::rows::{CellRun, MARK, RowCell, RowWriter, is_break};
use crate::sheet_error::{MOST_CELLS, SheetError};
use crate::unread::Unread;

/// Tables whose fields are parted by commas, or by semicolons or tabs if their first lines are.
pub const CSV: Input =
    Input { extensions: &["csv"], about: "table of comma-separated values", read: read_csv };

/// Tables whose fields are parted by tabs.
pub const TSV: Input =
    Input { extensions: &["tsv", "tab"], about: "table of tab-separated values", read: read_tsv };

/// The lines by which it is told what parts the fields of a `.csv` file.
const FIRST_LINES: usize = 20;

fn read_csv(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    let decoded = decode(bytes).map_err(Unread::Undecodable)?;
    let delimiter = delimiter(&decoded.text);
    derive(&decoded, delimiter)
}

fn read_tsv(bytes: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    derive(&decode(bytes).map_err(Unread::Undecodable)?, '\t')
}

fn derive(decoded: &Decoded, delimiter: char) -> Result<ReadText, Unread> {
    let mut writer = RowWriter::default();
    let mut fields = FieldReader::new(without_mark(&decoded.text), delimiter);
    let mut row = 0;
    while fields.chars.peek().is_some() {
        row += 1;
        let cells = fields.record().map_err(Unread::Sheet)?;
        writer.row(row, cells).map_err(Unread::Sheet)?;
    }
    let (text, layout) = writer.finish();
    Ok(ReadText { text, layout, encoding: Some(decoded.encoding), ..ReadText::default() })
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// What parts the fields: a semicolon or tab if it stands in more of the first lines than a comma, which
/// may stand within numbers.
fn delimiter(text: &str) -> char {
    let text = without_mark(text);
    let lines_with = |c: char| {
        let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
        lines.take(FIRST_LINES).filter(|line| unquoted(line).any(|other| other == c)).count()
    };
    let more = |best: char, c: char| if lines_with(c) > lines_with(best) { c } else { best };
    [';', '\t'].into_iter().fold(',', more)
}

/// The characters of a line that stand between no quotation marks.
fn unquoted(line: &str) -> impl Iterator<Item = char> {
    line.split('"').step_by(2).flat_map(str::chars)
}

/// The fields of a text that are still to come.
struct FieldReader<'t> {
    chars: Peekable<Chars<'t>>,
    delimiter: char,
    at: Position,
    /// The number of runs so far, each of which takes as much memory as a cell.
    runs: usize,
}

impl FieldReader<'_> {
    fn new(text: &str, delimiter: char) -> FieldReader<'_> {
        let at = Position { line: 1, column: 1 };
        FieldReader { chars: text.chars().peekable(), delimiter, at, runs: 0 }
    }

    /// The next record with the line end behind it.
    fn record(&mut self) -> Result<Vec<RowCell>, SheetError> {
        let mut cells = Vec::new();
        for column in 1.. {
            let runs = self.field()?;
            if !runs.is_empty() {
                cells.push(RowCell { column, rows: 1, columns: 1, runs });
            }
            if self.next() != Some(self.delimiter) {
                break;
            }
        }
        Ok(cells)
    }

    fn field(&mut self) -> Result<Vec<CellRun>, SheetError> {
        let mut runs = FieldRuns::default();
        // Blanks before words are kept: they may show that a row is a part of the one above.
        let blanks = self.chars.clone().take_while(|&c| c == ' ').count();
        if self.chars.clone().nth(blanks) == Some('"') {
            self.skip_blanks();
            self.quoted(&mut runs)?;
        } else {
            while let Some(c) = self.within() {
                runs.push(c, self.at);
                self.next();
                self.limit(&runs)?;
            }
        }
        self.runs += runs.runs.len();
        Ok(runs.runs)
    }

    /// The next character, if the field goes on with it.
    fn within(&mut self) -> Option<char> {
        let delimiter = self.delimiter;
        self.chars.peek().copied().filter(|&c| c != delimiter && c != '\n' && c != '\r')
    }

    /// Reads a quoted field, which may have line ends and delimiters.
    fn quoted(&mut self, runs: &mut FieldRuns) -> Result<(), SheetError> {
        let open = self.at;
        self.next();
        loop {
            let at = self.at;
            match self.next() {
                None => return Err(SheetError::OpenQuote(open)),
                Some('"') if self.chars.peek() == Some(&'"') => {
                    self.next();
                    runs.push('"', at);
                    runs.split();
                }
                Some('"') => break,
                Some(c) => runs.push(c, at),
            }
            self.limit(runs)?;
        }
        self.skip_blanks();
        match self.within() {
            Some(_) => Err(SheetError::AfterQuote(self.at)),
            None => Ok(()),
        }
    }

    /// # Errors
    /// If there are too many runs, with those of the field that is open.
    fn limit(&self, runs: &FieldRuns) -> Result<(), SheetError> {
        if self.runs + runs.runs.len() > MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
        Ok(())
    }

    fn skip_blanks(&mut self) {
        while self.chars.peek() == Some(&' ') {
            self.next();
        }
    }

    /// Takes the next character, or line end.
    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        let paired = c == '\r' && self.chars.next_if_eq(&'\n').is_some();
        if paired || matches!(c, '\n' | '\r') {
            self.at = Position { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
        Some(c)
    }
}

/// The words of a field with their places.
#[derive(Default)]
struct FieldRuns {
    runs: Vec<CellRun>,
    /// Whether the next character follows the last in the file.
    follows: bool,
}

impl FieldRuns {
    fn push(&mut self, c: char, at: Position) {
        // A byte order mark within a file is left from files that were joined.
        if c == MARK {
            return self.split();
        }
        if self.runs.is_empty() {
            // Most fields are one run, and a table may have millions.
            self.runs.reserve_exact(1);
        }
        match self.runs.last_mut().filter(|_| self.follows) {
            Some(run) => run.words.push(c),
            None => self.runs.push(CellRun {
                words: c.into(),
                place: SourcePlace::Line(at),
                is_mark: false,
            }),
        }
        self.follows = !is_break(c);
    }

    fn split(&mut self) {
        self.follows = false;
    }
}

#[cfg(test)]
mod tests;
