#!/usr/bin/env python3
"""Score the built program against hand-made annotations.

usage: score.py PROGRAM SHARED

SHARED holds gold/*.jsonl, the texts that these annotate, and tools/score.py, which compares field by field.
Standard library only.
"""
import json, pathlib, subprocess, sys, tempfile

TEXTS = ["articles", "corpus/reports-2026", "corpus/bulletins", "corpus", "cases/constructions"]


def documents(gold):
    with open(gold, encoding="utf-8") as rows:
        return sorted({json.loads(row)["doc"] for row in rows if row.strip()})


def text_of(name, gold, shared):
    """The file of an annotated text, which may have a sidecar beside it."""
    paths = [shared / folder / f"{name}.txt" for folder in TEXTS]
    for path in paths:
        if path.exists():
            return path
    folders = ", ".join(str(path.parent) for path in paths)
    sys.exit(f"{gold}: no text {name}.txt for the annotations of {name!r} (searched {folders})")


def as_text(rows):
    """Rows with a sum marked by text: the script takes no `true` where a row of the annotations says nothing of it."""
    return rows.replace(b'"is_cumulative":true', b'"is_cumulative":"true"')


def main(program, shared):
    shared = pathlib.Path(shared)
    if not (shared / "gold").is_dir():
        sys.exit(f"{shared}: holds no annotations (name the folder with SHARED=)")
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        files = [text_of(name, gold, shared) for name in documents(gold)]
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for command in ("extract", "numerals"):
                with open(folder / command, "wb") as out:
                    for text in files:
                        run = subprocess.run([program, command, "--format", "jsonl", text], check=True, stdout=subprocess.PIPE)
                        out.write(as_text(run.stdout))
            print(f"== {gold.stem}", flush=True)
            texts = [argument for text in TEXTS for argument in ("--text", shared / text)]
            subprocess.run([sys.executable, shared / "tools/score.py", "--gold", gold, "--pred", folder / "extract",
                            "--numerals", folder / "numerals", *texts], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
