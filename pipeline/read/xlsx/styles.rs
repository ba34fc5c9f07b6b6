//! The number formats of cells, by the number of their style.

use std::collections::HashMap;
use std::rc::Rc;

use crate::package::PackageError;
use crate::sheet::builtin;
use crate::sheet::format::CellFormat;
use crate::xml::XmlPart;

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct CellFormats {
    styles: Vec<Option<Rc<CellFormat>>>,
}

impl CellFormats {
    /// Those that a part states.
    ///
    /// # Errors
    /// If the part is damaged.
    pub(super) fn read(name: &str, text: &str) -> Result<CellFormats, PackageError> {
        let mut own: HashMap<usize, Rc<CellFormat>> = HashMap::new();
        let mut styles = Vec::new();
        XmlPart::new(name, text).each(|part, _| {
            part.each(|part, start| match start.name() {
                b"numFmts" => part.each(|part, start| {
                    let number = start.value("numFmtId").and_then(|number| number.parse().ok());
                    if let (Some(number), Some(code)) = (number, start.value("formatCode")) {
                        own.insert(number, Rc::new(CellFormat::parse(&code)));
                    }
                    part.skip()
                }),
                b"cellXfs" => part.each(|part, start| {
                    let number = start.value("numFmtId").and_then(|number| number.parse().ok());
                    styles.push(number.unwrap_or(0_usize));
                    part.skip()
                }),
                _ => part.skip(),
            })
        })?;
        let format =
            |number: usize| own.get(&number).cloned().or_else(|| Some(Rc::new(builtin(number)?)));
        // Styles that share a format hold it once.
        let mut known: HashMap<usize, Option<Rc<CellFormat>>> = HashMap::new();
        let of = |number| known.entry(number).or_insert_with(|| format(number)).clone();
        Ok(CellFormats { styles: styles.into_iter().map(of).collect() })
    }

    /// The format of a style.
    pub(super) fn of(&self, style: usize) -> Option<&CellFormat> {
        self.styles.get(style)?.as_deref()
    }
}
