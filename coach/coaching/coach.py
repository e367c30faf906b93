"""The door to Coach that every front end uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np

from coach.coaching.answer import Answer
from coach.coaching.conversation import Conversation
from coach.coaching.not_stories import meet_not_stories
from coach.coaching.other_languages import meet_other_languages
from coach.coaching.people_first import named_outright, whom_to_turn_to
from coach.coaching.reading import ReadingLimits
from coach.coaching.replying import Replier
from coach.coaching.talk import small_talk
from coach.errors import DataError, InputError, StoreError
from coach.library.article import LENSES, Article, Lens, Passage
from coach.library.library import Library
from coach.library.text import clean_text
from coach.reading.language import tell_languages
from coach.reading.model import ReadingModel, reading_dir
from coach.reading.reader import Reader
from coach.search.encoder import Encoder
from coach.search.index import open_index
from coach.search.models import load_encoder
from coach.search.progress import Progress, silent
from coach.search.ranking import Ranker, System
from coach.search.store import Store
from coach.settings import DEFAULT_MODEL, Settings, load_settings

LensChoice = Literal["both", "management", "leadership"]
LONGEST_TEXT = 200_000
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, without advice."""

    rank: int
    passage: Passage
    title: str
    score: float


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

    @cached_property
    def replier(self) -> Replier:
        return Replier(self.reader, self.limits)

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
        if reading is not None:
            self._mending(lambda: self._known(reading))
        talk = conversation or Conversation()
        lenses: tuple[Lens, ...] = LENSES if lens == "both" else (lens,)
        answer = small_talk(text) or self._reply(text, lenses, reading, talk)
        answer = replace(answer, text=text, conversation=talk.id)
        talk.answers.append(answer)
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

    def _reply(self, text: str, lenses: tuple[Lens, ...], chosen: str | None, talk: Conversation) -> Answer:
        grave = named_outright(text)
        if grave and grave.at_once:
            talk.begin(text, grave=grave.id)
            return whom_to_turn_to(grave)
        languages = tell_languages(text)
        answer = meet_not_stories(text) or meet_other_languages(text, languages)
        if answer is not None:
            return answer if grave is None else whom_to_turn_to(grave)
        try:
            return self._mending(lambda: self.replier.reply(languages, lenses, chosen, grave, talk))
        except DataError:
            if grave is None:
                raise
            return whom_to_turn_to(grave)  # a person in need is told whom to turn to, whatever is broken here

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
        self.__dict__.pop("replier", None)
        for name in ("reader", "ranker"):
            loaded: Reader | Ranker | None = self.__dict__.pop(name, None)
            if loaded is not None:
                loaded.store.close()
                shutil.rmtree(loaded.store.folder, ignore_errors=True)


def _closest(slug: str, slugs: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(slug, list(slugs), n=1)
    return found[0] if found else None
