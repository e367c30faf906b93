"""What systems are measured with: the index of a collection, vectors that are kept, and a Coach of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from coach.coaching.coach import Coach
from coach.evaluation.collection import JudgedCollection, JudgedQuery
from coach.evaluation.fixed import headed_texts, open_fixed, plain_texts, revectored
from coach.evaluation.vectors import RememberingEncoder
from coach.files import write_atomically
from coach.library.article import Article
from coach.reading.model import ReadingModel, reading_dir
from coach.reading.neutral import neutral
from coach.reading.reader import Reader
from coach.search.encoder import Encoder
from coach.search.models import load_encoder
from coach.search.progress import Progress, silent
from coach.search.query import make_query
from coach.search.ranking import Ranker, Weights
from coach.search.store import Store
from coach.settings import Settings


class MeasuredCoach(Coach):
    """A Coach over the built-in articles alone, which keeps the vectors of what it is asked."""

    def __init__(self, settings: Settings, progress: Progress = silent) -> None:
        super().__init__(replace(settings, data_dir=Path("/nonexistent")), progress)
        self.folder = settings.cache_dir / "evaluation"

    @cached_property
    def real_encoder(self) -> Encoder:
        return Coach(self.settings, self.progress).encoder

    @cached_property
    def encoder(self) -> RememberingEncoder:
        return RememberingEncoder(self.real_encoder, self.folder, self.progress)

    @cached_property
    def ranker(self) -> Ranker:
        _borrow_vectors(self.encoder.key, self.settings.search_indexes_dir, self.folder / "library")
        return Ranker(open_fixed(None, self.real_encoder, self.folder, self.progress), self.encoder)

    @cached_property
    def reading_encoder(self) -> RememberingEncoder:
        if self.settings.for_reading == self.settings:
            return self.encoder
        return RememberingEncoder(load_encoder(self.settings.for_reading, self.progress), self.folder, self.progress)

    @cached_property
    def reader(self) -> Reader:
        if self.reading_encoder is self.encoder:
            return Reader(self.ranker, None)
        folder = self.folder / "reading"
        _borrow_vectors(self.reading_encoder.key, self.settings.indexes_dir, folder / "library")
        store = open_fixed(None, self.reading_encoder.real, folder, self.progress)
        return Reader(Ranker(store, self.reading_encoder), ReadingModel.load(reading_dir()))

    def remember(self, texts: list[str]) -> None:
        """Have the vectors of texts and their windows ready before they are searched for."""
        self.encoder.remember(_groups(texts))

    def remember_stories(self, texts: list[str]) -> None:
        """The same before they are read."""
        self.reading_encoder.remember(_groups([neutral(text) for text in texts]))


def _borrow_vectors(key: str, theirs: Path, ours: Path) -> None:
    """Start from the vectors that Coach has of its library; a damaged copy is thrown away when it is read."""
    name = f"vectors-{key}.sqlite"
    if (theirs / name).exists() and not (ours / name).exists():
        write_atomically(ours / name, (theirs / name).read_bytes())


def _groups(texts: list[str]) -> list[tuple[str, ...]]:
    """Texts with their windows, as they are encoded together."""
    queries = [make_query(text) for text in texts]
    return [(query.text, *query.windows) for query in queries if query.text]


class Bench:
    """One collection, ready for systems to rank it."""

    def __init__(self, coach: MeasuredCoach, collection: JudgedCollection) -> None:
        """Open the index of the collection, building it when it is missing, and encode its queries.

        Raises:
            DataError: the model is missing or broken.
            OSError: the cache cannot be written.
        """
        self.coach = coach
        self.collection = collection
        self.folder = coach.folder if collection.documents is not None else coach.folder / "library"
        self.store = self._open()
        coach.remember([query.text for query in collection.queries])

    def _open(self) -> Store:
        if self.collection.documents is None:
            return self.coach.ranker.store
        return open_fixed(self.collection.documents, self.coach.real_encoder, self.coach.folder, self.coach.progress)

    @property
    def queries(self) -> tuple[JudgedQuery, ...]:
        return self.collection.queries

    @property
    def has_headings(self) -> bool:
        """Whether passages are read with their title and heading unless a system says otherwise."""
        return self.collection.documents is not None

    @property
    def articles(self) -> tuple[Article, ...]:
        """What is searched, with its passages."""
        return self.collection.documents if self.collection.documents is not None else self.coach.library.articles

    @cached_property
    def passage_ids(self) -> list[str]:
        if self.collection.documents is not None:
            return self.slugs
        return [passage.id for passage in self.store.passages(range(self.store.manifest.passages))]

    @cached_property
    def slugs(self) -> list[str]:
        return [article.slug for article in self.store.articles]

    def ranker(self, weights: Weights, headings: bool | None = None) -> Ranker:
        """A ranker over the collection; `headings` says whether passages are read with theirs."""
        use_other = headings is not None and headings != self.has_headings
        return Ranker(self._other_headings if use_other else self.store, self.coach.encoder, weights)

    @cached_property
    def _other_headings(self) -> Store:
        texts = plain_texts(self.articles) if self.has_headings else headed_texts(self.articles)
        return revectored(self.store, texts, self.coach.real_encoder, self.folder, self.coach.progress)
