"""Changes to the files of authors: computed as edits of their texts, shown, then applied at once.

```
read → edit → show → apply
bytes  FileChange   diff   disk
```

What is not edited stays as it is, byte for byte: comments, quotation marks, line ends, order. Only
`apply` knows the disk; see `generator.state.edit_journal` for what happens if it is interrupted.
"""
