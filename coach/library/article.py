"""An article and its parts, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lens = Literal["management", "leadership"]
LENSES: tuple[Lens, Lens] = ("management", "leadership")

Told = Literal["heading", "wording", "model"]
"""How the lens of a sentence was told: by the heading above it, by its own words, or by an embedding."""

Part = Literal["going-on", "move", "words", "lean", "their-side", "watch-for", "ask", "prose"]
"""What a passage is for in a situation article; every passage of any other article is `prose`."""

Kind = Literal["situation", "essay", "digest", "own"]
Collection = Literal["built-in", "own"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a passage: `passage.text[start:end]`."""

    text: str
    start: int
    end: int
    lens: Lens | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article under one heading: the unit of retrieval and of citation."""

    article: str
    number: int
    heading: str
    text: str
    sentences: tuple[Sentence, ...]
    part: Part = "prose"
    lens: Lens | None = None
    contrast: str | None = None

    @property
    def id(self) -> str:
        return f"{self.article}#{self.number}"


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the library."""

    slug: str
    title: str
    kind: Kind
    collection: Collection
    summary: str = ""
    source: str = ""
    """Where it comes from, as a citation shows it: `Coach library`, or the file that a person added."""
    themes: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
