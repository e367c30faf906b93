"""One training from the stories to the reader, stage by stage."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from coach.evaluation.collection import JudgedCollection
from coach.library.article import Article
from coach.library.library import Library
from coach.reading.edge import COVERED, EdgeMessage
from coach.reading.model import Calibration, Classifier, Mix, ReadingModel, Words
from coach.reading.neutral import neutral
from coach.reading.reader import Reader, hear
from coach.reading.stories import Story
from coach.reading.turn_features import turn_features
from coach.reading.words import runs_of
from coach.search.encoder import Vectors
from coach.search.export import load_sentence_transformer
from coach.search.models import find_model
from coach.search.progress import Progress
from coach.search.ranking import Ranker
from coach.search.vector_cache import encode_cached
from coach.settings import DEFAULT_MODEL
from coach.training.augment import vary
from coach.training.grave_stretches import grave_stretches
from coach.training.heads import fit_classifier, fit_graded
from coach.training.lessons import Lesson, classes_of, shares_of
from coach.training.material import Material, Shares
from coach.training.recipe import Recipe
from coach.training.tuning import HELPFUL, Judged, fit_calibration, total, tune_mix
from coach.training.turn_examples import turn_examples
from coach.training.words import fit_words, rarity_of

_TOLD = ("going-on", "their-side", "ask", "prose")
"""Parts of an article that tell of a situation, rather than of what to do."""


def train_adapter(lessons: Sequence[Lesson], path: Path, recipe: Recipe, progress: Progress) -> None:
    """Fine-tune the plain model on lessons and write the adapter.

    Raises:
        ModelError: the plain model is missing.
        ImportError: a package of the `train` extra is missing.
    """
    from safetensors.torch import save_file

    from coach.training.finetune import finetune

    articles = builtin_articles()
    model = load_sentence_transformer(find_model(DEFAULT_MODEL), DEFAULT_MODEL)
    prototypes = _prototypes(model, articles)
    slugs = [article.slug for article in articles]
    classes = classes_of(lessons, slugs)
    factors = finetune(model, passes(lessons, recipe), classes, prototypes, recipe, progress)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(factors, path)


def train_reader(
    material: Material,
    judged: JudgedCollection,
    ranker: Ranker,
    recipe: Recipe,
    progress: Progress,
) -> ReadingModel:
    """Fit the classifiers to stories, then mix and calibrate on the dev split.

    Args:
        material: what to learn from.
        judged: the dev split of the judged collection.
        ranker: over the built-in articles, by the encoder with the adapter.
        recipe: the numbers of the training.
        progress: told while stories are encoded.
    """
    stories = material.stories
    vectors = text_vectors([story.text for story in stories], ranker, progress)
    shares = [shares_of(story, recipe) for story in stories]
    told = [number for number, story in enumerate(stories) if story.role and story.direction]
    of_grave = grave_stretches(material, recipe.ordinary_stretches, recipe)
    nothing = Calibration(0.0, 0.0, 0.0)
    articles = fit_graded(vectors, shares, recipe.strength)
    draft = ReadingModel(
        articles=articles,
        roles=fit_classifier(vectors[told], [str(stories[number].role) for number in told], recipe.strength),
        directions=fit_classifier(vectors[told], [str(stories[number].direction) for number in told], recipe.strength),
        kinds=_fit_kinds(vectors, material.edge, ranker, recipe, progress),
        turns=_fit_turns(articles, material, ranker, recipe, progress),
        graves=_fit_graves(of_grave, ranker, recipe, progress),
        words=_fit_words(stories, of_grave, recipe),
        mix=Mix(0.0, 0.0, 0.0, 0.0),
        learned=nothing,
        unlearned=nothing,
    )
    return tuned(draft, weigh_judged(Reader(ranker, draft), judged))


def text_vectors(texts: Sequence[str], ranker: Ranker, progress: Progress) -> Vectors:
    """The vectors of texts made neutral, float32 of shape (texts, dimensions)."""
    return encode_cached([neutral(text) for text in texts], ranker.encoder, ranker.store.folder.parent, progress)


def _fit_words(stories: Sequence[Story], of_grave: Sequence[EdgeMessage], recipe: Recipe) -> Words:
    """Tell articles, roles, directions and what is grave by words alone."""
    texts = [runs_of(neutral(story.text)) for story in stories]
    rarity = rarity_of(texts)
    helping = [{slug: grade for slug, grade in story.grades.items() if grade >= HELPFUL} for story in stories]
    articles: list[Shares] = [{slug: recipe.shares[grade - 1] for slug, grade in one.items()} for one in helping]
    roles: list[Shares] = [{story.role: 1.0} if story.role else {} for story in stories]
    directions: list[Shares] = [{story.direction: 1.0} if story.direction else {} for story in stories]
    return Words(
        rarity,
        articles=fit_words(texts, articles, rarity, recipe),
        roles=fit_words(texts, roles, rarity, recipe),
        directions=fit_words(texts, directions, rarity, recipe),
        graves=fit_words(
            [runs_of(neutral(one.text)) for one in of_grave], [{one.kind: 1.0} for one in of_grave], rarity, recipe
        ),
    )


def _fit_kinds(
    stories: Vectors, edge: Sequence[EdgeMessage], ranker: Ranker, recipe: Recipe, progress: Progress
) -> Classifier:
    """Tell covered messages, which all stories are, from those at the edge."""
    vectors = np.concatenate([stories, text_vectors([message.text for message in edge], ranker, progress)])
    return fit_classifier(vectors, [COVERED] * len(stories) + [message.kind for message in edge], recipe.edge_strength)


def _fit_graves(of_grave: Sequence[EdgeMessage], ranker: Ranker, recipe: Recipe, progress: Progress) -> Classifier:
    """Tell stretches of something grave from ordinary ones."""
    vectors = text_vectors([one.text for one in of_grave], ranker, progress)
    return fit_classifier(vectors, [one.kind for one in of_grave], recipe.grave_strength)


def _fit_turns(
    articles: Classifier, material: Material, ranker: Ranker, recipe: Recipe, progress: Progress
) -> Classifier:
    """Tell what a turn does, from what was said before it."""
    chance = random.Random(recipe.seed)  # noqa: S311 - variety, not secrecy
    examples = turn_examples(material.turns, material.stories, recipe.made_turns, chance)
    said, before = (
        [hear(articles, vector) for vector in text_vectors(texts, ranker, progress)]
        for texts in ([one.text for one in examples], [one.situation for one in examples])
    )
    features = [
        turn_features(one.text, turn, situation) for one, turn, situation in zip(examples, said, before, strict=True)
    ]
    return fit_classifier(np.stack(features), [one.turn for one in examples], recipe.turn_strength)


def weigh_judged(reader: Reader, collection: JudgedCollection) -> list[Judged]:
    """What the witnesses say of each query, with the grades of its articles."""
    graded = collection.article_qrels()
    slugs = [article.slug for article in reader.store.articles]
    return [
        Judged(reader.read(query.text).evidence, np.array([graded[query.id].get(slug, 0) for slug in slugs]))
        for query in collection.queries
    ]


def tuned(model: ReadingModel, judged: Sequence[Judged]) -> ReadingModel:
    """A model with its mix and its calibrations fitted to judged queries."""
    mix = tune_mix(judged)
    grades = [one.grades for one in judged]
    return replace(
        model,
        mix=mix,
        learned=fit_calibration([total(mix, one.evidence) for one in judged], grades),
        unlearned=fit_calibration([one.evidence.ranking for one in judged], grades),
    )


def builtin_articles() -> tuple[Article, ...]:
    """The articles that stories are learned for."""
    return Library(Path("/nonexistent")).articles


def passes(lessons: Sequence[Lesson], recipe: Recipe) -> list[Lesson]:
    """The lessons as often as they are passed over, neutral, each time another variant."""
    chance = random.Random(recipe.seed)  # noqa: S311 - variety, not secrecy
    neutrals = [replace(lesson, text=neutral(lesson.text)) for lesson in lessons]
    return [replace(lesson, text=vary(lesson.text, chance)) for _ in range(recipe.epochs) for lesson in neutrals]


def _prototypes(model: Any, articles: Sequence[Article]) -> Vectors:  # noqa: ANN401 - a SentenceTransformer
    """The mean vector of the texts of each article that tell of its situation, length 1."""
    rows = []
    for article in articles:
        texts = [passage.text for passage in article.passages if passage.part in _TOLD][:4]
        texts += [*article.situations, f"{article.title}. {article.summary}"]
        vectors = model.encode([neutral(text) for text in texts], normalize_embeddings=True, show_progress_bar=False)
        rows.append(vectors.mean(axis=0))
    means = np.stack(rows).astype(np.float32)
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)
