"""Take the pictures in docs/ of the sample chronology: ``python -m tests.screenshots``."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import BROWSERS
from tests.support import ROOT
from tests.support.pages_server import serve_folder

WIDTH, HEIGHT = 900, 760

# Playwright takes no WebP pictures; the browser itself encodes them.
ENCODE = """async pictures => {
  const images = await Promise.all(pictures.map(async data => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    return image;
  }));
  const gap = 24;
  const canvas = document.createElement("canvas");
  canvas.width = images.reduce((sum, image) => sum + image.width + gap, -gap);
  canvas.height = Math.max(...images.map(image => image.height));
  const context = canvas.getContext("2d");
  let x = 0;
  for (const image of images) {
    context.drawImage(image, x, 0);
    x += image.width + gap;
  }
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


@contextmanager
def preview(folder: Path) -> Iterator[str]:
    """Run the preview of a site, and yield its URL."""
    command = [sys.executable, "-m", "generator", "serve", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


def take_picture(browser: Browser, url: str, ready: str) -> str:
    """Return a PNG of a page in Base64, taken once an element matches the selector ``ready``."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    page.goto(url)
    page.locator(ready).first.wait_for()
    return base64.b64encode(page.screenshot()).decode()


def save_webp(browser: Browser, name: str, pictures: list[str]) -> None:
    """Write pictures into docs/ as one file, next to each other."""
    data = base64.b64decode(browser.new_page().evaluate(ENCODE, pictures))
    (ROOT / "docs" / name).write_bytes(data)
    print(f"docs/{name}: {len(data):,} bytes")


def main() -> None:
    """Take each picture."""
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        folder = Path(temporary) / "chronicle"
        shutil.copytree(ROOT / "content", folder / "content")
        build = [sys.executable, "-m", "generator", "build", str(folder)]
        subprocess.run(build, check=True, cwd=ROOT)
        with serve_folder(folder / "output") as url:
            shown = [take_picture(browser, url + page, "h1") for page in ("ar/", "en/2024/")]
            save_webp(browser, "site.webp", shown)
            drawn = [f"{url}{code}/timeline/" for code in ("ar", "en")]
            shown = [take_picture(browser, each, ".chart-live .chart-title") for each in drawn]
            save_webp(browser, "timeline.webp", shown)
        article = folder / "content/articles/strike.en.md"
        with preview(folder) as url:
            text = article.read_text(encoding="utf-8")
            article.write_text(re.sub(r"(?m)^date: .*", "date: 2024-02-30", text), encoding="utf-8")
            shown = [take_picture(browser, f"{url}en/articles/strike/", ".overlay")]
            save_webp(browser, "preview.webp", shown)
        browser.close()


if __name__ == "__main__":
    main()
