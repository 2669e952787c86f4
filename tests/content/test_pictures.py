"""Pictures are published upright, with their colors, and without their metadata."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from generator.content.pictures.cleaning import PictureRules, clean_picture, inspect_picture
from generator.content.pictures.metadata import read_credits
from generator.content.pictures.parts import Metadata, PictureError
from generator.hashing import hash_bytes
from tests.support import pictures
from tests.support.pictures import CORNERS, FORMATS, PLANTED, SIZE
from tests.support.sources import png as plain_png

RULES = PictureRules()
KEEPING = PictureRules(frozenset({"copyright", "credit"}))


@pytest.mark.parametrize("name", FORMATS)
def test_no_metadata_is_published(name: str) -> None:
    data = FORMATS[name]()
    assert PLANTED in data
    cleaned = clean_picture(data, RULES)
    assert PLANTED not in cleaned
    assert read(cleaned).size == SIZE
    assert read_corners(cleaned) == CORNERS
    assert inspect_picture(cleaned, RULES) == inspect_picture(cleaned, KEEPING)
    assert inspect_picture(cleaned, RULES).metadata == ()
    assert inspect_picture(cleaned, RULES).digest == hash_bytes(cleaned)
    assert inspect_picture(data, RULES).digest == hash_bytes(cleaned)


@pytest.mark.parametrize("name", ["jpg", "png", "webp", "avif"])
def test_the_color_profile_is_kept(name: str) -> None:
    assert read(clean_picture(FORMATS[name](), RULES)).info["icc_profile"] == pictures.PROFILE


@pytest.mark.parametrize("name", FORMATS)
def test_the_pixels_of_an_upright_picture_stay_exactly_as_they_are(name: str) -> None:
    data = FORMATS[name]()
    assert read(clean_picture(data, RULES)).tobytes() == read(data).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("encode", [pictures.jpeg, pictures.png, pictures.webp])
def test_a_picture_is_turned_upright(encode: Callable[[int], bytes], orientation: int) -> None:
    data = encode(orientation)
    facts = inspect_picture(data, RULES)
    cleaned = clean_picture(data, RULES)
    assert (facts.width, facts.height) == read(cleaned).size == SIZE
    assert read_corners(cleaned) == CORNERS
    assert read(cleaned).getexif() == {}
    assert read(cleaned).info["icc_profile"] == pictures.PROFILE
    assert PLANTED not in cleaned


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_jpeg_in_gray_or_for_print_is_turned_upright(mode: str) -> None:
    data = pictures.jpeg(6, mode) if mode == "CMYK" else pictures.png(6, mode)
    cleaned = clean_picture(data, RULES)
    assert read(cleaned).mode == mode
    upright = Image.open(
        BytesIO(pictures.jpeg(1, mode) if mode == "CMYK" else pictures.png(1, mode))
    )
    assert read_corners(cleaned) == read_corners(save(upright, upright.format or ""))


@pytest.mark.parametrize("mode", ["1", "P", "I;16", "RGBA", "LA"])
def test_a_png_of_any_kind_is_turned_upright(mode: str) -> None:
    cleaned = clean_picture(pictures.png(8, mode), RULES)
    assert read(cleaned).mode == mode
    expected = pictures.picture(1, mode)
    assert read(cleaned).tobytes() == expected.tobytes()


@pytest.mark.parametrize("name", ["PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_an_animation_stays_one(name: str, orientation: int) -> None:
    cleaned = clean_picture(pictures.animated(name, orientation), RULES)
    assert PLANTED not in cleaned
    image = read(cleaned)
    assert (getattr(image, "n_frames", 1), image.size) == (2, SIZE)
    assert image.info["loop"] == 3
    durations, corners = [], []
    for number in range(2):
        image.seek(number)
        image.load()
        durations.append(round(image.info["duration"]))
        corners.append(pictures.read_corners(save(image.convert("RGB"), "PNG")))
    assert durations == [100, 250]
    assert corners == [CORNERS, CORNERS[::-1]]


def test_an_animated_gif_stays_one() -> None:
    image = read(clean_picture(pictures.gif(), RULES))
    assert (getattr(image, "n_frames", 1), image.info["loop"]) == (2, 0)


def test_what_is_found_is_named_from_the_most_dangerous_on() -> None:
    assert inspect_picture(pictures.jpeg(), RULES).metadata == (
        *("GPS position", "camera model", "serial number", "time", "names", "thumbnail"),
        *("maker notes", "comments", "Content Credentials", "data after the picture"),
        "other metadata",
    )


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("encode", [pictures.jpeg, pictures.png, pictures.webp])
def test_only_the_credits_that_are_kept_are_published(
    encode: Callable[[int], bytes], orientation: int
) -> None:
    data = encode(orientation)
    cleaned = clean_picture(data, KEEPING)
    xmp = read(cleaned).info["xmp"]
    found = read_credits([Metadata("xmp", xmp)])
    assert (found.copyright, found.creator) == (pictures.COPYRIGHT, pictures.CREATOR)
    assert cleaned.count(PLANTED) == 2
    assert "names" not in inspect_picture(data, KEEPING).metadata
    assert inspect_picture(cleaned, KEEPING).digest == hash_bytes(cleaned)
    copyright_only = clean_picture(data, PictureRules(frozenset({"copyright"})))
    assert copyright_only.count(PLANTED) == 1
    assert read_corners(cleaned) == CORNERS


def test_a_clean_picture_stays_as_it_is() -> None:
    data = plain_png(3, 2)
    facts = inspect_picture(data, RULES)
    assert (facts.width, facts.height, facts.metadata) == (3, 2, ())
    assert facts.digest == hash_bytes(data)


@pytest.mark.parametrize("name", FORMATS)
def test_an_incomplete_picture_is_refused(name: str) -> None:
    whole = clean_picture(FORMATS[name](), RULES)
    for size in range(16, len(whole), max(1, len(whole) // 60)):
        with pytest.raises(PictureError):
            clean_picture(whole[:size], RULES)


@pytest.mark.parametrize("name", FORMATS)
def test_no_damage_is_more_than_an_error(name: str) -> None:
    data = FORMATS[name]()
    for place in range(12, len(data), max(1, len(data) // 100)):
        for value in (0, 0xFF, data[place] ^ 1):
            damaged = data[:place] + bytes((value,)) + data[place + 1 :]
            try:
                inspect_picture(damaged, RULES)
                clean_picture(damaged, RULES)
            except PictureError:
                continue


def test_a_small_file_with_many_pixels_is_refused() -> None:
    data = plain_png(8, 8)
    with pytest.raises(PictureError) as error:
        inspect_picture(data, PictureRules(pixels=63))
    assert error.value.args == (
        "has 8 × 8 pixels, more than the limit of 63",
        "save a smaller copy, or write [limits] pixels = 64 in site.toml",
    )
    assert inspect_picture(data, PictureRules(pixels=64)).width == 8


def test_a_picture_whose_pixels_are_damaged_is_refused_when_it_has_to_be_turned() -> None:
    data = pictures.jpeg(6)
    table = data.index(b"\xff\xc4")
    broken = data[: table + 5] + b"\xff" * 16 + data[table + 21 :]
    with pytest.raises(PictureError, match="pixels cannot be decoded"):
        clean_picture(broken, RULES)


def test_a_wrong_size_in_the_second_header_does_not_reach_the_decoder() -> None:
    data = pictures.jpeg(6)
    frame = data.index(b"\xff\xc0")
    end = frame + 2 + int.from_bytes(data[frame + 2 : frame + 4], "big")
    larger = data[frame : frame + 5] + pack(">HH", 60000, 60000) + data[frame + 9 : end]
    with pytest.raises(PictureError):
        clean_picture(data[:end] + larger + data[end:], RULES)


def read(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def read_corners(data: bytes) -> tuple[tuple[int, ...], ...]:
    return pictures.read_corners(data)


def save(image: Image.Image, name: str) -> bytes:
    output = BytesIO()
    image.save(output, name)
    return output.getvalue()
