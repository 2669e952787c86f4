"""Makes the web fonts when the program is built or installed: no site has to wait for them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FontHook(BuildHookInterface):  # type: ignore[type-arg]
    """Make the fonts in ``generator/fonts/files/``, from where the wheel takes them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before the files of the wheel are listed."""
        sys.path.insert(0, self.root)
        try:
            from generator.fonts.files import find_version, prepare_fonts  # noqa: PLC0415
        finally:
            sys.path.remove(self.root)
        if not prepare_fonts(Path(self.root) / "generator/fonts/files"):
            self.app.display_warning("no web fonts: fontTools, Brotli or the fonts are missing")
        # A checkout may have those of other versions too, and git ignores them all.
        build_data["artifacts"].append(f"/generator/fonts/files/{find_version()}/*.woff2")
