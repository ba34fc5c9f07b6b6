//! The default charts of a project without any: what an editor would print of its texts.

mod area_level;
mod areas;
mod default_chart;
mod pool;
mod shares;
mod targets;
mod time;
mod wordings;

pub(super) use self::default_chart::DefaultChart;
use self::default_chart::Specs;
use self::pool::Pool;
use super::inputs::ChartInputs;
use crate::RunError;

/// So many charts are drawn at most.
const CHARTS: usize = 12;
/// The charts of a project without any, the most telling first.
pub(super) fn charts(inputs: &ChartInputs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let pool = Pool::of(inputs)?;
    let specs = Specs { pack: inputs.pack };
    let mut charts = areas::charts(&pool, &specs)?;
    charts.extend(targets::charts(&pool, &specs)?);
    charts.extend(time::charts(&pool, &specs)?);
    charts.extend(shares::charts(&pool, &specs)?);
    charts.extend(wordings::changes(inputs, &specs)?);
    charts.extend(wordings::open(inputs, &specs)?);
    charts.truncate(CHARTS);
    Ok(charts)
}
