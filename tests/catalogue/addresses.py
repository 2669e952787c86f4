"""Addresses of two pages, reserved addresses, and addresses that no host would serve."""

from __future__ import annotations

from unicodedata import normalize

from tests.catalogue import Case, article, strike

_LONG = "a" * 90

CASES = (
    Case(
        "two slugs that are one",
        {
            "content/a.en.md": article("slug: strike"),
            "content/b.en.md": article("slug: strike"),
        },
        says="""
content/b.en.md:2:7: error: the address 'en/articles/strike/' is already used by content/a.en.md [address-clash]
  hint: give this file another address: 'slug: strike-2'
""",
    ),
    Case(
        "a slug that is the name of another file",
        {"content/a.en.md": article("slug: b"), "content/b.en.md": article()},
        says="""
content/b.en.md:1:1: error: the address 'en/articles/b/' is already used by content/a.en.md [address-clash]
  hint: give this file another address: 'slug: b-2'
""",
    ),
    Case(
        "two names that differ only in capitals",
        {"content/Strike.en.md": article(), "content/strike.en.md": article()},
        why="On the disks of most Macs and PCs, one page would replace the other.",
        says="""
content/strike.en.md:1:1: error: the address 'en/articles/strike/' is already used by content/Strike.en.md [address-clash]
  hint: give this file another address: 'slug: strike-2'
""",
    ),
    Case(
        "two slugs that differ only in capitals",
        {
            "content/a.en.md": article("slug: Strike"),
            "content/b.en.md": article("slug: strike"),
        },
        says="""
content/b.en.md:2:7: error: the address 'en/articles/strike/' is already used by content/a.en.md [address-clash]
  hint: give this file another address: 'slug: strike-2'
""",
    ),
    Case(
        "two names that differ in how their accents are stored",
        {
            f"content/{normalize('NFC', 'café')}.en.md": article(),
            f"content/{normalize('NFD', 'café')}.en.md": article(),
        },
        why="macOS stores the second, everything else the first; to readers they are one.",
        says="""
content/café.en.md:1:1: error: 'café' is already the name of content/café.en.md [key-clash]
  hint: remove one: their names differ only in how accents are stored
""",
    ),
    Case(
        "two slugs that differ in how their accents are stored",
        {
            "content/a.en.md": article(f"slug: {normalize('NFC', 'café')}"),
            "content/b.en.md": article(f"slug: {normalize('NFD', 'café')}"),
        },
        says="""
content/b.en.md:2:7: error: the address 'en/articles/café/' is already used by content/a.en.md [address-clash]
  hint: give this file another address: 'slug: café-2'
""",
    ),
    Case(
        "two long names with the same beginning",
        {
            f"content/{_LONG}-one.en.md": article(),
            f"content/{_LONG}-two.en.md": article(),
        },
        says="""
content/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-two.en.md:1:1: error: the address 'en/articles/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/' is already used by content/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-one.en.md [address-clash]
  hint: give this file another address: 'slug: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2'
""",
    ),
    Case(
        "a name of as many letters as a file may have",
        {f"content/{'ب' * 121}.ar.md": article()},
        why="An Arabic letter takes two bytes; the address is cut, and the page is there.",
        has={f"ar/articles/{'ب' * 80}/index.html": "<h1"},
    ),
    Case("an article named index", {"content/index.en.md": article()}),
    Case("an article named as a device of Windows", {"content/con.en.md": article()}),
    Case(
        "a page named index",
        {"content/a.en.md": article(), "content/pages/index.en.md": article()},
        says="""
content/pages/index.en.md: error: the slug 'index' is reserved for a page that tarikh makes [slug-reserved]
  hint: add a line 'slug: …' with another word
content/pages/index.en.md:3:1: warning: 'date' has no effect in content/pages/ [field-ignored]
  hint: delete it
content/pages/index.en.md:4:1: warning: 'source' has no effect in content/pages/ [field-ignored]
  hint: delete it
""",
    ),
    Case(
        "a page named as a page of the program",
        {**strike(), "content/pages/tags.en.md": "---\ntitle: Tags\n---\n"},
        says="""
content/pages/tags.en.md: error: the slug 'tags' is reserved for a page that tarikh makes [slug-reserved]
  hint: add a line 'slug: …' with another word
""",
    ),
    Case(
        "a page named as a year",
        {**strike(), "content/pages/2024.en.md": "---\ntitle: That year\n---\n"},
        says="""
content/pages/2024.en.md: error: the slug '2024' is reserved for a page that tarikh makes [slug-reserved]
  hint: add a line 'slug: …' with another word
""",
    ),
    Case(
        "a page named as a language",
        {**strike(), "content/pages/en.en.md": "---\ntitle: English\n---\n"},
    ),
    Case(
        "a slug of a file",
        strike("slug: feed.xml"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'feed.xml': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: feed-xml
""",
    ),
    Case(
        "a slug that leads up",
        strike('slug: ".."'),
        says="""
content/strike.en.md:2:7: error: invalid slug '..': a URL cannot contain it as it is [slug-invalid]
  hint: use letters, digits and hyphens
""",
    ),
    Case(
        "a slug that leads out of the site",
        strike("slug: ../../etc/passwd"),
        says="""
content/strike.en.md:2:7: error: invalid slug '../../etc/passwd': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: etc-passwd
""",
    ),
    Case(
        "a slug from the root",
        strike("slug: /etc/passwd"),
        says="""
content/strike.en.md:2:7: error: invalid slug '/etc/passwd': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: etc-passwd
""",
    ),
    Case(
        "a slug of two segments",
        strike("slug: 2024/strike"),
        says="""
content/strike.en.md:2:7: error: invalid slug '2024/strike': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: 2024-strike
""",
    ),
    Case(
        "a slug with an encoded slash",
        strike("slug: a%2fb"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'a%2fb': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: a-2fb
""",
    ),
    Case(
        "a slug with a question mark",
        strike("slug: a?b"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'a?b': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: a-b
""",
    ),
    Case(
        "a slug with a number sign",
        strike("slug: a#b"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'a#b': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: a-b
""",
    ),
    Case(
        "a slug with spaces",
        strike("slug: the first strike"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'the first strike': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: the-first-strike
""",
    ),
    Case(
        "a slug that ends in a dot",
        strike("slug: strike."),
        says="""
content/strike.en.md:2:7: error: invalid slug 'strike.': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: strike
""",
    ),
    Case(
        "a slug of a backslash",
        strike("slug: a\\b"),
        says="""
content/strike.en.md:2:7: error: invalid slug 'a\\b': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: a-b
""",
    ),
    Case(
        "a slug without a letter",
        strike('slug: "!!"'),
        says="""
content/strike.en.md:2:7: error: invalid slug '!!': a URL cannot contain it as it is [slug-invalid]
  hint: use letters, digits and hyphens
""",
    ),
    Case(
        "a slug that is a list",
        strike("slug: [a, b]"),
        says="""
content/strike.en.md:2:7: error: 'slug' is a list, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "a slug that is too long",
        strike(f"slug: {'a' * 300}"),
        says=f"""
content/strike.en.md:2:7: error: invalid slug 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…': it has 300 bytes; the limit is 240 [slug-invalid]
  hint: write slug: {"a" * 240}
""",
    ),
    Case(
        "a slug of two hundred letters",
        {"content/long.en.md": article(f"slug: {'ص' * 20}{'a' * 180}"), **strike()},
        has={f"en/articles/{'ص' * 20}{'a' * 180}/index.html": "<h1"},
    ),
    Case(
        "a slug with an invisible character",
        strike("slug: str\u200bike"),
        says="""
content/strike.en.md:2:10: warning: 'slug' contains U+200B (zero width space), which is invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
    ),
    Case(
        "a name without a letter",
        {"content/!!!.en.md": article()},
        says="""
content/!!!.en.md: error: the file name '!!!' has no letter or digit [slug-empty]
  hint: rename the file, or add a line 'slug: …'
""",
    ),
    Case(
        "an alias that is another article's address",
        {"content/a.en.md": article("aliases: [/en/articles/b/]"), "content/b.en.md": article()},
        says="""
content/a.en.md:2:10: error: the address 'en/articles/b/' is already used by content/b.en.md [address-clash]
  hint: remove 'en/articles/b/' from 'aliases'
""",
    ),
    Case(
        "an alias that is the article's own address",
        strike("aliases: [/en/articles/strike/]"),
        says="""
content/strike.en.md:2:10: error: the address 'en/articles/strike/' is the address of this article [address-clash]
  hint: remove 'en/articles/strike/' from 'aliases'
""",
    ),
    Case(
        "aliases that lead in a circle",
        {
            "content/a.en.md": article("aliases: [/en/articles/b/]"),
            "content/b.en.md": article("aliases: [/en/articles/a/]"),
        },
        says="""
content/a.en.md:2:10: error: the address 'en/articles/b/' is already used by content/b.en.md [address-clash]
  hint: remove 'en/articles/b/' from 'aliases'
content/b.en.md:2:10: error: the address 'en/articles/a/' is already used by content/a.en.md [address-clash]
  hint: remove 'en/articles/a/' from 'aliases'
""",
    ),
    Case(
        "an alias of two articles",
        {
            "content/a.en.md": article("aliases: [/old/]"),
            "content/b.en.md": article("aliases: [/old]"),
        },
        says="""
content/a.en.md:2:10: error: the address 'old/' is already used by content/b.en.md [address-clash]
  hint: remove 'old/' from 'aliases'
""",
    ),
    Case(
        "an alias that is a page of the program",
        strike("aliases: [/EN/Tags/]"),
        says="""
content/strike.en.md:2:10: error: the address 'EN/Tags/' is already used by the list of all tags [address-clash]
  hint: remove 'EN/Tags/' from 'aliases'
""",
    ),
    Case(
        "an alias that is a feed",
        strike("aliases: [/en/feed.xml]"),
        says="""
content/strike.en.md:2:10: error: the address 'en/feed.xml/' is above or below that of tarikh's own file 'en/feed.xml' [address-clash]
  hint: remove 'en/feed.xml' from 'aliases'
""",
    ),
    Case(
        "an alias that is the home page",
        strike("aliases: [/index.html]"),
        says="""
content/strike.en.md:2:10: error: the address 'index.html' is already used by the home page [address-clash]
  hint: remove 'index.html' from 'aliases'
""",
    ),
    Case(
        "an alias below another",
        {
            "content/a.en.md": article("aliases: [/old.html]"),
            "content/b.en.md": article("aliases: [/old.html/new]"),
        },
        says="""
content/a.en.md:2:10: error: the address 'old.html' is above or below that of content/b.en.md [address-clash]
  hint: remove 'old.html' from 'aliases'
content/b.en.md:2:10: error: the address 'old.html/new/' is above or below that of content/a.en.md [address-clash]
  hint: remove 'old.html/new' from 'aliases'
""",
    ),
    Case(
        "an alias among the program's files",
        strike("aliases: [/assets/old.html]"),
        says="""
content/strike.en.md:2:10: error: the address 'assets/old.html' is reserved for tarikh's own files [address-clash]
  hint: remove 'assets/old.html' from 'aliases'
""",
    ),
    Case(
        "an alias that is hidden",
        strike("aliases: [/.git/config]"),
        says="""
content/strike.en.md:2:10: error: the address '.git/config' is reserved for tarikh's own files [address-clash]
  hint: remove '.git/config' from 'aliases'
""",
    ),
    Case(
        "an alias that leads up",
        strike("aliases: [../old.html]"),
        says="""
content/strike.en.md:2:11: error: invalid alias '../old.html': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias that leads up in code",
        strike('aliases: ["%2e%2e/%2e%2e/old.html"]'),
        says="""
content/strike.en.md:2:11: error: invalid alias '%2e%2e/%2e%2e/old.html': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias on another site",
        strike("aliases: [https://example.org/old]"),
        says="""
content/strike.en.md:2:11: error: invalid alias 'https://example.org/old': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias with a query",
        strike("aliases: [/old.php?id=3]"),
        says="""
content/strike.en.md:2:11: error: invalid alias '/old.php?id=3': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias with a backslash",
        strike("aliases: [a\\b]"),
        says="""
content/strike.en.md:2:11: error: invalid alias 'a\\b': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias with an empty segment",
        strike("aliases: [/old//strike]"),
        says="""
content/strike.en.md:2:11: error: invalid alias '/old//strike': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias of nothing",
        strike('aliases: ["/"]'),
        says="""
content/strike.en.md:2:11: error: invalid alias '/': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias with a direction override",
        strike('aliases: ["/old%E2%80%AEname/"]'),
        says="""
content/strike.en.md:2:11: error: invalid alias '/old%E2%80%AEname/': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias with a segment that is too long for any disk",
        strike(f"aliases: [/{'ب' * 150}/]"),
        says="""
content/strike.en.md:2:11: error: invalid alias '/بببببببببببببببببببببببببببببببببببببببببببببببببببببببببب…': it is not a path on this site [alias-invalid]
  hint: write only the old path, such as /2023/old-name/
""",
    ),
    Case(
        "an alias in Arabic, encoded",
        strike("aliases: [/%D8%AE%D8%A8%D8%B1/]"),
        has={"خبر/index.html": "strike"},
    ),
)
