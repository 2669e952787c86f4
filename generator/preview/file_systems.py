"""Finds file systems that report no changes, where a preview has to look at the files instead."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.lazy_patterns import lazy_compile

MOUNTS = Path("/proc/self/mounts")
# File systems whose files other machines change, or the system around a virtual one: the folders of
# Windows in WSL, the shared folders of Docker and of virtual machines, network drives.
_SILENT = lazy_compile(
    r"9p|v9fs|drvfs|nfs\d?|cifs|smb\d?|smbfs|vboxsf|prl_fs|virtiofs|fakeowner|afs|ceph|glusterfs"
    r"|fuse\.(?:sshfs|grpcfuse|osxfs|vmhgfs.*|rclone|s3fs|gcsfuse)"
)
# How the table writes characters of paths that it uses itself: a space is ``\040``.
_ESCAPED = lazy_compile(r"\\([0-7]{3})")


def find_silent_file_system(folders: Iterable[str]) -> tuple[str, str] | None:
    """Return the first folder on a file system that reports no changes, and that system's type.

    ``None`` if there is none, and where the system does not say (other systems than Linux).

    Args:
        folders: Absolute paths without links.
    """
    try:
        table = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return None
    mounts = [
        (_ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1]), fields[2])
        for fields in map(str.split, table.splitlines())
        if len(fields) > 2
    ]
    for folder in folders:
        within = [each for each in mounts if f"{folder}/".startswith(f"{each[0].rstrip('/')}/")]
        # The longest path; of several mounted there, the last one is seen.
        kind = (
            max(enumerate(within), key=lambda pair: (len(pair[1][0]), pair[0]))[1][1]
            if within
            else ""
        )
        if _SILENT.fullmatch(kind):
            return folder, kind
    return None
