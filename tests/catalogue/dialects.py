"""The syntax of other programs: it is understood, or reported once for each kind in a file."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_PAGE = "en/articles/strike/index.html"

CASES = (
    Case(
        "imports of MDX and keywords of Org mode",
        strike(
            body='import Tabs from "@theme/Tabs";\n\n#+BEGIN_QUOTE\nWe said it.\n#+END_QUOTE\n\n'
            'Goods that we import from "Basra" and #+1.\n'
        ),
        says="""
content/strike.en.md:7:1: warning: 'import Tabs from "@theme/Tabs";' is an import of MDX, which tarikh does not support; it is shown as text [markup-foreign]
  hint: delete it
content/strike.en.md:9:1: warning: '#+BEGIN_QUOTE' is a keyword of Org mode, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write what it stands for, in Markdown, or delete it
""",
    ),
    Case(
        "a shortcode of Hugo",
        strike(body="{{< youtube w7Ft2ymGmfc >}}\n"),
        has={_PAGE: "<p>{{&lt; youtube w7Ft2ymGmfc &gt;}}</p>"},
        says="""
content/strike.en.md:7:1: warning: '{{< youtube w7Ft2ymGmfc >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: link to it: [title](https://www.youtube.com/watch?v=w7Ft2ymGmfc)
""",
    ),
    Case(
        "a shortcode of Hugo that looks like HTML",
        strike(body='{{<figure src="harbour.jpg" title="The harbour">}}\n'),
        has={_PAGE: '{{&lt;figure src="harbour.jpg" title="The harbour"&gt;}}'},
        says="""
content/strike.en.md:7:1: warning: '{{<figure src="harbour.jpg" title="The harbour">}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write ![what it shows](harbour.jpg "The harbour")
""",
    ),
    Case(
        "a shortcode of Hugo in HTML",
        strike(body="<div>\n{{< gist a 1 >}}\n</div>\n\n<pre>\n{{< note >}}\n</pre>\n"),
        says="""
content/strike.en.md:8:1: warning: '{{< gist a 1 >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: link to it: [title](https://…)
""",
    ),
    Case(
        "a shortcode of Hugo in code",
        strike(body="Write `{{< youtube id >}}`.\n\n```\n{% include x %} [caption id='1']\n```\n"),
    ),
    Case(
        "a shortcode of Hugo that is used three times",
        strike(body="{{< gist a 1 >}}\n\n{{< gist a 2 >}}\n\n{{< gist a 3 >}}\n"),
        says="""
content/strike.en.md:7:1: warning: '{{< gist a 1 >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: link to it: [title](https://…)
""",
    ),
    Case(
        "a link of Hugo",
        strike(body='Read [the report]({{< ref "report.md" >}}).\n'),
        has={_PAGE: "Read [the report]({{&lt; ref"},
        says="""
content/strike.en.md:7:19: warning: '{{< ref "report.md" >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [[report|the text of the link]]
""",
    ),
    Case(
        "addresses of Jekyll",
        {
            **strike(
                body="[talks]({{ site.baseurl }}/en/articles/talks/), ![A map]({{ '/map.svg' | relative_url }}),"
                " [x]({{site.url}}{{site.baseurl}}/en/articles/talks/) and [post]({% post_url 2024-talks %}).\n"
            ),
            "content/talks.en.md": article(title="Talks"),
            "content/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        },
        has={_PAGE: '<p><a href="../../../en/articles/talks/">talks</a>, <img alt="A map" src="'},
        says="""
content/strike.en.md:7:156: warning: '{% post_url 2024-talks %}' is a tag of Jekyll, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [[2024-talks|the text of the link]]
""",
    ),
    Case(
        "code in tags of Jekyll",
        strike(body="{% highlight python %}\nprint(1)\n{% endhighlight %}\n"),
        has={_PAGE: "print(1)"},
        says="""
content/strike.en.md:7:1: warning: '{% highlight python %}' is a tag of Jekyll, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write ``` and the language on the line before the code, and ``` on the line after it
""",
    ),
    Case(
        "a caption of WordPress",
        strike(body='[caption id="a1" width="300"]Smoke above the harbour[/caption]\n'),
        has={_PAGE: "Smoke above the harbour[/caption]"},
        says="""
content/strike.en.md:7:1: warning: '[caption id="a1" width="300"]' is a shortcode of WordPress, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write ![what it shows](file.jpg "caption")
""",
    ),
    Case(
        "an instruction to kramdown",
        strike(body="* Contents\n{:toc}\n"),
        has={_PAGE: "{:toc}"},
        says="""
content/strike.en.md:8:1: warning: '{:toc}' is an instruction to kramdown, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [TOC] on a line of its own
""",
    ),
    Case(
        "an admonition of MkDocs",
        strike(body='!!! note "Sources"\n    Two of them agree.\n'),
        has={_PAGE: "Two of them agree."},
        says="""
content/strike.en.md:7:1: warning: '!!! note "Sources"' begins an admonition of MkDocs, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write > [!NOTE] on a line of its own, and > before each line of the text
""",
    ),
    Case(
        "a comment of Obsidian",
        strike(body="Text. %%Ask the source again.%% Up by 50%%.\n"),
        has={_PAGE: "Up by 50%%."},
        never=("Ask the source",),
        says="""
content/strike.en.md:7:7: warning: '%%Ask the source again.%%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
""",
    ),
    Case(
        "comments after numbers",
        strike(body="In 2019%% Ask the source.%% and 2020%% Her name.%%, up by 50%%.\n"),
        has={_PAGE: "<p>In 2019 and 2020, up by 50%%.</p>"},
        never=("Ask the source", "Her name"),
        says="""
content/strike.en.md:7:8: warning: '%% Ask the source.%%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
content/strike.en.md:7:37: warning: '%% Her name.%%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
""",
    ),
    Case(
        "what may be a comment or two numbers",
        strike(body="Up by 50%% in 2019 and by 60%%.\n"),
        never=("in 2019",),
        says="""
content/strike.en.md:7:9: error: '%% in 2019 and by 60%%' is a comment of another program, or text between two numbers [markup-foreign]
  hint: write % once after a number; write %% after a space for a comment
""",
    ),
    Case(
        "comments in front matter",
        strike(
            "title: Strike %% Ask her.%%\nplace: Basra <!-- her house -->\nsummary: |\n  Text.\n"
            "  {# Her name #}\nextra: {note: 'In 2019%%Her phone%%'}"
        ),
        never=("Ask her", "her house", "Her name", "Her phone"),
        says="""
content/strike.en.md:2:8: warning: '%% Ask her.%%' in 'title' is a comment; it was left out [markup-foreign]
  hint: delete it, or write it on a line of its own that begins with #
content/strike.en.md:3:8: warning: '<!-- her house -->' in 'place' is a comment; it was left out [markup-foreign]
  hint: delete it, or write it on a line of its own that begins with #
content/strike.en.md:4:10: warning: '{# Her name #}' in 'summary' is a comment; it was left out [markup-foreign]
  hint: delete it, or write it on a line of its own that begins with #
content/strike.en.md:7:15: warning: '%%Her phone%%' in 'extra.note' is a comment; it was left out [markup-foreign]
  hint: delete it, or write it on a line of its own that begins with #
""",
    ),
    Case(
        "a comment in front matter that is not closed",
        strike("summary: Text. <!-- Ask her."),
        never=("Ask her",),
        says="""
content/strike.en.md:2:10: error: '<!-- Ask her.' in 'summary' may be a comment, which must not be published [markup-unclosed]
  hint: delete it, or write it on a line of its own that begins with #
""",
    ),
    Case(
        "characters of HTML in front matter",
        strike("title: Questions &amp; answers\nplace: Basra&nbsp;&#38;&nosuch; AT&T"),
        has={_PAGE: "<title>Questions &amp; answers"},
        says="""
content/strike.en.md:2:8: notice: '&amp;' in 'title' is read as '&' [markup-foreign]
  hint: write title: "Questions & answers"
content/strike.en.md:3:8: notice: '&nbsp;' in 'place' is read as an invisible character [markup-foreign]
  hint: write a space
""",
    ),
    Case(
        "comments of Obsidian that contain blocks",
        strike(
            body="%%\nSecret one\n\n# Secret two\n%%\n\n- Port\n\n  %% Secret three\n\n  - four %%\n"
            '\n<div markdown="1">\n%%\nSecret five\n\nsix\n%%\n</div>\n\nShown.\n'
        ),
        has={_PAGE: "<p>Shown.</p>"},
        never=("Secret", "four", "six"),
        says="""
content/strike.en.md:7:1: warning: '%% Secret one # Secret two %%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
content/strike.en.md:15:3: warning: '%% Secret three - four %%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
content/strike.en.md:20:1: warning: '%% Secret five six %%' is a comment of another program; it was left out [markup-foreign]
  hint: write <!-- … --> for a comment; to show the text, put a backslash before each % or {
""",
    ),
    Case(
        "a comment of Obsidian that is not closed",
        strike(body="Text.\n\n%% Ask the source.\n\nHer name.\n"),
        never=("Ask the source", "Her name"),
        says="""
content/strike.en.md:9:1: error: '%% Ask the source. Her name.' begins a comment of another program that is never closed, so all the text after it would be lost [markup-unclosed]
  hint: close it, or delete it; to show the text, put a backslash before each % or {
""",
    ),
    Case(
        "comments of other programs in code",
        strike(
            body="`%% shown %%` and `{# shown #}`\n\n```\n{% comment %}\n```\n\n    {::comment}\n\n"
            "- ~~~\n  {{/* shown\n  ~~~\n"
        ),
        has={_PAGE: "<code>%% shown %%</code> and <code>{# shown #}</code>"},
    ),
    Case(
        "Markdown in HTML without an empty line",
        strike(body="<div>\n**Text** of the statement.\n</div>\n"),
        has={_PAGE: "**Text** of the statement."},
        says="""
content/strike.en.md:8:1: warning: '**Text** of the statement.' is within HTML, where Markdown is shown as it is written [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "code and deleted text in HTML without an empty line",
        strike(
            body="<div>read `the file`</div>\n\n<div>~~old~~ new</div>\n\n<p>a `quote' here</p>\n"
        ),
        has={_PAGE: "<div>read `the file`</div>"},
        says="""
content/strike.en.md:7:1: warning: '<div>read `the file`</div>' is within HTML, where Markdown is shown as it is written; so is line 9 [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "arrows of equals signs",
        strike(body="A ==> B and B <== C, ==marked==.\n"),
        has={_PAGE: "<p>A ==&gt; B and B &lt;== C, <mark>marked</mark>.</p>"},
    ),
    Case(
        "the end of an instruction to kramdown",
        strike(body="Text {:/} of {:/nomarkdown} it.\n"),
        has={_PAGE: "Text {:/} of {:/nomarkdown} it."},
        says="""
content/strike.en.md:7:6: warning: '{:/}' is an instruction to kramdown, which tarikh does not support; it is shown as text [markup-foreign]
  hint: delete it
""",
    ),
    Case(
        "emphasis on the line of a tag",
        strike(body="<details>\n<summary>The _full_ text</summary>\n\nText.\n\n</details>\n"),
        has={_PAGE: "<summary>The _full_ text</summary>"},
        says="""
content/strike.en.md:8:1: warning: '<summary>The _full_ text</summary>' is within HTML, where Markdown is shown as it is written [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "what the hint says about Markdown on the line of a tag",
        strike(
            body="<details>\n<summary>\n\nThe _full_ text\n\n</summary>\n\nText.\n\n</details>\n"
        ),
        has={_PAGE: "<summary>\n<p>The <em>full</em> text</p>\n</summary>"},
    ),
    Case(
        "signs in HTML that are not Markdown",
        strike(body="<p>2*3*4, snake_case_x, a_ b_ *, \\*no* and F*ck sh*t</p>\n"),
    ),
    Case(
        "Markdown as kramdown has it right after HTML",
        strike(
            body='<div dir="rtl">\n\nنص.\n\n</div>\n<div dir="rtl" markdown="1">\n**نص** البيان.\n</div>\n'
            '<table>\n<tr>\n<td markdown="1">**One** two</td>\n</tr>\n</table>\n'
        ),
        has={
            _PAGE: '<p dir="rtl"><strong>نص</strong> البيان.</p>\n</div>',
        },
    ),
    Case(
        "two unknown classes",
        strike(body="[a](https://example.org/){:.red}\n\n> One.\n{: .quote .red}\n"),
        says="""
content/strike.en.md:7:28: warning: the class 'red' has no effect, because the theme does not know it [markup-foreign]
  hint: write .user-red and give it a style in your theme, or delete it
content/strike.en.md:10:4: warning: the class 'quote' has no effect, because the theme does not know it [markup-foreign]
  hint: write .user-quote and give it a style in your theme, or delete it
""",
    ),
    Case(
        "Markdown on many lines of HTML",
        strike(
            body="<p>**One**.</p>\n\nText.\n\n<p>**Two**.</p>\n\n<ul>\n<li>_Three_</li>\n<li>**Two**.</li>\n"
            "</ul>\n\n<p>*Five*</p>\n"
        ),
        says="""
content/strike.en.md:7:1: warning: '<p>**One**.</p>' is within HTML, where Markdown is shown as it is written; so are lines 11, 14, 15 and 1 more [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "links of other programs to articles in other folders",
        {
            **strike(
                body='{{< ref "/posts/flood/index.en.md#the-quay" >}}, {{% relref path="report.md" %}},'
                " {% link _posts/2024-01-02-talks.md %}\n"
            ),
        },
        says="""
content/strike.en.md:7:1: warning: '{{< ref "/posts/flood/index.en.md#the-quay" >}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [[flood#the-quay|the text of the link]]
content/strike.en.md:7:50: warning: '{{% relref path="report.md" %}}' is a shortcode of Hugo, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [[report|the text of the link]]
content/strike.en.md:7:83: warning: '{% link _posts/2024-01-02-talks.md %}' is a tag of Jekyll, which tarikh does not support; it is shown as text [markup-foreign]
  hint: write [[2024-01-02-talks|the text of the link]]
""",
    ),
    Case(
        "Markdown on the line of a tag",
        strike(body="<p>**Text** of the statement.</p>\n"),
        has={_PAGE: "<p>**Text** of the statement.</p>"},
        says="""
content/strike.en.md:7:1: warning: '<p>**Text** of the statement.</p>' is within HTML, where Markdown is shown as it is written [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "Markdown in HTML as kramdown has it",
        strike(body='<div dir="rtl" markdown="1">\n**نص** البيان.\n</div>\n'),
        has={_PAGE: '<div dir="rtl">\n<p dir="rtl"><strong>نص</strong> البيان.</p>\n</div>'},
    ),
    Case(
        "Markdown in details as kramdown has it",
        strike(
            body='<details markdown="1"><summary>More</summary>\n**One** [two](#x)\n- three</details>\n\n'
            "## X\n"
        ),
        has={
            _PAGE: "<details>\n<summary>More</summary>\n<p><strong>One</strong>"
            ' <a href="#x">two</a></p>\n<ul>\n<li>three</li>\n</ul>\n</details>\n<h2 id="x">'
        },
    ),
    Case(
        "Markdown in paragraphs and words of HTML",
        strike(
            body='<p dir="rtl" markdown="1">**نص**</p>\n\n<p dir="rtl" markdown="1">\n**نص**\n\nآخر</p>\n\n'
            '<span markdown="1">**One** two.</span>\n\n<span dir="rtl" markdown="1">\n**نص**\n</span>\n\n'
            '<h2 id="y" markdown="1">*Three*</h2>\n'
        ),
        has={
            _PAGE: '<div dir="rtl">\n<p dir="rtl"><strong>نص</strong></p>\n</div>\n<div dir="rtl">\n'
            '<p dir="rtl"><strong>نص</strong></p>\n<p dir="rtl">آخر</p>\n</div>\n'
            "<p><span><strong>One</strong> two.</span></p>\n"
            '<p dir="rtl"><span dir="rtl">\n<strong>نص</strong>\n</span></p>\n'
            '<h2 id="y"><em>Three</em></h2>'
        },
    ),
    Case(
        "Markdown in a cell of HTML",
        strike(body='<table>\n<tr><td markdown="1">*One*</td></tr>\n</table>\n'),
        says="""
content/strike.en.md:8:1: warning: '<tr><td markdown="1">*One*</td></tr>' is within HTML, where Markdown is shown as it is written [markup-foreign]
  hint: put the text on a line of its own, with an empty line before it and after it
""",
    ),
    Case(
        "links in HTML that do not lead anywhere",
        strike(body='<div markdown="1">\n[a](gone.en.md)\n</div>\n'),
        says="""
content/strike.en.md:8:5: error: file 'content/gone.en.md' does not exist [link-dead]
  hint: link to another article by its file name, such as 'strike.en.md'
""",
    ),
    Case(
        "braces after all kinds of marks",
        strike(
            body="## Verse {إنا فتحنا}\n\n- item {هنا}\n\nA | B {لك}\n--|--\n1{a} | 2\n\n"
            "[x](#verse-إنا-فتحنا){فتحا} `c`{d} *e*{f}[^1]{g}\n\n[^1]: Note {h}\n"
        ),
        has={_PAGE: "Verse {إنا فتحنا}</h2>\n<ul>\n<li>item {هنا}</li>\n</ul>"},
    ),
    Case(
        "an item with a paragraph of its own",
        strike(body="- a\n\n    p\n- b\n"),
        has={_PAGE: "<ul>\n<li>\n<p>a</p>\n<p>p</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"},
    ),
    Case(
        "Markdown in details",
        strike(body="<details>\n<summary>More</summary>\n\n- *One*\n\n</details>\n"),
        has={_PAGE: "<summary>More</summary>\n<ul>"},
    ),
    Case(
        "a callout",
        strike(body="> [!WARNING]\n> Not **confirmed**.\n"),
        has={_PAGE: "Not <strong>confirmed</strong>."},
    ),
    Case(
        "callouts in Arabic",
        {
            "content/strike.ar.md": article(
                body="> [!خبر عاجل]\n> أ.\n\n> [!تحذير]\n> ب.\n\n> [!quote]\n> ج.\n", title="الضربة"
            )
        },
        has={
            "ar/articles/strike/index.html": '<aside class="callout callout-note">\n'
            '<p class="callout-title">خبر عاجل</p>\n<p>أ.</p>\n</aside>\n'
            '<aside class="callout callout-warning">\n<p class="callout-title">تحذير</p>\n<p>ب.</p>\n'
            '</aside>\n<aside class="callout callout-note">\n<p class="callout-title">اقتباس</p>'
        },
        why="The name of the kind would be lost.",
    ),
    Case(
        "a verse in braces",
        strike(body="He recited:\n{إنا فتحنا لك}\n\n**It**{is so}.\n"),
        has={_PAGE: "<p>He recited:\n{إنا فتحنا لك}</p>\n<p><strong>It</strong>{is so}.</p>"},
    ),
    Case(
        "a number sign without a space",
        strike(body="#Baghdad #protests\n\n> #القدس عاصمة\n"),
        has={_PAGE: '<p>#Baghdad #protests</p>\n<blockquote dir="rtl">\n<p>#القدس عاصمة</p>'},
    ),
    Case(
        "a heading that ends in a number sign",
        strike(body="## The language C#\n"),
        has={_PAGE: "The language C#</h2>"},
    ),
    Case(
        "a list that is indented by two spaces",
        strike(body="1. x\n   - y\n\n- a\n  - b\n\n    c\n- d\n"),
        has={_PAGE: "<li>x<ul>\n<li>y</li>\n</ul>\n</li>"},
    ),
    Case(
        "numbers of items that do not follow each other",
        strike(body="2003. Invasion.\n\n2011. Protests.\n\n- a\n  1. b\n  3. c\n\n1. d\n1. e\n"),
        has={
            _PAGE: '<ol class="digits-4" start="2003">\n<li>\n<p>Invasion.</p>\n</li>\n<li value="2011">\n'
            '<p>Protests.</p>\n</li>\n</ol>\n<ul>\n<li>a<ol>\n<li>b</li>\n<li value="3">c</li>\n'
            "</ol>\n</li>\n</ul>\n<ol>\n<li>d</li>\n<li>e</li>\n</ol>"
        },
    ),
    Case(
        "a row with more cells than the table has columns",
        strike(
            body="| Place | Number |\n|-------|--------|\n| Mosul | 4 | dead |\n| Basra | 3 | |\n"
        ),
        has={_PAGE: "<td>4</td>"},
        says="""
content/strike.en.md:9:15: warning: the row has 3 cells, but the table only 2: 'dead' was left out [table-cells]
  hint: add a column to the first two lines, or write \\| for a bar in a text
""",
    ),
    Case(
        "a line of dashes that does not fit the headings",
        strike(body="> | Place | Number | Dead |\n> |---|---|\n> | Mosul | 4 | 2 |\n"),
        has={_PAGE: "<p>| Place | Number | Dead |"},
        says="""
content/strike.en.md:8:1: warning: the line of dashes has 2 cells, but the one above it 3, so they do not begin a table [table-cells]
  hint: write a dash for each column: |---|---|---|
""",
    ),
    Case(
        "code in a list",
        strike(body="- a\n\n  ```\n  # c\n  ```\n"),
        has={_PAGE: "<pre><code># c\n</code></pre>"},
    ),
    Case(
        "an address as it is",
        strike(body="See https://example.org/a_b_c, www.example.org or press@example.org.\n"),
        has={
            _PAGE: '<a href="https://example.org/a_b_c" rel="noopener external">'
            "https://example.org/a_b_c</a>, "
        },
    ),
    Case(
        "a task list",
        strike(body="- [ ] call them\n- [x] write\n"),
        has={_PAGE: "<li>☐ call them</li>\n<li>☑ write</li>"},
    ),
    Case(
        "wikilinks to what the site has",
        {
            **strike(
                body="[[Talks]], [[talks|the talks]], [[2024/talks#The agenda]], [[#Back]]\n\n## Back\n"
            ),
            "content/2024/talks.en.md": article(body="## The agenda\n", title="Talks"),
            "content/2024/talks.ar.md": article(title="محادثات"),
        },
        has={
            _PAGE: '<p><a href="../../../en/articles/talks/">Talks</a>, '
            '<a href="../../../en/articles/talks/">the talks</a>, '
            '<a href="../../../en/articles/talks/#the-agenda">2024/talks#The agenda</a>, '
            '<a href="#back">Back</a></p>'
        },
    ),
    Case(
        "brackets that are code and not wikilinks",
        strike(body='a[[0]], x[[i + 1]], df[["col"]], [[1, 2]], `a[[0]]` and [[ -f a ]].\n'),
        has={
            _PAGE: '<p>a[[0]], x[[i + 1]], df[["col"]], [[1, 2]], <code>a[[0]]</code> and [[ -f a ]].</p>'
        },
    ),
    Case(
        "marked text within an Arabic word",
        {
            "content/strike.ar.md": article(
                body="و==معلّم== وال==معلّم==ون a==b في~2003 و~2004.\n", title="الضربة"
            )
        },
        has={
            "ar/articles/strike/index.html": "<p>و<mark>معلّم</mark> وال<mark>معلّم</mark>ون a==b في~2003 و~2004.</p>"
        },
    ),
    Case(
        "a wikilink to a note that is not in the site",
        strike(body="See [[Interviews 2024|the interviews]] and `[[code]]`.\n"),
        has={_PAGE: "<p>See <a>the interviews</a> and <code>[[code]]</code>.</p>"},
        says="""
content/strike.en.md:7:5: warning: no file in content/ is named 'Interviews 2024' [link-undefined]
  hint: link to an article by the name of its file, such as [[strike]]
""",
    ),
    Case(
        "a picture of a vault",
        {
            **strike(body="![[map.svg|A map of the harbour]]\n\n![[gone.png|A chart]]\n"),
            "content/files/map.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        },
        says="""
content/strike.en.md:9:2: error: image 'gone.png' does not exist [image-missing]
  hint: save it in content/ as gone.png
""",
    ),
    Case(
        "a note embedded in another",
        {
            **strike(body="![[talks]]\n"),
            "content/talks.en.md": article(title="Talks"),
        },
        has={_PAGE: '<a href="../../../en/articles/talks/">talks</a>'},
        says="""
content/strike.en.md:7:1: warning: '![[talks]]' embeds a text of Obsidian, which tarikh does not support; it became a link [markup-foreign]
  hint: link to it: [[talks]]
""",
    ),
    Case(
        "an English quotation in an Arabic text",
        {
            "content/strike.ar.md": article(
                body="رفض المتحدث التعليق:\n\n> We do not comment (yet).\n\n> [!NOTE]\n> لم يتأكد.\n",
                title="الضربة",
            )
        },
        has={
            "ar/articles/strike/index.html": '<blockquote dir="ltr">\n'
            "<p>We do not comment (yet).</p>\n</blockquote>\n"
            '<aside class="callout callout-note">\n<p class="callout-title">ملاحظة</p>'
        },
    ),
)
