"""Finds out whether an article is for publication: what its author has withheld is a draft.

Other programs have many ways to say that a text is not to be published. None of them is overridden:
such an article is a draft, and a notice says why, and how to publish it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.content.file_names import find_withholding_name
from generator.content.foreign_keys import ORDINARY_KEYS, normalize_key
from generator.content.nodes import KeyValue, MappingNode, Node, Scalar, SequenceNode
from generator.dates import DateError, parse
from generator.messages import say
from generator.model import VisibilityLimit, WithheldFolder
from generator.problem_collector import ProblemCollector, quote, spelling_distance

# Keys that say that the text is for publication: anything but "yes" withholds it.
_PUBLIC_KEYS = frozenset(
    {
        *("publish", "public", "ispublic", "ispublished", "live", "dgpublish", "render"),
        *("release", "routable", "visible"),
        *("منشور", "نشر", "للنشر"),
    }
)
# Keys that say that it is not for publication: anything but "no" withholds it.
_HIDDEN_KEYS = frozenset(
    {
        *("draft", "drafts", "isdraft", "wip", "unpublished", "private", "isprivate", "hidden"),
        *("ishidden", "unlisted", "headless", "password", "confidential", "secret"),
        *("postpassword", "hide", "protected", "internal", "archived", "deleted", "trashed"),
        *("embargoed", "nopublish", "donotpublish", "dontpublish", "notpublished"),
        *("notforpublication", "offtherecord", "membersonly", "subscribersonly", "exclude"),
        *("eleventyexcludefromcollections",),
        *("مسوده", "خاص", "مخفي", "سري"),
    }
)
# Those of them that are empty because their author has yet to decide.
_FLAG_KEYS = frozenset(
    {
        *("draft", "drafts", "isdraft", "wip", "unpublished", "private", "isprivate", "hidden"),
        *("ishidden", "unlisted", "nopublish", "donotpublish", "notpublished", "publish"),
        *("public", "ispublic", "ispublished", "visible", "visibility", "dgpublish"),
        *("مسوده", "خاص", "مخفي", "سري", "منشور", "نشر", "للنشر"),
    }
)
# Keys for who can read the text: anything but a public state withholds it.
_ACCESS_KEYS = frozenset({"visibility", "access", "poststatus"})
# Keys of a state, which may be another thing as well: only a hidden state withholds it.
_STATE_KEYS = frozenset(
    {"status", "state", "stage", "workflow", "poststate", "review", "audience", "الحاله"}
)
# Keys of a kind of page, which some programs have for drafts too.
_KIND_KEYS = frozenset({"type", "layout", "kind", "category", "categories"})
# Keys under which some programs have keys of their own.
_GROUP_KEYS = frozenset({"meta", "extra", "params"})
# Keys of the time from which, and of that until which, it is for publication.
_FROM_KEYS = frozenset(
    {
        *("publishdate", "publishon", "publishat", "pubdate", "published", "publishedat"),
        *("datepublished", "publicationdate", "embargo", "embargountil", "embargoeduntil"),
        *("scheduled", "scheduledfor", "releasedate", "releaseon", "golive", "embargodate"),
    }
)
_UNTIL_KEYS = frozenset(
    {
        *("expirydate", "expires", "expiresat", "expireson", "expire", "expiry"),
        *("expirationdate", "unpublishdate", "unpublishon", "unpublishat"),
    }
)
# Keys whose value "no" withholds the text, whatever else they are.
_OPTIONAL_KEYS = frozenset(
    {"permalink", "published", "listed", "ready", "readytopublish", "approved", "share"}
)
_BUILD_KEYS = frozenset({"build"})

# Values of "hide" that are parts of a page, as in Material for MkDocs.
_PAGE_PARTS = frozenset(
    {
        *("navigation", "nav", "toc", "footer", "path", "tags", "feedback", "sidebar", "header"),
        *("title", "breadcrumbs", "edit", "date", "author", "comments", "search", "banner"),
    }
)

_YES = frozenset({"true", "yes", "on", "1", "y", "نعم"})
_NO = frozenset({"false", "no", "off", "0", "n", "none", "never", "لا"})
_PUBLIC_STATES = frozenset({"public", "publish", "published", "visible", "open", "live", "listed"})
_HIDDEN_STATES = frozenset(
    {
        *("draft", "private", "hidden", "password", "unlisted", "unpublished", "pending"),
        *("future", "scheduled", "trash", "auto-draft", "review", "in review", "in-review"),
        *("wip", "embargo", "embargoed", "internal", "needs-review", "confidential", "secret"),
        *("restricted", "in progress", "in-progress", "unfinished", "مسودة", "خاص", "سري"),
    }
)
# Values of a kind, and tags, that some programs take for a state.
_HIDDEN_KINDS = frozenset({"draft", "drafts", "private", "unpublished", "wip", "مسودة", "خاص"})
_ALL_KEYS = _PUBLIC_KEYS | _HIDDEN_KEYS | _ACCESS_KEYS
MEANINGLESS_HINT = "delete the line: an article without 'draft: true' is published"
_SHOWN = _YES | _NO | _PUBLIC_STATES | _HIDDEN_STATES


class Visibility(NamedTuple):
    """What an author says about the publication of an article.

    Attributes:
        is_draft: Whether it is withheld, whatever the time is.
        limits: The dates before or after which it is withheld.
        handled: The keys that need no other reader.
    """

    is_draft: bool
    limits: tuple[VisibilityLimit, ...]
    handled: frozenset[str]


def read_visibility(
    entries: Sequence[KeyValue],
    collector: ProblemCollector,
    timezone: str,
    folder: WithheldFolder | None = None,
) -> Visibility:
    """Read whether an article is withheld, and report the reasons as notices.

    Args:
        entries: The keys of its front matter.
        collector: Collects the notices; its path is that of the article.
        timezone: The IANA time zone of times without one.
        folder: The folder of the article, if the page of a section withholds it.
    """
    limits: list[VisibilityLimit] = []
    handled: set[str] = set()
    is_draft = _report_place(entries, collector, folder)
    for entry in entries:
        key = entry.key
        if key == "tags":
            for tag in _find_hidden_tags(entry.value):
                is_draft = True
                message = say("the tag %(text)s makes the article a draft", text=quote(tag.text))
                hint = "rename the tag to publish the article, or write draft: true instead"
                collector.notice(tag.line, tag.column, "draft-implied", message, hint)
        if key in ORDINARY_KEYS:
            continue
        if _is_undecided(entry):
            is_draft = True
            handled.add(key)
            message = say("'%(key)s' has no value, so the article is a draft", key=key)
            hint = "write draft: false to publish the article"
            if key != "draft":
                hint = "delete the line to publish the article, or write draft: true instead"
            collector.notice(entry.line, entry.column, "draft-implied", message, hint)
            continue
        if key == "draft":
            continue
        verdict = _judge(normalize_key(key), entry.value, timezone)
        if isinstance(verdict, VisibilityLimit):
            is_publication = verdict.is_start and "pub" in verdict.key
            meant = "published" if is_publication and key != "published" else ""
            limits.append(verdict._replace(key=key, meant=meant))
            if key != "published":
                handled.add(key)
        elif verdict == "withheld":
            is_draft = True
            handled.add(key)
            written = _show(key, entry.value)
            message = say("%(written)s makes the article a draft", written=written)
            hint = "delete the line to publish the article, or write draft: true instead"
            collector.notice(entry.line, entry.column, "draft-implied", message, hint)
        elif verdict == "meaningless":
            handled.add(key)
            message = say("%(show)s has no effect", show=_show(key, entry.value))
            collector.notice(entry.line, entry.column, "field-ignored", message, MEANINGLESS_HINT)
    return Visibility(is_draft, tuple(limits), frozenset(handled))


def is_visibility_key(key: str) -> bool:
    """Return whether a key is for nothing but the publication of an article."""
    word = normalize_key(key)
    return word in _ALL_KEYS | _UNTIL_KEYS or (word in _FROM_KEYS and "pub" not in word)


def withholds_folder(cascade: Node) -> bool:
    """Return whether the ``cascade`` of a section keeps articles of its folder from publication.

    One that is meant for some of them withholds them all.
    """
    if isinstance(cascade, SequenceNode):
        return any(map(withholds_folder, cascade.items))
    if not isinstance(cascade, MappingNode):
        return False
    verdicts = (_judge(normalize_key(each.key), each.value, "UTC") for each in cascade.entries)
    return any(each == "withheld" or isinstance(each, VisibilityLimit) for each in verdicts)


def _report_place(
    entries: Sequence[KeyValue], collector: ProblemCollector, folder: WithheldFolder | None
) -> bool:
    """Return whether an article is withheld because of where it is, and report the reasons."""
    withholding = find_withholding_name(collector.path)
    if withholding is not None:
        collector.notice(0, 0, "draft-implied", *withholding)
    if folder is None or any(map(_overrides_folder, entries)):
        return withholding is not None
    message = say("'cascade' in %(page)s makes the article a draft", page=folder.page)
    hint = "write draft: false in the article to publish it"
    collector.notice(0, 0, "draft-implied", message, hint)
    return True


def _is_undecided(entry: KeyValue) -> bool:
    """Return whether a key for the publication of an article has no value."""
    node = entry.value
    return isinstance(node, Scalar) and node.is_null and normalize_key(entry.key) in _FLAG_KEYS


def _overrides_folder(entry: KeyValue) -> bool:
    """Return whether an article says itself that it is not a draft."""
    return (
        entry.key == "draft"
        and isinstance(entry.value, Scalar)
        and entry.value.text.casefold() in _NO
    )


def _judge(key: str, node: Node, timezone: str) -> str | VisibilityLimit:
    """Return "withheld", "meaningless", a limit, or an empty string for any other key."""
    if isinstance(node, MappingNode):
        return "withheld" if _withholds(key, node, timezone) else ""
    word = node.text.strip().casefold() if isinstance(node, Scalar) else ""
    is_empty = not (word if isinstance(node, Scalar) else node.items)
    if is_empty or (isinstance(node, Scalar) and node.is_null):
        return ""
    if key in _OPTIONAL_KEYS | _BUILD_KEYS and word in _NO:
        return "withheld"
    if key in _STATE_KEYS | _KIND_KEYS and isinstance(node, SequenceNode):
        states = (_judge(key, each, timezone) for each in node.items)
        return "withheld" if "withheld" in states else ""
    if key in _KIND_KEYS:
        return "withheld" if word in _HIDDEN_KINDS else ""
    if key in _STATE_KEYS:
        is_hidden = word in _HIDDEN_STATES or word.split()[0] in _HIDDEN_KINDS
        is_publication = key == "status" and word in {"publish", "published"}
        return "withheld" if is_hidden else "meaningless" if is_publication else ""
    if key in _ACCESS_KEYS:
        return "meaningless" if word in _PUBLIC_STATES | _YES else "withheld"
    if key == "hide" and _is_part_of_page(node):
        return ""
    if key in _HIDDEN_KEYS:
        return "meaningless" if word in _NO else "withheld"
    if key in _PUBLIC_KEYS and word in _YES:
        return "meaningless"
    if key in _PUBLIC_KEYS | _FROM_KEYS | _UNTIL_KEYS:
        return _judge_date(key, node, word, timezone)
    is_misspelled = word in _YES and spelling_distance(key, "draft", 1) <= 1
    return "withheld" if is_misspelled else ""


def _withholds(key: str, node: MappingNode, timezone: str) -> bool:
    """Return whether a key with keys of its own says that the text is not for publication."""
    if key in _BUILD_KEYS:
        return any(_hidden_parts(node))
    if key in _GROUP_KEYS:
        inner = (_judge(normalize_key(each.key), each.value, timezone) for each in node.entries)
        return "withheld" in inner
    return bool(node.entries) and key in _ALL_KEYS | _FROM_KEYS | _UNTIL_KEYS


def _is_part_of_page(node: Node) -> bool:
    """Return whether a value names nothing but parts of a page."""
    parts = node.items if isinstance(node, SequenceNode) else (node,)
    words = [each.text.strip().casefold() for each in parts if isinstance(each, Scalar)]
    return len(words) == len(parts) and _PAGE_PARTS.issuperset(words)


def _find_hidden_tags(node: Node) -> Iterator[Scalar]:
    """Yield the tags that some programs take for the state of a text."""
    for each in node.items if isinstance(node, SequenceNode) else (node,):
        if isinstance(each, Scalar) and each.text.strip("# ").casefold() in _HIDDEN_KINDS:
            yield each


def _judge_date(key: str, node: Node, word: str, timezone: str) -> str | VisibilityLimit:
    """Judge a key whose value may be a date."""
    if word in _NO and key not in _PUBLIC_KEYS:
        return "meaningless"
    if key == "published" and word in _YES:
        return "meaningless"
    try:
        date = parse(node.text if isinstance(node, Scalar) else "", timezone)
    except DateError:
        # The reader of the field reports it as an error.
        return "" if key == "published" else "withheld"
    return VisibilityLimit(key, date.earliest, date.edtf, is_start=key not in _UNTIL_KEYS)


def _hidden_parts(node: MappingNode) -> Iterator[bool]:
    """Yield whether each part of a ``build`` keeps the page out of the site or its lists."""
    for entry in node.entries:
        value = entry.value
        if entry.key.casefold() in {"render", "list"} and isinstance(value, Scalar):
            yield value.text.casefold() in _NO


def _show(key: str, node: Node) -> str:
    """Return a key with its value, unless that may be a secret such as a password."""
    value = node.text.strip() if isinstance(node, Scalar) else ""
    return quote(f"{key}: {value}" if value.casefold() in _SHOWN else key)
