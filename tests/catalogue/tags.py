"""Tags and sources that are invalid, too many, or look like others."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_TAGS = 'us-forces.name = { en = "US forces", ar = "القوات الأمريكية" }\n'

CASES = (
    Case("no tags at all", strike("tags:")),
    Case("an empty list of tags", strike("tags: []")),
    Case(
        "empty tags in a list",
        strike('tags: ["", ~, null, Iraq]'),
        says="""
content/strike.en.md:2:8: error: invalid tag '': it has no letter or digit [tag-empty]
  hint: write a word, or delete it
""",
    ),
    Case(
        "tags that YAML reads as numbers, dates and booleans",
        strike("tags: [2024, 007, no, 2024-01-04, 1e3]"),
        has={"en/tags/007/index.html": "007", "en/tags/no/index.html": "no"},
    ),
    Case(
        "a tag that leads up",
        strike('tags: [".."]'),
        says="""
content/strike.en.md:2:8: error: invalid tag '..': it has no letter or digit [tag-empty]
  hint: write a word, or delete it
""",
    ),
    Case(
        "a tag with a slash",
        strike("tags: [US/Iraq]"),
        has={"en/tags/us-iraq/index.html": "US/Iraq"},
    ),
    Case(
        "a tag that leads out of the site",
        strike("tags: [../../../etc/passwd]"),
        has={"en/tags/etc-passwd/index.html": "passwd"},
    ),
    Case(
        "Arabic commas between tags",
        strike("tags: [العراق، إيران، الحدود]"),
        says="""
content/strike.en.md:2:8: error: 'العراق، إيران، الحدود' is read as one tag [tag-comma]
  hint: write tags: [العراق, إيران, الحدود]; if it is one tag, put it in quotes
""",
    ),
    Case(
        "Arabic and Latin commas between tags",
        strike("tags: العراق، إيران, الحدود"),
        says="""
content/strike.en.md:2:7: error: 'العراق، إيران, الحدود' is read as one tag [tag-comma]
  hint: write tags: [العراق, إيران, الحدود]; if it is one tag, put it in quotes
""",
    ),
    Case(
        "Latin commas between tags without a list",
        strike("tags: Iraq, Iran"),
        says="""
content/strike.en.md:2:7: error: 'Iraq, Iran' is read as one tag [tag-comma]
  hint: write tags: [Iraq, Iran]; if it is one tag, put it in quotes
""",
    ),
    Case("a comma that belongs to a tag", strike('tags: "Washington, D.C."')),
    Case(
        "too many tags",
        strike("tags: [" + ", ".join(f"t{n}" for n in range(3000)) + "]"),
        says="""
content/strike.en.md:2:7: error: 3,000 tags exceed the limit of 100 [tag-many]
  hint: keep the ones that readers look for; if all of it is needed, raise tags under [limits] in site.toml
""",
    ),
    Case(
        "a tag of only punctuation",
        strike('tags: ["—!?"]'),
        says="""
content/strike.en.md:2:8: error: invalid tag '—!?': it has no letter or digit [tag-empty]
  hint: write a word, or delete it
""",
    ),
    Case(
        "a tag of only vowel marks",
        strike('tags: ["\u064b\u064c"]'),
        says="""
content/strike.en.md:2:8: error: invalid tag 'ًٌ': it has no letter or digit [tag-empty]
  hint: write a word, or delete it
""",
    ),
    Case(
        "a tag that is a picture",
        strike("tags: [🔥]"),
        says="""
content/strike.en.md:2:8: error: invalid tag '🔥': it has no letter or digit [tag-empty]
  hint: write a word, or delete it
""",
    ),
    Case(
        "a tag of ten thousand letters",
        strike(f"tags: [{'a' * 10_000}]"),
        says="""
content/strike.en.md:2:8: error: 'tags' has 10,000 characters; the limit is 500 [field-long]
  hint: shorten it; details go into the text below ---
""",
    ),
    Case(
        "a tag of more bytes than a file name can have",
        strike(f"tags: [{'ب' * 400}]"),
        has={f"en/tags/{'ب' * 80}/index.html": "ب" * 400},
    ),
    Case(
        "two long tags with one beginning",
        strike(f"tags: [{'ب' * 90}, {'ب' * 91}]"),
        says="""
content/strike.en.md:2:7: error: 'ببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببب' would have the same URL 'بببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببب' as 'بببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببب' (content/strike.en.md) [term-clash]
  hint: give one of them an id of its own in content/tags.toml
""",
    ),
    Case(
        "one tag twice",
        strike("tags: [Iraq, IRAQ, iraq]"),
        has={"en/tags/iraq/index.html": "Iraq"},
    ),
    Case(
        "a tag that is a list",
        strike("tags: [[Iraq, Iran]]"),
        says="""
content/strike.en.md:2:7: error: 'tags' has a list in a list [field-type]
  hint: write tags: [Iraq, Iran]
""",
    ),
    Case(
        "tags in lists as Hexo has them",
        strike('tags:\n  - [Iraq, "a, b"]\n  - Iran'),
        says="""
content/strike.en.md:3:3: error: 'tags' has a list in a list [field-type]
  hint: write tags: [Iraq, "a, b", Iran]
""",
    ),
    Case(
        "a tag that is a mapping",
        strike("tags: [{name: Iraq}]"),
        says="""
content/strike.en.md:2:8: error: 'tags' is a group of keys, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "one tag in six spellings",
        {
            f"content/{number}.ar.md": article(f"tags: [{spelling}]")
            for number, spelling in enumerate(
                (
                    "القوات الأمريكية",
                    "القوّاتُ الأمريكيّة",
                    "القوات الامريكيه",
                    "القوات الأمریکیة",
                    "القـــوات  الأمريكية",
                    "القوات\u200f الأمريكى\u200dة",
                )
            )
        },
        has={"ar/tags/القوات-الامريكيه/index.html": "القوات الأمريكية"},
    ),
    Case(
        "a tag with an invisible space",
        strike("tags: [Ira\u200bq]"),
        has={"en/tags/iraq/index.html": "Iraq"},
        never=("\u200b",),
        says="""
content/strike.en.md:2:11: warning: 'tags' contains U+200B (zero width space), which is invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a tag that looks like a year",
        strike("tags: [2024]"),
        has={"en/tags/2024/index.html": "2024"},
    ),
    Case(
        "two tags with one address",
        {"content/a.en.md": article("tags: [C++]"), "content/b.en.md": article('tags: ["C#"]')},
        says="""
content/b.en.md:2:7: error: 'C#' would have the same URL 'c' as 'C++' (content/a.en.md) [term-clash]
  hint: give one of them an id of its own in content/tags.toml
""",
    ),
    Case(
        "a tag with the address of a registered one",
        {"content/tags.toml": _TAGS, **strike('tags: ["US & forces"]')},
        says="""
content/strike.en.md:2:7: error: 'US & forces' would have the same URL 'us-forces' as [us-forces] of content/tags.toml [term-clash]
  hint: give one of them an id of its own in content/tags.toml
""",
    ),
    Case(
        "a word of two alphabets",
        strike("tags: [Paris, Раris]"),
        why="The second begins with Cyrillic letters, and would have a page of its own.",
        says="""
content/strike.en.md:2:15: warning: 'Раris' in 'tags' looks like 'Paris', but contains 'Р' (Cyrillic, U+0420) and 'а' (Cyrillic, U+0430) [script-mixed]
  hint: retype it: Paris
""",
    ),
    Case(
        "a Cyrillic word with Latin letters",
        strike("tags: [Mocквa]"),
        says="""
content/strike.en.md:2:8: warning: 'Mocквa' in 'tags' looks like 'Москва', but contains 'M' (Latin, U+004D), 'o' (Latin, U+006F), 'c' (Latin, U+0063) and 'a' (Latin, U+0061) [script-mixed]
  hint: retype it: Москва
""",
    ),
    Case(
        "two names that look alike in two alphabets",
        {"content/a.en.md": article("tags: [BBC]"), "content/b.en.md": article("tags: [ВВС]")},
        says="""
content/b.en.md:2:7: warning: 'ВВС' looks like 'BBC' (content/a.en.md), but contains 'В' (Cyrillic, U+0412) and 'С' (Cyrillic, U+0421) [term-lookalike]
  hint: retype it: BBC; or add it to tags.toml
""",
    ),
    Case(
        "a tag that looks like a registered one",
        {"content/tags.toml": 'bbc.name = "BBC"\n', **strike("tags: [ВВС]")},
        says="""
content/strike.en.md:2:7: warning: 'ВВС' looks like 'BBC', but contains 'В' (Cyrillic, U+0412) and 'С' (Cyrillic, U+0421) [term-lookalike]
  hint: retype it: BBC; or add it to tags.toml
""",
    ),
    Case(
        "look-alikes that the registry makes one",
        {
            "content/tags.toml": 'bbc = { name = "BBC", spellings = ["ВВС"] }\n',
            **strike("tags: [ВВС]"),
        },
    ),
    Case(
        "a registered name of two alphabets",
        {"content/tags.toml": '[paris]\nname = "Раris"\n', **strike("tags: [paris]")},
        says="""
content/tags.toml:2:8: warning: 'Раris' in 'paris.name' looks like 'Paris', but contains 'Р' (Cyrillic, U+0420) and 'а' (Cyrillic, U+0430) [script-mixed]
  hint: retype it: Paris
""",
    ),
    Case(
        "tags of other alphabets that look like none", strike("tags: [Москва, Αθήνα, Երևան, NF-κB]")
    ),
    Case(
        "a source of two alphabets",
        strike("source: Rеuters"),
        says="""
content/strike.en.md:2:10: warning: 'Rеuters' in 'source' looks like 'Reuters', but contains 'е' (Cyrillic, U+0435) [script-mixed]
  hint: retype it: Reuters
""",
    ),
    Case(
        "the address of a source in two alphabets",
        strike('source: {name: BBC, url: "https://www.bbс.com/news"}'),
        says="""
content/strike.en.md:2:41: warning: 'bbс' in 'source.url' looks like 'bbc', but contains 'с' (Cyrillic, U+0441) [script-mixed]
  hint: retype it: bbc
""",
    ),
    Case(
        "two sources that look alike",
        {
            "content/a.en.md": article("source: CNN"),
            "content/b.en.md": article("source: АР"),
            "content/c.en.md": article("source: AP"),
        },
        says="""
content/b.en.md:2:9: warning: 'АР' looks like 'AP' (content/c.en.md), but contains 'А' (Cyrillic, U+0410) and 'Р' (Cyrillic, U+0420) [term-lookalike]
  hint: retype it: AP; or add it to sources.toml
""",
    ),
    Case(
        "a source with a direction override",
        strike('source: "Reu\\u202Eters"'),
        never=("\u202e",),
        says="""
content/strike.en.md:2:13: warning: 'source' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a source without a letter",
        strike('source: "!!"'),
        says="""
content/strike.en.md:2:9: error: invalid source name '!!': it has no letter or digit [source-name]
  hint: write the name that readers know it by
""",
    ),
    Case(
        "an empty source",
        strike("source:"),
        says="""
content/strike.en.md:2:8: warning: the event has no source [source-missing]
  hint: write source: and who reported the event; until then it has a visible mark
""",
    ),
    # --- One name in several forms ------------------------------------------------------------
    Case(
        "names that differ only in punctuation",
        {
            "content/a.en.md": article("source: Democracy Now!\ntags: [U.S. forces]"),
            "content/b.en.md": article("source: Democracy Now\ntags: [US-forces]"),
            "content/c.ar.md": article("source: «رويترز»\ntags: [أ. ب]\ntitle: خبر"),
            "content/d.ar.md": article("source: رويترز\ntags: [أ ب]\ntitle: خبر"),
        },
        has={
            "en/sources/democracy-now/index.html": "articles/b/",
            "en/tags/us-forces/index.html": "articles/b/",
            "ar/sources/رويترز/index.html": "articles/d/",
        },
    ),
    Case(
        "a hashtag and a tag",
        {
            "content/a.en.md": article('tags: ["#floods"]'),
            "content/b.en.md": article("tags: [floods]"),
        },
        has={"en/tags/floods/index.html": ">floods<"},
        never=(">#floods<",),
    ),
    Case(
        "a name in quotation marks that is registered",
        {
            "content/sources.toml": 'reuters.name = { ar = "رويترز", en = "Reuters" }\n',
            "content/a.ar.md": article("source: «رويترز»\ntitle: خبر"),
        },
        has={"ar/sources/reuters/index.html": "رويترز"},
    ),
    Case(
        "a name that is similar to a registered one",
        {
            "content/sources.toml": 'reuters.name = "Reuters"\nreuters.spellings = ["RTR"]\n',
            "content/tags.toml": 'iran.name = "Iran"\nstation-4.name = "Station 4"\n',
            **strike("source: Reuter\ntags: [Iraq, Station 5]"),
        },
        says="""
content/strike.en.md:2:9: warning: 'Reuter' is not in content/sources.toml, but differs little from 'Reuters' of [reuters] [term-similar]
  hint: write Reuters; if both are names of it, write spellings = ["RTR", "Reuter"] below [reuters] in content/sources.toml
""",
        why="Iraq and Iran, and two numbers, are different names.",
    ),
    Case(
        "a name with two letters in the wrong order",
        {
            "content/sources.toml": 'reuters.name = "Reuters"\nreuters.spellings = ["RTR"]\n',
            "content/tags.toml": 'iran.name = "Iran"\n',
            "content/flood.en.md": article("source: Rueters\ntags: [Tran]"),
        },
        says="""
content/flood.en.md:2:9: warning: 'Rueters' is not in content/sources.toml, but differs little from 'Reuters' of [reuters] [term-similar]
  hint: write Reuters; if both are names of it, write spellings = ["RTR", "Rueters"] below [reuters] in content/sources.toml
""",
    ),
    Case(
        "a source in two languages that is not registered",
        {
            "content/a.en.md": article("source: Reuters"),
            "content/a.ar.md": article("source: رويترز\ntitle: خبر"),
            "content/b.en.md": article("source: Reuters!"),
            "content/b.ar.md": article("source: «رويترز»\ntitle: خبر"),
        },
        says="""
content/a.en.md:2:9: notice: 'رويترز' (ar) and 'Reuters' (en) are not registered, so they are different sources [term-unpaired]
  hint: if they are one, add [reuters] to content/sources.toml with name = { ar = "رويترز", en = "Reuters" }
""",
    ),
    Case(
        "tags in two languages that are not registered",
        {
            "content/a.en.md": article("date: 2024\ntags: [Gaza, floods]"),
            "content/a.ar.md": article("date: 2024\ntags: [غزة, فيضانات]\ntitle: خبر"),
        },
        says="""
content/a.en.md:3:7: notice: 'غزة' (ar) and 'Gaza' (en) are not registered, so they are different tags [term-unpaired]
  hint: if they are one, add [gaza] to content/tags.toml with name = { ar = "غزة", en = "Gaza" }
content/a.en.md:3:7: notice: 'فيضانات' (ar) and 'floods' (en) are not registered, so they are different tags [term-unpaired]
  hint: if they are one, add [floods] to content/tags.toml with name = { ar = "فيضانات", en = "floods" }
""",
    ),
    Case(
        "sources with a comma between them",
        strike("source: Reuters, AP"),
        says="""
content/strike.en.md:2:9: warning: 'Reuters, AP' is read as one source [source-comma]
  hint: write source: [Reuters, AP]; if it is one source, put it in quotes
""",
    ),
    Case(
        "sources with a comma between them in one name",
        strike("source:\n  name: رويترز، AP\n  url: https://example.org/"),
        says="""
content/strike.en.md:3:9: warning: 'رويترز، AP' is read as one source [source-comma]
  hint: write an item for each source; if it is one source, put the name in quotes
""",
    ),
    Case("a comma that belongs to a source", strike('source: "Ministry of Health, Gaza"')),
    Case(
        "a Markdown link as a source",
        strike("source: [Reuters](https://example.org/a)"),
        says="""
content/strike.en.md:2:9: error: source '[Reuters](https://example.org/a)' is a link, not a name [yaml-invalid]
  hint: write source: {name: Reuters, url: https://example.org/a}
""",
    ),
    Case(
        "links as sources",
        strike('source:\n  - "[Reuters](https://example.org/a)"\n  - AP (https://example.org/b)'),
        says="""
content/strike.en.md:3:5: error: source '[Reuters](https://example.org/a)' is a link, not a name [source-name]
  hint: write source: {name: Reuters, url: https://example.org/a}
content/strike.en.md:4:5: error: source 'AP (https://example.org/b)' is a link, not a name [source-name]
  hint: write source: {name: AP, url: https://example.org/b}
""",
    ),
    Case(
        "wikilinks in front matter",
        {
            **strike(
                'source: "[[Reuters]]"\ntags: [[Gaza]]\nrelated:\n  - "[[notes/flood|Flood]]"'
            ),
            "content/notes/flood.en.md": article("title: Flood"),
        },
        has={
            "en/sources/reuters/index.html": ">Reuters<",
            "en/tags/gaza/index.html": ">Gaza<",
            "en/articles/strike/index.html": "articles/flood/",
        },
    ),
)
