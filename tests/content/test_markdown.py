"""Markdown becomes safe HTML, split at addresses that only the whole site can resolve."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.markdown import RESERVED_PREFIX, MarkdownConverter
from generator.content.markdown.sanitize import TAGS
from generator.model import Body, Heading, Limits, Reference
from generator.problems import Problem, Severity
from generator.text.invisible_characters import remove_invisible_within

MARKUP = MarkdownConverter()
MAX_DEPTH = Limits().nesting
SAFE_ADDRESS = re.compile("#|https?:|mailto:|tel:")


def render(text: str, first_line: int = 1) -> tuple[Body, tuple[Problem, ...]]:
    return MARKUP.render(text, path="a.ar.md", first_line=first_line)


def html(text: str) -> str:
    """Return the HTML, with ``@`` in place of each reference."""
    return "@".join(render(text)[0].segments)


def problems(text: str, first_line: int = 1) -> list[tuple[int, int, str]]:
    return [(found.line, found.column, found.code) for found in render(text, first_line)[1]]


class TestSyntax:
    def test_an_empty_text_gives_an_empty_body(self) -> None:
        body, found = render("")
        assert body.segments == ("",)
        assert body.outline.excerpt == ""
        assert found == ()

    def test_template_syntax_is_plain_text(self) -> None:
        assert html("{{ config }} {% include 'x' %}") == ("<p>{{ config }} {% include 'x' %}</p>")

    def test_fenced_code_keeps_its_language(self) -> None:
        assert html("```python\na < b\n```") == (
            '<pre><code class="language-python">a &lt; b\n</code></pre>'
        )

    def test_a_definition_list(self) -> None:
        assert html("مفردة\n:   شرح") == "<dl>\n<dt>مفردة</dt>\n<dd>شرح</dd>\n</dl>"

    def test_a_list_starts_at_its_first_number(self) -> None:
        assert html("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'

    def test_a_table_scrolls_by_keyboard_and_aligns_by_reading_direction(self) -> None:
        assert html("a | b | c\n:-- | :-: | --:\n1 | 2 | 3") == (
            '<div class="table-scroll" tabindex="0"><table>\n<thead>\n<tr>\n'
            '<th class="align-start" scope="col">a</th>\n'
            '<th class="align-center" scope="col">b</th>\n'
            '<th class="align-end" scope="col">c</th>\n'
            "</tr>\n</thead>\n<tbody>\n<tr>\n"
            '<td class="align-start">1</td>\n'
            '<td class="align-center">2</td>\n'
            '<td class="align-end">3</td>\n'
            "</tr>\n</tbody>\n</table></div>"
        )

    def test_a_footnote_has_its_aria_roles(self) -> None:
        assert html("نص[^1]\n\n[^1]: حاشية") == (
            '<p>نص<sup id="fnref:1"><a class="footnote-ref" href="#fn:1" role="doc-noteref">'
            "1</a></sup></p>\n"
            '<div class="footnote" role="doc-endnotes">\n<hr>\n<ol>\n<li id="fn:1">\n'
            '<p>حاشية&nbsp;<a class="footnote-backref" href="#fnref:1" role="doc-backlink">'
            "↩\ufe0e</a></p>\n</li>\n</ol>\n</div>"
        )

    def test_white_space_in_a_footnote_label_does_not_reach_its_id(self) -> None:
        written = html("نص[^حاشية أولى]\n\n[^حاشية أولى]: هي")
        assert '<li id="fn:حاشية-أولى">' in written
        assert 'href="#fn:حاشية-أولى"' in written

    def test_a_footnote_that_nothing_refers_to_has_no_dead_link_back(self) -> None:
        assert problems("نص\n\n[^1]: حاشية") == [(3, 1, "footnote-unused")]
        assert "fnref" not in html("نص\n\n[^1]: حاشية")

    def test_a_titled_image_alone_in_its_paragraph_is_a_figure(self) -> None:
        assert html('![وصف](a.png "شرح & أكثر")') == (
            '<figure><img alt="وصف" @><figcaption>شرح &amp; أكثر</figcaption></figure>'
        )

    def test_several_images_in_a_row_are_a_gallery(self) -> None:
        assert html('![A](a.png "One")\n![B](b.png)') == (
            '<div class="gallery"><figure><img alt="A" @><figcaption>One</figcaption></figure>\n'
            '<figure><img alt="B" @></figure></div>'
        )

    def test_images_in_a_sentence_are_not_a_gallery(self) -> None:
        assert html("![A](a.png) and ![B](b.png)") == '<p><img alt="A" @> and <img alt="B" @></p>'

    def test_an_image_in_a_sentence_is_not_a_figure(self) -> None:
        assert html('انظر ![وصف](a.png "شرح")') == ('<p>انظر <img alt="وصف" @ title="شرح"></p>')


class TestHeadings:
    def test_anchors_keep_the_letters_of_every_script(self) -> None:
        body, _ = render("## خلفيّة الاتفاق\n\n## Background: 2024")
        assert body.outline.headings == (
            Heading(2, "خلفية-الاتفاق", "خلفيّة الاتفاق"),
            Heading(2, "background-2024", "Background: 2024"),
        )

    def test_equal_headings_have_unequal_anchors(self) -> None:
        body, _ = render("# مصدر\n\n# مصدر")
        assert [heading.anchor for heading in body.outline.headings] == ["مصدر", "مصدر_1"]

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ((1, 2, 3), (2, 3, 4)),
            ((2, 3, 2), (2, 3, 2)),
            ((3, 3), (2, 2)),
            ((1, 4, 2, 6), (2, 3, 3, 4)),
            ((4, 2), (2, 2)),
        ],
    )
    def test_levels_start_below_the_title_and_leave_no_gap(
        self, written: tuple[int, ...], shown: tuple[int, ...]
    ) -> None:
        body, _ = render("\n\n".join("#" * level + " a" for level in written))
        assert tuple(heading.level for heading in body.outline.headings) == shown
        assert "".join(body.segments).count("<h1") == 0

    def test_the_author_may_name_an_anchor(self) -> None:
        body, _ = render("## Who said *what*[^1] {#who}\n\n[^1]: a")
        assert body.outline.headings == (Heading(2, "who", "Who said what"),)

    def test_a_table_of_contents_is_where_its_marker_is(self) -> None:
        assert html("[TOC]\n\n## أ") == (
            '<div class="toc">\n<ul>\n<li><a href="#أ">أ</a></li>\n</ul>\n</div>\n<h2 id="أ">أ</h2>'
        )


class TestExcerpt:
    @pytest.mark.parametrize(
        "before",
        [
            "",
            "# عنوان\n\n",
            "- بند\n- بند\n\n",
            "- بند\n\n- بند\n\n",
            "a | b\n--|--\n1 | 2\n\n",
            "> اقتباس\n\n",
            "![صورة](a.png)\n\n",
            '![صورة](a.png "شرح")\n\n',
            "    code\n\n",
            "<div><script>x</script></div>\n\n",
        ],
    )
    def test_it_is_the_first_real_paragraph(self, before: str) -> None:
        text = f"{before}أعلن **المتحدث**[^1] عن\n[اتفاق](a.md) R&amp;D & more.\n\nثم.\n\n[^1]: ح"
        assert render(text)[0].outline.excerpt == "أعلن المتحدث عن اتفاق R&D & more."

    def test_a_text_of_only_lists_has_none(self) -> None:
        assert render("- a\n\n- b\n\n[^1]: c")[0].outline.excerpt == ""


class TestReferences:
    def test_the_html_is_split_at_links_and_images_of_the_site(self) -> None:
        body, found = render(
            'قبل [نص](strike.ar.md#خلفية "ع") و![صورة](img/a%20b.png)\nو[ملف](../x/y.pdf).',
            first_line=7,
        )
        assert body.segments == (
            "<p>قبل <a ",
            ' title="ع">نص</a> و<img alt="صورة" ',
            ">\nو<a ",
            ">ملف</a>.</p>",
        )
        assert body.outline.references == (
            Reference("link", "strike.ar.md#خلفية", 7, 10),
            Reference("image", "img/a b.png", 7, 43),
            Reference("link", "../x/y.pdf", 8, 8),
        )
        assert found == ()

    def test_the_same_target_twice_has_two_places(self) -> None:
        body, _ = render("ba.md [x](a.md)\n\n[y](a.md#s) [z](a.md)")
        assert [(r.target, r.line, r.column) for r in body.outline.references] == [
            ("a.md", 1, 11),
            ("a.md#s", 3, 5),
            ("a.md", 3, 17),
        ]

    def test_a_path_from_the_root_of_the_site_is_a_reference(self) -> None:
        assert render("[x](/ar/tags/)")[0].outline.references == (
            Reference("link", "/ar/tags/", 1, 5),
        )

    def test_links_by_reference_and_in_raw_html_are_segments_too(self) -> None:
        body, _ = render('[x][1] <a href="b.md">y</a>\n\n[1]: a.md')
        assert [r.target for r in body.outline.references] == ["a.md", "b.md"]

    @pytest.mark.parametrize(
        "written", ["ا\u200bب\u202eج.md", "\u202eا\u202e\u202e\u202e\u202e\u202eبج.md"]
    )
    def test_a_link_is_found_despite_invisible_characters(self, written: str) -> None:
        references = render(f"د\u202e\n\n[a]({written})")[0].outline.references
        column = 5 + (written[0] == "\u202e")
        assert [(r.target, r.line, r.column) for r in references] == [("ابج.md", 3, column)]

    def test_a_link_that_is_not_written_as_it_is_read_has_no_position(self) -> None:
        references = render(f"[a]({'ا' * 900}&#60;\u202eb)")[0].outline.references
        assert [(r.line, r.column) for r in references] == [(0, 0)]

    def test_external_links_are_marked(self) -> None:
        assert html("[x](https://x.org/?a=1&b=ب)") == (
            '<p><a href="https://x.org/?a=1&amp;b=ب" rel="noopener external">x</a></p>'
        )
        assert html("[x](//x.org/a b)") == (
            '<p><a href="https://x.org/a%20b" rel="noopener external">x</a></p>'
        )
        assert html("<a@b.org>") == '<p><a href="mailto:a@b.org">a@b.org</a></p>'

    def test_an_anchor_must_be_in_the_text(self) -> None:
        assert problems("## خلفية\n\n[x](#خلفية) [y](#%D8%AE%D9%84%D9%81%D9%8A%D8%A9) [t](#)") == []
        (problem,) = render("a\n\n[x](#لا)")[1]
        assert (problem.line, problem.column, problem.code) == (3, 5, "anchor-missing")
        assert problem.severity is Severity.ERROR

    def test_an_image_on_another_host_becomes_a_link(self) -> None:
        text = "![وصف](https://x.org/a.png)"
        assert html(text) == (
            '<p><a href="https://x.org/a.png" rel="noopener external">وصف</a></p>'
        )
        assert problems(text) == [(1, 8, "image-remote")]

    def test_a_remote_image_in_a_link_is_replaced_by_its_text(self) -> None:
        assert html("[![وصف](https://x.org/a.png)](a.md)") == "<p><a @>وصف</a></p>"

    def test_an_image_in_a_data_url_is_dropped(self) -> None:
        text = "![وصف](data:image/png;base64,AAAA)"
        assert html(text) == "<p>وصف</p>"
        assert problems(text) == [(1, 8, "link-scheme")]

    def test_an_image_needs_a_description(self) -> None:
        assert problems("a\n\n![](a.png)") == [(3, 5, "image-alt")]
        assert problems('<img src="a.png">') == [(1, 11, "image-alt")]
        assert html('<img src="a.png">') == '<img @ alt="">'

    def test_a_link_without_a_target_is_reported(self) -> None:
        assert [code for *_, code in problems("[x]()")] == ["link-empty"]
        assert html("[x]()") == "<p><a>x</a></p>"

    def test_an_author_cannot_forge_a_segment(self) -> None:
        digest = render("a")[0].outline.digest
        forged = f'x href="={digest}-0=" y <b title=\' href="={digest}-0="\'>z</b> [l](m.md)'
        body, _ = render(forged)
        assert len(body.segments) == 2
        assert body.segments[0].startswith(f'<p>x href="={digest}-0=" y')


class TestSafety:
    @pytest.mark.parametrize(
        ("text", "safe"),
        [
            ("a <script>alert(1)</script> b", "<p>a  b</p>"),
            ("<script>alert(1)</script>", ""),
            ("<iframe src=x.html></iframe>", ""),
            ("<style>p{}</style>", ""),
            ("<svg><script>1</script></svg>", ""),
            ("<math><mtext></mtext></math>", ""),
            ("<form action=x><input name=y>z</form>", "z"),
            ("<object data=x></object>", ""),
            ("<b onclick=alert(1) style='color:red'>x</b>", "<p><b>x</b></p>"),
            ("[x](javascript:alert%281%29)", "<p><a>x</a></p>"),
            ("[x](JAVASCRIPT:alert)", "<p><a>x</a></p>"),
            ("[x](java&#9;script:alert)", "<p><a>x</a></p>"),
            ("<a href=' javascript:alert(1)'>x</a>", "<p><a>x</a></p>"),
            ("[x](vbscript:a)", "<p><a>x</a></p>"),
            ("[x](data:text/html,a)", "<p><a>x</a></p>"),
            ("a\n{: onclick=alert(1) style=color:red .user-x }", '<p class="user-x">a</p>'),
            ("a <!-- comment --> b", "<p>a  b</p>"),
            ("<b class='masthead user-note toc'>x</b>", '<p><b class="user-note toc">x</b></p>'),
            ("<b dir=rtl lang=ar>x</b>", '<p><b dir="rtl" lang="ar">x</b></p>'),
            ("<b dir=up lang='a b' title=''>x</b>", "<p><b>x</b></p>"),
            ("<h1>x</h1>", "<h2>x</h2>"),
            ("<p>a", "<p>a</p>"),
            ("</div></div>a", "a"),
            ("<b id=x>a</b> <b id=x>b</b>", '<p><b id="x">a</b> <b>b</b></p>'),
            (f"<b id={RESERVED_PREFIX}main>a</b>", "<p><b>a</b></p>"),
            ("<bdi class=''>x</bdi>", "<p><bdi>x</bdi></p>"),
            ("<time datetime=2024>x</time>", '<p><time datetime="2024">x</time></p>'),
        ],
    )
    def test_only_known_parts_are_shown(self, text: str, safe: str) -> None:
        assert html(text) == safe

    def test_the_author_gets_a_report_of_what_was_removed(self) -> None:
        assert problems("أ\n\nب <iframe src=x></iframe>", 4) == [(6, 3, "markup-removed")]
        assert problems("[x](ftp://x.org/)") == [(1, 5, "link-scheme")]
        assert problems('`<script>` و `href="ftp:x"`') == []

    def test_invisible_direction_marks_are_removed_and_reported(self) -> None:
        text = "نص\n\nأ\u202eب \u2067ج"
        assert html(text) == "<p>نص</p>\n<p>أب ج</p>"
        assert problems(text, 9) == [(11, 2, "text-bidi")]

    @pytest.mark.parametrize("entity", ["&#x202E;", "&#8238;", "&#x0202e;"])
    def test_characters_written_as_entities_are_removed_too(self, entity: str) -> None:
        assert html(f"أ{entity}ب") == "<p>أب</p>"
        assert problems(f"أ{entity}ب") == [(1, 2, "text-bidi")]

    @pytest.mark.parametrize(
        ("text", "shown", "reported"),
        [
            ("pay\u200bpal", "<p>paypal</p>", [(1, 4, "text-invisible")]),
            ("pay&#x200b;pal", "<p>paypal</p>", [(1, 4, "text-invisible")]),
            ("pay&ZeroWidthSpace;pal", "<p>paypal</p>", [(1, 4, "text-invisible")]),
            ("pay&shy;pal", "<p>paypal</p>", [(1, 4, "text-invisible")]),
            ("pay&#0000000000000x;", "<p>pay&amp;#0000000000000x;</p>", []),
            ("pay&#x0000000000202e;pal", "<p>pay&amp;#x0000000000202e;pal</p>", []),
            ("pay&#x00202e;pal", "<p>paypal</p>", [(1, 4, "text-bidi")]),
            ("a&#0;b", "<p>ab</p>", [(1, 2, "text-control")]),
            ("a&#xd800;b", "<p>ab</p>", [(1, 2, "text-control")]),
            ("a&#8232;b", "<p>a b</p>", [(1, 2, "text-control")]),
            ("a\u2028b", "<p>a b</p>", [(1, 2, "text-control")]),
            ("`a\u202eb`", "<p><code>ab</code></p>", [(1, 3, "text-bidi")]),
            ("`a&#x202e;b`", "<p><code>a&amp;#x202e;b</code></p>", []),
            ('<b title="a&#x202e;b">c</b>', '<p><b title="ab">c</b></p>', [(1, 12, "text-bidi")]),
            ("می&zwnj;خواهم &amp; می‌خواهم", "<p>می‌خواهم &amp; می‌خواهم</p>", []),
            ("**می**‌**خواهم**", "<p><strong>می</strong>‌<strong>خواهم</strong></p>", []),
            ("**می**&zwnj;**خواهم**", "<p><strong>می</strong>‌<strong>خواهم</strong></p>", []),
            ("👨&zwj;👩", "<p>👨‍👩</p>", []),
            ("#\ufe0f a", "<p>#\ufe0f a</p>", []),
            ("#\ufe0f\u20e3", "<p>#\ufe0f\u20e3</p>", []),
            ("# \ufe0f a", '<h2 id="a">a</h2>', [(1, 3, "text-invisible")]),
            ("*\ufe0fa*", "<p><em>a</em></p>", [(1, 2, "text-invisible")]),
            ("*a*\ufe0f\u20e3", "<p><em>a</em>\u20e3</p>", [(1, 4, "text-invisible")]),
            ("**a**&#xfe0f;", "<p><strong>a</strong></p>", [(1, 6, "text-invisible")]),
            ("\\#\ufe0f\u20e3 1\ufe0f\u20e3", "<p>#\ufe0f\u20e3 1\ufe0f\u20e3</p>", []),
            ("*ی*\u200c**ی**", "<p><em>ی</em>\u200c<strong>ی</strong></p>", []),
            ('<bdo dir="rtl">abc</bdo>', "<p>abc</p>", [(1, 1, "markup-removed")]),
        ],
    )
    def test_deceptive_characters_are_removed_however_they_are_written(
        self, text: str, shown: str, reported: list[tuple[int, int, str]]
    ) -> None:
        assert html(text) == shown
        assert problems(text) == reported

    @given(
        st.lists(
            st.sampled_from(
                [
                    *("&#x202e;", "&#8203;", "&shy;", "&zwnj;", "&#0;", "&#xE0041;", "&", ";"),
                    *"\u202e\u2066\u200b\u200c\u200d\u00ad\ufe0f\ufeff\u2028\ue000\x07",
                    *'aی*_`[]()<>"=#! \n',
                    *('<b title="', '">', "</b>", "](x.md)", "[x](https://x.org/"),
                ]
            ),
            max_size=40,
        ).map("".join)
    )
    def test_invisible_characters_mixed_with_markup_are_removed(self, text: str) -> None:
        body, _ = render(text)
        shown = "".join(body.segments)
        unwanted = {each.character for each in remove_invisible_within(shown)[1]}
        # Joiners and variation selectors depend on the displayed text, without its tags.
        assert unwanted <= {"\u200c", "\u200d", "\ufe0f"}
        assert remove_invisible_within(re.sub("<[^>]*>", "", shown))[1] == ()

    def test_removing_characters_from_an_address_creates_no_scheme(self) -> None:
        for hidden in ("&#x200b;", "&shy;", "&#x202e;", "\u200b", "&#9;", "&NewLine;"):
            assert html(f"[x](java{hidden}script:alert)") == "<p><a>x</a></p>"
            assert (1, 5, "link-scheme") in problems(f"[x](java{hidden}script:alert)")

    def test_the_characters_of_many_lines_are_reported_together(self) -> None:
        found = render("a\u202e\n" * 100)[1]
        assert [problem.line for problem in found] == list(range(1, 22))
        assert found[-1].message.startswith("from here on, the text contains U+202E")
        assert ", 80 times, " in found[-1].message

    def test_directional_marks_without_scope_are_kept(self) -> None:
        assert html("أ\u200fب\u200e") == "<p>أ\u200fب\u200e</p>"

    def test_control_characters_are_removed_and_reported(self) -> None:
        assert html("a&#3;b") == "<p>ab</p>"
        assert problems("a&#3;b") == [(1, 2, "text-control")]
        assert html("a\x00b\x0cc\x02d") == "<p>ab cd</p>"
        assert problems("a\x00b") == [(1, 2, "text-control")]

    @given(st.text(alphabet="<>&\"'=-/ \nabhrefscixjt:#0123456789()[]!", max_size=80))
    def test_no_tag_is_unknown_and_every_segment_boundary_is_a_reference(self, text: str) -> None:
        body, _ = render(text)
        assert len(body.segments) == len(body.outline.references) + 1
        written = "".join(body.segments)
        assert TAGS.issuperset(re.findall("<([^ />]+)", written))
        assert all(map(SAFE_ADDRESS.match, re.findall('href="([^"]*)"', written)))


class TestLimits:
    @pytest.mark.parametrize(
        "text",
        [
            "> " * (MAX_DEPTH + 1) + "a",
            ">" * (MAX_DEPTH + 1) + "a",
            "- " * (MAX_DEPTH + 1) + "a",
            "1. " * (MAX_DEPTH + 1) + "a",
            "".join(" " * 4 * depth + "- a\n" for depth in range(MAX_DEPTH + 2)),
            "".join("\t" * depth + "- a\n" for depth in range(MAX_DEPTH + 2)),
            "".join("  " * depth + "- a\n" for depth in range(MAX_DEPTH + 2)),
            "[^1]: " * (MAX_DEPTH + 1) + "a",
        ],
    )
    def test_nesting_too_deeply_is_an_error(self, text: str) -> None:
        body, (problem,) = render(text)
        assert problem.code == "markup-nesting"
        assert problem.severity is Severity.ERROR
        assert body.segments == ("",)

    def test_the_line_is_reported(self) -> None:
        assert problems("a\n\n" + "> " * 60 + "b", 5) == [(7, 1, "markup-nesting")]

    @pytest.mark.parametrize(
        "text",
        ["> " * MAX_DEPTH + "a", "- " * 70, "* " * 70, "    " * 60 + "code", " " * 50_000 + "x"],
    )
    def test_a_text_that_only_looks_deeply_nested_is_accepted(self, text: str) -> None:
        assert problems(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 5000,
            "[a](" * 5000,
            "![" * 5000,
            "[" * 3000 + "]" * 3000,
            " ".join("`" * (count % 200 + 1) for count in range(1000)),
            "<a " * 5000,
            "<![CDATA[" * 1000,
            "<b>" * 6000,
            "a*" * 20001,
            "# a\n" * 6000,
            "x[^1] " * 1100 + "\n\n[^1]: a",
        ],
    )
    def test_a_text_that_would_take_minutes_is_an_error(self, text: str) -> None:
        assert [code for *_, code in problems("before\n\n" + text)] == ["markup-limit"]

    @pytest.mark.parametrize(
        "text",
        ["[a](https://x.org) " * 2000, "- [a](https://x.org)\n" * 2000, "`a` " * 2000],
    )
    def test_a_long_text_is_accepted(self, text: str) -> None:
        assert problems(text) == []

    def test_marks_that_overlap_lose_nothing(self) -> None:
        text = "**a*b**c*__strong__ #no\n**[link](x.md)** [**b** *c*](y.md)"
        assert problems(text) == []
        assert re.sub("<[^>]*>", "", html(text)) == "a*bc*strong #no\nlink b c"

    def test_an_error_of_the_converter_is_reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise IndexError("list index out of range")

        markup = MarkdownConverter()
        monkeypatch.setattr(markup._engine, "convert", fail)
        _, (problem,) = markup.render("a", path="a.ar.md")
        assert (problem.code, problem.severity) == ("markup-failed", Severity.ERROR)


class TestState:
    def test_documents_do_not_affect_each_other(self) -> None:
        markup = MarkdownConverter()
        second = "# عنوان\n\n[a][r] [^1] *[HTML]\n\n[^1]: اثنان\n\n1. x"
        alone = MarkdownConverter().render(second, path="b.md")
        markup.render(
            "# عنوان\n\n[a][r] [^1] [^2]\n\n[r]: x.md\n\n[^1]: واحد\n\n[^2]: ثان\n\n"
            "<div>raw</div>\n\n5. x\n\na|b\n-|-\n1|2\n",
            path="a.md",
        )
        assert markup.render(second, path="b.md") == alone

    def test_no_document_depends_on_one_that_failed(self) -> None:
        markup = MarkdownConverter()
        alone = MarkdownConverter().render("- a\n\n    b", path="b.md")
        markup.render("> " * 60 + "b", path="a.md")
        assert markup.render("- a\n\n    b", path="b.md") == alone

    def test_equal_texts_have_equal_digests_and_others_do_not(self) -> None:
        assert render("a")[0].outline.digest == render("a", 9)[0].outline.digest
        assert render("a")[0].outline.digest != render("b")[0].outline.digest
        assert len(render("a")[0].outline.digest) == 32

    def test_a_program_that_converts_nothing_loads_no_converter(self) -> None:
        libraries = {"markdown", "nh3", "pygments"}
        code = f"import sys, generator.content.markdown;print({libraries} & set(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "set()"


class TestWhatIsNotDefined:
    def test_a_footnote_and_a_link_are_reported_with_their_line(self) -> None:
        assert problems("a\n\nb[^1] and [z][ref] *c*\n\nd [x y][]\n", 7) == [
            (9, 2, "footnote-undefined"),
            (9, 14, "link-undefined"),
        ]
        note, link = render("b[^ملاحظة] [z] [the report]")[1]
        assert note.message == "footnote 'ملاحظة' is not defined"
        assert note.hint == "define it on a line of its own: [^ملاحظة]: …"
        assert link.message == "link 'the report' has no address"
        assert (note.severity, link.severity) == (Severity.WARNING, Severity.WARNING)

    @pytest.mark.parametrize(
        "text",
        [
            "a[^1]\n\n[^1]: b",
            "[z][ref]\n\n[ref]: https://example.org/",
            "`[^1]` and ``a `[z][ref]` b``",
            "```\n[^1] [z][ref]\n```",
            "a\n\n    [^1] [z][ref]\n",
            "a \\[^1] b",
            "[a] and [b]",
        ],
    )
    def test_code_and_defined_references_are_not_reported(self, text: str) -> None:
        assert problems(text) == []

    def test_the_same_mark_in_code_does_not_hide_it(self) -> None:
        text = "`[^1]`\n\n```\n[z][ref]\n```\n\nb[^1] [z][ref]"
        assert problems(text) == [(7, 2, "footnote-undefined"), (7, 10, "link-undefined")]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("gone.md is missing.\n\n[x](gone.md)", (3, 5)),
        ("(gone.md) [x]( <gone.md>)", (1, 17)),
        ("`[x](gone.md)` and [x](gone.md)", (1, 24)),
        ("```\n[x](gone.md)\n```\n\n[x](gone.md)", (5, 5)),
        ("<!-- (gone.md) -->\n\n[x](gone.md)", (3, 5)),
        ('<p title="gone.md">x</p>\n\n<a href="gone.md">x</a>', (3, 10)),
        ("gone.md\n\n[gone.md](gone.md)", (3, 11)),
        ("See (gone.md).\n\n[x][y]\n\n[y]: gone.md", (5, 6)),
    ],
)
def test_a_link_is_where_its_address_is_used(text: str, position: tuple[int, int]) -> None:
    (reference,) = render(text)[0].outline.references
    assert (reference.line, reference.column) == position
