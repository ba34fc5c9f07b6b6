#!/usr/bin/env python3
"""Counts how well the code is kept in order: import cycles, long files, literals that belong elsewhere.

usage: house.py [--check] [--root DIR] [--show N]

Prints a table of the counts and, for each, its first N places (default 3; 0: only the table). With --check
it fails with 1 where a count exceeds its ceiling (CEILINGS below), and names the places. --root counts
another copy of the project. Standard library only.

A module is a file, reached from the `lib.rs` of its crate by `mod`. A module imports another where a path of
its code leads there, re-exports followed; what a parent only re-exports of its children is no import. A cycle
is a set of modules each of which imports, by some way, every other. What a module imports from those above it
closes no cycle, since Rust lets children see what their parents keep private; "cycles, with parents" counts
such imports as well. Code of tests (under `#[cfg(test)]`, `tests.rs`) takes no part, except in files and
functions that are too long.
"""
import argparse, collections, pathlib, re, sys, tempfile

from modules import Crate, Module, above, cycles, functions, literals, types

# What each count may come to at most. Lower them with the counts; never raise one.
CEILINGS = {
    "import cycles": 0,
    "modules in them": 0,
    "cycles, with parents": 5,
    "Han characters in literals": 538,
    "literals of roles": 20,
    "files with literals of roles": 13,
    "literals of classes": 35,
    "files with literals of classes": 17,
    "files over 400 lines in pipeline/": 0,
    "functions over 60 lines in pipeline/": 0,
    "files over 400 lines in tests/": 0,
    "functions over 60 lines in tests/": 0,
    "type names with several definitions": 1,
}

LONG_FILE, LONG_FUNCTION = 400, 60
ROLES = {"level", "change", "growth", "multiple", "rank"}
CLASSES = {"figure", "period", "label", "enumerator", "reference", "idiom", "unresolved"}
# Where the names of these codes are defined.
CODES_DEFINED = {"pipeline/model/codes.rs", "pipeline/config/names.rs"}

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def of_cycles(crates):
    """Cycles between modules: without what children import from their parents, and with it."""
    apart, strict = [], []
    for crate in crates:
        edges = crate.edges()
        shown = lambda names: f"{crate.name}: " + " ↔ ".join(name or "(root)" for name in names)
        down = {a: {b for b in targets if not above(b, a)} for a, targets in edges.items()}
        apart += [shown(one) for one in cycles(down)]
        strict += [shown(one) for one in cycles(edges)]
    return apart, strict


def count(root):
    """All counts by their names, each a number and its places."""
    manifests = [root / "Cargo.toml", *sorted((root / "pipeline").glob("*/Cargo.toml"))]
    crates = []
    for manifest in manifests:
        lib = re.search(r'^\[lib\][^\[]*?^path *= *"([^"]+)"', manifest.read_text(encoding="utf-8"), re.M | re.S)
        if not lib:
            sys.exit(f"{manifest}: no `path` under [lib]")
        name = "app" if manifest.parent == root else manifest.parent.name
        crates.append(Crate(name, manifest.parent / lib[1]))
    place = lambda module, line=None: module.file.relative_to(root).as_posix() + (f":{line}" if line else "")
    modules = [module for crate in crates for module in crate.modules.values()]
    seen = {module.file for module in modules}
    others = [file for file in sorted((root / "pipeline").rglob("*.rs")) if file not in seen and file.name not in ("main.rs", "build.rs")]
    if others:
        sys.exit(f"{others[0]}: no module leads to this file")
    lines = lambda module: module.source.count("\n")
    tests = [Module("", file, False) for file in sorted((root / "tests").rglob("*.rs"))]

    out = {}
    apart, strict = of_cycles(crates)
    numbers = lambda found: [f"{size:5} {where}" for size, where in found]
    out["import cycles"] = len(apart), apart
    out["modules in them"] = sum(one.count("↔") + 1 for one in apart), []
    out["cycles, with parents"] = len(strict), strict
    han = [(len(HAN.findall(text)), f"{place(module, line)}  {text}") for module in modules
           for text, line in literals(module) if HAN.search(text)]
    out["Han characters in literals"] = sum(size for size, _ in han), numbers(sorted(han, key=lambda one: -one[0]))
    for title, codes in (("literals of roles", ROLES), ("literals of classes", CLASSES)):
        found = [f"{place(module, line)}  {text}" for module in modules if place(module) not in CODES_DEFINED
                 for text, line in literals(module) if text[1:-1] in codes]
        out[title] = len(found), found
        out[f"files with {title}"] = len({one.split(":")[0] for one in found}), []
    for folder, where in (("pipeline", modules), ("tests", tests)):
        files = sorted(((lines(module), place(module)) for module in where), reverse=True)
        bodies = sorted(((length, f"{place(module, line)}  {name}") for module in where
                         for name, line, length in functions(module)), reverse=True)
        out[f"lines in {folder}/"] = sum(size for size, _ in files), []
        out[f"files in {folder}/"] = len(files), numbers(files[:1])
        for kind, limit, sizes in (("files", LONG_FILE, files), ("functions", LONG_FUNCTION, bodies)):
            long = [one for one in sizes if one[0] > limit]
            out[f"{kind} over {limit} lines in {folder}/"] = len(long), numbers(long)
        out[f"lines of the largest function in {folder}/"] = bodies[0][0] if bodies else 0, numbers(bodies[:1])
    defined = collections.defaultdict(list)
    for module in modules:
        for name, line in types(module):
            defined[name].append(place(module, line))
    twice = sorted((name for name in defined if len(defined[name]) > 1), key=lambda name: (-len(defined[name]), name))
    out["type names with several definitions"] = len(twice), [f"{name} ×{len(defined[name])}: {', '.join(defined[name])}" for name in twice]
    rules = sorted((root / "config/pack/rules").rglob("*.toml"))
    blocks = [len(re.findall(r"^\[\[rule\]\]", rule.read_text(encoding="utf-8"), re.M)) for rule in rules]
    out["rule files"] = len(rules), []
    # A file without blocks is one rule.
    out["rules"] = sum(number or 1 for number in blocks), []
    return out


FIXTURE = {
    "Cargo.toml": '[lib]\nname = "toy"\npath = "pipeline/app/lib.rs"\n',
    "pipeline/app/lib.rs": "mod a;\nmod b;\nmod c;\nmod d;\npub use a::Alpha;\n",
    # `a` and `b` import each other, once by the re-export of the root; `c` and its child do as well.
    "pipeline/app/a.rs": 'use crate::b::{self, Beta as Other};\npub struct Alpha;\nconst WORD: &str = "上\\u{4e0b}";\n',
    "pipeline/app/b.rs": "pub struct Beta(crate::Alpha);\n/* 中 /* 中 */ 中 */\nconst ROLE: &str = \"level\"; // \"level\"\n",
    "pipeline/app/c.rs": "mod e;\npub struct Gamma<'a>(&'a str, e::Alpha);\n",
    "pipeline/app/c/e.rs": "pub struct Alpha(super::Gamma<'static>);\nimpl Iterator for Alpha { type Item = char; }\n",
    # What tests import, write and define does not count.
    "pipeline/app/d.rs": "pub struct Delta;\n#[cfg(test)]\nmod tests {\n    use crate::a::Alpha;\n    struct Beta;\n    const A: char = '中';\n}\n",
    "tests/long.rs": "fn long() {\n" + "    1;\n" * LONG_FUNCTION + "}\n",
    "config/pack/rules/one.toml": "match = []\n",
    "config/pack/rules/two.toml": "[[rule]]\n[[rule]]\n",
}
IN_FIXTURE = {
    "import cycles": 1, "modules in them": 2, "cycles, with parents": 2, "Han characters in literals": 2, "literals of roles": 1,
    "files with literals of roles": 1, "literals of classes": 0, "files in pipeline/": 6, "files over 400 lines in pipeline/": 0,
    "functions over 60 lines in tests/": 1, "type names with several definitions": 1, "rule files": 2, "rules": 3,
}


def check_itself():
    """Counts a project of which the counts are known, so that nothing is silently overlooked."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FIXTURE.items():
            file = pathlib.Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        counts = count(pathlib.Path(folder).resolve())
    for name, number in IN_FIXTURE.items():
        assert counts[name][0] == number, f"{name} of the fixture: {counts[name]}, not {number}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a count exceeds its ceiling")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--show", type=int, default=3, metavar="N", help="places shown of each count")
    arguments = parser.parse_args()
    check_itself()
    counts = count(arguments.root.resolve())
    unknown = CEILINGS.keys() - counts.keys()
    assert not unknown, f"ceilings of what is not counted: {unknown}"
    exceeded = [name for name, ceiling in CEILINGS.items() if counts[name][0] > ceiling]
    if arguments.check:
        for name in exceeded:
            number, places = counts[name]
            print(f"{name}: {number}, more than the {CEILINGS[name]} of CEILINGS in {__file__}; lower the count")
            for where in places:
                print(f"    {where}")
        return bool(exceeded)
    for name, (number, places) in counts.items():
        ceiling = f"(at most {CEILINGS[name]})" if name in CEILINGS else ""
        print(f"{number:7}  {name} {ceiling}".rstrip())
        for where in places[:arguments.show]:
            print(f"           {where}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
