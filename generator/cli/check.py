"""The command that says what an editor should look at."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.build.report import BuildOptions
from generator.cli.completion import complete_codes
from generator.cli.confirmation import confirm_changes, yes_option
from generator.cli.environment import cache_folder, installed_version, now, processors
from generator.cli.localization import LocalizedCommand, load_user_messages, print_message
from generator.cli.progress import show_progress
from generator.cli.site_folder import SITE_FOLDER
from generator.messages import say
from generator.problems import Problem, Severity, apply_severities

if TYPE_CHECKING:
    from generator.model import Site


@click.command("check", cls=LocalizedCommand)
@click.argument("folder", default=".", type=SITE_FOLDER)
@click.option(
    "--only",
    "codes",
    multiple=True,
    metavar="CODE",
    shell_complete=complete_codes,
    help="List all problems with this code, and no others; can be repeated.",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Report only what this file lacks; 'tarikh check --format json > FILE' writes it.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--all", "list_all", is_flag=True, help="List every problem of each kind.")
@click.option(
    "--online",
    is_flag=True,
    help="Ask other servers whether the pages that entries link to still exist.",
)
@click.option("--fix", is_flag=True, help="Change the files where a hint says exactly how.")
@yes_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to print problems; 'sarif' is for code hosts and editors.",
)
@click.pass_context
def check_command(
    context: click.Context,
    *,
    folder: Path,
    codes: tuple[str, ...],
    baseline: Path | None,
    strict: bool,
    list_all: bool,
    online: bool,
    fix: bool,
    yes: bool,
    form: str,
) -> None:
    """Say what an editor should look at in the site in FOLDER (default: the current folder).

    That is all that a build reports, and what only an editor can judge: sources of one origin,
    reports without an archived copy, translations that are missing or outdated, numbers that
    differ between them, names in several spellings, and more. Nothing is published.

    With --online, pages that entries link to are asked for, politely: each server gets one request
    at a time. What is found is kept in link-check.json, so that only links that were not checked
    for some time are asked for again; commit it.

    \b
    tarikh check
    tarikh check --only archive-missing
    tarikh check --format json > baseline.json
    tarikh check --baseline baseline.json
    tarikh check --fix
    """
    from generator.checking.kinds import KINDS  # noqa: PLC0415 - seldom needed
    from generator.checking.run import check_site  # noqa: PLC0415

    _check_codes(codes)
    options = BuildOptions(folder, now(), jobs=processors(), cache=cache_folder())
    with show_progress(time.perf_counter()) as progress:
        checked = check_site(options, progress)
        found = checked.problems
        if online and checked.site is not None:
            from generator.checking.online import check_online  # noqa: PLC0415

            links = check_online(folder, checked, now=options.now, progress=progress)
            found = apply_severities((*found, *links), checked.site.problems)
    problems = [each for each in found if not codes or each.code in codes]
    if baseline is not None:
        problems = _remove_known(problems, baseline)
    if fix and checked.site is not None:
        _fix(folder, checked.site, problems, yes=yes)
        return
    if form == "json":
        click.echo(console.check_as_json(problems))
    elif form == "sarif":
        from generator.checking.sarif import write_sarif  # noqa: PLC0415

        click.echo(write_sarif(problems, installed_version()))
    elif form == "github":
        for problem in problems:
            click.echo(console.github_annotation(problem, load_user_messages()))
    else:
        titles: dict[str, str] = {kind.code: kind.title for kind in KINDS}
        is_full = list_all or bool(codes)
        messages = load_user_messages()
        for line in console.format_check(problems, titles, messages, list_all=is_full):
            click.echo(line)
    severe = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    context.exit(1 if any(each.severity in severe for each in problems) else 0)


def _check_codes(codes: Iterable[str]) -> None:
    """Refuse codes that no problem has."""
    from typing import get_args  # noqa: PLC0415 - seldom needed

    from generator.problem_collector import closest  # noqa: PLC0415
    from generator.problems import Code, EditorialCode  # noqa: PLC0415

    known = (*get_args(Code), *get_args(EditorialCode))
    for code in codes:
        if code not in known:
            meant = closest(code, known)
            message = say("unknown problem code '%(code)s'", code=code)
            if meant:
                hint = say("did you mean '%(meant)s'?", meant=meant)
                message = say("%(message)s; %(hint)s", message=message, hint=hint)
            raise click.BadParameter(message, param_hint="'--only'")


def _remove_known(problems: Iterable[Problem], baseline: Path) -> list[Problem]:
    """Return the problems that a baseline lacks; their lines may have moved."""
    try:
        document = json.loads(baseline.read_bytes())
        known = Counter(
            (each["path"], each["code"], each["message"]) for each in document["problems"]
        )
    except (ValueError, KeyError, TypeError):
        message = say(
            "'%(baseline)s' is not what 'tarikh check --format json' writes", baseline=baseline
        )
        raise click.BadParameter(message, param_hint="'--baseline'") from None
    new = []
    for problem in problems:
        key = problem.path, problem.code, problem.message
        if known[key]:
            known[key] -= 1
        else:
            new.append(problem)
    return new


def _fix(folder: Path, site: Site, problems: Sequence[Problem], *, yes: bool) -> None:
    """Show the changes that hints state, and apply them if the user agrees."""
    from generator.checking.fixes import fix_problems  # noqa: PLC0415 - seldom needed
    from generator.content.scan import resolve_layout  # noqa: PLC0415

    layout = resolve_layout(folder)
    files = {}
    registries = (layout.path(f"{name}.toml") for name in ("tags", "sources"))
    for path in {*(problem.path for problem in problems), *registries}:
        if path.endswith((".md", ".toml")) and (layout.root / path).is_file():
            files[path] = (layout.root / path).read_bytes()
    changes, fixed = fix_problems(problems, files, site)
    confirm_changes(layout, changes, yes=yes)
    if fixed:
        print_message(
            say(
                "%(fixed)s of %(all)s problems fixed.",
                fixed=f"{len(fixed):,}",
                all=f"{len(problems):,}",
            )
        )
