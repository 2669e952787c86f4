"""The pages of folders in Hugo: ``index.md`` of a bundle, and ``_index.md`` of a section.

The other texts in the folder of a bundle are parts of its page, not articles. The front matter of
``_index.md`` can have a ``cascade``, which gives its keys to all articles of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.content.front_matter import read_front_matter
from generator.content.nodes import KeyValue, MappingNode, Scalar, SequenceNode
from generator.content.visibility import withholds_folder
from generator.i18n.languages import COMMON_LANGUAGES
from generator.lazy_patterns import lazy_compile
from generator.problem_collector import ProblemCollector
from generator.text.decoding import DecodeError, decode

SECTION_PAGE = lazy_compile(
    r"_index(?:\.(?P<language>[a-z-]+))?\.(?:md|markdown|html)", re.IGNORECASE
)
"""The name of the page of a section."""

_BUNDLE_PAGE = lazy_compile(r"index(?:\.[a-z-]+)?\.md", re.IGNORECASE)
# A language with a country, as folders of other programs are named.
_REGION = lazy_compile(r"[-_][a-z]{2}\Z")
_LIMIT = 100_000


def find_bundle_parts(paths: Iterable[str], content: str) -> dict[str, str]:
    """Find the texts that are parts of the page of a bundle.

    Args:
        paths: The files of the content folder, relative to the site's folder.
        content: The content folder, relative to it; empty if it is the site's folder.

    Returns:
        The page, by the path of each part.
    """
    texts = [path.rpartition("/") for path in paths if path.endswith(".md")]
    pages = {
        folder: f"{folder}/{name}"
        for folder, _, name in texts
        if _BUNDLE_PAGE.fullmatch(name) and _is_bundle(folder, content)
    }
    if not pages:
        return {}
    return {
        f"{folder}/{name}": page
        for folder, _, name in texts
        if not _BUNDLE_PAGE.fullmatch(name)
        and (page := next((pages[each] for each in _ancestors(folder) if each in pages), ""))
    }


def _is_bundle(folder: str, content: str) -> bool:
    """Whether ``index.md`` of a folder is an article, not the page of a whole site or language."""
    name = folder.rpartition("/")[2].casefold()
    is_language = _REGION.sub("", name) in COMMON_LANGUAGES
    return folder not in ("", content, f"{content}/pages".lstrip("/")) and not is_language


def _ancestors(folder: str) -> Iterator[str]:
    """Yield a folder and those that it is in."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def read_cascade(data: bytes, path: str) -> bool | None:
    """Read whether the ``cascade`` of the page of a section keeps its articles from publication.

    Args:
        data: The bytes of the page.
        path: Its path.

    Returns:
        ``None`` if it has no ``cascade``. One that cannot be read keeps the articles back.
    """
    if b"cascade" not in data.lower():
        return None
    try:
        text = decode(data).text
    except DecodeError:
        return True
    front_matter = read_front_matter(text, ProblemCollector(path), _LIMIT)
    if front_matter is None:
        return True
    entries = front_matter.entries
    cascade = next((each.value for each in entries if each.key.casefold() == "cascade"), None)
    return None if cascade is None else withholds_folder(cascade)


def to_node(value: Any) -> Any:
    """Return a value of TOML or JSON as the node that YAML would have for it."""
    if isinstance(value, dict):
        return MappingNode(
            tuple([KeyValue(key, to_node(each), 0, 0) for key, each in value.items()]), 0, 0
        )
    if isinstance(value, list):
        return SequenceNode(tuple(map(to_node, value)), 0, 0)
    if value is None:
        return Scalar("", 0, 0, "")
    return Scalar(str(value).casefold() if isinstance(value, bool) else str(value), 0, 0, "")
