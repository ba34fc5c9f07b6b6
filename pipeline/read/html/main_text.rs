//! Which part of a page holds its main text.

use crate::selector::{Element, Selectors};

/// The containers in which common content management systems put the main text.
const KNOWN: &str = "#zoom, .TRS_Editor, #UCAP-CONTENT, .main-txt, .pages_content, article";

/// A container holds the main text if it has more than this share (in tenths) of all that counts.
const MOST: u64 = 8;

/// The fewest sentences of a main text.
const STOPS: u64 = 3;

/// An element of a page that may hold its main text.
#[derive(Clone, Copy, Debug)]
struct Container {
    parent: usize,
    /// Number of the container after its last inner one.
    end: usize,
    /// What counts in its own text: sentences, and digits outside links.
    weight: u64,
    /// The sentences in its own text.
    stops: u64,
    /// The alternatives of the selectors that fit it: of the sidecar, and known ones.
    chosen: Option<usize>,
    known: Option<usize>,
}

/// The containers of a page, in order.
#[derive(Debug)]
pub(super) struct Containers<'s> {
    all: Vec<Container>,
    chosen: Option<&'s Selectors>,
    known: Option<Selectors>,
}

impl<'s> Containers<'s> {
    /// Those of a page of which the sidecar may choose some.
    pub(super) fn new(chosen: Option<&'s Selectors>) -> Containers<'s> {
        let page = Container { parent: 0, end: 0, weight: 0, stops: 0, chosen: None, known: None };
        Containers { all: vec![page], chosen, known: KNOWN.parse().ok() }
    }

    /// Adds a container in another; its number.
    pub(super) fn begin(&mut self, parent: usize, element: Element<'_>) -> usize {
        let chosen = self.chosen.and_then(|selectors| selectors.first_of(element));
        let known = self.known.as_ref().and_then(|selectors| selectors.first_of(element));
        self.all.push(Container { parent, end: 0, weight: 0, stops: 0, chosen, known });
        self.all.len() - 1
    }

    /// Ends a container: those that begin from now on are not within it.
    pub(super) fn end(&mut self, number: usize) {
        self.all[number].end = self.all.len();
    }

    /// Adds text to a container.
    pub(super) fn add(&mut self, number: usize, text: &str, in_link: bool) {
        if in_link {
            return;
        }
        let stops = text.matches('。').count() as u64;
        let digits = text.bytes().filter(u8::is_ascii_digit).count() as u64;
        self.all[number].weight += 3 * stops + digits;
        self.all[number].stops += stops;
    }

    /// For each container, whether it is within the main text. All of them must have ended.
    pub(super) fn main(mut self) -> Vec<bool> {
        self.all[0].end = self.all.len();
        let mut weights: Vec<u64> = self.all.iter().map(|container| container.weight).collect();
        for number in (1..self.all.len()).rev() {
            let parent = self.all[number].parent;
            weights[parent] += weights[number];
            self.all[parent].stops += self.all[number].stops;
        }
        let chosen = self.by(self.chosen, |container| container.chosen, None);
        let known = || self.by(self.known.as_ref(), |container| container.known, Some(&weights));
        let roots = chosen.or_else(known).unwrap_or_else(|| vec![self.densest(&weights)]);
        let mut main = vec![false; self.all.len()];
        for root in roots {
            main[root..self.all[root].end].fill(true);
        }
        main
    }

    /// All containers that fit the first alternative that any fits; with text that counts, if weights
    /// are given.
    fn by(
        &self,
        selectors: Option<&Selectors>,
        of: impl Fn(&Container) -> Option<usize>,
        weights: Option<&[u64]>,
    ) -> Option<Vec<usize>> {
        let counts = |number: &usize| weights.is_none_or(|weights| weights[*number] > 0);
        (0..selectors?.count()).find_map(|alternative| {
            let fits = |number: &usize| of(&self.all[*number]) == Some(alternative);
            let found: Vec<usize> = (0..self.all.len()).filter(fits).filter(counts).collect();
            (!found.is_empty()).then_some(found)
        })
    }

    /// The innermost container that holds nearly all that counts.
    fn densest(&self, weights: &[u64]) -> usize {
        let mut found = 0;
        for number in 1..self.all.len() {
            let Container { parent, stops, .. } = self.all[number];
            // A table alone is not what a page is about, nor a single line.
            let is_text = stops >= STOPS && weights[number] * 10 >= weights[0] * MOST;
            if parent == found && is_text {
                found = number;
            }
        }
        found
    }
}
