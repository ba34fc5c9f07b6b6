//! `charts/<name>.svg`: the charts, as they were drawn.

use crate::PublishError;
use crate::render::{File, Material, plain_name};

pub(crate) fn files(material: &Material<'_>) -> Result<Vec<File>, PublishError> {
    let file = |(name, svg): &(String, String)| {
        let path = format!("charts/{}.svg", plain_name(name)?);
        Ok(File { path, bytes: svg.clone().into_bytes(), shape: None })
    };
    material.charts.iter().map(file).collect()
}
