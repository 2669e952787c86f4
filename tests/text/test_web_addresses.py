"""Addresses that readers can follow, and those that only look like one."""

from __future__ import annotations

import pytest

from generator.text.web_addresses import extract_host, find_addresses, is_web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "http://a.example/",
        "HTTPS://A.example/",
        "https://a.example:8080/b?c=d#e",
        "https://a.example?c",
        "https://a.example#e",
        "https://قناة.example/خبر",
    ],
)
def test_an_absolute_address_can_be_followed(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example",
        "//a.example/",
        "ftp://a.example/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        # This leads to b.example.
        "https://a.example@b.example/",
        "https://a.example:123456/",
        "https://a.example/b c",
        'https://a.example/"',
        "https://a.example/<b>",
        " https://a.example/",
        "https://a.example/\n",
    ],
)
def test_what_is_not_an_absolute_address_or_deceives_cannot(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://a.example/b", "a.example"),
        ("HTTP://A.example", "A.example"),
        ("https://a.example:8080?b", "a.example:8080"),
        ("https://[broken/", "[broken"),
        ("ftp://a.example/", ""),
        ("a.example", ""),
    ],
)
def test_the_host_is_what_stands_between_the_slashes(address: str, host: str) -> None:
    assert extract_host(address) == host


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://a.example/b, or c", ["https://a.example/b"]),
        ("(www.a.example/b).", ["www.a.example/b"]),
        ("www.a.example and http://b.example/?c=1!", ["www.a.example", "http://b.example/?c=1"]),
        ("كما في https://a.example/ب، وغيره", ["https://a.example/ب"]),
        ("mail://x, awww.b and a://b", []),
        ("no address", []),
    ],
)
def test_the_addresses_in_a_sentence_end_before_its_punctuation(
    text: str, addresses: list[str]
) -> None:
    assert [match[0] for match in find_addresses(text)] == addresses
