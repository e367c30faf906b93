"""Assembling an answer from the passages of the articles that a story was read as."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from coach.coaching.answer import Answer, Note, Point, PointKind, Reading, Response, Turn
from coach.coaching.conversation import Said
from coach.coaching.position import speaks_to
from coach.coaching.quoting import NOTE_WORDS, Quotes, standing_alone
from coach.coaching.shapes import Shape, shape_of
from coach.library.article import LENSES, Article, Lens, Part, Passage, Sentence
from coach.library.standalone import stands_alone
from coach.library.text import count_words
from coach.search.query import make_query
from coach.search.ranking import Ranking
from coach.search.store import Store

Lenses = tuple[Lens, ...]
# How many further articles an answer goes on to when those that it was made for have nothing new to say.
FURTHER = 2
# An answer keeps advice for the other side of the desk rather than have fewer rows.
FEWEST_ROWS = 2
_SPOKEN = re.compile(r"""["“][^"“”]{20,}["”]""")


@dataclass(frozen=True, slots=True)
class Request:
    """What an answer is wanted for."""

    turn: Turn
    text: str
    """What its remarks should be near to: the situation, or what was asked about it."""
    lenses: Lenses = LENSES
    said: Said = field(default_factory=Said)
    """What was said before; it is not said again, unless the turn asks for it in another form."""
    tried: frozenset[str] = frozenset()
    """Ids of passages whose advice was tried."""
    asked: frozenset[str] = frozenset()
    """The questions that were asked before."""


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
    role: str | None
    """Who asks."""
    quotes: Quotes
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

    @property
    def lack(self) -> bool:
        """Whether a column that is wanted is empty."""
        return any(not self.points[lens] for lens in self.lenses)


def assemble(request: Request, reading: Reading, ranking: Ranking, store: Store) -> Answer:
    """Answer a story that was read.

    Args:
        request: what the answer is wanted for.
        reading: which articles it is about; those marked `used` are drawn on, best first, and then, where these have
            nothing new to say, the likeliest of the others.
        ranking: to choose among the passages of an article.
        store: holds the passages.
    """
    used = [_gather(read.article, request, ranking, store) for read in reading.articles if read.used]
    others = [_gather(read.article, request, ranking, store) for read in reading.articles if not read.used][:FURTHER]
    shape = shape_of(request.turn, len(used))
    columns = Columns(request.lenses, reading.role, Quotes(Said() if shape.repeats else request.said))
    for article, limit in zip(used, shape.rows, strict=False):
        _add_rows(article, limit, shape, columns)
    for article in others:
        if columns.lack and shape.rows and not shape.repeats:
            _add_rows(article, max(shape.rows), shape, columns)
            used.append(article)
    if shape.words:
        _add_words(used, columns)
    if shape.spoken:
        _add_spoken(used, request.said, columns)
    quotes = columns.quotes
    answer = Answer(
        outcome="answered",
        turn=request.turn,
        text=request.text,
        background=_first_note(used, "going-on", quotes, shape.background_words),
        management=columns.response("management"),
        leadership=columns.response("leadership"),
        balance=_first_note(used, "lean", quotes, NOTE_WORDS * shape.balance),
        their_side=_first_note(used, "their-side", quotes, NOTE_WORDS * shape.their_side),
        cautions=_cautions(used, request.text, quotes, shape.cautions),
        question=_question(used, request) if shape.asks else None,
    )
    drawn_on = {citation.article for citation in quotes.citations}
    articles = tuple(replace(read, used=read.article in drawn_on) for read in reading.articles)
    return replace(answer, reading=replace(reading, articles=articles), citations=tuple(quotes.citations))


def _gather(slug: str, request: Request, ranking: Ranking, store: Store) -> Used:
    number = store.numbers[slug]
    passages = tuple(store.passages_of(slug))
    scores = ranking.passages[store.passage_numbers_of(number)]
    kept = tuple(passage for passage in passages if passage.id not in request.tried)
    return Used(store.articles[number], kept, {p.id: float(s) for p, s in zip(passages, scores, strict=True)})


def _add_rows(used: Used, limit: int, shape: Shape, columns: Columns) -> None:
    (_add_moves if used.is_structured else _add_prose)(used, limit, shape.point_words, columns)


def _add_moves(used: Used, limit: int, words: int, columns: Columns) -> None:
    """Quote the contrasts that speak to the asker, have most to say that is new, and match the story best, in the
    order of the article.
    """
    runs = {passage.id: columns.quotes.fresh(passage, words) for passage in used.part("move")}
    moves = [passage for passage in used.part("move") if runs[passage.id] and passage.lens in columns.lenses]
    names = list(dict.fromkeys(passage.contrast for passage in moves))
    for_others = {passage.contrast for passage in moves if not speaks_to(passage, columns.role)}
    if len(names) - len(for_others) >= FEWEST_ROWS:
        names = [name for name in names if name not in for_others]

    def worth(name: str | None) -> tuple[int, float]:
        own = [passage for passage in moves if passage.contrast == name]
        return len(own), max(used.scores[passage.id] for passage in own)

    best = sorted(names, key=worth, reverse=True)[:limit]
    for passage in moves:
        if passage.contrast in best:
            columns.add("move", used.article, passage, passage.lens, runs[passage.id])


def _add_prose(used: Used, limit: int, words: int, columns: Columns) -> None:
    """Quote free prose: for each lens the passages that match the story best and hold a sentence for that lens."""
    by_score = sorted(used.passages, key=lambda passage: -used.scores[passage.id])
    found = {}
    for lens in LENSES:
        runs = ((passage, lens, standing_alone(passage, lens, words, columns.quotes.said)) for passage in by_score)
        found[lens] = [found_run for found_run in runs if found_run[2]][: min(limit, 2)]
    for pair in zip_longest(*found.values()):
        for passage, lens, run in filter(None, pair):
            columns.add("move", used.article, passage, lens, run)


def _add_words(used: list[Used], columns: Columns) -> None:
    """Quote the words to use, as far as they were not said."""
    for article in used:
        for passage in article.part("words"):
            if not any(columns.quotes.said.holds(passage, sentence) for sentence in passage.sentences):
                columns.add("words", article.article, passage, passage.lens, list(passage.sentences))


def _add_spoken(used: list[Used], said: Said, columns: Columns) -> None:
    """Quote for each lens one more sentence of the moves that holds something to say, and was not said before."""
    for lens in LENSES:
        moves = [(article, passage) for article in used for passage in article.part("move") if passage.lens == lens]
        spoken = [
            (article, passage, sentence)
            for article, passage in moves
            for sentence in passage.sentences
            if _SPOKEN.search(sentence.text) and stands_alone(sentence.text) and not said.holds(passage, sentence)
        ]
        for article, passage, sentence in spoken[:1]:
            columns.add("move", article.article, passage, lens, [sentence])


def _first_note(used: list[Used], part: Part, quotes: Quotes, words: int) -> Note | None:
    """The first thing that a part of the articles has to say that is new, of some number of words."""
    for article in used if words else []:
        for passage in article.part(part):
            note = quotes.note(article.article, passage, quotes.fresh(passage, words))
            if note:
                return note
    return None


def _cautions(used: list[Used], text: str, quotes: Quotes, limit: int) -> tuple[Note, ...]:
    """From each article the cautions that share most words with the story."""
    notes = []
    for article in used:
        for passage in article.part("watch-for"):
            new = [bullet for bullet in _bullets(passage) if not quotes.said.holds(passage, bullet[0])]
            closest = sorted(new, key=lambda bullet: -_shared_words(_text(bullet), text))[:limit]
            notes += [quotes.note(article.article, passage, bullet) for bullet in closest]
    return tuple(note for note in notes if note)


def _question(used: list[Used], request: Request) -> str | None:
    """The question of the first article that Coach itself can ask, closest to the story."""
    for article in used:
        for passage in article.part("ask"):
            questions = [_text(bullet) for bullet in _bullets(passage)]
            open_ones = [question for question in questions if question not in request.asked]
            askable = [question for question in open_ones if not _speaks_as_asker(question)]
            if askable or open_ones:
                return max(askable or open_ones, key=lambda question: _shared_words(question, request.text))
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
