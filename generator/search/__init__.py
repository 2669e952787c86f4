"""Search that knows Arabic: words of texts, and what a query finds in them."""

from generator.search.analysis import Analyzer, Posting, Postings, merge_postings
from generator.search.matching import SearchIndex
from generator.search.query import Query, parse_query
from generator.search.ranking import Hit, rank

__all__ = [
    "Analyzer",
    "Hit",
    "Posting",
    "Postings",
    "Query",
    "SearchIndex",
    "merge_postings",
    "parse_query",
    "rank",
]
