"""The files of small sites: articles and images."""

from __future__ import annotations

import json
from struct import pack
from zlib import compress, crc32


def article(
    title: str = "Strike",
    date: str = "2024-01-04",
    more: str = "",
    body: str = "Text.",
    *,
    source: str = "AP",
    tags: str = "",
) -> str:
    """The file of an article that has no problem.

    Args:
        title: As text.
        date: As YAML.
        more: Further lines of front matter, each with its line break.
        body: As Markdown.
        source: As YAML.
        tags: The items of a YAML list.
    """
    lines = (
        f"title: {json.dumps(title, ensure_ascii=False)}\n",
        f"date: {date}\n",
        f"source: {source}\n" if source else "",
        f"tags: [{tags}]\n" if tags else "",
        more,
    )
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def png(width: int = 1, height: int = 1) -> bytes:
    """A black image (ISO/IEC 15948)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
