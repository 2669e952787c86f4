"""``python -m generator`` is the ``tarikh`` command."""

from __future__ import annotations

from generator.interrupt import leave_at_once


def run() -> None:
    """Run the command, which can be stopped while it is still being loaded."""
    leave_at_once()
    from generator.cli import main  # noqa: PLC0415 - loading it takes a while

    main(prog_name="tarikh")


# A process that the program starts imports this module again.
if __name__ == "__main__":
    run()
