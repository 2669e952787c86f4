"""Pictures without what they say about their makers: taken apart, inspected, put together again.

A picture is a container of parts. Those that a browser needs to show it are published; all others,
known or not, are left out, so what a future camera adds is left out too. The compressed pixels are
copied as they are, unless they have to be turned upright.
"""
