"""Help while articles are written: the language server, and what it knows of a site.

`workspace` keeps a site in memory with the texts that are being edited; `features` answers
questions about them; `server` speaks the Language Server Protocol.
"""
