"""Drafts from what other programs and people have written: reports, tables, old sites.

```
read → review → write
bytes  Record   Draft   disk
```

A reader makes records of a file, each with what it rests on. The reviewer makes a draft of each
record, and lists what an author has to decide. Only the writer knows the disk.
"""

from generator.importing.cells import parse_mapping
from generator.importing.records import ImportFailure, InputFile
from generator.importing.run import (
    ImportOptions,
    ImportReport,
    import_files,
    list_old_site,
)

__all__ = [
    "ImportFailure",
    "ImportOptions",
    "ImportReport",
    "InputFile",
    "import_files",
    "list_old_site",
    "parse_mapping",
]
