//! How a value got what it measures, and what reaches it: the third and fourth pass.

use figlift_text::{Document, Span};

use crate::attach::ATTACHMENTS;
use crate::clause::Value;
use crate::figure::context::Passes;

/// How a value got what it measures, and where the words stand that reach it. Spans are of the document's
/// text.
#[derive(Clone, Debug, Default)]
pub struct ValueMeaning {
    /// The clauses of all values of its sentence, in order.
    pub clauses: Vec<SeenClause>,
    /// The attachments that were tried for it, in order: the last one found the words, unless none did.
    pub attachments: Vec<TriedAttachment>,
    /// Where that stands which reaches it, by field.
    pub origins: Vec<(&'static str, &'static str)>,
}

/// A clause with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenClause {
    /// From its first word to the value.
    pub span: Span,
    /// The value.
    pub value: Span,
    /// The words that say what is measured.
    pub subject: Option<Span>,
    /// Whether they name it anew; else they only say something of what was measured before.
    pub is_new: bool,
    /// The number of the value in its list, from one, and how many values the list has.
    pub list: (usize, usize),
}

/// An attachment that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedAttachment {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub why: &'static str,
    /// The words that it found; empty if it declined.
    pub words: Vec<Span>,
}

impl ValueMeaning {
    /// The meaning of the value of a node; nothing where the node is none.
    pub(super) fn of(document: &Document, passes: Passes<'_, '_>, node: usize) -> ValueMeaning {
        if passes.values.iter().all(|value| value.at != node) {
            return ValueMeaning::default();
        }
        let clauses = passes.values.iter().map(|&value| seen(document, value)).collect();
        let attached = passes.attached[node].as_ref();
        let won = attached
            .and_then(|attached| ATTACHMENTS.iter().position(|one| one.name == attached.by));
        let runs = attached.map_or(&[][..], |attached| &attached.words);
        let tried = won.map_or(ATTACHMENTS, |won| &ATTACHMENTS[..=won]);
        let attachments = tried.iter().enumerate().map(|(number, attachment)| {
            let words = if won == Some(number) { runs } else { &[] };
            TriedAttachment {
                name: attachment.name,
                why: attachment.why,
                words: words.iter().map(|&run| document.to_text(run)).collect(),
            }
        });
        let reached = passes.reached.iter().find(|(at, _)| *at == node);
        let origins = reached.map(|(_, reached)| reached.origins).unwrap_or_default();
        let named = |(field, origin): (_, Option<&'static str>)| Some((field, origin?));
        ValueMeaning {
            clauses,
            attachments: attachments.collect(),
            origins: origins.named().into_iter().filter_map(named).collect(),
        }
    }
}

fn seen(document: &Document, value: Value<'_, '_>) -> SeenClause {
    let nodes = value.scene.nodes;
    let span = nodes[value.at].span;
    SeenClause {
        span: document.to_text(nodes[value.clause.start].span.join(span)),
        value: document.to_text(span),
        subject: value.clause.subject.map(|words| document.to_text(words)),
        is_new: value.clause.is_new,
        list: (value.list.number + 1, value.list.count),
    }
}
