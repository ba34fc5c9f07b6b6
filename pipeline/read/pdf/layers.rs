//! Marked content: layers that are switched off, and what stands around the main text.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// The layers of a document that are not shown.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// The layers as the document sets them when it is opened.
    pub(super) fn of(objects: &XRef) -> Layers {
        let catalog = objects.get::<Dict<'_>>(objects.root_id());
        let Some(all) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"OCProperties")) else {
            return Layers::default();
        };
        let Some(setting) = all.get::<Dict<'_>>(b"D") else { return Layers::default() };
        let listed = |dict: &Dict<'_>, key: &[u8]| -> Vec<ObjectIdentifier> {
            let listed = dict.get::<Array<'_>>(key);
            let items = listed.iter().flat_map(Array::raw_iter);
            items.filter_map(|item| item.as_obj_ref()).map(Into::into).collect()
        };
        let mut off = HashSet::new();
        if setting.get::<Name<'_>>(b"BaseState").as_deref() == Some(b"OFF") {
            off.extend(listed(&all, b"OCGs"));
            listed(&setting, b"ON").iter().for_each(|layer| {
                off.remove(layer);
            });
        }
        off.extend(listed(&setting, b"OFF"));
        Layers { off }
    }

    /// Whether what belongs to a layer, or to a set of layers, is not shown.
    pub(super) fn hides(&self, layer: &Dict<'_>) -> bool {
        if layer.get::<Name<'_>>(b"Type").as_deref() != Some(b"OCMD") {
            return layer.obj_id().is_some_and(|id| self.off.contains(&id));
        }
        let mut states = Vec::new();
        if let Some(id) = layer.get_ref(b"OCGs") {
            states.push(self.off.contains(&id.into()));
        }
        if let Some(layers) = layer.get::<Array<'_>>(b"OCGs") {
            let ids = layers.raw_iter().filter_map(|item| item.as_obj_ref());
            states = ids.map(|id| self.off.contains(&id.into())).collect();
        }
        let shown = match layer.get::<Name<'_>>(b"P").as_deref() {
            Some(b"AllOn") => states.iter().all(|off| !off),
            Some(b"AnyOff") => states.iter().any(|off| *off),
            Some(b"AllOff") => states.iter().all(|off| *off),
            _ => states.iter().any(|off| !off),
        };
        !states.is_empty() && !shown
    }
}

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct MarkedContent {
    /// For each, whether it hides its content, and whether it says that it stands around the text.
    open: Vec<(bool, bool)>,
    hidden: usize,
    artifacts: usize,
}

impl MarkedContent {
    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn begin(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>, layers: &Layers) {
        let hides = **tag == *b"OC" && properties.is_some_and(|layer| layers.hides(layer));
        // The heads and feet of pages; backgrounds and borders are artifacts as well.
        let pagination = properties
            .and_then(|properties| properties.get::<Name<'_>>(b"Type"))
            .is_some_and(|kind| *kind == *b"Pagination");
        let is_artifact = **tag == *b"Artifact" && pagination;
        self.open.push((hides, is_artifact));
        self.hidden += usize::from(hides);
        self.artifacts += usize::from(is_artifact);
    }

    /// Ends the last, if more than some are open.
    pub(super) fn end(&mut self, floor: usize) {
        if self.open.len() > floor {
            self.pop();
        }
    }

    /// Ends all but some.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some((hides, is_artifact)) = self.open.pop() {
            self.hidden -= usize::from(hides);
            self.artifacts -= usize::from(is_artifact);
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(super) fn is_artifact(&self) -> bool {
        self.artifacts > 0
    }
}
