//! Embeds the built-in pack: every TOML file below `pack/`, in order of its path, and the dictionary as
//! a trie.

pub mod dictionary;
pub mod walk;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let pack = Path::new("pack");
    // Cargo watches all files in the folder.
    println!("cargo::rerun-if-changed={}", pack.display());
    println!("cargo::rerun-if-changed=walk.rs");
    println!("cargo::rerun-if-changed=dictionary.rs");
    let mut files = walk::files_below(pack).map_err(|(_, error)| error)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name =
            file.strip_prefix(pack).expect("below the pack").to_string_lossy().replace('\\', "/");
        // The path is left to the compiler: a build folder may serve clones at several places.
        let path = "concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/pack/\", ";
        writeln!(code, "    ({name:?}, include_str!({path}{name:?}))),")
            .expect("writing to a string cannot fail");
    }
    code.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    fs::write(out.join("pack.rs"), code)?;
    fs::write(out.join("words.trie"), trie(&pack.join("generated/words.tsv"))?)
}

/// The words of the list with their packed entries, as a serialized trie.
fn trie(list: &Path) -> io::Result<Vec<u8>> {
    let text = fs::read_to_string(list)?;
    let invalid = |line: &str| io::Error::other(format!("{}: `{line}`", list.display()));
    let mut records = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let [word, cost, speech] = [(); 3].map(|()| fields.next().unwrap_or_default());
        let entry = dictionary::LexicalEntry::read(cost, speech).ok_or_else(|| invalid(line))?;
        records.push((word, entry.pack()));
    }
    let trie = crawdad::Trie::from_records(records).map_err(|error| invalid(&error.to_string()))?;
    Ok(trie.serialize_to_vec())
}
