//! The charset that a page declares.

/// The bytes in which a page declares its charset.
const HEAD: usize = 4096;

/// The longest name of a charset.
const LABEL: usize = 40;

/// The name of the charset in the `meta` elements at the head of a page.
///
/// The bytes of tags are the same in all encodings but UTF-16, which has a byte order mark.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let metas = head.match_indices("<meta").map(|(at, _)| {
        let tag = &head[at..];
        &tag[..tag.find('>').unwrap_or(tag.len())]
    });
    metas.into_iter().find_map(charset)
}

fn charset(tag: &str) -> Option<String> {
    let (_, after) = tag.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty() && label.len() <= LABEL).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_of_a_meta_element_is_found() {
        let of = |page: &str| declared(page.as_bytes());
        assert_eq!(of("<META charset=GBK>").as_deref(), Some("gbk"));
        let long = "<meta http-equiv='Content-Type' content=\"text/html; charset = utf-8 \"/>";
        assert_eq!(of(long).as_deref(), Some("utf-8"));
        assert_eq!(of("<script charset='gbk'></script><meta name=a>"), None);
        assert_eq!(of("<meta charset=>"), None);
        assert_eq!(of(&format!("{}<meta charset=gbk>", " ".repeat(HEAD))), None);
    }
}
