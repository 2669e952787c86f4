"""Hostile and broken markup: what is not allowed is removed and reported."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_PAGE = "en/articles/strike/index.html"

CASES = (
    Case(
        "a script",
        strike(body="Text <script>alert(1)</script> and more.\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:6: warning: <script> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a script of its own paragraph",
        strike(body="<script>\nalert(1)\n</script>\n\nText.\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:1: warning: <script> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a script in capitals",
        strike(body="<ScRiPt>alert(1)</sCrIpT>\n"),
        never=("alert(1)",),
        says="""
content/strike.en.md:7:1: warning: <script> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a script within a script",
        strike(body="<scr<script>ipt>alert(1)</script>\n"),
        never=("<script>alert",),
        says="""
content/strike.en.md:7:5: warning: <script> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a script in code",
        strike(body="Write `<script>alert(1)</script>`.\n"),
        has={_PAGE: "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>"},
    ),
    Case(
        "tags and attributes that are in code before they are used",
        strike(
            body="onclick= and style= are words. `<font onclick=1>`, `javascript:x`, `{{< a >}}`\n\n"
            "```\n<font onclick=1>\n{{< a >}}\n```\n\n"
            '<font>A</font> <b onclick="x">b</b> [c](javascript:x) {{< a >}}\n'
        ),
        says="""
content/strike.en.md:14:1: warning: <font> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:14:19: warning: the attribute 'onclick' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
content/strike.en.md:14:41: warning: an address that begins with 'javascript:' is not allowed and was removed [link-scheme]
  hint: link to a file of the site or to an address that begins with https:
content/strike.en.md:14:55: warning: '{{< a >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write what it stands for, in Markdown, or delete it
""",
    ),
    Case(
        "a page within the page",
        strike(body='<iframe src="https://example.org/"></iframe>\n'),
        never=("<iframe",),
        says="""
content/strike.en.md:7:1: warning: <iframe> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "an error handler of a picture",
        strike(body='<img src="x" onerror="alert(1)" alt="x">\n'),
        says="""
content/strike.en.md:7:11: error: image 'content/x' does not exist [image-missing]
  hint: write the path of the image relative to the article
content/strike.en.md:7:14: warning: the attribute 'onerror' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
""",
    ),
    Case(
        "a pointer handler",
        strike(body='<b onmouseover="alert(1)">bold</b>\n'),
        has={_PAGE: "<b>bold</b>"},
        never=("onmouseover",),
        says="""
content/strike.en.md:7:4: warning: the attribute 'onmouseover' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
""",
    ),
    Case(
        "a style",
        strike(body="<style>body { display: none }</style>\n\nText.\n"),
        never=("display: none }",),
        says="""
content/strike.en.md:7:1: warning: <style> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a style that is not closed",
        strike(body="One.\n\n<style>\n\nTwo.\n"),
        why="Browsers would take all that follows for a part of it.",
        says="""
content/strike.en.md:9:1: warning: <style> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:9:1: error: <style> is never closed, so all the text after it would be lost [markup-unclosed]
  hint: delete it, or close it with </style>
""",
    ),
    Case(
        "a style attribute",
        strike(body='<p style="position:fixed;inset:0">Text.</p>\n'),
        never=("position:fixed",),
        says="""
content/strike.en.md:7:4: warning: the attribute 'style' is not allowed in an article and was removed [markup-removed]
  hint: delete it: the theme sets the appearance
""",
    ),
    Case(
        "a drawing within the text",
        strike(body="<svg onload=alert(1)><circle/></svg>\n"),
        never=("alert(1)", "<circle"),
        says="""
content/strike.en.md:7:1: warning: <svg> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:6: warning: the attribute 'onload' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
content/strike.en.md:7:22: warning: <circle> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a formula",
        strike(body="<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>\n"),
        never=("alert(1)", "<math"),
        says="""
content/strike.en.md:7:1: warning: <math> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:7: warning: <mtext> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:14: warning: <style> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:32: warning: the attribute 'onerror' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
""",
    ),
    Case(
        "a form",
        strike(body='<form action="https://example.org/"><input name="password"></form>\n'),
        never=("password",),
        says="""
content/strike.en.md:7:1: warning: <form> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:37: warning: <input> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a base element",
        strike(body='<base href="https://example.org/">\n'),
        never=("<base href",),
        says="""
content/strike.en.md:7:1: warning: <base> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a page with a refresh",
        strike(body='<meta http-equiv="refresh" content="0;url=https://example.org/">\n'),
        never=('"0;url=',),
        says="""
content/strike.en.md:7:1: warning: <meta> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "an object",
        strike(body='<object data="a.swf"></object><embed src="a.swf">\n'),
        never=("a.swf",),
        says="""
content/strike.en.md:7:1: warning: <object> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:31: warning: <embed> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "an external stylesheet",
        strike(body='<link rel="stylesheet" href="https://example.org/a.css">\n'),
        never=("example.org",),
        says="""
content/strike.en.md:7:1: warning: <link> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a button",
        strike(body="<button formaction=javascript:alert(1)>Press</button>\n"),
        never=("<button formaction", "alert(1)"),
        says="""
content/strike.en.md:7:1: warning: <button> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:9: warning: the attribute 'formaction' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
""",
    ),
    Case(
        "the syntax of templates",
        strike(body="{{ config }} {% include 'x' %} {# gone #} {{ 7*7 }}\n"),
        has={_PAGE: "{{ config }} {% include 'x' %}  {{ 7*7 }}"},
        never=("gone",),
        says="""
content/strike.en.md:7:1: warning: '{{ config }}' is a variable of a template, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write the value that it stands for
content/strike.en.md:7:14: warning: '{% include 'x' %}' is a tag of Jekyll, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write what it stands for, in Markdown, or delete it
content/strike.en.md:7:32: warning: '{# gone #}' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
""",
    ),
    Case(
        "the syntax of templates in a title",
        strike('title: "{{ 7*7 }} {% raw %}"'),
        has={_PAGE: "{{ 7*7 }} {% raw %}"},
        says="""
content/strike.en.md:2:8: warning: '{{ 7*7 }}' in 'title' is a tag of a template; it is shown as it is written [markup-foreign]
  hint: write the value that it stands for
""",
    ),
    Case(
        "a tag in a title",
        strike('title: "<script>alert(1)</script> & more"'),
        has={_PAGE: "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"},
    ),
    Case(
        "the end of a script in a title",
        strike('title: "</script><script>alert(1)</script>"'),
        has={_PAGE: r"\u003cscript\u003ealert(1)"},
    ),
    Case(
        "a tag in a tag",
        strike("tags: ['<img src=x onerror=alert(1)>']"),
        has={_PAGE: "&lt;img src=x onerror=alert(1)&gt;"},
        says="""
content/strike.en.md:2:8: warning: 'tags' is plain text, so '<img src=x onerror=alert(1)>' is shown as it is written [markup-foreign]
  hint: write it in words
""",
    ),
    Case(
        "a tag in the name of a source",
        strike("source: '\"><script>alert(1)</script>'"),
        has={_PAGE: "&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
    ),
    Case(
        "a tag that is not closed", strike(body="An <b>open tag.\n\nText.\n"), has={_PAGE: "Text."}
    ),
    Case(
        "tags that close what is not open",
        strike(body="Text.</div></main></body></html> More.\n"),
        has={_PAGE: "More."},
    ),
    Case("a comment", strike(body="Text <!-- for nobody --> and more.\n"), never=("for nobody",)),
    Case(
        "a comment that is not closed",
        strike(body="Text.\n\n<!-- hidden\n\nMore.\n"),
        says="""
content/strike.en.md:9:1: error: '<!-- hidden' begins a comment that is not closed before the next empty line [markup-unclosed]
  hint: close it with -->, without an empty line in it, or delete it; to show it, write &lt; for its <
""",
    ),
    Case(
        "text that HTML hides",
        strike(
            body='Text <span hidden>of nobody</span>.\n\n<div style="display:none">\n\nOf *nobody*.\n\n</div>\n'
        ),
        has={_PAGE: "<p>Text .</p>"},
        never=("nobody",),
        says="""
content/strike.en.md:7:6: warning: <span hidden> is not visible to readers; it was left out with its content [markup-removed]
  hint: delete it; to show its content, delete hidden
content/strike.en.md:9:1: warning: <div style="display:none"> is not visible to readers; it was left out with its content [markup-removed]
  hint: delete it; to show its content, delete style="display:none"
""",
    ),
    Case(
        "a section of XML",
        strike(body="<![CDATA[ <script>alert(1)</script> ]]>\n"),
        never=("<script>alert",),
        says="""
content/strike.en.md:7:11: warning: <script> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case("an instruction of XML", strike(body="<?php echo 1 ?>\n\nText.\n"), never=("<?php",)),
    Case("a tag that is cut off", strike(body="Text. <script\n"), never=("<script\n",)),
    Case(
        "an attribute that is not closed",
        strike(body='<a href="https://example.org>here</a> and "more".\n'),
    ),
    Case(
        "an id that belongs to the page",
        strike(body='<p id="page-main">Text.</p>\n\n## Body {#page-search}\n'),
        never=('<p id="page-main"',),
    ),
    Case(
        "a class of the page",
        strike(body='<p class="masthead user-note">Text.</p>\n'),
        has={_PAGE: '<p class="user-note">Text.</p>'},
    ),
    Case(
        "attributes that Markdown can give",
        strike(body="Text.\n{: onclick=alert(1) style=color:red }\n"),
        never=("onclick", "color:red"),
        says="""
content/strike.en.md:8:4: warning: the attribute 'onclick' is not allowed in an article and was removed [markup-removed]
  hint: delete it: articles cannot run scripts
""",
    ),
    Case(
        "a footnote with a name that another element has",
        strike(
            body="A.[^constructor] B.[^__proto__]\n\n[^constructor]: One.\n\n[^__proto__]: Two.\n"
        ),
    ),
    Case(
        "one footnote explained twice",
        strike(body="A.[^1]\n\n[^1]: One.\n\n[^1]: Two.\n"),
        says="""
content/strike.en.md:11:1: error: footnote '1' is defined twice; the one on line 9 would be lost [footnote-twice]
  hint: rename one of them, here and in the text
""",
    ),
    Case(
        "HTML and Markdown in a title",
        strike('title: "PM <em>resigns</em>, **says** _he_ and `so`"'),
        has={_PAGE: "<h1>PM &lt;em&gt;resigns&lt;/em&gt;, **says** _he_ and `so`</h1>"},
        says="""
content/strike.en.md:2:8: warning: 'title' is plain text, so '<em>' is shown as it is written [markup-foreign]
  hint: write title: "PM resigns, says he and so"
""",
    ),
    Case(
        "Markdown in other texts of front matter",
        {
            "content/strike.en.md": article(
                'summary: "On the [quay](quay.md)<br>of ~~Basra~~ ==Umm Qasr=="\n'
                "place: '[[places/Basra|البصرة]]'\ntags: ['*port*', '[[Iraq]]']\n"
                "source: {name: Reuters, via: '[AP](https://example.org/)', quote: It **ended**.}\n"
                "corrections: [{date: 2024-01-09, note: Not __ten__.}]"
            )
        },
        says="""
content/strike.en.md:2:10: warning: 'summary' is plain text, so '[quay](quay.md)' is shown as it is written [markup-foreign]
  hint: write summary: "On the quay of Basra Umm Qasr"
content/strike.en.md:3:8: warning: 'place' is plain text, so '[[places/Basra|البصرة]]' is shown as it is written [markup-foreign]
  hint: write place: "البصرة"
content/strike.en.md:4:8: warning: 'tags' is plain text, so '*port*' is shown as it is written [markup-foreign]
  hint: write it without the marks: port
content/strike.en.md:5:30: warning: 'source.via' is plain text, so '[AP](https://example.org/)' is shown as it is written [markup-foreign]
  hint: write it without the marks: AP
content/strike.en.md:5:67: warning: 'source.quote' is plain text, so '**ended**' is shown as it is written [markup-foreign]
  hint: write it without the marks: It ended.
content/strike.en.md:6:40: warning: 'corrections.note' is plain text, so '__ten__' is shown as it is written [markup-foreign]
  hint: write it without the marks: Not ten.
""",
    ),
    Case(
        "signs in a title that are not marks",
        strike("title: 'F*ck, sh*t, snake_case_x, 2 * 3 * 4, <Name>, a < b > c, it''s `5, 1*'"),
    ),
    Case(
        "a variable of a template in front matter",
        strike("summary: {{description}}\ndraft: {{draft}}"),
        says="""
content/strike.en.md:2:10: warning: '{{description}}' in 'summary' is a tag of a template; it is shown as it is written [markup-foreign]
  hint: write the value that it stands for
content/strike.en.md:3:8: error: 'draft' must be true or false, not '{{draft}}' [field-type]
  hint: write draft: true, or delete the line
""",
    ),
    Case(
        "one anchor given to two headings",
        strike(body="## First {#talks}\n\n## Second {#talks}\n\nSee [them](#talks).\n"),
        has={"en/articles/strike/index.html": '<h2 id="talks">First</h2>'},
        says="""
content/strike.en.md:9:13: warning: the anchor 'talks' is already on line 7, so links lead only there [anchor-twice]
  hint: give this one another name, here and in the links to it
""",
    ),
    Case(
        "one anchor given to a heading and to elements of HTML",
        strike(
            body='## First {#talks .user-x}\n\n<a name="talks"></a>\n\n<p id=talks>Text.</p>\n\n'
            "*Text*{: #talks}\n"
        ),
        says="""
content/strike.en.md:9:10: warning: the anchor 'talks' is already on line 7, so links lead only there [anchor-twice]
  hint: give this one another name, here and in the links to it
content/strike.en.md:11:7: warning: the anchor 'talks' is already on line 7, so links lead only there [anchor-twice]
  hint: give this one another name, here and in the links to it
content/strike.en.md:13:11: warning: the anchor 'talks' is already on line 7, so links lead only there [anchor-twice]
  hint: give this one another name, here and in the links to it
""",
    ),
    Case(
        "an anchor above a heading of the same words, and braces of a text",
        strike(body='<a name="talks"></a>\n\n## Talks\n\n`{#talks}`\n'),
    ),
    Case(
        "a footnote that leads into another",
        strike(body="A.[^1]\n\n[^1]: See.[^2]\n\n[^2]: Two.\n"),
    ),
    Case(
        "one address given twice",
        strike(body="[a][x]\n\n[x]: https://one.example/\n[x]: https://two.example/\n"),
    ),
    Case(
        "overlapping marks that lose nothing",
        strike(body="**a *b** c*\n"),
        has={_PAGE: "<em><em>a <em>b</em></em> c</em>"},
    ),
    Case(
        "very deeply nested quotations",
        strike(body=">" * 500 + " a\n"),
        says="""
content/strike.en.md:7:1: error: quotations or lists are nested more than 50 levels deep [markup-nesting]
  hint: move the inner ones out; if all of it is needed, raise nesting under [limits] in site.toml
""",
    ),
    Case(
        "unclosed brackets",
        strike(body="[" * 50_000 + "\n"),
        says="""
content/strike.en.md:7:1: error: this paragraph contains too many Markdown marks to be converted in a reasonable time [markup-limit]
  hint: close the marks, or split it into paragraphs; if all of it is needed, raise work under [limits] in site.toml
""",
    ),
    Case("a body of spaces", strike(body=" " * 10_000 + "\n")),
    Case(
        "a first-level heading",
        strike(body="# The strike\n\nText.\n"),
        has={_PAGE: '<h2 id="the-strike">'},
    ),
    Case(
        "a link in code",
        strike(body="    [x](javascript:alert(1))\n"),
        has={_PAGE: "[x](javascript:alert(1))"},
    ),
    Case(
        "an element that is unknown",
        strike(body="<blink>Text.</blink> <x-note>More.</x-note>\n"),
        has={_PAGE: "Text. More."},
        says="""
content/strike.en.md:7:1: warning: <blink> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:22: warning: <x-note> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "a frame set",
        strike(body="<frameset><frame src=a></frameset>\n\nText.\n"),
        never=("<frame",),
        says="""
content/strike.en.md:7:1: warning: <frameset> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
content/strike.en.md:7:11: warning: <frame> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "hostile markup in every other format",
        {
            "content/strike.en.md": article(
                'title: "</title><![CDATA[&lt;]]>"\nsummary: "]]>&<b>x</b>"', "Text.\n"
            ),
            "content/site.toml": "",
        },
        says="""
content/strike.en.md:2:8: notice: '&lt;' in 'title' is read as '<' [markup-foreign]
  hint: write title: "</title><![CDATA[<]]>"
content/strike.en.md:3:10: warning: 'summary' is plain text, so '<b>' is shown as it is written [markup-foreign]
  hint: write summary: "]]>&x"
""",
    ),
    Case(
        "formulas for spreadsheets and line breaks for calendars",
        {
            **strike('title: "=cmd|\'/C calc\'!A0"\nplace: "A\\r\\nATTENDEE:mailto:x"'),
            "content/site.toml": "",
        },
        has={"en/events.csv": ",'=cmd|", "en/events.ics": "\nLOCATION:A ATTENDEE:mailto:x"},
        says="""
content/strike.en.md:3:10: warning: 'place' contains U+000D (a control character), which has no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
)
