//! Explains how a numeral was read.

use std::sync::Arc;

use figlift_config::Band;
use figlift_text::{Document, Span};

use super::meaning::ValueMeaning;
use crate::Figure;
use crate::attach::ATTACHMENTS;
use crate::claim::contest::Contest;
use crate::claim::node::Node;
use crate::claim::relate::replay;
use crate::compile::ruleset::RuleSet;
use crate::extraction::{NumeralRow, Watched};
use crate::reach::Carrier;
use crate::scan::token::Token;

/// Words on each side of the numeral at which failed rules are reported.
const NEAR: usize = 6;

/// How a numeral was read. Spans are of the document's text, or of that of its `line`.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// If it stands in a cell: the sentence as which the cell was read.
    pub line: Option<Arc<Document>>,
    /// Its sentence.
    pub sentence: Span,
    /// All words of the sentence, as rules see them.
    pub words: Vec<SeenWord>,
    /// The rules that were tried on it: first those that matched, in order of precedence, then
    /// those that matched only in part.
    pub tried: Vec<Tried>,
    /// The rules that set its fields by its context, in the order in which they apply.
    pub heard: Vec<Heard>,
    /// How it got what it measures, and what reaches it.
    pub meaning: ValueMeaning,
    /// Its class.
    pub numeral: NumeralRow,
    /// The figure, if it is one.
    pub figure: Option<Figure>,
}

/// A word, as rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenWord {
    /// Its span.
    pub span: Span,
    /// Names of its classes; a literal word of a pattern is shown as `=word`.
    pub classes: Vec<String>,
}

/// A rule that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its id.
    pub rule: String,
    /// Its band.
    pub band: Band,
    /// Its match, with the context; if it failed, the part that matched.
    pub span: Span,
    /// The outcome.
    pub fate: Fate,
}

/// The outcome of a rule that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It claimed the numeral.
    Won,
    /// Another rule had claimed one of its words.
    LostTo(String),
    /// It did not match: the word that did not fit, if there was one.
    Failed(Option<Span>),
}

/// A rule that set fields by the context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its id.
    pub rule: String,
    /// Its match.
    pub span: Span,
    /// The fields that it set.
    pub fields: Vec<&'static str>,
}

impl RuleSet {
    /// Explains the numeral at a byte of a document's text; `None` if there is none.
    ///
    /// ```
    /// use figlift_config::Config;
    /// use figlift_extract::{Fate, RuleSet};
    /// use figlift_text::{Document, Metadata};
    /// let rules = RuleSet::compile(&Config::built_in()?.pack)?;
    /// let document = Document::new("demo", "产值增长12%。", Metadata::default());
    /// let explained = rules.explain(&document, "产值增长".len()).unwrap();
    /// let won = explained.tried.iter().find(|tried| tried.fate == Fate::Won).unwrap();
    /// assert_eq!(won.rule, "quantity.measured");
    /// assert_eq!(explained.heard[0].rule, "change.growth");
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn explain(&self, document: &Document, byte: usize) -> Option<Explanation> {
        let mut line = None;
        self.extract_watched(document, ATTACHMENTS, |watched| {
            if let Some(cell) = watched.line.filter(|_| line.is_none())
                && let Some(byte) = cell.byte_of(byte)
            {
                let text = &cell.document;
                let copy = Document::new(text.id(), text.text(), text.metadata().clone());
                line = Some((copy, cell.period, byte));
            }
        });
        match line {
            None => {
                let carrier = self.below_title(&mut self.scratch.get(), document);
                self.explain_below(document, carrier, byte)
            }
            Some((text, period, byte)) => {
                let explained = self.explain_below(&text, Carrier::below_heading(period), byte)?;
                Some(Explanation { line: Some(Arc::new(text)), ..explained })
            }
        }
    }

    /// Explains a numeral of a document at whose start that holds.
    fn explain_below(
        &self,
        document: &Document,
        carrier: Carrier,
        byte: usize,
    ) -> Option<Explanation> {
        let at = Span::new(byte, byte + 1);
        let mut seen = None;
        let extraction = self.extract_below(document, carrier, ATTACHMENTS, |watched| {
            let is_here = |node: &Node| document.to_text(node.span).overlaps(at);
            let sentence = document.to_text(watched.sentence.span);
            if watched.line.is_none()
                && let Some(node) = watched.nodes.iter().position(is_here)
                && sentence.overlaps(at)
            {
                let meaning = watched.passes.map(|passes| ValueMeaning::of(document, passes, node));
                seen = Some((sentence, self.look(document, watched, node), meaning));
            }
        });
        let numeral = extraction.numerals.into_iter().find(|numeral| numeral.span.overlaps(at))?;
        let (sentence, (words, tried, heard), meaning) = seen?;
        let meaning = meaning.unwrap_or_default();
        let figure = extraction
            .figures
            .into_iter()
            .find(|figure| Some(&figure.id) == numeral.figure.as_ref());
        Some(Explanation { line: None, sentence, words, tried, heard, meaning, numeral, figure })
    }

    fn look(
        &self,
        document: &Document,
        watched: &Watched<'_, '_>,
        node: usize,
    ) -> (Vec<SeenWord>, Vec<Tried>, Vec<Heard>) {
        let Watched { tokens, nodes, .. } = *watched;
        let words = tokens.iter().map(|token| SeenWord {
            span: document.to_text(token.span),
            classes: token
                .classes
                .ids()
                .iter()
                .map(|&class| self.classes.name(class).to_owned())
                .collect(),
        });
        let span_of = |(from, to): (usize, usize)| {
            document.to_text(nodes[from].span.join(nodes[to - 1].span))
        };
        let heard = replay(self, &mut self.scratch.get().relating, nodes, node)
            .into_iter()
            .map(|(rule, run, fields)| Heard { rule: rule.to_owned(), span: span_of(run), fields });
        (words.collect(), self.tried(document, tokens, nodes[node].span), heard.collect())
    }

    fn tried(&self, document: &Document, tokens: &[Token], numeral: Span) -> Vec<Tried> {
        let contest = Contest::of(self, &mut self.scratch.get().claiming, tokens);
        let run =
            |from: usize, to: usize| document.to_text(tokens[from].span.join(tokens[to - 1].span));
        let mut tried = Vec::new();
        for (number, claim) in contest.claims.iter().enumerate() {
            let (from, to) = claim.hit.core;
            if !tokens[from..to].iter().any(|token| token.span.overlaps(numeral)) {
                continue;
            }
            let owner = contest.owner[from..to].iter().flatten().copied().min();
            let winner = claim.yields_to.or(owner).filter(|&winner| winner != number);
            let lost = |winner: usize| Fate::LostTo(contest.claims[winner].rule.rule.id.clone());
            let fate = winner.map_or(Fate::Won, lost);
            let rule = &claim.rule.rule;
            tried.push(Tried {
                rule: rule.id.clone(),
                band: rule.band,
                span: run(claim.hit.start, claim.hit.end),
                fate,
            });
        }
        self.failed(tokens, numeral, &run, &mut tried);
        tried
    }

    /// The rules that began to match near the numeral and reached it, but failed.
    fn failed(
        &self,
        tokens: &[Token],
        numeral: Span,
        run: &dyn Fn(usize, usize) -> Span,
        tried: &mut Vec<Tried>,
    ) {
        let Some(at) = tokens.iter().position(|token| token.span.overlaps(numeral)) else { return };
        for start in at.saturating_sub(NEAR)..=at {
            for number in self.claiming.automaton.beginning_with(tokens[start].classes.ids()) {
                let rule = &self.claiming.rules[number];
                let mut reached = start;
                let matched = rule.program.run_telling(tokens, start, &mut reached).is_some();
                if !matched && reached > at {
                    let fate = Fate::Failed(tokens.get(reached).map(|_| run(reached, reached + 1)));
                    let rule = &rule.rule;
                    tried.push(Tried {
                        rule: rule.id.clone(),
                        band: rule.band,
                        span: run(start, reached),
                        fate,
                    });
                }
            }
        }
    }
}
