"""The door to Coach that every front end uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np

from coach.coaching.answer import Answer, Turn
from coach.coaching.assemble import assemble
from coach.coaching.other_languages import meet_other_languages
from coach.coaching.people_first import meet_people_first
from coach.coaching.reading import ReadingLimits, is_covered, read_story
from coach.coaching.talk import small_talk
from coach.errors import InputError, StoreError
from coach.library.article import LENSES, Article, Lens, Passage
from coach.library.library import Library
from coach.library.text import clean_text
from coach.reading.language import Languages, tell_languages
from coach.reading.model import ReadingModel, reading_dir
from coach.reading.reader import Reader, StoryReading
from coach.search.encoder import Encoder
from coach.search.index import open_index
from coach.search.models import load_encoder
from coach.search.progress import Progress, silent
from coach.search.ranking import Ranker, System
from coach.search.store import Store
from coach.settings import DEFAULT_MODEL, Settings, load_settings

LensChoice = Literal["both", "management", "leadership"]
LONGEST_TEXT = 200_000
NEAREST = 3
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, without advice."""

    rank: int
    passage: Passage
    title: str
    score: float


@dataclass(slots=True)
class Conversation:
    """What was said so far: the situation grows with each turn that adds to it.

    What is in it, other than its answers, must be what JSON can hold: `coach.coaching.saved` writes and reads it.
    """

    id: str | None = None
    situation: str = ""
    answers: list[Answer] = field(default_factory=list)
    """The answers given so far, oldest first."""


class Coach:
    """Answers situations from the library; the model and the index are loaded when first needed."""

    def __init__(
        self,
        settings: Settings | None = None,
        progress: Progress = silent,
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take the settings, and whom to tell of progress and of things that are wrong but not fatal."""
        self.settings = settings or load_settings()
        self.library = Library(self.settings.own_articles_dir, warn)
        self.limits = ReadingLimits()
        self.progress = progress
        self._warn = warn

    def load(self) -> None:
        """Load the model and the index now.

        Raises:
            DataError: a part of Coach is missing or broken.
            OSError: the cache cannot be written.
        """
        _ = self.reader

    @cached_property
    def encoder(self) -> Encoder:
        return load_encoder(self.settings, self.progress, self._warn)

    @cached_property
    def ranker(self) -> Ranker:
        store = open_index(self.library, self.encoder, self.settings.search_indexes_dir, self.progress)
        return Ranker(store, self.encoder)

    @cached_property
    def reader(self) -> Reader:
        """Reads stories, with a model of its own; by the ranking alone where a person has set another model."""
        if self.settings.model != DEFAULT_MODEL:
            return Reader(self.ranker, None)
        encoder = load_encoder(self.settings.for_reading, self.progress, self._warn)
        store = open_index(self.library, encoder, self.settings.indexes_dir, self.progress)
        return Reader(Ranker(store, encoder), ReadingModel.load(reading_dir()))

    @property
    def store(self) -> Store:
        return self.reader.store

    def ask(
        self,
        text: str,
        *,
        lens: LensChoice = "both",
        reading: str | None = None,
        conversation: Conversation | None = None,
    ) -> Answer:
        """Answer one turn.

        Args:
            text: what a person typed.
            lens: both columns, or one of them.
            reading: the slug of the article to answer for, instead of the likeliest.
            conversation: earlier turns; it takes this one in.

        Raises:
            InputError: the text is too long, or there is no article of that slug.
        """
        text = clean_text(text).strip()
        if len(text) > LONGEST_TEXT:
            raise InputError(
                f"That is {len(text):,} characters; Coach reads up to {LONGEST_TEXT:,}: send the part that matters."
            )
        answer = small_talk(text) or meet_people_first(text)
        if answer is None:
            languages = tell_languages(text)
            answer = meet_other_languages(text, languages) or self._mending(
                lambda: self._advise(text, languages, lens, reading, conversation)
            )
        if conversation is None:
            return answer
        answer = replace(answer, conversation=conversation.id)
        conversation.answers.append(answer)
        return answer

    def search(self, text: str, k: int = 10, system: System = "hybrid") -> list[Hit]:
        """Rank passages for a text, without advice.

        Raises:
            InputError: the text is empty or too long.
        """
        text = clean_text(text).strip()
        if not text or len(text) > LONGEST_TEXT:
            raise InputError(f"Nothing to search for: give a text of 1 to {LONGEST_TEXT:,} characters.")
        return self._mending(lambda: self._search(text, k, system))

    def article(self, slug: str) -> Article:
        """An article with its passages, each sentence with its lens.

        Raises:
            InputError: there is no article of that slug.
        """
        return self._mending(lambda: self._article(slug))

    def _advise(
        self,
        text: str,
        languages: Languages,
        lens: LensChoice,
        chosen: str | None,
        conversation: Conversation | None,
    ) -> Answer:
        if chosen is not None:
            self._known(chosen)
        turn: Turn = "situation"
        told = languages.english
        story = self.reader.read(told)
        if conversation is not None:
            turn, told = _take_in(told, story.ranking.coverage >= self.limits.new_situation, conversation)
            story = story if told == languages.english else self.reader.read(told)
        if chosen is None and not is_covered(story, self.store, self.limits):
            return self._not_covered(text, story)
        read = replace(read_story(story, self.store, self.limits, chosen), unread=languages.others)
        if conversation is not None:
            conversation.situation = told
        lenses: tuple[Lens, ...] = LENSES if lens == "both" else (lens,)
        return replace(assemble(told, turn, read, story.ranking, self.store, lenses), text=text)

    def _not_covered(self, text: str, story: StoryReading) -> Answer:
        read = read_story(story, self.store, self.limits)
        unused = replace(read, articles=tuple(replace(article, used=False) for article in read.articles), themes=())
        nearest = "; ".join(f"“{article.title}”" for article in read.articles[:NEAREST])
        message = (
            "The library does not cover this, so I will not guess. "
            f"The nearest it has: {nearest}. "
            "If your firm has an article on it, add it with `coach library add FILE`."
        )
        return Answer(outcome="not-covered", turn="off-topic", text=text, reading=unused, message=message)

    def _search(self, text: str, k: int, system: System) -> list[Hit]:
        store, ranking = self.ranker.store, self.ranker.rank(text, system)
        order = [int(number) for number in np.argsort(-ranking.passages, kind="stable")[:k]]
        found = zip(order, store.passages(order), strict=True)
        return [
            Hit(
                rank,
                passage,
                store.articles[store.numbers[passage.article]].title,
                float(ranking.passages[n]),
            )
            for rank, (n, passage) in enumerate(found, start=1)
        ]

    def _article(self, slug: str) -> Article:
        number = self._known(slug)
        return replace(self.store.articles[number], passages=tuple(self.store.passages_of(slug)))

    def _known(self, slug: str) -> int:
        if slug not in self.store.numbers:
            near = _closest(slug, self.store.numbers)
            hint = f"did you mean {near}?" if near else "`coach library list` shows them all."
            raise InputError(f"No article {slug!r} in the library: {hint}")
        return self.store.numbers[slug]

    def _mending(self, work: Callable[[], _Result]) -> _Result:
        """Do some work; when the index turns out to be damaged, build it again and do the work once more."""
        try:
            return work()
        except StoreError as error:
            self._warn(f"{error} It is built again.")
            self._discard_indexes()
            return work()

    def _discard_indexes(self) -> None:
        for name in ("reader", "ranker"):
            loaded: Reader | Ranker | None = self.__dict__.pop(name, None)
            if loaded is not None:
                loaded.store.close()
                shutil.rmtree(loaded.store.folder, ignore_errors=True)


def _take_in(text: str, is_telling: bool, conversation: Conversation) -> tuple[Turn, str]:
    """Tell a new situation from more detail on the last one: a short turn that says little by itself is detail."""
    if conversation.situation.endswith(text):
        return "situation", conversation.situation  # the same turn, asked again for another reading
    is_short = len(text.split()) <= 25
    if conversation.situation and is_short and not is_telling:
        return "detail", f"{conversation.situation}\n{text}"
    return "situation", text


def _closest(slug: str, slugs: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(slug, list(slugs), n=1)
    return found[0] if found else None
