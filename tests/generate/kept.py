"""What the scripts of this folder share: a kept file states the hash of its lines in the last line of its head.

Standard library only.
"""
import hashlib, pathlib, re

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "config/pack/generated"


def digest(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def parts(name):
    """The head of a kept file, and its lines behind that."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    head = re.match("(?:#.*\n)*", text).group()
    return head, text[len(head):]


def is_as_made(name):
    """Whether the lines have the hash that the head states."""
    head, lines = parts(name)
    return head.split()[-1:] == [digest(lines)]


def write(about, source, licence, lines):
    """Prints a file whose head says what it is, of which data it was made, and under which licence."""
    print(f"# {about}; do not edit.")
    print(f"# source: {source}")
    print(f"# licence: {licence}")
    print(f"# lines below: sha256 {digest(lines)}")
    print(lines, end="")


def run(arguments, usage, make, name, advice):
    """Does what the arguments of a script ask for; returns its exit code or message."""
    if arguments == ["--check"]:
        return None if is_as_made(name) else f"{FOLDER / name}: not as it was made; {advice}"
    if len(arguments) == 2:
        return make(pathlib.Path(arguments[0]), arguments[1])
    return usage
