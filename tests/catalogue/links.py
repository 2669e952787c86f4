"""Links and images without a target, or with an unsafe one."""

from __future__ import annotations

from pathlib import Path

from tests.catalogue import Case, article, strike
from tests.support.sources import png

_PICTURE = png(4, 3)


def _secret(folder: Path) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")


CASES = (
    Case(
        "a link to an article that is not there",
        strike(body="See [this](gone.en.md).\n"),
        says="""
content/strike.en.md:7:12: error: file 'content/gone.en.md' does not exist [link-dead]
  hint: link to another article by its file name, such as 'strike.en.md'
""",
    ),
    Case(
        "a link to a heading that is not there",
        strike(body="## Here\n\nSee [this](#there) and [that](#here).\n"),
        says="""
content/strike.en.md:9:12: error: unknown anchor 'there' [anchor-missing]
  hint: did you mean 'here'?
""",
    ),
    Case(
        "links to parts of another article that are no headings",
        {
            **strike(
                body="[a](other.en.md#a), [b](other.en.md#b), [c](other.en.md#C), [[other#^block]]\n"
            ),
            "content/other.en.md": article(
                body='<a name="a"></a>\n\nText.\n{: #b}\n\n<p id="c">Text.</p>\n\nText. ^block\n'
            ),
        },
        has={
            "en/articles/strike/index.html": '<a href="../../../en/articles/other/#c">c</a>,'
            ' <a href="../../../en/articles/other/#block">'
        },
        says="""
content/other.en.md:14:7: warning: '^block' is the name of a block in Obsidian; it became an anchor and is not shown [markup-foreign]
  hint: link to it with [text](#block); to show it, put a backslash before ^
""",
    ),
    Case(
        "a link to a footnote of another article",
        {
            **strike(body="See [this](other.en.md#fn:1).\n"),
            "content/other.en.md": article(body="A.[^1]\n\n[^1]: One.\n"),
        },
        says="""
content/strike.en.md:7:12: error: content/other.en.md has no heading '#fn:1' [anchor-missing]
  hint: remove '#fn:1'
""",
    ),
    Case(
        "a link to a heading that another article does not have",
        {
            **strike(body="See [this](other.en.md#there).\n"),
            "content/other.en.md": article(body="## Here\n"),
        },
        says="""
content/strike.en.md:7:12: error: content/other.en.md has no heading '#there' [anchor-missing]
  hint: did you mean 'here'?
""",
    ),
    Case(
        "an image that is not there",
        strike(body="Text.\n\n![A map](map.png)\n"),
        says="""
content/strike.en.md:9:10: error: image 'content/map.png' does not exist [image-missing]
  hint: write the path of the image relative to the article
""",
    ),
    Case(
        "a lead image that is not there",
        strike("image: {src: map.png, alt: A map}"),
        says="""
content/strike.en.md:2:8: error: image 'content/map.png' does not exist [image-missing]
  hint: write the path of the image relative to the article
""",
    ),
    Case(
        "an image outside the site",
        strike(body="![A map](../../map.png)\n"),
        says="""
content/strike.en.md:7:10: error: '../../map.png' is outside of the site's folder [link-outside]
  hint: move the file into content/, next to the article, and link to it there
""",
    ),
    Case(
        "a picture outside the content folder",
        {**strike(body="![A map](../map.png)\n"), "map.png": _PICTURE},
        why="Only what lies in content/ is published.",
        says="""
content/strike.en.md:7:10: error: 'map.png' is outside of content/ and is not published [link-outside]
  hint: move the file into content/, next to the article, and link to it there
""",
    ),
    Case(
        "a file of the site that is not content",
        strike(body="[Secret](../secret.txt)\n"),
        make=_secret,
        never=("secret</",),
        says="""
content/strike.en.md:7:10: error: 'secret.txt' is outside of content/ and is not published [link-outside]
  hint: move the file into content/, next to the article, and link to it there
""",
    ),
    Case(
        "the settings as a file to load",
        strike(body="[Settings](site.toml)\n"),
        says="""
content/strike.en.md:7:12: error: content/site.toml contains settings and is not published [link-outside]
  hint: remove the link
""",
    ),
    Case(
        "an image that is an article",
        {**strike(body="![A map](other.en.md)\n"), "content/other.en.md": article()},
        says="""
content/strike.en.md:7:10: error: content/other.en.md is an article, not an image [image-invalid]
  hint: to link to the article, remove the exclamation mark
""",
    ),
    Case(
        "an image without its description",
        {**strike(body="![](map.png)\n"), "content/map.png": _PICTURE},
        says="""
content/strike.en.md:7:5: warning: the image has no description for readers who cannot see it [image-alt]
  hint: describe it: ![what it shows](map.png)
""",
    ),
    Case(
        "a credit that leads nowhere",
        {
            **strike("image: {src: map.png, alt: A map, credit: Port, credit_url: port.example}"),
            "content/map.png": _PICTURE,
        },
        says="""
content/strike.en.md:2:61: error: invalid URL 'port.example' in 'image.credit_url' [url-invalid]
  hint: write https://port.example
""",
    ),
    Case(
        "an image on another site",
        strike(body="![A map](https://example.org/map.png)\n"),
        never=("<img",),
        says="""
content/strike.en.md:7:10: warning: an image on another host would let it track your readers; it was replaced by a link [image-remote]
  hint: save a copy next to the article
""",
    ),
    Case(
        "a lead image on another site",
        strike("image: {src: //example.org/map.png, alt: A map}"),
        says="""
content/strike.en.md:2:14: error: image '//example.org/map.png' is on another site [image-remote]
  hint: save the image next to the article and write its file name; the pages of this site load nothing from other sites
""",
    ),
    Case(
        "a script as an address",
        strike(body="[here](javascript:alert(1))\n"),
        never=("javascript:",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script as an address, in capitals",
        strike(body="[here](JaVaScRiPt:alert(1))\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script as an address, broken by entities",
        strike(body="[here](java&#10;script:alert(1))\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script as an address, all in entities",
        strike(body="[here](&#106;&#x61;vascript:alert(1))\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script as an address, broken by invisible characters",
        strike(body="[here](java\u200bscript:alert(1))\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
content/strike.en.md:7:12: warning: the text contains U+200B (zero width space), which is invisible [text-invisible]
  hint: it was removed; delete it
""",
    ),
    Case(
        "a script as an address, after a space",
        strike(body='<a href="\tjavascript:alert(1)">here</a>\n'),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:11: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script as an address of the reference style",
        strike(body="[here][a]\n\n[a]: javascript:alert(1)\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:9:6: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a script between angle brackets",
        strike(body="<javascript:alert(1)>\n"),
        never=('href="javascript',),
        says="""
content/strike.en.md:7:2: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "Visual Basic as an address",
        strike(body="[here](vbscript:msgbox)\n"),
        never=("vbscript:",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'vbscript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a page within an address",
        strike(body="[here](data:text/html,<script>alert(1)</script>)\n"),
        never=("data:text",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'data:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "an image within an address",
        strike(body="![A map](data:image/svg+xml;base64,AAAA)\n"),
        never=("data:image",),
        says="""
content/strike.en.md:7:10: warning: an address that begins with 'data:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a file of the reader's computer",
        strike(body="[here](file:///etc/passwd)\n"),
        never=("file:/",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'file:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "a scheme that is unknown",
        strike(body="[here](gopher://example.org/)\n"),
        never=("gopher:",),
        says="""
content/strike.en.md:7:8: warning: an address that begins with 'gopher:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
""",
    ),
    Case(
        "an address without a scheme",
        strike(body="[here](//example.org/a)\n"),
        has={"en/articles/strike/index.html": 'href="https://example.org/a"'},
    ),
    Case(
        "an address of the web without its scheme",
        strike(body="[here](www.example.org)\n"),
        says="""
content/strike.en.md:7:8: error: file 'content/www.example.org' does not exist [link-dead]
  hint: for another website, write https://www.example.org
""",
    ),
    Case(
        "a mail address",
        strike(body="[here](mailto:a@example.org)\n"),
        has={"en/articles/strike/index.html": 'href="mailto:a@example.org"'},
    ),
    Case(
        "a link to a host that looks like another",
        strike(body="[BBC](https://www.bbс.com/news)\n"),
        why="The last letter of its name is Cyrillic: whoever registered it is not the BBC.",
        says="""
content/strike.en.md:7:7: warning: address: 'bbс' looks like 'bbc' but contains 'с' (Cyrillic, U+0441) [script-mixed]
  hint: retype it: bbc
""",
    ),
    Case(
        "a link to a draft",
        {
            **strike(body="See [this](draft.en.md).\n"),
            "content/draft.en.md": article("draft: true"),
        },
        says="""
content/strike.en.md:7:12: error: content/draft.en.md is a draft and has no page [link-draft]
""",
    ),
    Case(
        "a link to itself",
        strike(body="See [this](strike.en.md).\n"),
        has={"en/articles/strike/index.html": 'href="../../../en/articles/strike/"'},
    ),
    Case(
        "a link to an article only in the other language",
        {**strike(body="See [this](other.ar.md).\n"), "content/other.ar.md": article()},
        has={"en/articles/strike/index.html": 'href="../../../ar/articles/other/"'},
    ),
    Case(
        "a link to the other language of an article that has none",
        {**strike(body="See [this](other.en.md).\n"), "content/other.ar.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/other.en.md' does not exist [link-dead]
  hint: did you mean 'other.ar.md'?
""",
    ),
    Case(
        "a link without the language of the file",
        {**strike(body="See [this](other.md).\n"), "content/other.en.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/other.md' does not exist [link-dead]
  hint: did you mean 'other.en.md'?
""",
    ),
    Case(
        "a link to the name of an article in another folder",
        {**strike(body="See [this](posts/other.md).\n"), "content/2023/other.en.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/posts/other.md' does not exist [link-dead]
  hint: did you mean '2023/other.en.md'?
""",
    ),
    Case(
        "a link without the extension of the file",
        {**strike(body="See [this](other).\n"), "content/other.en.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/other' does not exist [link-dead]
  hint: did you mean 'other.en.md'?
""",
    ),
    Case(
        "a link in other capitals than the file",
        {**strike(body="See [this](Other.en.MD).\n"), "content/other.en.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/Other.en.MD' does not exist [link-dead]
  hint: did you mean 'other.en.md'?
""",
    ),
    Case(
        "a link upward to an article in another folder",
        {
            "content/a/b/c.en.md": article(body="See [this](../../d/e.en.md).\n"),
            "content/d/e.en.md": article(),
        },
        has={"en/articles/c/index.html": 'href="../../../en/articles/e/"'},
    ),
    Case(
        "a link with a query",
        {**strike(body="See [this](other.en.md?print=1).\n"), "content/other.en.md": article()},
        says="""
content/strike.en.md:7:12: error: file 'content/other.en.md?print=1' does not exist [link-dead]
  hint: remove '?print=1'
""",
    ),
    Case(
        "a percent-encoded link to an Arabic name",
        {**strike(body="See [this](%D8%AE%D8%A8%D8%B1.ar.md).\n"), "content/خبر.ar.md": article()},
        has={"en/articles/strike/index.html": "ar/articles/%D8%AE%D8%A8%D8%B1/"},
    ),
    Case(
        "a percent-encoded link that leads up",
        strike(body="[here](%2e%2e/%2e%2e/%2e%2e/etc/passwd)\n"),
        says="""
content/strike.en.md:7:8: error: '../../../etc/passwd' is outside of the site's folder [link-outside]
  hint: move the file into content/, next to the article, and link to it there
""",
    ),
    Case(
        "a link to a page of the site that is not there",
        strike(body="[here](/en/2023/)\n"),
        says="""
content/strike.en.md:7:8: error: the site has no page '/en/2023/' [link-dead]
  hint: link to an article by its file name, such as 'strike.en.md'
""",
    ),
    Case(
        "a link with nothing in it",
        strike(body="[here]()\n"),
        says="""
content/strike.en.md:7:7: warning: the link has no address [link-empty]
  hint: write its address
""",
    ),
    Case(
        "a link whose address was forgotten",
        strike(body="See [this][report].\n"),
        says="""
content/strike.en.md:7:11: warning: link 'report' has no address [link-undefined]
  hint: define it on a line of its own: [report]: https://… or write [text](address)
""",
    ),
    Case(
        "a footnote that was forgotten",
        strike(body="He said so.[^1]\n"),
        says="""
content/strike.en.md:7:12: warning: footnote '1' is not defined [footnote-undefined]
  hint: define it on a line of its own: [^1]: …
""",
    ),
    Case(
        "a footnote that nothing refers to",
        strike(body="He said so.\n\n[^1]: On Monday.\n"),
        says="""
content/strike.en.md:9:1: warning: footnote '1' is not used [footnote-unused]
  hint: put [^1] in the text where it belongs
""",
    ),
    Case(
        "a related event that is not there",
        strike("related: [strick]"),
        says="""
content/strike.en.md:2:10: error: unknown event 'strick' in 'related' [related-unknown]
  hint: did you mean 'strike'?
""",
    ),
    Case(
        "a related event that is the article itself",
        strike("related: [strike]"),
        says="""
content/strike.en.md:2:11: warning: 'related' contains this event's own key 'strike' [related-self]
  hint: delete it, or write another key
""",
    ),
    Case(
        "an address of a source that is a script",
        strike("source: {name: X, url: 'javascript:alert(1)'}"),
        says="""
content/strike.en.md:2:24: error: invalid URL 'javascript:alert(1)' in 'source.url' [url-invalid]
  hint: start it with https://
""",
    ),
    Case(
        "an address of a source with a name before the host",
        strike("source: {name: X, url: 'https://bbc.com@evil.example/'}"),
        says="""
content/strike.en.md:2:24: error: invalid URL 'https://bbc.com@evil.example/' in 'source.url' [url-invalid]
  hint: write the host name after https://, without spaces, quotes or brackets
""",
    ),
    Case(
        "an address with a compatibility character",
        strike(
            "source: {name: X, url: https://ex\u2100mple.org/}",
            "[here](https://ex\u2100mple.org/) and [there](https://[::1/)\n",
        ),
        why="The standard library refuses to part such an address, and would end the build.",
    ),
    Case(
        "an address of the site with a compatibility character",
        {
            **strike(),
            "content/site.toml": 'exports = "none"\nbase_url = "https://ex\u2100mple.org/"\n',
        },
        says="""
content/site.toml:2:12: error: invalid URL 'https://ex℀mple.org/' in 'base_url' [config-value]
  hint: write a URL such as https://example.org/site/, without ? and #
""",
    ),
    Case(
        "an address of the site with an invalid port",
        {**strike(), "content/site.toml": 'exports = "none"\nbase_url = "https://a:99999/"\n'},
        says="""
content/site.toml:2:12: error: invalid URL 'https://a:99999/' in 'base_url' [config-value]
  hint: write a URL such as https://example.org/site/, without ? and #
""",
    ),
    Case(
        "an address of a source without its scheme",
        strike("source: {name: X, url: www.example.org/a}"),
        says="""
content/strike.en.md:2:24: error: invalid URL 'www.example.org/a' in 'source.url' [url-invalid]
  hint: write https://www.example.org/a
""",
    ),
    Case(
        "an address of a source without its host",
        strike("source: {name: X, url: /img/a.jpg}"),
        says="""
content/strike.en.md:2:24: error: invalid URL '/img/a.jpg' in 'source.url' [url-invalid]
  hint: write the whole address, with the host name: https://…/img/a.jpg
""",
    ),
    Case(
        "a mail address as the target of a link",
        strike(body="[desk@example.org](desk@example.org)\n"),
        has={"en/articles/strike/index.html": 'href="mailto:desk@example.org"'},
    ),
    Case(
        "an anchor with a name, as in old HTML",
        strike(body='<a name="note"></a>A note.\n\nSee [the note](#note).\n'),
        has={"en/articles/strike/index.html": '<a id="note"></a>'},
    ),
    Case(
        "anchors in other letters than their headings",
        {
            "content/strike.ar.md": article(
                "title: قصف الميناء",
                "## الفَصلُ الأوّل\n\nنص [أول](#الفصل-الأول).\n\n## Part One\n\nنص [ثان](#Part-One).\n",
            ),
            "content/flood.ar.md": article("title: فيضان", "نص [أول](strike.ar.md#الفصل-الاول).\n"),
        },
        has={"ar/articles/strike/index.html": 'href="#part-one"'},
    ),
    Case(
        "links to headings by their words",
        {
            "content/strike.ar.md": article(
                "title: قصف الميناء",
                "## ما هذا؟\n\nانظر [السؤال](# ما هذا؟) و[الجزء](#part one).\n\n## Part One\n",
            ),
            "content/flood.ar.md": article("title: فيضان", "[سؤال](strike.ar.md#ما هذا؟)\n"),
        },
        has={
            "ar/articles/strike/index.html": '<a href="#ما-هذا">السؤال</a> و<a href="#part-one">',
            "ar/articles/flood/index.html": "/strike/#%D9%85%D8%A7-%D9%87%D8%B0%D8%A7",
        },
    ),
    Case(
        "files by their paths from the content folder",
        {
            "content/2024/strike.en.md": article(
                "image: {src: /img/port.svg, alt: Port}",
                "![A](/img/port.svg) [map](/img/map.pdf)\n",
            ),
            "content/img/port.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "content/img/map.pdf": "%PDF-1.4\n",
        },
        has={"en/articles/strike/index.html": 'alt="A"'},
    ),
    Case(
        "images that are in another folder",
        {
            "content/2024/strike.en.md": article(
                "", "![A](/img/port.svg) ![B](img/port.svg) ![C](/other/port.svg) ![D](none.svg)\n"
            ),
            "content/static/img/port.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
        says="""
content/2024/strike.en.md:7:6: error: image 'content/img/port.svg' does not exist [image-missing]
  hint: did you mean '../static/img/port.svg'?
content/2024/strike.en.md:7:26: error: image 'content/2024/img/port.svg' does not exist [image-missing]
  hint: did you mean '../static/img/port.svg'?
content/2024/strike.en.md:7:45: error: image 'content/other/port.svg' does not exist [image-missing]
  hint: did you mean '../static/img/port.svg'?
content/2024/strike.en.md:7:67: error: image 'content/2024/none.svg' does not exist [image-missing]
  hint: write the path of the image relative to the article
""",
    ),
    Case(
        "a document that is in another folder, and one that is nowhere",
        {
            **strike(body="[a](/map.pdf) [b](none.pdf) [c](desk@example.org?subject=Map)\n"),
            "content/files/map.pdf": "%PDF-1.4\n",
        },
        says="""
content/strike.en.md:7:5: error: file 'content/map.pdf' does not exist [link-dead]
  hint: did you mean 'files/map.pdf'?
content/strike.en.md:7:19: error: file 'content/none.pdf' does not exist [link-dead]
  hint: write the path of the file
""",
    ),
    Case(
        "an address in angle brackets as a source",
        strike("source: <https://example.org/>"),
        says="""
content/strike.en.md:2:9: error: source '<https://example.org/>' is a URL, not a name [source-name]
  hint: write source: {name: …, url: https://example.org/}
""",
    ),
)
