"""Bytes into discussions: every supported file format, found by suffix and by content.

Mark-up, tables and our own JSON say themselves which part is a comment and give a `Discussion`.
Text without mark-up gives a `PlainText`, which `sentiment.separation` takes apart.
"""

from __future__ import annotations

from sentiment.readers.addresses import find_addresses, is_address, read_address
from sentiment.readers.detect import Document, read, read_stream, suffix_of
from sentiment.readers.folders import find_inputs

__all__ = [
    "Document",
    "find_addresses",
    "find_inputs",
    "is_address",
    "read",
    "read_address",
    "read_stream",
    "suffix_of",
]
