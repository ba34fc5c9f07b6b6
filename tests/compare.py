#!/usr/bin/env python3
"""Holds two builds against each other: all that they make of the same texts must be the same.

    python3 tests/compare.py record PROGRAM FOLDER [--config DIR] [--shared DIR] [--only CORPUS ...]
    python3 tests/compare.py compare OLD NEW [--rules MAP] [--show N]

`record` runs a program over our raw texts and over every corpus in --shared (default ../shared), and
writes what it made into FOLDER: the tables of `run` as JSON Lines (without checks.message), figures.csv
and charts, and for each text what `extract` and `numerals` print. Our raw texts are run with --config
(default config), the others with no configuration. `compare` holds two such folders against each other;
MAP leads from former ids of rules to present ones: two columns, tab-separated. The exit code is 1 where
anything differs, and 2 for a wrong call.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from environment import environment, folder

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

# Folders of texts below --shared, by the name of their corpus.
FOLDERS = {
    "article": "articles",
    "reports": "corpus/reports-2026",
    "bulletins": "corpus/bulletins",
    "gbk": "corpus/gb18030",
    "cases": "cases/constructions",
    "xwlb": "corpus/xwlb",
}
# Corpora of many short texts: a process for each text would only repeat what the tables hold.
TABLES_ONLY = {"cases", "field"}
# Messages may be reworded between builds.
UNCOMPARED = {"checks": {"message"}, "diagnostics": {"message"}}


def main():
    parser = argparse.ArgumentParser(prog="compare.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    record = commands.add_parser("record", help="write down what a program makes")
    record.add_argument("program", type=pathlib.Path)
    record.add_argument("folder", type=pathlib.Path)
    record.add_argument("--config", type=pathlib.Path, default=ROOT / "config")
    record.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    record.add_argument("--only", nargs="*", default=[])
    compare = commands.add_parser("compare", help="hold two records against each other")
    compare.add_argument("old", type=pathlib.Path)
    compare.add_argument("new", type=pathlib.Path)
    compare.add_argument("--rules", type=pathlib.Path, help="ids of rules: old, tab, new")
    compare.add_argument("--show", type=int, default=3, help="differences shown of each file")
    arguments = parser.parse_args()
    return record_all(arguments) if arguments.command == "record" else compare_all(arguments)


def record_all(arguments):
    program = arguments.program.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "config").mkdir()
        for name, (raw, config) in corpora(arguments, scratch).items():
            if arguments.only and name not in arguments.only:
                continue
            print(f"recording {name}", flush=True)
            place = arguments.folder / name
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            record_run(program, raw, config, place, scratch / f"output-{name}")
            if name not in TABLES_ONLY:
                record_texts(program, raw, place)
    return 0


def corpora(arguments, scratch):
    """Folder of raw texts and of configuration of each corpus."""
    found = {"raw": (ROOT / "raw", arguments.config.resolve())}
    shared = arguments.shared.resolve()
    if not shared.is_dir():
        print(f"only our own raw texts are compared: there is no {arguments.shared}")
        return found
    for name, folder in FOLDERS.items():
        found[name] = (shared / folder, scratch / "config")
    sentences = scratch / "constructions"
    sentences.mkdir()
    shutil.copy(shared / "corpus/constructions.txt", sentences)
    found["constructions"] = (sentences, scratch / "config")
    found["field"] = (field_cases(shared / "cases/field.jsonl", scratch), scratch / "config")
    return found


def field_cases(cases, scratch):
    """The field cases as a folder of raw texts with sidecars."""
    folder = scratch / "field"
    folder.mkdir()
    for number, line in enumerate(cases.read_text(encoding="utf-8").splitlines()):
        case = json.loads(line)
        (folder / f"{number:03}.txt").write_text(case["text"], encoding="utf-8", newline="")
        known = {key: case[key] for key in ("date", "ref_area") if case.get(key)}
        sidecar = "".join(f"{key} = {json.dumps(value)}\n" for key, value in known.items())
        (folder / f"{number:03}.toml").write_text(sidecar, encoding="utf-8")
    return folder


def record_run(program, raw, config, place, output):
    """Tables, figures.csv and charts of a run; a check that fails is no failure here."""
    command = [program, "run", "--raw", raw, "--config", config, "--output", output]
    # Nothing that one build keeps may reach the other; former builds know no --no-cache.
    caches = {**os.environ, "XDG_CACHE_HOME": str(output.with_name("caches"))}
    done = subprocess.run([*command, "--fail-on", "never"], capture_output=True, text=True, env=caches)
    if done.returncode != 0:
        sys.exit(f"{program} run exits with {done.returncode}: {done.stderr}")
    tables = subprocess.run([interop_python(), "-c", TO_JSON, output / "tables", place])
    if tables.returncode != 0:
        sys.exit("the tables cannot be read")
    for file in [*output.glob("*.csv"), *output.glob("charts/*.svg")]:
        shutil.copy(file, place)


# Run by the Python of the interop tests, which has pyarrow.
TO_JSON = """
import json, pathlib, sys
import pyarrow.parquet as parquet
for path in pathlib.Path(sys.argv[1]).glob("*.parquet"):
    with open(pathlib.Path(sys.argv[2]) / f"{path.stem}.jsonl", "w", encoding="utf-8") as out:
        for row in parquet.read_table(path).to_pylist():
            print(json.dumps(row, ensure_ascii=False, default=str), file=out)
"""


def interop_python():
    """The Python of the interop tests, set up where it is missing."""
    return environment(folder("interop"), HERE / "interop/requirements.txt")


def record_texts(program, raw, place):
    """What `extract` and `numerals` print of each text."""
    for text in sorted(raw.rglob("*.txt")):
        for command in ("extract", "numerals"):
            name = "-".join(text.relative_to(raw).with_suffix("").parts)
            with open(place / f"{name}.{command}.jsonl", "wb") as out:
                call = [program, command, "--format", "jsonl", text]
                done = subprocess.run(call, stdout=out, stderr=subprocess.PIPE, text=True)
            if done.returncode not in (0, 1):
                sys.exit(f"{program} {command} exits with {done.returncode}: {done.stderr}")


def compare_all(arguments):
    renamed = {}
    if arguments.rules:
        lines = arguments.rules.read_text(encoding="utf-8").splitlines()
        renamed = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    names = [
        {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
        for folder in (arguments.old, arguments.new)
    ]
    corpora = [{name.split("/")[0] for name in record} for record in names]
    for name in sorted(corpora[0] ^ corpora[1]):
        print(f"{name}: not compared, for only one of the records has it")
    names = [{name for name in record if name.split("/")[0] in corpora[0] & corpora[1]} for record in names]
    different = 0
    for name in sorted(names[0] | names[1]):
        if name not in names[0] or name not in names[1]:
            print(f"{name}: only in the {'new' if name in names[1] else 'old'} record")
            different += 1
        else:
            different += compare_file(arguments, name, renamed)
    total = len(names[0] | names[1])
    print(f"{total - different} of {total} files are the same")
    return 1 if different else 0


def compare_file(arguments, name, renamed):
    """1 where the file differs between both records, of which some differences are printed."""
    old, new = (lines_of(folder / name, name) for folder in (arguments.old, arguments.new))
    if name.endswith(".jsonl"):
        for row in old:
            if isinstance(row, dict) and row.get("rule") in renamed:
                row["rule"] = renamed[row["rule"]]
    if name.endswith(".csv"):
        old = [renamed_cells(line, renamed) for line in old]
    if old == new:
        return 0
    gone, added = without(old, new), without(new, old)
    print(f"{name}: {len(gone)} rows only in the old record, {len(added)} only in the new one")
    if not gone and not added:
        print("  the same rows in another order")
    later = {key_of(row): row for row in added}
    pairs = [(row, later.pop(key_of(row), None)) for row in gone]
    pairs += [(None, row) for row in later.values()]
    for before, after in pairs[: arguments.show]:
        print(f"  {difference(before, after)}")
    return 1


def without(rows, others):
    """The rows that the others lack, each as often as it is missing."""
    left = collections.Counter(written(row) for row in others)
    missing = []
    for row in rows:
        left[written(row)] -= 1
        if left[written(row)] < 0:
            missing.append(row)
    return missing


def written(row):
    return json.dumps(row, ensure_ascii=False) if isinstance(row, dict) else row


# The columns of which the first that a row has names it; rows of other tables are named by their place.
NAMES = ["check_id", "revision_id", "from_figure_id", "figure_id"]


def key_of(row):
    """What a row is known by; a line of text only by itself."""
    if not isinstance(row, dict):
        return row
    named = next((row[name] for name in NAMES if row.get(name)), None)
    return named or (row.get("doc_id"), row.get("byte_start"))


def renamed_cells(line, renamed):
    return ",".join(renamed.get(cell, cell) for cell in line.split(","))


def lines_of(path, name):
    lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    if not name.endswith(".jsonl"):
        return lines
    leave_out = UNCOMPARED.get(path.stem, set())
    rows = [json.loads(line) for line in lines]
    return [{key: cell for key, cell in row.items() if key not in leave_out} for row in rows]


def difference(old, new):
    """Two rows in short: the columns that differ, or the one that has no counterpart."""
    if old is None or new is None:
        return f"{'+' if old is None else '-'} {written(new if old is None else old)[:400]}"
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    shown = ", ".join(f"{key} {old.get(key)!r} → {new.get(key)!r}" for key in keys)
    of = old.get("surface") or old.get("check_id") or old.get("figure_id") or ""
    return f"~ {old.get('doc_id', '')} {of}: {shown[:600]}"


if __name__ == "__main__":
    sys.exit(main())
