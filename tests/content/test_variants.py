"""In which sizes a picture is offered, and what is in these files."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from struct import pack
from zlib import compress

import pytest
from PIL import Image, ImageCms

from generator.content.pictures.cleaning import PictureRules, inspect_picture, scale_picture
from generator.content.pictures.parts import PictureError
from generator.content.pictures.variants import (
    ITSELF,
    Variant,
    plan_thumbnail,
    plan_variants,
)
from generator.model import MediaFile
from tests.support.pictures import PLANTED, PROFILE, chunk, encode_photograph, photograph

RULES = PictureRules()


def media(
    width: int, height: int, size: int = 900_000, name: str = "JPEG", *, is_animated: bool = False
) -> MediaFile:
    return MediaFile("p", "d", width, height, format=name, size=size, is_animated=is_animated)


def widths(file: MediaFile) -> list[int]:
    return [each.width for each in plan_variants(file).webp]


def scale(data: bytes, *variants: Variant, rules: PictureRules = RULES) -> list[bytes]:
    return list(scale_picture(data, rules, variants))


def show(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


def pixel(data: bytes, x: int, y: int) -> tuple[int, ...]:
    """The color of a pixel, in RGB."""
    image = show(data).convert("RGB")
    start = 3 * (y * image.width + x)
    return tuple(image.tobytes()[start : start + 3])


@cache
def photo() -> Image.Image:
    return photograph()


class TestPlan:
    @pytest.mark.parametrize(
        ("width", "offered"),
        [
            (4000, [480, 960, 1440]),
            (1440, [480, 960, 1440]),
            (1100, [480, 1100]),
            (700, [480, 700]),
            (500, [500]),
        ],
    )
    def test_no_size_is_larger_than_the_picture(self, width: int, offered: list[int]) -> None:
        assert widths(media(width, width // 2)) == offered

    def test_heights_keep_the_shape(self) -> None:
        assert [(each.width, each.height) for each in plan_variants(media(4000, 3000)).webp] == [
            (480, 360),
            (960, 720),
            (1440, 1080),
        ]

    @pytest.mark.parametrize(
        "file",
        [
            media(4000, 3000, size=40_000),
            media(480, 300),
            media(4000, 3000, name="GIF", is_animated=True),
            media(4000, 3000, name="ICO"),
            media(4000, 3000, name=""),
            media(1440, 60_000),
        ],
        ids=["light", "narrow", "animated", "icon", "drawing", "too high for WebP"],
    )
    def test_some_pictures_are_published_as_they_are(self, file: MediaFile) -> None:
        assert plan_variants(file) == ITSELF

    @pytest.mark.parametrize(
        ("name", "fallback"),
        [
            ("JPEG", Variant("JPEG", 1440, 1080)),
            ("PNG", Variant("PNG", 960, 720)),
            ("BMP", Variant("PNG", 960, 720)),
            ("WEBP", Variant("WEBP", 1440, 1080)),
        ],
    )
    def test_the_fallback_is_in_a_format_that_every_browser_shows(
        self, name: str, fallback: Variant
    ) -> None:
        assert plan_variants(media(4000, 3000, name=name)).fallback == fallback

    @pytest.mark.parametrize(
        ("width", "height", "size"),
        [
            (4000, 3000, (320, 213)),
            (3000, 4000, (320, 213)),
            (300, 4000, (300, 200)),
            (4000, 90, (135, 90)),
        ],
    )
    def test_a_thumbnail_is_three_by_two(
        self, width: int, height: int, size: tuple[int, int]
    ) -> None:
        (variant,) = plan_thumbnail(media(width, height)).webp
        assert (variant.width, variant.height) == size

    def test_a_thumbnail_of_a_light_picture_is_the_picture(self) -> None:
        assert plan_thumbnail(media(400, 300, size=9_000)) == ITSELF

    def test_names_tell_variants_apart(self) -> None:
        names = [
            Variant("WEBP", 960, 720).name,
            Variant("WEBP", 320, 213, (50, 50)).name,
            Variant("WEBP", 320, 213, (30, 5)).name,
        ]
        assert names == ["960", "320x213", "320x213-30-5"]


class TestBytes:
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_variants_are_upright_and_without_metadata(self, orientation: int) -> None:
        upright = photo().copy()
        # So that each corner is known.
        upright.paste((250, 0, 0), (0, 0, 400, 300))
        data = encode_photograph(upright, "JPEG", orientation)
        small, cropped = scale(data, Variant("WEBP", 480, 360), Variant("JPEG", 320, 213, (0, 0)))
        for each, size in ((small, (480, 360)), (cropped, (320, 213))):
            assert PLANTED not in each
            image = show(each)
            assert image.size == size
            assert image.info["icc_profile"] == PROFILE
            red, green, blue = pixel(each, 20, 20)
            assert (red > 200, green < 60, blue < 60) == (True, True, True)
            assert not image.getexif()

    def test_a_variant_does_not_depend_on_the_others(self) -> None:
        data = encode_photograph(photograph(2000, 1334), "JPEG")
        variants = (
            Variant("WEBP", 960, 640),
            Variant("WEBP", 480, 320),
            Variant("JPEG", 320, 213, (10, 90)),
        )
        together = scale(data, *variants)
        assert together == [scale(data, each)[0] for each in variants]
        assert together == scale(data, *reversed(variants))[::-1]

    def test_a_large_photograph_is_light_on_a_telephone(self) -> None:
        image = photograph(4000, 3000, detail=2000)
        data = encode_photograph(image, "JPEG")
        assert len(data) > 2_000_000
        small, medium = scale(data, Variant("WEBP", 480, 360), Variant("WEBP", 960, 720))
        assert len(small) < 60_000
        assert len(medium) < 120_000

    @pytest.mark.parametrize("name", ["PNG", "WEBP", "AVIF", "GIF", "BMP"])
    def test_every_format_is_scaled(self, name: str) -> None:
        data = encode_photograph(photograph(1000, 750), name) if name != "BMP" else _bmp()
        assert inspect_picture(data, RULES).format == name
        for variant in (Variant("WEBP", 480, 360), Variant("PNG", 480, 360)):
            (scaled,) = scale(data, variant)
            assert PLANTED not in scaled
            assert show(scaled).size == (480, 360)
            assert len(scaled) < len(data)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
    def test_every_kind_of_color_is_shown(self, mode: str) -> None:
        image = _white_on_black(mode)
        output = BytesIO()
        image.save(output, "JPEG" if mode == "CMYK" else "PNG")
        for name in ("WEBP", "JPEG" if mode not in ("LA", "RGBA") else "PNG"):
            (scaled,) = scale(output.getvalue(), Variant(name, 50, 40))
            assert max(pixel(scaled, 5, 20)) < 30, mode
            assert min(pixel(scaled, 45, 20)) > 220, mode

    def test_transparency_stays(self) -> None:
        image = Image.new("RGBA", (100, 80), (0, 0, 0, 0))
        output = BytesIO()
        image.save(output, "PNG")
        for name in ("WEBP", "PNG"):
            (scaled,) = scale(output.getvalue(), Variant(name, 50, 40))
            assert show(scaled).convert("RGBA").tobytes()[3] == 0

    def test_a_profile_for_other_colors_than_those_of_the_picture_is_left_out(self) -> None:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        output = BytesIO()
        Image.new("L", (60, 60), 255).save(output, "PNG", icc_profile=profile)
        (scaled,) = scale(output.getvalue(), Variant("WEBP", 30, 30))
        assert pixel(scaled, 5, 5) == (255, 255, 255)
        assert "icc_profile" not in show(scaled).info

    def test_credits_are_kept_if_the_site_keeps_them(self) -> None:
        data = encode_photograph(photo(), "JPEG")
        rules = PictureRules(frozenset({"copyright", "credit"}))
        for variant in (Variant("WEBP", 480, 360), Variant("JPEG", 480, 360)):
            (scaled,) = scale(data, variant, rules=rules)
            assert scaled.count(b"Planted Photographer") == 1

    def test_a_thumbnail_of_an_animation_is_its_first_picture(self) -> None:
        first, second = Image.new("RGB", (90, 60), "white"), Image.new("RGB", (90, 60), "black")
        output = BytesIO()
        first.save(output, "GIF", save_all=True, append_images=[second])
        (scaled,) = scale(output.getvalue(), Variant("WEBP", 30, 20, (50, 50)))
        assert pixel(scaled, 5, 5) == (255, 255, 255)

    def test_pixels_that_cannot_be_decoded_are_reported(self) -> None:
        header = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", 900, 900, 8, 2, 0, 0, 0))
        data = header + chunk(b"IDAT", compress(b"\0" * 50)) + chunk(b"IEND", b"")
        with pytest.raises(PictureError, match="pixels cannot be decoded"):
            scale(data, Variant("WEBP", 480, 480))


def _bmp() -> bytes:
    output = BytesIO()
    photograph(1000, 750).save(output, "BMP")
    return output.getvalue() + PLANTED


def _white_on_black(mode: str) -> Image.Image:
    """A picture whose right half is white, and the left one black."""
    gray = Image.new("L", (100, 80), 0)
    gray.paste(255, (50, 0, 100, 80))
    if mode == "I;16":
        return gray.convert("I").point(lambda value: value * 257).convert("I;16")
    return gray.convert(mode)
