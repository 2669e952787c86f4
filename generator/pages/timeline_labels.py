"""The labels of a timeline chart: the date, the title and the thumbnail of an event."""

from __future__ import annotations

from msgspec import Struct

from generator.chart import wrap, wrap_evenly
from generator.model import Status
from generator.views.charts import ChartPictureView
from generator.views.shared import EventView

# In the units of the view box.
LABEL_WIDTH = 204.0
DATE_SIZE = 12.5
_TITLE_SIZE = 14.5
_DATE_LINES = 2
_LINES = 3
# From the top of a mark to the line above the first one, and to the row below the last one.
_TOP = 10.0
_LINE_HEIGHT = 18.0
_ROW_GAP = 24.0
# A thumbnail is a square below the date, next to the title.
_PICTURE = 48.0
_PICTURE_TOP = 8.0
_PICTURE_GAP = 8.0
# Nearer to an edge of a picture than this, in hundredths, its most important point is kept there.
_EDGE = 30


class Label(Struct, frozen=True):
    """The lines of a label, shortened to their room, and its thumbnail if it has one."""

    date: tuple[str, ...]
    lines: tuple[str, ...]
    has_status: bool
    picture: str
    crop: str

    @property
    def indent(self) -> float:
        """How far the title is from the edge of the label."""
        return _PICTURE + _PICTURE_GAP if self.picture else 0.0

    @property
    def height(self) -> float:
        """The height of a row with this label."""
        date = _TOP + len(self.date) * _LINE_HEIGHT
        title = (len(self.lines) + self.has_status) * _LINE_HEIGHT
        return date + max(title, _PICTURE_TOP + _PICTURE if self.picture else 0.0) + _ROW_GAP

    def place_picture(self, x: float, y: float, *, is_at_end: bool) -> ChartPictureView | None:
        """Place the thumbnail at the edge ``x`` of the label of a mark whose top is ``y``."""
        if not self.picture:
            return None
        top = y + _TOP + len(self.date) * _LINE_HEIGHT + _PICTURE_TOP
        return ChartPictureView(
            self.picture, x - _PICTURE if is_at_end else x, top, _PICTURE, self.crop
        )


def compose_label(event: EventView) -> Label:
    """Compose the label of an event."""
    picture, crop = find_thumbnail(event) or ("", "")
    room = LABEL_WIDTH - (_PICTURE + _PICTURE_GAP if picture else 0.0)
    return Label(
        date=wrap_evenly(event.when.text, LABEL_WIDTH, DATE_SIZE, _DATE_LINES),
        lines=wrap(event.title, room, _TITLE_SIZE, _LINES),
        has_status=event.status != Status.OCCURRED.value,
        picture=picture,
        crop=crop,
    )


def find_thumbnail(event: EventView) -> tuple[()] | tuple[str, str]:
    """Return the path of the thumbnail of an event and how SVG is to crop it; empty without one."""
    image = event.image
    if image is None:
        return ()
    sizes = image.thumbnail.sizes
    crop = f"x{_side(image.focus_x)}Y{_side(image.focus_y)} slice"
    return sizes[0].path if sizes else image.thumbnail.path, crop


def _side(focus: int) -> str:
    return "Min" if focus < _EDGE else "Max" if focus > 100 - _EDGE else "Mid"
