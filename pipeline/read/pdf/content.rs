//! Reads what a page shows.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{FontCode, Fonts, PdfFont, UNKNOWN};
use super::layers::{Layers, MarkedContent};
use super::limits::{MOST_CONTENT, MOST_GLYPHS, MOST_OBJECTS};
use super::matrix::Matrix;
use super::page::{PageContent, PageGlyph};
use super::path::PagePath;
use super::stream::{contents, too_long, unpacked};
use crate::pdf_error::PdfError;

/// How deeply forms may lie in each other.
const MOST_DEPTH: usize = 12;

/// How many states may be saved.
const MOST_STATES: usize = 1024;

/// What holds until it is set again, or restored.
#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    font: Option<Rc<PdfFont<'a>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    /// As a share of the usual width.
    width: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// Reads the pages of a document.
pub(super) struct ContentReader<'a> {
    fonts: Fonts<'a>,
    layers: Layers,
    /// Bytes of contents, objects shown and glyphs so far.
    bytes: usize,
    objects: usize,
    glyphs: usize,
}

/// The content of a page in the making.
struct Interpreter<'r, 'a> {
    reader: &'r mut ContentReader<'a>,
    page: PageContent,
    /// The width and height of the page.
    extent: (f64, f64),
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Matrix,
    line: Matrix,
    path: PagePath,
    marked: MarkedContent,
    /// Marks that begin in a form end in it.
    marks_floor: usize,
    depth: usize,
}

impl<'a> ContentReader<'a> {
    pub(super) fn new(layers: Layers) -> ContentReader<'a> {
        ContentReader { fonts: Fonts::new(), layers, bytes: 0, objects: 0, glyphs: 0 }
    }

    /// What a page shows.
    ///
    /// # Errors
    /// If it is damaged, or holds too much.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Result<PageContent, PdfError> {
        let content = contents(page)?;
        let (width, height) = page.render_dimensions();
        let matrix = Matrix(page.initial_transform(true).as_coeffs());
        let mut interpreter = Interpreter {
            reader: self,
            page: PageContent::default(),
            extent: (f64::from(width), f64::from(height)),
            state: State {
                matrix,
                font: None,
                size: 1.0,
                character_space: 0.0,
                word_space: 0.0,
                width: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: PagePath::default(),
            marked: MarkedContent::default(),
            marks_floor: 0,
            depth: 0,
        };
        interpreter.run(&content, page.resources())?;
        Ok(interpreter.page)
    }
}

impl<'a> Interpreter<'_, 'a> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), PdfError> {
        self.reader.bytes += content.len();
        if self.reader.bytes > MOST_CONTENT {
            return Err(too_long());
        }
        let floor = self.saved.len();
        let marks = std::mem::replace(&mut self.marks_floor, self.marked.depth());
        let mut fonts = HashMap::new();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.step(&instruction, resources, &mut fonts, floor)?;
        }
        self.marked.close_to(self.marks_floor);
        self.marks_floor = marks;
        if let Some(state) = self.saved.drain(floor..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn step(
        &mut self,
        instruction: &TypedInstruction<'_, '_>,
        resources: &Resources<'a>,
        fonts: &mut HashMap<Vec<u8>, Option<Rc<PdfFont<'a>>>>,
        floor: usize,
    ) -> Result<(), PdfError> {
        use TypedInstruction as I;
        match instruction {
            I::SaveState(_) => {
                if self.saved.len() >= MOST_STATES {
                    return Err(PdfError::TooLarge("saved states in each other", MOST_STATES));
                }
                self.saved.push(self.state.clone());
            }
            I::RestoreState(_) if self.saved.len() > floor => {
                self.saved.pop().into_iter().for_each(|state| self.state = state);
            }
            I::Transform(m) => {
                let matrix = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.state.matrix = matrix.then(self.state.matrix);
            }
            I::TextFont(font) => {
                self.state.size = font.1.as_f64();
                self.state.font = match fonts.get(&font.0[..]) {
                    Some(known) => known.clone(),
                    None => {
                        let dict = resources.get_font(font.0);
                        let found = dict.map(|dict| self.reader.fonts.font(&dict)).transpose()?;
                        let found = found.flatten();
                        fonts.insert(font.0.to_vec(), found.clone());
                        found
                    }
                };
            }
            I::XObject(name) => {
                self.reader.objects += 1;
                if self.reader.objects > MOST_OBJECTS {
                    return Err(PdfError::TooLarge("many pictures and forms", MOST_OBJECTS));
                }
                if let Some(object) = resources.get_x_object(name.0) {
                    self.object(&object, resources)?;
                }
            }
            I::InlineImage(_) | I::Shading(_) => self.page.pictures |= self.is_shown(),
            I::BeginMarkedContent(mark) => self.marked.begin(mark.0, None, &self.reader.layers),
            I::BeginMarkedContentWithProperties(mark) => {
                let named = match mark.1 {
                    Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                    Object::Dict(dict) => Some(dict.clone()),
                    _ => None,
                };
                self.marked.begin(mark.0, named.as_ref(), &self.reader.layers);
            }
            I::EndMarkedContent(_) => self.marked.end(self.marks_floor),
            instruction => return self.draw(instruction),
        }
        Ok(())
    }

    /// Text and paths.
    fn draw(&mut self, instruction: &TypedInstruction<'_, '_>) -> Result<(), PdfError> {
        use TypedInstruction as I;
        match instruction {
            I::BeginText(_) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            I::CharacterSpacing(n) => self.state.character_space = n.0.as_f64(),
            I::WordSpacing(n) => self.state.word_space = n.0.as_f64(),
            I::HorizontalScaling(n) => self.state.width = n.0.as_f64() / 100.0,
            I::TextLeading(n) => self.state.leading = n.0.as_f64(),
            I::TextRise(n) => self.state.rise = n.0.as_f64(),
            I::TextRenderingMode(n) => self.state.mode = n.0.as_i64(),
            I::SetTextMatrix(m) => {
                self.line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.text = self.line;
            }
            I::NextLine(to) => self.next_line(to.0.as_f64(), to.1.as_f64()),
            I::NextLineAndSetLeading(to) => {
                self.state.leading = -to.1.as_f64();
                self.next_line(to.0.as_f64(), to.1.as_f64());
            }
            I::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            I::ShowText(text) => self.show(text.0.as_bytes())?,
            I::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes())?;
            }
            I::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.character_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes())?;
            }
            I::ShowTexts(parts) => {
                for part in parts.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.show(text.as_bytes())?,
                        Object::Number(back) => self.back(back.as_f64()),
                        _ => {}
                    }
                }
            }
            instruction => {
                let shown = self.is_shown();
                let rules = &mut self.page.rules;
                self.path.take(instruction, self.state.matrix, shown.then_some(rules));
            }
        }
        Ok(())
    }

    fn is_shown(&self) -> bool {
        !self.marked.is_hidden()
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    /// Moves back by thousandths of the size.
    fn back(&mut self, by: f64) {
        let by = -by / 1000.0 * self.state.size;
        let horizontal = self.state.font.as_ref().is_none_or(|font| font.is_horizontal());
        let (x, y) = if horizontal { (by * self.state.width, 0.0) } else { (0.0, by) };
        self.text = Matrix::shift(x, y).then(self.text);
    }

    fn object(&mut self, object: &Stream<'a>, outer: &Resources<'a>) -> Result<(), PdfError> {
        let dict = object.dict();
        let hidden =
            dict.get::<Dict<'_>>(b"OC").is_some_and(|layer| self.reader.layers.hides(&layer));
        if hidden || !self.is_shown() {
            return Ok(());
        }
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Image") => self.page.pictures = true,
            Some(b"Form") if self.depth < MOST_DEPTH => {
                let bytes = unpacked(object)?;
                let resources = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
                let state = self.state.clone();
                let text = (self.text, self.line);
                let own = dict.get::<[f64; 6]>(b"Matrix").map_or(Matrix::IDENTITY, Matrix);
                self.state.matrix = own.then(self.state.matrix);
                self.depth += 1;
                self.run(&bytes, resources.as_ref().unwrap_or(outer))?;
                self.depth -= 1;
                self.state = state;
                (self.text, self.line) = text;
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, mut bytes: &[u8]) -> Result<(), PdfError> {
        let Some(font) = self.state.font.clone() else {
            // Without a font nothing says what the bytes show.
            self.count(bytes.len())?;
            self.page.unknown += bytes.len();
            return Ok(());
        };
        while !bytes.is_empty() {
            let (code, length) = font.next(bytes);
            bytes = &bytes[length.min(bytes.len())..];
            let shown = font.code(code);
            self.count(1)?;
            self.glyph(&shown, font.is_horizontal());
            let State { size, character_space, width, .. } = self.state;
            let space = match (code, length) {
                (0x20, 1) => character_space + self.state.word_space,
                _ => character_space,
            };
            let (x, y) = match font.is_horizontal() {
                true => ((shown.advance.0 * size + space) * width, 0.0),
                false => (0.0, shown.advance.1 * size + space),
            };
            self.text = Matrix::shift(x, y).then(self.text);
        }
        Ok(())
    }

    fn count(&mut self, glyphs: usize) -> Result<(), PdfError> {
        self.reader.glyphs += glyphs;
        self.page.count += glyphs;
        match self.reader.glyphs > MOST_GLYPHS {
            true => Err(PdfError::TooLarge("many glyphs", MOST_GLYPHS)),
            false => Ok(()),
        }
    }

    fn glyph(&mut self, shown: &FontCode, is_horizontal: bool) {
        let State { size, width, rise, mode, .. } = self.state;
        if !self.is_shown() || matches!(mode, 3 | 7) {
            self.page.hidden += 1;
            return;
        }
        let to_page = Matrix([size * width, 0.0, 0.0, size, 0.0, rise])
            .then(self.text)
            .then(self.state.matrix);
        let (x, y) = to_page.point(shown.shift.0, shown.shift.1);
        let (ahead, up) = (to_page.arrow(1.0, 0.0), to_page.arrow(0.0, 1.0));
        let (em, height) = (ahead.0.hypot(ahead.1), up.0.hypot(up.1));
        if ![x, y, em, height].iter().all(|n| n.is_finite()) || height <= 0.0 {
            return;
        }
        let is_beyond = |at: f64, most: f64| at < -height || at > most + height;
        if is_beyond(x, self.extent.0) || is_beyond(y, self.extent.1) {
            self.page.hidden += 1;
            return;
        }
        self.page.unknown += usize::from(shown.characters.contains(UNKNOWN));
        let is_straight = |a: f64, b: f64| b.abs() <= a.abs() * 0.05;
        // As if lines ran to the right.
        let (list, x, y) = match ahead {
            _ if !is_horizontal => (&mut self.page.tilted, x, y),
            (a, b) if is_straight(a, b) && a > 0.0 => (&mut self.page.glyphs[0], x, y),
            (a, b) if is_straight(b, a) && b > 0.0 => (&mut self.page.glyphs[1], y, -x),
            (a, b) if is_straight(a, b) && a < 0.0 => (&mut self.page.glyphs[2], -x, -y),
            (a, b) if is_straight(b, a) && b < 0.0 => (&mut self.page.glyphs[3], -y, x),
            _ => (&mut self.page.tilted, x, y),
        };
        let count = shown.characters.chars().count().max(1) as f64;
        let step = shown.advance.0 * em / count;
        for (n, c) in shown.characters.chars().enumerate() {
            let x = x + step * n as f64;
            let is_artifact = self.marked.is_artifact();
            list.push(PageGlyph { c, x, y, end: x + step, size: height, is_artifact });
        }
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}
