use std::fs;
use std::path::Path;

use figlift_config::Config;
use figlift_text::Metadata;
use tempfile::TempDir;

use super::*;

const TEXT: &str =
    "甲市统计公报\n（2021年3月1日）\n全市研发经费从12亿元增加到15.6亿元，同比增长30%。约三四百人。";

fn rules() -> RuleSet {
    RuleSet::compile(&Config::built_in().unwrap().pack).unwrap()
}

/// A document without a sidecar. A text is its own hash here.
fn source(text: &str) -> SourceHashes<'_> {
    SourceHashes { doc_id: "city", name: "city.txt", text, sidecar: None }
}

/// A cache in that folder of another build of the program.
fn of_build(folder: &Path, rules: &str, program: &str) -> Cache {
    let store = EntryStore::new(folder.join("extractions"));
    let opened = Opened { store, rules: rules.to_owned(), program: program.to_owned() };
    Cache { opened: Some(opened), ..Cache::none() }.explained()
}

/// What a cache does with a document, and what it gives of it.
fn looked_up(cache: &Cache, source: SourceHashes<'_>, rules: &RuleSet) -> (Lookup, String) {
    let document = Document::new(source.doc_id, source.text, Metadata::default());
    let (document, extraction, lookup) = cache.extract(document, source, rules);
    (lookup.unwrap(), format!("{document:?} {extraction:?}"))
}

/// The only entry of a document in a folder.
fn entry(folder: &TempDir) -> std::path::PathBuf {
    let folders = fs::read_dir(folder.path().join("extractions")).unwrap();
    let files = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
    let mut files = files.map(|file| file.unwrap().path());
    let first = files.next().unwrap();
    assert_eq!(files.next(), None, "one entry");
    first
}

#[test]
fn an_extraction_from_the_cache_is_the_same() {
    let (folder, rules) = (TempDir::new().unwrap(), rules());
    let texts = [TEXT, "", "没有数字。", &format!("{}元", "9".repeat(400)), &TEXT.repeat(300)];
    let results = |expected: Lookup| -> Vec<String> {
        let cache = of_build(folder.path(), "rules", "build");
        let all = texts.iter().enumerate().map(|(number, text)| {
            let doc_id = number.to_string();
            let (lookup, result) =
                looked_up(&cache, SourceHashes { doc_id: &doc_id, ..source(text) }, &rules);
            assert_eq!(lookup, expected);
            result
        });
        all.collect()
    };
    let first = results(Lookup::New);
    assert!(first[0].contains("2021-03-01"), "the text states a date: {}", first[0]);
    assert_eq!(results(Lookup::Unchanged), first);
}

#[test]
fn whatever_an_extraction_depends_on_is_compared() {
    let (folder, rules) = (TempDir::new().unwrap(), rules());
    let lookup = |source, of_rules, build| {
        looked_up(&of_build(folder.path(), of_rules, build), source, &rules).0
    };
    let changed = |parts: &[KeyPart]| Lookup::Changed(parts.to_vec());
    let with = |sidecar| SourceHashes { sidecar, ..source(TEXT) };
    assert_eq!(lookup(source(TEXT), "a", "1"), Lookup::New);
    assert_eq!(lookup(source("另有12人。"), "a", "1"), changed(&[KeyPart::Text]));
    assert_eq!(lookup(with(Some("hash")), "a", "1"), changed(&[KeyPart::Sidecar]));
    assert_eq!(lookup(source(TEXT), "b", "1"), changed(&[KeyPart::Rules]));
    assert_eq!(lookup(source(TEXT), "a", "2"), changed(&[KeyPart::Program]));
    assert_eq!(lookup(source("只有3人。"), "c", "1"), changed(&[KeyPart::Text, KeyPart::Rules]));
    let others = [
        SourceHashes { doc_id: "county", ..source(TEXT) },
        SourceHashes { name: "city.md", ..source(TEXT) },
    ];
    assert_eq!(others.map(|other| lookup(other, "a", "1")), [Lookup::New, Lookup::New]);
    // All are kept beside each other.
    for (source, of_rules, build) in [
        (source(TEXT), "a", "1"),
        (with(Some("hash")), "a", "1"),
        (source(TEXT), "b", "1"),
        (source(TEXT), "a", "2"),
    ] {
        assert_eq!(lookup(source, of_rules, build), Lookup::Unchanged);
    }
}

#[test]
fn a_damaged_entry_is_made_anew() {
    let (folder, rules) = (TempDir::new().unwrap(), rules());
    let lookup = || looked_up(&of_build(folder.path(), "rules", "build"), source(TEXT), &rules);
    let (_, result) = lookup();
    let path = entry(&folder);
    let whole = fs::read(&path).unwrap();
    let turned = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let longer = [&whole[..], b"x"].concat();
    let damaged = [turned(0), turned(40), turned(whole.len() - 1), longer];
    let cut = [0, 31, 32, whole.len() / 2, whole.len() - 1].map(|length| whole[..length].to_vec());
    for bytes in damaged.into_iter().chain(cut) {
        fs::write(&path, bytes).unwrap();
        assert_eq!(lookup(), (Lookup::Damaged, result.clone()));
        assert!(fs::read(&path).unwrap() == whole);
        assert_eq!(lookup(), (Lookup::Unchanged, result.clone()));
    }
    // An entry of another key is none, even in its place.
    let store = EntryStore::new(folder.path().join("extractions"));
    let name = path.strip_prefix(folder.path().join("extractions")).unwrap().to_str().unwrap();
    store.save(name, &[0; 32], b"content").unwrap();
    assert_eq!(lookup(), (Lookup::Damaged, result));
}

#[test]
fn a_folder_that_cannot_be_written_is_reported_once() {
    let (folder, rules) = (TempDir::new().unwrap(), rules());
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let cache = of_build(&file, "rules", "build");
    for doc_id in ["a", "b"] {
        let (lookup, result) = looked_up(&cache, SourceHashes { doc_id, ..source(TEXT) }, &rules);
        assert!(lookup == Lookup::New && result.contains("15.6"));
    }
    let failure = cache.close().unwrap();
    let start = "results cannot be kept for the next run: ";
    assert!(failure.starts_with(start) && failure.contains("extractions: "), "{failure}");
    assert_eq!(fs::read(file).unwrap(), b"no folder");
}

#[test]
fn a_folder_that_is_removed_in_between_is_made_again() {
    let (folder, rules) = (TempDir::new().unwrap(), rules());
    let cache = of_build(folder.path(), "rules", "build");
    for _ in 0..2 {
        assert_eq!(looked_up(&cache, source(TEXT), &rules).0, Lookup::New);
        assert_eq!(looked_up(&cache, source(TEXT), &rules).0, Lookup::Unchanged);
        fs::remove_dir_all(folder.path().join("extractions")).unwrap();
    }
    assert_eq!(cache.close(), None);
}

#[test]
fn the_last_run_of_a_place_is_kept() {
    let folder = TempDir::new().unwrap();
    let open = |program| of_build(folder.path(), "rules", program);
    let known = |cache: &Cache, place| cache.run::<(u8, String)>(place).unwrap();
    assert_eq!(known(&open("build"), "output"), Err(RunLookup::New));
    for number in [1, 2] {
        open("build").keep_run("output", &(number, "run"));
        // What identifies the rules is for its user to compare.
        let cache = of_build(folder.path(), "other rules", "build");
        assert_eq!(known(&cache, "output"), Ok((number, "run".to_owned())));
    }
    assert_eq!(known(&open("build"), "other"), Err(RunLookup::New));
    let changed = RunLookup::Changed(vec![RunPart::Program]);
    assert_eq!(known(&open("other build"), "output"), Err(changed));
    assert_eq!(open("build").run::<(u8, String, u64)>("output").unwrap(), Err(RunLookup::Damaged));
    let file = entry(&folder);
    let bytes = fs::read(&file).unwrap();
    fs::write(file, &bytes[1..]).unwrap();
    assert_eq!(known(&open("build"), "output"), Err(RunLookup::Damaged));
    assert!(Cache::none().run::<(u8, String)>("output").is_none());
}

#[test]
fn this_program_is_the_same_until_it_changes() {
    let folder = TempDir::new().unwrap();
    let store = EntryStore::new(folder.path().to_owned());
    let identity = program::identity(&store).unwrap();
    assert_eq!(identity.len(), 64);
    assert_eq!(program::identity(&store).unwrap(), identity, "kept");
    let elsewhere = TempDir::new().unwrap();
    assert_eq!(
        program::identity(&EntryStore::new(elsewhere.path().to_owned())).unwrap(),
        identity,
        "anew"
    );
}

#[test]
fn what_was_not_used_for_longest_is_removed_first() {
    use std::time::{Duration, SystemTime};

    let folder = TempDir::new().unwrap();
    let store = EntryStore::new(folder.path().to_owned());
    let names = ["aa/1", "bb/2", "aa/3", "cc/4"];
    let days = |number: u32| Duration::from_secs(24 * 60 * 60) * number;
    for (name, age) in names.iter().zip([4, 3, 2, 0]) {
        store.save(name, &[1; 32], &[0; 5000]).unwrap();
        let file = fs::File::options().append(true).open(folder.path().join(name)).unwrap();
        file.set_modified(SystemTime::now() - days(age)).unwrap();
    }
    let left = || names.map(|name| store.load(name, &[1; 32]) != StoredEntry::Nothing);
    // Those of more than a day are used now.
    assert_eq!(store.load("aa/1", &[1; 32]), StoredEntry::Content(vec![0; 5000]));
    store.trim(3 * 8192);
    assert_eq!(left(), [true, false, true, true]);
    EntryStore::new(folder.path().to_owned()).trim(0);
    assert_eq!(left(), [true, false, true, true], "a run that wrote nothing does not look");
    store.trim(0);
    assert_eq!(left(), [false; 4]);
}
