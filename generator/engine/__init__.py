"""One site in memory, which both commands open, bring up to date and ask for pages."""
