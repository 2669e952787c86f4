"""Properties of every published chronology, tested with generated ones."""
