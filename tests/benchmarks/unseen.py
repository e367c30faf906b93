"""How well articles are found that nobody wrote stories for: cross-validation by article.

    python tests/benchmarks/unseen.py [--folds 4] [--fold 0] [--epochs 2] [--stories 500]

The articles are divided into folds by a seeded shuffle. For one fold the whole training is done again, adapter and
classifiers, without its articles and without the stories that they are the best for; then stories of that fold are
read over the whole library, by the plain hybrid, by the tuned hybrid alone and by the reader, which has to rank
articles that it learned and articles that it did not. About half an hour on two cores.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from coach.evaluation.collection import read_collection
from coach.library.corpus import corpus_dir
from coach.library.library import Library
from coach.reading.reader import Reader
from coach.reading.stories import Story
from coach.search.encoder import SentenceTransformerEncoder
from coach.search.export import load_sentence_transformer, merge_adapter
from coach.search.index import open_index
from coach.search.models import find_model, load_encoder
from coach.search.ranking import Ranker
from coach.settings import DEFAULT_MODEL, load_settings
from coach.training.lessons import lessons_of
from coach.training.material import Material, read_material
from coach.training.recipe import Recipe
from coach.training.train import train_adapter, train_reader

HELPFUL = 2


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--stories", type=int, default=500, help="how many stories of the fold are read")
    options = parser.parse_args()
    material = read_material()
    stories = material.stories
    slugs = sorted({story.best for story in stories})
    random.Random(0).shuffle(slugs)
    unseen = set(slugs[options.fold :: options.folds])
    kept = [story for story in (without(one, unseen) for one in stories) if story is not None]
    fold = [story for story in stories if story.best in unseen]
    fold = random.Random(1).sample(fold, min(len(fold), options.stories))
    print(f"{len(unseen)} articles unseen, {len(kept)} stories learned from, {len(fold)} read", flush=True)
    with TemporaryDirectory() as folder:
        systems = read_by_all(
            Path(folder), fold, replace(material, stories=tuple(kept)), unseen, replace(Recipe(), epochs=options.epochs)
        )
    for name, found in systems.items():
        values = np.array(found)
        low, high = np.percentile(
            np.random.default_rng(0).choice(values, (2000, len(values))).mean(axis=1), [2.5, 97.5], axis=0
        )
        cells = (f"{m:.3f} [{a:.3f}, {b:.3f}]" for m, a, b in zip(values.mean(axis=0), low, high, strict=True))
        print(f"{name:14}", " ".join(cells))


def without(story: Story, unseen: set[str]) -> Story | None:
    """A story as it would be if some articles did not exist; None when one of them is its best."""
    if story.best in unseen:
        return None
    return replace(story, grades={slug: grade for slug, grade in story.grades.items() if slug not in unseen})


def read_by_all(
    folder: Path, fold: Sequence[Story], kept: Material, unseen: set[str], recipe: Recipe
) -> dict[str, Any]:
    library = Library(Path("/nonexistent"))
    adapter = folder / "adapter.safetensors"
    train_adapter(lessons_of(kept, recipe), adapter, recipe, tell)
    model = load_sentence_transformer(find_model(DEFAULT_MODEL), DEFAULT_MODEL)
    merge_adapter(model, adapter)
    encoder = SentenceTransformerEncoder("unseen", model)
    tuned = Ranker(open_index(library, encoder, folder / "tuned", tell), encoder)
    judged = read_collection(corpus_dir() / "evaluation", "dev")
    graded = judged.article_qrels()
    seen = [q for q in judged.queries if not any(graded[q.id].get(slug, 0) >= HELPFUL for slug in unseen)]
    reader = Reader(tuned, train_reader(kept, replace(judged, queries=tuple(seen)), tuned, recipe, tell))
    plain_encoder = load_encoder(load_settings(), tell)
    plain = Ranker(open_index(library, plain_encoder, folder / "plain", tell), plain_encoder)
    readings = [reader.read(story.text) for story in fold]
    found = {
        "plain hybrid": [plain.rank(story.text).articles for story in fold],
        "tuned hybrid": [reading.ranking.articles for reading in readings],
        "reader": [reading.probabilities for reading in readings],
    }
    names = [article.slug for article in reader.store.articles]
    return {
        name: [successes(names, score, story) for score, story in zip(scores, fold, strict=True)]
        for name, scores in found.items()
    }


def successes(names: Sequence[str], scores: Any, story: Story) -> list[float]:
    """Whether an article that helps stands first, among three and among five."""
    ranked = [story.grades.get(names[number], 0) >= HELPFUL for number in np.argsort(-scores, kind="stable")[:5]]
    return [float(any(ranked[:k])) for k in (1, 3, 5)]


def tell(what: str, done: int, of: int) -> None:
    if of and done % max(1, of // 20) == 0:
        print(what, f"{done}/{of}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
