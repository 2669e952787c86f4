"""Sites of other programs build as they are copied in, and each decision is reported."""

from __future__ import annotations

from pathlib import Path

from tests.support import Build, MakeSite, Read, Result
from tests.support.sources import article

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def reported(result: Result) -> list[str]:
    """Return the problems as ``path: code`` with the path below ``content/``."""
    return [f"{each.path.removeprefix('content/')}: {each.code}" for each in result.problems]


def articles(folder: Path) -> set[str]:
    """Return the published articles and pages, by language and slug."""
    output = folder / "output"
    return {f"{path.parts[-4]}/{path.parts[-2]}" for path in output.glob("*/articles/*/index.html")}


def test_a_jekyll_blog(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/_config.yml": "title: Port diary\nlanguage: en\n",
            "content/_layouts/default.html": "---\n---\n<html>{{ content }}</html>\n",
            "content/_includes/note.md": "A note.\n",
            "content/README.md": "# Port diary\n\nRun `bundle exec jekyll serve`.\n",
            "content/LICENSE.md": "Copyright\n",
            "content/CONTRIBUTING.md": "Write to us.\n",
            "content/index.html": "---\nlayout: home\n---\n",
            "content/archive.md": "---\nlayout: archive\npermalink: /archive/\n---\n",
            "content/about.md": """
                ---
                layout: page
                title: About
                permalink: /about/
                ---
                Who we are.
                """,
            "content/_posts/2024-01-04-strike-begins.markdown": "---\ntitle: Old\n---\nOld.\n",
            "content/_posts/2024-01-13-strike-ends.md": """
                ---
                layout: post
                title: "Strike ends"
                date: 2024-01-13 12:28:21 +0300
                categories: [strikes, ports]
                author: Huda
                excerpt: After nine days.
                redirect_from: /old/strike/
                lang: en
                ---
                Dockers are back. See [the port](/assets/port.svg).
                """,
            "content/_posts/2024-02-01-secret.md": """
                ---
                layout: post
                title: Secret talks
                published: false
                ---
                Nobody knows.
                """,
            "content/_posts/2024-02-02-flood.md": """
                ---
                layout: post
                title: Flood at the quay
                tags: #floods
                ---
                The water rose by a metre, and ships stayed at sea.
                """,
            "content/_drafts/idea.md": "---\ntitle: An idea\n---\nNot yet.\n",
            "content/assets/port.svg": _PICTURE,
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "CONTRIBUTING.md: front-matter-missing",
        "LICENSE.md: front-matter-missing",
        "README.md: front-matter-missing",
        "_drafts/idea.md: draft-implied",
        "_drafts/idea.md: language-unclear",
        "_includes: file-ignored",
        "_layouts: file-ignored",
        "_posts/2024-01-04-strike-begins.markdown: file-ignored",
        "_posts/2024-01-13-strike-ends.md: source-missing",
        "_posts/2024-01-13-strike-ends.md: key-unknown",
        "_posts/2024-01-13-strike-ends.md: key-unknown",
        "_posts/2024-01-13-strike-ends.md: key-unknown",
        "_posts/2024-01-13-strike-ends.md: key-unknown",
        "_posts/2024-01-13-strike-ends.md: key-unknown",
        "_posts/2024-02-01-secret.md: language-unclear",
        "_posts/2024-02-01-secret.md: key-unknown",
        "_posts/2024-02-01-secret.md: draft-implied",
        "_posts/2024-02-02-flood.md: language-unclear",
        "_posts/2024-02-02-flood.md: date-from-name",
        "_posts/2024-02-02-flood.md: source-missing",
        "_posts/2024-02-02-flood.md: key-unknown",
        "_posts/2024-02-02-flood.md: yaml-comment",
        "about.md: language-unclear",
        "about.md: page-implied",
        "about.md: key-unknown",
        "archive.md: file-ignored",
        "index.html: file-ignored",
    ]
    assert articles(folder) == {"ar/2024-02-02-flood", "en/2024-01-13-strike-ends"}


def test_a_hugo_site(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/README.md": "# The site of the port\n",
            "content/_index.md": "---\ntitle: Home\n---\n",
            "content/en/posts/README.md": "Name each folder after its event.\n",
            "content/ar/posts/README.md": "سمِّ كل مجلد باسم الحدث.\n",
            "content/ar/_index.md": "---\ntitle: الرئيسية\n---\n",
            "content/ar/posts/strike/index.md": """
                ---
                title: انتهاء الإضراب
                date: 2024-01-13T09:00:00+03:00
                lastmod: 2024-01-14
                draft: false
                description: بعد تسعة أيام.
                keywords: [إضراب]
                ---
                عاد العمال. ![الميناء](port.svg)
                """,
            "content/ar/posts/strike/port.svg": _PICTURE,
            "content/en/posts/strike/index.md": """
                ---
                title: Strike ends
                date: 2024-01-13T09:00:00+03:00
                publishDate: 2024-01-14
                tags: [strikes]
                ---
                Dockers are back. ![Port](port.svg)
                """,
            "content/en/posts/strike/port.svg": _PICTURE,
            "content/en/posts/later.md": """
                ---
                title: Later
                date: 2024-01-20
                publishDate: 2999-01-01
                ---
                Not yet.
                """,
            "content/en/posts/gone.md": """
                ---
                title: Gone
                date: 2024-01-20
                expiryDate: 2020-01-01
                ---
                No more.
                """,
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "README.md: front-matter-missing",
        "_index.md: file-ignored",
        "ar/_index.md: file-ignored",
        "ar/posts/README.md: front-matter-missing",
        "ar/posts/strike/index.md: source-missing",
        "ar/posts/strike/index.md: key-unknown",
        "ar/posts/strike/index.md: key-unknown",
        "ar/posts/strike/index.md: key-unknown",
        "en/posts/README.md: front-matter-missing",
        "en/posts/gone.md: draft-implied",
        "en/posts/later.md: draft-implied",
        "en/posts/strike/index.md: key-unknown",
    ]
    assert articles(folder) == {"ar/strike", "en/strike"}


def test_a_hugo_site_in_toml(site: MakeSite, build: Build, read: Read) -> None:
    folder = site(
        {
            "content/_index.md": "+++\ntitle = 'Home'\n+++\n",
            "content/ar/posts/strike/index.md": """
                +++
                date = 2024-01-13T09:00:00+03:00
                draft = false
                title = 'انتهاء الإضراب'
                keywords = ["إضراب"]
                [params]
                  source = "رويترز"
                +++

                عاد العمال. ![الميناء](port.svg)
                """,
            "content/ar/posts/strike/port.svg": _PICTURE,
            "content/en/posts/strike/index.md": """
                +++
                date = 2024-01-13T09:00:00+03:00
                draft = false
                title = "Strike ends: what now?"
                tags = ["strikes"]
                weight = 10
                [params]
                  source = "Reuters"
                  author = "Huda"
                [[resources]]
                  src = "port.svg"
                +++

                Dockers are back. {{< figure src="port.svg" >}}
                """,
            "content/en/posts/strike/port.svg": _PICTURE,
            "content/en/posts/idea.md": (
                "+++\ntitle = 'Idea'\ndate = 2024-01-20\ndraft = true\n+++\n"
            ),
            "content/en/posts/later.md": (
                "+++\ntitle = 'Later'\ndate = 2024-01-20\npublishDate = 2999-01-01\n+++\nNot yet.\n"
            ),
            "content/en/talks/_index.md": (
                "+++\n[[cascade]]\n[cascade.build]\nrender = 'never'\n+++\n"
            ),
            "content/en/talks/first.md": (
                "+++\ntitle = 'Talks'\ndate = 2024-01-20\n+++\nNobody.\n"
            ),
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "_index.md: file-ignored",
        "ar/posts/strike/index.md: key-unknown",
        "en/posts/later.md: draft-implied",
        "en/posts/strike/index.md: key-unknown",
        "en/posts/strike/index.md: term-unpaired",
        "en/posts/strike/index.md: key-unknown",
        "en/posts/strike/index.md: key-unknown",
        "en/posts/strike/index.md: markup-foreign",
        "en/talks/_index.md: file-ignored",
        "en/talks/first.md: draft-implied",
    ]
    assert articles(folder) == {"ar/strike", "en/strike"}
    english = read(folder, "en/articles/strike/index.html")
    for part in ("Strike ends: what now?", "Reuters", "strikes", "port.svg"):
        assert part in english


def test_a_zola_site(site: MakeSite, build: Build, read: Read) -> None:
    folder = site(
        {
            "content/_index.md": '+++\nsort_by = "date"\npaginate_by = 10\n+++\n',
            "content/posts/_index.md": '+++\ntitle = "Posts"\ntransparent = true\n+++\n',
            "content/posts/strike.md": """
                +++
                title = "إضراب عمال الميناء"
                date = 2024-01-04
                updated = 2024-01-05
                authors = ["هدى"]
                description = "توقفوا عن العمل."
                aliases = ["old/strike"]
                [taxonomies]
                tags = ["إضراب", "ميناء"]
                categories = ["أخبار"]
                [extra]
                toc = true
                +++

                توقف **العمال** عن العمل.

                <!-- more -->

                وانظر [الفيضان](@/posts/flood/index.md).
                """,
            "content/posts/strike.en.md": """
                +++
                title = "Port strike"
                +++
                The **dockers** stopped work.
                """,
            "content/posts/flood/index.md": """
                +++
                title = "فيضان المرفأ"
                date = 2024-01-02
                template = "event.html"
                +++
                ارتفع الماء.
                """,
            "content/posts/idea.md": '+++\ntitle = "فكرة"\ndate = 2024-01-02\ndraft = true\n+++\n',
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "_index.md: file-ignored",
        "posts/_index.md: file-ignored",
        "posts/flood/index.md: source-missing",
        "posts/flood/index.md: key-unknown",
        "posts/strike.md: source-missing",
        "posts/strike.md: key-unknown",
        "posts/strike.md: key-unknown",
        "posts/strike.md: key-unknown",
    ]
    assert articles(folder) == {"ar/strike", "ar/flood", "en/strike"}
    strike = read(folder, "ar/articles/strike/index.html")
    for part in ("<strong>العمال</strong>", 'href="../../../ar/articles/flood/"', "ميناء"):
        assert part in strike


def test_an_obsidian_vault(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/.obsidian/app.json": "{}",
            "content/Daily/2024-05-01.md": "- [ ] call [[Port strike]]\n",
            "content/Daily/2024-05-02.md": "اتصلت بالميناء.\n",
            "content/Templates/Event.md": """
                ---
                title: {{title}}
                date: {{date:YYYY-MM-DD}}
                tags:
                ---
                """,
            "content/Ideas.md": "---\ntags: [idea]\n---\nAsk about the quay.\n",
            "content/Untitled.md": "",
            "content/Welcome.md": "This is your new *vault*.\n",
            "content/Events/Port strike.md": """
                ---
                title: Port strike
                date: 2024-01-04
                created: 2024-01-05T10:00
                tags:
                  - strikes
                  - places/basra
                source: "[[Reuters]]"
                related: ["[[Flood]]"]
                cssclasses: [wide]
                publish: true
                ---
                After the [[Flood|flood]], dockers stopped work, see [[2024-05-01]].
                %%check this%%
                """,
            "content/Events/Flood.md": """
                ---
                title: Flood
                date: 2023-12-20
                source: AP
                ---
                The quay was under water. #basra
                """,
            "content/Private/Interview.md": """
                ---
                title: Interview
                date: 2024-01-06
                publish: false
                ---
                Off the record.
                """,
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "Daily/2024-05-01.md: front-matter-missing",
        "Daily/2024-05-02.md: front-matter-missing",
        "Events/Flood.md: language-unclear",
        "Events/Port strike.md: language-unclear",
        "Events/Port strike.md: key-unknown",
        "Events/Port strike.md: key-unknown",
        "Events/Port strike.md: field-ignored",
        "Events/Port strike.md: link-outside",
        "Events/Port strike.md: markup-foreign",
        "Ideas.md: front-matter-missing",
        # Both its folder and one of its keys withhold it.
        "Private/Interview.md: draft-implied",
        "Private/Interview.md: language-unclear",
        "Private/Interview.md: draft-implied",
        "Templates/Event.md: file-ignored",
        "Untitled.md: front-matter-missing",
        "Welcome.md: front-matter-missing",
    ]
    assert articles(folder) == {"ar/flood", "ar/port-strike"}


def test_a_kramdown_blog(site: MakeSite, build: Build, read: Read) -> None:
    folder = site(
        {
            "content/README.md": "# مدونة الميناء\n",
            "content/_posts/2024-01-04-strike.md": """
                ---
                layout: post
                title: إضراب عمال الميناء
                date: 2024-01-04 09:00:00 +0300
                source: رويترز
                ---
                <div dir="rtl" markdown="1">

                ## ما حدث {#what}

                توقف **العمال** عن العمل[^1]، وانظر [الفيضان](2024-01-02-flood.md).

                * الأول
                    * فرعي
                {: .user-list}

                > We do not comment (yet).

                </div>

                [^1]: رويترز.
                """,
            "content/_posts/2024-01-02-flood.md": """
                ---
                layout: post
                title: فيضان المرفأ
                date: 2024-01-02
                source: رويترز
                ---
                {::comment}
                رقم الشاهد
                {:/comment}
                <div dir="rtl" markdown="1">
                ارتفع الماء *مترًا*.
                </div>
                """,
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "README.md: front-matter-missing",
        "_posts/2024-01-02-flood.md: key-unknown",
        "_posts/2024-01-02-flood.md: markup-foreign",
        "_posts/2024-01-04-strike.md: key-unknown",
    ]
    assert articles(folder) == {"ar/2024-01-02-flood", "ar/2024-01-04-strike"}
    strike = read(folder, "ar/articles/2024-01-04-strike/index.html")
    for part in ('id="what"', "<strong>العمال</strong>", "<li>فرعي", 'dir="ltr"'):
        assert part in strike
    flood = read(folder, "ar/articles/2024-01-02-flood/index.html")
    assert "<em>مترًا</em>" in flood
    assert "الشاهد" not in flood


def test_what_needs_a_decision_is_said_once(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/README.md": "# Notes\n",
            "content/strike.en.md": article("Strike", "2024"),
            **{f"content/daily/2024-05-{day:02}.md": "- a note\n" for day in range(1, 20)},
        }
    )
    lines = build(folder).output.splitlines()
    assert sum("[front-matter-missing]" in line for line in lines) == 1
    assert (
        "  the same in content/daily/2024-05-01.md, content/daily/2024-05-02.md and 17 more places;"
        " 'tarikh build --all' lists all"
    ) in lines


def test_the_remains_of_a_wordpress_site(site: MakeSite, build: Build) -> None:
    post = """
        ---
        id: {number}
        title: '{title}'
        date: '2024-01-0{number}T12:00:00'
        author: admin
        layout: post
        guid: 'https://example.org/?p={number}'
        permalink: /2024/01/{slug}/
        categories:
          - News
        status: {status}
        ---
        {text}
        """
    folder = site(
        {
            f"content/{slug}.en.md": post.format(
                number=number, slug=slug, title=slug.title(), status=status, text=text
            )
            for number, (slug, status, text) in enumerate(
                (
                    ("strike", "publish", "Dockers stopped work."),
                    ("flood", "publish", '[caption id="a"]The quay[/caption]'),
                    ("rumour", "draft", "Unconfirmed."),
                    ("source", "private", "Name of the source."),
                ),
                1,
            )
        }
    )
    result = build(folder, "--all")
    assert result.exit_code == 0, result.output
    assert reported(result) == [
        "flood.en.md: source-missing",
        "flood.en.md: key-unknown",
        "flood.en.md: key-unknown",
        "flood.en.md: key-unknown",
        "flood.en.md: key-unknown",
        "flood.en.md: key-unknown",
        "flood.en.md: key-unknown",
        "flood.en.md: field-ignored",
        "flood.en.md: markup-foreign",
        "rumour.en.md: key-unknown",
        "rumour.en.md: key-unknown",
        "rumour.en.md: key-unknown",
        "rumour.en.md: key-unknown",
        "rumour.en.md: key-unknown",
        "rumour.en.md: key-unknown",
        "rumour.en.md: draft-implied",
        "source.en.md: key-unknown",
        "source.en.md: key-unknown",
        "source.en.md: key-unknown",
        "source.en.md: key-unknown",
        "source.en.md: key-unknown",
        "source.en.md: key-unknown",
        "source.en.md: draft-implied",
        "strike.en.md: source-missing",
        "strike.en.md: key-unknown",
        "strike.en.md: key-unknown",
        "strike.en.md: key-unknown",
        "strike.en.md: key-unknown",
        "strike.en.md: key-unknown",
        "strike.en.md: key-unknown",
        "strike.en.md: field-ignored",
    ]
    assert articles(folder) == {"en/flood", "en/strike"}
