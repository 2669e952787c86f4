"""Templates of a site: what they may do, and how their failures are reported."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from generator.build.publication import OutputError
from generator.engine.fingerprint import Fingerprinter
from generator.hashing import SIZE, hash_bytes
from generator.i18n import Catalogue, Formatter
from generator.model import Direction, Language, SourceFile, Theme
from generator.problems import Problem
from generator.theme.dependencies import (
    TemplateDependencies,
    TemplateDependencyError,
    find_template_dependencies,
)
from generator.theme.jinja_env import ThemeEnvironment, create_environment
from generator.theme.render import RenderError
from generator.views.shared import TextView
from tests.support import Build, MakeSite, Read, Result

ARTICLE = """
    ---
    title: Title
    date: 2024
    source: X
    ---
    Text.
    """
SETTINGS = """
    title = "Site"
    [languages.en]
    """
# More pages than one task of a worker renders.
MANY = 130


@dataclass(frozen=True, slots=True)
class View:
    name: str


def create(**templates: str) -> ThemeEnvironment:
    """Create an environment in English with these templates: ``page`` is ``page.html``."""
    files = {f"{name}.html": text for name, text in templates.items()}
    language = Language("en", "en", "English", "ltr", "latn")
    return create_environment(DictLoader(files), {}, Formatter(language, Catalogue()))


def render(page: str, /, *, view: object = None, **templates: str) -> str:
    return create(page=page, **templates).get_template("page.html").render(view=view)


def find(*assets: str, **templates: str) -> TemplateDependencies:
    files = (SourceFile(f"{name}.html", text.encode()) for name, text in templates.items())
    theme = Theme(tuple(files), tuple(SourceFile(name, b"") for name in assets), ())
    return find_template_dependencies(theme)


def find_problems(**templates: str) -> list[tuple[str, int, str]]:
    with pytest.raises(TemplateDependencyError) as caught:
        find(**templates)
    return [(each.path, each.line, each.code) for each in caught.value.problems]


def positions(result: Result) -> list[tuple[str, int, str]]:
    return [
        (each.path, each.line, each.code)
        for each in result.problems
        if each.path.startswith("templates/")
    ]


# --- Cached macros ------------------------------------------------------------------------


def test_macros_with_the_same_name_are_cached_separately() -> None:
    page = (
        '{% import "a.html" as a %}{% import "b.html" as b %}'
        "{{ memo(a.say, view) }} {{ memo(b.say, view) }} {{ memo(a.say, view) }}"
    )
    a = "{% macro say(x) %}a {{ x.name }}{% endmacro %}"
    b = "{% macro say(x) %}b {{ x.name }}{% endmacro %}"
    assert render(page, view=View("v"), a=a, b=b) == "a v b v a v"


def test_equal_arguments_of_different_types_are_cached_separately() -> None:
    page = (
        '{% import "a.html" as a %}'
        "{% for each in (1, true, 1.0, '<', view) %}{{ memo(a.say, each) }} {% endfor %}"
        "{% for each in (0.0, 0, false, -0.0) %}{{ memo(a.say, 'n', each) }} {% endfor %}"
    )
    a = "{% macro say(x, y='') %}{{ x }}{{ y }}{% endmacro %}"
    assert render(page, view=Markup("<"), a=a) == "1 True 1.0 &lt; < n0.0 n0 nFalse n0.0 "


def test_a_macro_is_called_again_for_an_argument_that_can_change() -> None:
    page = (
        '{% import "a.html" as a %}{% set box = namespace(n=1) %}'
        "{{ memo(a.say, box) }}{% set box.n = 2 %}{{ memo(a.say, box) }}"
    )
    assert render(page, a="{% macro say(x) %}{{ x.n }}{% endmacro %}") == "12"


def test_a_macro_is_called_once_for_the_same_view() -> None:
    class Counted:
        calls = 0

        def __str__(self) -> str:
            raise AssertionError

        def __html__(self) -> str:
            self.calls += 1
            return "x"

    @dataclass(frozen=True)
    class Holder:
        inner: Counted

    view = Holder(Counted())
    page = '{% import "a.html" as a %}{{ memo(a.say, view) }}{{ memo(a.say, view) }}'
    a = "{% macro say(x) %}{{ x.inner.__html__() }}{% endmacro %}"
    assert render(page, view=view, a=a) == "xx"
    assert view.inner.calls == 1


MACRO = "{% macro m(x) %}{{ x }}{% endmacro %}"


@pytest.mark.parametrize(
    "page",
    [
        '\n{% import "a.html" as a with context %}{{ memo(a.m, 1) }}',
        '\n{% from "a.html" import m with context %}{{ memo(m, 1) }}',
        '\n{% from "a.html" import m as n with context %}{{ memo(n, 1) }}',
        '{% import "a.html" as a %}\n{% import "a.html" as a with context %}{{ memo(a.m, 1) }}',
        '{% import "a.html" as a %}\n{% for a in view %}{{ memo(a.m, 1) }}{% endfor %}',
        '{% import "a.html" as a %}\n{% set a = view %}{{ memo(a.m, 1) }}',
        '{% import "a.html" as a %}\n{{ memo(a["m"], 1) }}',
        '{% import "a.html" as a %}\n{{ memo() }}',
        '{% import "a.html" as a %}\n{% set b = memo %}{{ b(a.m, 1) }}',
        f"{MACRO}\n{{{{ memo(m, 1) }}}}",
        "\n{{ memo(view.m, 1) }}",
        "\n{{ memo(caller, 1) }}",
    ],
)
def test_memo_rejects_a_macro_that_may_read_the_page(page: str) -> None:
    assert find_problems(page=page, a=MACRO) == [("templates/page.html", 2, "template-memo")]


USER = f"{MACRO}{{% macro n(x) %}}{{{{ memo(m, x) }}}}{{% endmacro %}}"


@pytest.mark.parametrize(
    "text",
    [
        "{% macro m(a, b=view.name) %}{{ a }}{{ b }}{% endmacro %}{{ m('<') }}{{ m(1, b=2) }}",
        "{% macro m(a) %}{{ varargs|join }}{{ kwargs|join }}{% endmacro %}{{ m(1, 2, class=3) }}",
        "{% macro m() %}{{ varargs|join }}{{ kwargs|join }}{% endmacro %}{{ m(*[1], **{'a': 3}) }}",
        "{% macro m(a) %}{{ caller(a + 1) }}{% endmacro %}{% call(b) m(1) %}{{ b }}{% endcall %}",
        "{{ view.name.upper() }}{{ view.name.nothing is defined }}{{ {'a': {'b': 3}}.a.b }}",
        "{{ 'a'.join(['b', 'c']) }}{{ {1: 2}.items()|length }}{{ dict(a=1, b=view).b.name }}",
        "{% for a in [3, 4] if a.real %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{% endfor %}",
        "{% for a in [[1, [[2, []]]]] recursive %}{{ a[0] }}{{ loop(a[1]) }}{% endfor %}",
        "{% set n = namespace(a=1) %}{% set n.a = n.a + 1 %}{{ n.a }}{{ cycler(1, 2).next() }}",
        "{% block b %}{{ view.name }}{% endblock %}{{ self.b() }}",
        "{% with a = view %}{{ a.name|replace(a.name, 'x') }}{% endwith %}",
    ],
)
def test_calls_and_attributes_are_rendered_as_by_jinja2(text: str) -> None:
    view = View("<b>")
    stock = Environment(autoescape=True).from_string(text).render(view=view)
    assert stock
    assert render(text, view=view) == stock


def test_memo_accepts_a_macro_of_the_same_file_if_it_is_only_imported() -> None:
    find(page='{% import "a.html" as a %}', a=USER)


@pytest.mark.parametrize(
    "page", ['{% include "a.html" %}', '{% extends "a.html" %}', '{% import "a.html" as a %}']
)
def test_memo_rejects_a_macro_of_the_same_file_if_it_may_read_a_page(page: str) -> None:
    other = '{% import "a.html" as a with context %}'
    assert find_problems(page=page, other=other, a=USER) == [
        ("templates/a.html", 1, "template-memo")
    ]


def test_memo_accepts_both_forms_of_import() -> None:
    find(page='{% import "a.html" as a %}{{ memo(a.m, 1) }}', a=MACRO)
    find(page='{% from "a.html" import m as n %}{{ memo(n, 1) }}', a=MACRO)


# --- What pages have in common --------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "direction", "lang_dir", "isolate"),
    [
        ("en", "ltr", "", ' dir="ltr"'),
        ("en", "rtl", ' lang="en" dir="rtl"', ' lang="en" dir="rtl"'),
        ("fr", "ltr", ' lang="fr" dir="ltr"', ' lang="fr" dir="ltr"'),
    ],
)
def test_a_text_has_the_attributes_that_the_page_does_not_have(
    lang: str, direction: Direction, lang_dir: str, isolate: str
) -> None:
    view = TextView("Text", lang, direction)
    assert render("{{ view|lang_dir }}", view=view) == lang_dir
    assert render("{{ view|isolate }}", view=view) == isolate


def test_links_lead_from_each_page_to_the_same_address(
    site: MakeSite, build: Build, read: Read
) -> None:
    printed = "{{ home }} {{ 'en/x/'|link(home) }} {{ 'fr/x/'|link(home) }} {{ 'en.x'|link(home) }}"
    kinds = ("article", "home", "language-picker", "not-found", "redirect")
    folder = site(
        {
            "content/site.toml": f'base_url = "https://a.example/log/"\n{SETTINGS}',
            "content/a.en.md": ARTICLE.replace("source:", "aliases: [/old, /en/old]\n    source:"),
            **{f"templates/{kind}.html": printed for kind in kinds},
        }
    )
    assert build(folder).exit_code == 0
    for address, home in {
        "": "./en/",
        "404.html": "/log/en/",
        "old/": "../en/",
        "en/": "./",
        "en/old/": "../",
        "en/articles/a/": "../../",
    }.items():
        page = read(folder, address)
        assert page.split() == [home, f"{home}x/", f"{home}../fr/x/", f"{home}../en.x"]


# --- What a template depends on -----------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "assets"),
    [
        ("{{ asset('a.css') }}", {"a.css"}),
        ("{{ asset('a.css') }}{{ asset('b.css') }}", {"a.css", "b.css"}),
        ("{% set a = asset %}{{ a('a.css') }}", {"a.css", "b.css"}),
        ("{{ ('a.css',)|map('upper')|map(asset) }}", {"a.css", "b.css"}),
        ("{{ asset('a.css') }}{{ asset(view) }}", {"a.css", "b.css"}),
        ("{{ asset(*view) }}", {"a.css", "b.css"}),
        ("{{ asset(name='a.css') }}", {"a.css", "b.css"}),
        ("", set()),
    ],
)
def test_a_template_depends_on_the_assets_it_can_name(page: str, assets: set[str]) -> None:
    members = find("a.css", "b.css", page=page).members["page.html"]
    assert members == {"page.html", *(f"assets/{name}" for name in assets)}


def test_the_problems_of_all_templates_are_reported() -> None:
    assert find_problems(a="\n{% if %}", b="{% include view %}", c="fine", d="{% end %}") == [
        ("templates/a.html", 2, "template-syntax"),
        ("templates/b.html", 1, "template-dynamic"),
        ("templates/d.html", 1, "template-syntax"),
    ]


# --- Output that is the same every time ---------------------------------------------------


@pytest.mark.parametrize("name", ["lipsum", "now", "random", "range_random"])
def test_templates_have_no_random_functions(name: str) -> None:
    environment = create()
    assert name not in environment.globals
    assert name not in environment.filters


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ ('a',)|map('upper') }}", "generator"),
        ("{{ view }}", "View"),
        ("{{ asset }}", "function"),
    ],
)
def test_values_of_other_types_cannot_be_printed(text: str, kind: str) -> None:
    with pytest.raises(TypeError, match=f"^a value of type '{kind}' cannot be printed$"):
        render(text, view=View("v"))


def test_zero_is_printed_without_a_sign() -> None:
    assert render("{{ view[0] }} {{ view[1] }}", view=(-0.0, 0.0)) == "0.0 0.0"


def test_environments_share_no_caches() -> None:
    one, other = create(page="{{ view }}"), create(page="{{ view }}")
    one.get_template("page.html").render(view="<")
    assert one.caches.escape.cache_info().currsize == 1
    assert other.caches.escape.cache_info().currsize == 0
    assert tuple(one.caches.templates) == ("page.html",)
    assert other.caches.templates == {}


# --- How failures are reported ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 1 // (view.citations|length - 1) }}", "integer division or modulo by zero"),
        ("{{ view.title + 1 }}", 'can only concatenate str (not "int") to str'),
        (
            "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
            "a macro, block or template calls itself endlessly",
        ),
        ("{{ view.tags|list }}", "a value of type 'list' cannot be printed"),
        ("{{ {}['x'].y }}", "dict has no 'x'"),
        ("{{ '\\ud800' ~ view.title }}", None),
    ],
)
def test_an_exception_is_reported_as_a_problem_of_the_template(
    site: MakeSite, build: Build, text: str, message: str | None
) -> None:
    template = f'{{% extends "base.html" %}}\n{{% block main %}}\n{text}\n{{% endblock %}}'
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.md": ARTICLE,
            "templates/article.html": template,
        }
    )
    result = build(folder, "--jobs", "1")
    assert result.exit_code == 1
    (problem,) = result.problems
    assert problem.path == "templates/article.html"
    assert problem.code == "template-failed"
    if message is not None:
        assert (problem.line, problem.message) == (3, f"the template failed: {message}")


def test_a_failure_in_a_partial_is_reported_once(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.md": ARTICLE,
            "templates/partials/when.html": (
                "{% macro when(value, short=false) %}\n\n{{ 1 // 0 }}\n{% endmacro %}\n"
            ),
        }
    )
    # Articles, timelines and the home page all import it.
    assert positions(build(folder, "--jobs", "1")) == [
        ("templates/partials/when.html", 3, "template-failed")
    ]


def test_a_missing_file_is_reported_where_it_is_named(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.md": ARTICLE,
            "templates/article.html": "<p>\n{{ asset('none.css') }}",
            "templates/home.html": '<p>\n\n{% include "none.html" %}',
        }
    )
    result = build(folder, "--jobs", "1")
    assert positions(result) == [
        ("templates/article.html", 2, "template-missing"),
        ("templates/home.html", 3, "template-missing"),
    ]
    assert [each.message for each in result.problems] == [
        "unknown asset 'none.css'",
        "unknown template 'none.html'",
    ]


def test_all_templates_that_are_not_utf_8_are_reported(site: MakeSite, build: Build) -> None:
    folder = site({"content/site.toml": SETTINGS, "content/a.md": ARTICLE})
    (folder / "templates").mkdir()
    (folder / "templates/home.html").write_bytes(b"\n\xff")
    (folder / "templates/index.html").write_bytes(b"\xff")
    assert positions(build(folder, "--jobs", "1")) == [
        ("templates/home.html", 2, "encoding"),
        ("templates/index.html", 1, "encoding"),
    ]


def test_one_process_and_two_report_the_same_failures(site: MakeSite, build: Build) -> None:
    articles = {f"content/a{number}.md": ARTICLE for number in range(MANY)}
    folder = site(
        {
            "content/site.toml": SETTINGS,
            # The line that fails depends on the page.
            "templates/article.html": (
                "{% if view.earlier and view.later %}\n{{ 1 // 0 }}\n{% endif %}\n"
                "{{ none }}{% if not view.later %}{{ view.no }}{% endif %}\n"
            ),
            "templates/home.html": "\n{{ none_such }}\n",
            "templates/timeline.html": "{{ 1 // 0 }}\n",
            **articles,
        }
    )
    one = build(folder, "--jobs", "1")
    two = build(folder, "--jobs", "2")
    assert one.exit_code == two.exit_code == 1
    assert one.problems == two.problems
    assert [(path, code) for path, _, code in positions(one)] == [
        ("templates/article.html", "template-failed"),
        ("templates/home.html", "template-failed"),
        ("templates/timeline.html", "template-failed"),
    ]
    assert not (folder / "output").exists()


@pytest.mark.parametrize("kind", [TemplateDependencyError, RenderError])
def test_errors_with_problems_can_be_pickled(
    kind: type[TemplateDependencyError] | type[RenderError],
) -> None:
    problems = (
        Problem("templates/a.html", 1, 0, "template-failed", "one", "a hint"),
        Problem("templates/b.html", 2, 3, "template-failed", "two"),
    )
    error = pickle.loads(pickle.dumps(kind(*problems)))
    assert type(error) is kind
    assert error.problems == problems


def test_an_output_error_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(OutputError("what", "what to do")))
    assert (error.message, error.hint) == ("what", "what to do")


# --- Fingerprints and hashes --------------------------------------------------------------


class Colour(Enum):
    RED = 1


class Mood(Enum):
    RED = 1


def test_the_fingerprint_of_an_enumeration_member_depends_on_its_type_and_value() -> None:
    one = Fingerprinter().of(Colour.RED)
    assert one == Fingerprinter().of(Colour.RED)
    assert one not in {Fingerprinter().of(Mood.RED), Fingerprinter().of(1)}


@pytest.mark.parametrize("value", [object(), [1], {1: 2}, MappingProxyType({}), {1}, View])
def test_a_value_that_cannot_be_split_into_parts_has_no_fingerprint(value: object) -> None:
    with pytest.raises(TypeError, match="has no fingerprint"):
        Fingerprinter().of((value,))


def test_hashes_have_the_expected_bytes() -> None:
    assert hash_bytes(b"").hex() == "cae66941d9efbd404e4d88758ea67670"
    assert len(hash_bytes(b"x")) == SIZE


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("نص https://a.example/b/، نص", "rtl", 'نص <bdi dir="ltr">https://a.example/b/</bdi>، نص'),
        ("(www.a.example/?q=1&b=2).", "rtl", '(<bdi dir="ltr">www.a.example/?q=1&amp;b=2</bdi>).'),
        ("نص <b>", "rtl", 'نص <bdi dir="ltr">&lt;b&gt;</bdi>'),
        ("اكتب (a.md)[b] ثم --lang،", "rtl", "اكتب {(a.md)[b]} ثم {--lang}،"),
        ("لغة C#. لغة (C#)، و$x: 5", "rtl", "لغة {C#}. لغة {(C#)}، و{$x}: 5"),
        ('في (see C#) "C++" و(a/b أو', "rtl", "في (see {C#}) &#34;{C++}&#34; و({a/b} أو"),
        ("قال (AP) و«Reuters». AT&T 24/7", "rtl", "قال (AP) و«Reuters». {AT&amp;T} 24/7"),
        ("Text https://a.example/b/", "ltr", "Text https://a.example/b/"),
    ],
)
def test_addresses_keep_their_direction(text: str, direction: Direction, expected: str) -> None:
    view = TextView(text, "ar", direction)
    written = expected.replace("{", '<bdi dir="ltr">').replace("}", "</bdi>")
    assert render("{{ view.text|isolate_addresses(view.dir) }}", view=view) == written
