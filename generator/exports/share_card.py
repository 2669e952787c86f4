"""Share pictures: what other sites show of a page without a picture, when it is shared there.

typst sets them: it shapes Arabic itself, so that no library of the system is needed.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exports.format import SimpleFormat
from generator.views.exports import ShareCardView

if TYPE_CHECKING:
    import typst

VERSION = 2
"""Changes whenever a card that shows the same looks different."""

WIDTH = 1200
HEIGHT = 630

_TEMPLATE = "share_card.typ"
# Each contains a family of fonts.
_FONT_PACKAGES = ("fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_serif")


def can_write_cards() -> bool:
    """Whether typst and the fonts are installed: those of ``tarikh[cards]``."""
    return all(find_spec(name) is not None for name in ("typst", *_FONT_PACKAGES))


def write_card(view: ShareCardView) -> bytes:
    """Set a share picture as PNG."""
    # Slow to import, and most builds make no new card.
    import typst  # noqa: PLC0415

    values = {name: getattr(view, name) for name in view.__struct_fields__}
    template = Path(__file__).with_name(_TEMPLATE).read_bytes()
    data: bytes = typst.compile(
        template,
        format="png",
        # A point of the template is a pixel.
        ppi=72,
        font_paths=_load_fonts(),
        sys_inputs={"card": json.dumps(values, ensure_ascii=False)},
    )
    return data


@cache
def _load_fonts() -> typst.Fonts:
    from typst import Fonts  # noqa: PLC0415 - as above

    folders = []
    for name in _FONT_PACKAGES:
        spec = find_spec(name)
        assert spec is not None, name
        assert spec.origin is not None, name
        folders.append(str(Path(spec.origin).parent / "files"))
    # Those of the system differ from machine to machine.
    return Fonts(include_system_fonts=False, font_paths=folders)


FORMAT = SimpleFormat("share card", write_card)
