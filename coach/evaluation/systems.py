"""The systems that can be compared, by name and setting: `lexical`, `hybrid:alpha=0.3,fusion=rrf`, …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from coach.errors import ConfigurationError
from coach.search.ranking import Fusion, System, Weights
from coach.search.store import Scores

if TYPE_CHECKING:
    from coach.evaluation.bench import Bench

Settings = Mapping[str, Any]
"""What a specification sets, by name, already of the right type."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a system makes of one query: scores of the collection's passages and articles, None where it has none."""

    passages: Scores | None
    articles: Scores


RankText = Callable[[str], Ranked]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of system: what it is, what can be set of it, and how one is made ready."""

    about: str
    settings: tuple[str, ...]
    build: Callable[[Bench, Settings], RankText]


def _ranker(system: System) -> Callable[[Bench, Settings], RankText]:
    def build(bench: Bench, settings: Settings) -> RankText:
        ranker = bench.ranker(weights_of(settings), settings.get("headings"))

        def rank(text: str) -> Ranked:
            ranking = ranker.rank(text, system)
            return Ranked(ranking.passages, ranking.articles)

        return rank

    return build


def weights_of(settings: Settings) -> Weights:
    """The weights of the ranking with what a specification sets."""
    fusion: Fusion = settings.get("fusion", "standard")
    # Reciprocal ranks are fused evenly unless someone says otherwise: 0.5 is what the name stands for in the field.
    alpha = settings.get("alpha", 0.5 if fusion == "rrf" else Weights().dense)
    kept = {name: value for name, value in settings.items() if name not in ("alpha", "headings")}
    return replace(Weights(), dense=alpha, **kept)


def _reading(bench: Bench, _settings: Settings) -> RankText:
    if bench.collection.documents is not None:
        raise ConfigurationError("The system `reading` reads stories for the built-in library: leave --data out.")
    bench.coach.remember_stories([query.text for query in bench.queries])

    def rank(text: str) -> Ranked:
        return Ranked(None, bench.coach.reader.read(text).probabilities)

    return rank


_MEANING = ("windows", "headings")
_ARTICLES = ("situations", "lift", "best_passages", "best_situations")

# One entry a kind of system; whatever is added here can be named after --systems.
SYSTEMS: dict[str, Family] = {
    "lexical": Family("by words: BM25 of SQLite FTS5", _ARTICLES, _ranker("lexical")),
    "dense": Family("by meaning: cosine of embeddings", (*_MEANING, *_ARTICLES), _ranker("dense")),
    "hybrid": Family("by both", ("alpha", "fusion", *_MEANING, *_ARTICLES), _ranker("hybrid")),
    "reading": Family("articles of the library, as Coach reads a story", (), _reading),
}
DEFAULT_SYSTEMS = ("lexical", "dense", "hybrid")


def _share(value: str) -> float:
    share = {"no": 0.0, "off": 0.0}.get(value)
    share = float(value) if share is None else share
    if not 0 <= share <= 1:
        raise ValueError
    return share


def _count(value: str) -> int:
    if int(value) < 1:
        raise ValueError
    return int(value)


def _choice(value: str) -> bool:
    return {"yes": True, "on": True, "no": False, "off": False}[value]


def _fusion(value: str) -> Fusion:
    fusions: dict[str, Fusion] = {name: name for name in get_args(Fusion)}
    return fusions[value]


# What can be set: how a value is read, and what a person is told.
_READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "alpha": (_share, "share of meaning against words, 0 to 1"),
    "fusion": (_fusion, "standard, minmax or rrf"),
    "windows": (_choice, "yes or no: long queries in windows too"),
    "headings": (_choice, "yes or no: passages read with their title and heading"),
    "situations": (_share, "share of situations lines, 0 to 1, or no"),
    "lift": (_share, "share of its article in a passage's score, 0 to 1, or no"),
    "best_passages": (_count, "how many passages score an article"),
    "best_situations": (_count, "how many situations lines score an article"),
}


@dataclass(frozen=True, slots=True)
class Specification:
    """A system as a person names it."""

    name: str
    kind: str
    settings: Settings

    def build(self, bench: Bench) -> RankText:
        return SYSTEMS[self.kind].build(bench, self.settings)


def parse_systems(text: str) -> list[Specification]:
    """Read a list of systems; a `name=value` belongs to the system before it.

    Raises:
        ConfigurationError: a system or a setting is unknown, or a value is not one it can have.
    """
    groups: list[list[str]] = []
    for part in (part.strip() for part in text.split(",")):
        if "=" in part.partition(":")[0] and groups:
            groups[-1].append(part)
        elif part:
            groups.append([part])
    if not groups:
        raise ConfigurationError(f"No system named: choose from {', '.join(SYSTEMS)}, separated by commas.")
    found = [_specification(group) for group in groups]
    return list({specification.name: specification for specification in found}.values())


def _specification(parts: list[str]) -> Specification:
    kind, _, first = parts[0].partition(":")
    if kind not in SYSTEMS:
        raise ConfigurationError(f"No system {kind!r}: choose from {', '.join(SYSTEMS)}, separated by commas.")
    settings = [setting for setting in (first, *parts[1:]) if setting]
    name = f"{kind}:{','.join(settings)}" if settings else kind
    return Specification(name, kind, dict(_setting(kind, setting) for setting in settings))


def _setting(kind: str, text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    known = SYSTEMS[kind].settings
    if name not in known:
        raise ConfigurationError(f"{kind} has no setting {name!r}: choose from {', '.join(known)}.")
    read, told = _READERS[name]
    try:
        return name, read(value.strip())
    except (ValueError, KeyError) as error:
        raise ConfigurationError(f"{kind}: {name}={value!r} is not right: it is {told}.") from error


def describe_systems() -> str:
    """Every system and setting, as lines for a help page."""
    lines = [f"  {name:8} {family.about}; settings: {', '.join(family.settings)}" for name, family in SYSTEMS.items()]
    return "\n".join([*lines, "", *(f"  {name:15} {told}" for name, (_, told) in _READERS.items())])
