use std::fs;
use std::path::Path;

use figlift_model::Severity;

use super::*;
use crate::INPUTS;

/// The names of the texts in a folder that has these files, and its other files with their reasons.
fn found(names: &[&str]) -> (Vec<String>, Vec<(String, &'static str)>) {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "12家").unwrap();
    }
    listed(folder.path(), Links::Inside)
}

fn listed(folder: &Path, links: Links) -> (Vec<String>, Vec<(String, &'static str)>) {
    let found = find(folder, INPUTS, links).unwrap();
    let passed = found.passed.iter().map(|one| (one.name.clone(), one.reason.code())).collect();
    (found.files.into_iter().map(|file| file.name).collect(), passed)
}

fn owned(passed: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    passed.iter().map(|(name, code)| ((*name).to_owned(), *code)).collect()
}

#[test]
fn each_file_that_is_not_hidden_is_a_text_a_sidecar_or_passed_over() {
    let names = [
        "a.txt",
        "a.toml",
        "b/c.TXT",
        "b/c.TXT.toml",
        "b/d.TOML",
        "e.toml",
        "f.PPTX",
        "f.toml",
        "g.jpg",
        "LICENCE",
        ".hidden.docx",
        ".git/h.doc",
    ];
    let (texts, passed) = found(&names);
    assert_eq!(texts, ["a.txt", "b/c.TXT"]);
    let expected = [
        ("LICENCE", "unknown-kind"),
        ("b/d.TOML", "sidecar-in-capitals"),
        ("e.toml", "sidecar-without-text"),
        ("f.PPTX", "refused-kind"),
        ("g.jpg", "unknown-kind"),
    ];
    assert_eq!(passed, owned(&expected));
}

#[test]
fn what_may_hold_a_text_is_an_error_and_the_rest_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.doc", "b.jpg", "c.toml", "d.TOML"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let passed = find(folder.path(), INPUTS, Links::Inside).unwrap().passed;
    let severities: Vec<Severity> = passed.iter().map(|one| one.reason.severity()).collect();
    use Severity::{Error, Warning};
    assert_eq!(severities, [Error, Warning, Warning, Error]);
    let doc = passed[0].reason.to_string();
    assert!(doc.contains("a Word 97 document") && doc.contains("soffice --headless"), "{doc}");
}

#[test]
fn the_sidecar_of_one_file_comes_before_that_of_several() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "a.TXT", "a.toml", "a.TXT.toml"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let files = find(folder.path(), INPUTS, Links::Inside).unwrap().files;
    let sidecars: Vec<_> = files.iter().map(|file| file.sidecar_name().unwrap()).collect();
    assert_eq!(sidecars, ["a.TXT.toml", "a.toml"]);
}

#[test]
fn a_name_without_room_for_that_of_a_sidecar_is_read() {
    let name = format!("{}.txt", "长".repeat(83));
    assert_eq!((name.len(), found(&[&name])), (253, (vec![name], vec![])));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_are_followed_to_files_of_the_folder_alone() {
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (inner, outer) = (folder.path(), outside.path());
        fs::create_dir(inner.join("in")).unwrap();
        fs::write(inner.join("in/a.txt"), "12家").unwrap();
        fs::write(outer.join("b.txt"), "13家").unwrap();
        let links = [
            ("dangling.txt", inner.join("nothing.txt")),
            ("folder", inner.join("in")),
            ("loop.txt", inner.join("loop.txt")),
            ("near.txt", inner.join("in/a.txt")),
            ("far.txt", outer.join("b.txt")),
            ("near.toml", "/dev/zero".into()),
        ];
        for (name, target) in links {
            symlink(target, inner.join(name)).unwrap();
        }
        let (texts, passed) = listed(inner, Links::Inside);
        assert_eq!(texts, ["in/a.txt", "near.txt"]);
        let far = ("far.txt", "link-outside");
        let others = [
            ("dangling.txt", "dangling-link"),
            ("folder", "link-to-folder"),
            ("loop.txt", "dangling-link"),
            ("near.toml", "special-file"),
        ];
        assert_eq!(passed, owned(&[&others[..1], &[far], &others[1..]].concat()));
        let (texts, passed) = listed(inner, Links::Anywhere);
        assert_eq!(texts, ["far.txt", "in/a.txt", "near.txt"]);
        assert_eq!(passed, owned(&others));
    }

    #[test]
    fn pipes_and_devices_are_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.txt");
        if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            eprintln!("skipped: there is no mkfifo");
            return;
        }
        assert_eq!(
            listed(folder.path(), Links::Inside),
            (vec![], owned(&[("a.txt", "special-file")]))
        );
    }

    #[test]
    fn names_that_are_not_utf8_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"\xB1\xB1.txt"[..], b"\xB1\xB2.txt"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "12家").unwrap();
        }
        assert_eq!(listed(folder.path(), Links::Inside).0, ["%B1%B1.txt", "%B1%B2.txt"]);
    }

    #[test]
    fn a_sidecar_that_never_ends_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.txt");
        fs::write(&text, "12家").unwrap();
        symlink("/dev/zero", folder.path().join("a.toml")).unwrap();
        let file = RawFile::alone(&text, crate::PLAIN).unwrap();
        let error = crate::load(&file, crate::SizeLimit::default()).unwrap_err();
        assert!(error.to_string().contains("a.toml` is no sidecar"), "{error}");
    }
}
