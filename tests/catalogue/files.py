"""Files that are not articles: links, pipes, unusual names, files that are not images."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from tests.catalogue import Case, article, strike
from tests.support import pictures
from tests.support.sources import png

_PICTURE = png(4, 3)
_COMMENT = pictures.chunk(b"tEXt", b"Comment\0Taken from the roof")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def _link(name: str, target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "content" / name).symlink_to(target)


def _node(name: str, kind: int) -> Callable[[Path], None]:
    return lambda folder: os.mknod(folder / "content" / name, kind | 0o600)


def _elsewhere(folder: Path) -> None:
    (folder / "secret.en.md").write_text(article(title="Secret"), encoding="utf-8")
    (folder / "content/secret.en.md").symlink_to("../secret.en.md")


def _named_in_bytes(folder: Path) -> None:
    with open(os.fsencode(folder / "content") + b"/\xe4.en.md", "wb") as stream:  # noqa: PTH123
        stream.write(article().encode())


def _piped_settings(folder: Path) -> None:
    (folder / "content/site.toml").unlink()
    os.mkfifo(folder / "content/site.toml")


def _shown(picture: str) -> dict[str, str | bytes]:
    return strike(body=f"![A map]({picture})\n")


CASES = (
    Case(
        "a page of another program",
        {"content/about.en.md": "---\nlayout: page\ntitle: About\n---\nText.\n", **strike()},
        says="""
content/about.en.md:2:1: notice: 'layout: page' makes the file a page outside the timeline [page-implied]
  hint: move it to content/pages/; if it is an event, delete this line
""",
        has={"en/about/index.html": "Text."},
    ),
    Case(
        "a list of another program",
        {"content/archive.en.md": "---\nlayout: archive\npermalink: /all/\n---\n", **strike()},
        says="""
content/archive.en.md: notice: skipped: it has a layout, but neither a title nor a text [file-ignored]
  hint: add a title and a text, or delete the file
""",
    ),
    Case(
        "texts that are no articles",
        {
            "content/LICENSE.md": "Copyright\n",
            "content/README.ar.md": "# الأرشيف\n",
            "content/README.md": "# The archive\n",
            "content/notes/2024-05-01.md": "- call the port\n",
            "content/notes/empty.md": "",
            **strike(),
        },
        says="""
content/LICENSE.md: notice: skipped: it does not start with front matter, so it is not an article [front-matter-missing]
  hint: to publish it, start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again
  the same in content/README.ar.md, content/README.md and 2 more places; 'tarikh build --all' lists all
""",
        why="The folder of another program has them.",
        never=("The archive", "call the port"),
    ),
    Case(
        "a text without front matter whose translation is an article",
        {
            "content/ar/strike.md": "ضُرب الميناء.\n",
            "content/ar/notes.md": "ملاحظات.\n",
            "content/en/strike.md": article(),
        },
        says="""
content/ar/notes.md: notice: skipped: it does not start with front matter, so it is not an article [front-matter-missing]
  hint: to publish it, start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again
content/ar/strike.md: error: the file lacks the front matter of an article, which content/en/strike.md has [front-matter-missing]
  hint: start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again; if it is not an article, rename it
""",
    ),
    Case(
        "only texts that are no articles",
        {"content/README.md": "# The archive\n"},
        says="""
content: error: no articles found in site/content [site-empty]
  hint: give the folder that contains content/, add an article such as content/2024/strike.en.md, or make a new site with 'tarikh init FOLDER'
content/README.md: notice: skipped: it does not start with front matter, so it is not an article [front-matter-missing]
  hint: to publish it, start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again
""",
        why="The command may have got the wrong folder, and an empty site would be published.",
    ),
    Case(
        "links to texts that are no articles",
        {
            "content/README.md": "# The archive\n",
            "content/notes/2024-05-01.md": "- call the port\n",
            **strike(body="[Read me](README.md), then [[2024-05-01]].\n"),
        },
        says="""
content/README.md: notice: skipped: it does not start with front matter, so it is not an article [front-matter-missing]
  hint: to publish it, start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again
  the same in content/notes/2024-05-01.md
content/strike.en.md:7:11: error: content/README.md is not an article and is not published [link-outside]
  hint: remove the link, or start the file with front matter
content/strike.en.md:7:28: warning: content/notes/2024-05-01.md is not an article and is not published [link-outside]
  hint: remove the link, or start the file with front matter
""",
    ),
    Case(
        "a template for notes",
        {
            "content/Templates/event.md": "---\ntitle: {{title}}\ndate: {{date}}\n---\n",
            **strike(),
        },
        says="""
content/Templates/event.md: notice: skipped: it is a template for notes, with variables in its front matter [file-ignored]
  hint: if it is an article, write its title and date, and move it out of the folder
""",
    ),
    Case(
        "a link that leads to itself",
        strike(),
        make=_link("loop.en.md", "loop.en.md"),
        says="""
content/loop.en.md: warning: skipped: it is a link to a file that does not exist [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a link to the folder that it is in",
        strike(),
        make=_link("again", "."),
        says="""
content/again: warning: skipped: it is a link to a folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a link out of the site",
        strike(),
        make=_link("host.en.md", "/etc/hostname"),
        says="""
content/host.en.md: warning: skipped: it is a link to a file outside the content folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a link to a file outside the content folder",
        strike(),
        make=_elsewhere,
        never=("Secret",),
        says="""
content/secret.en.md: warning: skipped: it is a link to a file outside the content folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a link to nothing",
        strike(),
        make=_link("gone.en.md", "nowhere.en.md"),
        says="""
content/gone.en.md: warning: skipped: it is a link to a file that does not exist [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a link to another article",
        strike(),
        make=_link("again.en.md", "strike.en.md"),
        has={"en/articles/again/index.html": "<h1"},
    ),
    Case(
        "a pipe",
        strike(),
        make=_node("pipe.en.md", stat.S_IFIFO),
        why="Whoever opens it waits for ever.",
        says="""
content/pipe.en.md: warning: skipped: it is neither a file nor a folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "settings that are a pipe",
        strike(),
        make=_piped_settings,
        says="""
content/site.toml: warning: skipped: it is neither a file nor a folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a socket",
        strike(),
        make=_node("socket.en.md", stat.S_IFSOCK),
        says="""
content/socket.en.md: warning: skipped: it is neither a file nor a folder [file-ignored]
  hint: replace it with a copy of the file
""",
    ),
    Case(
        "a folder with the name of an article",
        {**strike(), "content/old.en.md/other.en.md": article()},
        says="""
content/old.en.md: warning: skipped: it is a folder, though it has the name of an article [file-ignored]
  hint: rename it; the files in it are read
""",
    ),
    Case(
        "a file with nothing before its extension",
        {**strike(), "content/.md": article()},
        says="""
content/.md: warning: skipped: its name has no text before the dot, so it is hidden [file-ignored]
  hint: name it strike.md, or the like
""",
    ),
    Case(
        "a file with nothing before its language",
        {**strike(), "content/.ar.md": article()},
        says="""
content/.ar.md: warning: skipped: its name has no text before the dot, so it is hidden [file-ignored]
  hint: name it strike.ar.md, or the like
""",
    ),
    Case(
        "an extension that the system hides",
        {**strike(), "content/other.en.md.txt": article()},
        says="""
content/other.en.md.txt: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to other.en.md if it is one
""",
    ),
    Case(
        "a space after the extension",
        {**strike(), "content/other.en.md ": article()},
        says="""
content/other.en.md : warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to other.en.md if it is one
""",
    ),
    Case(
        "a name that begins with a number sign",
        {"content/#1 strike.en.md": article()},
        has={"en/articles/1-strike/index.html": "<h1"},
    ),
    Case(
        "a name with a line break",
        {"content/stri\nke.en.md": article()},
        says="""
content/stri\\u000ake.en.md: warning: the file name contains U+000A (a control character), which has no meaning in a text [text-control]
  hint: rename it: retype its name
""",
    ),
    Case(
        "a name with terminal control characters",
        {"content/\x1b[31mred\x07.en.md": article()},
        says="""
content/\\u001b[31mred\\u0007.en.md: warning: the file name contains U+001B (a control character) and U+0007 (a control character), which have no meaning in a text [text-control]
  hint: rename it: retype its name
""",
    ),
    Case(
        "a name with a direction override",
        {"content/strike\u202edm.en.md": article()},
        why="It shows as strikedm.ne.md or the like, whatever it is.",
        never=("\u202e",),
        says="""
content/strike\\u202edm.en.md: warning: the file name contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: rename it: retype its name
""",
    ),
    Case(
        "a name with an invisible character",
        {"content/str\u200bike.en.md": article(), "content/strike.ar.md": article()},
        why="The two are translations of each other, and look it.",
        says="""
content/str\\u200bike.en.md: warning: the file name contains U+200B (zero width space), which is invisible [text-invisible]
  hint: rename it: retype its name
""",
    ),
    Case(
        "an invisible mark in the language of a name",
        {"content/strike.ar\u200f.md": article()},
        has={"ar/articles/strike/index.html": "<h1"},
    ),
    Case(
        "a name in bytes of another encoding",
        strike(),
        make=_named_in_bytes,
        says="""
content/\\udce4.en.md: warning: skipped: its name is not UTF-8 [file-ignored]
  hint: rename it: retype its name
""",
    ),
    Case(
        "a name with a backslash",
        {"content/a\\b.en.md": article()},
        has={"en/articles/a-b/index.html": "<h1"},
    ),
    Case(
        "a name with percent signs and quotation marks",
        {"content/%2e%2e \"'.en.md": article()},
        has={"en/articles/2e-2e/index.html": "<h1"},
    ),
    Case(
        "a name that GitHub would read as a command",
        {"content/::error::.en.md": article(body="[x](gone.md)\n")},
        says="""
content/::error::.en.md:7:5: error: file 'content/gone.md' does not exist [link-dead]
  hint: link to another article by its file name, such as 'strike.en.md'
""",
    ),
    Case(
        "files of editors, systems and version control",
        {
            **strike(),
            "content/.strike.en.md.swp": b"b0VIM 9.0",
            "content/strike.en.md~": "old",
            "content/#strike.en.md#": "unsaved",
            "content/._strike.en.md": b"\0\5\x16\7",
            "content/.DS_Store": b"\0\0\0\1Bud1",
            "content/Thumbs.db": b"\xd0\xcf\x11\xe0",
            "content/.git/HEAD": "ref: refs/heads/main",
        },
    ),
    Case(
        "an empty picture",
        {**_shown("map.png"), "content/map.png": b""},
        says="""
content/strike.en.md:7:10: error: content/map.png is empty [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a picture that is a web page",
        {**_shown("map.png"), "content/map.png": "<!DOCTYPE html><title>404</title>"},
        why="So ends many a download.",
        says="""
content/strike.en.md:7:10: error: content/map.png is a web page [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a picture that is a text",
        {**_shown("map.png"), "content/map.png": "version https://git-lfs.github.com/spec/v1\n"},
        says="""
content/strike.en.md:7:10: error: content/map.png is not an image [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a picture of a telephone that browsers do not show",
        {**_shown("map.heic"), "content/map.heic": b"\0\0\0\x18ftypheic"},
        says="""
content/strike.en.md:7:10: error: content/map.heic is HEIC, which few browsers show [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a lead image that is not an image",
        {**strike("image: {src: map.png, alt: A map}"), "content/map.png": b"%PDF-1.7"},
        says="""
content/strike.en.md:2:8: error: content/map.png is a PDF [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a site image that is not an image",
        {
            **strike(),
            "content/site.toml": 'exports = "none"\nimage = { src = "map.png", alt = "A map" }\n',
            "content/map.png": b"",
        },
        says="""
content/site.toml:2:17: error: content/map.png is empty [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a drawing with a script",
        {**_shown("map.svg"), "content/map.svg": _SVG.format("<script>alert(1)</script>")},
        why="Harmless where an article shows it, it runs when it is opened by itself.",
        says="""
content/strike.en.md:7:10: error: content/map.svg contains a script (<script>), which would run when a reader opens it [file-active]
  hint: save it without scripts, or as PNG
""",
    ),
    Case(
        "a drawing that runs when it is loaded",
        {
            **_shown("map.svg"),
            "content/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        },
        says="""
content/strike.en.md:7:10: error: content/map.svg contains a script (onload=), which would run when a reader opens it [file-active]
  hint: save it without scripts, or as PNG
""",
    ),
    Case(
        "a drawing with a page in it",
        {**_shown("map.svg"), "content/map.svg": _SVG.format("<foreignObject/>")},
        says="""
content/strike.en.md:7:10: error: content/map.svg contains a script (<foreignObject>), which would run when a reader opens it [file-active]
  hint: save it without scripts, or as PNG
""",
    ),
    Case(
        "a drawing that is broken",
        {**_shown("map.svg"), "content/map.svg": "<svg><g></svg>"},
        says="""
content/strike.en.md:7:10: error: content/map.svg is not a valid SVG [image-invalid]
  hint: save it as PNG, JPEG, WebP, AVIF or SVG
""",
    ),
    Case(
        "a drawing as it should be",
        {**_shown("map.svg"), "content/map.svg": _SVG.format('<circle r="9"/>')},
    ),
    Case(
        "a web page to load",
        {
            **strike(body="[The report](report.html)\n"),
            "content/report.html": "<script>alert(1)</script>",
        },
        says="""
content/strike.en.md:7:14: error: content/report.html is a web page or a script, which would run when a reader opens it [file-active]
  hint: save it as PDF or as an image, or link to it on another website
""",
    ),
    Case(
        "a table to load",
        {**strike(body="[The table](table.csv)\n"), "content/table.csv": "=cmd|'/C calc'!A0\n"},
        why="It is the author's own file, and stays as it is.",
    ),
    Case(
        "a photograph with the position of the camera",
        {**_shown("map.jpg"), "content/map.jpg": pictures.jpeg(6)},
        says="""
content/map.jpg: notice: Content Credentials (C2PA) removed: they can name the camera and the place [image-metadata]
  hint: to publish them, link to a copy of the picture on another website
content/map.jpg: notice: removed from the published picture: GPS position, camera model, serial number, time, names, thumbnail, maker notes, comments, data after the picture, other metadata [image-metadata]
  hint: to publish copyright and credit, write [images] keep_metadata = ["copyright", "credit"] in site.toml
""",
    ),
    Case(
        "a picture with a comment",
        {
            **_shown("map.png"),
            "content/map.png": _PICTURE[:33] + _COMMENT + _PICTURE[33:],
        },
        says="""
content/map.png: notice: removed from the published picture: comments [image-metadata]
""",
    ),
    Case(
        "a photograph that is cut off",
        {**_shown("map.jpg"), "content/map.jpg": pictures.jpeg()[:-40]},
        says="""
content/strike.en.md:7:10: error: content/map.jpg is incomplete: the file ends before the picture does [image-invalid]
  hint: copy the file again, or open it in a viewer and save it as PNG or JPEG
""",
    ),
    Case(
        "a small file with too many pixels",
        {
            **_shown("map.png"),
            "content/map.png": png(40, 30),
            "content/site.toml": "[limits]\npixels = 1_000\n",
        },
        says="""
content/strike.en.md:7:10: error: content/map.png has 40 × 30 pixels, more than the limit of 1000 [image-invalid]
  hint: save a smaller copy, or write [limits] pixels = 1200 in site.toml
""",
    ),
    Case(
        "a photograph of a phone to load",
        {
            **strike(body="[The original](map.heic)\n"),
            "content/map.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        },
        says="""
content/strike.en.md:7:16: error: content/map.heic is HEIC, which few browsers show; its metadata cannot be removed [image-invalid]
  hint: save it as JPEG, PNG or WebP
""",
    ),
    Case(
        "a document and a film with metadata",
        {
            **strike(body="[The report](report.pdf), [the film](film.mp4)\n"),
            "content/report.pdf": b"%PDF-1.7\n<< /Author (Anna) >>",
            "content/film.mp4": b"\0\0\0\x0cftypisom\0\0\0\x19moov\0\0\0\x11udta\xa9xyz+33.3",
        },
        says="""
content/film.mp4: warning: the file says where it was recorded, and is published as it is [file-metadata]
  hint: save it without its location, or remove the link
content/report.pdf: notice: the file names its author, and is published as it is [file-metadata]
  hint: if the name must not be known, save the file without its properties
""",
    ),
    Case(
        "metadata to keep that is not known",
        {
            **strike(),
            "content/site.toml": '[images]\nkeep_metadata = ["copyright", "gps", "credits"]\n',
        },
        says="""
content/site.toml:2:17: error: unknown value 'credits' in 'images.keep_metadata' [config-value]
  hint: did you mean 'credit'?
content/site.toml:2:17: error: unknown value 'gps' in 'images.keep_metadata' [config-value]
  hint: write one of: copyright, credit
""",
    ),
    Case(
        "a picture with a direction override in its name",
        {**strike(body="![A map](map\u202egpj.png)\n"), "content/map\u202egpj.png": _PICTURE},
        says="""
content/map\\u202egpj.png: warning: the file name contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: rename it: retype its name
content/strike.en.md:7:10: error: image 'content/mapgpj.png' does not exist [image-missing]
  hint: write the path of the image relative to the article
content/strike.en.md:7:13: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
)
