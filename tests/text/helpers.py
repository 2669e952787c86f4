"""Texts for the tests of this package."""

from __future__ import annotations

from hypothesis import strategies as st

# Texts with many characters that folding changes: marks, joiners, digits, dashes and the like.
TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("أإآٱاىیيکكةهؤئءـّٰٓٔ\u200c\u200d\u200e\u0301ﻻﷲ٣۳İıſßΣς -_–\u00ad\ufeff"),
    )
)
