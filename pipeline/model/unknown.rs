//! A name that is none of those that its place knows, and the nearest of these.

/// A name that is none of those known where it stands.
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

/// How like another a known name must be to be meant by it, where 1 is the same.
const LIKE: f64 = 0.8;

impl Unknown {
    /// A name where one of the `known` was to stand; `kind` is what these are called.
    pub fn of<'n>(kind: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Unknown {
        let known = known.into_iter().map(str::to_owned).collect();
        Unknown { kind: kind.to_owned(), name: name.to_owned(), known }
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        format!("unknown {} `{}`", self.kind, self.name)
    }

    /// What to write instead: the nearest known name, where there is one, and all of them.
    pub fn help(&self) -> String {
        let all = format!("use one of: {}", self.known.join(", "));
        match self.nearest() {
            Some(name) => format!("did you mean `{name}`? {all}"),
            None => all,
        }
    }

    /// The message and, on a line of its own, the help.
    pub fn in_lines(&self) -> String {
        format!("{}\n{}", self.message(), self.help())
    }

    /// The known name that is most like it, where one is.
    fn nearest(&self) -> Option<&str> {
        let likeness = |known: &String| strsim::jaro_winkler(known, &self.name);
        let like = |a: &&String, b: &&String| likeness(a).total_cmp(&likeness(b));
        let nearest = self.known.iter().max_by(like)?;
        (likeness(nearest) > LIKE).then_some(nearest)
    }
}
