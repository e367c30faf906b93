"""An answer as linear text: labels in words, no columns, no drawing; what a screen reader or a pipe wants."""

from __future__ import annotations

from coach.coaching.answer import Answer, Point
from coach.coaching.rows import Row, remarks, rows


def plain_answer(answer: Answer) -> str:
    """Lay an answer out as paragraphs, ending with the list of its sources."""
    if not answer.advises:
        return answer.message or ""
    head = [answer.message or "", _reading(answer), answer.order or ""]
    blocks = [*head, *(_row(row) for row in rows(answer)), *_notes(answer)]
    return "\n\n".join(block for block in [*blocks, _sources(answer)] if block)


def _reading(answer: Answer) -> str:
    if answer.reading is None:
        return ""
    used = [read.title for read in answer.reading.articles if read.used]
    others = [f"{read.title} ({read.article})" for read in answer.reading.articles[:3] if not read.used]
    lines = [f"{answer.introduction}: {'; '.join(used)}."]
    if others:
        lines.append(f"It could also be: {'; '.join(others)}. Use --reading with a name in brackets for that answer.")
    return "\n".join(lines)


def _row(row: Row) -> str:
    lines = [row.label]
    for name, point in (("As a manager", row.management), ("As a leader", row.leadership)):
        if point is not None:
            lines.append(f"{name}: {_text(point)}")
    return "\n".join(lines)


def _text(point: Point) -> str:
    text = f"“{point.text}”" if point.kind == "words" else point.text
    return f"{text} {marks(point.citations)}"


def marks(citations: tuple[int, ...]) -> str:
    """The citation marks of a text: `[1] [2]`."""
    return " ".join(f"[{number}]" for number in citations)


def notes(answer: Answer) -> list[tuple[str, str]]:
    """The remarks below the two columns, each with its label."""
    found = [(label, f"{note.text} {marks(note.citations)}") for label, note in remarks(answer)]
    return [*found, ("Coach asks", answer.question)] if answer.question else found


def _notes(answer: Answer) -> list[str]:
    return [f"{label}: {text}" for label, text in notes(answer)]


def _sources(answer: Answer) -> str:
    lines = [f"[{c.number}] {c.title}, “{c.heading}” ({c.passage}; {c.source})" for c in answer.citations]
    return "\n".join(["Sources", *lines])
