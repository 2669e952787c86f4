"""The lines of the statement in which a mutant differs: tests that reach none cannot notice it."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Sequence
from functools import cache


def lines_of_statement(function: tuple[str, ...], line: int) -> Sequence[int]:
    """Return the lines of the innermost statement on a line of a function, without those in it.

    A statement of several lines is reached if any of them is. All lines are counted from 0; the
    result for a line of the signature is every line.
    """
    owners = _number_statements(function)
    every = range(len(function))
    return [each for each in every if owners[each] == owners[line]] if owners[line] else every


@cache
def _number_statements(function: tuple[str, ...]) -> Sequence[int]:
    """Return the number of the innermost statement on each line; the function itself is 0."""
    numbers = [0] * len(function)
    tree = ast.parse(textwrap.dedent("\n".join(function)))
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    # Outer statements come before those in them.
    for number, statement in enumerate(statements):
        for line in range(statement.lineno - 1, statement.end_lineno or statement.lineno):
            numbers[line] = number
    return numbers
