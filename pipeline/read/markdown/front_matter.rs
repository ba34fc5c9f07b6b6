//! What the front matter of a Markdown text says.

use figlift_text::Period;

/// The names under which the date of publication stands.
const DATES: [&str; 4] = ["date", "published", "pubdate", "publishdate"];

/// The date of publication: a year, a month or a day, which a time may follow.
pub(super) fn date(front_matter: &str) -> Option<Period> {
    front_matter.lines().find_map(|line| {
        let (name, value) = line.split_once([':', '='])?;
        let is_date = DATES.contains(&name.trim().to_ascii_lowercase().as_str());
        let value = value.trim().trim_matches(['"', '\'']);
        let day = value.split(['T', ' ']).next().unwrap_or_default();
        is_date.then(|| day.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_of_publication() {
        let read = |text: &str| date(text).map(|date| date.to_string());
        assert_eq!(read("title: a\ndate: 2024-03-18").as_deref(), Some("2024-03-18"));
        assert_eq!(read("Date = \"2024-03-18T09:00:00+08:00\"").as_deref(), Some("2024-03-18"));
        assert_eq!(read("published: 2024").as_deref(), Some("2024"));
        assert_eq!(read("date: spring\nupdated: 2024"), None);
    }
}
