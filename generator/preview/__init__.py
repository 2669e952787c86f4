"""The live preview of `tarikh serve`: renders pages on request and updates them on every save.

`live_site.py` describes what happens on save.
"""
