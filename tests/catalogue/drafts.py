"""Articles that their authors have withheld in the words of other programs."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_OTHER = {"content/other.en.md": article(title="Other")}
_KEY = "hint: delete the line to publish the article, or write draft: true instead"


def _withheld(line: str, *, shown: str = "") -> Case:
    """Return the case of an article that one line of its front matter withholds."""
    return Case(
        f"an article with {line}",
        {**strike(f"{line}\ntitle: Secret"), **_OTHER},
        says=f"""
content/strike.en.md:2:1: notice: '{shown or line}' makes the article a draft [draft-implied]
  {_KEY}
""",
        never=("Secret",),
    )


def _dated(line: str, key: str, date: str, when: str) -> Case:
    column = len(key) + 3
    now = " now" if when == "future" else ""
    return Case(
        f"an article with {line}",
        {**strike(f"{line}\ntitle: Secret"), **_OTHER},
        says=f"""
content/strike.en.md:2:{column}: notice: '{key}' ({date}) is in the {when}, so the article is a draft [draft-implied]
  hint: delete the line to publish the article{now}
""",
        never=("Secret",),
    )


CASES = (
    _withheld("publish: false"),
    _withheld("publish: later", shown="publish"),
    _withheld("published: false"),
    _withheld("published: no"),
    _withheld("public: false"),
    _withheld("private: true"),
    _withheld("hidden: yes"),
    _withheld("Unlisted: true"),
    _withheld("visibility: private"),
    _withheld("visibility: members", shown="visibility"),
    _withheld("post_status: pending"),
    _withheld("status: draft"),
    _withheld("permalink: false"),
    _withheld("Draft: true"),
    _withheld("drfat: true"),
    _withheld("wip: true"),
    _withheld("خاص: نعم"),
    _withheld("password: s3cr3t", shown="password"),
    _withheld("post_password: s3cr3t", shown="post_password"),
    _withheld("hide: true"),
    _withheld("internal: true"),
    _withheld("no_publish: true"),
    _withheld("routable: false"),
    _withheld("release: never"),
    _withheld("review: pending"),
    _withheld("layout: draft"),
    _withheld("type: private"),
    _withheld("meta: {draft: true}", shown="meta"),
    _withheld("extra: {private: true}", shown="extra"),
    _withheld("access: {site.login: true}", shown="access"),
    _withheld("private: {enabled: true}", shown="private"),
    _withheld("visibility: {public: false}", shown="visibility"),
    _withheld("state: [draft]", shown="state"),
    _withheld("workflow: Draft - do not publish", shown="workflow"),
    _withheld("build: false"),
    _withheld("ready: false"),
    _withheld("listed: no"),
    _withheld("not_for_publication: yes"),
    _withheld("audience: internal"),
    _withheld("category: private"),
    _withheld("categories: [news, wip]", shown="categories"),
    _withheld("الحالة: مسودة"),
    Case(
        "an article with a tag that is a state",
        {**strike("tags: [Port, private]\ntitle: Secret"), **_OTHER},
        says="""
content/strike.en.md:2:14: notice: the tag 'private' makes the article a draft [draft-implied]
  hint: rename the tag to publish the article, or write draft: true instead
""",
        never=("Secret",),
    ),
    Case(
        "an article with the hashtag of an unfinished text",
        {**strike('tags: ["#WIP"]\ntitle: Secret'), **_OTHER},
        says="""
content/strike.en.md:2:8: notice: the tag '#WIP' makes the article a draft [draft-implied]
  hint: rename the tag to publish the article, or write draft: true instead
""",
        never=("Secret",),
    ),
    Case(
        "articles in folders of unpublished texts",
        {
            "content/unpublished/strike.en.md": article(title="Secret"),
            "content/2024/Confidential/vote.en.md": article(title="Secret"),
            **_OTHER,
        },
        says="""
content/2024/Confidential/vote.en.md: notice: the article is a draft because it is in the folder 'Confidential' [draft-implied]
  hint: move it out of Confidential/ to publish it
content/unpublished/strike.en.md: notice: the article is a draft because it is in the folder 'unpublished' [draft-implied]
  hint: move it out of unpublished/ to publish it
""",
        never=("Secret",),
    ),
    Case(
        "articles in folders of what is private",
        {
            "content/private/strike.en.md": article(title="Secret"),
            "content/خاص/vote.en.md": article(title="Secret"),
            **_OTHER,
        },
        says="""
content/private/strike.en.md: notice: the article is a draft because it is in the folder 'private' [draft-implied]
  hint: move it out of private/ to publish it
content/خاص/vote.en.md: notice: the article is a draft because it is in the folder 'خاص' [draft-implied]
  hint: move it out of خاص/ to publish it
""",
        never=("Secret",),
    ),
    Case(
        "kinds, tags and groups that are no states",
        strike("type: review\ntags: [Draft law, Private sector]\nextra: {draft_no: 3}"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'type' [key-unknown]
  hint: delete it: it is for another program, and has no meaning here
""",
    ),
    _withheld("publishDate: when it is confirmed", shown="publishDate"),
    _withheld("build: {render: never}", shown="build"),
    _dated("published: 2999-01-05", "published", "2999-01-05", "future"),
    _dated("publishDate: 2999-01-05", "publishDate", "2999-01-05", "future"),
    _dated("expiryDate: 2020-01-05", "expiryDate", "2020-01-05", "past"),
    _dated("embargo: 2999-01-05", "embargo", "2999-01-05", "future"),
    Case(
        "a draft in Arabic",
        {**strike("draft: نعم\ntitle: Secret"), **_OTHER},
        never=("Secret",),
    ),
    Case(
        "an article with a later date of expiry",
        strike("expiryDate: 2999-01-05"),
        has={"en/articles/strike/index.html": "<h1"},
    ),
    Case(
        "draft: false does not override that an article is private",
        {**strike("draft: false\nprivate: true\ntitle: Secret"), **_OTHER},
        says=f"""
content/strike.en.md:3:1: notice: 'private: true' makes the article a draft [draft-implied]
  {_KEY}
""",
        never=("Secret",),
    ),
    Case(
        "keys that say what holds anyway",
        strike("publish: true\nprivate: false\nvisibility: public\nstatus: publish\npassword: ''"),
        says="""
content/strike.en.md:2:1: notice: 'publish: true' has no effect [field-ignored]
  hint: delete the line: an article without 'draft: true' is published
content/strike.en.md:3:1: notice: 'private: false' has no effect [field-ignored]
  hint: delete the line: an article without 'draft: true' is published
content/strike.en.md:4:1: notice: 'visibility: public' has no effect [field-ignored]
  hint: delete the line: an article without 'draft: true' is published
content/strike.en.md:5:1: notice: 'status: publish' has no effect [field-ignored]
  hint: delete the line: an article without 'draft: true' is published
content/strike.en.md:6:1: warning: unknown key 'password' [key-unknown]
  hint: delete the line: an article without 'draft: true' is published
""",
        has={"en/articles/strike/index.html": "<h1"},
    ),
    Case(
        "an article in _drafts",
        {"content/_drafts/strike.en.md": article(title="Secret"), **_OTHER},
        says="""
content/_drafts/strike.en.md: notice: the article is a draft because it is in the folder '_drafts' [draft-implied]
  hint: move it out of _drafts/ to publish it
""",
        never=("Secret",),
    ),
    Case(
        "an article in a folder of drafts",
        {"content/2024/Drafts/strike.en.md": article(title="Secret"), **_OTHER},
        says="""
content/2024/Drafts/strike.en.md: notice: the article is a draft because it is in the folder 'Drafts' [draft-implied]
  hint: move it out of Drafts/ to publish it
""",
        never=("Secret",),
    ),
    Case(
        "an article whose file name starts with an underscore",
        {"content/_strike.en.md": article(title="Secret"), **_OTHER},
        says="""
content/_strike.en.md: notice: the article is a draft because its file name starts with '_' [draft-implied]
  hint: rename it to strike.en.md to publish it
""",
        never=("Secret",),
    ),
    Case(
        "an article with a date of publication of Hugo in the past",
        strike("publishDate: 2024-01-06"),
        says="""
content/strike.en.md:2:14: warning: unknown key 'publishDate' [key-unknown]
  hint: did you mean 'published'?
""",
    ),
    Case(
        "a draft without a value",
        {**strike("draft:\ntitle: Secret"), **_OTHER},
        says="""
content/strike.en.md:2:1: notice: 'draft' has no value, so the article is a draft [draft-implied]
  hint: write draft: false to publish the article
""",
        never=("Secret",),
    ),
    Case(
        "another key for the publication without a value",
        {**strike("Public: ~\ntitle: Secret"), **_OTHER},
        says=f"""
content/strike.en.md:2:1: notice: 'Public' has no value, so the article is a draft [draft-implied]
  {_KEY}
""",
        never=("Secret",),
    ),
    Case(
        "an empty password",
        strike("post_password:"),
        says="""
content/strike.en.md:2:1: warning: unknown key 'post_password' [key-unknown]
  hint: delete the line: an article without 'draft: true' is published
""",
        why="WordPress writes it for every post.",
    ),
    Case(
        "a section of Hugo that withholds its articles",
        {
            "content/news/_index.md": "---\ntitle: News\ncascade:\n  draft: true\n---\n",
            "content/news/strike.en.md": article(title="Secret"),
            "content/news/end.en.md": article("draft: false", title="The end"),
            **_OTHER,
        },
        says="""
content/news/_index.md: notice: skipped: it is the page of a section in Hugo, not an article [file-ignored]
  hint: rename it to KEY.LANG.md if it is one, or move it to content/pages/
content/news/strike.en.md: notice: 'cascade' in content/news/_index.md makes the article a draft [draft-implied]
  hint: write draft: false in the article to publish it
""",
        never=("Secret",),
    ),
    Case(
        "a section in TOML that withholds the articles of one language below it",
        {
            "content/_index.en.md": '+++\n[[cascade]]\n[cascade.build]\nrender = "never"\n+++\n',
            "content/news/strike.en.md": article(title="Secret"),
            "content/news/strike.ar.md": article(title="إضراب"),
        },
        says="""
content/_index.en.md: notice: skipped: it is the page of a section in Hugo, not an article [file-ignored]
  hint: rename it to KEY.LANG.md if it is one, or move it to content/pages/
content/news/strike.en.md: notice: 'cascade' in content/_index.en.md makes the article a draft [draft-implied]
  hint: write draft: false in the article to publish it
""",
        never=("Secret",),
    ),
    Case(
        "a section with keys that withhold nothing",
        {
            "content/news/_index.md": "---\ncascade: {banner: port.jpg}\n---\n",
            "content/news/strike.en.md": article(),
        },
        says="""
content/news/_index.md: notice: skipped: it is the page of a section in Hugo, not an article; the keys of its 'cascade' have no effect [file-ignored]
  hint: rename it to KEY.LANG.md if it is one, or move it to content/pages/
""",
    ),
    Case(
        "a section whose keys cannot be read",
        {
            "content/news/_index.md": "---\ncascade: {draft: true\n---\n",
            "content/news/strike.en.md": article(title="Secret"),
            **_OTHER,
        },
        says="""
content/news/_index.md: notice: skipped: it is the page of a section in Hugo, not an article [file-ignored]
  hint: rename it to KEY.LANG.md if it is one, or move it to content/pages/
content/news/strike.en.md: notice: 'cascade' in content/news/_index.md makes the article a draft [draft-implied]
  hint: write draft: false in the article to publish it
""",
        never=("Secret",),
        why="They can withhold the articles.",
    ),
    Case(
        "texts next to the article of a folder",
        {
            "content/strike/index.en.md": article(),
            "content/strike/notes.md": "Secret notes, without front matter.\n",
            "content/strike/parts/interview.en.md": article(title="Secret"),
        },
        says="""
content/strike/notes.md: notice: skipped: it is a part of the article content/strike/index.en.md, as in Hugo [file-ignored]
  hint: move it out of content/strike/ if it is an article of its own
  the same in content/strike/parts/interview.en.md
""",
        never=("Secret",),
    ),
    Case(
        "articles next to a note or a list that is called index",
        {
            "content/daily/index.md": "A note.\n",
            "content/daily/strike.en.md": article(),
            "content/posts/index.md": "---\nlayout: home\n---\n",
            "content/posts/flood.en.md": article(title="Flood"),
        },
        says="""
content/daily/index.md: notice: skipped: it does not start with front matter, so it is not an article [front-matter-missing]
  hint: to publish it, start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again
content/posts/index.md: notice: skipped: it has a layout, but neither a title nor a text [file-ignored]
  hint: add a title and a text, or delete the file
""",
        has={
            "en/articles/strike/index.html": "Strike",
            "en/articles/flood/index.html": "Flood",
        },
        why="Only an article has parts.",
    ),
    Case(
        "texts next to the page of a language",
        {
            "content/en/index.md": article(title="Home"),
            "content/en/strike.md": article(),
        },
        has={"en/articles/strike/index.html": "<h1"},
    ),
    Case(
        "a post with a future date",
        {
            "content/_posts/2024-01-04-strike.en.md": article("date: 2999-01-05\ntitle: Secret"),
            "content/_posts/2999-01-04-end.en.md": "---\ntitle: Secret\nsource: X\n---\n\nText.\n",
            "content/_posts/2024-01-04-vote.en.md": article("date: 2999-01-05\nstatus: expected"),
        },
        says="""
content/_posts/2024-01-04-strike.en.md:2:7: notice: 'date' (2999-01-05) is in the future, so the article is a draft [draft-implied]
  hint: a post in _posts/ is published on its date; for a future event, write status: expected
content/_posts/2999-01-04-end.en.md:1:1: notice: 'date' (2999-01-04) is in the future, so the article is a draft [draft-implied]
  hint: a post in _posts/ is published on its date; for a future event, write status: expected
""",
        never=("Secret",),
    ),
    Case(
        "a post in _posts",
        {"content/_posts/strike.en.md": article()},
        has={"en/articles/strike/index.html": "<h1"},
    ),
    Case(
        "a strict build with a draft",
        {**strike("private: true\ntitle: Secret"), **_OTHER},
        arguments=("--strict",),
        says=f"""
content/strike.en.md:2:1: notice: 'private: true' makes the article a draft [draft-implied]
  {_KEY}
""",
        why="A notice says what was decided; there is nothing to fix.",
    ),
)
