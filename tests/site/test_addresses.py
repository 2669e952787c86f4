"""Permanent addresses: the address of the site, redirects, and addresses without a page."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest

from generator.build.hosting_limits import check_hosting_limits
from generator.pages import planned_files
from tests.support import Build, MakeSite, Read, Result
from tests.support.files import write_tree
from tests.support.sources import article

LANGUAGE = '[languages.en]\nlocale = "en_GB"\n'


def strike(more: str = "") -> dict[str, str]:
    return {"content/strike.en.md": article(more=more)}


# --- Where the site is ----------------------------------------------------------------------


def test_the_command_line_says_where_the_site_will_be(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site({"content/site.toml": 'base_url = "https://a.example/"', **strike()})
    build(folder)
    assert 'rel="canonical" href="https://a.example/en/"' in read(folder, "en/")
    assert build(folder, "--base-url", "https://b.example/log").exit_code == 0
    assert 'rel="canonical" href="https://b.example/log/en/"' in read(folder, "en/")
    assert 'href="/log/ar/"' in read(folder, "404.html")
    assert "0 written" in build(folder, "--base-url", "https://b.example/log/").output
    build(folder)
    assert 'rel="canonical" href="https://a.example/en/"' in read(folder, "en/")


@pytest.mark.parametrize("address", ["b.example", "ftp://b.example/", "https://b.example/?a"])
def test_an_invalid_address_is_wrong_usage(site: MakeSite, build: Build, address: str) -> None:
    assert build(site(strike()), "--base-url", address).exit_code == 2


def test_an_edited_body_and_a_new_address_arrive_together(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(strike())
    build(folder, "--base-url", "https://a.example/")
    site({"content/strike.en.md": article().replace("Text.", "Other.")})
    build(folder, "--base-url", "https://b.example/")
    page = read(folder, "en/articles/strike/")
    assert "Other." in page
    assert 'href="https://b.example/en/articles/strike/"' in page


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://log.example/", "log.example\n"),
        ("https://name.github.io/", None),
        ("https://log.example/repo/", None),
        ("https://log.example:8000/", None),
        ("http://127.0.0.1/", None),
        ("http://localhost/", None),
    ],
)
def test_a_cname_file_is_written_only_for_a_custom_domain(
    site: MakeSite, build: Build, address: str, domain: str | None
) -> None:
    folder = site(strike())
    build(folder, "--base-url", address)
    cname = folder / "output/CNAME"
    assert (cname.read_text() if cname.exists() else None) == domain


def read_headers(lines: list[str]) -> dict[str, dict[str, str]]:
    """Return the headers for each path in a file ``_headers``."""
    headers: dict[str, dict[str, str]] = {}
    path = ""
    for line in lines:
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            headers[path][name] = value
        else:
            path = line
            headers[path] = {}
    return headers


def test_the_policy_of_pages_is_a_header_too(site: MakeSite, build: Build, read: Read) -> None:
    folder = site(strike())
    build(folder)
    policy = "Content-Security-Policy"
    page = read(folder, "en/index.html")
    (written,) = re.findall(rf'<meta http-equiv="{policy}" content="([^"]*)"', page)
    headers = read_headers(read(folder, "_headers").splitlines())
    assert re.sub(r" 'sha256-[^']*'", "", written) == headers["/*"][policy]
    # What a page of its own says is the author's, and a host must not forbid it.
    own = '{% extends "base.html" %}{% block policy %}{% endblock %}'
    write_tree(folder, {"templates/not-found.html": own})
    build(folder)
    assert policy not in read_headers(read(folder, "_headers").splitlines())["/*"]


def test_pages_for_the_frames_of_other_sites_can_be_in_them(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site({"content/a.en.md": article(tags="port")})
    build(folder)
    headers = read_headers(read(folder, "_headers").splitlines())
    framed = [path for path, each in headers.items() if "frame-ancestors" in str(each)]

    def may_be_framed(page: str) -> bool:
        return not any(fnmatch(f"/{page}", pattern) for pattern in framed)

    assert not may_be_framed("")
    for page in ("en/", "en/articles/a/", "en/tags/port/", "en/sources/ap/"):
        assert (folder / "output" / page).is_dir()
        assert not may_be_framed(page)
    for page in ("en/timeline/embed/", "en/timeline/", "en/search/", "ar/search/"):
        assert (folder / "output" / page).is_dir()
        assert may_be_framed(page)


@pytest.mark.parametrize(
    ("address", "has_headers"),
    [("", True), ("https://log.example/", True), ("https://log.example/repo/", False)],
)
def test_hosts_that_serve_a_site_from_its_root_are_told_what_to_answer(
    site: MakeSite, build: Build, read: Read, address: str, has_headers: bool
) -> None:
    folder = site(strike())
    build(folder, "--base-url", address)
    assert (folder / "output/_headers").exists() is has_headers
    if has_headers:
        lines = read(folder, "_headers").splitlines()
        headers = read_headers(lines)
        assert headers["/*"]["X-Content-Type-Options"] == "nosniff"
        assert headers["/assets/:file"]["Cache-Control"] == "public, max-age=31536000, immutable"
        # What is cached for a year never changes: its name has the hash of its bytes.
        names = [path.name for path in (folder / "output/assets").iterdir() if path.is_file()]
        assert names
        assert [name for name in names if not re.search(r"\.[0-9a-f]{10}\.", name)] == []


def test_without_an_address_there_is_no_sitemap(site: MakeSite, build: Build) -> None:
    folder = site(strike())
    build(folder)
    assert not (folder / "output/sitemap.xml").exists()
    assert "Sitemap" not in (folder / "output/robots.txt").read_text()


@pytest.mark.parametrize("address", ["https://record.example/", ""])
def test_search_engines_may_read_every_page_and_find_the_sitemap(
    site: MakeSite, build: Build, read: Read, address: str
) -> None:
    folder = site({"content/a.en.md": article(), "content/site.toml": f'base_url = "{address}"\n'})
    assert build(folder).exit_code == 0
    robots = RobotFileParser()
    robots.parse(read(folder, "robots.txt").splitlines())
    assert robots.can_fetch("*", "/en/articles/a/")
    assert robots.site_maps() == ([f"{address}sitemap.xml"] if address else None)


def test_a_sitemap_beyond_its_limit_is_an_index(
    site: MakeSite, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned_files, "SITEMAP_PAGES", 6)
    folder = site(strike())
    build(folder, "--base-url", "https://a.example/")
    output = folder / "output"
    assert "<loc>https://a.example/sitemap-2.xml</loc>" in (output / "sitemap.xml").read_text()
    parts = [(output / f"sitemap-{number}.xml").read_text() for number in (1, 2, 3, 4)]
    # What shows another page again is not listed.
    repeated = {"404.html", "embed"}
    pages = [path for path in output.rglob("*.html") if repeated.isdisjoint(path.parts)]
    assert [part.count("<url>") for part in parts] == [6, 6, 6, len(pages) - 18]


# --- Old paths --------------------------------------------------------------------------------


def test_an_old_path_redirects_without_script_or_server(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(strike("aliases: [/2023/old/, old.html]\n"))
    assert build(folder, "--base-url", "https://a.example/r/").exit_code == 0
    page = read(folder, "2023/old/")
    assert 'content="0; url=../../en/articles/strike/"' in page
    assert 'rel="canonical" href="https://a.example/r/en/articles/strike/"' in page
    assert 'url=./en/articles/strike/"' in read(folder, "old.html")
    assert "old" not in (folder / "output/sitemap.xml").read_text()


@pytest.mark.parametrize(
    "alias",
    ["en/", "EN/articles/Strike/", "en/feed.xml/x/", "en/index.html", "assets/x/", ".git/"],
)
def test_an_old_path_does_not_replace_another_address(
    site: MakeSite, build: Build, alias: str
) -> None:
    result = build(site(strike(f"aliases: ['{alias}']\n")))
    (problem,) = result.problems
    assert (problem.code, problem.line, problem.path) == (
        "address-clash",
        5,
        "content/strike.en.md",
    )


def test_one_old_path_is_of_one_page(site: MakeSite, build: Build) -> None:
    other = article(more="aliases: [old/]\n").replace("Strike", "Other")
    result = build(site({**strike("aliases: [old/]\n"), "content/other.en.md": other}))
    assert result.codes == ("address-clash",)


# --- Addresses that were published ------------------------------------------------------------


def warnings_of(result: Result) -> list[tuple[str, int, str, str, str]]:
    return [(p.path, p.line, p.code, p.message, p.hint) for p in result.problems]


def test_an_article_that_moved_is_a_warning_with_the_alias_to_add(
    site: MakeSite, build: Build
) -> None:
    folder = site(strike())
    build(folder)
    site(strike("slug: bombing\n"))
    result = build(folder)
    assert result.exit_code == 0
    moved = (
        "content/strike.en.md",
        5,
        "address-moved",
        "the page was at '/en/articles/strike/', and links to that address no longer work",
        "add '/en/articles/strike/' to 'aliases', so that it redirects to '/en/articles/bombing/'",
    )
    assert warnings_of(result) == [moved]
    assert warnings_of(build(folder)) == [moved]
    site(strike("slug: bombing\naliases: [en/articles/strike/]\n"))
    assert warnings_of(build(folder)) == []


def clone(folder: Path) -> Path:
    """Return a clone of a site: what is committed of it."""
    copy = folder.with_name(f"{folder.name}-clone")
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("output", ".tarikh"))
    return copy


def test_published_addresses_survive_a_clone_in_a_list_that_builds_only_add_to(
    site: MakeSite, build: Build
) -> None:
    folder = site({**strike(), "addresses.txt": "# Kept.\n\n/en/old/\n"})
    first = build(folder)
    assert [(p.path, p.line, p.code) for p in first.problems] == [
        ("addresses.txt", 3, "address-gone")
    ]
    lines = (folder / "addresses.txt").read_text("utf-8").splitlines()
    assert lines[:3] == ["# Kept.", "", "/"]
    assert {"/en/", "/en/2024/", "/en/articles/strike/", "/en/feed.xml", "/en/old/"} < {*lines}
    assert not {"/404.html", "/robots.txt", "/.nojekyll"} & {*lines}
    assert not any(line.startswith("/assets/") for line in lines)

    copy = clone(folder)
    (copy / "content/strike.en.md").rename(copy / "content/strike-ends.en.md")
    result = build(copy)
    assert [(p.path, p.code) for p in result.problems] == [
        ("addresses.txt", "address-gone"),
        ("content/strike-ends.en.md", "address-moved"),
    ]
    assert "add '/en/articles/strike/' to 'aliases'" in result.problems[1].hint
    # Nothing was removed from the list, so the next clone is warned as well.
    listed = (copy / "addresses.txt").read_text("utf-8").splitlines()
    assert {"/en/articles/strike/", "/en/articles/strike-ends/"} < {*listed}


def test_a_removed_article_is_a_warning_until_its_line_is_removed(
    site: MakeSite, build: Build
) -> None:
    folder = site({**strike(), "content/other.en.md": article("Other"), "addresses.txt": ""})
    assert build(folder).problems == ()
    (folder / "content/other.en.md").unlink()
    lines = (folder / "addresses.txt").read_text("utf-8").splitlines()
    number = lines.index("/en/articles/other/") + 1
    gone = (
        "addresses.txt",
        number,
        "address-gone",
        "'/en/articles/other/' was published and leads nowhere now",
        "add '/en/articles/other/' to 'aliases' of the text that replaces it, or remove this line"
        " to let it go",
    )
    assert warnings_of(build(folder)) == [gone]
    site({"content/strike.en.md": article().replace("Text.", "More.")})
    assert warnings_of(build(folder)) == [gone]
    del lines[number - 1]
    (folder / "addresses.txt").write_text("\n".join(lines), "utf-8")
    assert warnings_of(build(folder)) == []


def test_an_error_in_an_article_does_not_take_its_addresses_away(
    site: MakeSite, build: Build
) -> None:
    folder = site({**strike(), "addresses.txt": ""})
    build(folder)
    site({"content/strike.en.md": article(date="2024-02-30")})
    assert build(folder).codes == ("date-invalid",)


def test_an_address_is_let_go_in_the_build_that_removes_its_page(
    site: MakeSite, build: Build
) -> None:
    folder = site({**strike(), "content/other.en.md": article("Other"), "addresses.txt": ""})
    build(folder)
    (folder / "content/other.en.md").unlink()
    site({"addresses.txt": "# None is public yet.\n"})
    assert warnings_of(build(folder)) == []
    lines = (folder / "addresses.txt").read_text("utf-8").splitlines()
    assert "/en/articles/strike/" in lines
    assert "/en/articles/other/" not in lines


def test_a_renamed_article_is_known_by_its_title(site: MakeSite, build: Build) -> None:
    folder = site({**strike(), "content/other.en.md": article("Other")})
    build(folder)
    (folder / "content/strike.en.md").rename(folder / "content/port.en.md")
    (folder / "content/other.en.md").rename(folder / "content/q.en.md")
    assert [(p.path, p.code, p.message.split("'")[1]) for p in build(folder).problems] == [
        ("content/port.en.md", "address-moved", "/en/articles/strike/"),
        ("content/q.en.md", "address-moved", "/en/articles/other/"),
    ]


@pytest.mark.parametrize("kind", ["tags", "sources"])
def test_a_tag_or_source_with_another_id_keeps_its_old_pages(
    site: MakeSite, build: Build, read: Read, kind: str
) -> None:
    text = "---\ntitle: Strike\ndate: 2024-01-04\n{}\n---\nText.\n"
    fields = {"tags": "source: AP\ntags: [Strikes]", "sources": "source: Strikes"}
    registry = "[{}]\nname = 'Strikes'\n"
    files = {
        "content/strike.en.md": text.format(fields[kind]),
        f"content/{kind}.toml": registry.format("port-strikes"),
        "content/site.toml": LANGUAGE,
        "addresses.txt": "",
    }
    folder = site(files)
    assert build(folder).problems == ()
    site({f"content/{kind}.toml": registry.format("strikes")})
    (problem,) = build(folder).problems
    assert (problem.path, problem.code) == ("addresses.txt", "address-gone")
    assert problem.message == f"'/en/{kind}/port-strikes/' was published and leads nowhere now"
    assert problem.hint == (
        f'add former_ids = ["port-strikes"] to [strikes] in {kind}.toml, or remove this line to'
        " let it go"
    )
    site({f"content/{kind}.toml": registry.format("strikes") + 'former_ids = ["port-strikes"]\n'})
    # Articles may still name it so.
    site({"content/strike.en.md": text.format(fields[kind].replace("Strikes", "port-strikes"))})
    assert build(folder).problems == ()
    page = read(folder, f"en/{kind}/port-strikes/")
    assert f'url=../../../en/{kind}/strikes/"' in page


def test_a_feed_and_a_year_that_are_gone_are_warned_about(site: MakeSite, build: Build) -> None:
    later = article("Later").replace("2024-01-04", "2025-01-04")
    settings = f'exports = "all"\n{LANGUAGE}'
    files = {**strike(), "content/later.en.md": later, "content/site.toml": settings}
    folder = site({**files, "addresses.txt": ""})
    build(folder)
    site({"content/later.en.md": later.replace("2025", "2024"), "content/site.toml": LANGUAGE})
    gone = {p.message.split("'")[1]: p.hint for p in build(folder).problems}
    assert gone["/en/2025/"].startswith("add '/en/2025/' to 'aliases' of the text that replaces it")
    assert gone["/en/sources/ap/feed.xml"] == "remove this line to let it go"


# --- The host's limits -----------------------------------------------------------------------


def test_a_site_close_to_the_limits_of_the_host_is_reported(tmp_path: Path) -> None:
    stat = (0, 0, 0, 0)
    small = {f"{number}.jpg": ((80_000_000, *stat[1:]), b"") for number in range(11)}
    assert list(check_hosting_limits(tmp_path, small, "output")) == []
    large = {**small, "film.mp4": ((95_000_000, *stat[1:]), b"")}
    assert [(each.path, each.code) for each in check_hosting_limits(tmp_path, large, "output")] == [
        ("output/film.mp4", "file-large"),
        ("output", "site-large"),
    ]
