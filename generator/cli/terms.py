"""The commands for tags and for sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.confirmation import confirm_changes, yes_option
from generator.cli.localization import LocalizedGroup
from generator.cli.site_folder import folder_option

if TYPE_CHECKING:
    from generator.content.scan import SiteLayout
    from generator.editing.terms import TermField, TermFiles


def _term_commands(
    field: TermField, name: str, noun: str, examples: tuple[str, str]
) -> click.Group:
    """Make the commands for tags or for sources."""

    @click.group(
        name,
        cls=LocalizedGroup,
        invoke_without_command=True,
        help=f"""List the {name} of a site with their spellings, or change them.

        Each is listed with the number of its events; a star marks one that {name}.toml lacks.

        \b
        tarikh {name}
        tarikh {name} merge {examples[0]}
        tarikh {name} rename {examples[1]}
        """,
    )
    @folder_option
    @click.pass_context
    def group(context: click.Context, *, folder: Path) -> None:
        context.obj = folder
        if context.invoked_subcommand is None:
            from generator.editing.terms import list_terms  # noqa: PLC0415 - seldom needed

            _, files = _read_terms(folder, field)
            for line in console.format_terms(list_terms(files)):
                click.echo(line)

    identity_option = click.option(
        "--id",
        "identity",
        default="",
        help=f"The id in {name}.toml, if an entry has to be added whose name does not give one.",
    )

    @group.command(
        "merge",
        help=f"""Make the {noun} OLD a spelling of the {noun} NEW.

        Both can be given by their id, name or any spelling. The registry gets the names and
        spellings of OLD, and articles the name of NEW in their language.
        """,
    )
    @click.argument("old")
    @click.argument("new")
    @identity_option
    @yes_option
    @click.pass_obj
    def merge(folder: Path, *, old: str, new: str, identity: str, yes: bool) -> None:
        from generator.editing.terms import merge_terms  # noqa: PLC0415 - seldom needed

        layout, files = _read_terms(folder, field)
        confirm_changes(layout, merge_terms(files, old, new, identity=identity), yes=yes)

    @group.command(
        "rename",
        help=f"""Give the {noun} OLD another NAME in one language.

        The old name becomes a spelling, and articles that have it get the new one. The id, and so
        the address of its pages, stays.
        """,
    )
    @click.argument("old")
    @click.argument("name")
    @click.option(
        "--lang",
        "language",
        default="",
        metavar="CODE",
        help="The language of the name.  [default: that of its letters]",
    )
    @identity_option
    @yes_option
    @click.pass_obj
    def rename(
        folder: Path, *, old: str, name: str, language: str, identity: str, yes: bool
    ) -> None:
        from generator.editing.terms import rename_term  # noqa: PLC0415 - seldom needed

        layout, files = _read_terms(folder, field)
        changes = rename_term(files, old, name, language=language, identity=identity)
        confirm_changes(layout, changes, yes=yes)

    return group


tags_command = _term_commands(
    "tags", "tags", "tag", ("'US troops' us-forces", "us-forces 'القوات الأميركية'")
)
sources_command = _term_commands(
    "source", "sources", "source", ("'أ ب' associated-press", "associated-press AP")
)


def _read_terms(folder: Path, field: TermField) -> tuple[SiteLayout, TermFiles]:
    """Read what is needed to list and to change the tags or the sources of a site."""
    from generator.chronology.checks import REGISTRY_FILES  # noqa: PLC0415 - seldom needed
    from generator.editing.site_texts import open_texts  # noqa: PLC0415
    from generator.editing.terms import TermFiles  # noqa: PLC0415

    texts = open_texts(folder)
    layout = texts.layout
    path = layout.path(REGISTRY_FILES[field])
    registry = (layout.root / path).read_bytes() if path in texts.listing.content else None
    return layout, TermFiles(
        field,
        texts.site,
        (path, registry),
        texts.parse_articles(),
        lambda path: texts.files[path].data,
    )
