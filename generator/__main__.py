"""``python -m generator`` is the ``tarikh`` command."""

from generator.cli import main

main(prog_name="tarikh")
