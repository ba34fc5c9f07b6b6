//! The selectors by which a sidecar names the elements of a web page that hold its main text.

use std::str::FromStr;

/// Elements of a web page, by alternatives: `#zoom, .TRS_Editor, div.content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selectors(Vec<Selector>);

/// An element by its name, id and classes; each that is given must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Selector {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

/// An element as a page writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'e> {
    pub name: &'e str,
    pub id: &'e str,
    pub classes: &'e str,
}

impl Selectors {
    /// The forms of selectors, for messages.
    pub const FORMS: &str = "write names, ids and classes of elements, with commas between alternatives: \"#zoom, .TRS_Editor, div.content\"";

    /// The number of alternatives.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The first alternative that fits an element.
    pub(crate) fn first_of(&self, element: Element<'_>) -> Option<usize> {
        self.0.iter().position(|selector| selector.fits(element))
    }
}

impl Selector {
    fn fits(&self, element: Element<'_>) -> bool {
        let has = |class: &String| element.classes.split_ascii_whitespace().any(|one| one == class);
        self.name.as_ref().is_none_or(|name| name == element.name)
            && self.id.as_ref().is_none_or(|id| id == element.id)
            && self.classes.iter().all(has)
    }
}

impl FromStr for Selectors {
    type Err = String;

    /// # Errors
    /// If an alternative is empty, or has more than a name, an id and classes.
    fn from_str(text: &str) -> Result<Selectors, String> {
        let alternatives = text.split(',').map(|alternative| selector(alternative.trim()));
        alternatives.collect::<Option<_>>().map(Selectors).ok_or_else(|| {
            format!("`{text}` does not select elements in a form that figlift knows")
        })
    }
}

fn selector(text: &str) -> Option<Selector> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut selector = Selector::default();
    let mut rest = text;
    while !rest.is_empty() {
        let mark = rest.chars().next().filter(|mark| matches!(mark, '#' | '.'));
        let word = &rest[mark.map_or(0, char::len_utf8)..];
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let name = word[..end].to_owned();
        if name.is_empty() {
            return None;
        }
        match mark {
            Some('#') if selector.id.is_none() => selector.id = Some(name),
            Some('.') => selector.classes.push(name),
            None if selector == Selector::default() => {
                selector.name = Some(name.to_ascii_lowercase());
            }
            _ => return None,
        }
        rest = &word[end..];
    }
    (selector != Selector::default()).then_some(selector)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(selectors: &str, name: &str, id: &str, classes: &str) -> Option<usize> {
        selectors.parse::<Selectors>().unwrap().first_of(Element { name, id, classes })
    }

    #[test]
    fn elements_are_found_by_name_id_and_classes() {
        assert_eq!(found("#zoom, .b", "div", "zoom", ""), Some(0));
        assert_eq!(found("#zoom, .b", "div", "", "a b"), Some(1));
        assert_eq!(found("#zoom, .b", "div", "zoo", "ab"), None);
        assert_eq!(found("DIV.b.c", "div", "", "c x b"), Some(0));
        assert_eq!(found("div.b.c", "td", "", "c b"), None);
    }

    #[test]
    fn other_forms_are_refused() {
        for wrong in ["", "a,", "#", ".a b", "a > b", "*", "#a#b", "a[href]", ".a:first-child"] {
            assert!(wrong.parse::<Selectors>().is_err(), "{wrong}");
        }
    }
}
