"""Texts of other programs build as they are copied in: nothing is lost but what is reported."""

from __future__ import annotations

import re

import pytest

from tests.support import Build, MakeSite, Read
from tests.support.html_tree import parse_html
from tests.support.sources import article

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'

_KRAMDOWN = """
<div dir="rtl" markdown="1">

## خلفية الخبر {#background}

قال **المتحدث** إنّ الاتفاق وُقّع[^1].

> We do not comment (yet).
{: .user-quote}

* الأول
* الثاني
    * فرعي

| المدينة | العدد |
|---------|------:|
| البصرة  | ٣     |
{:.user-table}

</div>

[^1]: رويترز.
"""

_OBSIDIAN = """
The [[Flood|flood]] came first, see [[Flood#The quay]]. #basra

> [!warning]- Not confirmed
> Only **one** source.

- [x] call the port
  - [ ] ask again
- ==nine days==

![[quay.svg|The quay under water]]

%%check the number%%

```dataview
list from #basra
```
"""

_HUGO = """
{{< figure src="quay.svg" title="The quay" >}}

Text with {{% smallcaps %}}initials{{% /smallcaps %}} and a [link]({{< ref "flood.md" >}}).

{{< figure src="other.svg" >}}

1. First
   - nested

   ```sh
   # not a heading
   ```
2. Second
"""

_GITHUB = """
<details>
<summary>More</summary>

Some *text* at https://example.org/a_b_c_d.

</details>

~~Wrong~~ #1 priority

Header | Other
--- | ---
`a \\| b` | **c**

* one
+ other
"""


def visible(page: str) -> str:
    """Return the text of an article's page that its author wrote."""
    (prose,) = parse_html(page).find("div", "prose")
    return prose.text


@pytest.mark.parametrize(
    ("text", "shown", "codes"),
    [
        (
            _KRAMDOWN,
            "خلفية الخبر قال المتحدث إنّ الاتفاق وُقّع1. We do not comment (yet). الأول الثاني فرعي"
            " المدينة العدد البصرة ٣ رويترز. ↩︎",
            (),
        ),
        (
            _OBSIDIAN,
            "The flood came first, see Flood#The quay. #basra Not confirmed Only one source."
            " ☑ call the port ☐ ask again nine days list from #basra",
            ("markup-foreign", "markup-foreign"),
        ),
        (
            _HUGO,
            '{{< figure src="quay.svg" title="The quay" >}} Text with'
            " {{% smallcaps %}}initials{{% /smallcaps %}} and a"
            ' [link]({{< ref "flood.md" >}}). {{< figure src="other.svg" >}}'
            " First nested # not a heading Second",
            ("markup-foreign", "markup-foreign", "markup-foreign"),
        ),
        (
            _GITHUB,
            "More Some text at https://example.org/a_b_c_d. Wrong #1 priority"
            " Header Other a | b c one other",
            (),
        ),
    ],
    ids=["kramdown", "Obsidian", "Hugo", "GitHub"],
)
def test_the_text_of_an_article_is_all_there(
    site: MakeSite, build: Build, read: Read, *, text: str, shown: str, codes: tuple[str, ...]
) -> None:
    folder = site(
        {
            "content/strike.en.md": article("Strike", "2024", body=text),
            "content/notes/Flood.en.md": article("Flood", "2023", body="## The quay"),
            "content/files/quay.svg": _PICTURE,
        }
    )
    result = build(folder)
    assert result.codes == codes, result.output
    page = read(folder, "en/articles/strike/index.html")
    assert re.sub(r"\s+", " ", visible(page)) == shown
