"""Virtual environments for tests, beside what cargo builds; they are kept until their requirements change.

A file of requirements lists everything that is installed, with exact versions. Standard library only.
"""
import hashlib, importlib.util, os, pathlib, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OLDEST = (3, 9)

# The packages must be those of the environment, whatever the user's Python is set up to see; and
# no bytecode is left among the sources.
ISOLATED = ["-E", "-s", "-B", "-X", "utf8"]


class Unavailable(Exception):
    """Why the packages cannot be had on this machine, in words."""


def folder(name):
    """Where an environment is kept: beside what cargo builds."""
    target = os.environ.get("CARGO_TARGET_DIR", "")
    return (pathlib.Path(target) if target else ROOT / "target").absolute() / name


def environment(place, requirements, sources=False):
    """The Python of an environment that has exactly what the file asks for.

    Packages without a wheel are built only with `sources`.
    """
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        raise Unavailable(f"this is Python {found}, and {'.'.join(map(str, OLDEST))} is needed")
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = place / "requirements.sha256"
    wanted = fingerprint(requirements)
    if not (is_text(stamp, wanted) and works(python)):
        build(place, python, requirements, sources)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def fingerprint(requirements):
    """Changes with the requirements, and with the Python that they are installed for."""
    parts = [requirements.read_bytes(), sys.version.encode(), sys.base_prefix.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_text(path, text):
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def works(python):
    """Whether the interpreter starts: the one that it points to may be gone."""
    try:
        return subprocess.run([str(python), *ISOLATED, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def build(place, python, requirements, sources):
    """Makes the environment anew, in a place that holds nothing else."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise Unavailable(f"this Python comes without the {module} module")
    if place.exists() and not (place / "pyvenv.cfg").exists() and any(place.iterdir()):
        raise Unavailable(f"{place} is no virtual environment, so it is left as it is")
    print(f"{place.name}: installing {requirements.name} into {place}", file=sys.stderr, flush=True)
    shutil.rmtree(place, ignore_errors=True)
    call("venv could not make an environment", sys.executable, "-E", "-m", "venv", str(place))
    pip = [str(python), *ISOLATED, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    wheels = [] if sources else ["--only-binary", ":all:"]
    install = ["install", "--quiet", "--no-deps", *wheels, "--retries", "2"]
    refused = f"pip could not install {requirements.name} (is there a network?)"
    call(refused, *pip, *install, "--requirement", str(requirements))
    call(f"{requirements.name} is not complete", *pip, "check")


def call(refused, *command):
    """Runs a command in silence; where it fails, its last words are the reason."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise Unavailable(f"{refused}: {error}") from error
    if done.returncode != 0:
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        raise Unavailable(f"{refused}: {(errors or lines or ['no reason given'])[-1]}")
