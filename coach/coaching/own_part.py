"""Against flattery: when the asker's own account shows a part in the trouble, a quoted caution or question meets it.

What people say that they did, and which sentences of the library meet it, is data that a reader can review:
`corpus/own-part.toml`. Merely agreeing with the asker makes conflicts worse (`their_side` of every answer serves the
same end).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from coach.coaching.answer import Answer, Citation, Note
from coach.coaching.assemble import Request
from coach.coaching.conversation import Said
from coach.coaching.phrases import any_of, folded
from coach.coaching.quoting import cite
from coach.library.corpus import corpus_rows
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
    return corpus_rows("own-part.toml", "part", _part)


def told_parts(text: str) -> list[OwnPart]:
    """What the asker says they did, the first told first."""
    plain = folded(text)
    found = [(match.start(), part) for part in own_parts() if (match := part.phrases.search(plain))]
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def meet_own_part(answer: Answer, request: Request, store: Store) -> Answer:
    """An answer with one remark on what the asker did, if they tell of it and nothing was said of it before."""
    likely = [read.article for read in answer.reading.articles] if answer.reading else []
    said = (request.said, Said(answer.citations))
    for part in told_parts(request.text):
        for remark in sorted(part.remarks, key=lambda one: one.article not in likely):
            citation = _fresh(remark, len(answer.citations) + 1, said, store)
            if citation:
                note = Note(remark.text, (citation.number,))
                return replace(answer, own_part=note, citations=(*answer.citations, citation))
    return answer


def _fresh(remark: Remark, number: int, said: Iterable[Said], store: Store) -> Citation | None:
    """Where a remark stands; None when the library has no such sentence, or one of it was said."""
    if remark.article not in store.numbers:
        return None
    for passage in store.passages_of(remark.article):
        start = passage.text.find(remark.text)
        if start >= 0:
            end = start + len(remark.text)
            sentences = [sentence for sentence in passage.sentences if start <= sentence.start < end]
            if any(before.holds(passage, sentence) for before in said for sentence in sentences):
                return None
            return cite(number, store.articles[store.numbers[remark.article]], passage, start, end)
    return None


def _part(row: dict[str, Any]) -> OwnPart:
    remarks = tuple(Remark(quote["article"], quote["text"]) for quote in row["quotes"])
    return OwnPart(row["id"], any_of(row["phrases"]), remarks)
