"""The data of one language does not depend on which others were loaded."""

from __future__ import annotations

import pytest

from tests.i18n.helpers import run_python


@pytest.mark.parametrize("order", ["('he', 'ar', 'fr', 'ar_IQ')", "('ar_IQ', 'fr', 'ar', 'he')"])
def test_the_data_of_a_language_does_not_depend_on_the_order_of_loading(order: str) -> None:
    # Babel shares tables between its locales: without a copy, the months of Hebrew appear in French
    # after Hebrew was loaded.
    code = f"""
from generator.i18n.cldr import load_conventions
for locale in {order}:
    load_conventions(locale, "latn")
locales = "ar", "ar_IQ", "fr", "he"
print(*(load_conventions(locale, "latn").months_alone[0][0] for locale in locales))
"""
    assert run_python(code) == "يناير كانون الثاني janvier ינואר\n"
