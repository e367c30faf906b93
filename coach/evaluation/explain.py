"""What decided a reading: what each witness said of the likeliest articles, and the sentence that weighs most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.library.sentences import split_sentences
from coach.reading.reader import Reader, StoryReading

SHOWN = 5
_LONGEST = 76
# Leaving out each sentence of a page takes seconds; of a longer text only the first sentences are tried.
_TRIED = 60


@dataclass(frozen=True, slots=True)
class Deciding:
    """A sentence without which the first article would be less likely."""

    text: str
    lost: float
    """How much of the probability goes with it."""


def deciding_sentences(reader: Reader, text: str, reading: StoryReading) -> list[Deciding]:
    """The sentences by how much the first article owes to them, most first; empty when there is only one."""
    spans = list(split_sentences(text))[:_TRIED]
    if len(spans) < 2:
        return []
    first = int(reading.order[0])
    certain = float(reading.probabilities[first])
    found = [
        Deciding(text[start:end], certain - float(reader.read(text[:start] + text[end:]).probabilities[first]))
        for start, end in spans
    ]
    return sorted(found, key=lambda one: -one.lost)


def explain(reader: Reader, text: str, grades: Mapping[str, int]) -> str:
    """Say in lines of at most 80 columns what decided.

    Args:
        reader: reads the text.
        text: the message.
        grades: of articles by their slugs, where they are known.
    """
    reading = reader.read(text)
    lines = [_cut(text), "", *_asker(reading), "", *_table(reader, reading, grades)]
    lines += _missed(reader, reading, grades)
    lines += ["", "Without this sentence the first article would be less likely by"]
    deciding = deciding_sentences(reader, text, reading)
    lines += [f"  {one.lost:+.2f}  {_cut(one.text, 68)}" for one in deciding[:3]] or ["  (there is only one sentence)"]
    return "\n".join(lines)


def _asker(reading: StoryReading) -> Iterator[str]:
    for name, shares in (("asks", reading.roles), ("trouble", reading.directions)):
        ranked = sorted(shares.items(), key=lambda item: -item[1])
        if ranked:
            yield f"{name:8}" + ", ".join(f"{value} {share:.2f}" for value, share in ranked)


def _table(reader: Reader, reading: StoryReading, grades: Mapping[str, int]) -> Iterator[str]:
    yield "      helps  story  windows  words  ranking  grade  article"
    for rank, number in enumerate(reading.order[:SHOWN], start=1):
        yield f"  {rank}  {_row(reader, reading, int(number), grades)}"


def _row(reader: Reader, reading: StoryReading, number: int, grades: Mapping[str, int]) -> str:
    slug = reader.store.articles[number].slug
    evidence, mix = reading.evidence, reader.model.mix if reader.model else None
    weights = (mix.story, mix.windows, mix.words, mix.ranking) if mix else (1.0, 1.0, 1.0, 1.0)
    parts = (evidence.story, evidence.windows, evidence.words, evidence.ranking)
    story, windows, words, ranking = (w * float(part[number]) for w, part in zip(weights, parts, strict=True))
    grade, helps = str(grades.get(slug, "-")), reading.probabilities[number]
    return f"{helps:6.2f} {story:6.2f} {windows:8.2f} {words:6.2f} {ranking:8.2f} {grade:>6}  {slug}"


def _missed(reader: Reader, reading: StoryReading, grades: Mapping[str, int]) -> list[str]:
    """The helpful articles that did not come among the first."""
    ranks = {reader.store.articles[int(number)].slug: rank for rank, number in enumerate(reading.order, start=1)}
    missed = sorted((ranks[slug], slug) for slug, grade in grades.items() if grade >= 2 and ranks.get(slug, 0) > SHOWN)
    numbers = reader.store.numbers
    return [f"{rank:3}  {_row(reader, reading, numbers[slug], grades)}" for rank, slug in missed]


def _cut(text: str, longest: int = _LONGEST) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
