//! Corpora in tables of values, whose first row has the names of the columns.

use std::io::{self, BufRead, BufReader, Read};

use super::error::{CorpusError, RecordError, RecordReason};
use super::fault::ReadFault;
use super::fields::{ColumnValue, CorpusColumns};
use super::row::{CorpusRow, CorpusRows, MARK};
use super::text::{TextDecoder, refuse_other};
use crate::size::{SizeLimit, TooLarge};

/// What may part the fields.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The most bytes of the row with the names of columns.
const MOST_HEAD: usize = 1 << 20;

/// The rows of a table.
pub(super) struct DelimitedRows<R> {
    input: BufReader<R>,
    decoder: TextDecoder,
    delimiter: u8,
    /// The number of columns, and which of them are named.
    width: usize,
    wanted: Vec<usize>,
    limit: SizeLimit,
    number: usize,
}

impl<R: Read> DelimitedRows<R> {
    /// Reads the names of the columns. What parts the fields is that which makes them the wanted ones.
    pub(super) fn open(
        input: R,
        columns: &CorpusColumns,
        limit: SizeLimit,
    ) -> Result<DelimitedRows<R>, ReadFault> {
        let mut input = BufReader::new(input);
        refuse_other(input.fill_buf()?)?;
        let mut decoder = TextDecoder::default();
        let head = head(&mut input)?;
        let head = decoder.text(&head).map_err(|error| CorpusError::Head(error.reason))?;
        let mut all = Vec::new();
        for delimiter in DELIMITERS {
            let names = names(&head, delimiter).map_err(CorpusError::Head)?;
            all.push((delimiter, wanted(&names, columns), names.len()));
        }
        let good = all.iter().position(|(_, wanted, _)| wanted.is_ok());
        // If none has all names, the message is about that with the most.
        let most = || (0..all.len()).max_by_key(|&at| (all[at].2, all.len() - at)).unwrap_or(0);
        let (delimiter, wanted, width) = all.swap_remove(good.unwrap_or_else(most));
        Ok(DelimitedRows { input, decoder, delimiter, width, wanted: wanted?, limit, number: 0 })
    }
}

/// The first row that is not blank, without its line end.
fn head(input: &mut impl BufRead) -> Result<Vec<u8>, ReadFault> {
    let mut head = Vec::new();
    loop {
        let room = (MOST_HEAD - head.len()) as u64;
        let read = input.by_ref().take(room).read_until(b'\n', &mut head)?;
        if head.starts_with(MARK) {
            head.drain(..MARK.len());
        }
        if head.len() == MOST_HEAD {
            return Err(CorpusError::Head(RecordReason::OpenQuote).into());
        }
        let is_open = head.iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
        match (read, head.trim_ascii().is_empty()) {
            (0, true) => return Err(CorpusError::Empty.into()),
            (0, false) => return Ok(head),
            (_, true) => head.clear(),
            (_, false) if !is_open => return Ok(head),
            _ => {}
        }
    }
}

/// The names in a head.
fn names(head: &str, delimiter: u8) -> Result<Vec<String>, RecordReason> {
    let mut fields = Vec::new();
    let scan = RowScan { delimiter, limit: SizeLimit::default(), fields: &mut fields };
    match scan.scan(&mut head.as_bytes()) {
        Ok(Some(Err(reason))) => Err(reason),
        // A slice of bytes can be read.
        _ => {
            Ok(fields.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect())
        }
    }
}

/// The places of the named columns.
fn wanted(names: &[String], columns: &CorpusColumns) -> Result<Vec<usize>, CorpusError> {
    columns.names().map(|wanted| columns.place(wanted, names)).collect()
}

impl<R: Read> CorpusRows for DelimitedRows<R> {
    fn next_row(&mut self) -> Result<Option<CorpusRow>, ReadFault> {
        let mut fields = Vec::new();
        loop {
            let DelimitedRows { delimiter, limit, .. } = *self;
            let scan = RowScan { delimiter, limit, fields: &mut fields };
            let Some(scanned) = scan.scan(&mut self.input)? else { return Ok(None) };
            if scanned.is_ok() && fields.iter().all(Vec::is_empty) && fields.len() == 1 {
                continue;
            }
            self.number += 1;
            let fields = match scanned {
                Err(reason) => Err(reason.whole()),
                Ok(()) if fields.len() != self.width => {
                    Err(RecordReason::Fields(fields.len(), self.width).whole())
                }
                Ok(()) => values(&fields, &self.wanted, &mut self.decoder),
            };
            return Ok(Some(CorpusRow { number: self.number, fields }));
        }
    }
}

/// The values of some fields.
fn values(
    fields: &[Vec<u8>],
    wanted: &[usize],
    decoder: &mut TextDecoder,
) -> Result<Vec<ColumnValue>, RecordError> {
    let value = |&at: &usize| {
        // Columns of a record say where its text is wrong, not where one of its other fields is.
        let text = decoder.text(&fields[at]).map_err(|error| error.reason.whole())?;
        Ok(ColumnValue::Text(text.into_owned()))
    };
    wanted.iter().map(value).collect()
}

/// Where a row is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowState {
    /// Before a field, or in blanks before its quotation mark.
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that may end the field.
    Quote,
    /// Behind a field that has ended.
    Ended,
}

/// Reads the fields of a row.
struct RowScan<'f> {
    delimiter: u8,
    limit: SizeLimit,
    fields: &'f mut Vec<Vec<u8>>,
}

impl RowScan<'_> {
    /// The next row with its line end, into the fields; `None` at the end of the input. A row that is wrong
    /// or too large is read to its end as well.
    fn scan(self, input: &mut impl BufRead) -> io::Result<Option<Result<(), RecordReason>>> {
        let RowScan { delimiter, limit, fields } = self;
        fields.clear();
        fields.push(Vec::new());
        let (mut state, mut wrong, mut size, mut any) = (RowState::Start, None, 0, false);
        while let Some(byte) = next_byte(input)? {
            any = true;
            let field = fields.last_mut().expect("a field is there from the beginning");
            let is_end = matches!(byte, b'\n' | b'\r');
            match state {
                RowState::Quoted if byte == b'"' => state = RowState::Quote,
                RowState::Quote if byte == b'"' => {
                    field.push(byte);
                    state = RowState::Quoted;
                }
                RowState::Quoted => field.push(byte),
                _ if is_end => {
                    if byte == b'\r' && input.fill_buf()?.first() == Some(&b'\n') {
                        input.consume(1);
                    }
                    return Ok(Some(wrong.map_or(Ok(()), Err)));
                }
                _ if byte == delimiter => {
                    fields.push(Vec::new());
                    state = RowState::Start;
                }
                RowState::Start if byte == b'"' => {
                    field.clear();
                    state = RowState::Quoted;
                }
                RowState::Start | RowState::Plain => {
                    field.push(byte);
                    state = if byte == b' ' { state } else { RowState::Plain };
                }
                RowState::Quote | RowState::Ended => {
                    state = RowState::Ended;
                    if byte != b' ' {
                        wrong.get_or_insert(RecordReason::AfterQuote);
                    }
                }
            }
            size += 1;
            if !limit.holds(size) {
                fields.truncate(1);
                fields[0].clear();
                wrong = Some(RecordReason::TooLarge(TooLarge { size: None, limit }));
            }
        }
        if state == RowState::Quoted {
            wrong.get_or_insert(RecordReason::OpenQuote);
        }
        Ok(any.then(|| wrong.map_or(Ok(()), Err)))
    }
}

fn next_byte(input: &mut impl BufRead) -> io::Result<Option<u8>> {
    let byte = input.fill_buf()?.first().copied();
    input.consume(usize::from(byte.is_some()));
    Ok(byte)
}
