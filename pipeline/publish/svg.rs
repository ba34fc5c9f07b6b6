//! `charts/<name>.svg`: the charts.

use crate::PublishError;
use crate::format::{Contents, File, Format, no_table, plain_name};

pub(crate) const FORMAT: Format = Format {
    name: "svg",
    listed: || Ok(vec![["`charts/*.svg`".to_owned(), "The charts.".to_owned()]]),
    table: no_table,
    files,
};

fn files(contents: &Contents<'_>) -> Result<Vec<File>, PublishError> {
    let file = |(name, svg): &(String, String)| {
        let path = format!("charts/{}.svg", plain_name(name)?);
        Ok(File::new(path, svg.clone().into_bytes()))
    };
    contents.charts.iter().map(file).collect()
}
