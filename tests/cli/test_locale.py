"""The command works in a locale that cannot represent the names of files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.support import ROOT
from tests.support.preview_client import PATIENCE

ASCII_LOCALE = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
ARTICLE = "---\ntitle: خبر\ndate: 2024-01-02\nsource: رويترز\n---\nنصّ الخبر.\n"


def ascii_environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "LANG"}
    return {**inherited, **ASCII_LOCALE, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def run_in_ascii_locale(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        env=ascii_environment(),
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_site_with_arabic_file_names_is_built(tmp_path: Path, jobs: str) -> None:
    content = tmp_path / "موقع/content"
    content.mkdir(parents=True)
    (content / "إضراب.ar.md").write_text(ARTICLE, "utf-8")
    (content / "تظاهرة.ar.md").write_text(ARTICLE.replace("source", "sourse"), "utf-8")
    result = run_in_ascii_locale("build", content.parent, "--jobs", jobs)
    assert result.returncode == 0
    assert "content/تظاهرة.ar.md:4:1: warning: " in result.stderr.decode()
    (content / "تظاهرة.ar.md").write_text(ARTICLE, "utf-8")
    result = run_in_ascii_locale("build", content.parent, "--jobs", jobs)
    assert (result.returncode, result.stderr) == (0, b"")
    assert f"The site is in {content.parent / 'output'}" in result.stdout.decode()
    pages = (content.parent / "output/ar/articles").rglob("index.html")
    assert ["نصّ الخبر." in page.read_text("utf-8") for page in pages] == [True, True]


def test_a_site_is_created_in_a_folder_with_an_arabic_name(tmp_path: Path) -> None:
    result = run_in_ascii_locale("init", tmp_path / "موقع")
    assert (result.returncode, result.stderr) == (0, b"")
    assert f"Next: tarikh build {tmp_path / 'موقع'}" in result.stdout.decode()
    assert (tmp_path / "موقع/content/site.toml").is_file()


def test_a_site_with_arabic_file_names_is_previewed(tmp_path: Path) -> None:
    folder = tmp_path / "موقع"
    article = folder / "content/إضراب.ar.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", str(folder)],
        env=ascii_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout is not None
            first_line = process.stdout.readline().decode()
            assert first_line.endswith(f" is the preview of {folder}\n")
            url = first_line.split()[0]
            page = f"ar/articles/{quote('اضراب')}/"
            with urlopen(url + page, timeout=PATIENCE) as response:
                assert "نصّ الخبر." in response.read().decode()
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    # Ctrl-C ends the line that the terminal shows it on, unless the server was quicker to stop.
    assert (process.returncode, errors.strip()) == (0, b"")
