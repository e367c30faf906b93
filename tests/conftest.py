"""What the tests share: one home with a real encoder and a real index, built once for all of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from coach.coaching.coach import Coach
from coach.settings import Settings, load_settings


@pytest.fixture(scope="session")
def coach_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A COACH_HOME with the exported encoders and the indexes of the built-in library.

    COACH_TEST_HOME keeps it between runs, which saves a minute.
    """
    kept = os.environ.get("COACH_TEST_HOME")
    shared = Path(kept) if kept else tmp_path_factory.getbasetemp().parent / "coach-home"
    shared.mkdir(parents=True, exist_ok=True)
    with FileLock(shared / "tests.lock"):
        coach = Coach(load_settings({"COACH_HOME": str(shared)}))
        coach.load()
        _ = coach.ranker
    return shared


@pytest.fixture(scope="session")
def coach(coach_home: Path) -> Coach:
    """A Coach over the built-in library."""
    loaded = Coach(load_settings({"COACH_HOME": str(coach_home)}))
    loaded.load()
    return loaded


@pytest.fixture
def own_home(tmp_path: Path, coach_home: Path) -> Path:
    """A home of its own that borrows the exported encoder, so that a test may change and break what it likes.

    It starts with the vectors of the built-in library, since encoding them takes most of a minute.
    """
    for name in ("indexes", "search"):
        indexes = tmp_path / "cache" / name
        indexes.mkdir(parents=True)
        for vectors in (coach_home / "cache" / name).glob("vectors-*.sqlite"):
            shutil.copy(vectors, indexes)
    (tmp_path / "cache" / "encoders").symlink_to(coach_home / "cache" / "encoders")
    return tmp_path


@pytest.fixture
def own_settings(own_home: Path) -> Settings:
    return load_settings({"COACH_HOME": str(own_home)})
