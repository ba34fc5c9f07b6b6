//! Which page shows which document, and links between pages.

use std::collections::{BTreeMap, BTreeSet};

/// The first page of a review.
pub(crate) const FIRST: &str = "review.html";

/// Limits of pages. Within `whole_…` all texts are on one page; else each document that is shown
/// has a page of its own.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all texts on one page.
    pub whole_bytes: usize,
    /// Documents on one page.
    pub whole_documents: usize,
    /// Bytes of the text of a document that has a page.
    pub large: usize,
    /// Number of pages of single documents.
    pub pages: usize,
    /// Bytes of the texts of all pages.
    pub all: usize,
    /// Documents that the first page lists.
    pub listed: usize,
}

impl Default for Limits {
    /// Pages that browsers open, filter and scroll without delay, of all documents that the first
    /// page lists.
    fn default() -> Limits {
        Limits {
            whole_bytes: 400_000,
            whole_documents: 40,
            large: 2_000_000,
            pages: 400,
            all: 16_000_000,
            listed: 1000,
        }
    }
}

/// Why no page shows a document that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Its text is larger than what a page may hold.
    Large,
    /// Other documents take all pages that there may be, or all the text that they may hold.
    Full,
    /// Pages of other documents were asked for.
    NotAsked,
}

/// Which documents get a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// All but large ones, up to a number of pages and of bytes: failed ones first.
    #[default]
    Usual,
    /// All.
    All,
    /// These.
    Of(BTreeSet<String>),
}

impl Choice {
    /// Whether a document with that id and number of bytes may get a page, whatever its problems and
    /// the other documents.
    ///
    /// ```
    /// use figlift_review::{Choice, Limits};
    /// let limits = Limits::default();
    /// assert!(Choice::Usual.may_show("city", limits.large, limits));
    /// assert!(!Choice::Usual.may_show("city", limits.large + 1, limits));
    /// assert!(Choice::All.may_show("city", limits.large + 1, limits));
    /// assert!(!Choice::Of(["town".to_owned()].into()).may_show("city", 1, limits));
    /// ```
    pub fn may_show(&self, id: &str, bytes: usize, limits: Limits) -> bool {
        match self {
            Choice::Usual => bytes <= limits.large.max(limits.whole_bytes),
            Choice::All => true,
            Choice::Of(wanted) => wanted.contains(id),
        }
    }
}

/// A document, as the layout sees it.
#[derive(Clone, Debug)]
pub struct ListedDocument<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its id in a page.
    pub anchor: String,
    /// Path of its own page, if it gets one.
    pub page: String,
    /// Bytes of its text; `None` if it could not be read.
    pub bytes: Option<usize>,
    /// Whether it has problems.
    pub failed: bool,
}

/// Which page shows which document.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    whole: bool,
    /// Path of the page of each shown document.
    pages: BTreeMap<String, String>,
    /// The anchor of each document that the first page lists, and why no page shows it.
    listed: BTreeMap<String, (String, Option<Absence>)>,
}

impl Layout {
    /// The layout of a review of these documents.
    ///
    /// ```
    /// use figlift_review::{Choice, Layout, Limits, ListedDocument};
    /// let page = "review/city-0a1b.html".to_owned();
    /// let city = ListedDocument { id: "city", anchor: "d-city".into(), page, bytes: Some(90), failed: false };
    /// let layout = Layout::of(&[city.clone()], &Choice::Usual, Limits::default());
    /// assert_eq!(layout.href("charts/a.svg", "city", "f-city_23a"), "../review.html#f-city_23a");
    /// let many = Limits { whole_bytes: 10, ..Limits::default() };
    /// let layout = Layout::of(&[city], &Choice::Usual, many);
    /// assert_eq!(layout.href("review.html", "city", "f-1"), "review/city-0a1b.html#f-1");
    /// ```
    pub fn of(documents: &[ListedDocument<'_>], choice: &Choice, limits: Limits) -> Layout {
        let bytes: usize = documents.iter().filter_map(|document| document.bytes).sum();
        let small = bytes <= limits.whole_bytes && documents.len() <= limits.whole_documents;
        let whole = small && !matches!(choice, Choice::Of(_));
        let limits = if whole { Limits { large: bytes, ..limits } } else { limits };
        let shown = shown(documents, choice, limits);
        let page = |document: &&ListedDocument<'_>| {
            let page = if whole { FIRST.to_owned() } else { document.page.clone() };
            (document.id.to_owned(), page)
        };
        let (bad, good): (Vec<_>, Vec<_>) =
            documents.iter().partition(|one| one.failed || shown.contains(one.id));
        let absence = |one: &ListedDocument<'_>| match (choice, one.bytes?) {
            _ if shown.contains(one.id) => None,
            (Choice::Usual, bytes) if bytes > limits.large => Some(Absence::Large),
            (Choice::Usual, _) => Some(Absence::Full),
            _ => Some(Absence::NotAsked),
        };
        let listed = bad.into_iter().chain(good).take(limits.listed);
        Layout {
            whole,
            pages: documents
                .iter()
                .filter(|one| shown.contains(one.id))
                .map(|one| page(&one))
                .collect(),
            listed: listed
                .map(|one| (one.id.to_owned(), (one.anchor.clone(), absence(one))))
                .collect(),
        }
    }

    /// Whether all texts are on one page.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Path in the output folder of the page that shows the text of a document; `None` if no page
    /// does.
    pub fn page(&self, doc_id: &str) -> Option<&str> {
        self.pages.get(doc_id).map(String::as_str)
    }

    /// Whether the first page lists a document.
    pub(crate) fn lists(&self, doc_id: &str) -> bool {
        self.listed.contains_key(doc_id)
    }

    /// Why no page shows a document that the first page lists; `None` if one does, or it could not be
    /// read.
    pub(crate) fn absence(&self, doc_id: &str) -> Option<Absence> {
        self.listed.get(doc_id).and_then(|(_, absence)| *absence)
    }

    /// The target of a link in the file at a path of the output folder to an id in the text of a
    /// document. If no page shows the text, it is the row of the document on the first page, which
    /// states how to make its page.
    pub fn href(&self, from: &str, doc_id: &str, id: &str) -> String {
        let (page, id) = match (self.page(doc_id), self.listed.get(doc_id)) {
            (Some(page), _) => (page, Some(id)),
            (None, known) => (FIRST, known.map(|(anchor, _)| anchor.as_str())),
        };
        let up = "../".repeat(from.matches('/').count());
        let path = if page == from { String::new() } else { format!("{up}{page}") };
        id.map_or(path.clone(), |id| format!("{path}#{id}"))
    }
}

/// The documents whose texts are shown.
fn shown<'a>(
    documents: &'a [ListedDocument<'_>],
    choice: &Choice,
    limits: Limits,
) -> BTreeSet<&'a str> {
    let read = documents.iter().filter_map(|one| Some((one, one.bytes?)));
    match choice {
        Choice::All => read.map(|(one, _)| one.id).collect(),
        Choice::Of(wanted) => {
            read.filter(|(one, _)| wanted.contains(one.id)).map(|(one, _)| one.id).collect()
        }
        Choice::Usual => {
            let within = read.filter(|(_, bytes)| *bytes <= limits.large);
            let (failed, good): (Vec<_>, Vec<_>) = within.partition(|(one, _)| one.failed);
            let mut room = limits.all;
            let fits = |(one, bytes): (&'a ListedDocument<'_>, usize)| {
                room = room.checked_sub(bytes)?;
                Some(one.id)
            };
            failed.into_iter().chain(good).filter_map(fits).take(limits.pages).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str, bytes: usize, failed: bool) -> ListedDocument<'_> {
        let bytes = (bytes > 0).then_some(bytes);
        ListedDocument {
            id,
            anchor: format!("d-{id}"),
            page: format!("review/{id}.html"),
            bytes,
            failed,
        }
    }

    fn shown(documents: &[ListedDocument<'_>], choice: &Choice, limits: Limits) -> Vec<String> {
        let layout = Layout::of(documents, choice, limits);
        let ids = documents.iter().filter(|document| layout.page(document.id).is_some());
        ids.map(|document| document.id.to_owned()).collect()
    }

    #[test]
    fn few_texts_stand_on_one_page_and_many_on_their_own() {
        let documents = [listed("a", 200_000, false), listed("b", 200_000, false)];
        let limits = Limits::default();
        assert!(Layout::of(&documents, &Choice::Usual, limits).is_whole());
        let documents = [listed("a", 200_000, false), listed("b", 200_001, false)];
        assert!(!Layout::of(&documents, &Choice::Usual, limits).is_whole());
        let names: Vec<String> = (0..41).map(|n| format!("d{n:02}")).collect();
        let documents: Vec<_> = names.iter().map(|name| listed(name, 9, false)).collect();
        assert!(Layout::of(&documents[..40], &Choice::Usual, limits).is_whole());
        assert!(!Layout::of(&documents, &Choice::Usual, limits).is_whole());
        assert_eq!(shown(&documents, &Choice::Usual, limits).len(), 41);
        let fewer = Limits { pages: 40, ..limits };
        assert_eq!(shown(&documents, &Choice::Usual, fewer).len(), 40);
        assert_eq!(shown(&documents, &Choice::All, fewer).len(), 41);
    }

    #[test]
    fn what_is_large_has_no_page_and_what_failed_comes_first() {
        let documents = [
            listed("a", 50_000, false),
            listed("b", 70_000, false),
            listed("c", 900_000, true),
            listed("d", 2_000_001, true),
            listed("e", 0, true),
            listed("f", 50_000, false),
        ];
        let limits = Limits::default();
        assert_eq!(shown(&documents, &Choice::Usual, limits), ["a", "b", "c", "f"]);
        assert_eq!(shown(&documents, &Choice::Usual, Limits { pages: 2, ..limits }), ["a", "c"]);
        // What does not fit leaves room for what is smaller.
        let narrow = Limits { all: 1_000_001, ..limits };
        assert_eq!(shown(&documents, &Choice::Usual, narrow), ["a", "c", "f"]);
        let some = Choice::Of(["d".to_owned(), "e".to_owned()].into());
        assert_eq!(shown(&documents, &some, limits), ["d"]);
        let why = |choice, id| Layout::of(&documents, choice, narrow).absence(id);
        let absent = ["a", "b", "d", "e"].map(|id| why(&Choice::Usual, id));
        assert_eq!(absent, [None, Some(Absence::Full), Some(Absence::Large), None]);
        assert_eq!(why(&some, "a"), Some(Absence::NotAsked));
    }

    #[test]
    fn links_lead_from_any_page_to_any_other() {
        let documents = [listed("a", 50_000, false), listed("b", 2_900_000, false)];
        let layout = Layout::of(&documents, &Choice::Usual, Limits::default());
        assert_eq!(layout.href("review.html", "a", "f-1"), "review/a.html#f-1");
        assert_eq!(layout.href("review/a.html", "a", "f-1"), "#f-1");
        assert_eq!(layout.href("review/c.html", "a", "f-1"), "../review/a.html#f-1");
        assert_eq!(layout.href("charts/c.svg", "b", "f-1"), "../review.html#d-b");
        let few = Layout::of(&documents, &Choice::Usual, Limits { listed: 1, ..Limits::default() });
        assert_eq!(few.href("review.html", "b", "f-1"), "");
        assert_eq!(few.href("charts/c.svg", "b", "f-1"), "../review.html");
    }
}
