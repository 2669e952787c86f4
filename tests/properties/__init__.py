"""What must hold of every published chronology, tried on generated ones."""
