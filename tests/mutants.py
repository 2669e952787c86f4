"""Mutation testing with mutmut: run it for a bounded time, and list what no test noticed.

    python -m tests.mutants --minutes 20 generator.dates

mutmut changes the code of the pure packages in small ways (`[tool.mutmut]` in `pyproject.toml`) and
runs the tests of each changed function. A change that no test notices survives. Survivors that
mean the same as the code are listed in `equivalent_mutants.txt`. Results are kept in `mutants/`
and a later run goes on from there.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.support import ROOT

EQUIVALENT = ROOT / "tests/equivalent_mutants.txt"
RESULTS = ROOT / "mutants"

# The exit codes that mutmut records for a mutant.
_SURVIVED = 0
_KILLED = frozenset({1, 3})
_NO_TESTS = 33


def results() -> dict[str, int]:
    """The exit code of each mutant that has been tried, by its name."""
    return {
        name: code
        for path in sorted(RESULTS.rglob("*.meta"))
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items()
        if code is not None
    }


def package_of(name: str) -> str:
    """The package of a mutant: ``generator.dates.civil.x_bounds__mutmut_1`` is in ``dates``."""
    parts = name.split(".")
    return parts[1] if len(parts) > 3 else parts[-2]


def changed_line(name: str) -> str:
    """Return the line with which a mutant replaces another, or the line that it removes."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [line for line in shown.splitlines() if not line.startswith(("+++", "---"))]
    for sign, prefix in (("+", ""), ("-", "without: ")):
        changed = [line[1:].strip() for line in lines if line.startswith(sign)]
        if any(changed):
            return prefix + next(filter(None, changed))
    return ""


def equivalents() -> frozenset[tuple[str, str]]:
    """The functions and changed lines that are known to mean the same."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    rows = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return frozenset((row[0].strip(), row[1].strip()) for row in rows)


def survivors(tried: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The mutants that no test noticed, each with its changed line."""
    known = equivalents()
    for name, code in sorted(tried.items()):
        if code in {_SURVIVED, _NO_TESTS}:
            line = changed_line(name)
            if (name.rpartition("__mutmut_")[0], line) not in known:
                yield name, line


def run(patterns: Sequence[str], minutes: float) -> None:
    """Let mutmut try mutants for some minutes."""
    names = [f"{pattern.rstrip('*.')}.*" for pattern in patterns]
    environment = os.environ | {"CHRONOLOGIES": "2"}
    command = [sys.executable, "-m", "mutmut", "run", *names]
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            process.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)


def main() -> int:
    """Run mutmut and print what survived; fails where anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("patterns", nargs="*", help="packages or modules, such as generator.dates")
    parser.add_argument("--minutes", type=float, default=120, help="how long to try mutants")
    parser.add_argument("--list", action="store_true", help="only list the results so far")
    options = parser.parse_args()
    if not options.list:
        run(options.patterns, options.minutes)
    tried = results()
    total = Counter(map(package_of, tried))
    noticed: Counter[str] = Counter()
    for name, code in tried.items():
        noticed[package_of(name)] += code in _KILLED or code not in {_SURVIVED, _NO_TESTS}
    left = list(survivors(tried))
    for name, line in left:
        print(f"{name}\n    {line}")
    for package in sorted(total):
        share = noticed[package] / total[package]
        print(f"{package:20} {total[package]:6} tried  {share:7.1%} noticed")
    print(f"{len(left)} not noticed and not known to be equivalent")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
