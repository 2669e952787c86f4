"""What an offline copy has besides the site: files that scripts read, as scripts.

Browsers refuse to fetch files from a disk, but run scripts from there.
``templates/assets/offline.js`` reads a file of the site by running the script next to it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable

from generator.build.publication import Publication
from generator.hashing import hash_bytes
from generator.state.build_record import FileStamp

# The files that the scripts of the theme read.
_READ_BY_SCRIPTS = ".bin"
_SCRIPT = ".js"


def stage_scripts(
    publication: Publication, outputs: dict[str, FileStamp], staged: Iterable[str]
) -> list[str]:
    """Stage the script of each file that scripts read, if the output does not have it yet.

    Args:
        publication: Gets the scripts.
        outputs: The stamps of all files of the output; gets those of the scripts.
        staged: The files that were staged.

    Returns:
        The scripts that were staged.

    Raises:
        OSError: A file cannot be read or written.
    """
    scripts = []
    for file in [file for file in outputs if file.endswith(_READ_BY_SCRIPTS)]:
        data = write_script(file, publication.read(file, is_staged=file in staged))
        script = file + _SCRIPT
        outputs[script] = None, hash_bytes(data)
        if not publication.has(script, data):
            publication.stage(script, data)
            scripts.append(script)
    return scripts


def write_script(path: str, data: bytes) -> bytes:
    """Return the script that hands the bytes of a file to those that read it."""
    return f'offlineFile({json.dumps(path)}, "{b64encode(data).decode()}");\n'.encode()
