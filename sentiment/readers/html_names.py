"""Names of elements of HTML, for what parses it and for what must not load a parser."""

from __future__ import annotations

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
ENDS_LINES = BLOCKS | {"br", "hr"}
