#!/usr/bin/env python3
"""Put the built program and the licences of all that it holds into a folder.

usage: release.py FOLDER [PROGRAM]

The program is the one of cargo's release profile, unless another is named. The licences are those of the
packages that are linked into it, as they carry them, and of the standard library, as the toolchain carries
it. Whatever lacks its licence is an error (exit code 2), and the folder stays as it was. Standard library only.
"""
import json, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OWN = ["LICENSE-APACHE", "LICENSE-MIT"]
THIRD_PARTY = "THIRD-PARTY.txt"
STANDARD_LIBRARY = "RUST-LIBRARY.html"
# What a licence, or a notice that must stay with it, is called in a package.
NAME = re.compile(r"(licen[sc]e|unlicense|copying|copyright|notice)[^/]*", re.IGNORECASE)
CODE = {".rs", ".py", ".toml"}
# Parts of a package of which nothing is built in.
ASIDE = {"benches", "examples", "fuzz", "tests"}
# zstd may be had under the GPL or the BSD licence; only the latter is taken.
NOT_TAKEN = {("zstd-sys", "zstd/COPYING")}
# Packages without a text that come from the repository of another, whose text is theirs.
TEXT_OF = {"alloc-stdlib": "alloc-no-stdlib"}
RULE = "=" * 100


def main():
    if not 2 <= len(sys.argv) <= 3:
        fail(__doc__.strip())
    facts = metadata()
    folder = pathlib.Path(sys.argv[1])
    program = pathlib.Path(*sys.argv[2:] or [facts["target_directory"], "release", "figlift"])
    if not program.is_file():
        fail(f"{program} is not there: build it first")
    with tempfile.TemporaryDirectory() as place:
        made = pathlib.Path(place)
        shutil.copy(program, made)
        for name in OWN:
            shutil.copyfile(ROOT / name, made / name)
        (made / THIRD_PARTY).write_text(notice(linked(facts["packages"])), encoding="utf-8")
        shutil.copyfile(standard_library(), made / STANDARD_LIBRARY)
        files = sorted(file.name for file in made.iterdir())
        others = sorted({file.name for file in folder.iterdir()} - {*files}) if folder.exists() else []
        if others:
            fail(f"{folder / others[0]} is not a file of a release: remove it, or name another folder")
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            # A program that runs can be replaced, but not written to.
            (folder / name).unlink(missing_ok=True)
            shutil.copy(made / name, folder / name)
    for name in files:
        print(f"{(folder / name).stat().st_size / 1e6:7.1f} MB  {folder / name}")


def metadata():
    """What cargo knows of the packages that are built here."""
    host = re.search(r"^host: (.*)$", output("rustc", "-vV"), re.MULTILINE)[1]
    return json.loads(output(*f"cargo metadata --format-version 1 --locked --filter-platform {host}".split()))


def linked(packages):
    """The packages of others that are linked into the program, by name and version."""
    tree = "cargo tree --locked --package figlift --edges normal,no-proc-macro --prefix none --format {p}"
    names = {tuple(line.split()[:2]) for line in output(*tree.split()).splitlines()}
    is_linked = lambda one: (one["name"], f"v{one['version']}") in names and one["source"]
    return sorted(filter(is_linked, packages), key=lambda one: (one["name"], one["version"]))


def notice(packages):
    """A list of the packages, and each text with the packages that carry it."""
    lines = ["figlift holds the following packages, each under its licence. The texts stand below.", ""]
    texts = {}
    for package in packages:
        title = f"{package['name']} {package['version']}"
        home = package["repository"] or package["homepage"] or ""
        lines.append(f"{title}: {package['license'] or 'its own licence'} {home}".rstrip())
        other = TEXT_OF.get(package["name"])
        for text in licences(next((one for one in packages if one["name"] == other), package)):
            # Blanks and line ends differ from package to package.
            texts.setdefault(" ".join(text.split()), (text, []))[1].append(title)
    for text, titles in sorted(texts.values(), key=lambda one: one[1]):
        body = "\n".join(line.rstrip() for line in text.strip("\ufeff\r\n").splitlines())
        lines += ["", RULE, ", ".join(titles), RULE, "", body]
    return "\n".join(lines) + "\n"


def licences(package):
    """The texts that a package carries; if it carries none, the one that it names."""
    place = pathlib.Path(package["manifest_path"]).parent
    found = []
    for file in sorted(place.rglob("*")):
        name = file.relative_to(place).as_posix()
        is_aside = not ASIDE.isdisjoint(name.split("/")[:-1]) or (package["name"], name) in NOT_TAKEN
        if NAME.fullmatch(file.name) and file.suffix not in CODE and file.is_file() and not is_aside:
            found.append(file.read_text(encoding="utf-8", errors="replace"))
    if found:
        return found
    if "Apache-2.0" in re.split(r"[ /()]+", package["license"] or ""):
        return [(ROOT / "LICENSE-APACHE").read_text(encoding="utf-8")]
    fail(f"{place} has no licence text: add the text of {package['license']} for it to {__file__}")


def standard_library():
    """What the toolchain states of the standard library, which is linked, too."""
    file = pathlib.Path(output("rustc", "--print", "sysroot").strip()) / "share/doc/rust/COPYRIGHT-library.html"
    if not file.is_file():
        fail(f"{file} is not there: install the toolchain with rustup")
    return file


def output(*command):
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if result.returncode != 0:
        fail(f"`{' '.join(command)}` exits with {result.returncode}")
    return result.stdout


def fail(message):
    print(f"release: {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
