"""Building the search index of a library, once for each state of it, and opening it."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from coach.errors import StoreError
from coach.files import make_private_dir
from coach.library.article import Article
from coach.library.corpus import off_topic_lines
from coach.library.library import Library
from coach.search.encoder import Encoder, Vectors
from coach.search.lens_model import tell_lenses
from coach.search.locking import building_lock
from coach.search.progress import Progress, silent
from coach.search.store import Store, write_store
from coach.search.vector_cache import encode_cached

# Raised when the same library would be indexed differently.
INDEX_VERSION = 3


def open_index(library: Library, encoder: Encoder, folder: Path, progress: Progress = silent) -> Store:
    """Open the index of the library as it stands now, building it first when it is missing or damaged.

    Args:
        library: what is indexed.
        encoder: makes the vectors.
        folder: holds one folder an index, and the vectors of texts seen before.
        progress: told how far the building is.

    Raises:
        ArticleError: a built-in article cannot be read.
        OSError: the folder cannot be written.
    """
    name = hashlib.sha256(f"{INDEX_VERSION} {encoder.key} {library.fingerprint()}".encode()).hexdigest()[:16]
    target = folder / name
    with suppress(StoreError):
        return Store(target)
    with building_lock(folder, "index", progress):
        with suppress(StoreError):
            return Store(target)  # another process built it while this one waited
        shutil.rmtree(target, ignore_errors=True)
        _build(library, encoder, target, progress)
        _drop_old(folder, keep=target)
        return Store(target)


def _build(library: Library, encoder: Encoder, target: Path, progress: Progress) -> None:
    articles = library.articles

    def encode(texts: list[str]) -> Vectors:
        return encode_cached(texts, encoder, target.parent, progress)

    make_private_dir(target.parent)
    draft = Path(mkdtemp(dir=target.parent, prefix=".building-"))
    try:
        vectors = encode(_texts(articles))
        write_store(draft, tell_lenses(articles, vectors, encode), vectors)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _texts(articles: tuple[Article, ...]) -> list[str]:
    """All passages, then all situations lines, then all off-topic lines."""
    texts = [passage.text for article in articles for passage in article.passages]
    texts += [line for article in articles for line in article.situations]
    return [*texts, *off_topic_lines()]


def _drop_old(folder: Path, keep: Path) -> None:
    """Delete indexes of earlier states of the library; a process that has one open keeps its open files."""
    for path in folder.iterdir():
        if path.is_dir() and path != keep:
            shutil.rmtree(path, ignore_errors=True)
