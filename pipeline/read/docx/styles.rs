//! Styles: what paragraphs are, and how runs look as far as that changes what is read.

use std::collections::HashMap;

use crate::package::PackageError;
use crate::xml::{Space, Start, XmlPart};

/// The most styles that a style is based on, one after the other.
const CHAIN: usize = 32;

/// The size of characters, in half points, where nothing states one.
const SIZE: u32 = 20;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ParagraphRole {
    #[default]
    Running,
    Heading,
    Caption,
    /// An entry of a table of contents, which repeats a heading with the number of its page.
    Contents,
}

/// How a run looks. What is not stated follows from its styles.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub hidden: Option<bool>,
    /// Whether it is a superscript.
    pub superscript: Option<bool>,
    /// Half points by which it is raised.
    pub raised: Option<i32>,
    /// The size of its characters in half points.
    pub size: Option<u32>,
}

impl Look {
    /// The look, with what others say where it says nothing.
    pub(super) fn or(self, others: Look) -> Look {
        Look {
            hidden: self.hidden.or(others.hidden),
            superscript: self.superscript.or(others.superscript),
            raised: self.raised.or(others.raised),
            size: self.size.or(others.size),
        }
    }

    /// The size of its characters.
    pub(super) fn size(self) -> u32 {
        self.size.unwrap_or(SIZE)
    }

    /// Takes up a property.
    pub(super) fn take(&mut self, start: &Start<'_>) {
        match start.name() {
            b"vanish" => self.hidden = Some(start.is_on()),
            b"vertAlign" => self.superscript = Some(start.val().as_deref() == Some("superscript")),
            b"position" => self.raised = start.number(),
            b"sz" => self.size = start.number(),
            _ => {}
        }
    }
}

/// A style as it is defined.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    role: Option<ParagraphRole>,
    look: Look,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    standard: Option<String>,
    /// The look of all runs.
    look: Look,
}

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(name: &str, text: &str) -> Result<Styles, PackageError> {
        let mut styles = Styles::default();
        let mut part = XmlPart::new(name, text);
        part.each(|part, _| {
            part.each(|part, start| match (start.space, start.name()) {
                (Space::Word, b"style") => styles.define(part, start),
                (Space::Word, b"docDefaults") => look_within(part, &mut styles.look),
                _ => part.skip(),
            })
        })?;
        Ok(styles)
    }

    fn define(&mut self, part: &mut XmlPart<'_>, start: &Start<'_>) -> Result<(), PackageError> {
        let mut style = Style::default();
        let id = start.value("styleId").unwrap_or_default();
        let is_paragraph = start.value("type").is_none_or(|kind| kind == "paragraph");
        if is_paragraph && matches!(start.value("default").as_deref(), Some("1" | "true" | "on")) {
            self.standard = Some(id.clone());
        }
        part.each(|part, start| {
            match (start.space, start.name()) {
                (Space::Word, b"name") => {
                    let role = start.val().and_then(|name| named(&name));
                    style.role = style.role.or(role);
                }
                (Space::Word, b"basedOn") => style.based_on = start.val(),
                (Space::Word, b"pPr") => {
                    return part.each(|part, start| {
                        if start.name() == b"outlineLvl" {
                            style.role = style.role.or(Some(outlined(start)));
                        }
                        part.skip()
                    });
                }
                (Space::Word, b"rPr") => return look_within(part, &mut style.look),
                _ => {}
            }
            part.skip()
        })?;
        self.styles.insert(id, style);
        Ok(())
    }

    /// What paragraphs of a style are, and how their runs look.
    pub(super) fn paragraph(&self, id: Option<&str>) -> (ParagraphRole, Look) {
        let (role, look) = self.of(id.or(self.standard.as_deref()));
        (role.unwrap_or_default(), look.or(self.look))
    }

    /// How runs of a style look.
    pub(super) fn run(&self, id: &str) -> Look {
        self.of(Some(id)).1
    }

    fn of(&self, id: Option<&str>) -> (Option<ParagraphRole>, Look) {
        let (mut role, mut look) = (None, Look::default());
        let mut next = id;
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            role = role.or(style.role);
            look = look.or(style.look);
            next = style.based_on.as_deref();
        }
        (role, look)
    }
}

/// What paragraphs of an outline level are: those of the tenth are no part of the outline.
pub(super) fn outlined(start: &Start<'_>) -> ParagraphRole {
    if start.number::<u8>().is_some_and(|level| level < 9) {
        ParagraphRole::Heading
    } else {
        ParagraphRole::Running
    }
}

/// What paragraphs of a style with that name are. The names of built-in styles are English in every
/// language of Word.
fn named(name: &str) -> Option<ParagraphRole> {
    let name = name.to_ascii_lowercase();
    let numbered = |prefix: &str| {
        let number = name.strip_prefix(prefix)?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    match name.as_str() {
        "title" => Some(ParagraphRole::Heading),
        "caption" => Some(ParagraphRole::Caption),
        _ if numbered("heading ").is_some() => Some(ParagraphRole::Heading),
        _ if numbered("toc ").is_some() => Some(ParagraphRole::Contents),
        _ => None,
    }
}

/// Takes up the properties of runs within an element, also those of an `rPr` in it.
fn look_within(part: &mut XmlPart<'_>, look: &mut Look) -> Result<(), PackageError> {
    part.each(|part, start| match (start.space, start.name()) {
        (Space::Word, b"rPrDefault" | b"rPr") => look_within(part, look),
        (Space::Word, b"rPrChange") | (Space::Math | Space::Versions | Space::Other, _) => {
            part.skip()
        }
        _ => {
            look.take(start);
            part.skip()
        }
    })
}

/// Takes up the properties of a run: what it states itself, and its style.
pub(super) fn run_look(part: &mut XmlPart<'_>, styles: &Styles) -> Result<Look, PackageError> {
    let (mut own, mut styled) = (Look::default(), Look::default());
    part.each(|part, start| {
        match (start.space, start.name()) {
            (Space::Word, b"rStyle") => {
                styled = start.val().map(|id| styles.run(&id)).unwrap_or_default();
            }
            (Space::Word, _) => own.take(start),
            _ => {}
        }
        part.skip()
    })?;
    Ok(own.or(styled))
}
