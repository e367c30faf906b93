"""A ranker over fixed documents: the built-in articles alone, or those of another collection."""

from __future__ import annotations

import hashlib
from pathlib import Path

from coach.coaching.coach import Coach
from coach.library.article import Article
from coach.library.library import Library
from coach.search.index import open_index
from coach.search.ranking import Ranker


class FixedLibrary(Library):
    """A library of given documents, with nothing of a person's own."""

    def __init__(self, documents: tuple[Article, ...]) -> None:
        super().__init__(Path("/nonexistent"))
        self.__dict__["articles"] = documents

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for article in self.articles:
            digest.update(repr(article).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:24]


def fixed_ranker(coach: Coach, documents: tuple[Article, ...] | None) -> Ranker:
    """Rank over documents, or over the built-in articles when there are none, with the model of a Coach."""
    encoder = coach.encoder
    library = Library(Path("/nonexistent")) if documents is None else FixedLibrary(documents)
    folder = coach.settings.cache_dir / "evaluation"
    return Ranker(open_index(library, encoder, folder, coach.progress), encoder)
