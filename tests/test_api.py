"""The library as a Python API: what the README shows runs, and what is public is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import coach
from coach import Answer, Coach, Conversation

README = Path(__file__).resolve().parent.parent / "README.md"


def examples() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", examples(), ids=range(len(examples())))
def test_an_example_of_the_readme_runs_and_prints(tmp_path: Path, coach_home: Path, example: str) -> None:
    (tmp_path / "cache").symlink_to(coach_home / "cache")
    environment = {**os.environ, "COACH_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", example], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_readme_has_an_example() -> None:
    assert any("from coach import Coach" in example for example in examples())


def test_every_public_name_can_be_imported_and_is_listed() -> None:
    assert coach.__all__ == sorted(coach.__all__)
    assert set(coach.__all__) <= set(dir(coach))
    for name in coach.__all__:
        assert getattr(coach, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Bench'"):
        coach.Bench  # noqa: B018 - asking for it is the test


def test_one_question_gives_a_typed_answer_whose_quotes_are_in_the_library(coach: Coach) -> None:
    answer = coach.ask("My boss rewrites every mail that I send")
    assert isinstance(answer, Answer)
    assert answer.outcome == "answered"
    for citation in answer.citations:
        passages = {passage.id: passage for passage in coach.article(citation.article).passages}
        assert passages[citation.passage].text[citation.start : citation.end] == citation.quote


def test_a_conversation_holds_its_answers_and_its_situation(coach: Coach) -> None:
    conversation = Conversation()
    texts = ("My boss rewrites every mail that I send", "He says it is about the tone", "thanks")
    answers = [coach.ask(text, conversation=conversation) for text in texts]
    assert conversation.answers == answers
    assert conversation.situation.startswith(texts[0])


def test_a_text_without_a_conversation_leaves_no_trace_in_another(coach: Coach) -> None:
    conversation = Conversation()
    coach.ask("Two of my people no longer speak to each other")
    assert conversation == Conversation()
