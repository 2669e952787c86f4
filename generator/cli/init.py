"""The command that creates a new site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.localization import LocalizedCommand, print_message
from generator.messages import say

if TYPE_CHECKING:
    from generator.scaffold.requirement import Requirement

_NOT_INSTALLABLE = "requirements.txt: GitHub cannot install this tarikh: {obstacle}"
_COMPLETE_REQUIREMENT = (
    "  hint: before you publish, write the address that tarikh is cloned from in place of ADDRESS"
)


@click.command("init", cls=LocalizedCommand)
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--install",
    metavar="REQUIREMENT",
    help="What the GitHub workflow installs with pip.  [default: this version of tarikh]",
)
def init_command(*, folder: Path, install: str | None) -> None:
    """Create a new site in FOLDER (default: the current folder). No file is overwritten."""
    from uuid import uuid4  # noqa: PLC0415 - seldom needed

    from generator.scaffold import REQUIREMENTS, create_site  # noqa: PLC0415
    from generator.scaffold.requirement import Requirement  # noqa: PLC0415

    requirement = Requirement(install) if install else _find_requirement()
    site = create_site(folder, name=uuid4().urn, requirement=requirement)
    for path in site.written:
        print_message(say("created: %(path)s", path=console.escape_invisible(path)))
    for path in site.kept:
        shown = console.escape_invisible(path)
        print_message(say("exists already, not changed: %(path)s", path=shown))
    if requirement.obstacle and REQUIREMENTS in site.written:
        text = console.escape_invisible(_NOT_INSTALLABLE.format(obstacle=requirement.obstacle))
        click.echo(click.style(f"{text}\n{_COMPLETE_REQUIREMENT}", fg="yellow"))
    shown = console.quote_argument(str(folder))
    command = f"tarikh build {shown}" if shown != "." else "tarikh build"
    print_message(say("Next: %(command)s", command=command))


def _find_requirement() -> Requirement:
    """What installs this version of tarikh on another machine."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - as above

    from generator.scaffold.requirement import find_requirement  # noqa: PLC0415

    try:
        installed = distribution("tarikh")
    except PackageNotFoundError:  # run from a checkout without being installed
        folder = Path(__file__).resolve().parents[1]
        return find_requirement("", f'{{"url": "{folder.as_uri()}"}}')
    return find_requirement(installed.version, installed.read_text("direct_url.json"))
