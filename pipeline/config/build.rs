//! Embeds the built-in pack: every TOML file below `pack/`, in order of its path.

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
    fs::write(out.join("pack.rs"), code)
}
