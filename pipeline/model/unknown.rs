//! A name that is not known in its place, and the nearest known one.

/// A name that is not known in its place.
///
/// ```
/// use figlift_model::{Code, Role};
/// let unknown = Role::read("grwoth").unwrap_err();
/// assert_eq!(unknown.message(), "unknown role `grwoth`");
/// assert_eq!(
///     unknown.help(),
///     "did you mean `growth`? use one of: level, change, growth, multiple, rank",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    kind: String,
    name: String,
    known: Vec<String>,
}

/// The least similarity of a name that is suggested, where 1 is equality.
const LIKE: f64 = 0.8;

impl Unknown {
    /// A name that is not one of the `known`; `kind` is what these are called.
    pub fn of<'n>(kind: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Unknown {
        let known = known.into_iter().map(str::to_owned).collect();
        Unknown { kind: kind.to_owned(), name: name.to_owned(), known }
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        format!("unknown {} `{}`", self.kind, self.name)
    }

    /// What to write instead: the nearest known name, if one is similar, and all of them.
    pub fn help(&self) -> String {
        let all = format!("use one of: {}", self.known.join(", "));
        match self.nearest() {
            Some(name) => format!("did you mean `{name}`? {all}"),
            None => all,
        }
    }

    /// What to write or do instead, for names that `file` lists: too many to name them all.
    ///
    /// ```
    /// use figlift_model::Unknown;
    /// let unknown = Unknown::of("unit", "CNYY", ["CNY", "kg"]);
    /// assert_eq!(unknown.help_to_add("units.toml"), "did you mean `CNY`? else add it to units.toml");
    /// ```
    pub fn help_to_add(&self, file: &str) -> String {
        match self.nearest() {
            Some(name) => format!("did you mean `{name}`? else add it to {file}"),
            None => format!("add it to {file}, or correct its name"),
        }
    }

    /// The message and, on a line of its own, the help.
    pub fn in_lines(&self) -> String {
        format!("{}\n{}", self.message(), self.help())
    }

    /// The most similar known name, if one is similar enough.
    pub fn nearest(&self) -> Option<&str> {
        let likeness = |known: &String| strsim::jaro_winkler(known, &self.name);
        let like = |a: &&String, b: &&String| likeness(a).total_cmp(&likeness(b));
        let nearest = self.known.iter().max_by(like)?;
        (likeness(nearest) > LIKE).then_some(nearest)
    }
}
