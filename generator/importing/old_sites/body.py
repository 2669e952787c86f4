"""Convert the texts of an old site: known shortcodes, and links to what is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.hashing import hash_stream
from generator.importing.cells import RecordBuilder
from generator.importing.draft_file import escape_markdown
from generator.importing.old_sites.folder import OldSite
from generator.importing.old_sites.links import LinkIndex, Target
from generator.importing.records import REFERENCE, OldFile, Reference
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.folding import fold_name
from generator.text.slugs import anchor_of_heading

_ARGUMENTS = r"(?P<arguments>(?:\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`|[^}\"'`\n])*?)"
_FIGURE = lazy_compile(rf"\{{\{{[<%]\s*(?:figure|img|image)\s+{_ARGUMENTS}[%>]\}}\}}")
_VIDEO = lazy_compile(
    r"\{\{[<%]?\s*(?P<site>youtube|vimeo)\s*(?:\(\s*)?(?:id=)?[\"']?(?P<id>[\w-]+)[\"']?\s*(?:\)\s*)?/?[%>]?\}\}"
)
_REFERENCE = lazy_compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?[\"'`]?(?P<path>[^\"'`\s%>]+)[\"'`]?"
    r"(?:\s+\w+=\S+)*\s*[%>]\}\}"
)
_QUOTED_REFERENCE = lazy_compile(r"(\{\{[<%]\s*(?:rel)?ref\s+)`([^`\n]*)`")
_POST_URL = lazy_compile(r"\{%-?\s*(?:post_url|link)\s+(?P<path>\S+?)\s*-?%\}")
# The address of the site in Liquid, before or around a path.
_SITE_URL = lazy_compile(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_FILTERED_URL = lazy_compile(
    r"\{\{-?\s*(?:site\.(?:base)?url\s*\|\s*append:\s*)?[\"'](?P<path>[^\"'\n]*)[\"']\s*"
    r"\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url)[^{}\n]*\}\}"
)
_ARGUMENT = lazy_compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]+))")
_SHORTCODE = lazy_compile(
    r"\{\{[<%][^\n]{0,500}?[%>]\}\}|\{%[^\n]{0,500}?%\}|\{\{[^{}<%\n]+\}\}"
    r"|\[(?:/[a-z_]{1,40}|[a-z_]{1,40} [^\]\n=]{0,200}=[^\]\n]{0,500}|gallery|playlist)\](?![(\[:])"
)
_VIDEOS: Final = ("https://www.youtube.com/watch?v=", "https://vimeo.com/")
_WIKILINK = lazy_compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]+?)(?:\|(?P<text>[^\[\]\n]*))?\]\](?!\()"
)
_LINK = lazy_compile(r"\]\(\s*(?P<address><[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)")
# The text of a footnote is no address.
_DEFINITION = lazy_compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?P<address><[^<>\n]+>|\S+)", re.MULTILINE
)
_HTML = lazy_compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = lazy_compile(
    r"\b(?P<name>href|src)\s*=\s*(?P<quote>[\"'])(?P<address>[^\"']*)(?P=quote)"
)
_ADDRESS = lazy_compile(
    r"<(?P<angled>https?://[^\s<>]+)>|(?<![\w(<\[\"'=/>])https?://[^\s<>()\[\]\"']+"
)
_PICTURES: Final = (
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico", ".heic", ".tif"),
    ".tiff",
)
_FENCE = lazy_compile(r" {0,3}(`{3,}|~{3,})")
_TICKS = lazy_compile(r"`+")


class BodyContext(NamedTuple):
    """What the text of an article is converted with.

    Attributes:
        site: The site; ``None`` if only the article is known.
        path: The article, relative to the folder of the site.
        links: Where links lead.
        builder: Collects the references and what is not converted.
    """

    site: OldSite | None
    path: str
    links: LinkIndex
    builder: RecordBuilder


def find_heading(body: str) -> str:
    """Return the text of the heading that a text starts with; empty if it starts with none."""
    return _split_heading(body)[0]


def drop_heading(body: str, title: str) -> str:
    """Return a text without its first heading, if that repeats the title."""
    heading, rest = _split_heading(body)
    return rest if heading and fold_name(heading) == fold_name(title) else body


def _split_heading(body: str) -> tuple[str, str]:
    """Return the heading that a text starts with, and the rest; empty if it starts with none."""
    line, _, rest = body.lstrip().partition("\n")
    if line.startswith(("# ", "#\t")):
        return line[1:].strip().rstrip("#").rstrip(), rest
    underline, _, after = rest.partition("\n")
    if line and underline.startswith("=") and not underline.strip().strip("="):
        return line.strip(), after
    return "", body


def drop_links_to_title(body: str, title: str) -> str:
    """Return a text without links to the heading that repeats its title, which is dropped."""
    anchor = re.escape(anchor_of_heading(title))
    body = re.sub(rf"(?<!!)\[([^\[\]\n]*)\]\(#{anchor}\)", r"\1", body, flags=re.IGNORECASE)
    return re.sub(
        rf"\[\[#{re.escape(title)}(?:\|([^\[\]\n]*))?\]\]",
        lambda match: match[1] or title,
        body,
        flags=re.IGNORECASE,
    )


def convert_body(body: str, context: BodyContext) -> str:
    """Return a text with known shortcodes as Markdown, and with links to what is imported."""
    # Hugo takes backquotes for quotation marks.
    body = _QUOTED_REFERENCE.sub(r'\1"\2"', body)
    converted = "".join(
        piece if is_code else _convert(piece, context) for piece, is_code in split_code(body)
    )
    return converted.strip()


def refer_to_file(name: str, context: BodyContext) -> str:
    """Return what stands for the address of a file of the old site; empty if there is none."""
    for address in (name, f"/{name.lstrip('/')}"):
        target = context.links.find(address, context.path)
        if target is not None and target.file:
            return _refer(name, target, context)
    target = context.links.find_file(name, context.path)
    return _refer(name, target, context) if target.file else ""


def _convert(text: str, context: BodyContext) -> str:
    builder = context.builder
    text = REFERENCE.sub("", text)
    text = _REFERENCE.sub(lambda match: _link_article(match, context), text)
    text = _POST_URL.sub(lambda match: _link_article(match, context), text)
    text = _FILTERED_URL.sub(lambda match: match["path"], text)
    text = _SITE_URL.sub("", text)
    text = _FIGURE.sub(lambda match: _write_figure(match, context), text)
    text = _VIDEO.sub(_write_video, text)
    text = _WIKILINK.sub(lambda match: _link_note(match, context), text)
    for pattern in (_LINK, _DEFINITION):
        text = pattern.sub(lambda match: _replace_address(match, context), text)
    text = _HTML.sub(
        lambda tag: _ATTRIBUTE.sub(lambda match: _replace_address(match, context), tag[0]), text
    )
    text = _ADDRESS.sub(lambda match: _link_address(match, context), text)
    for shortcode in _SHORTCODE.findall(text):
        builder.ask(say("not converted: %(split)s", split=" ".join(shortcode.split())))
    return text


def _link_article(match: re.Match[str], context: BodyContext) -> str:
    return _refer(match[0], context.links.find_article(match["path"], context.path), context)


def _replace_address(match: re.Match[str], context: BodyContext) -> str:
    """Return a link within the old site with what stands for its address."""
    written = match["address"]
    inner = written[1:-1] if written.startswith("<") and written.endswith(">") else written
    if REFERENCE.search(inner):
        return match[0]
    target = context.links.find(inner, context.path)
    if target is None:
        return match[0]
    start, end = match.start("address") - match.start(), match.end("address") - match.start()
    return f"{match[0][:start]}{_refer(inner, target, context)}{match[0][end:]}"


def _link_address(match: re.Match[str], context: BodyContext) -> str:
    """Return an address of the old site in the text as a link, if what it leads to is imported."""
    address = match["angled"] or match[0].rstrip(".,;:!?،؛؟")
    rest = "" if match["angled"] else match[0][len(address) :]
    target = context.links.find(address, context.path)
    if target is None or not (target.key or target.file):
        return match[0]
    return f"[{escape_markdown(address)}]({_refer(address, target, context)}){rest}"


def _refer(written: str, target: Target, context: BodyContext) -> str:
    if target.key and not target.is_sure:
        context.builder.ask(
            say(
                "link: '%(written)s' is taken for the article '%(key)s' by its name; check it",
                written=written,
                key=target.key,
            )
        )
    file = _read_file(target.file, context) if target.file else None
    return context.builder.refer(
        Reference(written, target.key, target.anchor, file, target.outside)
    )


def _read_file(path: str, context: BodyContext) -> OldFile:
    assert context.site is not None
    source = context.site.root / path
    with source.open("rb") as stream:
        return OldFile(source, hash_stream(stream))


def _link_note(match: re.Match[str], context: BodyContext) -> str:
    """Return a link between notes of Obsidian as a link of Markdown."""
    name, number_sign, anchor = match["target"].strip().partition("#")
    text = match["text"] or ""
    if match["embed"]:
        file = refer_to_file(name, context)
        if file and not name.casefold().endswith(_PICTURES):
            return f"[{escape_markdown(text or name)}]({file})"
        if file:
            # The text of a picture in Obsidian is its width.
            return f"![{'' if re.fullmatch(r'[0-9x]+', text) else escape_markdown(text)}]({file})"
        context.builder.ask(say("not converted: %(text)s", text=match[0]))
        return match[0]
    if not name:
        # A heading of the same note.
        return match[0]
    target = context.links.find_article(
        f"{name}{number_sign}{anchor_of_heading(anchor.lstrip('^'))}", context.path
    )
    if not target.key:
        context.builder.ask(
            say("link: %(text)s leads to no article that is imported", text=match[0])
        )
        return match[0]
    label = escape_markdown(text or match["target"].strip())
    return f"[{label}]({_refer(match[0], target, context)})"


def _write_figure(match: re.Match[str], context: BodyContext) -> str:
    arguments = {
        name.casefold(): next(filter(None, values), "")
        for name, *values in _ARGUMENT.findall(match["arguments"])
    }
    caption = arguments.get("caption") or arguments.get("title") or ""
    alt = arguments.get("alt") or caption
    source = arguments.get("src") or arguments.get("path") or ""
    if not source:
        return match[0]
    for name in ("link", "attr", "attrlink"):
        if arguments.get(name):
            context.builder.ask(
                say(
                    "not used: %(name)s of the picture %(source)s: %(arguments)s",
                    name=name,
                    source=source,
                    arguments=arguments[name],
                )
            )
    destination = f"<{source}>" if re.search(r"[\s()]", source) else source
    title = f' "{caption.replace(chr(34), "”")}"' if caption and caption != alt else ""
    return f"![{escape_markdown(alt)}]({destination}{title})"


def _write_video(match: re.Match[str]) -> str:
    return f"<{_VIDEOS[match['site'] == 'vimeo']}{match['id']}>"


# --- Code ---------------------------------------------------------------------------------------


def split_code(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into pieces, each with whether it is code, in which nothing is converted."""
    plain: list[str] = []
    code: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            code.append(line)
            if match is not None and match[1].startswith(fence) and line.strip() == match[1]:
                yield "".join(code), True
                fence, code = "", []
        elif match is not None:
            yield from _split_spans("".join(plain))
            fence, plain, code = match[1], [], [line]
        else:
            plain.append(line)
    if code:
        yield "".join(code), True
    yield from _split_spans("".join(plain))


def _split_spans(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text without fenced code at its code spans, each within one paragraph."""
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        ticks = list(_TICKS.finditer(paragraph))
        lengths = [len(match[0]) for match in ticks]
        ends: dict[int, list[int]] = {}
        for index, length in enumerate(lengths):
            ends.setdefault(length, []).append(index)
        start, index = 0, 0
        while index < len(ticks):
            later = ends[lengths[index]]
            while later and later[0] <= index:
                later.pop(0)
            if not later:
                index += 1
                continue
            if paragraph[start : ticks[index].start()]:
                yield paragraph[start : ticks[index].start()], False
            end = ticks[later[0]].end()
            yield paragraph[ticks[index].start() : end], True
            start, index = end, later[0] + 1
        if paragraph[start:]:
            yield paragraph[start:], False
