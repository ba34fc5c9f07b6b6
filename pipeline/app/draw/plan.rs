//! The charts of a project with their marks, and errors of charts that do not fit their marks.

use figlift_chart::{Mark, Ranks, Takes, mark_named};
use figlift_config::{ChartKey, ChartSpec, ConfigError, Sort};
use figlift_model::{Role, Unknown};

/// A chart with its mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChartPlan<'c> {
    pub spec: &'c ChartSpec,
    pub mark: &'static Mark,
}

impl<'c> ChartPlan<'c> {
    /// A chart with its mark; `None` if the list has no mark of that name.
    pub(super) fn of(spec: &'c ChartSpec, marks: &'static [Mark]) -> Option<ChartPlan<'c>> {
        mark_named(marks, &spec.mark).map(|mark| ChartPlan { spec, mark })
    }
}

/// The charts of a project with their marks.
///
/// # Errors
/// If the list has no mark of that name, or if the mark cannot show the selection.
pub(crate) fn plan<'c>(
    specs: &'c [ChartSpec],
    marks: &'static [Mark],
) -> Result<Vec<ChartPlan<'c>>, ConfigError> {
    let planned = |spec| {
        let plan = ChartPlan::of(spec, marks).ok_or_else(|| unknown(spec, marks))?;
        refuse_ranks(plan, marks)?;
        refuse_keys(plan)?;
        Ok(plan)
    };
    specs.iter().map(planned).collect()
}

fn unknown(spec: &ChartSpec, marks: &[Mark]) -> ConfigError {
    let unknown = Unknown::of("mark", &spec.mark, marks.iter().map(|mark| mark.name));
    spec.error(ChartKey::Mark, unknown.message()).help(unknown.help())
}

/// Refuses to select ranks for a mark that cannot show them, and other values for one that shows
/// only ranks.
fn refuse_ranks(
    ChartPlan { spec, mark }: ChartPlan<'_>,
    marks: &[Mark],
) -> Result<(), ConfigError> {
    let (name, select) = (mark.name, &spec.select);
    let roles = select.roles.iter().map(|role| (ChartKey::Role, *role == Role::Rank));
    let units = select.units.iter().map(|unit| (ChartKey::Unit, unit == "rank"));
    let stated = || roles.clone().chain(units.clone());
    match mark.ranks {
        Ranks::No(why) => {
            let Some((key, _)) = stated().find(|(_, ranks)| *ranks) else { return Ok(()) };
            let others = marks.iter().filter(|mark| !matches!(mark.ranks, Ranks::No(_)));
            let others: Vec<&str> = others.map(|mark| mark.name).collect();
            Err(spec
                .error(key, format!("`{name}` shows no ranks: {why}"))
                .help(format!("choose another mark: {}", others.join(", "))))
        }
        Ranks::Only => {
            let Some((key, _)) = stated().find(|(_, ranks)| !ranks) else { return Ok(()) };
            Err(spec
                .error(key, format!("`{name}` shows only ranks"))
                .help("remove this key, or choose another mark"))
        }
        Ranks::Also => Ok(()),
    }
}

/// Refuses keys without meaning for the mark.
fn refuse_keys(ChartPlan { spec, mark }: ChartPlan<'_>) -> Result<(), ConfigError> {
    let (name, select) = (mark.name, &spec.select);
    let refuse = |key, message: String, help: &str| Err(spec.error(key, message).help(help));
    if select.change_end.is_some() && mark.takes == Takes::Changes {
        let message = format!("`{name}` always shows both ends of each change");
        let help = "remove this key, or choose a mark that shows single values";
        return refuse(ChartKey::ChangeEnd, message, help);
    }
    if mark.takes == Takes::Series && matches!(spec.sort, Sort::Value | Sort::Period) {
        let message = format!("`{name}` runs by period; this key only orders its panels");
        return refuse(ChartKey::Sort, message, "write \"text\" or \"label\", or remove this key");
    }
    if mark.takes != Takes::Series && select.least_periods > 1 {
        let message = format!("`{name}` does not run over periods");
        let help = "remove this key, or choose a mark that runs over periods";
        return refuse(ChartKey::LeastPeriods, message, help);
    }
    if select.latest && matches!(mark.takes, Takes::Changes | Takes::Targets | Takes::Series) {
        let message = format!("`{name}` shows values of several periods");
        let help = "remove this key, or choose a mark that shows single values";
        return refuse(ChartKey::Latest, message, help);
    }
    Ok(())
}
