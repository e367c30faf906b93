"""The person's own articles on disk: one JSON file an article, so that nothing is lost when one of them breaks.

`coach.library.own` is imported where a file is read: an answer needs the names of the files only, not its parsers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from coach.errors import ArticleError, DataError
from coach.files import write_atomically
from coach.library.article import Article
from coach.library.text import clean_text, fold_space


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
        from coach.library.own import read_own

        try:
            stored = StoredArticle(**json.loads(path.read_bytes()))
            return read_own(stored.text, name=stored.name, markdown=stored.markdown, slug=path.stem)
        except OSError as error:
            raise DataError(f"{path} cannot be read ({error.strerror}): make it readable.") from error
        except (ValueError, TypeError, AttributeError, RecursionError, ArticleError) as error:
            raise DataError(_keep_aside(path)) from error

    def add(self, path: Path, taken: set[str]) -> Article:
        """Add a file; adding the same file again replaces what was added before.

        Args:
            path: a Markdown or plain-text file.
            taken: slugs of the built-in articles, which a person's article may not hide.

        Raises:
            ArticleError: the file cannot be read as an article.
            OSError: it cannot be stored.
        """
        from coach.library.own import decode_file, is_markdown, read_own

        text = decode_file(path)
        name = fold_space(clean_text(path.name))  # the name of a file may hold anything but a slash
        stored = StoredArticle(1, name, datetime.now(UTC).isoformat(timespec="seconds"), is_markdown(path), text)
        article = read_own(text, name=name, markdown=stored.markdown)
        slug = self._slug_of(article.slug, name) or self._free_slug(article.slug, taken)
        content = json.dumps(asdict(stored), ensure_ascii=False, indent=1).encode()
        write_atomically(self.folder / f"{slug}.json", content)
        return read_own(text, name=name, markdown=stored.markdown, slug=slug)

    def make_room(self, taken: set[str]) -> None:
        """Rename the articles whose slugs built-in ones have taken since they were added."""
        for path in self.paths():
            if path.stem in taken:
                with suppress(FileNotFoundError):  # another process was quicker
                    path.rename(self.folder / f"{self._free_slug(path.stem, taken)}.json")

    def remove(self, slug: str) -> bool:
        """Delete an article; False when there is none of that slug."""
        path = self.folder / f"{slug}.json"
        if path not in self.paths():
            return False
        path.unlink()
        return True

    def _slug_of(self, slug: str, name: str) -> str | None:
        """The slug under which a file of that name was added before, be it numbered or not."""
        numbered = re.compile(rf"{re.escape(slug)}(?:-\d+)?")
        found = (path.stem for path in self.paths() if numbered.fullmatch(path.stem) and _name(path) == name)
        return next(found, None)

    def _free_slug(self, slug: str, taken: set[str]) -> str:
        number = 1
        candidate = slug
        while candidate in taken or (self.folder / f"{candidate}.json").exists():
            number += 1
            candidate = f"{slug}-{number}"
        return candidate


def _name(path: Path) -> str | None:
    """The name of the file that a stored article was made of; None when it is damaged."""
    try:
        return str(json.loads(path.read_bytes())["name"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _keep_aside(path: Path) -> str:
    """Rename a damaged file to a free name, and say so."""
    number = 1
    aside = path.with_suffix(".broken")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-{number}.broken")
    try:
        path.rename(aside)
    except OSError:  # a folder that cannot be written, or another process that was quicker
        return f"{path} is damaged: delete it and add the article again."
    return f"{path} was damaged and is kept as {aside}: add the article again."


def expand_paths(paths: list[Path]) -> Iterator[Path]:
    """Files as they are, and the text and Markdown files below each folder."""
    from coach.library.own import MARKDOWN_SUFFIXES, TEXT_SUFFIXES

    for path in paths:
        if path.is_dir():
            suffixes = MARKDOWN_SUFFIXES | (TEXT_SUFFIXES - {""})
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
        else:
            yield path
