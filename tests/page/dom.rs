//! A page as parsed by browsers.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element of a page.
#[derive(Clone)]
pub(crate) struct Element {
    node: Handle,
    /// Keeps the document alive, since dropping it would drop the children of all its nodes.
    document: Handle,
}

/// The root element of a page.
pub(crate) fn parse(html: &[u8]) -> Element {
    let dom = parse_document(RcDom::default(), ParseOpts::default())
        .from_utf8()
        .read_from(&mut &html[..])
        .expect("a page can be parsed");
    let children = dom.document.children.borrow();
    let is_element = |node: &&Handle| matches!(node.data, NodeData::Element { .. });
    let node = children.iter().find(is_element).expect("a root").clone();
    Element { node, document: dom.document.clone() }
}

impl Element {
    /// Its tag.
    pub(crate) fn name(&self) -> String {
        match &self.node.data {
            NodeData::Element { name, .. } => name.local.to_string(),
            _ => String::new(),
        }
    }

    /// Names and values of its attributes.
    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        match &self.node.data {
            NodeData::Element { attrs, .. } => {
                let attrs = attrs.borrow();
                attrs
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The value of an attribute; empty where it has none.
    pub(crate) fn attribute(&self, name: &str) -> String {
        let found = self.attributes().into_iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|known| known == class)
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        gather(&self.node, &mut text);
        text
    }

    /// Itself and all elements in it, in order.
    pub(crate) fn all(&self) -> Vec<Element> {
        let mut all = Vec::new();
        walk(&self.node, &mut all);
        let element = |node| Element { node, document: self.document.clone() };
        all.into_iter().map(element).collect()
    }

    /// The elements in it of that class.
    pub(crate) fn of_class(&self, class: &str) -> Vec<Element> {
        self.all().into_iter().filter(|element| element.has_class(class)).collect()
    }

    /// The elements in it of that tag.
    pub(crate) fn of_name(&self, name: &str) -> Vec<Element> {
        self.all().into_iter().filter(|element| element.name() == name).collect()
    }

    /// The element in it of that id.
    pub(crate) fn of_id(&self, id: &str) -> Option<Element> {
        self.all().into_iter().find(|element| element.attribute("id") == id)
    }
}

fn gather(node: &Handle, text: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        text.push_str(&contents.borrow());
    }
    node.children.borrow().iter().for_each(|child| gather(child, text));
}

fn walk(node: &Handle, all: &mut Vec<Handle>) {
    if matches!(node.data, NodeData::Element { .. }) {
        all.push(node.clone());
    }
    node.children.borrow().iter().for_each(|child| walk(child, all));
}
