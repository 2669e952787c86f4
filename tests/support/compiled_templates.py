"""Compiles each template once for a run of the tests, whichever sites use it.

Compiling the theme takes longer than building a small site or starting a preview of one.
"""

from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest

_MESSAGE = re.compile(r"\b_\((['\"])(.+?)\1\)")


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Keep what Jinja2 compiles a template to, by all that it depends on."""
    compile_template: Any = jinja2.Environment.compile
    codes: dict[object, Any] = {}

    def compile_or_recall(
        environment: jinja2.Environment, source: str, *others: object, **options: object
    ) -> Any:
        gettext: Any = environment.globals.get("_")
        if gettext is None or options:
            return compile_template(environment, source, *others, **options)
        # The strings of the language are inserted when a template is compiled.
        strings = tuple(str(gettext(message)) for _, message in _MESSAGE.findall(source))
        key = type(environment), source, others, strings
        if key not in codes:
            codes[key] = compile_template(environment, source, *others)
        return codes[key]

    patch.setattr(jinja2.Environment, "compile", compile_or_recall)
