"""What a build records for the next one, and what has changed since."""
