//! Folders on disk: replaced completely, refused if files of the user would be lost, completed
//! after a killed run.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::sample::output;
use crate::{Departure, FORMATS, PublishError, Rendered, recover, render};

fn rendered(svg: &str) -> Rendered {
    render(output(svg), FORMATS).unwrap()
}

/// A parent folder, and the output folder in it with the first output.
fn written() -> (TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("output");
    rendered("<svg>1</svg>").write(&folder).unwrap();
    (parent, folder)
}

fn chart(folder: &Path) -> String {
    fs::read_to_string(folder.join("charts/spending.svg")).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| name(e).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn second() -> Rendered {
    rendered("<svg>2</svg>")
}

#[test]
fn a_folder_of_ours_is_replaced_whole() {
    let (parent, folder) = written();
    let mut smaller = output("<svg>2</svg>");
    smaller.tables.clear();
    render(smaller, FORMATS).unwrap().write(&folder).unwrap();
    assert_eq!(walk(&folder).unwrap(), ["charts/spending.svg", "manifest.json"]);
    assert_eq!(chart(&folder), "<svg>2</svg>");
    assert_eq!(names(parent.path()), ["output"]);
}

#[test]
fn missing_parents_and_empty_folders_serve() {
    let parent = tempfile::tempdir().unwrap();
    let nested = parent.path().join("a/b/output/");
    second().write(&nested).unwrap();
    assert_eq!(chart(&nested), "<svg>2</svg>");
    let empty = parent.path().join("empty");
    fs::create_dir(&empty).unwrap();
    fs::write(empty.join(".DS_Store"), "x").unwrap();
    second().write(&empty).unwrap();
    assert_eq!(walk(&empty).unwrap().len(), 4);
    assert_eq!(names(parent.path()), ["a", "empty"]);
}

#[test]
fn a_folder_of_others_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("thesis");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("draft.txt"), "years of work").unwrap();
    for manifest in [None, Some("{}"), Some("not JSON"), Some(r#"{"program": "webpack 5"}"#)] {
        if let Some(text) = manifest {
            fs::write(folder.join("manifest.json"), text).unwrap();
        }
        let error = second().write(&folder).unwrap_err();
        assert!(matches!(error, PublishError::NotOurs { .. }), "{error}");
        assert!(error.to_string().contains("thesis"), "{error}");
        assert_eq!(fs::read_to_string(folder.join("draft.txt")).unwrap(), "years of work");
    }
    assert_eq!(names(parent.path()), ["thesis"]);
}

#[test]
fn files_of_the_user_in_our_folder_are_not_lost() {
    let (_parent, folder) = written();
    for i in 0..7 {
        fs::write(folder.join(format!("charts/note{i}.txt")), "mine").unwrap();
    }
    let error = second().write(&folder).unwrap_err();
    let PublishError::Surplus { files, count: 7, .. } = &error else { panic!("{error}") };
    assert_eq!(files.len(), 5);
    assert_eq!(files[0], "charts/note0.txt");
    assert!(error.to_string().contains("7 files") && error.to_string().contains(", …"), "{error}");
    assert_eq!(chart(&folder), "<svg>1</svg>");
}

#[test]
fn hidden_files_of_the_user_count_too() {
    let (_parent, folder) = written();
    fs::write(folder.join(".env"), "mine").unwrap();
    let text = second().write(&folder).unwrap_err().to_string();
    assert!(text.contains("1 file that figlift") && text.contains("`.env`; move it"), "{text}");
}

#[test]
fn a_file_is_no_folder() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("output");
    fs::write(&file, "text").unwrap();
    for path in [file.clone(), file.join("below"), PathBuf::from("/"), PathBuf::new()] {
        let error = second().write(&path).unwrap_err();
        assert!(!matches!(error, PublishError::NotOurs { .. }), "{}: {error}", path.display());
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "text");
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    let (parent, folder) = written();
    let link = parent.path().join("link");
    std::os::unix::fs::symlink("output", &link).unwrap();
    second().write(&link.join("")).unwrap();
    assert_eq!(chart(&folder), "<svg>2</svg>");
    assert!(link.symlink_metadata().unwrap().is_symlink());
    let nowhere = parent.path().join("nowhere");
    std::os::unix::fs::symlink("gone", &nowhere).unwrap();
    let error = second().write(&nowhere).unwrap_err();
    assert!(error.to_string().contains("broken link"), "{error}");
}

#[test]
fn leftovers_of_a_killed_run_are_removed() {
    let (parent, folder) = written();
    let half = parent.path().join(".output.figlift-new-99999");
    fs::create_dir_all(half.join("tables")).unwrap();
    fs::write(half.join("tables/small.parquet"), "half").unwrap();
    fs::write(parent.path().join(".output.figlift-lock"), "").unwrap();
    let other = ".output.figlift-new-mine";
    fs::write(parent.path().join(other), "not a name of ours").unwrap();
    assert!(recover(&folder).unwrap());
    assert!(!recover(&folder).unwrap());
    assert_eq!(names(parent.path()), [other, "output"]);
    assert_eq!(chart(&folder), "<svg>1</svg>");
}

/// Runs the two-step up to where it is killed, then the next start.
fn killed_after(steps: usize) -> (TempDir, PathBuf) {
    let (parent, folder) = written();
    let place = OutputFolder::of(&folder).unwrap();
    let new = fresh::build(&place, &second()).unwrap();
    if steps > 0 {
        swap::note(&place, &new).unwrap();
    }
    if steps > 1 {
        swap::set_aside(&place).unwrap();
        assert!(!folder.exists());
    }
    if steps > 2 {
        fs::rename(&new, &folder).unwrap();
    }
    assert!(recover(&folder).unwrap());
    assert_eq!(names(parent.path()), ["output"]);
    (parent, folder)
}

#[test]
fn a_two_step_is_completed_by_the_next_run() {
    let chart_after = |steps| {
        let (_parent, folder) = killed_after(steps);
        assert_eq!(walk(&folder).unwrap().len(), 4);
        chart(&folder)
    };
    assert_eq!(chart_after(0), "<svg>1</svg>");
    assert_eq!(chart_after(1), "<svg>2</svg>");
    assert_eq!(chart_after(2), "<svg>2</svg>");
    assert_eq!(chart_after(3), "<svg>2</svg>");
}

#[test]
fn a_two_step_replaces_as_an_exchange_does() {
    let (parent, folder) = written();
    let place = OutputFolder::of(&folder).unwrap();
    let new = fresh::build(&place, &second()).unwrap();
    swap::two_step(&place, &new).unwrap();
    assert_eq!(chart(&folder), "<svg>2</svg>");
    assert_eq!(names(parent.path()), ["output"]);
}

#[test]
fn a_journal_cut_short_means_that_nothing_was_begun() {
    let (parent, folder) = written();
    let place = OutputFolder::of(&folder).unwrap();
    let new = fresh::build(&place, &second()).unwrap();
    let name = new.file_name().unwrap().to_string_lossy().into_owned();
    fs::write(place.journal(), &name).unwrap();
    assert!(recover(&folder).unwrap());
    assert_eq!(chart(&folder), "<svg>1</svg>");
    assert_eq!(names(parent.path()), ["output"]);
}

#[test]
fn recovery_does_not_replace_what_the_user_put_there_meanwhile() {
    let (_parent, folder) = written();
    let place = OutputFolder::of(&folder).unwrap();
    let new = fresh::build(&place, &second()).unwrap();
    swap::note(&place, &new).unwrap();
    swap::set_aside(&place).unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("draft.txt"), "mine").unwrap();
    assert!(matches!(recover(&folder), Err(PublishError::NotOurs { .. })));
    assert!(folder.join("draft.txt").exists() && new.exists());
}

#[test]
fn a_folder_that_was_half_discarded_is_still_ours() {
    let (parent, folder) = written();
    let place = OutputFolder::of(&folder).unwrap();
    let new = fresh::build(&place, &second()).unwrap();
    swap::note(&place, &new).unwrap();
    fs::remove_file(folder.join("charts/spending.svg")).unwrap();
    assert!(recover(&folder).unwrap());
    assert_eq!(chart(&folder), "<svg>2</svg>");
    swap::discard(&folder).unwrap();
    assert!(names(parent.path()).is_empty());
}

#[test]
fn runs_for_one_folder_take_turns() {
    let (parent, folder) = written();
    std::thread::scope(|scope| {
        for i in 0..4 {
            let folder = &folder;
            scope.spawn(move || {
                for j in 0..5 {
                    rendered(&format!("<svg>{i}.{j}</svg>")).write(folder).unwrap();
                }
            });
        }
    });
    assert_eq!(walk(&folder).unwrap().len(), 4);
    assert_eq!(names(parent.path()), ["output"]);
}

#[test]
fn differences_are_named_and_nothing_is_written() {
    let (parent, folder) = written();
    assert!(rendered("<svg>1</svg>").differences(&folder).unwrap().is_empty());
    fs::remove_file(folder.join("tables/small.parquet")).unwrap();
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    fs::write(folder.join("README.md"), "# Our tables").unwrap();
    let shown: Vec<String> =
        second().differences(&folder).unwrap().iter().map(ToString::to_string).collect();
    let expected = [
        "changed: README.md",
        "changed: charts/spending.svg",
        "changed: manifest.json",
        "surplus: notes.txt",
        "missing: tables/small.parquet",
    ];
    assert_eq!(shown, expected);
    assert_eq!(chart(&folder), "<svg>1</svg>");
    let absent = second().differences(&parent.path().join("absent")).unwrap();
    assert_eq!(absent.len(), 4);
    assert!(absent.iter().all(|difference| difference.departure == Departure::Missing));
    assert!(!parent.path().join("absent").exists());
    let file = second().differences(&folder.join("notes.txt"));
    assert!(matches!(file, Err(PublishError::NotAFolder { .. })));
}
