//! `review.html` and `review/<name>.html`: the pages of the review, with the names of pages and
//! anchors for links.

use crate::anchor::coded;
use crate::format::{Contents, File, Format, no_table, plain_name};
use crate::{PublishError, sha256_hex};

/// The first page of a review.
pub const REVIEW: &str = "review.html";

/// The page of all charts.
const GALLERY: &str = "charts/index.html";

/// The maximum length of the readable part of a page's name; file systems allow 255 bytes in all.
const LONGEST: usize = 120;

pub(crate) const FORMAT: Format = Format { name: "html", listed, table: no_table, files };

fn listed() -> Result<Vec<[String; 2]>, PublishError> {
    let review = "What was found, with the texts and every numeral marked in them; opens in a browser. `review/` holds pages of single documents, where there are many.";
    let gallery = "All charts, by indicator and area.";
    Ok(vec![
        [format!("`{REVIEW}`"), review.to_owned()],
        [format!("`{GALLERY}`"), gallery.to_owned()],
    ])
}

fn files(contents: &Contents<'_>) -> Result<Vec<File>, PublishError> {
    let file = |(path, html): &(String, String)| {
        let refuse =
            PublishError::Name { name: path.clone(), cause: "it is not the path of a review page" };
        if path != REVIEW && path != GALLERY {
            let inner = path.strip_prefix("review/").and_then(|name| name.strip_suffix(".html"));
            plain_name(inner.ok_or(refuse)?)?;
        }
        Ok(File::new(path.clone(), html.clone().into_bytes()))
    };
    contents.pages.iter().map(file).collect()
}

/// The id of a document in a review page, in the form of [`anchor`](crate::anchor).
///
/// ```
/// assert_eq!(figlift_publish::document_anchor("rd/2022"), "d-rd_2f2022");
/// ```
pub fn document_anchor(doc_id: &str) -> String {
    coded("d-", doc_id)
}

/// Path in the output folder of the page of a document: unique, also on file systems that ignore
/// case.
///
/// ```
/// let page = figlift_publish::document_page("rd/2022");
/// assert!(page.starts_with("review/rd-2022-") && page.ends_with(".html"));
/// assert_ne!(figlift_publish::document_page("a.TXT"), figlift_publish::document_page("a.txt"));
/// ```
pub fn document_page(doc_id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let mut name = String::new();
    for c in doc_id.chars().map(plain) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    let hash = sha256_hex(doc_id.as_bytes());
    format!("review/{name}-{}.html", &hash[..10])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::output;
    use crate::{FORMATS, render};

    #[test]
    fn pages_are_named_plainly_whatever_a_document_is_called() {
        for id in ["", "../../etc/passwd", "a b\\c:d?", "报告/二〇二二", &"长".repeat(300), ".x."]
        {
            let page = document_page(id);
            let name = page.strip_prefix("review/").and_then(|name| name.strip_suffix(".html"));
            assert_eq!(plain_name(name.unwrap()).unwrap(), name.unwrap());
            assert!(page.len() < 160, "{page}");
        }
    }

    #[test]
    fn pages_lie_where_they_are_linked_and_nowhere_else() {
        let mut output = output("<svg/>");
        for path in ["index.html", "../review.html", "review/a/b.html", "review/.html", "review/a"]
        {
            output.pages = vec![(path.to_owned(), String::new())];
            assert!(
                matches!(render(output.clone(), FORMATS), Err(PublishError::Name { .. })),
                "{path}"
            );
        }
        output.pages =
            vec![(REVIEW.to_owned(), "<p>".to_owned()), (document_page("a"), "b".into())];
        let rendered = render(output.clone(), FORMATS).unwrap();
        assert_eq!(rendered.bytes(REVIEW).unwrap().unwrap(), b"<p>");
        assert_eq!(rendered.bytes(&document_page("a")).unwrap().unwrap(), b"b");
    }
}
