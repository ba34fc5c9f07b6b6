//! What the paragraphs, tables and notes of a part hold, in reading order.

use std::collections::BTreeMap;

use super::steps::{Inline, NoteKind, StoryStep, WordParagraph};
use super::styles::{Look, ParagraphRole, Styles, outlined, run_look};
use crate::package::PackageError;
use crate::xml::{Space, Start, XmlNode, XmlPart};

/// What was found in a part.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub steps: Vec<StoryStep>,
    /// The ids of the notes that the text leads to, in order.
    pub notes: BTreeMap<NoteKind, Vec<String>>,
    /// Whether there are pictures.
    pub pictures: bool,
}

/// The object of a formula or another program, in the text.
const OBJECT: &str = "\u{fffc}";

/// A walk through a part.
pub(super) struct StoryWalk<'x, 's> {
    pub(super) part: XmlPart<'x>,
    styles: &'s Styles,
    pub(super) found: Story,
    /// The paragraph that is open.
    open: Option<WordParagraph>,
    /// A paragraph that goes on in the next one, since the mark between them is deleted or hidden.
    joined: Option<WordParagraph>,
    /// How the open run looks.
    look: Look,
    /// For each open field, whether its result has begun.
    fields: Vec<bool>,
}

impl<'x, 's> StoryWalk<'x, 's> {
    pub(super) fn new(part: XmlPart<'x>, styles: &'s Styles) -> StoryWalk<'x, 's> {
        let found = Story::default();
        let look = Look::default();
        StoryWalk { part, styles, found, open: None, joined: None, look, fields: Vec::new() }
    }

    /// Walks through the rest of the part, or of the element that has begun last.
    ///
    /// # Errors
    /// If the part is not well-formed, or text stands in a part of another format.
    pub(super) fn whole(&mut self) -> Result<Story, PackageError> {
        self.inside()?;
        self.flush();
        Ok(std::mem::take(&mut self.found))
    }

    /// The notes of a part, by their ids.
    ///
    /// # Errors
    /// As of [`whole`](StoryWalk::whole).
    pub(super) fn notes(&mut self) -> Result<BTreeMap<String, Vec<StoryStep>>, PackageError> {
        let mut notes = BTreeMap::new();
        while let Some(node) = self.part.next()? {
            let XmlNode::Start(start) = node else { continue };
            match (start.name(), start.value("id")) {
                (b"footnotes" | b"endnotes", _) => {}
                (b"footnote" | b"endnote", Some(id)) => {
                    notes.insert(id, self.whole()?.steps);
                }
                _ => self.part.skip()?,
            }
        }
        Ok(notes)
    }

    /// Goes through what is within the element that has begun last.
    pub(super) fn inside(&mut self) -> Result<(), PackageError> {
        while let Some(node) = self.part.next()? {
            match node {
                XmlNode::Start(start) => self.element(&start)?,
                XmlNode::Text(_) => {}
                XmlNode::End => break,
            }
        }
        Ok(())
    }

    pub(super) fn element(&mut self, start: &Start<'x>) -> Result<(), PackageError> {
        match (start.space, start.name()) {
            (Space::Word, name) => self.word(start, name),
            (Space::Math, b"oMath") => self.object(),
            (Space::Versions, b"AlternateContent") => self.versions(),
            // How newer versions of Word state symbols.
            (Space::Other, b"symEx") => {
                self.push(&symbol(start));
                self.part.skip()
            }
            _ => self.inside(),
        }
    }

    fn word(&mut self, start: &Start<'x>, name: &[u8]) -> Result<(), PackageError> {
        match name {
            b"p" => return self.paragraph(),
            b"pPr" => return self.paragraph_properties(),
            b"r" => return self.run(),
            b"rPr" => {
                self.look = run_look(&mut self.part, self.styles)?;
                return Ok(());
            }
            b"t" => return self.text(start),
            b"tbl" => return self.table(),
            b"tr" => return self.row(),
            b"tc" => return self.cell(),
            b"txbxContent" => return self.text_box(),
            b"object" => return self.object(),
            b"altChunk" | b"subDoc" => return Err(PackageError::Foreign),
            b"fldChar" => self.field(start.value("fldCharType").as_deref()),
            b"footnoteReference" => self.note(NoteKind::Footnote, start),
            b"endnoteReference" => self.note(NoteKind::Endnote, start),
            b"footnoteRef" | b"endnoteRef" => {
                self.open.iter_mut().for_each(|open| open.is_note = true);
            }
            b"drawing" | b"pict" => {
                self.found.pictures = true;
                return self.inside();
            }
            b"noBreakHyphen" => self.push("-"),
            b"tab" | b"ptab" => self.push("\t"),
            b"br" | b"cr" => self.push("\n"),
            b"sym" => self.push(&symbol(start)),
            // What was deleted or moved away, what says how things look, and what is not shown.
            b"del" | b"moveFrom" | b"delText" | b"instrText" | b"delInstrText" | b"fldData"
            | b"sectPr" | b"tblPr" | b"tblPrEx" | b"tblGrid" | b"sdtPr" | b"sdtEndPr" | b"rt"
            | b"rubyPr" | b"smartTagPr" | b"customXmlPr" | b"trPr" | b"tcPr" => {}
            _ => return self.inside(),
        }
        self.part.skip()
    }

    /// Of several versions of some content, the first is the one to be shown; the fallback repeats it.
    fn versions(&mut self) -> Result<(), PackageError> {
        let mut chosen = false;
        while let Some(node) = self.part.next()? {
            match node {
                XmlNode::Start(start) if start.name() == b"Choice" && !chosen => {
                    chosen = true;
                    self.inside()?;
                }
                XmlNode::Start(_) => self.part.skip()?,
                XmlNode::Text(_) => {}
                XmlNode::End => break,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Result<(), PackageError> {
        let (role, look) = self.styles.paragraph(None);
        let outer = self.open.replace(WordParagraph::new(role, look));
        self.inside()?;
        // A field whose result has not begun by now never begins.
        while self.fields.last() == Some(&false) {
            self.fields.pop();
        }
        let Some(done) = std::mem::replace(&mut self.open, outer) else { return Ok(()) };
        let done = match self.joined.take() {
            Some(first) => first.then(done),
            None => done,
        };
        if done.goes_on {
            self.joined = Some(done);
        } else {
            self.finish(done);
        }
        Ok(())
    }

    fn finish(&mut self, mut paragraph: WordParagraph) {
        let boxes = std::mem::take(&mut paragraph.boxes);
        if !paragraph.inlines.is_empty() {
            self.found.steps.push(StoryStep::Paragraph(paragraph));
        }
        self.found.steps.extend(boxes);
    }

    /// Ends a paragraph that nothing follows in which it could go on.
    pub(super) fn flush(&mut self) {
        if let Some(joined) = self.joined.take() {
            self.finish(joined);
        }
    }

    fn paragraph_properties(&mut self) -> Result<(), PackageError> {
        let (mut role, mut goes_on) = (None, false);
        let mut style = None;
        self.part.each(|part, start| {
            match start.name() {
                b"pStyle" => style = start.val(),
                b"outlineLvl" => role = Some(outlined(start)),
                // A large first letter is a paragraph of its own, beside which the text goes on.
                b"framePr" => goes_on |= start.value("dropCap").is_some_and(|kind| kind != "none"),
                b"rPr" => {
                    return part.each(|part, start| {
                        goes_on |= match start.name() {
                            b"del" | b"moveFrom" => true,
                            b"vanish" => start.is_on(),
                            _ => false,
                        };
                        part.skip()
                    });
                }
                _ => {}
            }
            part.skip()
        })?;
        if let Some(open) = &mut self.open {
            let (styled, look) = self.styles.paragraph(style.as_deref());
            // Entries of a table of contents may have a level, too.
            let role =
                if styled == ParagraphRole::Contents { styled } else { role.unwrap_or(styled) };
            open.style(role, look);
            open.goes_on = goes_on;
        }
        Ok(())
    }

    fn run(&mut self) -> Result<(), PackageError> {
        let outer = std::mem::take(&mut self.look);
        self.inside()?;
        self.look = outer;
        Ok(())
    }

    fn text(&mut self, start: &Start<'x>) -> Result<(), PackageError> {
        let preserved = start.value("space").as_deref() == Some("preserve");
        let mut text = String::new();
        while let Some(node) = self.part.next()? {
            match node {
                XmlNode::Text(part) => text.push_str(&part),
                XmlNode::Start(_) => self.part.skip()?,
                XmlNode::End => break,
            }
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        let shown = if preserved { &text } else { text.trim_matches(is_blank) };
        if shown.contains(['\t', '\n', '\r', '\u{200b}', '\u{ad}', '\u{feff}']) {
            let kept = shown.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}'));
            let kept: String = kept.map(|c| if is_blank(c) { ' ' } else { c }).collect();
            self.push(&kept);
        } else {
            self.push(shown);
        }
        Ok(())
    }

    /// Adds text to the open paragraph, unless it is hidden.
    fn push(&mut self, text: &str) {
        if self.is_shown()
            && let Some(open) = &mut self.open
        {
            open.push(text, self.look);
        }
    }

    fn is_shown(&self) -> bool {
        let Some(open) = &self.open else { return false };
        self.fields.iter().all(|&result| result)
            && !self.look.or(open.look).hidden.unwrap_or_default()
    }

    /// An object whose content is no text.
    fn object(&mut self) -> Result<(), PackageError> {
        self.push(OBJECT);
        self.part.skip()
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(false),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|open| *open = true),
            _ => drop(self.fields.pop()),
        }
    }

    fn note(&mut self, kind: NoteKind, start: &Start<'x>) {
        let Some(id) = start.value("id").filter(|_| self.is_shown()) else { return };
        let notes = self.found.notes.entry(kind).or_default();
        notes.push(id);
        let number = notes.len();
        // A mark of its own follows as a run.
        let own = start.value("customMarkFollows").is_some_and(|value| value != "0");
        if let Some(open) = self.open.as_mut().filter(|_| !own) {
            open.inlines.push(Inline::Mark(number.to_string()));
        }
    }

    /// A text box is read after the paragraph that it is fixed to.
    fn text_box(&mut self) -> Result<(), PackageError> {
        let outer = (self.open.take(), self.joined.take(), std::mem::take(&mut self.look));
        let fields = std::mem::take(&mut self.fields);
        let steps = std::mem::take(&mut self.found.steps);
        self.inside()?;
        self.flush();
        let inner = std::mem::replace(&mut self.found.steps, steps);
        (self.open, self.joined, self.look) = outer;
        self.fields = fields;
        match &mut self.open {
            Some(open) => open.boxes.extend(inner),
            None => self.found.steps.extend(inner),
        }
        Ok(())
    }
}

/// The character of a symbol, which is stated by its number in a font.
fn symbol(start: &Start<'_>) -> String {
    let code = start.value("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let code = code.unwrap_or_default();
    let is_symbol = start.value("font").as_deref() == Some("Symbol");
    // Fonts of symbols have their characters once more in an area for private use.
    let is_own = code < 0x100 || (0xf000..0xf100).contains(&code);
    if !is_own {
        return char::from_u32(code).map_or(OBJECT.to_owned(), String::from);
    }
    let character = match code & 0xff {
        0x25 if is_symbol => "%",
        0x2d if is_symbol => "−",
        0x6d if is_symbol => "μ",
        0xa3 if is_symbol => "≤",
        0xb0 if is_symbol => "°",
        0xb1 if is_symbol => "±",
        0xb3 if is_symbol => "≥",
        0xb4 if is_symbol => "×",
        _ => OBJECT,
    };
    character.to_owned()
}
