"""Splitting text into sentences, as spans of it.

A rule-based splitter of our own: the well-kept libraries either download data at run time or take longer to import
than `coach ask` takes to answer, and a citation needs exact spans more than it needs the last rare abbreviation.
"""

from __future__ import annotations

import re

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie cf al approx dept fig no vol pp inc ltd co corp".split()
)
_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)|\n+""")
_LAST_WORD = re.compile(r"[\w.]+$")
_LOWER_START = re.compile(r"""\s*["'“‘(\[]*[a-z]""")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Returns:
        Spans `(start, end)` in characters, in order, without surrounding white space; together they hold every
        character of the text that is not white space. A line break always ends a sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            _append_trimmed(spans, text, start, match.end())
            start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark.startswith("\n"):
        return True
    follows_lower = (
        _LOWER_START.match(text, match.end()) is not None and "\n" not in text[match.end() : match.end() + 1]
    )
    if follows_lower:
        return False
    if mark != ".":
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if word is None:
        return True
    last = word.group().lower().rstrip(".")
    is_initial = len(last) == 1 and last.isalpha() and last != "i"
    is_list_number = last.isdigit() and text.rfind("\n", 0, match.start()) + 1 == word.start()
    return not (last in _ABBREVIATIONS or is_initial or is_list_number)


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        left = start + len(piece) - len(piece.lstrip())
        spans.append((left, left + len(stripped)))
