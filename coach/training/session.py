"""A whole training as `coach train` runs it: stories in, `corpus/reading/` out."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from coach.evaluation.collection import read_collection
from coach.library.corpus import corpus_dir
from coach.library.library import Library
from coach.reading.model import reading_dir
from coach.search.adapter import adapter_digest, adapter_file
from coach.search.index import open_index
from coach.search.models import load_encoder
from coach.search.progress import Progress
from coach.search.ranking import Ranker
from coach.settings import READING_MODEL, Settings
from coach.training.lessons import lessons_of
from coach.training.material import material_digest, read_material
from coach.training.recipe import Recipe
from coach.training.train import train_adapter, train_reader


def train(settings: Settings, recipe: Recipe, progress: Progress, *, keep_adapter: bool = False) -> Path:
    """Train the reader and write it where Coach looks for it.

    Args:
        settings: where the encoder that is built on the way is cached.
        recipe: the numbers of the training.
        progress: told of every stage.
        keep_adapter: keep the adapter that is there, and fit only what stands on it.

    Returns:
        The folder that was written.

    Raises:
        DataError: the stories or the judged collection cannot be read.
        ImportError: a package of the `train` extra is missing.
    """
    material = read_material()
    judged = read_collection(corpus_dir() / "evaluation", "dev")
    if not keep_adapter:
        train_adapter(lessons_of(material, recipe), adapter_file(), recipe, progress)
    encoder = load_encoder(replace(settings, model=READING_MODEL, precision="int8"), progress)
    library = Library(Path("/nonexistent"))
    ranker = Ranker(open_index(library, encoder, settings.cache_dir / "training", progress), encoder)
    model = train_reader(material, judged, ranker, recipe, progress)
    made_of = {"stories": len(material.stories), "material_digest": material_digest(), "adapter": adapter_digest()}
    model.save(reading_dir(), {**asdict(recipe), **made_of})
    return reading_dir()
