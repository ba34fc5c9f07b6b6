//! Levels of areas: only areas of one level are compared with each other.

/// The level of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AreaLevel {
    /// A nation, by its code of ISO 3166-1.
    Nation,
    /// A province, by its code of ISO 3166-2.
    Province,
    /// A city, by its code of GB/T 2260.
    City,
    /// A county or district, likewise.
    County,
}

impl AreaLevel {
    /// The level of an area, by its code.
    pub(super) fn of(code: &str) -> AreaLevel {
        let is_number = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        match code {
            _ if is_number && code.ends_with("00") => AreaLevel::City,
            _ if is_number => AreaLevel::County,
            _ if code.contains('-') => AreaLevel::Province,
            _ => AreaLevel::Nation,
        }
    }
}
