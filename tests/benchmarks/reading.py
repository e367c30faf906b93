"""How well stories are read: by length and by role, how sure, how quickly, and unmoved by what should not matter.

    python tests/benchmarks/reading.py [--split dev|test] [--swaps FILE.jsonl …]

Over a split of the built-in collection: a helpful article (grade 2 or 3) first, among three and among five, and nDCG@5
by article, for the plain hybrid and for the reader, with 95 % bootstrap intervals; the expected calibration error of
the first five probabilities (ten bins of equal width, Guo et al. 2017); macro-F1 of role and direction; milliseconds
of a reading beyond encoding. Then names, genders, trades and spelling are swapped in all queries of both splits, and
in the texts of further files, and the share whose first article stays is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from coach.coaching.coach import Coach
from coach.evaluation.collection import JudgedCollection, read_collection
from coach.files import make_private_dir
from coach.library.corpus import corpus_dir
from coach.reading.neutral import neutral
from coach.reading.reader import StoryReading
from coach.reading.stories import read_stories, stories_file
from coach.search.query import make_query
from coach.search.vector_cache import encode_cached

HELPFUL = 2
CHANCE = random.Random(7)
NAMES = "Ana Ahmed Bo Chidi Dmitri Elif Fatima Giulia Hiro Ingrid Jamal Keira Lars Mei Nkechi Oskar Priya Rosa Sven"
MEN = "he him his himself man men guy lad boy husband father dad son brother mr boyfriend uncle".split()
WOMEN = "she her her herself woman women girl lass girl wife mother mum daughter sister mrs girlfriend aunt".split()
TRADES = [
    "ward classroom shopfloor newsroom workshop call-centre".split(),
    "nurse barista welder paralegal developer librarian driver".split(),
    "nurses baristas welders paralegals developers librarians drivers".split(),
    "patients pupils customers readers tenants passengers clients guests students".split(),
    "patient pupil customer reader tenant passenger client guest student".split(),
    "hospital school shop warehouse restaurant studio lab hotel bank office factory".split(),
]
BRITISH = {
    "organise": "organize", "organised": "organized", "behaviour": "behavior", "programme": "program", "rota": "roster",
    "colour": "color", "favourite": "favorite", "realise": "realize", "realised": "realized", "apologise": "apologize",
    "holiday": "vacation", "mum": "mom", "centre": "center", "cancelled": "canceled", "labour": "labor",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", default="dev")
    parser.add_argument("--swaps", nargs="*", type=Path, default=[], help="more texts, as JSON lines with `text`")
    parser.add_argument("--apart", action="store_true", help="list the queries that are nearest to a training story")
    options = parser.parse_args()
    coach = Coach()
    coach.load()
    collection = read_collection(corpus_dir() / "evaluation", options.split)
    readings = [coach.reader.read(query.text) for query in collection.queries]
    print_quality(coach, collection, readings)
    print_calibration(collection, readings, coach)
    print_roles(collection, readings)
    print_time(coach, collection)
    print_swaps(coach, options.swaps)
    if options.apart:
        print_nearest(coach, collection)


def print_quality(coach: Coach, collection: JudgedCollection, readings: Sequence[StoryReading]) -> None:
    plain = [coach.ranker.rank(query.text).articles for query in collection.queries]
    systems = {"hybrid": plain, "reading": [reading.probabilities for reading in readings]}
    values = {name: qualities(coach, collection, scores) for name, scores in systems.items()}
    groups: dict[str, Any] = {"all": np.ones(len(readings), dtype=bool)}
    for field in ("length", "asker"):
        of = np.array([query.metadata[field] for query in collection.queries])
        groups |= {value: of == value for value in sorted(set(of))}
    print(f"{collection.split}: first / among three / among five / nDCG@5")
    for group, chosen in groups.items():
        for name, value in values.items():
            cells = "  ".join(interval(value[chosen, column]) for column in range(4))
            print(f"  {group:10} {chosen.sum():4} {name:8} {cells}")
    gain = values["reading"][:, 3] - values["hybrid"][:, 3]
    print(f"  nDCG@5 of the reading above the hybrid: {interval(gain)}")


def qualities(coach: Coach, collection: JudgedCollection, scores: Sequence[Any]) -> Any:
    """Success at 1, 3 and 5, and nDCG@5, of each query: shape (queries, 4)."""
    slugs = [article.slug for article in coach.store.articles]
    graded = collection.article_qrels()
    discounts = 1 / np.log2(np.arange(5) + 2)
    rows = []
    for query, score in zip(collection.queries, scores, strict=True):
        grades = np.array([graded[query.id].get(slug, 0) for slug in slugs])
        ranked = grades[np.argsort(-score, kind="stable")]
        ideal = np.sort(grades)[::-1][:5] @ discounts
        rows.append([*(float(np.any(ranked[:k] >= HELPFUL)) for k in (1, 3, 5)), float(ranked[:5] @ discounts / ideal)])
    return np.array(rows)


def interval(values: Any) -> str:
    means = np.random.default_rng(0).choice(values, (2000, len(values))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


def print_calibration(collection: JudgedCollection, readings: Sequence[StoryReading], coach: Coach) -> None:
    graded = collection.article_qrels()
    said, was = [], []
    for query, reading in zip(collection.queries, readings, strict=True):
        for number in reading.order[:5]:
            said.append(reading.probabilities[number])
            was.append(graded[query.id].get(coach.store.articles[number].slug, 0) >= HELPFUL)
    firsts = slice(0, None, 5)
    for name, chosen in (("first five", slice(None)), ("first", firsts)):
        error = calibration_error(np.array(said)[chosen], np.array(was)[chosen])
        print(f"expected calibration error, {name}: {error:.3f}")


def calibration_error(said: Any, was: Any) -> float:
    bins = np.minimum((said * 10).astype(int), 9)
    filled = [bins == number for number in range(10) if np.any(bins == number)]
    return float(sum(abs(said[inside].mean() - was[inside].mean()) * inside.mean() for inside in filled))


def print_roles(collection: JudgedCollection, readings: Sequence[StoryReading]) -> None:
    for field, told in (("asker", [r.roles for r in readings]), ("direction", [r.directions for r in readings])):
        truth = [query.metadata[field] for query in collection.queries]
        guessed = [max(of, key=lambda name: of[name]) for of in told]
        print(f"{field}: macro-F1 {f1_score(truth, guessed, average='macro'):.3f}, by class", end=" ")
        names = sorted(set(truth))
        print(dict(zip(names, f1_score(truth, guessed, average=None, labels=names).round(3), strict=True)))


def print_time(coach: Coach, collection: JudgedCollection) -> None:
    whole, encoding = [], []
    for query in collection.queries[:100]:
        start = time.perf_counter()
        coach.reader.read(query.text)
        middle = time.perf_counter()
        coach.reader.ranker.encode(make_query(neutral(query.text)))
        encoding.append(time.perf_counter() - middle)
        whole.append(middle - start)
    beyond = 1000 * (np.array(whole) - np.array(encoding))
    print(f"milliseconds of a reading: median {1000 * np.median(whole):.1f}, beyond encoding {np.median(beyond):.1f}")


def print_nearest(coach: Coach, collection: JudgedCollection) -> None:
    stories = read_stories(stories_file())
    cache = coach.settings.cache_dir / "benchmarks"
    vectors = encode_cached([story.text for story in stories], coach.encoder, make_private_dir(cache))
    cosines = coach.encoder.encode([query.text for query in collection.queries]) @ vectors.T
    best = cosines.max(axis=1)
    print(f"nearest story of a query, plain model: median cosine {np.median(best):.2f}, highest")
    for number in np.argsort(-best)[:5]:
        query, story = collection.queries[number], stories[int(cosines[number].argmax())]
        print(f"  {best[number]:.3f}  {query.text[:70]!r} | {story.text[:70]!r}")


def print_swaps(coach: Coach, files: Sequence[Path]) -> None:
    lines = (corpus_dir() / "evaluation" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    for file in files:
        lines += file.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    first = [first_article(coach, text) for text in texts]
    print(f"first article unchanged, {len(texts)} messages, of which changed by the swap:")
    for swap in (names, genders, trades, spelling):
        swapped = [swap(text) for text in texts]
        same = [first_article(coach, text) == before for text, before in zip(swapped, first, strict=True)]
        moved = np.array([text != other for text, other in zip(texts, swapped, strict=True)])
        print(f"  {swap.__name__:9} {np.mean(same):.3f} of all, {np.array(same)[moved].mean():.3f} of {moved.sum()}")


def first_article(coach: Coach, text: str) -> int:
    return int(coach.reader.read(text).order[0])


def names(text: str) -> str:
    """Give everybody who is named within a sentence another name."""
    found = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text)) - {"Monday", "Tuesday", "Friday", "English", "Excel"}
    return swap_words(text, {name: CHANCE.choice(NAMES.split()) for name in found})


def genders(text: str) -> str:
    """Make men women and women men."""
    return swap_words(text, dict(zip(WOMEN, MEN, strict=True)) | dict(zip(MEN, WOMEN, strict=True)))


def trades(text: str) -> str:
    """Move the story to another trade."""
    return swap_words(text, {word: CHANCE.choice([w for w in slot if w != word]) for slot in TRADES for word in slot})


def spelling(text: str) -> str:
    """Spell British words as Americans do and the other way round, and mistype one longer word in twenty."""
    text = swap_words(text, BRITISH | {american: british for british, american in BRITISH.items()})
    return re.sub(r"\b[a-z]{5,}\b", lambda found: mistyped(found[0]) if CHANCE.random() < 0.05 else found[0], text)


def mistyped(word: str) -> str:
    place = CHANCE.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def swap_words(text: str, table: dict[str, str]) -> str:
    def swapped(found: re.Match[str]) -> str:
        word = found[0]
        if word in table:
            return table[word]
        other = table.get(word.lower())
        return word if other is None else other.capitalize()

    return re.sub(r"[A-Za-z]+", swapped, text)


if __name__ == "__main__":
    main()
