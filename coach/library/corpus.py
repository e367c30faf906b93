"""The corpus that comes with Coach: where it lies, its contrasts and its themes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from coach.errors import DataError
from coach.library.article import Lens

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Contrast:
    """One of the named differences between managing and leading."""

    id: str
    management: str
    leadership: str
    management_means: str
    leadership_means: str

    @property
    def heading(self) -> str:
        return f"{self.management} ↔ {self.leadership}"

    def means(self, lens: Lens) -> str:
        return self.management_means if lens == "management" else self.leadership_means


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of situation."""

    id: str
    title: str
    covers: str


def corpus_dir() -> Path:
    """The folder of the corpus: inside an installed package, or at the top of a checkout.

    Raises:
        DataError: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "corpus", package.parent / "corpus"):
        if (candidate / "contrasts.toml").is_file():
            return candidate
    raise DataError("The built-in articles are missing from this installation: install Coach again.")


@cache
def contrasts() -> dict[str, Contrast]:
    """The contrasts by id, in the order of the file."""
    return {contrast.id: contrast for contrast in corpus_rows("contrasts.toml", "contrast", _contrast)}


@cache
def themes() -> dict[str, Theme]:
    """The themes by id, in the order of the file."""
    return {theme.id: theme for theme in corpus_rows("themes.toml", "theme", lambda row: Theme(**row))}


@cache
def off_topic_lines() -> tuple[str, ...]:
    """Examples of messages that the library does not answer, to compare a message with."""
    path = corpus_dir() / "off-topic.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def corpus_rows(file: str, table: str, row_of: Callable[[Any], _Row]) -> tuple[_Row, ...]:
    """The rows of a table in a TOML file of the corpus, each made into what it stands for.

    Raises:
        DataError: the file is missing or broken, or a row is.
    """
    path = corpus_dir() / file
    try:
        return tuple(row_of(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))[table])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(f"{path} cannot be read ({error}): install Coach again.") from error


def _contrast(row: Any) -> Contrast:  # noqa: ANN401 - what TOML held
    return Contrast(
        id=row["id"],
        management=row["management"],
        leadership=row["leadership"],
        management_means=row["management_means"],
        leadership_means=row["leadership_means"],
    )
