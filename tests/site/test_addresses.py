"""Permanent addresses: the address of the site, redirects, and addresses without a page."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest

from generator.build.hosting_limits import check_hosting_limits
from generator.pages import plan
from tests.support import Build, MakeSite, Read
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
    monkeypatch.setattr(plan, "SITEMAP_PAGES", 6)
    folder = site(strike())
    build(folder, "--base-url", "https://a.example/")
    output = folder / "output"
    assert "<loc>https://a.example/sitemap-2.xml</loc>" in (output / "sitemap.xml").read_text()
    parts = [(output / f"sitemap-{number}.xml").read_text() for number in (1, 2, 3)]
    pages = [path for path in output.rglob("*.html") if path.name != "404.html"]
    assert [part.count("<url>") for part in parts] == [6, 6, len(pages) - 12]


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


def test_a_page_that_moved_without_an_alias_is_a_warning(site: MakeSite, build: Build) -> None:
    folder = site(strike())
    build(folder)
    site(strike("slug: bombing\n"))
    result = build(folder)
    (problem,) = result.problems
    assert (result.exit_code, problem.code, problem.line) == (0, "address-moved", 5)
    assert "'/en/articles/strike/'" in problem.message
    assert build(folder).codes == ("address-moved",)


def test_a_page_that_moved_with_an_alias_is_none(site: MakeSite, build: Build) -> None:
    folder = site(strike())
    build(folder)
    site(strike("slug: bombing\naliases: [en/articles/strike/]\n"))
    assert build(folder).codes == ()


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
