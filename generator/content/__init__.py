"""Reads what authors write: files, front matter, Markdown, pictures."""
