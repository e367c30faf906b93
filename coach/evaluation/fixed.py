"""The index that an evaluation ranks over: the built-in articles alone, or the documents of a collection."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from coach.errors import StoreError
from coach.files import make_private_dir
from coach.library.article import Article
from coach.library.library import Library
from coach.search.encoder import Encoder
from coach.search.index import open_index
from coach.search.locking import building_lock
from coach.search.progress import Progress, silent
from coach.search.store import Store, write_store
from coach.search.vector_cache import encode_cached

# Raised when the same documents would be indexed differently.
DOCUMENTS_VERSION = 1


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


def open_fixed(
    documents: tuple[Article, ...] | None, encoder: Encoder, folder: Path, progress: Progress = silent
) -> Store:
    """Open the index of documents, or of the built-in articles when there are none, building it when it is missing.

    The figures then do not depend on whose machine it is. A document is read with its title, as is usual for public
    collections; a built-in passage without, as Coach ranks it.

    Args:
        documents: an article each, of one passage.
        encoder: makes the vectors.
        folder: of the caches of evaluations; each collection keeps an index in it.
        progress: told how far the building is.
    """
    if documents is None:
        return open_index(Library(Path("/nonexistent")), encoder, folder / "library", progress)
    stamp = f"{DOCUMENTS_VERSION} {encoder.key} {FixedLibrary(documents).fingerprint()}"
    target = folder / hashlib.sha256(stamp.encode()).hexdigest()[:16]
    with suppress(StoreError):
        return Store(target)
    with building_lock(folder, "evaluation", progress):
        shutil.rmtree(target, ignore_errors=True)
        _build(documents, encoder, target, progress)
    return Store(target)


def _build(documents: tuple[Article, ...], encoder: Encoder, target: Path, progress: Progress) -> None:
    make_private_dir(target.parent)
    draft = Path(mkdtemp(dir=target.parent, prefix=".building-"))
    try:
        write_store(draft, documents, encode_cached(headed_texts(documents), encoder, target.parent, progress))
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def revectored(store: Store, texts: list[str], encoder: Encoder, folder: Path, progress: Progress = silent) -> Store:
    """The same index, with the vectors of other texts for its passages."""
    other = Store(store.folder)
    vectors = encode_cached(texts, encoder, folder, progress)
    other.vectors = np.concatenate([vectors, store.vectors[len(vectors) :]])
    return other


def headed_texts(articles: Iterable[Article]) -> list[str]:
    """The texts of all passages, each with the title and the heading above it."""
    return [
        " ".join(part for part in (article.title, passage.heading, passage.text) if part)
        for article in articles
        for passage in article.passages
    ]


def plain_texts(articles: Iterable[Article]) -> list[str]:
    """The texts of all passages."""
    return [passage.text for article in articles for passage in article.passages]
