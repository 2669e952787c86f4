"""Front matter that is not valid YAML, or that YAML reads differently than the author meant."""

from __future__ import annotations

from tests.catalogue import Case, article, strike


def toml(*lines: str) -> str:
    """Return an article in TOML: a title on line 2, a source, and the lines."""
    source = () if any("source" in line for line in lines) else ('source = "Reuters"',)
    return "\n".join(("+++", 'title = "Strike"', *source, *lines, "+++", "", "Text.", ""))


CASES = (
    Case(
        "a claim of a source for something that is not a language",
        strike("source: {name: AP, says: {English: 137 dead}}"),
        says="""
content/strike.en.md:2:26: error: invalid language tag 'English' in 'source.says' [language-invalid]
  hint: write says: {ar: …, en: …}, or one text: says: 137 dead
""",
    ),
    Case(
        "a claim of a source that is a list",
        strike("source: {name: AP, says: [137 dead, 40 wounded]}"),
        says="""
content/strike.en.md:2:26: error: 'source.says' is a list, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "a claim of a source under another key",
        strike("source: {name: AP, claim: 137 dead}"),
        says="""
content/strike.en.md:2:20: warning: unknown key 'claim' in 'source' [key-unknown]
  hint: did you mean 'says'?
""",
    ),
    Case(
        "a translation of an older text",
        {
            **strike(body="The strike lasted nine days.\n"),
            "content/strike.ar.md": article("title: إضراب"),
            "content/translations.toml": '[strike.ar]\nfrom = "en"\nparagraphs = "62bd5720 e03f2e1b"\n',
        },
        says="""
content/strike.ar.md: notice: a paragraph of content/strike.en.md has changed since this translation: 'The strike lasted nine days.' [original-changed]
  hint: update it, then run: tarikh translated strike --lang ar
""",
    ),
    Case(
        "a correction in one of two languages",
        {
            **strike("corrections: [{date: 2024-01-09, note: Nine days}]"),
            "content/strike.ar.md": article("title: إضراب"),
        },
        says="""
content/strike.ar.md: warning: the correction of 2024-01-09 in content/strike.en.md is not in this translation [correction-missing]
  hint: add to 'corrections': - {date: 2024-01-09, note: …}
""",
    ),
    Case(
        "tags of Jekyll with spaces between them",
        {"content/2024-01-04-strike.en.md": article("tags: port strike")},
        says="""
content/2024-01-04-strike.en.md:2:7: warning: 'port strike' is read as one tag; Jekyll reads a tag in each word [tag-comma]
  hint: write tags: [port, strike]; if it is one tag, put it in quotes
""",
    ),
    Case("a tag of two words", strike("tags: US forces")),
    Case(
        "the other names that a note has in Obsidian",
        strike('aliases: [Port strike, "إضراب الميناء", old.html, /old/]'),
        says="""
content/strike.en.md:2:11: warning: alias 'Port strike' is not an address, so nothing redirects from it [alias-invalid]
  hint: write /port-strike/ if it is an old path; other names have no effect here
content/strike.en.md:2:24: warning: alias 'إضراب الميناء' is not an address, so nothing redirects from it [alias-invalid]
  hint: write /اضراب-الميناء/ if it is an old path; other names have no effect here
""",
        has={"old/index.html": "strike", "old.html": "strike"},
    ),
    Case(
        "the empty texts of a template",
        strike('slug: ""\nimage: ""\nsummary: ""\nupdated: ""\nstatus: ""\naliases: ""'),
        has={"en/articles/strike/index.html": "<h1"},
    ),
    Case(
        "parts of a page that another program hides",
        strike("hide:\n  - navigation\n  - toc"),
        has={"en/articles/strike/index.html": "<h1"},
        says="""
content/strike.en.md:2:1: warning: unknown key 'hide' [key-unknown]
  hint: delete it: it is for another program, and has no meaning here
""",
    ),
    Case(
        "a variable of a template with a colon",
        strike("date: {{DATE:}}"),
        says="""
content/strike.en.md:2:7: error: it is a variable of a template, which another program replaces [yaml-invalid]
  hint: write the value itself, as in date: …
""",
    ),
    Case(
        "a day as a link of Obsidian",
        strike('date: "[[2024-01-04]]"\nupdated: [[2024-01-05]]'),
        has={"en/articles/strike/index.html": 'datetime="2024-01-04"'},
    ),
    Case(
        "a title in another language",
        strike("title_ar: إضراب\nexpiryDate:\noutput: html_document"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'title_ar' [key-unknown]
  hint: write 'title' in a file of its own that ends in .ar.md
content/strike.en.md:3:1: warning: unknown key 'expiryDate' [key-unknown]
  hint: delete the line: an article without 'draft: true' is published
content/strike.en.md:4:1: warning: unknown key 'output' [key-unknown]
  hint: delete it: it is for another program, and has no meaning here
""",
    ),
    # --- Invalid YAML --------------------------------------------------------------------------
    Case(
        "a tab indents a list",
        strike("tags:\n\t- Gaza\n\t- Lebanon"),
        says="""
content/strike.en.md:3:1: error: the line is indented with a tab [yaml-invalid]
  hint: indent it with spaces
""",
    ),
    Case(
        "a tab between spaces",
        strike("source:\n  name: Reuters\n \turl: https://example.org/"),
        says="""
content/strike.en.md:4:2: error: the line is indented with a tab [yaml-invalid]
  hint: indent it with spaces
""",
    ),
    Case(
        "a tab follows the colon",
        strike("title:\tStrike"),
        why="YAML allows it, and so do we.",
    ),
    Case(
        "a double quote stays open",
        strike('title: "Strike on the port\ndate: 2024-01-04'),
        says="""
content/strike.en.md:2:8: error: the opening quotation mark " is not closed [yaml-invalid]
  hint: close it on the same line; inside the text, write «…» or “…” instead of "
""",
    ),
    Case(
        "a single quote stays open",
        strike("title: 'Strike on the port\ndate: 2024-01-04"),
        says="""
content/strike.en.md:2:8: error: the opening quotation mark ' is not closed [yaml-invalid]
  hint: close it on the same line; inside the text, write «…» or “…” instead of '
""",
    ),
    Case(
        "an apostrophe ends a quoted title early",
        strike("title: 'The minister's reply'"),
        says="""
content/strike.en.md:2:22: error: there is text after the closing quotation mark ' [yaml-invalid]
  hint: write title: "The minister's reply"
""",
    ),
    Case(
        "a quoted title goes on after its quote",
        strike('title: "Strike" on the port'),
        says="""
content/strike.en.md:2:17: error: there is text after the closing quotation mark " [yaml-invalid]
  hint: write title: '"Strike" on the port'
""",
    ),
    Case(
        "a backslash in double quotes",
        strike('title: "C:\\ports"'),
        says="""
content/strike.en.md:2:11: error: a backslash starts an escape inside double quotes [yaml-invalid]
  hint: write \\\\ for a backslash, or use single quotes
""",
    ),
    Case(
        "a list stays open",
        strike("tags: [Gaza, Lebanon"),
        says="""
content/strike.en.md:2:7: error: the '[' is not closed, or a comma after it is missing or extra [yaml-invalid]
  hint: close it with ']'; put items with punctuation in quotes
""",
    ),
    Case(
        "a list lacks a comma before its quote",
        strike('tags: ["Gaza" "Lebanon"]'),
        says="""
content/strike.en.md:2:7: error: the '[' is not closed, or a comma after it is missing or extra [yaml-invalid]
  hint: close it with ']'; put items with punctuation in quotes
""",
    ),
    Case(
        "a brace stays open",
        strike("source: {name: Reuters, url: https://example.org/"),
        says="""
content/strike.en.md:2:9: error: the '{' is not closed, or a comma after it is missing or extra [yaml-invalid]
  hint: close it with '}'; put items with punctuation in quotes
""",
    ),
    Case(
        "a bracket closes what a brace opened",
        strike("source: {name: Reuters]"),
        says="""
content/strike.en.md:2:9: error: the '{' is not closed, or a comma after it is missing or extra [yaml-invalid]
  hint: close it with '}'; put items with punctuation in quotes
""",
    ),
    Case(
        "a title starts with a bracket",
        strike("title: [Updated] Strike on the port"),
        says="""
content/strike.en.md:2:18: error: there is text after the closing ']' [yaml-invalid]
  hint: if it is all one text, write title: "[Updated] Strike on the port"
""",
    ),
    Case(
        "a colon in a title",
        strike("title: Gaza: a timeline"),
        says="""
content/strike.en.md:2:12: error: a value that contains a colon must be in quotes [yaml-invalid]
  hint: write title: "Gaza: a timeline"
""",
    ),
    Case(
        "a colon in an Arabic title",
        {"content/strike.ar.md": article("title: غزة: تسلسل زمني")},
        says="""
content/strike.ar.md:2:11: error: a value that contains a colon must be in quotes [yaml-invalid]
  hint: write title: "غزة: تسلسل زمني"
""",
    ),
    Case(
        "a colon at the end of a title",
        strike("title: Gaza, a timeline:"),
        says="""
content/strike.en.md:2:24: error: a value that contains a colon must be in quotes [yaml-invalid]
  hint: write title: "Gaza, a timeline:"
""",
    ),
    Case(
        "a colon without a space in a title",
        strike("title: Gaza:a timeline"),
        why="YAML reads it as text, and so do we.",
    ),
    Case(
        "no space after the colon of a key",
        strike("title:Strike on the port"),
        says="""
content/strike.en.md:2:7: error: a space is missing after the colon [yaml-invalid]
  hint: write title: Strike on the port
""",
    ),
    Case(
        "an Arabic colon after a key",
        {"content/strike.en.md": "---\ntitle：Strike\ndate: 2024-01-04\nsource: Reuters\n---\n"},
        says="""
content/strike.en.md:2:6: error: '：' is not the colon ':' of YAML [yaml-invalid]
  hint: write title: Strike
""",
        why="A full-width colon looks like one, and input methods write it.",
    ),
    Case(
        "no space after the hyphen of an item",
        strike("tags:\n  -Gaza\n  -Lebanon"),
        says="""
content/strike.en.md:3:3: error: a space is missing after the hyphen [yaml-invalid]
  hint: write - Gaza
""",
    ),
    Case(
        "a line without a key",
        strike("title: Strike\nthe port was hit\ndate: 2024-01-04"),
        says="""
content/strike.en.md:3:1: error: this line is not of the form 'key: value' [yaml-invalid]
  hint: indent it if it continues the line above; move the article's text below ---
""",
    ),
    Case(
        "a key is indented by one space",
        strike("title: Strike\n date: 2024-01-04\nsource: Reuters"),
        says="""
content/strike.en.md:3:2: error: 'date' is indented differently from the lines around it [yaml-invalid]
  hint: indent keys of one level by the same number of spaces
""",
    ),
    Case(
        "a list starts on the line of its key",
        strike("tags: - Gaza\n  - Lebanon"),
        says="""
content/strike.en.md:2:7: error: a list cannot start on the line of its key [yaml-invalid]
  hint: write each item on a line of its own, after '- '
""",
    ),
    Case(
        "a list goes on after its bracket",
        strike("tags: [Gaza, Lebanon]]"),
        says="""
content/strike.en.md:2:22: error: there is text after the closing ']' [yaml-invalid]
  hint: if it is all one text, write tags: "[Gaza, Lebanon]]"
""",
    ),
    Case(
        "an item below a text",
        strike("title: Strike\n- Gaza"),
        says="""
content/strike.en.md:3:1: error: this item is not in a list [yaml-invalid]
  hint: write the key of the list above its items, such as tags:
""",
    ),
    Case(
        "a quote is open three lines above another",
        strike('title: "Strike\ndate: 2024-01-04\nstatus: occurred\nplace: "Gaza"'),
        says="""
content/strike.en.md:2:8: error: the opening quotation mark " is not closed [yaml-invalid]
  hint: close it on the same line
""",
        why="YAML notices it at the other, which is fine.",
    ),
    Case(
        "a title starts with a percent sign",
        strike("title: % of votes counted"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '%' must be in quotes [yaml-invalid]
  hint: write title: "% of votes counted"
""",
    ),
    Case(
        "a title starts with an at sign",
        strike("title: @spokesman resigns"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '@' must be in quotes [yaml-invalid]
  hint: write title: "@spokesman resigns"
""",
    ),
    Case(
        "a title starts with a backtick",
        strike("title: `Strike` on the port"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '`' must be in quotes [yaml-invalid]
  hint: write title: "`Strike` on the port"
""",
    ),
    Case(
        "a title starts with an exclamation mark",
        strike("title: !important Strike"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '!' must be in quotes [yaml-tag]
  hint: YAML reads '!important' as the type of a value; put the whole value in quotes
""",
    ),
    Case(
        "a title starts with an asterisk",
        strike("title: *Strike* on the port"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '*' must be in quotes [yaml-invalid]
  hint: write title: "*Strike* on the port"
""",
    ),
    Case(
        "a title starts with an ampersand",
        strike("title: &Strike on the port"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '&' must be in quotes [yaml-alias]
  hint: YAML reads '&Strike' as the name of a value; put the whole value in quotes
""",
    ),
    Case(
        "a title starts with a question mark",
        strike("title: ? who gave the order"),
        says="""
content/strike.en.md:2:8: error: a value that starts with '?' must be in quotes [yaml-invalid]
  hint: write title: "? who gave the order"
""",
    ),
    Case(
        "a title starts with a number sign",
        strike("title: #Gaza"),
        says="""
content/strike.en.md:2:8: error: YAML reads '#' and the text after it as a comment, not as part of 'title' [yaml-comment]
  hint: if it belongs to the value, write title: "#Gaza"
""",
    ),
    Case(
        "hashtags as tags",
        strike("tags: #Gaza #Lebanon"),
        says="""
content/strike.en.md:2:7: warning: YAML reads '#' and the text after it as a comment, not as part of 'tags' [yaml-comment]
  hint: if it belongs to the value, write tags: [Gaza, Lebanon]
""",
    ),
    Case(
        "hashtags below 'tags'",
        strike("tags:\n  #Gaza\nplace: Basra"),
        says="""
content/strike.en.md:3:3: warning: YAML reads '#' and the text after it as a comment, not as part of 'tags' [yaml-comment]
  hint: if it belongs to the value, write tags: [Gaza]
""",
    ),
    Case(
        "a hashtag in a list of tags",
        strike("tags:\n  - strikes\n  - #Gaza"),
        says="""
content/strike.en.md:4:5: warning: YAML reads '#' and the text after it as a comment, not as part of 'tags' [yaml-comment]
  hint: if it belongs to the value, write - Gaza
""",
    ),
    Case(
        "hashtags in brackets",
        strike("tags: [strikes, #Gaza, 'a b']"),
        says="""
content/strike.en.md:2:17: error: YAML reads '#' and the text after it as a comment, so the '[' is not closed [yaml-invalid]
  hint: write tags: [strikes, Gaza, 'a b']
""",
    ),
    Case(
        "an address that starts with a number sign",
        strike("place: #5 Street"),
        says="""
content/strike.en.md:2:8: warning: YAML reads '#' and the text after it as a comment, not as part of 'place' [yaml-comment]
  hint: if it belongs to the value, write place: "#5 Street"
""",
    ),
    Case(
        "a source that starts with a number sign",
        strike("source:\n  - #Reuters\n  - AP"),
        says="""
content/strike.en.md:3:5: warning: YAML reads '#' and the text after it as a comment, not as part of 'source' [yaml-comment]
  hint: if it belongs to the value, write - "#Reuters"
""",
    ),
    Case(
        "a key with nothing but a comment",
        strike("place: # not known yet\ntags:\n  # - Gaza"),
        why="A space after the sign shows that a comment was meant.",
    ),
    Case(
        "a number sign within a title",
        strike("title: Protest of #Gaza"),
        says="""
content/strike.en.md:2:19: error: YAML reads '#' and the text after it as a comment, not as part of 'title' [yaml-comment]
  hint: if it belongs to the value, write title: "Protest of #Gaza"
""",
        why="YAML would leave out the rest of the title in silence.",
    ),
    Case(
        "a second document",
        {"content/strike.en.md": "---\ntitle: Strike\n...\ndate: 2024-01-04\n---\n"},
        says="""
content/strike.en.md:3:1: error: this line is not of the form 'key: value' [yaml-invalid]
  hint: indent it if it continues the line above; move the article's text below ---
""",
    ),
    Case(
        "lists within lists within lists",
        strike("tags: [[[[[[[[[[Gaza]]]]]]]]]]"),
        says="""
content/strike.en.md:2:14: error: lists and groups of keys are nested more than 8 levels deep [yaml-invalid]
  hint: put the value in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "ten thousand open brackets",
        strike("tags: " + "[" * 10_000),
        says="""
content/strike.en.md:2:14: error: lists and groups of keys are nested more than 8 levels deep [yaml-invalid]
  hint: put the value in quotes if it is a text that starts with [ or {
""",
        why="Parsers that call themselves end with a stack that is full.",
    ),
    # --- YAML beyond plain values ------------------------------------------------------------
    Case(
        "exponential aliases",
        strike(
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
            "tags: [*b, *b, *b, *b, *b, *b, *b, *b, *b]"
        ),
        says="""
content/strike.en.md:2:1: warning: unknown key 'a' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
content/strike.en.md:2:4: error: a value that starts with '&' must be in quotes [yaml-alias]
  hint: YAML reads '&a' as the name of a value; put the whole value in quotes
content/strike.en.md:3:1: warning: unknown key 'b' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
content/strike.en.md:3:4: error: a value that starts with '&' must be in quotes [yaml-alias]
  hint: YAML reads '&b' as the name of a value; put the whole value in quotes
content/strike.en.md:3:8: error: a value that starts with '*' must be in quotes [yaml-alias]
  hint: YAML reads '*a' as the name of a value; put the whole value in quotes
content/strike.en.md:4:8: error: a value that starts with '*' must be in quotes [yaml-alias]
  hint: YAML reads '*b' as the name of a value; put the whole value in quotes
""",
        why="A few more such lines would expand to more values than fit in memory.",
    ),
    Case(
        "a tag that creates a Python object",
        strike("title: !!python/object/apply:os.system ['touch /tmp/harmed']"),
        says="""
content/strike.en.md:2:8: error: 'title' is a list, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
content/strike.en.md:2:8: error: a value that starts with '!' must be in quotes [yaml-tag]
  hint: YAML reads '!!python/object/apply:os.system' as the type of a value; put the whole value in quotes
""",
    ),
    Case(
        "a tag of binary data",
        strike("title: !!binary R0lGODlhAQABAAAAACw="),
        says="""
content/strike.en.md:2:8: error: a value that starts with '!' must be in quotes [yaml-tag]
  hint: YAML reads '!!binary' as the type of a value; put the whole value in quotes
""",
    ),
    Case(
        "a merge key",
        strike("<<: {title: Strike}"),
        says="""
content/strike.en.md:2:1: warning: unknown key '<<' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
""",
    ),
    Case(
        "a key that is a list",
        strike("[title, date]: Strike"),
        says="""
content/strike.en.md:2:1: error: a key cannot be a list or a group of keys [field-type]
  hint: put the value in quotes if it starts with [ or {
""",
    ),
    # --- Keys ------------------------------------------------------------------------------
    Case(
        "a key twice",
        strike("title: Strike\ndate: 2024-01-04\ntitle: Strike on the port"),
        says="""
content/strike.en.md:4:1: error: 'title' is given twice; first on line 2 [key-duplicate]
  hint: delete one of them; several values go into one list
""",
        why="YAML's own readers keep the last in silence.",
    ),
    Case(
        "a key twice within a source",
        strike("source:\n  name: Reuters\n  url: https://a.example/\n  url: https://b.example/"),
        says="""
content/strike.en.md:5:3: error: 'url' is given twice; first on line 4 [key-duplicate]
  hint: delete one of them; several values go into one list
""",
    ),
    Case(
        "a misspelt key",
        strike("titel: Strike"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'titel' [key-unknown]
  hint: did you mean 'title'? The file has it, so add the value there or delete this line
""",
    ),
    Case(
        "a key in capitals",
        strike("Title: Strike"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'Title' [key-unknown]
  hint: did you mean 'title'? The file has it, so add the value there or delete this line
""",
    ),
    Case(
        "a key in Arabic",
        {"content/strike.ar.md": article("العنوان: قصف الميناء")},
        says="""
content/strike.ar.md:2:1: warning: unknown key 'العنوان' [key-unknown]
  hint: did you mean 'title'? The file has it, so add the value there or delete this line
""",
    ),
    Case(
        "the keys of another program next to those that they mean",
        strike("tags: [war]\ncategories: [peace]\nsummary: One.\ndescription: Two."),
        says="""
content/strike.en.md:3:1: warning: unknown key 'categories' [key-unknown]
  hint: did you mean 'tags'? The file has it, so add the value there or delete this line
content/strike.en.md:5:1: warning: unknown key 'description' [key-unknown]
  hint: did you mean 'summary'? The file has it, so add the value there or delete this line
""",
    ),
    Case(
        "the keys of another program",
        strike("layout: post\ncategories: [war]\nauthor: Huda"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'layout' [key-unknown]
  hint: delete it: it is for another program, and has no meaning here
content/strike.en.md:3:1: warning: unknown key 'categories' [key-unknown]
  hint: did you mean 'tags'?
content/strike.en.md:4:1: warning: unknown key 'author' [key-unknown]
  hint: write extra: {author: …} to use it in your own templates
""",
    ),
    Case(
        "the keys of a source in another program",
        strike("source: {name: Reuters, link: https://example.org/, headline: Strike}"),
        says="""
content/strike.en.md:2:25: warning: unknown key 'link' in 'source' [key-unknown]
  hint: did you mean 'url'?
content/strike.en.md:2:53: warning: unknown key 'headline' in 'source' [key-unknown]
  hint: did you mean 'title'?
""",
    ),
    Case(
        "a key that is similar to a field by chance",
        strike("created: 2024-01-05\nage: 40"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'created' [key-unknown]
  hint: did you mean 'published'?
content/strike.en.md:3:1: warning: unknown key 'age' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
""",
    ),
    # --- Texts that YAML reads as other values --------------------------------------------
    Case(
        "tags that look like numbers, times and booleans",
        {"content/strike.en.md": article("tags: [010, no, 10:04, 1e3, 0x1F, on, 2024-01-05, .5]")},
        has={"en/tags/no/index.html": ">no<", "en/tags/10-04/index.html": ">10:04<"},
        why="YAML reads 8, false, 604, 1000, 31, true, a date and a half.",
    ),
    Case(
        "titles that look like values",
        {
            f"content/{key}.en.md": article(f"title: {title}")
            for key, title in {
                "a": "no",
                "b": "10:04",
                "c": "010",
                "d": "1e3",
                "e": "true",
                "f": "2024-01-05",
                "g": "1_000",
                "h": ".inf",
            }.items()
        },
        has={
            "en/articles/a/index.html": "<title>no ",
            "en/articles/b/index.html": "<title>10:04 ",
            "en/articles/c/index.html": "<title>010 ",
            "en/articles/g/index.html": "<title>1_000 ",
        },
    ),
    Case(
        "a title that is null",
        strike("title: ~"),
        says="""
content/strike.en.md:2:8: error: 'title' is empty [title-missing]
  hint: write title: …
""",
    ),
    Case(
        "a title that is empty",
        strike("title:"),
        says="""
content/strike.en.md:2:7: error: 'title' is empty [title-missing]
  hint: write title: …
""",
    ),
    Case(
        "a title of only spaces",
        strike('title: "   "'),
        says="""
content/strike.en.md:2:8: error: 'title' is empty [title-missing]
  hint: write title: …
""",
    ),
    Case(
        "a title that is a list",
        strike("title: [Strike, Port]"),
        says="""
content/strike.en.md:2:8: error: 'title' is a list, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "a title that is a mapping",
        strike("title: {en: Strike, ar: قصف}"),
        says="""
content/strike.en.md:2:8: error: 'title' is a group of keys, not text [field-type]
  hint: put it in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "a title of a thousand characters",
        strike("title: " + "Strike " * 150),
        says="""
content/strike.en.md:2:8: error: 'title' has 1,049 characters; the limit is 500 [title-long]
  hint: shorten it; details go into the text below ---
""",
    ),
    Case(
        "a text that may belong to somebody else",
        strike("rights: review"),
        says="""
content/strike.en.md:2:9: warning: 'rights: review': the text may belong to somebody else [rights-unclear]
  hint: delete the line when you may publish the text, or write draft: true
""",
    ),
    Case(
        "a draft whose text may belong to somebody else",
        {**strike("rights: review\ndraft: true"), "content/other.en.md": article(title="Other")},
        arguments=("--strict",),
    ),
    Case(
        "a text with rights in the words of another program",
        strike("rights: CC BY 4.0"),
        says="""
content/strike.en.md:2:9: warning: 'rights' has no effect with the value 'CC BY 4.0' [field-ignored]
  hint: write rights: review, or delete the line; put other data under 'extra'
""",
    ),
    Case(
        "an invalid status",
        strike("status: confirmed"),
        says="""
content/strike.en.md:2:9: error: unknown status 'confirmed' [status-unknown]
  hint: write one of: occurred, announced, expected, alleged, disputed, denied
""",
    ),
    Case(
        "a draft that is neither true nor false",
        strike("draft: maybe"),
        says="""
content/strike.en.md:2:8: error: 'draft' must be true or false, not 'maybe' [field-type]
  hint: write draft: true, or delete the line
""",
    ),
    Case(
        "a source that is an address",
        strike("source: https://www.reuters.com/world/"),
        says="""
content/strike.en.md:2:9: error: source 'https://www.reuters.com/world/' is a URL, not a name [source-name]
  hint: write source: {name: …, url: https://www.reuters.com/world/}
""",
    ),
    Case(
        "a source without a name",
        strike("source: {url: https://www.reuters.com/world/}"),
        says="""
content/strike.en.md:2:9: error: the source has no 'name' [source-name]
  hint: add 'name: …', or 'id: …' with an id from sources.toml
""",
    ),
    Case(
        "a source with an invalid address",
        strike("source: {name: Reuters, url: www.reuters.com/world}"),
        says="""
content/strike.en.md:2:30: error: invalid URL 'www.reuters.com/world' in 'source.url' [url-invalid]
  hint: write https://www.reuters.com/world
""",
    ),
    Case(
        "a source whose address runs a script",
        strike("source: {name: Reuters, url: 'javascript:alert(1)'}"),
        says="""
content/strike.en.md:2:30: error: invalid URL 'javascript:alert(1)' in 'source.url' [url-invalid]
  hint: start it with https://
""",
    ),
    Case(
        "a source with a quotation in no language",
        strike("source: {name: Reuters, quote: Hit., quote_language: English!}"),
        says="""
content/strike.en.md:2:54: error: invalid language tag 'English!' in 'source.quote_language' [language-invalid]
  hint: write a tag such as ar, en or fa
""",
    ),
    Case(
        "no source",
        {"content/strike.en.md": "---\ntitle: Strike\ndate: 2024-01-04\n---\n\nText.\n"},
        says="""
content/strike.en.md:1:1: warning: the event has no source [source-missing]
  hint: write source: and who reported the event; until then it has a visible mark
""",
    ),
    Case(
        "a source with an id that no registry has",
        strike("source: {id: reuters}"),
        says="""
content/strike.en.md:2:9: error: unknown source id 'reuters' [source-unknown]
  hint: add it to sources.toml, or write 'name: …' instead
""",
    ),
    Case(
        "a source with a name and an id",
        {
            **strike("source: {id: reuters, name: Reuters}"),
            "content/sources.toml": '[reuters]\nname = "Reuters"\n',
        },
        says="""
content/strike.en.md:2:9: warning: the source has both 'name' and 'id'; the id 'reuters' is used [source-name]
  hint: delete one of them
""",
    ),
    Case(
        "a correction without a note",
        strike("corrections:\n  - date: 2024-01-06"),
        says="""
content/strike.en.md:3:5: error: the correction has no 'note' [correction-incomplete]
  hint: write - {date: 2024-01-06, note: …}
""",
    ),
    Case(
        "a comma in a note within braces",
        strike("corrections: [{date: 2024-01-06, note: Two were hurt, not three.}]"),
        says="""
content/strike.en.md:2:55: error: the comma before 'not three.' ends the value before it [yaml-comma]
  hint: if the comma belongs to the value, put the whole value in quotes
""",
        why="YAML would cut the note at its comma in silence.",
    ),
    Case(
        "a correction that is a text",
        strike("corrections: The number was wrong."),
        says="""
content/strike.en.md:2:14: error: 'corrections' is text, not a list of dates with notes [field-type]
  hint: write - {date: 2024-01-06, note: …}
""",
    ),
    Case(
        "a picture without its file",
        strike("image: {alt: Smoke above the harbour}"),
        says="""
content/strike.en.md:2:8: error: 'image' has no 'src' [image-src]
  hint: add 'src: …' with the name of the image's file
""",
    ),
    Case(
        "a picture on another site",
        strike("image: {src: 'https://example.org/smoke.jpg', alt: Smoke}"),
        says="""
content/strike.en.md:2:14: error: image 'https://example.org/smoke.jpg' is on another site [image-remote]
  hint: save the image next to the article and write its file name; the pages of this site load nothing from other sites
""",
    ),
    Case(
        "two pictures",
        strike("image: [smoke.jpg, fire.jpg]"),
        says="""
content/strike.en.md:2:8: error: 'image' is a list, not the name of a file [field-type]
  hint: write {src: …, alt: …}
""",
    ),
    Case(
        "an event that is related to nothing",
        strike("related: [reply]"),
        says="""
content/strike.en.md:2:10: error: unknown event 'reply' in 'related' [related-unknown]
  hint: write the name of its file without the ending: strike for strike.ar.md
""",
    ),
    Case(
        "an event that is related to itself",
        strike("related: [strike]"),
        says="""
content/strike.en.md:2:11: warning: 'related' contains this event's own key 'strike' [related-self]
  hint: delete it, or write another key
""",
    ),
    Case(
        "a page outside the chronology with a date",
        {**strike(), "content/pages/about.en.md": "---\ntitle: About\ndate: 2024-01-04\n---\n"},
        says="""
content/pages/about.en.md:3:1: warning: 'date' has no effect in content/pages/ [field-ignored]
  hint: delete it
""",
    ),
    # --- Fences ----------------------------------------------------------------------------
    Case(
        "no front matter",
        {"content/strike.en.md": "# Strike\n\nThe port was hit.\n"},
        says="""
content/strike.en.md:1:1: error: the file does not start with front matter [front-matter-missing]
  hint: start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again; if it is not an article, move it out of content/
""",
    ),
    Case(
        "an empty file",
        {"content/strike.en.md": ""},
        says="""
content/strike.en.md:1:1: error: the file is empty [front-matter-missing]
  hint: start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again; if it is not an article, move it out of content/
""",
    ),
    Case(
        "a file of white space",
        {"content/strike.en.md": " \n\t\n\n"},
        says="""
content/strike.en.md:1:1: error: the file is empty [front-matter-missing]
  hint: start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again; if it is not an article, move it out of content/
""",
    ),
    Case(
        "front matter that is not closed",
        {"content/strike.en.md": "---\ntitle: Strike\ndate: 2024-01-04\n\nThe port was hit.\n"},
        says="""
content/strike.en.md:1:1: error: the front matter is not closed [front-matter-unclosed]
  hint: write a line of three hyphens (---) after its last line
""",
    ),
    Case(
        "front matter that is closed by two hyphens",
        {"content/strike.en.md": "---\ntitle: Strike\ndate: 2024-01-04\n--\n\nThe port was hit.\n"},
        says="""
content/strike.en.md:4:1: error: this line does not close the front matter [front-matter-unclosed]
  hint: write three hyphens at its start: ---
""",
    ),
    Case(
        "front matter that is opened by dashes of a word processor",
        {"content/strike.en.md": "———\ntitle: Strike\n———\n\nThe port was hit.\n"},
        says="""
content/strike.en.md:1:1: error: this line does not open the front matter [front-matter-missing]
  hint: write three hyphens at its start: ---
""",
    ),
    Case(
        "items after a no-break space",
        strike("tags:\n-\u00a0ports\n-\u00a0strikes"),
        says="""
content/strike.en.md:4:2: error: U+00A0 (no-break space) after '-' is not a space in YAML [yaml-invalid]
  hint: write - strikes
""",
    ),
    Case(
        "a no-break space after a colon",
        {"content/strike.en.md": "---\ntitle:\u00a0Strike\ndate: 2024-01-04\n---\n"},
        says="""
content/strike.en.md:2:7: error: U+00A0 (no-break space) after ':' is not a space in YAML [yaml-invalid]
  hint: write title: Strike
""",
    ),
    Case(
        "items after the dash of a word processor",
        strike("tags:\n– ports\n– strikes"),
        says="""
content/strike.en.md:4:1: error: '–' is not the hyphen '-' of YAML [yaml-invalid]
  hint: write - strikes
""",
    ),
    Case(
        "indented items after the dash of a word processor",
        strike("tags:\n  – ports\n  – strikes"),
        says="""
content/strike.en.md:3:3: error: '–' is not the hyphen '-' of YAML [yaml-invalid]
  hint: write - ports
""",
        why="YAML would join them to one text.",
    ),
    Case(
        "marks of direction before keys and around the fences",
        {
            "content/strike.en.md": (
                "\u200f---\n\u200ftitle: Strike\n\u200fdate: 2024-01-04\n"
                "source: Reuters\n\u200f---\u200f\n\nText.\n"
            )
        },
        says="""
content/strike.en.md:2:1: warning: the key 'title' contains U+200F (right-to-left mark) [text-invisible]
  hint: invisible characters were removed from the key; retype it
content/strike.en.md:3:1: warning: the key 'date' contains U+200F (right-to-left mark) [text-invisible]
  hint: invisible characters were removed from the key; retype it
""",
    ),
    Case(
        "a date in the quotation marks of a word processor",
        strike("date: “2024-01-04”"),
    ),
    Case(
        "a date of Org mode",
        strike("date: <2024-01-04 Thu>"),
    ),
    Case(
        "front matter in JSON as Eleventy writes it",
        {"content/strike.en.md": '---json\n{"title": "Strike"}\n---\n\nText.\n'},
        says="""
content/strike.en.md:1:1: error: front matter in 'json' is not read [front-matter-missing]
  hint: write lines such as 'title: …' between two lines of three hyphens (---); for many files, move them out of content/ and run tarikh import FOLDER
""",
    ),
    Case(
        "front matter in TOML with a no-break space",
        {"content/strike.en.md": toml("date\u00a0= 2024-05-01")},
        says="""
content/strike.en.md:4:5: error: U+00A0 (no-break space) has no meaning here [toml-invalid]
  hint: delete it, or write a space
""",
    ),
    Case(
        "sources that are only comments",
        {
            "content/strike.en.md": article("source: #Reuters"),
            "content/flood.en.md": article("source:\n- #Reuters", title="Flood"),
        },
        says="""
content/flood.en.md:3:3: warning: YAML reads '#' and the text after it as a comment, not as part of 'source' [yaml-comment]
  hint: if it belongs to the value, write - "#Reuters"
content/strike.en.md:2:9: warning: YAML reads '#' and the text after it as a comment, not as part of 'source' [yaml-comment]
  hint: if it belongs to the value, write source: "#Reuters"
""",
        why="The event has a source, so nothing else is said of it.",
    ),
    Case(
        "front matter in TOML",
        {"content/strike.en.md": '+++\ntitle = "Strike"\ndate = 2024-01-04\n+++\n\nText.\n'},
        says="""
content/strike.en.md:1:1: warning: the event has no source [source-missing]
  hint: write source: and who reported the event; until then it has a visible mark
""",
        why="Hugo and Zola write it.",
    ),
    Case(
        "front matter in TOML with a date that does not exist",
        {"content/strike.en.md": toml("date = 2024-02-30")},
        says="""
content/strike.en.md:4:8: error: date '2024-02-30': February 2024 has 29 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-02
""",
    ),
    Case(
        "front matter in TOML with only the month of a date",
        {"content/strike.en.md": toml("date = 2024-05")},
        says="""
content/strike.en.md:4:8: error: text '2024-05' is not in quotation marks [toml-invalid]
  hint: write date = "2024-05"
""",
    ),
    Case(
        "front matter in TOML with a key twice",
        {"content/strike.en.md": toml("date = 2024-05-01", 'title = "Strike ends"')},
        says="""
content/strike.en.md:5:1: error: 'title' is already set on line 2 [toml-invalid]
  hint: delete one of them
""",
    ),
    Case(
        "front matter in TOML with a value that is only a comment",
        {"content/strike.en.md": toml("date = 2024-05-01", "place = #5 Street")},
        says="""
content/strike.en.md:5:9: error: 'place' has no value: a comment starts with # [toml-invalid]
  hint: write place = "#5 Street"
""",
    ),
    Case(
        "front matter in TOML with the quotation marks of a word processor",
        {"content/strike.en.md": toml("date = 2024-05-01", "place = “Basra”")},
        says="""
content/strike.en.md:5:9: error: '“' is not a quotation mark in TOML [toml-invalid]
  hint: write straight ones: "…"
""",
    ),
    Case(
        "front matter in TOML with names in one text",
        {
            "content/strike.en.md": toml(
                "date = 2024-05-01", 'source = "Reuters, AP"', 'tags = "ports, strikes"'
            )
        },
        says="""
content/strike.en.md:4:10: warning: 'Reuters, AP' is read as one source [source-comma]
  hint: write source = ["Reuters", "AP"]; if it is one name, put the text in square brackets
content/strike.en.md:5:8: error: 'ports, strikes' is read as one tag [tag-comma]
  hint: write tags = ["ports", "strikes"]; if it is one name, put the text in square brackets
""",
    ),
    Case(
        "front matter in TOML with hints that show YAML",
        {"content/strike.en.md": toml("date = 2024-05-01", 'slug = "The Strike"', "[[source]]")},
        says="""
content/strike.en.md:4:8: error: invalid slug 'The Strike': a URL cannot contain it as it is [slug-invalid]
  hint: write slug: the-strike (in TOML, write = for the colon and put texts in quotation marks)
content/strike.en.md:5:3: error: the source has no 'name' [source-name]
  hint: add 'name: …', or 'id: …' with an id from sources.toml (in TOML, write = for the colon and put texts in quotation marks)
""",
    ),
    Case(
        "front matter in TOML with keys of Hugo and Zola in groups",
        {
            "content/strike.en.md": toml(
                "date = 2024-05-01",
                "[taxonomies]",
                'tags = ["ports"]',
                "[params]",
                'place = "Basra"',
                'title = "Another"',
                "[extra]",
                "n = 1_000",
            )
        },
        says="""
content/strike.en.md:9:1: error: 'title' is given twice; first on line 2 [key-duplicate]
  hint: delete one of them; several values go into one list
""",
    ),
    Case(
        "front matter in TOML nested too deep",
        {"content/strike.en.md": toml("date = 2024-05-01", "[extra]", "a = " + "[" * 9 + "]" * 9)},
        says="""
content/strike.en.md:6:11: error: lists and groups of keys are nested more than 8 levels deep [toml-invalid]
  hint: put the value in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "front matter in TOML that is not closed",
        {"content/strike.en.md": '+++\ntitle = "Strike"\n\nText.\n'},
        says="""
content/strike.en.md:1:1: error: the front matter is not closed [front-matter-unclosed]
  hint: write a line of three plus signs (+++) after its last line
""",
    ),
    Case(
        "front matter in TOML that is closed as YAML is",
        {"content/strike.en.md": '+++\ntitle = "Strike"\n---\n\nText.\n'},
        says="""
content/strike.en.md:3:1: error: this line does not close the front matter [front-matter-unclosed]
  hint: write three plus signs at its start: +++
""",
    ),
    Case(
        "front matter in JSON",
        {"content/strike.en.md": '{\n  "title": "Strike"\n}\n\nText.\n'},
        says="""
content/strike.en.md:1:1: error: the front matter is JSON, not YAML or TOML [front-matter-missing]
  hint: write lines such as 'title: …' between two lines of three hyphens (---); for many files, move them out of content/ and run tarikh import FOLDER
""",
    ),
    Case(
        "JSON between the fences",
        {
            "content/strike.en.md": (
                '---\n{"title": "Strike", "date": "2024-01-04", "source": "Reuters"}\n---\n'
            )
        },
        why="JSON is YAML.",
    ),
    Case(
        "text before the front matter",
        {"content/strike.en.md": "Draft!\n" + article()},
        says="""
content/strike.en.md:1:1: error: there is text above the front matter [front-matter-missing]
  hint: start the file with the line ---, and move the text above it below the second ---
""",
    ),
    Case(
        "empty lines before the front matter",
        {"content/strike.en.md": "\n\n" + article("date: 2024-13")},
        says="""
content/strike.en.md:4:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
""",
        why="The lines of the file are counted, not those of the front matter.",
    ),
    Case(
        "front matter that is a list",
        {"content/strike.en.md": "---\n- title\n- date\n---\n"},
        says="""
content/strike.en.md:2:1: error: the front matter does not consist of 'key: value' lines [front-matter-type]
  hint: write lines such as 'title: …'
""",
    ),
    Case(
        "front matter that is a sentence",
        {"content/strike.en.md": "---\nThe port was hit.\n---\n"},
        says="""
content/strike.en.md:2:1: error: the front matter does not consist of 'key: value' lines [front-matter-type]
  hint: write lines such as 'title: …'
""",
    ),
    Case(
        "front matter with nothing in it",
        {"content/strike.en.md": "---\n---\n\nThe port was hit.\n"},
        says="""
content/strike.en.md:1:1: error: the event has no date [date-missing]
  hint: add a line such as 'date: 2024-01-04', no more precise than it is known; if it is not an event, move it to content/pages/
content/strike.en.md:1:1: error: 'title' is missing [title-missing]
  hint: add a line 'title: …'
""",
    ),
    Case(
        "the article in the front matter",
        {"content/strike.en.md": "---\ntitle: Strike\nsummary: " + "word " * 25_000 + "\n---\n"},
        says="""
content/strike.en.md:1:1: error: the front matter has 125,024 characters; the limit is 100,000 [front-matter-long]
  hint: move the text of the article below the front matter; if all of it is needed, raise front_matter under [limits] in site.toml
""",
    ),
    # --- The site's own data ------------------------------------------------------------------
    Case(
        "data of the site's own",
        strike("extra: {vessel: Basra Star, strikers: 340, demands: [wages, safety]}"),
        why="Any keys are taken.",
    ),
    Case(
        "data of the site's own that is a list",
        strike("extra: [Basra Star]"),
        says="""
content/strike.en.md:2:8: error: 'extra' is a list, not a group of keys [field-type]
  hint: write extra: {key: value}, with keys of your own
""",
    ),
    Case(
        "data of the site's own that is nested too deep",
        strike("extra: {a: {b: {c: {d: {e: {f: {g: {h: x}}}}}}}}"),
        says="""
content/strike.en.md:2:36: error: lists and groups of keys are nested more than 8 levels deep [yaml-invalid]
  hint: put the value in quotes if it is a text that starts with [ or {
""",
    ),
    Case(
        "a whole text in the data of the site's own",
        strike("extra: {note: " + "word " * 5_000 + "}"),
        says="""
content/strike.en.md:2:8: error: 'extra' has 25,003 characters; the limit is 20,000 [field-long]
  hint: keep long texts in a file of their own
""",
    ),
    Case(
        "a color in the data of the site's own",
        strike("extra:\n  color: #c8102e"),
        says="""
content/strike.en.md:3:10: warning: YAML reads '#' and the text after it as a comment, not as part of 'extra.color' [yaml-comment]
  hint: if it belongs to the value, write color: "#c8102e"
""",
    ),
    Case(
        "data of the site's own with a direction override",
        strike('extra: {vessel: "Basra \u202eratS"}'),
        says="""
content/strike.en.md:2:24: warning: 'extra.vessel' contains U+202E (right-to-left override), which is invisible and changes the direction of the text [text-bidi]
  hint: invisible characters were removed from the value; retype it
""",
        never=("\u202e",),
    ),
    Case(
        "the language in the front matter",
        strike("lang: en"),
        why="It agrees with the name of the file, and other programs read it.",
    ),
    Case(
        "a key of another generator",
        strike("mood: grim"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'mood' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
""",
    ),
    # --- Several problems ---------------------------------------------------------------------
    Case(
        "all problems of a file in one run",
        {
            "content/strike.en.md": article(
                "date: 2024-02-30\nstatus: confirmed\ntags: [Gaza، Lebanon]\nsorce: Reuters\n"
                "image: harbour.jpg",
                "See [the reply](reply.en.md).\n",
            ),
            "content/reply.en.md": "---\ntitle: Reply: a timeline\n---\n",
        },
        says="""
content/reply.en.md:2:13: error: a value that contains a colon must be in quotes [yaml-invalid]
  hint: write title: "Reply: a timeline"
content/strike.en.md:2:7: error: date '2024-02-30': February 2024 has 29 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-02
content/strike.en.md:3:9: error: unknown status 'confirmed' [status-unknown]
  hint: write one of: occurred, announced, expected, alleged, disputed, denied
content/strike.en.md:4:8: error: 'Gaza، Lebanon' is read as one tag [tag-comma]
  hint: write tags: [Gaza, Lebanon]; if it is one tag, put it in quotes
content/strike.en.md:5:1: warning: unknown key 'sorce' [key-unknown]
  hint: did you mean 'source'? The file has it, so add the value there or delete this line
content/strike.en.md:6:8: warning: 'image' has no 'alt', the text for readers who cannot see it [image-alt]
  hint: write image: {src: harbour.jpg, alt: "…"}
content/strike.en.md:6:8: error: image 'content/harbour.jpg' does not exist [image-missing]
  hint: write the path of the image relative to the article
""",
        why="One broken file never stops the others from being checked.",
    ),
)
