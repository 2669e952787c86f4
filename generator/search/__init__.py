"""Search that knows Arabic: words of texts, and what a query finds in them."""

from generator.search.analysis import Analysis, Analyzer, Posting, Postings, merge_texts
from generator.search.matching import SearchIndex
from generator.search.query import Query, parse_query
from generator.search.ranking import Hit, rank
from generator.search.stemming import Stems

__all__ = [
    "Analysis",
    "Analyzer",
    "Hit",
    "Posting",
    "Postings",
    "Query",
    "SearchIndex",
    "Stems",
    "merge_texts",
    "parse_query",
    "rank",
]
