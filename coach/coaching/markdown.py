"""An answer as Markdown, for a file, a message or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.coaching.answer import Answer, Note, Point
from coach.coaching.rows import remarks, rows
from coach.library.article import LENSES, Lens

SIDES: dict[Lens, str] = {"management": "Manage", "leadership": "Lead"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_OPENING = re.compile(r"(?m)^(\s*)([#+\-]|\d+(?=[.)]))")


def to_markdown(answer: Answer) -> str:
    """Write an answer as Markdown; what articles and people wrote is escaped, so that it reads as it stands."""
    return "\n\n".join(_blocks(answer)) + "\n"


def quoted(text: str) -> str:
    """What a person typed, as a Markdown quotation."""
    return "\n".join(f"> {escape(line)}".rstrip() for line in text.splitlines() or [""])


def escape(text: str) -> str:
    """Text that Markdown shows as it stands."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _OPENING.sub(_escape_opening, text)


def _escape_opening(found: re.Match[str]) -> str:
    """A line that opens like a heading or a list item does not become one."""
    indent, opening = found.groups()
    return f"{indent}{opening}\\" if opening.isdigit() else f"{indent}\\{opening}"


def _blocks(answer: Answer) -> Iterator[str]:
    yield quoted(answer.text)
    if answer.message:
        yield escape(answer.message)
    if answer.advises and answer.reading:
        used = [article.title for article in answer.reading.articles if article.used]
        yield f"{answer.introduction} {' and '.join(f'*{escape(title)}*' for title in used)}."
    if answer.order:
        yield escape(answer.order)
    for row in rows(answer):
        yield f"## {escape(row.label)}"
        for lens in LENSES:
            point = row.management if lens == "management" else row.leadership
            if point:
                yield f"**{SIDES[lens]}:** {_point(point)}"
    yield from _notes(answer)
    if answer.citations:
        yield "## Sources"
        yield "\n".join(
            f"{c.number}. *{escape(c.title)}*, {escape(c.heading)} ({escape(c.source)}): “{escape(c.quote)}”"
            for c in answer.citations
        )


def _notes(answer: Answer) -> Iterator[str]:
    for label, note in remarks(answer):
        yield f"**{label}:** {_cited(note)}"
    if answer.question:
        yield f"**Coach asks:** {escape(answer.question)}"


def _point(point: Point) -> str:
    return _cited(point, "“", "”") if point.kind == "words" else _cited(point)


def _cited(part: Point | Note, opening: str = "", closing: str = "") -> str:
    return f"{opening}{escape(part.text)}{closing} {''.join(f'[{number}]' for number in part.citations)}".rstrip()
