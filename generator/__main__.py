"""``python -m generator`` is the ``tarikh`` command."""

from __future__ import annotations

import io
import os
import sys

_UNSUPPORTED = "tarikh runs on Linux, macOS and BSD, and on Windows inside WSL"


def run() -> None:
    """Run the command; it can be interrupted while its modules are still being imported."""
    if os.name != "posix":
        sys.exit(_UNSUPPORTED)
    _ensure_utf8()
    # Needs the signals of POSIX.
    from generator.interrupt import exit_on_stop_signals  # noqa: PLC0415

    exit_on_stop_signals()
    from generator.cli import main  # noqa: PLC0415 - importing it takes a while
    from generator.gc_control import freeze_gc  # noqa: PLC0415

    try:
        main(prog_name="tarikh")
    finally:
        # Python would search all values for garbage before it ends.
        freeze_gc()


def _ensure_utf8() -> None:
    """Start Python again in its UTF-8 mode (PEP 540) if the locale is not UTF-8.

    The names of a site's files are UTF-8 whatever the locale is. In another encoding, such as the
    ASCII of ``LC_ALL=POSIX``, Python reads them as surrogates, which cannot be written anywhere.
    The mode can only be chosen when the interpreter starts. It takes precedence over the locale
    and ``PYTHONUTF8``, so this happens at most once.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for stream in (sys.stdout, sys.stderr):
        # PYTHONIOENCODING may still choose an encoding that cannot represent every character.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


# A process that the program starts imports this module again.
if __name__ == "__main__":
    run()
