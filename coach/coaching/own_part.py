"""Against flattery: when the asker's own account shows a part in the trouble, a quoted caution or question meets it.

What people say that they did, and which sentences of the library meet it, is data that a reader can review:
`corpus/own-part.toml`. Merely agreeing with the asker makes conflicts worse (`their_side` of every answer serves the
same end).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from coach.coaching.answer import Answer, Citation, Note
from coach.coaching.assemble import Request
from coach.errors import DataError
from coach.library.corpus import corpus_dir
from coach.search.store import Store


@dataclass(frozen=True, slots=True)
class Remark:
    """A run of sentences of the library that meets what the asker did."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One thing that askers say they did."""

    id: str
    phrases: re.Pattern[str]
    remarks: tuple[Remark, ...]


@cache
def own_parts() -> tuple[OwnPart, ...]:
    """What askers say they did.

    Raises:
        DataError: the file is missing or broken.
    """
    path = corpus_dir() / "own-part.toml"
    try:
        return tuple(_part(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["part"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error


def told_parts(text: str) -> list[OwnPart]:
    """What the asker says they did, the first told first."""
    folded = " ".join(text.lower().replace("’", "'").split())
    found = [(match.start(), part) for part in own_parts() if (match := part.phrases.search(folded))]
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def meet_own_part(answer: Answer, request: Request, store: Store) -> Answer:
    """An answer with one remark on what the asker did, if they tell of it and nothing was said of it before."""
    likely = [read.article for read in answer.reading.articles] if answer.reading else []
    for part in told_parts(request.text):
        for remark in sorted(part.remarks, key=lambda one: one.article not in likely):
            citation = _citation(remark, len(answer.citations) + 1, store)
            if citation and not _was_said(citation, answer, request, store):
                note = Note(remark.text, (citation.number,))
                return replace(answer, own_part=note, citations=(*answer.citations, citation))
    return answer


def _citation(remark: Remark, number: int, store: Store) -> Citation | None:
    """Where a remark stands; None when the library has no such sentence."""
    if remark.article not in store.numbers:
        return None
    article = store.articles[store.numbers[remark.article]]
    for passage in store.passages_of(remark.article):
        start = passage.text.find(remark.text)
        if start >= 0:
            end = start + len(remark.text)
            place = (passage.id, article.slug, article.title, passage.heading, article.source)
            return Citation(number, *place, start, end, passage.text[start:end])
    return None


def _was_said(citation: Citation, answer: Answer, request: Request, store: Store) -> bool:
    """Whether a sentence of a citation stands in this answer already, or stood in one before."""
    passage = next(one for one in store.passages_of(citation.article) if one.id == citation.passage)
    sentences = [one for one in passage.sentences if citation.start <= one.start < citation.end]
    spans = [(one.start, one.end) for one in answer.citations if one.passage == citation.passage]
    in_answer = any(start < citation.end and citation.start < end for start, end in spans)
    return in_answer or any(request.said.holds(passage, sentence) for sentence in sentences)


def _part(row: dict[str, Any]) -> OwnPart:
    phrases = re.compile("|".join(f"(?:{phrase})" for phrase in row["phrases"]))
    return OwnPart(row["id"], phrases, tuple(Remark(quote["article"], quote["text"]) for quote in row["quotes"]))
