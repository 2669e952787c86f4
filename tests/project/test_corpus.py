"""The generated chronologies of the benchmark and of large tests."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bench.corpus import (
    SOURCES,
    TAGS,
    Generator,
    file_of,
    generate_articles,
    generate_events,
    write,
)
from tests.support import ROOT
from tests.support.files import read_tree

CHRONICLE = generate_events(400)
ARTICLES = tuple(generate_articles(CHRONICLE, CHRONICLE))


def test_an_article_is_written_in_both_languages(tmp_path: Path) -> None:
    (event,) = write(tmp_path, 1)
    assert sorted(read_tree(tmp_path)) == [
        f"content/{event.day.year}/{event.key}.ar.md",
        f"content/{event.day.year}/{event.key}.en.md",
    ]
    _, head, body = (tmp_path / "content" / file_of(event, "ar")).read_text().split("---\n", 2)
    fields = yaml.safe_load(head)
    assert list(fields) == ["title", "date", "source", "tags"]
    assert list(fields["source"]) == ["name", "url"]
    assert fields["date"] == event.day
    assert body.startswith("\n")


@pytest.mark.parametrize("generator", ["tarikh", "hugo", "pelican"])
def test_the_same_arguments_give_the_same_bytes(generator: Generator, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder, 20, seed=7, mixed_dates=True, generator=generator)
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "two")


def test_another_process_and_another_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "bench/corpus.py"), "--articles", "20", "--seed", "7"]
    for seed in ("1", "2"):
        subprocess.run(
            [*command, str(tmp_path / seed)],
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        )
    write(tmp_path / "3", 20, seed=7)
    assert read_tree(tmp_path / "1") == read_tree(tmp_path / "2") == read_tree(tmp_path / "3")


def test_another_seed_gives_another_chronology() -> None:
    assert generate_events(20, seed=1) != generate_events(20, seed=2)


def test_a_smaller_chronology_is_the_beginning_of_a_larger_one() -> None:
    assert CHRONICLE[:50] == generate_events(50)
    assert ARTICLES[:100] == tuple(generate_articles(CHRONICLE[:50], CHRONICLE))


def test_texts_have_150_to_500_words() -> None:
    words = [len(article.body.split()) for article in ARTICLES]
    assert min(words) >= 150
    assert max(words) <= 500


@pytest.mark.parametrize(
    "mark", ["\n## ", "\n- ", "\n| --- ", "\n[^1]: ", "\n> ", "**", "](https:"]
)
def test_some_texts_contain_each_kind_of_markup_and_some_do_not(mark: str) -> None:
    count = sum(mark in article.body for article in ARTICLES)
    assert 0 < count < len(ARTICLES)


def test_links_are_to_articles_in_the_same_language() -> None:
    files = {f"../{file_of(event, language)}" for event in CHRONICLE for language in ("ar", "en")}
    links = {
        (article.language, target)
        for article in ARTICLES
        for target in re.findall(r"\]\((\.\./[^)]+)\)", article.body)
    }
    assert len(links) > 100
    assert {target for _, target in links} <= files
    assert all(target.endswith(f".{language}.md") for language, target in links)


def test_keys_are_unique_and_dates_are_between_2003_and_2025() -> None:
    assert len({event.key for event in CHRONICLE}) == len(CHRONICLE)
    assert {event.day.year for event in CHRONICLE} == set(range(2003, 2026))


def test_the_frequency_of_tags_and_sources_follows_zipfs_law() -> None:
    chronicle = generate_events(4000)
    tags = Counter(tag for event in chronicle for tag in event.tags)
    sources = Counter(event.source for event in chronicle)
    assert (len(tags), len(sources)) == (TAGS, SOURCES)
    for counts in (tags, sources):
        ranked = [counts[rank] for rank in (0, 3, 15)]
        assert ranked[0] > 2 * ranked[1] > 4 * ranked[2]


def test_names_of_tags_and_sources_are_unique_in_each_language() -> None:
    for language in ("ar", "en"):
        articles = [article for article in ARTICLES if article.language == language]
        tags = {pair for one in articles for pair in zip(one.event.tags, one.tags, strict=True)}
        sources = {(one.event.source, one.source) for one in articles}
        for pairs in (tags, sources):
            assert len({name for _, name in pairs}) == len(pairs) == len(dict(pairs))


def test_mixed_dates_do_not_change_anything_else() -> None:
    mixed = generate_events(400, mixed_dates=True)
    assert [(one.key, one.day, one.tags) for one in mixed] == [
        (one.key, one.day, one.tags) for one in CHRONICLE
    ]
    shapes = {re.sub(r"\d", "0", event.when) for event in mixed}
    assert shapes == {
        "0000",
        "0000?",
        "0000-00",
        "0000-00~",
        "0000-00-00",
        "0000-00-00/0000-00-00",
        "0000-00-00T00:00+00:00",
    }
    assert {re.sub(r"\d", "0", event.when) for event in CHRONICLE} == {"0000-00-00"}
