"""Sites of other programs: what their articles say is kept, and what has no place is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing.old_sites import find_program
from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile
from tests.support import Build, MakeSite, Read, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}


def imported(folder: Path, name: str) -> str:
    text = (folder / f"content/imported/{name}").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# tarikh import: "))


def test_a_jekyll_site(site: MakeSite, run: Run, build: Build, read: Read) -> None:
    old = site(
        {
            "_config.yml": "title: Old\n",
            "_layouts/post.html": "<html></html>\n",
            "README.md": "About the repository.\n",
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

                See [the fair]({% post_url 2024-03-05-fair %}). {% include map.html %}
                """,
            "_posts/2024-03-05-fair.md": "---\ntitle: Fair\n---\nIt opened.\n",
            "_posts/2024-03-06-secret.md": "---\ntitle: Secret\npublished: false\n---\nHush.\n",
        },
        name="old",
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{old}: 3 articles of Jekyll\n")
    assert imported(folder, "bridge.en.md") == (
        "---\n"
        'title: "Bridge: closed"\n'
        "date: 2024-01-04T12:28:21+03:00\n"
        "tags: [roads, Basra]\n"
        "summary: Cracks were found.\n"
        "aliases: [/old/bridge/]\n"
        "---\n\n"
        "See [the fair](fair.en.md). {% include map.html %}\n"
    )
    assert imported(folder, "secret.en.md") == (
        "---\ntitle: Secret\ndate: 2024-03-06\ndraft: true\n---\n\nHush.\n"
    )
    review = (folder / "import-review.md").read_text("utf-8")
    for lost in ("layout: post", "author: Huda", "{% include map.html %}"):
        assert lost in review
    assert build(folder).exit_code == 0
    assert "Bridge: closed" in read(folder, "en/articles/bridge/")


def test_a_hugo_site_in_two_languages(site: MakeSite, run: Run, build: Build) -> None:
    old = site(
        {
            "hugo.toml": 'title = "Old"\n',
            "content/posts/bridge.en.md": (
                '+++\ntitle = "Bridge closed"\ndate = 2024-01-04\nlastmod = 2024-01-06T10:00:00Z\n'
                'description = "Cracks."\ntags = ["roads"]\ndraft = false\n'
                '[params]\nlocation = "Basra"\n+++\n'
                '{{< figure src="pier.jpg" alt="A pier" >}}\n\n{{< youtube abc123 >}}\n\n'
                '[Fair]({{< ref "posts/fair.md#day" >}}) {{< map >}}\n'
            ),
            "content/posts/bridge.ar.md": (
                '{\n"title": "إغلاق الجسر",\n"date": "2024-01-04"\n}\nنص عن الجسر.\n'
            ),
            "content/ar/fair/index.md": "---\ntitle: معرض\ndate: 2024-03-05\n---\nنص.\n",
        },
        name="old",
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert "3 articles of Hugo" in result.stdout
    assert imported(folder, "bridge.en.md") == (
        "---\n"
        "title: Bridge closed\n"
        "date: 2024-01-04\n"
        "tags: [roads]\n"
        "summary: Cracks.\n"
        "updated: 2024-01-06T10:00:00Z\n"
        "place: Basra\n"
        "---\n\n"
        "![A pier](pier.jpg)\n\n<https://www.youtube.com/watch?v=abc123>\n\n"
        "[Fair](fair.en.md#day) {{< map >}}\n"
    )
    assert imported(folder, "bridge.ar.md").startswith(
        "---\ntitle: إغلاق الجسر\ndate: 2024-01-04\n"
    )
    assert imported(folder, "fair.ar.md").startswith("---\ntitle: معرض\n")
    assert "image: copy pier.jpg next to the article" in result.stdout
    assert "not converted: {{< map >}}" in result.stdout
    assert build(folder).codes.count("date-differs") == 0


def test_a_pelican_site(site: MakeSite, run: Run, build: Build) -> None:
    old = site(
        {
            "pelicanconf.py": "",
            "content/bridge.md": (
                "Title: Bridge closed\nDate: 2024-01-04 10:20\nCategory: roads\nLang: en\n"
                "Summary: Cracks.\n\nThe bridge was closed.\n"
            ),
        },
        name="old",
    )
    folder = site(SETTINGS)
    run("import", old, "--folder", folder, "--dates", "event")
    assert imported(folder, "bridge.en.md") == (
        "---\ntitle: Bridge closed\ndate: 2024-01-04T10:20+03:00\ntags: [roads]\n"
        "summary: Cracks.\n---\n\nThe bridge was closed.\n"
    )
    assert build(folder).exit_code == 0


def test_a_vault_of_obsidian(site: MakeSite, run: Run) -> None:
    old = site(
        {
            ".obsidian/app.json": "{}",
            "Notes/2024-01-04 Bridge.md": "The bridge, see [[Fair]]. ![[pier.png]]\n",
        },
        name="old",
    )
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder, "--dates", "event")
    assert "1 article of Obsidian" in result.stdout
    assert imported(folder, "bridge.en.md") == (
        "---\n# title: the headline\ndate: 2024-01-04\ndraft: true\n---\n\n"
        "The bridge, see [[Fair]]. ![[pier.png]]\n"
    )


def test_the_date_of_a_blog_is_that_of_the_text_unless_told(site: MakeSite, run: Run) -> None:
    old = site({"a.md": "---\ntitle: Bridge\ndate: 2024-01-04\n---\nText.\n"}, name="old")
    folder = site(SETTINGS)
    result = run("import", old, "--folder", folder)
    assert imported(folder, "a.en.md") == (
        "---\ntitle: Bridge\n# date: when it took place\npublished: 2024-01-04\ndraft: true\n---\n"
        "\nText.\n"
    )
    assert "'date: 2024-01-04' is taken for the day of the text" in result.stdout


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
<channel>
<item><title>Bridge &amp; road closed</title><link>https://example.org/2024/bridge/</link>
<dc:creator>huda</dc:creator>
<content:encoded><![CDATA[First <strong>part</strong>.

Second part, <a href="https://example.org/a">a link</a>.]]></content:encoded>
<excerpt:encoded><![CDATA[Cracks.]]></excerpt:encoded>
<wp:post_name>bridge</wp:post_name><wp:post_date>2024-01-04 10:20:00</wp:post_date>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag"><![CDATA[roads]]></category>
<wp:comment><wp:comment_content>Hello</wp:comment_content></wp:comment></item>
<item><title>pier.jpg</title><wp:post_type>attachment</wp:post_type></item>
<item><title>Fair</title><content:encoded>Text.</content:encoded>
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
        "First **part**.\n\nSecond part, [a link](<https://example.org/a>).\n"
    )
    assert "draft: true\n" in imported(folder, "fair.en.md")
    for lost in ("the type 'attachment' of WordPress", "not used: 1 comment", "author: huda"):
        assert lost in result.stdout
    assert build(folder).exit_code == 0
    assert "<strong>part</strong>" in read(folder, "en/articles/bridge/")


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
