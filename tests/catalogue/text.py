"""Invisible characters that change the meaning of a text, as in Trojan Source attacks."""

from __future__ import annotations

from tests.catalogue import Case, strike

_TURNED = "\u202e"
_PAGE = "en/articles/strike/index.html"

CASES = (
    Case(
        "a title with a direction override",
        strike("title: The \u202ekcatta\u202c was denied"),
        has={_PAGE: "The kcatta was denied"},
        never=("\u202e", "\u202c"),
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+202E (right-to-left override) and U+202C (pop directional formatting), which are invisible and change the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a direction override, written as an escape",
        strike('title: "The \\u202Ekcatta"'),
        has={_PAGE: "The kcatta"},
        never=("\u202e",),
        says="""
content/strike.en.md:2:13: warning: 'title' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a direction override, in a block",
        strike("title: >\n  The strike on\n  the \u202ekcatta"),
        never=("\u202e",),
        says="""
content/strike.en.md:4:7: warning: 'title' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with an isolate left open",
        strike("title: The \u2067strike"),
        never=("\u2067",),
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+2067 (right-to-left isolate), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with embeddings from a word processor",
        strike("title: \u202bالضربة\u202c على \u202aErbil\u202c"),
        has={_PAGE: "الضربة على Erbil"},
        never=("\u202a", "\u202b", "\u202c"),
        says="""
content/strike.en.md:2:8: warning: 'title' contains U+202B (right-to-left embedding) and U+202C (pop directional formatting) and 1 other such character, which are invisible and change the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a number sign from a pasted keycap emoji",
        strike(body="#\ufe0f Losses\n\nDial \\*\ufe0f or 1\ufe0f.\n"),
        has={_PAGE: "<p>#\ufe0f Losses</p>\n<p>Dial *\ufe0f or 1\ufe0f."},
    ),
    Case(
        "emphasis whose closing mark has a variation selector",
        strike(body="a *strike*\ufe0f today\n"),
        has={_PAGE: "a <em>strike</em> today"},
        never=("*\ufe0f", "</em>\ufe0f"),
        says="""
content/strike.en.md:7:11: warning: the text contains U+FE0F (variation selector-16), which is invisible [text-invisible]
  hint: it was removed; delete it
""",
    ),
    Case(
        "a title with zero-width spaces",
        strike("title: The str\u200bike\u200b"),
        has={_PAGE: "The strike"},
        never=("\u200b",),
        says="""
content/strike.en.md:2:15: warning: 'title' contains U+200B (zero width space), 2 times, which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a byte order mark in it",
        strike("title: \ufeffThe strike"),
        never=("\ufeff",),
        says="""
content/strike.en.md:2:8: warning: 'title' contains U+FEFF (zero width no-break space), which is invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with soft hyphens",
        strike("title: The bom\xadbard\xadment"),
        has={_PAGE: "The bombardment"},
        never=("\xad",),
        says="""
content/strike.en.md:2:15: warning: 'title' contains U+00AD (soft hyphen), 2 times, which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a message in tags",
        strike("title: The strike" + "".join(chr(0xE0000 + ord(c)) for c in "ignore all")),
        never=("\U000e0069",),
        says="""
content/strike.en.md:2:18: warning: 'title' contains U+E0069 (tag latin small letter i) and U+E0067 (tag latin small letter g) and 7 other such characters, which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a message in variation selectors",
        strike("title: The strike ❤" + "".join(chr(0xFE00 + n) for n in (15, 3, 9, 14))),
        never=("\ufe03",),
        says="""
content/strike.en.md:2:21: warning: 'title' contains U+FE03 (variation selector-4) and U+FE09 (variation selector-10) and 1 other such character, which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with terminal control characters",
        strike('title: "The \\e[31mstrike\\a"'),
        never=("\x1b", "\x07"),
        says="""
content/strike.en.md:2:13: warning: 'title' contains U+001B (a control character) and U+0007 (a control character), which have no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a NUL, written as an escape",
        strike('title: "The\\0 strike"'),
        never=("\0",),
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+0000 (a control character), which has no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with unusual line separators",
        strike('title: "The\\L strike\\Pof\\NMonday"'),
        has={_PAGE: "The strike of Monday"},
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+2028 (line separator) and U+2029 (paragraph separator) and 1 other such character, which have no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a line separator",
        strike("title: The\u2028strike"),
        has={_PAGE: "The strike"},
        says="""
content/strike.en.md:2:11: warning: the control character U+2028 (line separator) has no meaning in a text [text-control]
  hint: delete it; it is read as a space
""",
    ),
    Case(
        "a title with an unpaired surrogate",
        strike('title: "The \\ud800 strike"'),
        says="""
content/strike.en.md:2:13: error: invalid escape \\ud800: this code point does not exist [yaml-invalid]
  hint: write the character itself
""",
    ),
    Case(
        "a title with a noncharacter",
        strike('title: "The\\uffff strike"'),
        never=("\uffff",),
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+FFFF (no character), which has no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with a private-use character",
        strike("title: \uf0b7 The strike"),
        never=("\uf0b7",),
        says="""
content/strike.en.md:2:8: warning: 'title' contains U+F0B7 (private use), which has no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title with an object replacement character",
        strike("title: The \ufffcstrike"),
        never=("\ufffc",),
        says="""
content/strike.en.md:2:12: warning: 'title' contains U+FFFC (object replacement character), which has no meaning in a text [text-control]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title of only invisible characters",
        strike('title: "\\u200B\\u2060\\u202E"'),
        says="""
content/strike.en.md:2:8: error: 'title' is empty [title-missing]
  hint: write title: …
content/strike.en.md:2:9: warning: 'title' contains U+200B (zero width space) and U+2060 (word joiner), which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
content/strike.en.md:2:21: warning: 'title' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a title of blank braille",
        strike("title: \u2800\u2800"),
        says="""
content/strike.en.md:2:8: warning: 'title' contains U+2800 (braille pattern blank), 2 times, which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
content/strike.en.md:2:8: error: 'title' is empty [title-missing]
  hint: write title: …
""",
    ),
    Case(
        "direction marks around a title",
        strike("title: \u200fالضربة\u200f"),
        has={_PAGE: ">الضربة<"},
    ),
    Case("a mark of direction within a title", strike("title: الضربة (C\u200e)")),
    Case(
        "joiners where Persian, Urdu and emoji need them",
        strike("title: می‌خواهم ❤️‍🔥 ١٤٤٥ ه‍", "نمی‌توانم 👨‍👩‍👧 ক্‌ষ 🏴󠁧󠁢󠁥󠁮󠁧󠁿\n"),
        has={_PAGE: "نمی‌توانم 👨‍👩‍👧 ক্‌ষ 🏴󠁧󠁢󠁥󠁮󠁧󠁿"},
    ),
    Case(
        "joiners where they hide",
        strike("title: Pay\u200cPal and Goo\u200dgle"),
        has={_PAGE: "PayPal and Google"},
        never=("\u200c", "\u200d"),
        says="""
content/strike.en.md:2:11: warning: 'title' contains U+200C (zero width non-joiner) and U+200D (zero width joiner), which are invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a summary with a direction override",
        strike("summary: The \u202ekcatta"),
        never=("\u202e",),
        says="""
content/strike.en.md:2:14: warning: 'summary' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a place with a direction override",
        strike("place: Er\u202ebil"),
        never=("\u202e",),
        says="""
content/strike.en.md:2:10: warning: 'place' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a description of a picture with a direction override",
        {**strike('image: {src: a.svg, alt: "A \\u202Emap"}'), "content/a.svg": "<svg/>"},
        never=("\u202e",),
        says="""
content/strike.en.md:2:29: warning: 'image.alt' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a quotation with a direction override",
        strike('source: {name: AP, quote: "He \\u202Esaid"}'),
        never=("\u202e",),
        says="""
content/strike.en.md:2:31: warning: 'source.quote' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a correction with a direction override",
        strike('corrections: [{date: 2024-01-06, note: "Not \\u202E17"}]'),
        never=("\u202e",),
        says="""
content/strike.en.md:2:45: warning: 'corrections.note' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "the title of the site with a direction override",
        {**strike(), "content/site.toml": 'exports = "none"\ntitle = "Chro\\u202Enicle"\n'},
        never=("\u202e",),
        says="""
content/site.toml:2:9: warning: 'title' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a registered name with a direction override",
        {**strike("tags: [iraq]"), "content/tags.toml": 'iraq.name = "I\\u202Eraq"\n'},
        never=("\u202e",),
        says="""
content/tags.toml:1:13: warning: 'iraq.name' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a registered name with an unpaired surrogate",
        {**strike(), "content/tags.toml": 'iraq.name = "I\\uD800raq"\n'},
        says="""
content/tags.toml:1:21: error: invalid TOML: escaped character is not a Unicode scalar value [toml-invalid]
  hint: compare it with the lines around it
""",
    ),
    Case(
        "a body with a direction override",
        strike(body="One.\n\nThe \u202ekcatta\u202c was denied.\n"),
        has={_PAGE: "The kcatta was denied"},
        never=("\u202e",),
        says="""
content/strike.en.md:9:5: warning: the text contains U+202E (right-to-left override) and U+202C (pop directional formatting), which are invisible and change the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "a body with a direction override, written as an entity",
        strike(body="The &#x202E;kcatta &#8238;and\n&rlm;more&lrm;.\n"),
        never=("\u202e",),
        says="""
content/strike.en.md:7:5: warning: the text contains U+202E (right-to-left override), 2 times, which are invisible and change the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "a body with invisible characters, written as entities",
        strike(body="Pay&ZeroWidthSpace;Pal&shy;, &NoBreak;Goo&zwj;gle\n"),
        has={_PAGE: "PayPal, Google"},
        says="""
content/strike.en.md:7:4: warning: the text contains U+200B (zero width space) and U+00AD (soft hyphen) and 2 other such characters, which are invisible [text-invisible]
  hint: it was removed; delete it
""",
    ),
    Case(
        "a body with entities of invalid characters",
        strike(body="a&#0;b&#xd800;c&#x110000;d\n"),
        has={_PAGE: "abcd"},
        says="""
content/strike.en.md:7:2: warning: the text contains U+0000 (a control character) and U+D800 (half of a surrogate pair), 3 times, which have no meaning in a text [text-control]
  hint: it was removed; delete it
""",
    ),
    Case(
        "code with a direction override",
        strike(body="`if admin \u202e} {`\n\n```\na \u2066b\n```\n"),
        why="The attack that is named Trojan Source.",
        never=("\u202e", "\u2066"),
        says="""
content/strike.en.md:7:11: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
content/strike.en.md:10:3: warning: the text contains U+2066 (left-to-right isolate), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "code about entities",
        strike(body="Write `&#x202E;` for it.\n"),
        has={_PAGE: "<code>&amp;#x202E;</code>"},
    ),
    Case(
        "an address with a direction override",
        strike(body="[here](https://example.org/\u202egpj.exe)\n"),
        has={_PAGE: 'href="https://example.org/gpj.exe"'},
        never=("\u202e",),
        says="""
content/strike.en.md:7:28: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "an address with an invisible character",
        strike(body="[here](https://exam\u200bple.org/)\n"),
        has={_PAGE: 'href="https://example.org/"'},
        says="""
content/strike.en.md:7:20: warning: the text contains U+200B (zero width space), which is invisible [text-invisible]
  hint: it was removed; delete it
""",
    ),
    Case(
        "the title of a link with a direction override",
        strike(body='[here](https://example.org/ "a &#x202e; b")\n'),
        never=("\u202e",),
        says="""
content/strike.en.md:7:32: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "a heading with a direction override",
        strike(body="## The \u202eplan\n\n[there](#the-plan)\n"),
        never=("\u202e",),
        says="""
content/strike.en.md:7:8: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "unusual line separators",
        strike(body="One\u2028two\u2029three.\n"),
        has={_PAGE: "One two three."},
        says="""
content/strike.en.md:7:4: warning: the text contains U+2028 (line separator) and U+2029 (paragraph separator), which have no meaning in a text [text-control]
  hint: it was removed; delete it
""",
    ),
    Case(
        "HTML with a direction override",
        strike(body='The <bdo dir="rtl">kcatta</bdo>.\n'),
        has={_PAGE: "The kcatta."},
        never=("<bdo",),
        says="""
content/strike.en.md:7:5: warning: <bdo> is not allowed in an article and was removed [markup-removed]
  hint: write Markdown, or link to the content
""",
    ),
    Case(
        "direction overrides on very many lines",
        strike(body="A \u202eline.\n" * 30),
        never=("\u202e",),
        says="""
content/strike.en.md:7:3: warning: the text contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
  the same in content/strike.en.md:8:3, content/strike.en.md:9:3 and 17 more places; 'tarikh build --all' lists all
content/strike.en.md:27:3: warning: from here on, the text contains U+202E (right-to-left override), 10 times, which are invisible and change the direction of the text [text-bidi]
  hint: it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>
""",
    ),
    Case(
        "a key that looks right",
        strike("tit\u200ble: Another"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'tit\\u200ble' [key-unknown]
  hint: did you mean 'title'? The file has it, so add the value there or delete this line
""",
    ),
    Case("a date that looks right", strike("date: 2024\u200b-01-04")),
    Case("a date with marks of direction", strike("date: \u200f2024-01-04\u200f")),
)
