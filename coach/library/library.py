"""The whole library: the built-in articles and the person's own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from coach.errors import DataError
from coach.library.article import Article, Collection
from coach.library.collection import OwnCollection
from coach.library.corpus import corpus_dir

# Raised when passages, sentences or lenses would come out differently from the same files.
READING_VERSION = 1


class Library:
    """Finds and reads articles; reading is done once and only when it is asked for."""

    def __init__(self, own_dir: Path, warn: Callable[[str], None] = lambda _: None) -> None:
        """Take the folder of the person's own articles, and whom to tell of a damaged one."""
        self.own = OwnCollection(own_dir)
        self._warn = warn

    @staticmethod
    def builtin_paths() -> list[Path]:
        return sorted((corpus_dir() / "articles").glob("*.md"))

    def fingerprint(self) -> str:
        """A digest of every file that the library is made of: it changes when any article does."""
        digest = hashlib.sha256(f"reading {READING_VERSION}".encode())
        corpus = corpus_dir()
        for path in [corpus / "contrasts.toml", corpus / "off-topic.txt", *self.builtin_paths(), *self.own.paths()]:
            try:
                content = path.read_bytes()
            except FileNotFoundError:  # removed by another process just now
                continue
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
        return digest.hexdigest()[:24]

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article, built-in first, each collection in the order of slugs.

        Raises:
            ArticleError: a built-in article cannot be read.
        """
        # Reading needs the parsers of Markdown and YAML, an eighth of a second that an answer does not.
        from coach.library.builtin import build_article, parse_file

        return (*(build_article(parse_file(path)) for path in self.builtin_paths()), *self._own_articles())

    def _own_articles(self) -> list[Article]:
        self.own.make_room(self.builtin_slugs())
        articles = []
        for path in self.own.paths():
            try:
                articles.append(self.own.read(path))
            except DataError as error:
                self._warn(str(error))
        return articles

    def add(self, path: Path) -> Article:
        """Add a file to the person's own articles (see `OwnCollection.add`)."""
        return self.own.add(path, taken=self.builtin_slugs())

    def builtin_slugs(self) -> set[str]:
        return {path.stem for path in self.builtin_paths()}

    def collection_of(self, slug: str) -> Collection | None:
        """Which collection holds a slug, without reading any article."""
        if slug in self.builtin_slugs():
            return "built-in"
        return "own" if any(path.stem == slug for path in self.own.paths()) else None
