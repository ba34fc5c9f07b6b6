//! Tables, rows and cells on a walk through a part.

use super::steps::{Merge, StoryStep};
use super::story::StoryWalk;
use crate::package::PackageError;
use crate::xml::XmlNode;

impl StoryWalk<'_, '_> {
    pub(super) fn table(&mut self) -> Result<(), PackageError> {
        self.flush();
        self.found.steps.push(StoryStep::Table);
        self.inside()?;
        self.flush();
        self.found.steps.push(StoryStep::EndTable);
        Ok(())
    }

    pub(super) fn row(&mut self) -> Result<(), PackageError> {
        let at = self.found.steps.len();
        let (mut is_head, mut before, mut deleted) = (false, 0, false);
        self.found.steps.push(StoryStep::Row { is_head, before });
        while let Some(node) = self.part.next()? {
            match node {
                XmlNode::Start(start) if start.name() == b"trPr" => {
                    self.part.each(|part, start| {
                        match start.name() {
                            b"tblHeader" => is_head = start.is_on(),
                            b"gridBefore" => before = start.number().unwrap_or_default(),
                            b"del" | b"moveFrom" => deleted = true,
                            b"hidden" => deleted = start.is_on(),
                            _ => {}
                        }
                        part.skip()
                    })?;
                    self.found.steps[at] = StoryStep::Row { is_head, before };
                }
                XmlNode::Start(_) if deleted => self.part.skip()?,
                XmlNode::Start(start) => self.element(&start)?,
                XmlNode::Text(_) => {}
                XmlNode::End => break,
            }
        }
        if deleted {
            self.found.steps.truncate(at);
        }
        Ok(())
    }

    pub(super) fn cell(&mut self) -> Result<(), PackageError> {
        let at = self.found.steps.len();
        let (mut columns, mut merge) = (1, Merge::Alone);
        self.found.steps.push(StoryStep::Cell { columns, merge });
        while let Some(node) = self.part.next()? {
            match node {
                XmlNode::Start(start) if start.name() == b"tcPr" => {
                    self.part.each(|part, start| {
                        match start.name() {
                            b"gridSpan" => columns = start.number().unwrap_or(1),
                            b"vMerge" => {
                                let first = start.val().as_deref() == Some("restart");
                                merge = if first { Merge::First } else { Merge::Continued };
                            }
                            _ => {}
                        }
                        part.skip()
                    })?;
                    self.found.steps[at] = StoryStep::Cell { columns, merge };
                }
                XmlNode::Start(start) => self.element(&start)?,
                XmlNode::Text(_) => {}
                XmlNode::End => break,
            }
        }
        self.flush();
        self.found.steps.push(StoryStep::EndCell);
        Ok(())
    }
}
