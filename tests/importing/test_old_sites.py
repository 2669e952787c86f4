"""Sites of other programs: what their articles say is kept, and what has no place is listed."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.importing.old_sites.folder import find_program
from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile
from tests.support import Build, MakeSite, Read, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}


Files = dict[str, str | bytes]


def make_old(site: MakeSite, files: Files) -> Path:
    folder = site({path: each for path, each in files.items() if isinstance(each, str)}, name="old")
    for path, each in files.items():
        if isinstance(each, bytes):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(each)
    return folder


def points(review: str) -> list[str]:
    """Return what an author has to decide, without the places, in order."""
    return sorted(line[6:] for line in review.splitlines() if line.startswith("- [ ] "))


def lost_words(old: Path, folder: Path) -> set[str]:
    """Return the words of the texts of an old site that are neither published nor listed.

    Only names of keys, and parts of addresses and of dates that have another form, may be lost.
    """
    pages = (path.read_text("utf-8") for path in (folder / "output").rglob("*.html"))
    visible = (html.unescape(re.sub(r"<[^>]*>", " ", page)) for page in pages)
    kept = " ".join((*visible, *(path.read_text("utf-8") for path in folder.rglob("*.md"))))
    texts = (path.read_text("utf-8") for path in old.rglob("*.md") if path.name != "README.md")
    words = {word for text in texts for word in re.findall(r"[^\W_]{3,}", text)}
    return {word for word in words if word.casefold() not in kept.casefold()}


def imported(folder: Path, name: str) -> str:
    text = (folder / f"content/imported/{name}").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# tarikh import: "))


PICTURE = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00"
PICTURE += b"\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

JEKYLL: Files = {
    "_config.yml": "title: Old\nurl: https://old.example\nbaseurl: /news\npermalink: pretty\n",
    "_layouts/post.html": "<html>{{ content }}</html>\n",
    "README.md": "About the repository.\n",
    "assets/pier.gif": PICTURE,
    "_posts/2024-01-04-bridge.md": """
        ---
        layout: post
        title: "Bridge: closed"
        date: 2024-01-04 12:28:21 +0300
        categories: [roads, Basra]
        excerpt: Cracks were found.
        redirect_from: /old/bridge/
        author: Huda
        ---
        # Bridge: closed

        See [the fair]({% post_url 2024-03-05-fair %}),
        [again]({{ site.baseurl }}/2024/03/05/fair/),
        [absolute](https://old.example/news/2024/03/05/fair/#day), [elsewhere](https://example.org/)
        and [who we are](/about/). {% include map.html %}

        ![A pier]({{ "/assets/pier.gif" | relative_url }})

        `{% post_url 2024-03-05-fair %}` stays.
        """,
    "_posts/2024-03-05-fair.md": (
        "---\ntitle: Fair\nimage: {path: /assets/pier.gif, alt: A pier}\n---\n"
        "It opened.\n\n## Day\n\n"
        '<img src="/news/assets/pier.gif" alt="Again">\n\n[Lost](/2019/lost/)\n'
    ),
    "_posts/2024-03-06-secret.md": "---\ntitle: Secret\npublished: false\n---\nHush.\n",
    "about.md": "---\ntitle: About us\npermalink: /about/\n---\nWe keep watch.\n",
    "index.md": "---\nlayout: home\n---\n",
    "notes.rst": "Notes\n=====\n",
}


def test_a_jekyll_site(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = make_old(site, JEKYLL)
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert result.exit_code == 0
    assert imported(folder, "bridge.en.md") == (
        "---\n"
        'title: "Bridge: closed"\n'
        "date: 2024-01-04T12:28:21+03:00\n"
        "tags: [roads, Basra]\n"
        "summary: Cracks were found.\n"
        "aliases: [/old/bridge/]\n"
        "---\n\n"
        "See [the fair](fair.en.md),\n[again](fair.en.md),\n"
        "[absolute](fair.en.md#day), [elsewhere](https://example.org/)\n"
        "and [who we are](../pages/about.en.md). {% include map.html %}\n\n"
        "![A pier](files/pier.gif)\n\n"
        "`{% post_url 2024-03-05-fair %}` stays.\n"
    )
    assert imported(folder, "fair.en.md") == (
        "---\ntitle: Fair\ndate: 2024-03-05\nimage:\n  src: files/pier.gif\n  alt: A pier\n---\n\n"
        'It opened.\n\n## Day\n\n<img src="files/pier.gif" alt="Again">\n\n'
        "[Lost](<https://old.example/news/2019/lost/>)\n"
    )
    assert imported(folder, "secret.en.md") == (
        "---\ntitle: Secret\ndate: 2024-03-06\ndraft: true\n---\n\nHush.\n"
    )
    assert (folder / "content/imported/files/pier.gif").read_bytes() == PICTURE
    assert not (folder / "content/imported/files/pier-2.gif").exists()
    review = (folder / "import-review.md").read_text("utf-8")
    assert points(review) == [
        "draft: 'published: false' makes the article a draft",
        "link: '/2019/lost/' leads to nothing that is imported",
        "not converted: {% include map.html %}",
        "not used: author: Huda",
        "not used: layout: post",
    ]
    assert "## Not imported: notes.rst\n\nFrom notes.rst: it is in reStructuredText" in review
    assert "From index.md: it is the front page" in review
    assert build(folder).exit_code == 0
    page = read(folder, "en/articles/bridge/")
    assert 'href="../../../en/articles/fair/#day"' in page
    assert "We keep watch." in read(folder, "en/about/")
    assert (
        " ".join(sorted(lost_words(old, folder)))
        == "0300 baseurl categories excerpt home path permalink redirect relative"
    )


def test_a_hugo_site_in_two_languages(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = make_old(
        site,
        {
            "hugo.toml": (
                'baseURL = "https://old.example/"\ndefaultContentLanguage = "en"\n'
                '[languages.ar]\ncontentDir = "content/arabic"\n'
            ),
            "static/img/pier.gif": PICTURE,
            "content/_index.md": "---\ntitle: Home\n---\n",
            "content/posts/_index.md": "---\ntitle: All posts\ncascade: {draft: true}\n---\n",
            "content/news/bridge.en.md": (
                '+++\ntitle = "Bridge closed"\ndate = 2024-01-04\nlastmod = 2024-01-06T10:00:00Z\n'
                'description = "Cracks."\ntags = ["roads"]\ndraft = false\n'
                '[params]\nlocation = "Basra"\n[cover]\nimage = "img/pier.gif"\nalt = "A pier"\n'
                "+++\n"
                '{{< figure src="/img/pier.gif" alt="A pier" caption="At noon" attr="H." >}}\n\n'
                "{{< youtube abc123 >}}\n\n"
                '[Fair]({{< ref "fair#day" >}}) [late](/posts/late/) {{< map >}}\n'
            ),
            "content/news/bridge.ar.md": (
                '{\n"title": "إغلاق الجسر",\n"date": "2024-01-04"\n}\nنص عن الجسر.\n'
            ),
            "content/arabic/fair/index.md": (
                "---\ntitle: معرض\ndate: 2024-03-05\n---\nنص. ![رصيف](pier.gif)\n\n# Day\n"
            ),
            "content/arabic/fair/pier.gif": PICTURE + b"other",
            "content/posts/late.md": "---\ntitle: Late\ndate: 2024-04\n---\nText.\n",
        },
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md") == (
        "---\n"
        "title: Bridge closed\n"
        "date: 2024-01-04\n"
        "tags: [roads]\n"
        "summary: Cracks.\n"
        "updated: 2024-01-06T10:00:00Z\n"
        "place: Basra\n"
        "image:\n  src: files/pier-2.gif\n  alt: A pier\n"
        "---\n\n"
        '![A pier](files/pier-2.gif "At noon")\n\n<https://www.youtube.com/watch?v=abc123>\n\n'
        "[Fair](fair.ar.md#day) [late](<https://old.example/posts/late/>) {{< map >}}\n"
    )
    assert imported(folder, "bridge.ar.md").startswith(
        "---\ntitle: إغلاق الجسر\ndate: 2024-01-04\n"
    )
    assert imported(folder, "fair.ar.md").endswith("نص. ![رصيف](files/pier.gif)\n\n# Day\n")
    assert "draft: true\n" in imported(folder, "late.en.md")
    assert "2 files copied into content/imported/files/\n" in result.stdout
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "draft: 'cascade' in content/posts/_index.md makes the article a draft",
        "link: '/posts/late/' leads to the draft content/imported/late.en.md",
        "not converted: {{< map >}}",
        "not used: attr of the picture /img/pier.gif: H.",
    ]
    assert build(folder).codes.count("date-differs") == 0
    assert "إغلاق الجسر" in read(folder, "ar/articles/bridge/")
    assert (
        " ".join(sorted(lost_words(old, folder))) == "description false figure lastmod params ref"
    )


def test_a_pelican_site(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = make_old(
        site,
        {
            "pelicanconf.py": (
                "SITEURL = 'https://old.example'\nDEFAULT_LANG = 'en'\nx = print(1)\n"
            ),
            "content/images/pier.gif": PICTURE,
            "content/bridge.md": (
                "Title: Bridge closed\nDate: 2024-01-04 10:20\nCategory: roads\nLang: en\n"
                "Slug: bridge\nSummary: Cracks.\n\nThe bridge was closed, see\n"
                "[the fair]({filename}fair.md) and [its page](https://old.example/the-fair.html).\n\n"
                "![A pier]({static}/images/pier.gif)\n"
            ),
            "content/bridge-arabic.md": (
                "Title: إغلاق الجسر\nDate: 2024-01-04 10:20\nLang: ar\nSlug: bridge\n\n"
                "أغلق الجسر.\n"
            ),
            "content/fair.md": "Title: The fair\nDate: 2024-03-05\n\nIt opened.\n",
            "content/pages/about.md": "Title: About us\n\nWe keep watch.\n",
        },
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md") == (
        "---\ntitle: Bridge closed\ndate: 2024-01-04T10:20+03:00\ntags: [roads]\n"
        "summary: Cracks.\n---\n\nThe bridge was closed, see\n"
        "[the fair](fair.en.md) and [its page](fair.en.md).\n\n"
        "![A pier](files/pier.gif)\n"
    )
    assert (folder / "content/imported/bridge.ar.md").exists()
    assert (folder / "content/pages/about.en.md").exists()
    assert not (folder / "import-review.md").exists()
    assert build(folder).exit_code == 0
    assert "The bridge was closed" in read(folder, "en/articles/bridge/")
    assert (
        " ".join(sorted(lost_words(old, folder)))
        == "Category Slug example filename html images static"
    )


def test_a_zola_site(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = make_old(
        site,
        {
            "config.toml": 'base_url = "https://old.example"\ndefault_language = "en"\n',
            "sass/site.scss": "",
            "static/pier.gif": PICTURE,
            "content/_index.md": "+++\n+++\n",
            "content/news/2024-01-04-bridge.md": (
                '+++\ntitle = "Bridge closed"\ndate = 2024-01-04T10:20:00+03:00\n'
                'updated = 2024-01-06\naliases = ["old/bridge"]\nweight = 2\n'
                '[taxonomies]\ntags = ["roads"]\n[extra]\nplace = "Basra"\n+++\n\n'
                "See [the fair](@/news/fair.md#day), [it](fair.md) and ![a pier](/pier.gif).\n\n"
                '<!-- more -->\n\n{{ youtube(id="abc123") }}\n'
            ),
            "content/news/2024-01-04-bridge.ar.md": (
                '+++\ntitle = "إغلاق الجسر"\ndate = 2024-01-04T10:20:00+03:00\n+++\nأغلق الجسر.\n'
            ),
            "content/news/fair.md": (
                '+++\ntitle = "Fair"\ndate = 2024-03-05\npath = "fairs/2024"\n+++\n'
                "It opened. [Bridge](https://old.example/news/bridge/)\n"
            ),
        },
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert result.stdout.startswith(f"{old}: 4 articles of Zola\n")
    assert imported(folder, "bridge.en.md") == (
        "---\ntitle: Bridge closed\ndate: 2024-01-04T10:20:00+03:00\ntags: [roads]\n"
        "updated: 2024-01-06\nplace: Basra\naliases: [/old/bridge]\n---\n\n"
        "See [the fair](fair.en.md), [it](fair.en.md) and ![a pier](files/pier.gif).\n\n"
        "<!-- more -->\n\n<https://www.youtube.com/watch?v=abc123>\n"
    )
    assert imported(folder, "fair.en.md") == (
        "---\ntitle: Fair\ndate: 2024-03-05\naliases: [/fairs/2024]\n---\n\n"
        "It opened. [Bridge](bridge.en.md)\n"
    )
    assert imported(folder, "bridge.ar.md").endswith("أغلق الجسر.\n")
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "link: '@/news/fair.md#day': the article has no heading '#day'",
        "not used: weight: 2",
    ]
    assert build(folder).exit_code == 0
    assert "It opened." in read(folder, "en/articles/fair/")
    assert " ".join(sorted(lost_words(old, folder))) == "example extra path taxonomies"


def test_a_vault_of_obsidian(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = make_old(
        site,
        {
            ".obsidian/app.json": "{}",
            "Media/pier.gif": PICTURE,
            "Notes/2024-01-04 Bridge.md": (
                "The bridge, see [[Fair]], [[Fair#The day|the day]] and [[Nobody]]."
                " ![[pier.gif|300]]\n"
            ),
            "Fair.md": (
                "---\ndate: 2024-03-05\nplace: Basra\n---\nIt opened.\n\n## The day\n\nText.\n"
            ),
        },
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert "2 articles of Obsidian" in result.stdout
    assert imported(folder, "bridge.en.md") == (
        "---\ntitle: Bridge\ndate: 2024-01-04\n---\n\n"
        "The bridge, see [Fair](fair.en.md), [the day](fair.en.md#the-day) and [[Nobody]]."
        " ![](files/pier.gif)\n"
    )
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "link: [[Nobody]] leads to no article that is imported"
    ]
    assert build(folder).exit_code == 0
    assert "It opened." in read(folder, "en/articles/fair/")
    assert " ".join(sorted(lost_words(old, folder))) == "300"


def test_notes_of_obsidian_that_are_no_articles(site: MakeSite, run: Run, build: Build) -> None:
    old = make_old(
        site,
        {
            ".obsidian/app.json": "{}",
            "report.pdf": b"%PDF-1.4\n",
            "2024-01-04.md": (
                "# Thursday\n\n- [x] read ![[report.pdf]]\n\n[[#Thursday]], [up](#thursday),"
                " [[#Later]] and [[2024-01-05#Ask her!|Friday]]\n\n## Later\n"
            ),
            "2024-01-05.md": "## Ask her!\n\nText.\n",
        },
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert "not converted" not in result.stdout
    assert imported(folder, "2024-01-04.en.md") == (
        "---\ntitle: Thursday\ndate: 2024-01-04\n---\n\n"
        "- [x] read [report.pdf](files/report.pdf)\n\nThursday, up,"
        " [[#Later]] and [Friday](2024-01-05.en.md#ask-her)\n\n## Later\n"
    )
    assert build(folder).exit_code == 0


def test_a_translation_that_comes_later_is_paired(site: MakeSite, run: Run, build: Build) -> None:
    old = site({"posts/bridge.en.md": "---\ntitle: Bridge\ndate: 2024\n---\nText.\n"}, name="old")
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    moved = folder / "content/2024/old-bridge.en.md"
    moved.parent.mkdir()
    (folder / "content/imported/bridge.en.md").rename(moved)
    (old / "posts/bridge.ar.md").write_text("---\ntitle: جسر\ndate: 2024\n---\nنص.\n", "utf-8")
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert "created: content/2024/old-bridge.ar.md\n" in result.stdout
    assert build(folder).exit_code == 0


def test_what_a_translation_contradicts_is_listed(site: MakeSite, run: Run, build: Build) -> None:
    old = site(
        {
            "b.ar.md": "---\ntitle: جسر\ndate: 2024-01-05\nstatus: denied\n---\nنص.\n",
            "b.en.md": "---\ntitle: Bridge\ndate: 2024-01-04\nstatus: alleged\n---\nText.\n",
        },
        name="old",
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert imported(folder, "b.en.md") == "---\ntitle: Bridge\n---\n\nText.\n"
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "date: '2024-01-04' is not used: the translation has '2024-01-05'",
        "status: 'alleged' is not used: the translation has 'denied'",
    ]
    assert build(folder).exit_code == 0


def test_one_article_brings_the_pictures_next_to_it(site: MakeSite, run: Run) -> None:
    old = make_old(
        site,
        {"bridge.md": "---\ntitle: Bridge\ndate: 2024\n---\n![](pier.gif)\n", "pier.gif": PICTURE},
    )
    folder = site(SETTINGS)
    run("import", old / "bridge.md", "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md").endswith("![](files/pier.gif)\n")
    assert (folder / "content/imported/files/pier.gif").read_bytes() == PICTURE


def test_articles_in_html_keep_their_links_and_pictures(site: MakeSite, run: Run) -> None:
    old = make_old(
        site,
        {
            "_config.yml": "",
            "img/pier.gif": PICTURE,
            "_posts/2024-01-04-bridge.html": (
                "---\ntitle: Bridge\n---\n<p>See <a href='/2024/fair.html'>the <b>fair</b></a>.</p>"
                "<p><img src='/img/pier.gif' alt='A pier'></p>"
                "<p><a href='javascript:x()'>no</a></p><iframe src='https://example.org/v'></iframe>"
            ),
            "_posts/2024-03-05-fair.md": "---\ntitle: Fair\n---\nIt opened.\n",
            "feed.html": "<html>{{ content }}</html>\n",
        },
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert result.stdout.startswith(f"{old}: 2 articles of Jekyll\n")
    assert imported(folder, "bridge.en.md") == (
        "---\ntitle: Bridge\ndate: 2024-01-04\n---\n\n"
        "See [the **fair**](fair.en.md).\n\n![A pier](files/pier.gif)\n\nno\n"
    )
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "body: not copied: https://example.org/v",
        "link: '/2024/fair.html' is taken for the article '_posts/2024-03-05-fair' by its name;"
        " check it",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('[x]({{< ref "fair.md" >}})', "[x](fair.en.md)"),
        ('[x]({{% relref "/news/fair" %}})', "[x](fair.en.md)"),
        ('[x]({{< ref path="../news/fair.md" lang="en" >}})', "[x](fair.en.md)"),
        ("[x]({{< ref `fair.md#day` >}})", "[x](fair.en.md#day)"),
        ("[x](<fair.md> 'Title')", "[x](fair.en.md 'Title')"),
        ("[x](../fair/)", "[x](fair.en.md)"),
        ("[x](https://old.example/news/fair/?utm=1#day)", "[x](fair.en.md#day)"),
        ("[x](//old.example/news/fair/)", "[x](fair.en.md)"),
        ("[x](https://old.example)", "[x](<https://old.example>)"),
        ("[x][1]\n\n[1]: /news/fair/", "[x][1]\n\n[1]: fair.en.md"),
        ("<https://old.example/news/fair/>", "[https:\\//old.example/news/fair/](fair.en.md)"),
        ("[![p](Pier.GIF)](fair.md)", "[![p](files/pier.gif)](fair.en.md)"),
        ("![p](/news/my%20pier.gif)", "![p](files/my-pier.gif)"),
        ("![p](none.gif)", "p"),
        ('![p](none.gif "A (small) pier")', "p"),
        ("`[x](fair.md)`", "`[x](fair.md)`"),
        ("~~~\n[x](fair.md)\n~~~", "~~~\n[x](fair.md)\n~~~"),
        ("[x](mailto:a@example.org) [y](#day)", "[x](mailto:a@example.org) [y](#day)"),
        ("[x](https://example.org/news/fair/)", "[x](https://example.org/news/fair/)"),
    ],
)
def test_links_within_an_old_site(site: MakeSite, run: Run, written: str, read: str) -> None:
    old = make_old(
        site,
        {
            "hugo.toml": 'baseURL = "https://old.example/"\n',
            "content/news/pier.gif": PICTURE,
            "content/news/my pier.gif": PICTURE + b"2",
            "content/news/bridge.md": f"---\ntitle: Bridge\ndate: 2024\n---\n{written}\n",
            "content/news/fair.md": "---\ntitle: Fair\ndate: 2024\n---\n## Day\n",
            "content/posts/fair.md": "---\ntitle: Other\ndate: 2024\n---\n## Day\n",
        },
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md").partition("---\n\n")[2] == f"{read}\n"
    review = folder / "import-review.md"
    listed = review.read_text("utf-8") if review.exists() else ""
    assert "A (small) pier" not in written or "not used: A (small) pier" in listed


def test_tags_of_two_keys_are_those_of_the_article(site: MakeSite, run: Run) -> None:
    old = make_old(
        site,
        {
            "_config.yml": "title: Old\n",
            "_posts/2024-01-04-a.md": (
                "---\nlayout: post\ntitle: A\ncategories: [news, roads]\n"
                "tags: bridge news\n---\nX\n"
            ),
        },
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert "tags: [news, roads, bridge]\n" in imported(folder, "a.en.md")


def test_nothing_of_a_value_is_lost_silently(site: MakeSite, run: Run) -> None:
    folder = site(SETTINGS)
    text = """
        ---
        title: Update #2 of June
        date: 2024-01-04
        place: #5 Street
        tags:
          - #Basra
          - "#ports"
        sources:
          - Reuters, AP
          - name: The Port
            url: https://example.org/port
            desk: foreign
        ---
        The strike ended.[^1]

        [^1]: yesterday
        """
    old = make_old(site, {"_config.yml": "title: Old\n", "_posts/2024-01-05-ends.en.md": text})
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert result.exit_code == 0, result.output
    assert imported(folder, "ends.en.md").partition("place: ")[0].partition("source:")[2] == (
        "\n  - Reuters, AP\n  - name: The Port\n    url: https://example.org/port\ntags: [ports]\n"
        "---\n\nThe strike ended.[^1]\n\n[^1]: yesterday\n"
    )
    review = (folder / "import-review.md").read_text("utf-8")
    assert points(review) == [
        "not used: YAML reads '#2 of June' as a comment",
        "not used: YAML reads '#5 Street' as a comment",
        "not used: YAML reads '#Basra' as a comment",
        "not used: sources: desk: foreign",
        "source: 'Reuters, AP' is written as one source; write an item for each if they are"
        " several",
    ]


def test_the_day_of_the_event_is_not_that_of_the_text(site: MakeSite, run: Run) -> None:
    note = "---\ntitle: A\ncreated: 2024-01-05\nevent_date: 2023-12-01\n---\nX\n"
    old = make_old(site, {".obsidian/app.json": "{}", "a.md": note})
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder)
    assert "date: 2023-12-01\npublished: 2024-01-05\n" in imported(folder, "a.en.md")
    assert "check" not in result.stdout


def test_an_old_address_that_is_taken_is_listed(site: MakeSite, run: Run, build: Build) -> None:
    addresses = ("/en/", "/en/tags/", "/en/2024/", "/en/articles/x0/", "/same/", "/same/", "/own/")
    old = site(
        {
            f"_posts/2024-01-0{number + 1}-x{number}.md": (
                f"---\ntitle: Post {number}\npermalink: {address}\n---\nText.\n"
            )
            for number, address in enumerate(addresses)
        },
        name="old",
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    review = (folder / "import-review.md").read_text("utf-8")
    assert points(review) == sorted(
        f"aliases: not used: {address}: another page has this address" for address in addresses[:5]
    )
    assert build(folder).exit_code == 0


def test_nothing_outside_the_old_site_is_copied(site: MakeSite, run: Run) -> None:
    old = make_old(
        site, {"a.md": "---\ntitle: A\ndate: 2024\n---\n![](../secret.gif) ![](link.gif)\n"}
    )
    (old.parent / "secret.gif").write_bytes(PICTURE)
    (old / "link.gif").symlink_to(old.parent / "secret.gif")
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert not (folder / "content/imported/files").exists()
    assert points((folder / "import-review.md").read_text("utf-8")) == [
        "link: '../secret.gif' leads to nothing that is imported",
        "link: 'link.gif' leads to nothing that is imported",
    ]


def test_a_language_that_the_site_lacks_is_not_taken_for_another(site: MakeSite, run: Run) -> None:
    old = site({"a.fr.md": "---\ntitle: Pont\ndate: 2024\n---\nTexte.\n"}, name="old")
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder)
    assert "it is in 'fr'; add [languages.fr] to content/site.toml to import it" in result.stdout
    assert not (folder / "content/imported").exists()


@pytest.mark.parametrize(
    ("answer", "line"), [("event", "date: 2024-01-04\n"), ("text", "published: 2024-01-04\n")]
)
def test_what_dates_are_is_asked_on_a_terminal(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, answer: str, line: str
) -> None:
    old = site({"a.md": "---\ntitle: Bridge\ndate: 2024-01-04\n---\nText.\n"}, name="old")
    folder = site(SETTINGS)
    monkeypatch.setattr("generator.cli.import_.is_typed", lambda: True)
    result = CliRunner().invoke(
        main, ["import", str(old), "--folder", str(folder)], input=f"{answer}\n"
    )
    assert "1 article has a date. Is it the day of the event or of the text?" in result.output
    assert line in imported(folder, "a.en.md")


def test_the_date_of_a_blog_is_that_of_the_text_unless_told(site: MakeSite, run: Run) -> None:
    old = site({"a.md": "---\ntitle: Bridge\ndate: 2024-01-04\n---\nText.\n"}, name="old")
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder)
    assert imported(folder, "a.en.md") == (
        "---\ntitle: Bridge\n# date: when it took place\npublished: 2024-01-04\ndraft: true\n---\n"
        "\nText.\n"
    )
    assert "'2024-01-04' is taken for the day of the text" in result.stdout


def test_what_many_articles_have_in_common_is_listed_once(site: MakeSite, run: Run) -> None:
    articles = {
        f"{number}-note.md": f"---\ntitle: Note {number}\nlayout: post\n---\nText.\n"
        for number in range(12)
    }
    old = site({**articles, "last.md": "---\ntitle: Last\nauthor: Huda\n---\nText.\n"}, name="old")
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder)
    assert "check in 13 articles: date: it is missing; write when it took" in result.stdout
    assert "check in 12 articles: not used: layout: post\n" in result.stdout
    assert "check in 1 article: not used: author: Huda\n" in result.stdout
    review = (folder / "import-review.md").read_text("utf-8")
    assert review.count("not used: layout: post") == 1
    assert "  (12 drafts: content/imported/0-note.en.md, content/imported/1-note.en.md" in review
    assert (
        "## content/imported/last.en.md\n\nLast. From last.md.\n\n- [ ] not used: author" in review
    )


def test_a_second_import_of_a_site_adds_nothing(site: MakeSite, run: Run) -> None:
    old = site(
        {
            "strike.en.md": "---\ntitle: Bridge\ndate: 2024-01-04\n---\nText.\n",
            "strike.ar.md": "---\ntitle: جسر\ndate: 2024-01-04\n---\nنص.\n",
        },
        name="old",
    )
    folder = site(SETTINGS)
    assert run("import", old, "--folder", folder).stdout.count("created: ") == 2
    assert run("import", old, "--folder", folder).stdout.endswith("Nothing new.\n")


WXR = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><wp:base_blog_url>https://example.org</wp:base_blog_url>
<item><title>Bridge &amp; road closed</title><link>https://example.org/2024/bridge/</link>
<dc:creator>huda</dc:creator>
<content:encoded><![CDATA[First <strong>part</strong>.

Second part, <a href="https://example.com/a">a link</a>, <a href="https://example.org/?p=7">one</a>.

[caption id="x" width="3"]<img src="https://example.org/wp/pier.jpg"> The pier.[/caption]

[gallery ids="1"]]]></content:encoded>
<excerpt:encoded><![CDATA[Cracks.]]></excerpt:encoded>
<wp:post_name>bridge</wp:post_name><wp:post_date>2024-01-04 10:20:00</wp:post_date>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag"><![CDATA[roads]]></category>
<wp:comment><wp:comment_content>Hello</wp:comment_content></wp:comment></item>
<item><title>pier.jpg</title><wp:post_type>attachment</wp:post_type></item>
<item><title>Fair</title><content:encoded>Text.</content:encoded>
<wp:post_id>7</wp:post_id>
<wp:post_date>2024-03-05 00:00:00</wp:post_date><wp:status>draft</wp:status>
<wp:post_type>post</wp:post_type></item>
</channel></rss>
"""


def test_an_export_of_wordpress(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    folder = site({**SETTINGS, "export.xml": WXR})
    result = run("import", folder / "export.xml", "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md") == (
        "---\n"
        "title: Bridge & road closed\n"
        "date: 2024-01-04T10:20:00+03:00\n"
        "tags: [roads]\n"
        "summary: Cracks.\n"
        "aliases: [/2024/bridge/]\n"
        "---\n\n"
        "First **part**.\n\nSecond part, [a link](<https://example.com/a>), [one](<https://example.org/?p=7>).\n\n"
        "[pier.jpg](<https://example.org/wp/pier.jpg>)\n\n"
        'The pier.\n\n\\[gallery ids="1"\\]\n'
    )
    assert "draft: true\n" in imported(folder, "fair.en.md")
    for lost in (
        "the type 'attachment' of WordPress",
        "not used: 1 comment",
        "author: huda",
        "link: 'https://example.org/wp/pier.jpg' leads to nothing that is imported",
        'not converted: [gallery ids="1"]',
    ):
        assert lost in result.stdout
    assert build(folder).exit_code == 0
    assert "<strong>part</strong>" in read(folder, "en/articles/bridge/")


@pytest.mark.parametrize("uploads", ["wp-content/uploads", "uploads"])
def test_the_uploads_next_to_an_export_are_copied(
    site: MakeSite, run: Run, build: Build, uploads: str
) -> None:
    address = "https://example.org/wp-content/uploads/2024/pier.gif"
    item = (
        "<item><title>Bridge</title><wp:post_type>post</wp:post_type>"
        "<wp:post_date>2024-01-04 10:00:00</wp:post_date>"
        f'<content:encoded><![CDATA[<img src="{address}" alt="A pier">]]></content:encoded>'
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value>"
        "</wp:postmeta></item><item><title>pier</title><wp:post_type>attachment</wp:post_type>"
        f"<wp:post_id>9</wp:post_id><wp:attachment_url>{address}</wp:attachment_url></item>"
    )
    head = WXR[: WXR.index("<item>")]
    old = make_old(
        site,
        {"a.xml": f"{head}{item}</channel></rss>\n", f"{uploads}/2024/pier.gif": PICTURE},
    )
    folder = site(SETTINGS)
    result = run("import", old / "a.xml", "--folder", folder, "--dates", "event")
    assert "1 file copied into content/imported/files/\n" in result.stdout
    text = imported(folder, "bridge.en.md")
    assert "image: files/pier.gif\n" in text
    assert text.endswith("![A pier](files/pier.gif)\n")
    assert build(folder).exit_code == 0


def test_an_export_of_wordpress_becomes_a_timeline(site: MakeSite, run: Run, build: Build) -> None:
    items = "".join(
        f"<item><title>Post {day}</title><wp:post_name>post-{day}</wp:post_name>"
        f"<wp:post_date>2024-01-{day:02} 10:0{day}:00</wp:post_date>"
        f"<wp:post_type>post</wp:post_type>"
        f"<content:encoded><![CDATA[About {day}.]]></content:encoded></item>"
        for day in range(1, 4)
    )
    head = WXR[: WXR.index("<item>")]
    folder = site({**SETTINGS, "export.xml": f"{head}{items}</channel></rss>\n"})
    run("import", folder / "export.xml", "--folder", folder, "--dates", "event")
    assert build(folder).exit_code == 0
    timeline = json.loads((folder / "output/en/timeline.json").read_text("utf-8"))
    events = [
        (each["unique_id"], each["edtf"], each["text"]["text"]) for each in timeline["events"]
    ]
    for day, (key, edtf, text) in enumerate(events, 1):
        assert (key, edtf) == (f"post-{day}", f"2024-01-{day:02}T10:0{day}:00+03:00")
        assert f"About {day}." in text
    assert len(events) == 3


def test_an_export_that_declares_entities_is_refused() -> None:
    text = WXR.replace("<rss", '<!DOCTYPE x [<!ENTITY a "b">]>\n<rss', 1)
    with pytest.raises(ImportFailure):
        read_records(InputFile("export.xml", text.encode()), "", {})


@pytest.mark.parametrize(
    ("names", "program"),
    [
        (["_config.yml"], "Jekyll"),
        (["hugo.toml", "content"], "Hugo"),
        (["pelicanconf.py"], "Pelican"),
        (["config.toml", "sass"], "Zola"),
        ([".obsidian"], "Obsidian"),
        (["content"], ""),
    ],
)
def test_a_program_is_known_by_its_files(names: list[str], program: str) -> None:
    assert find_program(names) == program


@pytest.mark.parametrize("matter", ["---\na: [\n---\n", "+++\na = \n+++\n", "{ a\n"])
def test_front_matter_that_cannot_be_read_is_an_error(matter: str) -> None:
    with pytest.raises(ImportFailure) as failure:
        read_records(InputFile("a.md", matter.encode()), "", {})
    assert failure.value.message.startswith("its front matter cannot be read: ")
