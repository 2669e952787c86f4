"""Mutation testing with mutmut: try mutants for a bounded time, and list what no test noticed.

    python -m tests.mutants --minutes 20 generator.dates

mutmut changes the code of the pure packages in small ways (`[tool.mutmut]` in `pyproject.toml`) and
`session.py` runs the tests of each changed function. A change that no test notices survives.
Survivors that mean the same as the code are listed in `equivalent.txt`. Results are kept in
`mutants/`; a later run tries what has not been tried and what has survived.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from tests.support import ROOT

EQUIVALENT = ROOT / "tests/mutants/equivalent.txt"
RESULTS = ROOT / "mutants"

# The exit codes that mutmut records for a mutant.
_OUTCOMES = {0: "survived", 1: "killed", 33: "survived", 36: "timed out", None: "not tried"}
_COLUMNS = ("mutants", "tried", "killed", "timed out", "survived", "equivalent")
# The least score of a package: the share that was killed of the tried mutants that mean something
# else than the code.
_GOAL = 0.9


def outcomes() -> dict[str, str]:
    """What became of each mutant, by its name."""
    return {
        name: _OUTCOMES[code]
        for path in sorted(RESULTS.rglob("*.meta"))
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items()
    }


def package_of(name: str) -> str:
    """The package of a mutant: ``generator.dates.civil.x_bounds__mutmut_1`` is in ``dates``."""
    return name.split(".")[1]


def changed_line(name: str) -> str:
    """Return the line with which a mutant replaces another, or the line that it removes."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    path = Path(*name.split(".")[:-1]).with_suffix(".py")
    with contextlib.chdir(ROOT):
        difference: str = get_diff_for_mutant(name, path=path)
    lines = [line for line in difference.splitlines() if not line.startswith(("+++", "---"))]
    for sign, prefix in (("+", ""), ("-", "without: ")):
        changed = [line[1:].strip() for line in lines if line.startswith(sign)]
        if any(changed):
            return prefix + next(filter(None, changed))
    return ""


def equivalents() -> frozenset[tuple[str, str]]:
    """The functions and changed lines that are known to mean the same."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    rows = (line.partition(" | ") for line in lines if line and not line.startswith("#"))
    return frozenset((function, rest.rpartition(" | ")[0]) for function, _, rest in rows)


def generate() -> None:
    """Write the sources with all mutants, and copies of the tests and their data."""
    from mutmut.__main__ import create_mutants
    from mutmut.configuration import config

    for path in config().also_copy:
        if path.is_dir():
            shutil.rmtree(RESULTS / path, ignore_errors=True)
            shutil.copytree(path, RESULTS / path)
        elif path.is_file():
            RESULTS.mkdir(exist_ok=True)
            shutil.copy2(path, RESULTS / path)
    _copy_data_files()
    with contextlib.redirect_stdout(io.StringIO()):
        create_mutants(os.cpu_count() or 1)


def _copy_data_files() -> None:
    """Copy the data of the program, and remove files of an earlier run that are of no use."""
    for path in sorted((RESULTS / "generator").rglob("*")):
        source = ROOT / path.relative_to(RESULTS)
        is_gone = not (source.is_file() or source.with_suffix("").is_file())
        # mutmut writes the lines of the mutants last, unless it is stopped.
        is_incomplete = path.suffix == ".py" and not path.with_suffix(".py.spans").is_file()
        if path.is_file() and (is_gone or is_incomplete):
            path.unlink()
    for source in Path("generator").rglob("*"):
        if source.is_file() and source.suffix not in {".py", ".pyc"}:
            target = RESULTS / source
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def run(patterns: Sequence[str], minutes: float) -> int:
    """Try mutants for some minutes; the exit code says whether that was possible."""
    generate()
    command = [sys.executable, "-m", "tests.mutants.session", "--minutes", str(minutes), *patterns]
    environment = os.environ | {"CHRONOLOGIES": "2", "PYTHONPATH": str(RESULTS)}
    with subprocess.Popen(command, cwd=RESULTS, env=environment) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            return process.wait()


def report(found: Mapping[str, str]) -> bool:
    """Print the survivors and a table; returns whether each package reaches the goal."""
    known = equivalents()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome in sorted(found.items()):
        if outcome in {"survived", "timed out"}:
            line = changed_line(name)
            if (name.rpartition("__mutmut_")[0], line) in known:
                counts[package_of(name)].update(("equivalent", "mutants"))
                continue
            print(f"{name}  {outcome}\n    {line}")
        counts[package_of(name)].update((outcome, "mutants"))
    print(" " * 12 + "".join(f"{column:>12}" for column in (*_COLUMNS, "score")))
    scores = []
    for package, count in counts.items():
        count["tried"] = count["mutants"] - count["not tried"]
        scores.append(count["killed"] / max(count["tried"] - count["equivalent"], 1))
        numbers = "".join(f"{count[column]:12}" for column in _COLUMNS)
        print(f"{package:12}{numbers}{scores[-1]:12.1%}")
    return all(score >= _GOAL for score in scores)


def main() -> int:
    """Try mutants and print what survived; fails where too many did."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("patterns", nargs="*", help="packages or modules, such as generator.dates")
    parser.add_argument("--minutes", type=float, default=120, help="how long to try mutants")
    parser.add_argument("--list", action="store_true", help="only list the results so far")
    options = parser.parse_args()
    os.chdir(ROOT)
    patterns = [f"{pattern.rstrip('*.')}.*" for pattern in options.patterns] or ["*"]
    if not options.list and (exit_code := run(patterns, options.minutes)):
        return exit_code
    found = outcomes()
    return not report({name: found[name] for name in found if _matches(name, patterns)})


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main())
