//! The elements and texts of a part.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::package::PackageError;

/// The most elements within each other.
const DEPTH: usize = 256;

/// The vocabulary that the name of an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// Of texts.
    Word,
    /// Of formulas.
    Math,
    /// Of content in several versions.
    Versions,
    Other,
}

/// The beginning of an element.
#[derive(Debug)]
pub(crate) struct Start<'x> {
    pub space: Space,
    tag: BytesStart<'x>,
}

impl Start<'_> {
    /// Its name, without prefix.
    pub(crate) fn name(&self) -> &[u8] {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        // Whoever names an attribute twice gets the first.
        let found = attributes.with_checks(false).flatten();
        let mut named = found.filter(|one| one.key.local_name().as_ref() == name.as_bytes());
        named.next()?.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The value of `val`, the attribute in which most properties are stated.
    pub(crate) fn val(&self) -> Option<String> {
        self.value("val")
    }

    /// A property that is on or off; stated alone, it is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }

    /// A property that is a number.
    pub(crate) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.val()?.trim().parse().ok()
    }
}

/// What comes next in a part.
#[derive(Debug)]
pub(crate) enum XmlNode<'x> {
    Start(Start<'x>),
    Text(Cow<'x, str>),
    End,
}

/// A part that is read from its beginning to its end.
pub(crate) struct XmlPart<'x> {
    name: &'x str,
    reader: NsReader<&'x [u8]>,
    depth: usize,
}

impl<'x> XmlPart<'x> {
    pub(crate) fn new(name: &'x str, text: &'x str) -> XmlPart<'x> {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        XmlPart { name, reader, depth: 0 }
    }

    /// What comes next; `None` at the end of the part.
    ///
    /// # Errors
    /// If the part is no well-formed XML, has a DOCTYPE, or nests too deeply.
    pub(crate) fn next(&mut self) -> Result<Option<XmlNode<'x>>, PackageError> {
        loop {
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((space, event)) => (vocabulary(&space), event),
                // What it says of its limits is for those who call it.
                Err(quick_xml::Error::Namespace(_)) => {
                    return Err(self.damaged(&"wrong namespaces"));
                }
                Err(error) => return Err(self.damaged(&error)),
            };
            return Ok(Some(match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(PackageError::TooDeep(self.name.to_owned()));
                    }
                    XmlNode::Start(Start { space, tag })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlNode::End
                }
                Event::Text(text) => {
                    XmlNode::Text(text.xml10_content().map_err(|e| self.damaged(&e))?)
                }
                Event::CData(text) => {
                    XmlNode::Text(text.xml10_content().map_err(|e| self.damaged(&e))?)
                }
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().map_err(|e| self.damaged(&e))?;
                    let name = name.decode().map_err(|e| self.damaged(&e))?;
                    XmlNode::Text(match (character, resolve_predefined_entity(&name)) {
                        (Some(character), _) => Cow::Owned(character.to_string()),
                        (None, Some(text)) => Cow::Borrowed(text),
                        _ => return Err(self.damaged(&format!("unknown entity {name}"))),
                    })
                }
                Event::DocType(_) => {
                    return Err(PackageError::DocumentType(self.name.to_owned()));
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => return Err(self.damaged(&"it ends too early")),
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over the rest of the element that has begun last.
    pub(crate) fn skip(&mut self) -> Result<(), PackageError> {
        self.each(|part, _| part.skip())
    }

    /// What is done with each element within the one that has begun last. It must take all of it.
    pub(crate) fn each(
        &mut self,
        mut take: impl FnMut(&mut XmlPart<'x>, &Start<'x>) -> Result<(), PackageError>,
    ) -> Result<(), PackageError> {
        while let Some(node) = self.next()? {
            match node {
                XmlNode::Start(start) => take(self, &start)?,
                XmlNode::Text(_) => {}
                XmlNode::End => break,
            }
        }
        Ok(())
    }

    fn damaged(&self, error: &dyn std::fmt::Display) -> PackageError {
        PackageError::Damaged(self.name.to_owned(), error.to_string())
    }
}

/// The vocabulary of a name: that of the first edition of the standard, or of its strict form.
fn vocabulary(space: &ResolveResult<'_>) -> Space {
    let ResolveResult::Bound(space) = space else { return Space::Other };
    match space.as_ref() {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
        | b"http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Versions,
        _ => Space::Other,
    }
}
