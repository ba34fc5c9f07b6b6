#!/usr/bin/env python3
"""Make the word list that phrases are cut by, out of the dictionary of jieba.

usage: words.py DICTIONARY VERSION > config/pack/generated/words.tsv
       words.py --check

DICTIONARY is `jieba/dict.txt` of a release of jieba (MIT), VERSION its number. `--check` says whether the committed
list is as it was made: nobody edits it by hand, and words of our own belong in config/pack/phrase.toml.
Standard library only.
"""
import math, re, sys

import kept

# Names of people are no words, and rarer words are mostly errors of the corpus that jieba was made from.
NAMES = {"nr", "nrt", "nrfg"}
RAREST = 5
LONGEST = 8
# Costs are natural logarithms of one over the probability, in eighths.
STEPS = 8


def kind(tag):
    """The part of speech, as one letter: v verb, w verbal noun, a adjective, d adverb, p preposition, u particle,
    c conjunction; n is every other word."""
    if tag == "vn":
        return "w"
    return tag[0] if tag[0] in "vadpuc" else "n"


def make(path, version):
    source = path.read_bytes()
    words, total = {}, 0
    for line in source.decode().splitlines():
        word, count, tag = line.split()
        if tag in NAMES:
            continue
        total += int(count)
        fits = re.fullmatch("[\u4e00-\u9fff〇]+", word) and len(word) <= LONGEST
        if fits and (len(word) == 1 or int(count) >= RAREST):
            words[word] = int(count), kind(tag)
    lines = "".join(
        f"{word}\t{min(255, round(-math.log(max(count, 1) / total) * STEPS))}\t{of}\n"
        for word, (count, of) in sorted(words.items())
    )
    about = "Words with their cost and part of speech, made by tests/generate/words.py"
    of = f"jieba {version}, dict.txt, sha256 {kept.digest(source)}"
    kept.write(about, of, "MIT, copyright 2013 Sun Junyi", lines)


if __name__ == "__main__":
    sys.exit(kept.run(sys.argv[1:], __doc__, make, "words.tsv", "make it anew, or put own words into phrase.toml"))
