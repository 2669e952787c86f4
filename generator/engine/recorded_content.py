"""What the last build found out about the content of a site, so that the next need not again."""

from __future__ import annotations

from collections.abc import Mapping, Set
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.chronology import Assembler, Assembly, ChronicleBuilder, Group
from generator.chronology.checks import Finding
from generator.chronology.recording import record_assemblies, restore_assemblies
from generator.content.scan import SiteLayout
from generator.engine.site_inputs import hash_settings
from generator.hashing import hash_bytes
from generator.messages import from_plain, to_plain
from generator.model import Site
from generator.pages.link_checker import CheckedLinks, LinkChecker
from generator.pages.pictures import FileUse
from generator.pages.plan import Plan
from generator.problems import Severity
from generator.state import build_record, entry_shards, plain_file
from generator.state.build_record import BuildRecord, from_tuples, to_tuples
from generator.state.entry_shards import DamagedContentError, StoredEntries

_NAME = "chronicle"


class RecordedContent(Struct, frozen=True):
    """The content of a site in its last build.

    Attributes:
        builder: Builds the chronicle from what was assembled then.
        entries: The entry of each article.
        links: The links that were checked then.
        paths: The hash of the paths that they were checked against, see `hash_paths`.
        files: Every file of the content folder then; ``None`` if that is not known.
        is_assembled: Whether the settings by which events were assembled are still the same.
        digest: The hash of the file in which all this but the entries is recorded.
        assemblies: What was assembled then; the builder goes on from there.
        checked: The links that were checked then.
    """

    builder: ChronicleBuilder
    entries: StoredEntries = field(default_factory=StoredEntries)
    links: LinkChecker = field(default_factory=LinkChecker)
    paths: bytes = b""
    files: Set[str] | None = None
    is_assembled: bool = False
    digest: bytes = b""
    assemblies: Mapping[Group, Assembly] = field(default_factory=dict)
    checked: Mapping[str, CheckedLinks] = field(default_factory=dict)

    @property
    def shown(self) -> frozenset[str]:
        """The articles that the site showed."""
        return frozenset(
            [article.path for each in self.assemblies.values() for article in each.articles]
        )

    @property
    def hidden(self) -> frozenset[str]:
        """The files of all events and pages of which some files were not shown, as drafts are."""
        return frozenset(
            [
                path
                for each in self.assemblies.values()
                if len(each.members) != len(each.articles)
                for path in each.members
            ]
        )

    def save(self, state: Path, paths: bytes) -> bytes:
        """Save what the builder and the link checker know now; returns the hash of the file.

        Args:
            state: The folder of the site's state.
            paths: The hash of the paths that links were checked against.

        Raises:
            OSError: It cannot be written.
        """
        builder, checked = self.builder, self.links.checked
        known = self.assemblies, self.checked, self.paths
        if self.digest and known == (builder.assemblies, checked, paths):
            return self.digest
        links = {
            path: (
                tuple(sorted(each.targets)),
                to_tuples(each.problems),
                tuple([use[:] for use in sorted(each.uses)]),
            )
            for path, each in checked.items()
        }
        assemblies = record_assemblies(builder.assemblies)
        findings = [
            (*each[:3], to_plain(each.message), to_plain(each.hint), each.severity.value)
            for each in builder.findings or ()
        ]
        values = builder.rules, builder.now, builder.absent, assemblies, findings, links, paths
        return plain_file.save(state / _NAME, values)


def load(
    state: Path, previous: BuildRecord, assembler: Assembler, *, drafts: bool = False
) -> RecordedContent:
    """Load the content of the last build.

    Args:
        state: The folder of the site's state.
        previous: The record of the build.
        assembler: Assembles events by the settings as they are now.
        drafts: Whether drafts are to be part of the chronicle, as they never are of a build: then
            the `hidden` files are to be assembled again.

    Raises:
        DamagedContentError: A file is missing, or is not the one that was written.
    """
    entries = entry_shards.load(state, previous.shards)
    values = plain_file.load(state / _NAME, previous.chronicle)
    if values is None:
        raise DamagedContentError(_NAME)
    rules, now, absent, assemblies, plain_findings, links, paths = values
    checked = {
        path: CheckedLinks(
            frozenset(targets), from_tuples(problems), frozenset(map(FileUse._make, uses))
        )
        for path, (targets, problems, uses) in links.items()
    }
    checker = LinkChecker(checked)
    if rules != assembler.rules:
        builder = ChronicleBuilder(assembler, drafts=drafts)
        return RecordedContent(builder, entries, checker, paths, previous.content.keys())
    known = restore_assemblies(assemblies)
    findings = tuple(
        [
            Finding._make((*each[:3], from_plain(each[3]), from_plain(each[4]), Severity(each[5])))
            for each in plain_findings
        ]
    )
    return RecordedContent(
        builder=ChronicleBuilder(
            assembler,
            drafts=drafts,
            assemblies=known,
            now=now,
            absent=absent,
            findings=findings,
        ),
        entries=entries,
        links=checker,
        paths=paths,
        files=previous.content.keys(),
        is_assembled=True,
        digest=previous.chronicle,
        assemblies=known,
        checked=checked,
    )


def open_recorded(
    layout: SiteLayout, site: Site, program: bytes, *, drafts: bool
) -> tuple[BuildRecord | None, RecordedContent]:
    """Load the record of the last build and its content, without writing anything.

    Args:
        layout: The folders of the site.
        site: The settings as they are now.
        program: The hash of this program.
        drafts: Whether drafts are to be part of the chronicle.

    Returns:
        The record, ``None`` if there is none that this program can use, and the content, empty
        without a record.
    """
    assembler = Assembler(site)
    with suppress(build_record.DamagedRecordError, DamagedContentError):
        previous = build_record.load(layout.state)
        if (
            previous is not None
            and previous.settings == hash_settings(site)
            and previous.program == program
        ):
            return previous, load(layout.state, previous, assembler, drafts=drafts)
    return None, RecordedContent(ChronicleBuilder(assembler, drafts=drafts))


def hash_paths(plan: Plan) -> bytes:
    """Hash the paths of all pages and files, which links can lead to."""
    return hash_bytes("\n".join(sorted(plan.paths)).encode())
