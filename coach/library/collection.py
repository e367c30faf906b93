"""The person's own articles on disk: one JSON file an article, so that nothing is lost when one of them breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from coach.errors import ArticleError, DataError
from coach.files import write_atomically
from coach.library.article import Article
from coach.library.own import MARKDOWN_SUFFIXES, TEXT_SUFFIXES, decode_file, is_markdown, read_own


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What is kept of an added file: its text as it was, so that a better reader can read it again."""

    version: int
    name: str
    added: str
    markdown: bool
    text: str


class OwnCollection:
    """The articles that a person added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))

    def read(self, path: Path) -> Article:
        """Read a stored article.

        Raises:
            DataError: the file is broken; it has been kept aside, and the message names it.
        """
        try:
            stored = StoredArticle(**json.loads(path.read_bytes()))
            return read_own(stored.text, name=stored.name, markdown=stored.markdown, slug=path.stem)
        except OSError as error:
            raise DataError(f"{path} cannot be read ({error.strerror}): make it readable.") from error
        except (ValueError, TypeError, AttributeError, ArticleError) as error:
            aside = path.with_suffix(".broken")
            path.replace(aside)
            raise DataError(f"{path} was damaged and is kept as {aside}: add the article again.") from error

    def add(self, path: Path, taken: set[str]) -> Article:
        """Add a file; adding the same file again replaces what was added before.

        Args:
            path: a Markdown or plain-text file.
            taken: slugs of the built-in articles, which a person's article may not hide.

        Raises:
            ArticleError: the file cannot be read as an article.
            OSError: it cannot be stored.
        """
        text = decode_file(path)
        stored = StoredArticle(1, path.name, datetime.now(UTC).isoformat(timespec="seconds"), is_markdown(path), text)
        article = read_own(text, name=path.name, markdown=stored.markdown)
        slug = self._free_slug(article.slug, path.name, taken)
        content = json.dumps(asdict(stored), ensure_ascii=False, indent=1).encode()
        write_atomically(self.folder / f"{slug}.json", content)
        return read_own(text, name=path.name, markdown=stored.markdown, slug=slug)

    def remove(self, slug: str) -> bool:
        """Delete an article; False when there is none of that slug."""
        path = self.folder / f"{slug}.json"
        if path not in self.paths():
            return False
        path.unlink()
        return True

    def _free_slug(self, slug: str, name: str, taken: set[str]) -> str:
        number = 1
        candidate = slug
        while candidate in taken or self._belongs_to_another(candidate, name):
            number += 1
            candidate = f"{slug}-{number}"
        return candidate

    def _belongs_to_another(self, slug: str, name: str) -> bool:
        path = self.folder / f"{slug}.json"
        try:
            return bool(json.loads(path.read_bytes())["name"] != name)
        except (OSError, ValueError, KeyError, TypeError):
            return path.exists()


def expand_paths(paths: list[Path]) -> Iterator[Path]:
    """Files as they are, and the text and Markdown files below each folder."""
    for path in paths:
        if path.is_dir():
            suffixes = MARKDOWN_SUFFIXES | (TEXT_SUFFIXES - {""})
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
        else:
            yield path
