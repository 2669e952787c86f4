"""Strings of the theme that a language lacks are isolated as English."""

from __future__ import annotations

from generator.theme.untranslated import isolate_untranslated, mark_untranslated
from tests.support import Build, MakeSite, Read


def test_marks_become_elements_in_texts_and_vanish_elsewhere() -> None:
    tags = mark_untranslated("Tags")
    page = f'<title>{tags}</title><p title="{tags}">{tags}: <b>x</b></p><svg><g>{tags}</g></svg>'
    assert isolate_untranslated(page) == (
        '<title>Tags</title><p title="Tags"><span lang="en" dir="ltr">Tags</span>: <b>x</b></p>'
        "<svg><g>Tags</g></svg>"
    )
    assert isolate_untranslated("<p>x</p>") == "<p>x</p>"


def test_a_page_says_which_of_its_strings_are_english(
    site: MakeSite, build: Build, read: Read
) -> None:
    text = "---\ntitle: خبر\ndate: 2024\nsource: ایرنا\n---\nمتن.\n"
    folder = site(
        {
            "content/site.toml": 'exports = "none"\n[languages.fa]\n[languages.en]\n',
            "content/strike.fa.md": text,
            "templates/strings/fa.po": 'msgid ""\nmsgstr ""\n\nmsgid "Sources"\nmsgstr "منابع"\n',
        }
    )
    assert build(folder).exit_code == 0
    page = read(folder, "fa/")
    assert '<span lang="en" dir="ltr">Skip to content</span>' in page
    assert ">منابع<" in page
    assert "\ufdd0" not in page
    assert "\ufdd1" not in page
    assert '<span lang="en" dir="ltr">Skip' not in read(folder, "en/")
