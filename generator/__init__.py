"""tarikh: a static site generator for sourced, bilingual chronologies."""
