"""What the tests of coaching share: many answers, made once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from coach.coaching.answer import Answer
from coach.coaching.coach import Coach
from coach.library.builtin import parse_file
from coach.library.library import Library

settings.register_profile(
    "coach", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("coach")

# As people type them: short and long, from above, from below and from beside, with a second problem, with typos.
TYPED = [
    "my boss yells at me in meetings",
    "How do I tell someone that their work isn't good enough?",
    "team of 6, two dont talk, one cries, deadline friday. help",
    "I was promoted over my friends and now lunch is awkward.",
    "We have three reorganisations a year and nobody believes in the fourth.",
    "My boss checks every email I send. My colleague takes the credit for what is left.",
    "I inherited a team that does not trust me, and the budget is cut by 20 %, and HR wants the reviews by Monday.",
    "she is brilliant & impossible. everyone wants her moved!!!",
    "Nobody speaks in my meetings " + "and I have tried going round the table and post-its and silence. " * 8,
    "I have to let someone go on Thursday. " + "He has two children and has been here eleven years. " * 12,
    "What is the difference between managing and leading?",
    "[b]How[/b] do I \x1b[31mdelegate\x1b[0m without \u202echecking\u202c everything?",
]


@pytest.fixture(scope="session")
def answers(coach: Coach) -> list[Answer]:
    """The answers to about seventy stories: those above, and one that each second article says it is for."""
    headers = [parse_file(path).header for path in Library.builtin_paths()[::2]]
    told = [header["situations"][-1] for header in headers if header.get("situations")]
    return [answer for answer in (coach.ask(text) for text in [*TYPED, *told]) if answer.outcome == "answered"]
