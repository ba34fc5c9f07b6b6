//! Reads a text sentence by sentence, with what it has said so far.

use std::collections::HashSet;

use figlift_text::{Document, Period, Sentence};

use crate::attach::{Attachment, Discourse, attach};
use crate::claim::claim;
use crate::claim::home::Home;
use crate::claim::node::Node;
use crate::claim::relate::relate;
use crate::claim::related::Relations;
use crate::clause::{Scene, Value};
use crate::compile::gazetteer::AreaContext;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::figure::Figure;
use crate::figure::context::{Context, Passes};
use crate::figure::ends::Ends;
use crate::phrase::Phrases;
use crate::reach::Carrier;
use crate::scan::scan;
use crate::scan::token::Token;
use crate::table::CellSentence;

/// A sentence after the first two passes.
pub(crate) struct Matched<'r> {
    pub tokens: Vec<Token<'r>>,
    pub nodes: Vec<Node<'r>>,
    pub related: Relations,
}

/// A sentence as the passes see it.
#[derive(Clone, Copy)]
pub(crate) struct Watched<'a, 'r> {
    /// The cell that was read as the sentence, if it is none of the document itself.
    pub line: Option<&'a CellSentence>,
    pub sentence: &'a Sentence,
    pub tokens: &'a [Token<'r>],
    pub nodes: &'a [Node<'r>],
    /// The third and fourth pass; none where the sentence holds no quantity.
    pub passes: Option<Passes<'a, 'r>>,
}

/// What the sentences of a paragraph have told so far.
#[derive(Debug, Default)]
struct ParagraphSoFar {
    discourse: Discourse,
    phrases: Phrases,
    ends: Ends,
}

/// A text that is read, and what it has said so far.
pub(super) struct Passage<'r, 'd> {
    rules: &'r RuleSet,
    document: &'d Document,
    attachments: &'d [Attachment],
    home: Home<'r>,
    carrier: Carrier,
    told: ParagraphSoFar,
}

impl<'r> Matched<'r> {
    /// Matches the rules in a sentence. No number crosses the end of its `head`, a length in bytes.
    pub(crate) fn of(
        rules: &'r RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        sentence: &Sentence,
        head: usize,
    ) -> Matched<'r> {
        Matched::at(rules, scratch, document, sentence, head, Home::default())
    }

    fn at(
        rules: &'r RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        sentence: &Sentence,
        head: usize,
        home: Home<'r>,
    ) -> Matched<'r> {
        let reading = document.reading();
        let context = AreaContext::of(document);
        let tokens = scan(rules, scratch, reading, sentence.span, head, context);
        let mut nodes = claim(rules, &mut scratch.claiming, reading, &tokens);
        home.read(rules, reading, &mut nodes);
        let related = relate(rules, &mut scratch.relating, &nodes);
        Matched { tokens, nodes, related }
    }
}

impl<'r, 'd> Passage<'r, 'd> {
    /// A text of which nothing was read; `carrier` is what holds at its start.
    pub(super) fn new(
        rules: &'r RuleSet,
        document: &'d Document,
        attachments: &'d [Attachment],
        carrier: Carrier,
    ) -> Passage<'r, 'd> {
        let home = Home::of(rules, document.metadata().ref_area.as_deref());
        let told = ParagraphSoFar::default();
        Passage { rules, document, attachments, home, carrier, told }
    }

    /// Begins a paragraph.
    pub(super) fn begin_paragraph(&mut self) {
        self.told = ParagraphSoFar::default();
    }

    /// The period that the headings above the next sentence name.
    pub(super) fn heading_period(&self) -> Option<Period> {
        self.carrier.heading_period()
    }

    /// Matches the rules in a sentence. No number crosses the end of its `head`, a length in bytes.
    pub(super) fn match_rules(
        &self,
        scratch: &mut Scratch,
        sentence: &Sentence,
        head: usize,
    ) -> Matched<'r> {
        Matched::at(self.rules, scratch, self.document, sentence, head, self.home)
    }

    /// The figures of the sentence of that number, of which the text has that many earlier
    /// occurrences. `ids` are those of the figures so far.
    pub(super) fn figures(
        &mut self,
        ids: &mut HashSet<String>,
        (number, occurrence): (usize, usize),
        matched: &Matched<'r>,
        mut watch: impl FnMut(&Watched<'_, '_>),
    ) -> Vec<(usize, Figure)> {
        let Passage { rules, document, attachments, .. } = *self;
        let Matched { tokens, nodes, related } = matched;
        let sentence = &document.sentences()[number];
        let scene = Scene { rules, reading: document.reading(), nodes, related };
        let reached = self.carrier.reach(rules, document, sentence, nodes, related);
        let mut figures = Vec::new();
        let watched = Watched { line: None, sentence, tokens, nodes, passes: None };
        // Most sentences have no quantity: the passes for figures are skipped then.
        if nodes.iter().any(Node::is_quantity) {
            let values = Value::all(scene);
            let attached = attach(attachments, scene, &values, &mut self.told.discourse);
            let named = self.told.phrases.tell_apart(&values, &attached);
            let context = Context::new(rules, document, number, occurrence);
            let passes = Passes {
                related,
                values: &values,
                attached: &attached,
                named: &named,
                reached: &reached,
            };
            figures = context.figures(ids, passes);
            watch(&Watched { passes: Some(passes), ..watched });
        } else {
            self.told.discourse.pass_over(scene);
            watch(&watched);
        }
        self.told.ends.date(&mut figures);
        figures
    }
}
