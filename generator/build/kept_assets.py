"""Keeps the stylesheets, scripts and fonts of earlier builds for pages that are still open.

A page that a browser has kept from before an update names the assets of that time, and loads some
of them later. So those that a build replaces stay in the output for a day. What is kept depends
only on the output folder and its list, which names each kept file and until when; not on the record
of the build. Nothing of what authors write or show is kept: an article or a picture that is removed
is gone at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import NamedTuple

from generator.build.run import BuildRun
from generator.hashing import hash_bytes
from generator.lazy_patterns import lazy_compile
from generator.state.build_record import FileStamp
from generator.state.output_manifest import KEPT_SECONDS, OutputManifest

# Each attempt at a new stylesheet leaves another file, so their number is limited.
MOST_KEPT = 100
# As `urls.asset` names them.
_ASSET = lazy_compile(
    r"assets/[^/]+\.(?P<digest>[0-9a-f]{10})\.(?:css|m?js|woff2?|ttf|otf)", re.IGNORECASE
)


class KeptAsset(NamedTuple):
    """An asset of an earlier build.

    Attributes:
        stamp: Its stamp, as the record of the build has it.
        until: The instant until which it is kept, in seconds since 0001-01-01T00:00:00Z.
    """

    stamp: FileStamp
    until: int


def find_kept_assets(
    run: BuildRun, manifest: OutputManifest, outputs: Set[str]
) -> Mapping[str, KeptAsset]:
    """Find the assets that the output has of earlier builds, and that are kept; the latest first.

    Args:
        run: The inputs of the build. Nothing is kept in an offline copy.
        manifest: The list of the output folder as the last build left it.
        outputs: The files of the site as it is now.
    """
    if run.options.is_offline:
        return {}
    latest = run.options.now + KEPT_SECONDS
    old = {file: manifest.kept.get(file, latest) for file in manifest.files - outputs}
    waiting = [(min(until, latest), file) for file, until in old.items() if until > run.options.now]
    waiting.sort(key=lambda each: (-each[0], each[1]))
    return dict(islice(_find_intact(run, waiting), MOST_KEPT))


def _find_intact(
    run: BuildRun, waiting: Iterable[tuple[int, str]]
) -> Iterator[tuple[str, KeptAsset]]:
    """Yield those files that are assets, and whose bytes are still those that their names say."""
    for until, file in waiting:
        name = _ASSET.fullmatch(file)
        if name is None:
            continue
        stamp = run.changes.outputs.get(file)
        if stamp is None:
            path = run.layout.output / file
            try:
                stamp = None, b"" if path.is_symlink() else hash_bytes(path.read_bytes())
            except OSError:
                continue
        if stamp[1].hex().startswith(name["digest"]):
            yield file, KeptAsset(stamp, until)
