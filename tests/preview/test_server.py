"""`tarikh serve` over HTTP: its responses, whom it answers, and what happens on save."""

from __future__ import annotations

import http.client
import json
import mmap
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from generator.preview import file_systems, watcher
from generator.preview.host_names import is_own_host, parse_host_name
from generator.preview.live_site import LiveSite
from generator.preview.loading import LoadLimits
from generator.preview.overlay import editor_link, excerpt
from generator.preview.site_files import FileChanges
from generator.preview.static_files import Redirect, StaticFile, content_type, resolve
from generator.preview.watcher import Watcher
from tests.support import ROOT, Build, MakeSite, Run
from tests.support.preview_client import PATIENCE, Client, Response, article, preview

SETTINGS = 'title = "Chronicle"\nid = "urn:x:1"\nbase_url = "https://a.example/chronicle/"\n'
FILES = {
    "content/site.toml": SETTINGS,
    "content/a.ar.md": article("أ"),
    "content/a.en.md": article("A"),
    "content/b.en.md": article("B", date="2024-10-01"),
    "content/later.en.md": article("Later", more="draft: true\n"),
}


@pytest.fixture
def running(site: MakeSite) -> Iterator[Client]:
    """A preview of a small site under a base path."""
    with preview(site(FILES)) as client:
        yield client


def overlay_data(response: Response) -> dict[str, Any]:
    """The overlay's data in a page."""
    found = re.search(r'id="_tarikh-overlay" data-tarikh>(.*?)</script>', response.text)
    assert found, response.text
    data: dict[str, Any] = json.loads(found[1])
    return data


def codes(response: Response) -> list[str]:
    return [error["code"] for error in overlay_data(response)["errors"]]


# --- As GitHub Pages does -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", StaticFile("index.html")),
        ("en/", StaticFile("en/index.html")),
        ("en", Redirect("en/")),
        ("en/index.html", StaticFile("en/index.html")),
        ("404", StaticFile("404.html")),
        ("feed.xml", StaticFile("feed.xml")),
        ("feed.xml/", StaticFile("404.html", found=False)),
        ("assets/", StaticFile("404.html", found=False)),
        ("../content/site.toml", StaticFile("404.html", found=False)),
    ],
)
def test_an_address_is_the_file_that_a_static_host_gives(
    path: str, expected: StaticFile | Redirect
) -> None:
    files = {"index.html", "404.html", "en/index.html", "feed.xml", "assets/a.css"}
    assert resolve(path, files.__contains__) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a/feed.xml", "application/xml"),
        ("a/events.ics", "text/calendar; charset=utf-8"),
        ("picture.JPG", "image/jpeg"),
        (".nojekyll", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_extension(file: str, expected: str) -> None:
    assert content_type(file) == expected


def test_the_site_is_under_its_base_path(running: Client) -> None:
    assert running.url.endswith("/chronicle/")
    assert running.get("en/").status == 200
    assert "<h1>A</h1>" in running.get("en/articles/a/").text
    assert running.get("/").headers["location"] == "./chronicle/"
    assert running.get("/chronicle").headers["location"] == "./chronicle/"
    assert running.get("/en/").status == 404


@pytest.mark.parametrize("path", ["en/", "en/articles/a/", "en/no/such/page", "404.html"])
def test_behind_a_proxy_with_a_path_everything_is_found_from_the_page(
    running: Client, path: str
) -> None:
    """The proxy removes its own path; the preview does not know it."""
    proxied = f"/user/desk/proxy/8000/chronicle/{path}"
    text = running.get(path).text
    (script,) = re.findall(r'<script src="([^"]*preview\.js)"', text)
    assert urljoin(proxied, script) == "/user/desk/proxy/8000/_tarikh/preview.js"
    moved = running.get("ar/articles/a").headers["location"]
    assert urljoin("/proxy/chronicle/ar/articles/a", moved) == "/proxy/chronicle/ar/articles/a/"


def test_a_server_on_every_address_names_those_that_can_be_opened(site: MakeSite) -> None:
    with preview(site(FILES), host="0.0.0.0") as client:
        assert client.url.startswith("http://127.0.0.1:")
        assert client.get("en/").status == 200
        for other in client.reporter.others.get(timeout=PATIENCE):
            assert "0.0.0.0" not in other
            assert client.get("en/", host=urlsplit(other).netloc).status == 200


def test_a_name_that_is_allowed_is_answered(site: MakeSite) -> None:
    with preview(site(FILES), allowed_hosts=("desk.example",)) as client:
        assert client.get("en/", host="desk.example").status == 200
        assert client.get("en/", host="other.example").status == 421


def test_two_previews_of_one_site_show_the_same_save(site: MakeSite) -> None:
    folder = site(FILES)
    with preview(folder) as one, preview(folder) as other:
        assert one.url != other.url
        one.edit("content/a.en.md", '"A"', '"Both"')
        for client in (one, other):
            client.wait_for_event()
            assert "<h1>Both</h1>" in client.get("en/articles/a/").text


def test_a_file_that_is_changed_through_memory_is_found_by_looking(site: MakeSite) -> None:
    """The system reports no event for it."""
    folder = site(FILES)
    with preview(folder, poll=True) as client:
        assert "<h1>A</h1>" in client.get("en/articles/a/").text
        file = folder / "content/a.en.md"
        with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as memory:
            at = memory.find(b'"A"')
            memory[at + 1 : at + 2] = b"M"
            memory.flush()
        client.wait_for_event()
        assert "<h1>M</h1>" in client.get("en/articles/a/").text


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("/dev/sda1 / ext4 rw 0 0\n", None),
        ("/dev/sda1 / ext4 rw 0 0\nC:\\134 {0} 9p rw 0 0\n", "9p"),
        ("//nas/desk {0} cifs rw 0 0\n/dev/sdb1 {0}/content ext4 rw 0 0\n", None),
        ("x {0} ext4 rw 0 0\nhost {0} fuse.grpcfuse rw 0 0\n", "fuse.grpcfuse"),
        ("", None),
    ],
)
def test_a_file_system_that_reports_no_changes_is_known_by_its_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, expected: str | None
) -> None:
    folder = tmp_path / "my site"
    mounts = tmp_path / "mounts"
    mounts.write_text(table.format(str(folder).replace(" ", r"\040")), "utf-8")
    monkeypatch.setattr(file_systems, "MOUNTS", mounts)
    found = file_systems.find_silent_file_system([f"{folder}/content"])
    assert found == (None if expected is None else (f"{folder}/content", expected))


def test_a_preview_on_such_a_file_system_says_so_and_looks_itself(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(FILES)
    found = (str(folder / "content"), "9p")
    monkeypatch.setattr("generator.preview.server.find_silent_file_system", lambda _: found)
    with preview(folder) as client:
        assert client.reporter.notices.get(timeout=PATIENCE) == (
            f"{folder / 'content'} is on a file system that reports no changes (9p);"
            " looking at the files every second instead"
        )
        client.edit("content/a.en.md", '"A"', '"B"')
        client.wait_for_event()
        assert "<h1>B</h1>" in client.get("en/articles/a/").text


def test_a_folder_without_its_slash_leads_to_the_one_with_it(running: Client) -> None:
    found = running.get("ar/articles/a?from=elsewhere")
    assert found.status == 301
    way = found.headers["location"]
    assert urljoin("/chronicle/ar/articles/a", way) == "/chronicle/ar/articles/a/?from=elsewhere"


@pytest.mark.parametrize(
    "path",
    ["nowhere", "assets/", "..%2f..%2fcontent/site.toml", "%2e%2e/site.toml", "a.en.md", "%ff"],
)
def test_a_path_outside_the_site_is_not_found(running: Client, path: str) -> None:
    found = running.get(path)
    assert found.status == 404
    assert "page-not-found" in found.text
    assert "base_url" not in found.text


def test_heads_are_answered_without_bodies(running: Client) -> None:
    whole, head = running.get("en/"), running.get("en/", method="HEAD")
    assert head.status == 200
    assert head.text == ""
    assert head.headers["content-length"] == str(len(whole.text.encode()))


def test_a_page_that_the_browser_has_is_not_sent_again(running: Client) -> None:
    found = running.get("en/")
    again = running.get("en/", if_none_match=found.headers["etag"])
    assert (again.status, again.text) == (304, "")


# --- Who may send requests ------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_can_only_be_read(running: Client, method: str) -> None:
    found = running.get("en/", method=method)
    assert found.status == 405
    assert found.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("header", "own"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("tarikh.localhost:1", True),
        ("[::1]:8000", True),
        ("192.168.0.7:8000", True),
        ("desk.example:8000", True),
        ("laptop.local:8000", True),
        ("desk-8000.app.github.dev", True),
        ("8000-desk.ws.gitpod.io", True),
        ("host.docker.internal:8000", True),
        ("preview.allowed.example", True),
        ("named.example", True),
        ("allowed.example", False),
        ("evil-allowed.example", False),
        ("github.dev.evil.example", False),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
        ("[", False),
    ],
)
def test_only_requests_for_its_own_host_names_are_answered(header: str, own: bool) -> None:
    allowed = ("*.allowed.example", "named.example")
    assert is_own_host(header, "desk.example", allowed) is own


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Desk.example", "desk.example"),
        ("https://desk.example:8000/ar/", "desk.example"),
        ("*.example.org", "*.example.org"),
        ("*", None),
        ("desk example", None),
    ],
)
def test_a_host_name_can_be_pasted_with_its_address(text: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(ValueError, match=re.escape(text)):
            parse_host_name(text)
    else:
        assert parse_host_name(text) == name


def test_a_request_with_another_host_name_is_refused(running: Client) -> None:
    refused = running.get("en/", host="desk.example:8000")
    assert refused.status == 421
    assert "    tarikh serve --allow-host desk.example\n" in refused.text
    assert running.get("/_tarikh/events", host="evil.example").status == 421


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}]
)
def test_the_stream_is_not_for_other_sites(running: Client, headers: dict[str, str]) -> None:
    assert running.get("/_tarikh/events", **headers).status == 403


def test_pages_cannot_be_framed_or_sniffed(running: Client) -> None:
    headers = running.get("en/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"


# --- What happens on save -------------------------------------------------------------------


def test_a_saved_body_is_served(running: Client) -> None:
    running.edit("content/a.en.md", "Text.", "Other text.")
    running.wait_for_event()
    assert "<p>Other text.</p>" in running.get("en/articles/a/").text
    assert "Other text." in running.get("en/2024/").text


def in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def in_steps(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for line in text.splitlines(keepends=True):
            stream.write(line)
            stream.flush()


def renamed_over(path: Path, text: str) -> None:
    temporary = path.with_name(".goutputstream-ABC")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def with_a_backup(path: Path, text: str) -> None:
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(text, encoding="utf-8")
    backup.unlink()


def with_a_lock(path: Path, text: str) -> None:
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("author@desk.1:1")
    path.with_name(f"#{path.name}#").write_text("half", encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    path.with_name(f"#{path.name}#").unlink()
    lock.unlink()


def removed_and_made(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def through_another_folder(path: Path, text: str) -> None:
    outside = path.parents[2] / "temporary.md"
    outside.write_text(text, encoding="utf-8")
    outside.replace(path)


def with_an_old_time(path: Path, text: str) -> None:
    stat = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize(
    "save",
    [
        in_place,
        in_steps,
        renamed_over,
        with_a_backup,
        with_a_lock,
        removed_and_made,
        through_another_folder,
        with_an_old_time,
    ],
)
def test_a_save_is_served_however_an_editor_makes_it(
    running: Client, save: Callable[[Path, str], None]
) -> None:
    path = running.root / "content/a.en.md"
    # As long as the old text, so that the file's size does not change.
    save(path, path.read_text("utf-8").replace("Text.", "Next."))
    while "<p>Next.</p>" not in (found := running.get("en/articles/a/")).text:
        running.wait_for_event()
    assert codes(found) == []
    assert running.reporter.changes.empty()


@pytest.mark.parametrize("way", ["content", "site"])
def test_a_site_behind_a_link_is_served(site: MakeSite, way: str) -> None:
    real = site(FILES)
    root = real.with_name("linked")
    if way == "site":
        root.symlink_to(real)
    else:
        root.mkdir()
        (root / "content").symlink_to(real / "content")
    with preview(root) as client:
        (real / "content/a.en.md").write_text(article("A", body="Next."), encoding="utf-8")
        client.wait_for_event()
        assert "<p>Next.</p>" in client.get("en/articles/a/").text


def test_a_new_article_and_a_new_folder_are_served(running: Client) -> None:
    running.write("content/2025/01/new.en.md", article("New", date="2025-01-02"))
    running.wait_for_event()
    assert "<h1>New</h1>" in running.get("en/articles/new/").text
    assert running.get("en/2025/").status == 200


def test_drafts_are_shown_and_marked_unless_they_are_not_wanted(running: Client) -> None:
    found = running.get("en/articles/later/")
    assert overlay_data(found)["draft"] is True
    assert overlay_data(running.get("en/articles/a/"))["draft"] is False
    with preview(running.root, drafts=False) as published:
        assert published.get("en/articles/later/").status == 404


def test_nothing_is_written(running: Client, build: Build) -> None:
    running.get("en/")
    running.edit("content/a.en.md", "Text.", "Other text.")
    running.wait_for_event()
    assert sorted(path.name for path in running.root.iterdir()) == ["content"]


def test_an_earlier_output_stays_as_it_is(running: Client, build: Build) -> None:
    assert build(running.root).exit_code == 0
    before = {p: p.stat().st_mtime_ns for p in running.root.rglob("*") if "content" not in p.parts}
    running.edit("content/a.en.md", "Text.", "Other text.")
    running.wait_for_event()
    running.get("en/articles/a/")
    after = {p: p.stat().st_mtime_ns for p in running.root.rglob("*") if "content" not in p.parts}
    assert after == before


def test_an_error_is_shown_on_the_page_and_in_the_terminal_until_it_is_fixed(
    running: Client,
) -> None:
    good = running.get("en/articles/a/")
    assert codes(good) == []
    running.edit("content/a.en.md", "2024-09-27", "2024-02-30")
    running.wait_for_event()
    found = running.get("en/articles/a/")
    (error,) = overlay_data(found)["errors"]
    assert (error["position"], error["code"]) == ("content/a.en.md:3:7", "date-invalid")
    assert (error["before"], error["at"], error["after"]) == ("date: ", "2", "024-02-30")
    assert "2024-02" in error["hint"]["text"]
    # The page itself has not changed.
    assert overlay_data(found)["hash"] == overlay_data(good)["hash"]
    assert overlay_data(found)["strings"]["kept"]
    # Other pages show it too, each in its own language.
    other = overlay_data(running.get("ar/"))
    assert [each["code"] for each in other["errors"]] == ["date-invalid"]
    assert other["strings"]["errors"] == "خطأ واحد"
    new, _, remaining = running.reporter.changes.get(timeout=PATIENCE)
    assert ([problem.code for problem in new], remaining) == (["date-invalid"], 1)
    running.edit("content/a.en.md", "2024-02-30", "2024-09-27")
    running.wait_for_event()
    assert codes(running.get("en/articles/a/")) == []
    _, fixed, remaining = running.reporter.changes.get(timeout=PATIENCE)
    assert (fixed, remaining) == (1, 0)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("templates/article.html", "{% block %}", "template-syntax"),
        ("content/site.toml", 'title = "Chronicle\n', "toml"),
        ("content/tags.toml", "[us\n", "toml"),
        ("templates/strings/en.po", 'msgid "a', "catalogue-invalid"),
    ],
)
def test_a_broken_file_of_any_kind_never_stops_the_server(
    running: Client, path: str, text: str, code: str
) -> None:
    good = overlay_data(running.get("en/articles/a/"))["hash"]
    running.write(path, text)
    # One save can be seen as two changes, with two events.
    while not codes(found := running.get("en/articles/a/")):
        running.wait_for_event()
    assert found.status == 200
    assert overlay_data(found)["hash"] == good
    assert [each for each in codes(found) if each.startswith(code)], codes(found)
    running.write(path, SETTINGS) if path.endswith("site.toml") else (running.root / path).unlink()
    while codes(running.get("en/articles/a/")):
        running.wait_for_event()


def test_a_page_that_cannot_be_rendered_shows_the_error_and_recovers(site: MakeSite) -> None:
    broken = {
        "templates/article.html": '{% extends "base.html" %}{% block main %}{{ no }}{% endblock %}'
    }
    with preview(site(FILES | broken)) as client:
        found = client.get("en/articles/a/")
        # The packaged theme replaces one that has never worked.
        assert "<h1>A</h1>" in found.text
        assert codes(found) == ["template-failed"]
        # Other pages are notified.
        client.wait_for_event()
        assert codes(client.get("en/")) == ["template-failed"]
        client.edit("templates/article.html", "{{ no }}", "<h1>Yes</h1>")
        client.wait_for_event()
        assert "<h1>Yes</h1>" in client.get("en/articles/a/").text


def test_a_removed_page_names_its_replacement(running: Client) -> None:
    (running.root / "content/a.en.md").unlink()
    running.wait_for_event()
    found = running.get("en/articles/a/")
    assert (found.status, overlay_data(found)["moved"]) == (404, "/chronicle/en/2024/")
    (running.root / "content/b.en.md").rename(running.root / "content/c.en.md")
    running.wait_for_event()
    assert overlay_data(running.get("en/articles/b/"))["moved"] == "/chronicle/en/articles/c/"
    assert overlay_data(running.get("en/articles/never/"))["moved"] == ""


def test_the_former_base_path_redirects_to_the_new_one(running: Client) -> None:
    running.edit("content/site.toml", "/chronicle/", "/annals/")
    running.wait_for_event()
    way = running.get("/chronicle/en/2024/").headers["location"]
    assert urljoin("/chronicle/en/2024/", way) == "/annals/en/2024/"
    assert running.get("/annals/en/2024/").status == 200


def written_one_by_one(root: Path, paths: Iterable[str]) -> None:
    for path in paths:
        target = root / path
        target.write_text(target.read_text("utf-8").replace("Text.", "Other text."), "utf-8")


def checked_out(root: Path, paths: Iterable[str]) -> None:
    apart = root.with_name("apart")

    def git(folder: Path, *arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "gc.auto=0")
        command = ["git", "-C", str(folder), *identity, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "--message", "one")
    git(root, "worktree", "add", "-b", "other", str(apart))
    written_one_by_one(apart, paths)
    git(apart, "commit", "--all", "--message", "two")
    git(root, "checkout", "--detach", "other")


@contextmanager
def without_pauses(monkeypatch: pytest.MonkeyPatch, content: Path) -> Iterator[None]:
    """Let no pause end a batch until the events of all that is done have come, however slow."""
    marker, seen, watchers = content / "last.png", threading.Event(), set[Watcher]()
    add = Watcher._add

    def note(self: Watcher, paths: Iterable[str] = (), **options: Any) -> None:
        add(self, paths, **options)
        watchers.add(self)
        if str(marker) in paths:
            seen.set()

    with monkeypatch.context() as patch:
        for name in ("_PAUSE", "_LONG_PAUSE", "_MAX_BATCH_TIME"):
            patch.setattr(watcher, name, threading.TIMEOUT_MAX / 2)
        patch.setattr(Watcher, "_add", note)
        yield
        # The system tells what happens in order, so that nothing is missing after this file.
        for attempt in range(round(PATIENCE)):
            marker.write_bytes(bytes(attempt))
            if seen.wait(1):
                break
        assert seen.is_set()
    for each in watchers:
        with each._changed:
            each._changed.notify()


@pytest.mark.parametrize("change", [written_one_by_one, checked_out])
def test_many_files_changed_without_a_pause_are_one_or_two_changes(
    site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, Iterable[str]], None],
) -> None:
    files = {f"content/n{n}.en.md": article(f"N{n}") for n in range(200)}
    with preview(site(files)) as client:
        with without_pauses(monkeypatch, client.root / "content"):
            change(client.root, files)
        # A batch that had begun before has a part of them.
        events = [client.wait_for_event()]
        # The page of their year shows the beginning of every text.
        while client.get("en/2024/").text.count("Other text.") < len(files):
            events.append(client.wait_for_event())
        assert len(events) <= 2
        # A later change is a separate one.
        client.edit("content/n0.en.md", "Other text.", "Last text.")
        client.wait_for_event()
        assert "Last text." in client.get("en/articles/n0/").text


def test_problems_of_pages_that_nobody_opens_are_found(
    site: MakeSite,
) -> None:
    files = FILES | {"content/b.en.md": article("B", body="[dead](none.en.md)")}
    with preview(site(files), limits=LoadLimits(convert_first=0)) as client:
        client.wait_for_event()
        new, _, _ = client.reporter.changes.get(timeout=PATIENCE)
        assert [problem.code for problem in new] == ["link-dead"]
        assert codes(client.get("en/")) == ["link-dead"]


def test_a_change_in_progress_when_the_preview_ends_is_dropped(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, ended = threading.Event(), threading.Event()
    apply_changes = LiveSite.apply_changes

    def wait_for_the_end(self: LiveSite, changes: FileChanges) -> bool:
        entered.set()
        assert ended.wait(PATIENCE)
        return apply_changes(self, changes)

    with preview(site(FILES)) as client:
        monkeypatch.setattr(LiveSite, "apply_changes", wait_for_the_end)
        client.edit("content/a.en.md", "Text.", "Other text.")
        assert entered.wait(PATIENCE)
        (watching,) = (each for each in threading.enumerate() if each.name == "watcher")
    ended.set()
    # An exception in the thread fails the test.
    watching.join(PATIENCE)
    assert not watching.is_alive()
    assert client.reporter.notices.empty()


# --- The overlay and the bar ----------------------------------------------------------------


def test_the_bar_shows_the_source_and_the_translations_of_the_page(running: Client) -> None:
    data = overlay_data(running.get("en/articles/b/"))
    assert data["source"] == "content/b.en.md"
    assert [(link["lang"], link["translated"]) for link in data["alternates"]] == [("ar", False)]
    assert data["strings"]["untranslated"] == "Not yet in: العربية"
    data = overlay_data(running.get("ar/articles/a/"))
    assert data["alternates"][0]["href"] == "/chronicle/en/articles/a/"
    assert data["strings"]["close"] == "إغلاق"


def test_warnings_are_shown_on_the_page_of_their_file(site: MakeSite) -> None:
    with preview(site(FILES | {"content/b.en.md": article("B", more="colour: red\n")})) as client:
        (warning,) = overlay_data(client.get("en/articles/b/"))["warnings"]
        assert warning["code"] == "key-unknown"
        assert overlay_data(client.get("en/articles/a/"))["warnings"] == []
        assert overlay_data(client.get("en/articles/b/"))["errors"] == []


def test_no_text_of_a_site_can_end_the_overlays_script(site: MakeSite) -> None:
    hostile = article("B", body="[x](a</script><script>alert(1)</script>.md)")
    with preview(site(FILES | {"content/b.en.md": hostile})) as client:
        found = client.get("en/articles/b/")
        assert "<script>alert" not in found.text
        assert codes(found)


def test_the_editor_opens_by_the_authors_pattern_and_by_no_script() -> None:
    path = Path("/home/a b/x.md")
    pattern = "vscode://file{path}:{line}:{column}"
    assert editor_link(pattern, path, 3, 7) == "vscode://file/home/a%20b/x.md:3:7"
    assert editor_link(pattern, path, 0, 0) == "vscode://file/home/a%20b/x.md:1:1"
    for hostile in ("", "javascript:alert('{path}')", "JavaScript:{path}", "data:{path}", "{path}"):
        assert editor_link(hostile, path, 1, 1) == ""


def test_a_line_is_cut_around_its_column(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"short\n{'a' * 100}X{'b' * 100}\nتاريخ\n", encoding="utf-8")
    assert excerpt(path, 1, 2) == ("s", "h", "ort")
    assert excerpt(path, 2, 101) == (f"…{'a' * 70}", "X", f"{'b' * 70}…")
    assert excerpt(path, 3, 6) == ("تاريخ", " ", "")
    assert excerpt(path, 1, 0) == ("short", "", "")
    assert excerpt(path, 9, 1) == ("", "", "")
    assert excerpt(tmp_path / "none.md", 1, 1) == ("", "", "")


# --- The command ----------------------------------------------------------------------------


def test_a_taken_port_is_named_with_the_next_free_one(site: MakeSite, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", site(FILES), "--port", str(port))
    assert result.exit_code == 2
    found = re.search(rf"port {port} is in use; write --port (\d+)", result.stderr)
    assert found
    assert int(found[1]) != port


def test_a_host_that_is_not_this_machine_is_a_usage_error(site: MakeSite, run: Run) -> None:
    result = run("serve", site(FILES), "--host", "no-such-host.invalid")
    assert result.exit_code == 2
    assert "no-such-host.invalid" in result.stderr


@pytest.fixture
def command(site: MakeSite) -> Iterator[subprocess.Popen[str]]:
    """The command, running in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", str(site(FILES))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        yield process
        process.kill()


def test_ctrl_c_ends_it_at_once_though_pages_are_listening(
    command: subprocess.Popen[str],
) -> None:
    assert command.stdout is not None
    url = command.stdout.readline().split()[0]
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=PATIENCE)
    connection.request("GET", "/_tarikh/events")
    stream = connection.getresponse()
    assert stream.readline()
    command.send_signal(signal.SIGINT)
    _, errors = command.communicate(timeout=PATIENCE)
    assert command.returncode == 0
    assert "Traceback" not in errors
    stream.close()
    connection.close()


# Prints whether Ctrl-C is blocked when the background process has been started, which inherits
# that. Runs in a process of its own, as Python's resource tracker starts with the first process.
STARTS_A_CONVERTER = """
import signal, sys
from pathlib import Path
from generator.config import parse_config
from generator.content.scan import resolve_layout
from generator.preview.background_converter import BackgroundConverter

change = signal.pthread_sigmask

def spy(how, mask):
    if how == signal.SIG_SETMASK:
        print(signal.SIGINT in change(signal.SIG_BLOCK, ()))
    return change(how, mask)

signal.pthread_sigmask = spy
site, _ = parse_config(None, None, None, folder_name="x")
BackgroundConverter(resolve_layout(Path(sys.argv[1])), site, (), print).stop()
"""


def test_ctrl_c_does_not_reach_the_background_converter(site: MakeSite) -> None:
    command = [sys.executable, "-c", STARTS_A_CONVERTER, str(site(FILES))]
    outcome = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    assert outcome.stdout.split() == ["True"]


def test_the_sample_is_served_without_a_problem(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with preview(tmp_path) as client:
        for language in ("ar", "en"):
            assert codes(client.get(f"{language}/articles/strike/")) == []
        assert client.reporter.changes.empty()
