//! Writes the sample charts to a folder, to be looked at: set `FIGLIFT_CHART_SAMPLES`.

use super::{all_charts, svg};

#[test]
fn samples_are_written_where_asked_for() {
    for (name, chart) in all_charts() {
        let drawn = svg(&chart);
        assert!(drawn.is_ok(), "{name}: {drawn:?}");
        if let (Ok(text), Some(folder)) = (drawn, std::env::var_os("FIGLIFT_CHART_SAMPLES")) {
            let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
            assert!(std::fs::write(path, text).is_ok(), "{name} could not be written");
        }
    }
}
