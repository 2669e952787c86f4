"""`make approve`: write the approved texts again, to be reviewed as a diff."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.approved import EXPECTED, captioned, captions, describe_output, expected_file, publish


def main() -> int:
    """Write every approved text, and remove those of files that are no longer published."""
    if os.environ.get("CI"):
        print("approved texts are never written in CI", file=sys.stderr)
        return 2
    known = captions()
    with TemporaryDirectory() as folder:
        texts = describe_output(publish(Path(folder) / "site"))
    for file, text in texts.items():
        target = expected_file(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(captioned(known.get(file, "NOT YET READ"), text), "utf-8")
    wanted = {expected_file(file) for file in texts}
    for path in EXPECTED.rglob("*.txt"):
        if path not in wanted:
            path.unlink()
    for file in sorted(texts.keys() - known.keys()):
        print(f"{file}: say in captions.toml what it shows, once you have read it")
    return 0


sys.exit(main())
