"""Texts of any size from a few: they are repeated with other numbers. Standard library only."""
import itertools, random, re

# Years stay, so that periods are still read as such.
NUMBER = re.compile(r"(?<![0-9.])(?!(?:19|20)[0-9]{2}年)[0-9]+")


class Texts:
    """The lines of text files; a folder stands for all .txt files in it. What is no UTF-8 is left out."""

    def __init__(self, paths):
        files = []
        for path in paths:
            files += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        self.files = [file for file in files if is_utf8(file)]
        if not any(line.strip() for line in self.once()):
            raise ValueError(f"no text in UTF-8 in {', '.join(map(str, paths))}")

    def once(self):
        for file in self.files:
            with open(file, encoding="utf-8") as lines:
                for line in lines:
                    yield line.rstrip("\n") + "\n"

    def lines(self):
        """The lines without end; from the second time on with other numbers, always the same."""
        source = random.Random(1)
        other = lambda digit: digit if digit == "0" else source.choice("123456789")
        changed = lambda number: "".join(map(other, number[0]))
        yield from self.once()
        for _ in itertools.count():
            for line in self.once():
                yield NUMBER.sub(changed, line)

    def write(self, folder, documents, size, end="\n"):
        """Writes so many documents of about that size in bytes, whose lines end as asked, and returns their bytes."""
        folder.mkdir()
        lines, written = self.lines(), 0
        for document in range(documents):
            with open(folder / f"{document:05}.txt", "w", encoding="utf-8", newline="") as out:
                left = size
                while left > 0:
                    line = next(lines).rstrip("\n") + end
                    out.write(line)
                    left -= len(line.encode())
                written += size - left
        return written


def is_utf8(file):
    try:
        with open(file, encoding="utf-8") as text:
            return all(True for _ in text)
    except UnicodeDecodeError:
        return False
