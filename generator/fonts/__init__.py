"""The web fonts of the theme: subsets of fonts that are packages, made once for the program.

The build of the wheel imports these modules, where none of the program's libraries is installed.
"""
