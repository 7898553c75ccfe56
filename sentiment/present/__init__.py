"""Results in the shapes that people and programs read: tables, JSON, CSV, Parquet and HTML.

A renderer turns results into pieces of text, `writing` brings the pieces to a file or to standard
output. Nothing here changes what was found.
"""

from __future__ import annotations

from sentiment.present.formats import Format, render_analyses, render_discussions
from sentiment.present.writing import write

__all__ = ["Format", "render_analyses", "render_discussions", "write"]
