//! The list of marks, and one that is longer.

use std::collections::BTreeSet;

use super::{chart, exact, panel, row};
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::{Chart, Draw, MARKS, Mark, Ranks, Scale, Takes, draw, mark_named};

/// A mark of someone else: a dot for each value, one below the other.
const DOTS: Mark = Mark {
    name: "dots",
    shows: "nothing but dots",
    takes: Takes::Values,
    ranks: Ranks::Also,
    mixes_units: false,
    draw: Draw(|canvas, panels, top| {
        let mut bottom = top;
        for row in panels.iter().flat_map(|panel| &panel.rows) {
            bottom += 20.0;
            canvas.mark(&row.to, || canvas.dot((100.0, bottom), 5.0, Ink::Accent))?;
        }
        Ok(Drawn { bottom, description: "Dots".to_owned(), key: Key::default() })
    }),
};

#[test]
fn a_list_of_marks_may_have_more() {
    let all: &'static [Mark] = Box::leak([MARKS, &[DOTS]].concat().into_boxed_slice());
    let rows = vec![row("甲", "A", exact("a", "1", 1.0), exact("b", "2", 2.0))];
    let bars = chart("bar", vec![panel("乙", "B", Scale::Level, rows)]);
    let dots = Chart { mark: mark_named(all, "dots").unwrap(), ..bars };
    let drawing = draw(&dots).unwrap();
    assert_eq!(drawing.figure_ids, ["sample#b"]);
    assert!(drawing.svg.contains(">Dots. "), "{}", drawing.svg);
    assert!(mark_named(MARKS, "dots").is_none());
}

#[test]
fn each_mark_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = MARKS.iter().map(|mark| mark.name).collect();
    assert_eq!(names.len(), MARKS.len());
}
