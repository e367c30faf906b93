"""Assembling an answer from the passages of the articles that a story was read as."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from coach.coaching.answer import Answer, Note, Point, PointKind, Reading, Response, Turn
from coach.coaching.quoting import NOTE_WORDS, POINT_WORDS, Quotes, opening, standing_alone
from coach.library.article import LENSES, Article, Lens, Part, Passage, Sentence
from coach.library.text import count_words
from coach.search.query import make_query
from coach.search.ranking import Ranking
from coach.search.store import Store

Lenses = tuple[Lens, ...]
# Rows of moves by how many articles an answer draws on: one problem gets three, two problems two and one.
ROWS = {1: (3,), 2: (2, 1), 3: (2, 1, 1)}


@dataclass(frozen=True, slots=True)
class Used:
    """An article that the answer draws on, with its passages and how well each matches the story."""

    article: Article
    passages: tuple[Passage, ...]
    scores: dict[str, float]

    def part(self, part: Part) -> list[Passage]:
        return [passage for passage in self.passages if passage.part == part]

    @property
    def is_structured(self) -> bool:
        return self.article.kind == "situation"


@dataclass(slots=True)
class Columns:
    """The points of both responses as they are collected."""

    lenses: Lenses
    quotes: Quotes = field(default_factory=Quotes)
    points: dict[Lens, list[Point]] = field(default_factory=lambda: {lens: [] for lens in LENSES})

    def add(self, kind: PointKind, article: Article, passage: Passage, lens: Lens | None, run: list[Sentence]) -> None:
        """Quote a run of sentences as a point, unless its column is not wanted or it was quoted before."""
        if lens is None or lens not in self.lenses:
            return
        quoted = self.quotes.quote(article, passage, run)
        if quoted is not None:
            self.points[lens].append(Point(kind, passage.contrast, quoted[0], (quoted[1],)))

    def response(self, lens: Lens) -> Response:
        return Response(tuple(self.points[lens]))


def assemble(
    text: str, turn: Turn, reading: Reading, ranking: Ranking, store: Store, lenses: Lenses = LENSES
) -> Answer:
    """Answer a story that was read.

    Args:
        text: the story.
        turn: what the turn did.
        reading: which articles it is about; those marked `used` are drawn on, best first.
        ranking: of the story, to choose among the passages of an article.
        store: holds the passages.
        lenses: the columns wanted.
    """
    used = [_gather(read.article, ranking, store) for read in reading.articles if read.used]
    columns = Columns(lenses)
    for article, limit in zip(used, ROWS[len(used)], strict=True):
        add_moves = _add_moves if article.is_structured else _add_prose
        add_moves(article, limit, columns)
    for article in used:
        for passage in article.part("words"):
            columns.add("words", article.article, passage, passage.lens, list(passage.sentences))
    quotes = columns.quotes
    answer = Answer(
        outcome="answered",
        turn=turn,
        text=text,
        reading=reading,
        management=columns.response("management"),
        leadership=columns.response("leadership"),
        balance=_first_note(used, "lean", quotes),
        their_side=_first_note(used, "their-side", quotes),
        cautions=_cautions(used, text, quotes),
        question=_question(used, text),
    )
    return replace(answer, citations=tuple(quotes.citations))


def _gather(slug: str, ranking: Ranking, store: Store) -> Used:
    number = store.numbers[slug]
    passages = tuple(store.passages_of(slug))
    scores = ranking.passages[store.passage_numbers_of(number)]
    return Used(store.articles[number], passages, {p.id: float(s) for p, s in zip(passages, scores, strict=True)})


def _add_moves(used: Used, limit: int, columns: Columns) -> None:
    """Quote the openings of the contrasts that match the story best, in the order of the article."""
    moves = used.part("move")
    names = list(dict.fromkeys(passage.contrast for passage in moves))
    best = sorted(names, key=lambda name: -max(used.scores[p.id] for p in moves if p.contrast == name))[:limit]
    for passage in moves:
        if passage.contrast in best:
            columns.add("move", used.article, passage, passage.lens, opening(passage, POINT_WORDS))


def _add_prose(used: Used, limit: int, columns: Columns) -> None:
    """Quote free prose: for each lens the passages that match the story best and hold a sentence for that lens."""
    by_score = sorted(used.passages, key=lambda passage: -used.scores[passage.id])
    found = {}
    for lens in LENSES:
        runs = ((passage, lens, standing_alone(passage, lens, POINT_WORDS)) for passage in by_score)
        found[lens] = [found_run for found_run in runs if found_run[2]][: min(limit, 2)]
    for pair in zip_longest(*found.values()):
        for passage, lens, run in filter(None, pair):
            columns.add("move", used.article, passage, lens, run)


def _first_note(used: list[Used], part: Part, quotes: Quotes) -> Note | None:
    for article in used:
        for passage in article.part(part):
            return quotes.note(article.article, passage, opening(passage, NOTE_WORDS))
    return None


def _cautions(used: list[Used], text: str, quotes: Quotes) -> tuple[Note, ...]:
    """From each article the caution that shares most words with the story."""
    notes = []
    for article in used:
        for passage in article.part("watch-for"):
            bullets = _bullets(passage)
            closest = max(bullets, key=lambda bullet: _shared_words(_text(bullet), text))
            notes.append(quotes.note(article.article, passage, closest))
    return tuple(note for note in notes if note)


def _question(used: list[Used], text: str) -> str | None:
    """The question of the first article that Coach itself can ask, closest to the story."""
    for article in used:
        for passage in article.part("ask"):
            asked = [_text(bullet) for bullet in _bullets(passage)]
            askable = [question for question in asked if not _speaks_as_asker(question)] or asked
            return max(askable, key=lambda question: _shared_words(question, text))
    return None


def _bullets(passage: Passage) -> list[list[Sentence]]:
    """The sentences of a passage by the line they stand on."""
    lines: dict[int, list[Sentence]] = {}
    for sentence in passage.sentences:
        lines.setdefault(passage.text.count("\n", 0, sentence.start), []).append(sentence)
    return list(lines.values())


def _text(sentences: list[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def _speaks_as_asker(question: str) -> bool:
    return bool({"i", "me", "my", "mine", "myself"} & set(question.lower().replace("?", " ").replace(",", " ").split()))


def _shared_words(candidate: str, text: str) -> float:
    """The share of a candidate's words that carry meaning and stand in the text as well."""
    words = {word[:6] for word in make_query(candidate).words}
    shared = words & {word[:6] for word in make_query(text).words}
    return len(shared) / math.sqrt(max(1, count_words(candidate)))
