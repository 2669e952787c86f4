"""The web fonts of the theme: subsets of fonts that are packages, made once for the program."""
