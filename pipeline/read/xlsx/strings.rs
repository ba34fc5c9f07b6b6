//! Texts of cells: in runs, some of which are raised.

use std::rc::Rc;

use crate::package::PackageError;
use crate::sheet::{CellPart, parts_of};
use crate::xml::{Start, XmlNode, XmlPart};

/// The texts that cells share, by number.
///
/// # Errors
/// If the part is damaged.
pub(super) fn shared_strings(name: &str, text: &str) -> Result<Vec<Rc<[CellPart]>>, PackageError> {
    let mut strings = Vec::new();
    XmlPart::new(name, text).each(|part, _| {
        part.each(|part, start| {
            if start.name() != b"si" {
                return part.skip();
            }
            strings.push(string(part)?);
            Ok(())
        })
    })?;
    Ok(strings)
}

/// The text within the element that has begun last.
pub(super) fn string(part: &mut XmlPart<'_>) -> Result<Rc<[CellPart]>, PackageError> {
    let mut runs: Vec<(String, bool)> = Vec::new();
    part.each(|part, start| match start.name() {
        b"t" => {
            runs.push((unescaped(&text(part)?), false));
            Ok(())
        }
        b"r" => {
            let mut is_raised = false;
            part.each(|part, start| match start.name() {
                b"rPr" => {
                    is_raised = raises(part)?;
                    Ok(())
                }
                b"t" => {
                    runs.push((unescaped(&text(part)?), is_raised));
                    Ok(())
                }
                _ => part.skip(),
            })
        }
        // How it is pronounced.
        _ => part.skip(),
    })?;
    Ok(parts_of(runs.iter().map(|(words, is_raised)| (words.as_str(), *is_raised))))
}

/// Whether the properties of a run raise it.
fn raises(part: &mut XmlPart<'_>) -> Result<bool, PackageError> {
    let mut is_raised = false;
    let is = |start: &Start<'_>| {
        start.name() == b"vertAlign" && start.val().as_deref() == Some("superscript")
    };
    part.each(|part, start| {
        is_raised |= is(start);
        part.skip()
    })?;
    Ok(is_raised)
}

/// The characters within the element that has begun last.
pub(super) fn text(part: &mut XmlPart<'_>) -> Result<String, PackageError> {
    let mut words = String::new();
    while let Some(node) = part.next()? {
        match node {
            XmlNode::Text(text) => words.push_str(&text),
            XmlNode::Start(_) => part.skip()?,
            XmlNode::End => break,
        }
    }
    Ok(words)
}

/// A text in which characters are written as `_x000A_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(c) => {
                shown.push(c);
                rest = &rest[7..];
            }
            None => {
                shown.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_and_marks_kept_apart() {
        let of = |inner: &str| -> Vec<(String, bool)> {
            let text = format!("<sst><si>{inner}</si></sst>");
            let strings = shared_strings("x", &text).unwrap();
            strings[0].iter().map(|part| (part.words.clone(), part.is_mark)).collect()
        };
        let run = |raised: bool, text: &str| {
            let look = if raised { "<rPr><vertAlign val=\"superscript\"/></rPr>" } else { "" };
            format!("<r>{look}<t xml:space=\"preserve\">{text}</t></r>")
        };
        let plain = |words: &str| vec![(words.to_owned(), false)];
        assert_eq!(of("<t>a_x000D_\nb_x005F_x_</t><rPh><t>p</t></rPh>"), plain("a\r\nb_x_"));
        assert_eq!(of(&(run(false, "12.") + &run(false, "5"))), plain("12.5"));
        assert_eq!(of(&(run(false, "km") + &run(true, "2"))), plain("km\u{b2}"));
        let marked = of(&(run(false, "12.5") + &run(true, "1)") + &run(false, "t")));
        let expected = [("12.5", false), ("1)", true), ("t", false)];
        assert_eq!(marked, expected.map(|(words, is_mark)| (words.to_owned(), is_mark)));
        assert_eq!(of(""), []);
    }
}
