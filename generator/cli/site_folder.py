"""The folder of a site as an argument, refused where it is that of no site but one is close."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

import click

from generator import console
from generator.messages import say

_SETTINGS = "site.toml"
# How many sites are named in a message.
_MAX_NAMED = 3


class _SiteFolder(click.Path):
    """A folder with articles, or one that will have some.

    A folder without ``content/`` is read as the content itself. A folder above a site, or the
    ``content/`` of one, is not meant so: commands would mix sites, or write next to one.
    """

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the folder.

        Raises:
            click.BadParameter: It is not the folder of a site.
        """
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        if (folder / "content").is_dir():
            return folder
        if (folder / _SETTINGS).exists():
            if folder.resolve().name == "content":
                above = folder / ".." if folder.name in ("", "..") else folder.parent
                shown = console.quote_argument(str(above))
                self.fail(
                    say(
                        "'%(folder)s' has only the content of a site; give the folder above:"
                        " %(above)s",
                        folder=value,
                        above=shown,
                    )
                )
            return folder
        below = sorted(path.parents[1] for path in folder.glob(f"*/content/{_SETTINGS}"))
        if below:
            names = [console.quote_argument(str(path)) for path in below[:_MAX_NAMED]]
            if len(below) > _MAX_NAMED:
                names.append("…")
            self.fail(
                say(
                    "'%(folder)s' is not a site; give one of: %(names)s",
                    folder=value,
                    names=", ".join(names),
                )
            )
        return folder


SITE_FOLDER = _SiteFolder(exists=True, file_okay=False)

folder_option = click.option(
    "--folder",
    default=".",
    type=SITE_FOLDER,
    help="The folder of the site.  [default: the current folder]",
)
