"""Saved web pages: what a page says of itself, its text, and no date that it does not say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from tests.support import MakeSite, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.ar]\n[languages.en]\n'}
TEXT = """
<h1>إغلاق الجسر القديم</h1>
<p>أعلنت الوزارة، امس الخميس، أن الجسر أُغلق بعد ظهور شقوق فيه، وأن السير تحوّل إلى الجسر الجديد.</p>
<p>وقال مدير الطرق إنّ “الجسر لن يُفتح قبل نهاية الفحص” الذي تجريه ثلاث شركات من المدينة.</p>
"""
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "مركز النهر"},
{"@type": ["NewsArticle"], "headline": "إغلاق الجسر القديم",
 "datePublished": "2024-01-05T10:04:00+03:00", "dateModified": "2024-01-06T08:00:00+03:00",
 "publisher": {"@type": "Organization", "name": "مركز النهر"},
 "author": [{"@type": "Person", "name": "هدى"}], "keywords": "جسور، طرق"}]}</script>"""


def page(head: str = "", body: str = TEXT, before: str = "", after: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="ar"><head><meta charset="utf-8">{head}</head><body>\n'
        '<nav><a href="/">الرئيسية</a> <a href="/news">أخبار</a></nav>'
        f"{before}<article>{body}</article>{after}<footer>حقوق النشر</footer></body></html>\n"
    )


def read(html: str | bytes, name: str = "page.html") -> Record:
    data = html.encode() if isinstance(html, str) else html
    return read_records(InputFile(name, data), "Asia/Baghdad", {})[0]


def test_a_page_becomes_a_draft_with_what_it_says_of_itself(
    site: MakeSite, run: Run, tmp_path: Path
) -> None:
    folder = site(SETTINGS)
    head = f'<link rel="canonical" href="https://example.org/bridge">{LD}'
    file = tmp_path / "page.html"
    file.write_text(page(head, f"{TEXT}<p>المصدر: رويترز</p>"), "utf-8")
    result = run("import", file, "--folder", folder)
    assert result.exit_code == 0
    text = (folder / "content/imported/اغلاق-الجسر-القديم.ar.md").read_text("utf-8")
    assert text.partition("# tarikh import")[0] == (
        "---\n"
        "title: إغلاق الجسر القديم\n"
        "date: 2024-01-04\n"
        "source:\n"
        "  name: رويترز\n"
        "  url: https://example.org/bridge\n"
        "  title: إغلاق الجسر القديم\n"
        "  published: 2024-01-05T10:04:00+03:00\n"
        "  via: مركز النهر\n"
        "tags: [جسور, طرق]\n"
        "draft: true\n"
    )
    assert "> الجسر لن يُفتح قبل نهاية الفحص\n" in text
    review = (folder / "import-review.md").read_text("utf-8")
    for listed in (
        "author: the page names 'هدى' (JSON-LD); not used",
        "the page was updated: '2024-01-06T08:00:00+03:00'; it is not used",
        "source.published: 2024-01-05T10:04:00+03:00, from '2024-01-05T10:04:00+03:00' (JSON-LD)",
    ):
        assert listed in review


def test_open_graph_is_read_where_there_is_no_json_ld() -> None:
    record = read(
        page(
            '<meta property="og:title" content="إغلاق الجسر القديم | مركز النهر">'
            '<meta property="og:site_name" content="مركز النهر">'
            '<meta property="article:published_time" content="2024-01-05">'
            '<meta property="og:url"'
            ' content="https://web.archive.org/web/2024/https://example.org/b">'
            '<meta property="article:tag" content="جسور">'
            '<meta property="article:tag" content="طرق">'
        )
    )
    (source,) = record.sources
    assert (record.title, record.keywords) == ("إغلاق الجسر القديم", ("جسور", "طرق"))
    assert (source.name, source.published, source.url) == (
        "مركز النهر",
        "2024-01-05",
        "https://example.org/b",
    )
    assert source.archived == "https://web.archive.org/web/2024/https://example.org/b"
    assert record.date == "2024-01-04"


@pytest.mark.parametrize(
    ("html", "published"),
    [
        # The day on which the page was saved is not its own.
        (page(before="<header>الجمعة 5 كانون الثاني 2024</header>"), ""),
        (page(before="<header>الجمعة 5 كانون الثاني 2024</header>", after=LD), "2024-01-05T10:04"),
        (page(before="<div>نُشر في: الجمعة 5 كانون الثاني 2024</div>"), "2024-01-05"),
        (page(before='<time datetime="2024-01-05T10:04+03:00">أمس</time>'), "2024-01-05T10:04"),
        (page('<meta itemprop="datePublished" content="2024-01-05">'), "2024-01-05"),
        (page('<meta name="date" content="05/01/2024">'), ""),
        (
            page('<meta name="date" content="2024-01-05"><meta name="date" content="2024-01-06">'),
            "",
        ),
        (
            page(before='<time datetime="2024-01-05"></time><time datetime="2023-03-01"></time>'),
            "",
        ),
        (page(body=f"{TEXT}<p>الجمعة 5 كانون الثاني 2024</p>"), "2024-01-05"),
    ],
)
def test_no_date_is_one_that_the_page_does_not_say_is_its_own(html: str, published: str) -> None:
    record = read(html)
    assert record.sources[0].published.startswith(published)
    assert bool(record.sources[0].published) == bool(published)
    assert record.date == ("2024-01-04" if published else "")
    if not published:
        assert any(each.startswith("source.published: ") for each in record.questions)


def test_the_report_of_the_page_is_chosen_among_those_that_it_links_to() -> None:
    other = LD.replace("إغلاق الجسر القديم", "جسر آخر").replace("2024-01-05", "2023-05-01")
    title = "<title>إغلاق الجسر القديم - مركز النهر</title>"
    assert read(page(title + other + LD)).sources[0].published == "2024-01-05T10:04:00+03:00"
    record = read(page(other + LD))
    assert record.sources[0].published == ""
    assert any("describes 2 reports; none of them is used" in each for each in record.questions)


def test_a_link_to_another_report_ends_no_report() -> None:
    body = TEXT.replace("<p>وقال", "<p>اقرأ أيضاً: جسر جديد على النهر</p><p>وقال")
    records = read_records(InputFile("page.html", page(body=body).encode()), "", {})
    assert len(records) == 1
    assert records[0].similar == ("جسر جديد على النهر",)
    assert records[0].paragraphs[-1].startswith("وقال مدير الطرق")


def test_texts_outside_the_report_are_listed() -> None:
    aside = "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربة القراءة لديكم في كل زيارة"
    record = read(page(LD, after=f"<div class='cookie'><p>{aside}</p></div>"))
    assert not any(aside in paragraph for paragraph in record.paragraphs)
    assert any(aside.startswith(text.rstrip("…")) for text in record.unused)


def test_a_page_in_the_encoding_that_it_says() -> None:
    html = page(LD).replace("utf-8", "windows-1256").replace("“", '"').replace("”", '"')
    assert read(html.encode("cp1256", "xmlcharrefreplace")).title == "إغلاق الجسر القديم"


def test_a_page_with_its_pictures_in_one_file() -> None:
    html = page(LD)
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/bridge\r\n"
        "Date: Sat, 6 Jan 2024 09:00:00 +0300\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://example.org/bridge\r\n\r\n{html}\r\n--x--\r\n"
    )
    (source,) = read(archive, "page.mhtml").sources
    assert (source.url, source.accessed) == ("https://example.org/bridge", "2024-01-06")


def test_what_an_extension_of_the_browser_notes_is_read() -> None:
    note = (
        "<!--\n Page saved with SingleFile \n url: https://example.org/bridge \n"
        " saved date: Sat Jan 06 2024 09:00:00 GMT+0300 (Arabian Standard Time)\n-->"
    )
    (source,) = read(page(f"{note}{LD}")).sources
    assert (source.url, source.accessed) == ("https://example.org/bridge", "2024-01-06")


def test_a_missing_package_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ImportFailure) as failure:
        read(page())
    assert failure.value.message.startswith("web pages need packages that are not installed")
    assert failure.value.hint == "run: python3 -m pip install trafilatura lxml_html_clean"


@pytest.mark.parametrize(
    "html",
    [
        "<html>",
        "<html><body></body></html>",
        "<html><![foo[bar]]></html>",
        "<html><script type='application/ld+json'>{</script></html>",
        "<html>" + "<div>" * 50_000,
    ],
)
def test_a_page_without_text_is_an_error(html: str) -> None:
    with pytest.raises(ImportFailure):
        read(html)
