"""Cleaning text that comes from outside: files and typed messages may hold anything."""

from __future__ import annotations

import re
import unicodedata

# Terminal escape sequences: CSI, OSC (ended by BEL or ST), and the two-character ones.
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\r\n]*(?:\x07|\x1b\\)?|\x1b[@-Z\\-_]?")
_LINE_ENDS = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
# Bidirectional overrides can make a quotation read differently from what it is.
_BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))


def clean_text(text: str) -> str:
    """Make text safe to show and to index: no escape sequences, control characters or bidirectional overrides.

    Line ends become `\\n`, tabs become spaces, and the text is composed (NFC) so that equal words compare equal.
    """
    text = _ESCAPES.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = text.translate(_BIDI)
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def fold_space(text: str) -> str:
    """Put text on one line with single spaces."""
    return " ".join(text.split())


def count_words(text: str) -> int:
    return len(text.split())


def slugify(title: str) -> str:
    """Make a slug of a title: lower-case ASCII words joined by hyphens, at most 60 characters; may be empty."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")
    return slug if len(slug) <= 60 else slug[:61].rpartition("-")[0] or slug[:60]
