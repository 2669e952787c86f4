"""What the system refuses, in words that say what to do about it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from types import MappingProxyType

from generator.problems import Code

_MISSING = "it is not there, or not there any more"
_IN_THE_WAY = "something else stands in its place"
_NOT_ALLOWED = "the system does not let this user read or write it"

# What each number of the system means, and what mends it.
_WORDS = MappingProxyType(
    {
        errno.ENOSPC: ("no room is left on its disk", "make room there, and build again"),
        errno.EDQUOT: (
            "no more of its disk is allotted to this user",
            "remove what is not needed, or ask for more, and build again",
        ),
        errno.EFBIG: (
            "no file may become as large as it",
            "raise the limit on the size of files (ulimit -f), and build again",
        ),
        errno.EROFS: (
            "its disk can be read, but not written",
            "choose another folder with --output, or make the disk writable",
        ),
        errno.EACCES: (_NOT_ALLOWED, "let this user do so, or choose another folder"),
        errno.EPERM: (_NOT_ALLOWED, "let this user do so, or choose another folder"),
        errno.ENOENT: (_MISSING, "if it was moved or removed just now, build again"),
        errno.ESTALE: (_MISSING, "connect the disk again, and build again"),
        errno.ENODEV: (_MISSING, "connect the disk again, and build again"),
        errno.ENXIO: (_MISSING, "connect the disk again, and build again"),
        errno.EIO: (
            "its disk fails",
            "look whether the disk is in order, and restore the file from a copy if it is not",
        ),
        errno.ENAMETOOLONG: (
            "its name or its path is longer than the system allows",
            "shorten the name, or build in a folder with a shorter path",
        ),
        errno.EMFILE: (
            "too many files are open at once",
            "raise the limit (ulimit -n), or build with --jobs 1",
        ),
        errno.ENFILE: ("too many files are open at once", "end other programs, and build again"),
        errno.ENOMEM: ("memory ran out", "end other programs, or build with --jobs 1"),
        errno.EAGAIN: ("no more processes can be started", "build with --jobs 1"),
        errno.ENOTDIR: (
            "a file stands where a folder is needed",
            "move the file away, and build again",
        ),
        errno.EISDIR: ("a folder stands where a file is needed", "move the folder away"),
        errno.EEXIST: (_IN_THE_WAY, "move that away, and build again"),
        errno.ENOTEMPTY: (_IN_THE_WAY, "move that away, and build again"),
        errno.EBUSY: ("another program holds it", "end that program, and build again"),
        errno.ELOOP: ("links lead round in a circle there", "remove one of the links"),
    }
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class OsErrorDescription:
    """What the system refused.

    Attributes:
        path: The file or folder, as the program named it to the system; may be empty.
        code: What a problem of that kind is called.
        message: What is wrong with it.
        hint: What to do about it.
    """

    path: str
    code: Code
    message: str
    hint: str


def describe_os_error(error: OSError) -> OsErrorDescription:
    """Put an error of the system in words.

    Args:
        error: The error. Of a file that could not be moved, the place is named, not the file.
    """
    code: Code = "disk-full" if error.errno in _FULL else "file-refused"
    named = error.filename2 or error.filename
    path = os.fsdecode(named) if isinstance(named, str | bytes | os.PathLike) else ""
    said = (error.strerror or str(error)).lower()
    message, hint = _WORDS.get(error.errno or 0, (f"the system refuses it: {said}", "build again"))
    return OsErrorDescription(path, code, message, hint)
