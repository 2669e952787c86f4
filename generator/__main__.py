"""``python -m generator`` is the ``tarikh`` command."""

from generator.cli import main

# A process that the program starts imports this module again.
if __name__ == "__main__":
    main(prog_name="tarikh")
