use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::Code;

/// Declares sets of codes: each an enum whose names in tables are those of its variants in snake case,
/// unless a variant states another.
macro_rules! codes {
    ($($(#[$of:meta])* $name:ident, $kind:literal { $($(#[$one:meta])* $code:ident,)+ })+) => {$(
        $(#[$of])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            Display, EnumString, IntoStaticStr, VariantArray,
        )]
        #[strum(serialize_all = "snake_case")]
        pub enum $name {
            $($(#[$one])* $code,)+
        }

        impl $name {
            /// All codes of the set, in the order of the figure model.
            pub const ALL: &'static [$name] = <$name as VariantArray>::VARIANTS;

            /// The name of the code, as tables write it.
            pub fn as_str(self) -> &'static str {
                self.into()
            }

            /// The code of that name; `None` where no code of the set has it.
            pub fn named(name: &str) -> Option<$name> {
                name.parse().ok()
            }
        }

        impl Code for $name {
            const KIND: &'static str = $kind;
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                crate::serialize(*self, to)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                crate::deserialize(from)
            }
        }
    )+};
}

codes! {
    /// What a value is.
    Role, "role" {
        /// How much there is.
        Level,
        /// An absolute difference.
        Change,
        /// A relative difference, in percent.
        Growth,
        /// How many times as much.
        Multiple,
        /// A place in an order.
        Rank,
    }

    /// What a wording makes of a number.
    Qualifier, "qualifier" {
        /// The number itself.
        Exact,
        /// More than it.
        Over,
        /// It or more.
        AtLeast,
        /// Less than it.
        Under,
        /// It or less.
        AtMost,
        /// About it.
        About,
        /// From one to another.
        Between,
    }

    /// Which end of a change a figure is.
    ChangeEnd, "end of a change" {
        /// The former value.
        From,
        /// The later value.
        To,
    }

    /// Which way a verb says that a value moves.
    Sign, "sign" {
        /// Up.
        #[strum(serialize = "+")]
        Plus,
        /// Down.
        #[strum(serialize = "-")]
        Minus,
    }

    /// What a change is compared with.
    Basis, "basis" {
        /// The same period a year earlier: 同比, 比上年.
        Yoy,
        /// The period just before: 环比, 比上月.
        Pop,
        /// A mean over the years: 年均.
        Avg,
        /// A stated period: 比2015年.
        Since,
        /// Others at the same time: 高于全国平均.
        Peer,
        /// A plan or a goal: 超计划.
        Plan,
    }

    /// What was done to what is counted or paid: the class of the verb.
    Action, "action" {
        /// It is new: 新增.
        New,
        /// A thing that lasts was made: 建成.
        Built,
        /// It was made better: 改造.
        Renewed,
        /// It was ended: 淘汰.
        Removed,
        /// Money or goods were given: 发放.
        Paid,
        /// It was got: 争取.
        Gained,
        /// An event was held: 举办.
        Held,
        /// Words were made known: 发布.
        Issued,
        /// People or firms were served: 惠及.
        Served,
        /// A case or request was dealt with: 审结.
        Handled,
        /// It was chosen or recognised: 认定.
        Chosen,
        /// It was made to grow: 培育.
        Fostered,
        /// It was carried out: 实施.
        Completed,
        /// It was run: 开行.
        Operated,
        /// It was agreed upon: 签署.
        Agreed,
        /// Others were brought to do it: 带动.
        Driven,
        /// It was bought or sold: 收储.
        Traded,
        /// It moved in: 落户.
        Moved,
    }

    /// How a value belongs to a length of time.
    FlowStock, "kind of flow or stock" {
        /// It is there at one time: 常住人口.
        Stock,
        /// It is added up over the time that it is stated for: 城镇新增就业.
        Flow,
        /// It is a flow that is stated for one length of time, commonly the year: 地区生产总值 said of five
        /// years is that of the last of them, unless the words add it up.
        #[strum(serialize = "flow-of-period")]
        FlowOfPeriod,
    }

    /// SDMX observation status, code list `CL_OBS_STATUS`; `T` is a code of our own.
    ObsStatus, "status" {
        /// Normal value: it was observed.
        #[strum(serialize = "A")]
        Actual,
        /// Provisional value.
        #[strum(serialize = "P")]
        Provisional,
        /// Forecast value.
        #[strum(serialize = "F")]
        Forecast,
        /// Target.
        #[strum(serialize = "T")]
        Target,
    }

    /// Whose error a correction puts right.
    CorrectionKind, "kind of correction" {
        /// The text is wrong.
        Source,
        /// Its reading is wrong.
        Extraction,
    }

    /// What a numeral is.
    NumeralClass, "class" {
        /// A value that the text states.
        Figure,
        /// A time.
        Period,
        /// A name or a class of things: 5G.
        Label,
        /// The number of a point: （二）.
        Enumerator,
        /// A number that leads to something else: 第三条.
        Reference,
        /// A fixed expression: 一批.
        Idiom,
        /// In what stands around the main text of a page: menus, links, addresses.
        Furniture,
        /// None of these: no rule explains it.
        Unresolved,
    }

    /// Where the period of a figure comes from.
    PeriodSource, "source of a period" {
        /// Its own clause.
        Stated,
        /// What stands before it in its paragraph.
        Carried,
        /// A heading or lead-in above it.
        Heading,
        /// The period that the document reports on.
        Document,
    }

    /// What is wrong with a text, or was taken from it for want of a sidecar.
    DiagnosticCode, "code of a diagnostic" {
        /// No rule explains a numeral.
        #[strum(serialize = "unresolved-numeral")]
        UnresolvedNumeral,
        /// A number has too many digits to be exact.
        #[strum(serialize = "number-too-long")]
        NumberTooLong,
        /// The date of the document is one that its text states.
        #[strum(serialize = "date-from-text")]
        DateFromText,
        /// The area of the document is that of the source which its text names.
        #[strum(serialize = "area-from-text")]
        AreaFromText,
        /// A page declares a charset that is not its own.
        #[strum(serialize = "wrong-charset")]
        WrongCharset,
        /// A record of a corpus states metadata that cannot be used.
        #[strum(serialize = "invalid-metadata")]
        InvalidMetadata,
        /// Paragraphs of a text repeat earlier ones, figures among them.
        #[strum(serialize = "repeated-text")]
        RepeatedText,
    }

    /// How much a problem matters, the least first.
    Severity, "severity" {
        /// Worth knowing.
        Info,
        /// Probably wrong.
        Warning,
        /// Wrong.
        Error,
    }

    /// How a check came out, in the order in which a summary counts.
    CheckStatus, "status of a check" {
        /// As it should be.
        Pass,
        /// Not as it should be.
        Fail,
        /// What should be there is not.
        Missing,
        /// There was nothing to check in this run.
        NotApplicable,
        /// What stands beside each other may not be compared: growth at constant prices, and levels at
        /// current ones.
        NotComparable,
    }
}

impl CheckStatus {
    /// Whether a run with such a check is not clean.
    pub fn is_failure(self) -> bool {
        matches!(self, CheckStatus::Fail | CheckStatus::Missing)
    }
}

impl ObsStatus {
    /// Whether the value was observed, if only provisionally.
    pub fn is_observed(self) -> bool {
        matches!(self, ObsStatus::Actual | ObsStatus::Provisional)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back<C: Code + PartialEq + std::fmt::Debug>() {
        for (&code, name) in C::VARIANTS.iter().zip(C::names()) {
            assert_eq!(name.parse().ok(), Some(code));
        }
    }

    #[test]
    fn names_are_read_back() {
        read_back::<Role>();
        read_back::<Qualifier>();
        read_back::<ObsStatus>();
        read_back::<CheckStatus>();
        assert_eq!(CheckStatus::NotApplicable.as_str(), "not_applicable");
        assert_eq!(ObsStatus::Target.as_str(), "T");
        assert_eq!(Role::named("Level"), None);
    }
}
