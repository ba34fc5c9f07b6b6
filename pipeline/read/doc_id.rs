//! Ids of documents.

/// An id without what ids of figures, links and command lines cannot hold: control characters, blanks and
/// `#` are written as `%23`, and so are parts of a path that lead elsewhere or are empty.
pub(crate) fn coded(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for (number, part) in name.split('/').enumerate() {
        // An empty part would make two ids of one path.
        id.push_str(if number == 0 { "" } else { "/" });
        match part {
            "." => id.push_str("%2E"),
            ".." => id.push_str("%2E%2E"),
            _ => part.chars().for_each(|c| push(&mut id, c)),
        }
    }
    id
}

fn push(id: &mut String, c: char) {
    if c.is_control() || c.is_whitespace() || c == '#' {
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            id.push_str(&format!("%{byte:02X}"));
        }
    } else {
        id.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ids_cannot_hold_is_written_in_percent() {
        for (name, id) in [
            ("报告/二〇二二", "报告/二〇二二"),
            ("a b#1", "a%20b%231"),
            ("../etc/./x", "%2E%2E/etc/%2E/x"),
            ("a..b/...", "a..b/..."),
            ("a\u{3000}\n\u{7f}", "a%E3%80%80%0A%7F"),
        ] {
            assert_eq!(coded(name), id);
        }
    }
}
