"""What the tests of the library share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.library.corpus import corpus_dir

# Machines differ in speed, so no example has a deadline; and `tmp_path` may be shared by the examples of one test.
settings.register_profile(
    "coach", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("coach")

MODEL = "reliable-person-slipping"


@pytest.fixture
def good_text() -> str:
    """The article that `corpus/README.md` names as the model."""
    return (corpus_dir() / "articles" / f"{MODEL}.md").read_text(encoding="utf-8")


@pytest.fixture
def write_article(tmp_path: Path) -> Callable[[str], Path]:
    """Write a built-in article under the model's name."""

    def write(text: str) -> Path:
        path = tmp_path / f"{MODEL}.md"
        path.write_text(text, encoding="utf-8")
        return path

    return write
