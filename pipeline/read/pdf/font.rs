//! Fonts of a PDF document: the characters of its codes and their widths.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use encoding_rs::GB18030;
use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};

use super::stream::unpacked;
use crate::pdf_error::PdfError;

/// The most codes of a font of several bytes.
const MOST_CODES: u32 = 1 << 16;

/// The most characters of a glyph.
const MOST_CHARACTERS: usize = 8;

/// What stands for a sign of a font of signs, and for an unknown character.
pub(super) const SIGN: char = '\u{fffc}';
pub(super) const UNKNOWN: char = '\u{fffd}';

/// A font with what is known of its codes.
pub(super) struct PdfFont<'a> {
    font: Font<'a>,
    /// What its codes are, where it says so and does not list its characters.
    encoding: Option<CodeEncoding>,
    codes: RefCell<HashMap<u32, FontCode>>,
}

/// What the codes of a font are by the name of its encoding.
#[derive(Clone, Copy)]
enum CodeEncoding {
    /// Those of UTF-16.
    Unicode,
    /// The bytes of GBK.
    Gbk,
}

impl CodeEncoding {
    fn of(font: &Dict<'_>) -> Option<CodeEncoding> {
        let name =
            font.get::<Name<'_>>(b"Encoding").filter(|_| !font.contains_key(b"ToUnicode"))?;
        let name = name.as_str();
        let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        if begins(&["UniGB-UCS2", "UniGB-UTF16", "UniCNS-UCS2", "UniCNS-UTF16"]) {
            return Some(CodeEncoding::Unicode);
        }
        begins(&["GB-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K"]).then_some(CodeEncoding::Gbk)
    }

    fn character(self, code: u32) -> Option<char> {
        match self {
            CodeEncoding::Unicode => char::from_u32(code),
            CodeEncoding::Gbk => {
                let bytes = code.to_be_bytes();
                let zeros = bytes.iter().take_while(|byte| **byte == 0).count().min(3);
                let text =
                    GB18030.decode_without_bom_handling_and_without_replacement(&bytes[zeros..])?;
                let mut characters = text.chars();
                characters.next().filter(|_| characters.next().is_none())
            }
        }
    }
}

/// What a code of a font shows.
#[derive(Clone)]
pub(super) struct FontCode {
    /// Its characters; none if it shows nothing.
    pub characters: Rc<str>,
    /// How far the next glyph is, in sizes of the font, along and across.
    pub advance: (f64, f64),
    /// Where it stands from its place.
    pub shift: (f64, f64),
}

impl PdfFont<'_> {
    /// Whether lines of it run from left to right.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// The next code of a string that has any, and its length.
    pub(super) fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, 0);
        (code, length.max(1))
    }

    /// What a code shows.
    pub(super) fn code(&self, code: u32) -> FontCode {
        let mut codes = self.codes.borrow_mut();
        codes.entry(code).or_insert_with(|| self.look_up(code)).clone()
    }

    fn look_up(&self, code: u32) -> FontCode {
        let glyph = self.font.map_code(code);
        let stated = self.encoding.and_then(|encoding| encoding.character(code));
        let text = match (stated, self.font.glyph(glyph, code)) {
            (Some(c), _) => Some(BfString::Char(c)),
            (None, FontGlyph::Outline(glyph)) => glyph.as_unicode(),
            (None, FontGlyph::Type3(glyph)) => glyph.as_unicode(),
        };
        let characters: String = match text {
            Some(BfString::Char(c)) => known(c).into_iter().collect(),
            Some(BfString::String(text)) => {
                text.chars().filter_map(known).take(MOST_CHARACTERS).collect()
            }
            None => UNKNOWN.to_string(),
        };
        let (advance, shift) = (self.font.code_advance(code), self.font.origin_displacement(code));
        FontCode {
            characters: characters.into(),
            advance: (advance.x / 1000.0, advance.y / 1000.0),
            shift: (shift.x / 1000.0, shift.y / 1000.0),
        }
    }
}

/// A character, or what stands for it. Of those that are not shown, none.
fn known(c: char) -> Option<char> {
    match c {
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => None,
        '\t' | '\n' | '\r' => Some(' '),
        // Fonts of signs keep them here.
        '\u{f000}'..='\u{f0ff}' => Some(SIGN),
        '\u{e000}'..='\u{f8ff}' => Some(UNKNOWN),
        c if c.is_control() => Some(UNKNOWN),
        c => Some(c),
    }
}

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    encodings: CMapResolverFn,
    known: HashMap<ObjectIdentifier, Option<Rc<PdfFont<'a>>>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Fonts<'a> {
        Fonts {
            cache: FontCache::new(),
            // Only widths and names of glyphs are asked for.
            programs: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
                })
            }),
            encodings: Arc::new(load_embedded),
            known: HashMap::new(),
        }
    }

    /// The font of a dictionary; `None` if it is no font.
    ///
    /// # Errors
    /// If a part of it is damaged or too large.
    pub(super) fn font(&mut self, dict: &Dict<'a>) -> Result<Option<Rc<PdfFont<'a>>>, PdfError> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Ok(known.clone());
        }
        check(dict)?;
        let encoding = CodeEncoding::of(dict);
        let font = self.cache.font(dict, &self.programs, &self.encodings);
        let font = font.map(|font| Rc::new(PdfFont { font, encoding, codes: RefCell::default() }));
        id.into_iter().for_each(|id| {
            self.known.insert(id, font.clone());
        });
        Ok(font)
    }
}

/// Checks that the parts of a font are within limits.
fn check(font: &Dict<'_>) -> Result<(), PdfError> {
    let too_many = || Err(PdfError::TooLarge("a font of many codes", MOST_CODES as usize));
    if font.get::<usize>(b"FirstChar").is_some_and(|first| first > usize::from(u8::MAX)) {
        return too_many();
    }
    for key in [b"ToUnicode".as_slice(), b"Encoding", b"CIDToGIDMap"] {
        check_stream(font, key)?;
    }
    if let Some(descriptor) = font.get::<Dict<'_>>(b"FontDescriptor") {
        for key in [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"] {
            check_stream(&descriptor, key)?;
        }
    }
    let ranges = [(b"W".as_slice(), 1), (b"W2", 3)];
    if ranges.into_iter().any(|(key, values)| !has_few(font, key, values)) {
        return too_many();
    }
    let descendants = font.get::<Array<'_>>(b"DescendantFonts");
    match descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next()) {
        // A font of fonts has none in its own.
        Some(within) if !within.contains_key(b"DescendantFonts") => check(&within),
        Some(_) => Err(PdfError::Damaged("a font is made of itself".to_owned())),
        None => Ok(()),
    }
}

fn check_stream(dict: &Dict<'_>, key: &[u8]) -> Result<(), PdfError> {
    match dict.get::<Stream<'_>>(key) {
        // A damaged program gives no font, and so no known characters.
        Some(stream) => match unpacked(&stream) {
            Err(error @ PdfError::TooLarge(..)) => Err(error),
            _ => Ok(()),
        },
        None => Ok(()),
    }
}

/// Whether an array of widths is of few codes. It states them for a first code each (`1 [500 600]`), or
/// for all from a first to a last (`1 20 500`).
fn has_few(font: &Dict<'_>, key: &[u8], values: usize) -> bool {
    let Some(widths) = font.get::<Array<'_>>(key) else { return true };
    let mut codes = 0u64;
    let mut items = widths.iter::<Object<'_>>();
    while let Some(first) = items.next() {
        let Some(Object::Number(first)) = Some(first) else { return false };
        match items.next() {
            Some(Object::Array(_)) => {}
            Some(Object::Number(last)) => {
                codes += u64::try_from(last.as_i64() - first.as_i64()).unwrap_or_default();
                (0..values).for_each(|_| drop(items.next()));
            }
            _ => return true,
        }
        if codes > u64::from(MOST_CODES) * 2 {
            return false;
        }
    }
    true
}
