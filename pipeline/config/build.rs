//! Embeds the built-in pack: every TOML file below `pack/`, in order of its path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let pack = Path::new("pack");
    let mut files = Vec::new();
    collect(pack, &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name =
            file.strip_prefix(pack).expect("below the pack").to_string_lossy().replace('\\', "/");
        // The path is left to the compiler: a build folder may serve clones at several places.
        let path = "concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/pack/\", ";
        writeln!(code, "    ({name:?}, include_str!({path}{name:?}))),")
            .expect("a string takes all");
    }
    code.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    fs::write(out.join("pack.rs"), code)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
