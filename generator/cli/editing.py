"""Commands that write into the content folder: each shows what it does, and does all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.completion import complete_keys
from generator.cli.localization import LocalizedCommand, LocalizedGroup
from generator.cli.site_folder import SITE_FOLDER

if TYPE_CHECKING:
    from generator.content.scan import SiteLayout
    from generator.editing.file_change import FileChange
    from generator.editing.terms import TermField, TermFiles
    from generator.model import SourceFile

folder_option = click.option(
    "--folder",
    default=".",
    type=SITE_FOLDER,
    help="The folder of the site.  [default: the current folder]",
)


yes_option = click.option("--yes", is_flag=True, help="Change the files without a question.")


@click.command("new", cls=LocalizedCommand)
@click.argument("titles", nargs=-1, metavar="TITLE...")
@folder_option
@click.option("--date", default="", help="When it happened, as precise as it is known.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="'NAME [URL]'",
    help="Who reported it, and the address of the report; can be repeated.",
)
@click.option("--tag", "tags", multiple=True, help="What it is about; can be repeated.")
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="CODE",
    help="The language of a text; can be repeated.  [default: that of the letters of TITLE]",
)
@click.option(
    "--translate",
    "translated",
    default="",
    metavar="KEY",
    shell_complete=complete_keys,
    help="Write a translation of KEY.",
)
@click.option(
    "--template",
    default="",
    metavar="NAME",
    help="Start from the article templates/new/NAME.md of the site.",
)
@click.option("--edit", "open_editor", is_flag=True, help="Open the files in $EDITOR.")
def new_command(
    *,
    titles: tuple[str, ...],
    folder: Path,
    date: str,
    sources: tuple[str, ...],
    tags: tuple[str, ...],
    languages: tuple[str, ...],
    translated: str,
    template: str,
    open_editor: bool,
) -> None:
    """Write a new entry with this TITLE, with the fields that the site uses.

    A second TITLE in another language is for a second file, which leaves date, source and tags to
    the first. The entry is a draft until you delete the line 'draft: true'. Entries that are
    probably of the same event are named.

    \b
    tarikh new "Port workers end their strike" --date 2024-01-04 --source Reuters
    tarikh new "عمال الميناء ينهون إضرابهم" "Port workers end their strike"
    tarikh new --translate port-strike "عمال الميناء ينهون إضرابهم"
    """
    from generator.content.scan import resolve_layout  # noqa: PLC0415 - seldom needed
    from generator.editing.apply import (  # noqa: PLC0415
        apply_changes,
        finish_interrupted_edit,
    )
    from generator.editing.new_entry import EntryRequest, compose_entry  # noqa: PLC0415
    from generator.importing import load_index  # noqa: PLC0415

    if not titles and not translated:
        raise click.UsageError('write a title in quotation marks: tarikh new "TITLE"')
    layout = resolve_layout(folder)
    finish_interrupted_edit(layout)
    index = load_index(layout)
    # An empty folder gets a content folder; one with articles is the content folder itself.
    is_content = layout.content == layout.root and bool(index.articles)
    entry = compose_entry(
        EntryRequest(titles, date, sources, tags, languages, translated, template),
        index,
        content="" if is_content else "content",
        templates=_read_templates(layout),
    )
    apply_changes(layout, entry.files)
    for file in entry.files:
        click.echo(f"created: {click.style(console.escape_invisible(file.path), bold=True)}")
    for duplicate in entry.duplicates:
        click.echo(console.format_duplicate(duplicate), err=True)
    if open_editor:
        click.edit(filename=[str(layout.root / file.path) for file in entry.files])


@click.command("move", cls=LocalizedCommand)
@click.argument("old", shell_complete=complete_keys)
@click.argument("new")
@folder_option
@yes_option
def move_command(*, old: str, new: str, folder: Path, yes: bool) -> None:
    """Rename the entry OLD to NEW in all its languages.

    OLD and NEW are keys: the names of files without language and ending. A folder of its own and
    pictures with its name are renamed, too. The old address remains as an alias, and all links and
    'related' that lead to the entry are changed.

    \b
    tarikh move strike port-strike
    """
    from generator.editing.move import (  # noqa: PLC0415 - seldom needed
        SiteContent,
        find_moved_files,
        index_articles,
        move_entry,
    )
    from generator.editing.site_texts import open_texts  # noqa: PLC0415

    texts = open_texts(folder)
    root, files, present = texts.layout.root, texts.files, texts.listing.content
    articles = index_articles(texts.site, files.values())
    moved = find_moved_files(old, articles, present)
    pictures = {path: (root / path).read_bytes() for path in moved if path not in files}
    content = SiteContent(texts.site, frozenset(present), files, pictures)
    confirm_changes(texts.layout, move_entry(old, new, articles, content), yes=yes)


@click.command("translated", cls=LocalizedCommand)
@click.argument("keys", nargs=-1, metavar="KEY...", shell_complete=complete_keys)
@click.option("--all", "is_all", is_flag=True, help="Record the translations of all entries.")
@click.option(
    "--lang",
    "language",
    default="",
    metavar="CODE",
    help="The language of the translation.  [default: all but that of the original]",
)
@click.option(
    "--from",
    "original",
    default="",
    metavar="CODE",
    help="The language of the original.  [default: as recorded, or else the first of the site]",
)
@folder_option
def translated_command(
    *, keys: tuple[str, ...], is_all: bool, language: str, original: str, folder: Path
) -> None:
    """Record that the translations of the entry KEY are up to date with its original.

    From then on, builds report when a paragraph of the original changes, and the page of the
    translation says so until it is recorded again. KEY is the name of its files without language
    and ending. The records are in content/translations.toml, and belong into git.

    \b
    tarikh translated strike
    tarikh translated strike --lang ar --from en
    tarikh translated --all
    """
    from generator.content.scan import read_files  # noqa: PLC0415 - seldom needed
    from generator.editing.apply import apply_changes  # noqa: PLC0415
    from generator.editing.site_texts import open_texts  # noqa: PLC0415
    from generator.editing.translations import (  # noqa: PLC0415
        TRANSLATIONS,
        record_translations,
    )

    if bool(keys) == is_all:
        raise click.UsageError("write the KEY of an entry, or --all")
    texts = open_texts(folder)
    layout = texts.layout
    path = layout.path(TRANSLATIONS)
    recorded = read_files(layout.root, {path} & texts.listing.content.keys(), [])
    change = record_translations(
        texts.site,
        (*texts.files.values(), *recorded),
        keys,
        path=path,
        language=language,
        original=original,
    )
    apply_changes(layout, (change,))
    if change.is_effective:
        click.echo(f"recorded: {console.escape_invisible(path)}")
    else:
        click.echo("Nothing to change.")


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
    from generator.editing.move import index_articles  # noqa: PLC0415 - seldom needed
    from generator.editing.site_texts import open_texts  # noqa: PLC0415
    from generator.editing.terms import TermFiles, registry_path  # noqa: PLC0415

    texts = open_texts(folder)
    layout = texts.layout
    path = registry_path(field, "" if layout.content == layout.root else "content")
    registry = (layout.root / path).read_bytes() if path in texts.listing.content else None
    return layout, TermFiles(
        field,
        texts.site,
        (path, registry),
        index_articles(texts.site, texts.files.values()),
        {path: file.data for path, file in texts.files.items()},
    )


def confirm_changes(layout: SiteLayout, changes: Sequence[FileChange], *, yes: bool) -> None:
    """Show changes, and apply them if the user agrees.

    Args:
        layout: The folders of the site.
        changes: What is to change.
        yes: Whether the user has agreed already.

    Raises:
        click.exceptions.Exit: The user does not agree.
    """
    from generator.editing.apply import apply_changes  # noqa: PLC0415 - seldom needed
    from generator.editing.file_change import format_diff  # noqa: PLC0415

    for line in console.format_diff(format_diff(changes)):
        click.echo(line)
    count = sum(change.is_effective for change in changes)
    files = f"{count:,} file{'' if count == 1 else 's'}"
    if not count:
        click.echo("Nothing to change.")
        return
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nothing was changed; write --yes to change the files")
        if not click.confirm(f"Change {files}?"):
            click.echo("Nothing was changed.")
            click.get_current_context().exit(1)
    apply_changes(layout, changes)
    click.echo(f"{files} changed.")


def _read_templates(layout: SiteLayout) -> dict[str, SourceFile]:
    """Read the site's templates for new entries, by their names."""
    from generator.editing.new_entry import TEMPLATES  # noqa: PLC0415 - as above
    from generator.model import SourceFile  # noqa: PLC0415

    return {
        path.name.removesuffix(".md"): SourceFile(
            path.relative_to(layout.root).as_posix(), path.read_bytes()
        )
        for path in sorted((layout.root / TEMPLATES).glob("*.md"))
    }
