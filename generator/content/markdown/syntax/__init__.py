"""The syntax of articles: CommonMark with the extensions of GitHub, and footnotes."""
