"""Drafts from what other programs and people have written: reports, tables, old sites.

```
read → review → write
bytes  Record   Draft   disk
```

A reader makes records of a file, each with what it rests on. The reviewer makes a draft of each
record, and lists what an author has to decide. Only the writer knows the disk.
"""

from generator.importing.cells import parse_mapping
from generator.importing.old_sites import ENDINGS, OldSite, list_old_site, list_one_article
from generator.importing.readers import REPORT_ENDINGS
from generator.importing.records import ImportFailure, InputFile
from generator.importing.run import (
    ImportOptions,
    ImportReport,
    load_index,
    plan_import,
    read_inputs,
)

__all__ = [
    "ENDINGS",
    "REPORT_ENDINGS",
    "ImportFailure",
    "ImportOptions",
    "ImportReport",
    "InputFile",
    "OldSite",
    "list_old_site",
    "list_one_article",
    "load_index",
    "parse_mapping",
    "plan_import",
    "read_inputs",
]
