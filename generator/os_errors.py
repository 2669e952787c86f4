"""Describe errors of the operating system in plain words, with a hint."""

from __future__ import annotations

import errno
import os
from types import MappingProxyType

from msgspec import Struct

from generator.messages import say
from generator.problems import Code

_MISSING = "it does not exist any more"
_IN_THE_WAY = "something else has its name"
_NOT_ALLOWED = "you do not have permission to read or write it"

# What each error number means, and how to fix it.
_DESCRIPTIONS = MappingProxyType(
    {
        errno.ENOSPC: ("its disk is full", "free some space on it, and build again"),
        errno.EDQUOT: (
            "your disk quota is used up",
            "delete files that you do not need, or ask for a larger quota, and build again",
        ),
        errno.EFBIG: (
            "it exceeds the limit on the size of files",
            "raise the limit (ulimit -f), and build again",
        ),
        errno.EROFS: (
            "its disk is read-only",
            "choose another folder with --output, or make the disk writable",
        ),
        errno.EACCES: (
            _NOT_ALLOWED,
            "give yourself permission, or choose another folder with --output",
        ),
        errno.EPERM: (
            _NOT_ALLOWED,
            "give yourself permission, or choose another folder with --output",
        ),
        errno.ENOENT: (_MISSING, "if it was just moved or deleted, build again"),
        errno.ESTALE: (_MISSING, "connect the disk again, and build again"),
        errno.ENODEV: (_MISSING, "connect the disk again, and build again"),
        errno.ENXIO: (_MISSING, "connect the disk again, and build again"),
        errno.EIO: (
            "its disk reports an error",
            "check the disk, and restore the file from a backup if it is damaged",
        ),
        errno.ENAMETOOLONG: (
            "its name or its path is longer than the system allows",
            "shorten the name, or build in a folder with a shorter path",
        ),
        errno.EMFILE: (
            "too many files are open at once",
            "raise the limit (ulimit -n), or build with --jobs 1",
        ),
        errno.ENFILE: ("too many files are open at once", "close other programs, and build again"),
        errno.ENOMEM: ("memory ran out", "close other programs, or build with --jobs 1"),
        errno.EAGAIN: ("no more processes can be started", "build with --jobs 1"),
        errno.ENOTDIR: (
            "it is a file, but a folder is needed",
            "move the file away, and build again",
        ),
        errno.EISDIR: ("it is a folder, but a file is needed", "move the folder away"),
        errno.EEXIST: (_IN_THE_WAY, "move that away, and build again"),
        errno.ENOTEMPTY: (_IN_THE_WAY, "move that away, and build again"),
        errno.EBUSY: ("another program is using it", "close that program, and build again"),
        errno.ELOOP: ("symbolic links form a loop there", "delete one of the links"),
    }
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class OsErrorDescription(Struct, frozen=True):
    """An error of the operating system.

    Attributes:
        path: The file or folder, as it was passed to the system; may be empty.
        code: The code of the problem.
        message: What is wrong.
        hint: How to fix it.
    """

    path: str
    code: Code
    message: str
    hint: str


def describe_os_error(error: OSError) -> OsErrorDescription:
    """Describe an error of the operating system in plain words.

    If a file could not be moved, the description names its target.
    """
    code: Code = "disk-full" if error.errno in _FULL else "file-refused"
    named = error.filename2 or error.filename
    path = os.fsdecode(named) if isinstance(named, str | bytes | os.PathLike) else ""
    reason = (error.strerror or str(error)).lower()
    message, hint = _DESCRIPTIONS.get(
        error.errno or 0, (say("the system reported: %(reason)s", reason=reason), "build again")
    )
    return OsErrorDescription(path, code, message, hint)
