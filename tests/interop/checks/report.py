"""Counts checks and shows what failed."""

# A table that differs everywhere must not flood the screen.
SHOWN = 8


class Report:
    """What was checked so far.

    `passes` holds the names of the checks that passed, and `problems` a pair for each check that
    failed: its name, and all that is wrong.
    """

    def __init__(self, show):
        self.show = show
        self.passes = []
        self.problems = []

    @property
    def passed(self):
        return len(self.passes)

    @property
    def failed(self):
        return len(self.problems)

    def group(self, title, checks):
        """Runs a group: a function that gives pairs of a name and an iterable of problems.

        A reader that fails is a check that fails; the others go on.
        """
        passed, failed = self.passed, self.failed
        try:
            for name, problems in checks():
                self._check(name, problems)
        except Exception as error:  # whatever the libraries raise
            self._fail(title, [f"cannot be checked: {told(error)}"])
        passed, failed = self.passed - passed, self.failed - failed
        if passed + failed == 0:
            self._fail(title, ["nothing was checked"])
            failed = 1
        verdict = "ok" if failed == 0 else f"{failed} FAILED"
        self.show(f"interop: {title}: {passed + failed} checks, {verdict}")
        for name, problems in self.problems[len(self.problems) - failed :]:
            self._explain(name, problems)

    def _check(self, name, problems):
        found = []
        try:
            found.extend(problems)
        except Exception as error:
            found.append(f"cannot be checked: {told(error)}")
        if found:
            self._fail(name, found)
        else:
            self.passes.append(name)

    def _fail(self, name, problems):
        self.problems.append((name, problems))

    def _explain(self, name, problems):
        for problem in problems[:SHOWN]:
            self.show(f"  {name}: {problem}")
        if len(problems) > SHOWN:
            self.show(f"  {name}: and {len(problems) - SHOWN} more")


def told(error):
    """An error in one line."""
    lines = str(error).strip().splitlines() or ["no message"]
    return f"{type(error).__name__}: {lines[0]}"


def shown(value):
    """A value in a message: null, or cut where it is long."""
    if value is None:
        return "null"
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def same_list(found, wanted, what="columns"):
    """The first difference of two lists, if there is one."""
    if found == wanted:
        return
    for at, (left, right) in enumerate(zip(found, wanted)):
        if left != right:
            yield f"{what} differ at {at}: {shown(left)}, expected {shown(right)}"
            return
    yield f"{len(found)} {what}, expected {len(wanted)}"
