"""The inputs of a build that has something to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from generator.build.report import BuildOptions, ProgressCallback, Stopwatch
from generator.content.scan import SiteLayout, SiteListing
from generator.state.build_record import BuildRecord
from generator.state.changes import Changes
from generator.state.published_addresses import PublishedAddresses


class BuildRun(Struct, frozen=True):
    """The inputs of a rebuild.

    Attributes:
        layout: The folders of the site.
        listing: Its files.
        changes: How they differ from those of the last build.
        previous: The record of the last build, if this one can continue it.
        published: The addresses that the site has ever published; ``None`` if it has no such list.
        old_files: The files of the output as the last build left it, even if another version of
            the program made it.
        old_bodies: For each article, the file of its page in that build.
        manifest_digest: The hash of the output's list as the last build left it; empty if there
            was none.
        code: The hash of this program.
        options: The options of the build.
        progress: Called as the work proceeds.
        stopwatch: Measures the stages.
    """

    layout: SiteLayout
    listing: SiteListing
    changes: Changes
    previous: BuildRecord | None
    published: PublishedAddresses | None
    old_files: Collection[str]
    old_bodies: Mapping[str, str]
    manifest_digest: bytes
    code: bytes
    options: BuildOptions
    progress: ProgressCallback
    stopwatch: Stopwatch
