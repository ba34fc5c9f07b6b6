//! Third pass, second part: which words each value is attached to.
//!
//! A count is followed by its noun (24个联合体), every other quantity follows the words for what it
//! measures (产值147.57亿元). Where a clause leaves these out (…，增长12%), it goes on speaking of what
//! the clause before measured; where it names several things and as many values (分别), each value is
//! of its own. Each of these ways is an [`Attachment`]: of the list of them, [`ATTACHMENTS`], the first
//! that answers holds.

mod carried;
#[cfg(test)]
mod cases;
mod heads;
mod own;
#[cfg(test)]
mod tests;
mod tied;
mod told;

use figlift_text::Span;
use serde::{Deserialize, Deserializer};

use crate::clause::{Scene, Value, Words, one};
use told::{Reply, Told};

pub(crate) use told::{Attached, Discourse};

/// The name of an attachment.
pub(crate) type AttachmentName = &'static str;

/// One way in which a value gets the words for what it measures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attachment {
    pub name: AttachmentName,
    /// What it says, as `figlift explain` tells it.
    pub why: &'static str,
    source: WordSource,
}

/// Where an attachment finds the words.
#[derive(Clone, Copy, Debug)]
enum WordSource {
    /// At another value, or in a list of which the value takes its part.
    Tied(fn(Value<'_, '_>, &Told<'_, '_>) -> Option<Words>),
    /// In the clause of the value. What they leave out (废止3件) is taken from what was named before.
    Own(fn(Value<'_, '_>) -> Option<Span>),
    /// Right before the clause. What the clause says of it (增速) stands behind them.
    Near(fn(Value<'_, '_>) -> Option<Span>),
    /// Further before. The last argument is what the clause says of it.
    Carried(fn(Value<'_, '_>, &Told<'_, '_>, Option<Span>) -> Option<Words>),
    /// Nowhere: only what the clause says of it is known.
    Aspect,
}

/// All attachments: the first that answers holds.
pub(crate) const ATTACHMENTS: &[Attachment] = &[
    Attachment {
        name: "change-end",
        why: "the later value of a change measures what the earlier one does",
        source: WordSource::Tied(tied::change_end),
    },
    Attachment {
        name: "list-of-heads",
        why: "as many values as things are named measure one each",
        source: WordSource::Tied(tied::list_of_heads),
    },
    Attachment {
        name: "counted-noun",
        why: "what is counted stands behind its count",
        source: WordSource::Own(own::counted_noun),
    },
    Attachment {
        name: "described-noun",
        why: "the value describes the noun behind it",
        source: WordSource::Own(own::described_noun),
    },
    Attachment {
        name: "ranked-noun",
        why: "what a rank tells apart stands behind it",
        source: WordSource::Own(own::ranked_noun),
    },
    Attachment {
        name: "share-of-noun",
        why: "a share is one of the noun behind it, where no other whole is named",
        source: WordSource::Own(own::share_of_noun),
    },
    Attachment {
        name: "object-of-verb",
        why: "the verb before the amount has its object behind it",
        source: WordSource::Own(own::object_of_verb),
    },
    Attachment {
        name: "noun-of-deed",
        why: "what was done so much of is named behind the amount, by 的",
        source: WordSource::Own(own::noun_of_deed),
    },
    Attachment {
        name: "kept-rate",
        why: "the rate named behind the value is that of what was measured last",
        source: WordSource::Carried(carried::kept_rate),
    },
    Attachment {
        name: "aimed-rate",
        why: "the value is how much of the aim named behind it",
        source: WordSource::Own(own::aimed_rate),
    },
    Attachment {
        name: "subject",
        why: "the words before the value in its clause name what is measured",
        source: WordSource::Own(|value| value.subject()),
    },
    Attachment {
        name: "noun-behind-of",
        why: "nothing stands before the value, and 的 leads from it to a noun",
        source: WordSource::Own(own::noun_behind_of),
    },
    Attachment {
        name: "noun-behind",
        why: "nothing stands before the value, and a noun right behind it",
        source: WordSource::Own(own::noun_behind),
    },
    Attachment {
        name: "bracket-host",
        why: "a bracket states a value of the words before it",
        source: WordSource::Near(|value| value.before_bracket()),
    },
    Attachment {
        name: "clause-before",
        why: "the clause before states no value, so its words are those of this one",
        source: WordSource::Near(|value| value.clause_before()),
    },
    Attachment {
        name: "topic",
        why: "a total that opens a sentence is that of the topic before it",
        source: WordSource::Carried(carried::topic),
    },
    Attachment {
        name: "carried",
        why: "the clause goes on speaking of what was measured last",
        source: WordSource::Carried(carried::measured_last),
    },
    Attachment {
        name: "aspect-alone",
        why: "nothing was measured before of which the clause could speak",
        source: WordSource::Aspect,
    },
];

/// The words for each node that is a value, by the attachments of a list; `discourse` is what was spoken of
/// before the sentence, then behind it.
pub(crate) fn attach<'a, 'r>(
    attachments: &[Attachment],
    scene: Scene<'a, 'r>,
    values: &[Value<'a, 'r>],
    discourse: &mut Discourse,
) -> Vec<Option<Attached>> {
    let mut told = Told::new(scene, std::mem::take(discourse));
    let mut values = values.iter();
    let mut next = values.next();
    for at in 0..scene.nodes.len() {
        told.pass(at);
        if let Some(&value) = next.filter(|value| value.at == at) {
            told.open_list(value);
            let answer = find(attachments, value, &told);
            told.remember(value, answer);
            next = values.next();
        }
    }
    let attached;
    (attached, *discourse) = told.leave();
    attached
}

/// What the first attachment finds that finds something.
fn find(attachments: &[Attachment], value: Value<'_, '_>, told: &Told<'_, '_>) -> Option<Reply> {
    // 系数为29.8%，其中城镇为28.8%: what the clause names is a part of what was measured before.
    let mut part = None;
    attachments.iter().find_map(|attachment| {
        let aspect = || part.or_else(|| value.aspect());
        let (own, aspect, named) = match attachment.source {
            WordSource::Tied(words) => (Some(words(value, told)?), None, None),
            WordSource::Own(_) if part.is_some() => return None,
            WordSource::Own(words) => {
                let own = words(value).filter(|own| !own.is_empty())?;
                let (own, named) = told.completed(value, own);
                part = told.part(value, &own);
                if part.is_some() {
                    return None;
                }
                (Some(own), None, Some(named))
            }
            WordSource::Near(words) => (Some(one(words(value))?), aspect(), None),
            WordSource::Carried(words) => {
                let aspect = told.again(value, aspect());
                (Some(words(value, told, aspect)?), aspect, None)
            }
            WordSource::Aspect => (None, Some(told.again(value, aspect())?), None),
        };
        Some(Reply { by: attachment.name, own, aspect, named })
    })
}

/// The names of all attachments, in the order in which they are tried.
///
/// ```
/// assert!(figlift_extract::attachment_names().any(|name| name == "subject"));
/// ```
pub fn attachment_names() -> impl Iterator<Item = &'static str> {
    ATTACHMENTS.iter().map(|one| one.name)
}

/// Reads the name of an attachment, as figures state it.
pub(crate) fn named<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<AttachmentName>, D::Error> {
    let name: Option<String> = Deserialize::deserialize(from)?;
    let known = |name: String| ATTACHMENTS.iter().find(|one| one.name == name);
    Ok(name.and_then(known).map(|one| one.name))
}
