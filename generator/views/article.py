"""The frozen values of articles and of the texts in ``content/pages/``."""

from __future__ import annotations

from msgspec import Struct

from generator.model import FrozenMapping
from generator.views.pictures import ImageView, SizeView
from generator.views.shared import LinkView, NeighborView, TextView, WhenView


class ReferenceView(Struct, frozen=True):
    """The target of a link or image in a text.

    Attributes:
        path: The path of the target; ``None`` if it does not exist.
        width: The width of an image in CSS pixels; 0 for links.
        height: The height of an image in CSS pixels; 0 for links.
        sizes: An image in other sizes, the narrowest first.
    """

    path: str | None
    width: int = 0
    height: int = 0
    sizes: tuple[SizeView, ...] = ()


class CitationView(Struct, frozen=True):
    """A source of an article, in full.

    Attributes:
        name: The source, with a link to its timeline.
        url: The address of the report; may be empty.
        title: The title of the report.
        published: When the report was published.
        accessed: When the author read the report.
        via: The source that passed the report on, such as a news agency.
        via_path: The path of the timeline of that source; empty if it is not a source of the site.
        archived: The address of an archived copy; may be empty.
        quote: A quotation from the report.
        says: What the source says of the event.
    """

    name: LinkView
    url: str
    title: TextView | None
    published: WhenView | None
    accessed: WhenView | None
    via: TextView | None
    via_path: str
    archived: str
    quote: TextView | None
    says: tuple[TextView, ...] = ()


class ClaimView(Struct, frozen=True):
    """What a source says of an event.

    Attributes:
        source: The source, with a link to its timeline.
        says: What it says.
        published: When the report was published.
        url: The address of the report; may be empty.
    """

    source: LinkView
    says: TextView
    published: WhenView | None
    url: str


class ClaimsView(Struct, frozen=True):
    """What several sources say of an event.

    Attributes:
        rows: What each says, in the order of their reports.
        range: The lowest and the highest of their numbers, with the words around them; empty if
            the sources do not differ in one number.
        is_dated: Whether the date of any report is known.
    """

    rows: tuple[ClaimView, ...]
    range: str
    is_dated: bool


class CorrectionView(Struct, frozen=True):
    """A correction of a text.

    Attributes:
        date: When the text was corrected.
        note: What was wrong.
    """

    date: WhenView
    note: str


class HeadingView(Struct, frozen=True):
    """An entry of the table of contents.

    Attributes:
        level: The level of the heading, from 2.
        anchor: The ``id`` of the heading.
        text: The text of the heading.
    """

    level: int
    anchor: str
    text: str


class ArticleView(Struct, frozen=True):
    """One event in one language.

    Attributes:
        title: The title.
        outdated: The original of this text, with the name of its language, if it has changed since
            this text was translated from it.
        when: The date of the event.
        status: The status, such as ``occurred`` or ``alleged``.
        place: The name of the place.
        image: The lead image.
        references: The targets of the links and images in the text, in order.
        contents: The table of contents.
        claims: What the sources say; ``None`` if fewer than two say something.
        citations: The cited sources.
        tags: The tags.
        published: When the text was published.
        updated: When the text was last updated.
        corrections: The corrections of the text.
        related: The events that the author relates to this one.
        similar: Other events with much in common.
        earlier: The event before this one.
        later: The event after this one.
        cite: How to cite the page, without its address and the date of access.
        cite_address: The address for citations; empty if the site has no ``base_url``.
        draft: Whether the article is a draft.
        extra: The site's own data of this text.
        fields: The values of the fields that were added to the table of fields.
    """

    title: str
    outdated: LinkView | None
    when: WhenView
    status: str
    place: TextView | None
    image: ImageView | None
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]
    claims: ClaimsView | None
    citations: tuple[CitationView, ...]
    tags: tuple[LinkView, ...]
    published: WhenView | None
    updated: WhenView | None
    corrections: tuple[CorrectionView, ...]
    related: tuple[NeighborView, ...]
    similar: tuple[NeighborView, ...]
    earlier: NeighborView | None
    later: NeighborView | None
    cite: str
    cite_address: str
    draft: bool
    extra: FrozenMapping
    fields: FrozenMapping


class ContentPageView(Struct, frozen=True):
    """A page from ``content/pages/``, such as "About".

    Attributes:
        title: The title.
        references: The targets of the links and images in the text, in order.
        contents: The table of contents.
        extra: The site's own data of this text.
        fields: The values of the fields that were added to the table of fields.
    """

    title: str
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]
    extra: FrozenMapping
    fields: FrozenMapping
