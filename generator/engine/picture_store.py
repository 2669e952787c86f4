"""The published bytes of pictures: made once, and then kept in folders of the site's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.content.media import read_published, read_variants
from generator.content.pictures.cleaning import PictureRules
from generator.content.pictures.variants import ENCODING, Variant
from generator.exports import share_card
from generator.hashing import dump_plain, hash_bytes
from generator.model import MediaFile
from generator.state import picture_files
from generator.views.exports import ShareCardView

PICTURES = "pictures"
CARDS = "cards"


class PictureStore(Struct, frozen=True):
    """Makes the published files of one site, and keeps those that take long.

    Attributes:
        root: The site's folder.
        folder: Where they are kept.
        rules: What holds for pictures.
        is_read_only: Whether nothing new is kept.
    """

    root: Path
    folder: Path
    rules: PictureRules
    is_read_only: bool = False

    def read(
        self, media: MediaFile, variants: Sequence[Variant | None]
    ) -> Iterator[tuple[Variant | None, bytes]]:
        """Yield what is published of a file.

        Args:
            media: The file.
            variants: The variants of a picture that are wanted, ``None`` for the file itself.

        Raises:
            OSError: The file cannot be read.
            MediaChangedError: It is not the one that was measured.
            PictureError: It is a picture whose pixels cannot be decoded.
        """
        missing = []
        for variant in variants:
            key = self.find_key(media, variant)
            known = picture_files.load(self.folder, key) if key else None
            if known is not None:
                yield variant, known
            elif variant is not None:
                missing.append(variant)
            else:
                data = read_published(self.root, media, self.rules)
                yield None, self._keep(media, None, data)
        if missing:
            made = read_variants(self.root, media, self.rules, missing)
            for variant, data in zip(missing, made, strict=True):
                yield variant, self._keep(media, variant, data)

    def _keep(self, media: MediaFile, variant: Variant | None, data: bytes) -> bytes:
        key = self.find_key(media, variant)
        if key and not self.is_read_only:
            picture_files.save(self.folder, key, data)
        return data

    def find_key(self, media: MediaFile, variant: Variant | None) -> bytes:
        """Return the key under which bytes are kept; empty if they are made without delay."""
        if variant is None and media.orientation == 1:
            return b""
        # Without its modules, which are slow to import.
        from PIL import __version__  # noqa: PLC0415

        parts = (variant.format, variant.name) if variant is not None else ()
        # The digest of a picture covers its orientation and what is kept of its metadata.
        return hash_bytes(dump_plain((ENCODING, __version__, media.digest, parts)))


class CardStore(Struct, frozen=True):
    """Makes the share pictures of one site, and keeps them.

    Attributes:
        folder: Where they are kept.
    """

    folder: Path

    def write(self, view: ShareCardView) -> bytes:
        """Return the share picture that shows a view, as PNG."""
        shown = [getattr(view, name) for name in view.__struct_fields__]
        key = hash_bytes(dump_plain((share_card.VERSION, shown)))
        known = picture_files.load(self.folder, key)
        if known is None:
            known = share_card.write_card(view)
            picture_files.save(self.folder, key, known)
        return known
