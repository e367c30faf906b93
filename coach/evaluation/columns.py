"""Whether the two columns of an answer speak each for its own lens, and differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from coach.coaching.answer import Answer, Citation
from coach.library.article import LENSES, Lens, Passage
from coach.search.query import make_query


@dataclass(frozen=True, slots=True)
class Columns:
    """Purity and contrast of the columns, over all answers."""

    answers: int
    both_filled: int
    quotes: int
    """In either column."""
    pure: int
    """Quotes whose sentences, or passage, speak for the lens of their column."""
    other_lens: int
    """Quotes that speak for the other lens; what is left speaks for neither."""
    shared: int
    """Quotes that stand in both columns of one answer."""
    contrasts: int
    """Contrasts named in either column, an answer at a time."""
    paired: int
    """Contrasts with a side in each column."""
    overlap: float
    """Of the words with meaning in two columns, the share that stands in both: 0 when they say different things."""


def measure_columns(answers: Sequence[Answer], passages: Mapping[str, Passage]) -> Columns:
    """Look at the columns of answers that quote these passages."""
    quoted = [(lens, citation) for answer in answers for lens in LENSES for citation in _citations(answer, lens)]
    lenses = [(lens, _lens_of(citation, passages)) for lens, citation in quoted]
    contrasts = [(_contrasts(a, "management"), _contrasts(a, "leadership")) for a in answers]
    return Columns(
        answers=len(answers),
        both_filled=sum(bool(a.management.points) and bool(a.leadership.points) for a in answers),
        quotes=len(quoted),
        pure=sum(found == lens for lens, found in lenses),
        other_lens=sum(found not in (lens, None) for lens, found in lenses),
        shared=sum(len(_quotes(a, "management") & _quotes(a, "leadership")) for a in answers),
        contrasts=sum(len(one | other) for one, other in contrasts),
        paired=sum(len(one & other) for one, other in contrasts),
        overlap=round(mean(map(_overlap, answers)), 4) if answers else 0.0,
    )


def _citations(answer: Answer, lens: Lens) -> list[Citation]:
    return [answer.citation(number) for point in answer.response(lens).points for number in point.citations]


def _quotes(answer: Answer, lens: Lens) -> set[str]:
    return {citation.quote for citation in _citations(answer, lens)}


def _lens_of(citation: Citation, passages: Mapping[str, Passage]) -> Lens | None:
    """The lens of the quoted sentences when they agree, else that of their passage."""
    passage = passages[citation.passage]
    spoken = {s.lens for s in passage.sentences if s.start < citation.end and citation.start < s.end and s.lens}
    return spoken.pop() if len(spoken) == 1 else passage.lens


def _contrasts(answer: Answer, lens: Lens) -> set[str]:
    return {point.contrast for point in answer.response(lens).points if point.contrast and point.kind == "move"}


def _overlap(answer: Answer) -> float:
    one, other = (_words(point.text for point in answer.response(lens).points) for lens in LENSES)
    return len(one & other) / len(one | other) if one | other else 0.0


def _words(texts: Iterable[str]) -> set[str]:
    return set(make_query(" ".join(texts)).words)
