"""The data of one language does not depend on which others were loaded."""

from __future__ import annotations

import pytest

from tests.i18n.helpers import run


@pytest.mark.parametrize("order", ["('he', 'ar', 'fr', 'ar_IQ')", "('ar_IQ', 'fr', 'ar', 'he')"])
def test_no_language_depends_on_which_was_used_first(order: str) -> None:
    # Babel shares tables between its locales: read through them, the months of Hebrew turn up
    # in French once Hebrew was read.
    code = f"""
from generator.i18n.cldr import load_conventions
for locale in {order}:
    load_conventions(locale, "latn")
locales = "ar", "ar_IQ", "fr", "he"
print(*(load_conventions(locale, "latn").months_alone[0][0] for locale in locales))
"""
    assert run(code) == "يناير كانون الثاني janvier ינואר\n"
