"""Regular expressions that are compiled when they are first used.

The program has more than four hundred, and compiling them all takes longer than reading a small
site. A build uses about a hundred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, Generic

# What a compiled pattern offers and the program uses.
_ATTRIBUTES = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)


class LazyPattern(Generic[AnyStr]):
    """A pattern that compiles itself at the first use of any of its methods.

    Args:
        pattern: The regular expression.
        flags: Its flags, as `re.compile` takes them.
    """

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        # From now on a method is found in the instance, as fast as in a compiled pattern.
        self.__dict__.update((each, getattr(compiled, each)) for each in _ATTRIBUTES)
        return getattr(compiled, name)


if TYPE_CHECKING:
    lazy_compile = re.compile
else:

    def lazy_compile(pattern: AnyStr, flags: int = 0) -> LazyPattern[AnyStr]:
        """Do what `re.compile` does, at the first use of the result."""
        return LazyPattern(pattern, flags)
