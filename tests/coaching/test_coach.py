"""What Coach replies to: one problem, two, none, small talk, another reading, one column, odd text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.coaching.answer import VERSION
from coach.coaching.coach import LONGEST_TEXT, Coach
from coach.errors import InputError
from coach.library.article import LENSES, Lens
from coach.settings import Settings, load_settings

STORY = "One of my most reliable people has started missing deadlines and snaps at everyone."
TWO_PROBLEMS = (
    "Two of my people no longer speak to each other after a row about the holidays. They sit back to back, and the "
    "others carry messages between them. Yesterday a customer was told two different things, and I wonder whether to "
    "put both of them into one room. On top of that my boss checks every email I send. He reads it before it goes out, "
    "changes a word here and there, and wants to be copied on all the others, so that I get nothing done before noon."
)
KEYS = [
    "version", "id", "conversation", "outcome", "turn", "text", "reading", "management", "leadership", "balance",
    "their_side", "cautions", "background", "order", "own_part", "question", "message", "citations",
]  # fmt: skip


@pytest.mark.parametrize("text", [STORY, "hello", "how long do I roast a chicken", "I want to kill myself", ""])
def test_the_json_of_an_answer_has_every_key_whatever_the_outcome(coach: Coach, text: str) -> None:
    values = coach.ask(text).to_json()
    assert list(values) == KEYS
    assert values["version"] == VERSION == 1
    assert set(values["management"]) == set(values["leadership"]) == {"points"}


def test_two_problems_in_one_story_draw_on_two_articles(coach: Coach) -> None:
    answer = coach.ask(TWO_PROBLEMS)
    assert answer.reading is not None
    used = [read.article for read in answer.reading.articles if read.used]
    assert len(used) == 2
    assert list(dict.fromkeys(c.article for c in answer.citations)) == used


def test_another_reading_is_answered_for_when_it_is_asked_for(coach: Coach) -> None:
    answer = coach.ask(STORY, reading="talk-you-dread")
    assert {c.article for c in answer.citations} == {"talk-you-dread"}
    assert answer.reading is not None
    assert [read.article for read in answer.reading.articles if read.used] == ["talk-you-dread"]
    assert len(answer.reading.articles) == 5


def test_another_reading_is_answered_for_however_far_it_is(coach: Coach) -> None:
    answer = coach.ask("how long do I roast a chicken", reading="talk-you-dread")
    assert answer.outcome == "answered"
    assert {c.article for c in answer.citations} == {"talk-you-dread"}


@pytest.mark.parametrize(
    ("slug", "hint"),
    [("talk-you-dred", "did you mean talk-you-dread"), ("zzz", "`coach library list`"), ("", "library list")],
)
def test_an_unknown_reading_is_refused_with_a_hint(coach: Coach, slug: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        coach.ask(STORY, reading=slug)


@pytest.mark.parametrize("lens", LENSES)
def test_one_column_may_be_asked_for(coach: Coach, lens: Lens) -> None:
    answer, [other] = coach.ask(STORY, lens=lens), [name for name in LENSES if name != lens]
    assert answer.response(lens).points
    assert answer.response(other).points == ()
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize(
    "text",
    ["how long do I roast a chicken of two kilos", "who won the world cup in 1987", "best pizza near the station"],
)
def test_what_the_library_does_not_cover_gets_no_advice(coach: Coach, text: str) -> None:
    answer = coach.ask(text)
    assert answer.outcome == "not-covered"
    assert answer.message is not None
    assert "I will not guess" in answer.message
    assert (answer.management.points, answer.leadership.points, answer.citations) == ((), (), ())
    assert (answer.balance, answer.their_side, answer.cautions, answer.question) == (None, None, (), None)


def test_what_is_not_covered_names_the_nearest_topics_and_uses_none(coach: Coach) -> None:
    answer = coach.ask("how long do I roast a chicken of two kilos")
    assert answer.reading is not None
    assert answer.message is not None
    assert answer.reading.articles[0].title in answer.message
    assert not any(read.used for read in answer.reading.articles)


@pytest.mark.parametrize("text", ["\0", "\x1b[31m", "\u202e", " \n\t "], ids=["null", "escape", "override", "blank"])
def test_text_of_nothing_visible_is_met_as_an_empty_turn(coach: Coach, text: str) -> None:
    answer = coach.ask(text)
    assert answer.outcome == "talk"
    assert answer.message == coach.ask("").message


def test_escape_sequences_are_taken_out_and_markup_is_kept_as_text(coach: Coach) -> None:
    answer = coach.ask("[bold]My boss[/bold] \x1b[31myells\x1b[0m at me \u202ein meetings")
    assert answer.text == "[bold]My boss[/bold] yells at me in meetings"
    assert answer.outcome == "answered"


@pytest.mark.parametrize("text", ["a" * LONGEST_TEXT, "boss " * (LONGEST_TEXT // 5), "((((" * 9999, "?" * 9999])
def test_the_longest_text_is_still_replied_to(coach: Coach, text: str) -> None:
    assert coach.ask(text).outcome in ("answered", "clarify", "not-covered", "talk")


def test_a_megabyte_is_refused_with_the_remedy(coach: Coach) -> None:
    with pytest.raises(
        InputError, match=r"1,000,001 characters; Coach reads up to 200,000: send the part that matters"
    ):
        coach.ask("my boss " * 125_000 + "x")


@pytest.mark.parametrize(
    "text", ["", "  ", "\x1b[0m", "x" * (LONGEST_TEXT + 1)], ids=["empty", "blank", "escape", "long"]
)
def test_a_search_needs_a_text_of_sensible_length(coach: Coach, text: str) -> None:
    with pytest.raises(InputError, match="Nothing to search for"):
        coach.search(text)


def test_a_search_returns_as_many_passages_as_asked_for(coach: Coach) -> None:
    assert [hit.rank for hit in coach.search("boss", 7)] == [1, 2, 3, 4, 5, 6, 7]
    assert len(coach.search("boss", 10**6)) == coach.store.manifest.passages


def test_an_article_is_shown_with_its_passages(coach: Coach) -> None:
    article = coach.article("reliable-person-slipping")
    assert article.title == "When a reliable person starts to slip"
    assert [p.number for p in article.passages] == list(range(1, len(article.passages) + 1))


@pytest.fixture
def ready_settings(own_settings: Settings, coach_home: Path) -> Settings:
    """Settings of a home of the test's own, in which the index is built already."""
    shutil.copytree(coach_home / "cache" / "indexes", own_settings.indexes_dir, dirs_exist_ok=True)
    return own_settings


def test_an_index_that_is_damaged_during_a_session_is_built_again(ready_settings: Settings, coach: Coach) -> None:
    told: list[str] = []
    mended = Coach(ready_settings, warn=told.append)
    database = mended.store.folder / "library.sqlite"
    database.write_bytes(b"damaged" * (database.stat().st_size // 7))
    assert mended.ask(STORY) == coach.ask(STORY)
    assert [line for line in told if "is damaged" in line and line.endswith("It is built again.")] == told
    assert len(told) == 1


def test_a_damaged_index_is_mended_when_the_next_coach_starts(ready_settings: Settings) -> None:
    first = Coach(ready_settings)
    wanted = first.ask(STORY)
    (first.store.folder / "vectors.npy").unlink()
    assert Coach(ready_settings).ask(STORY) == wanted


PARROTS = """# The parrot rota

A manager writes a rota for feeding the office parrot and checks the seed tin each Friday before the shop closes.

A leader asks who loves the office parrot most and lets that person choose the seed and teach the others about it.
"""


def test_an_own_article_is_found_quoted_and_told_apart_by_lens(ready_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "parrot.md").write_text(PARROTS, encoding="utf-8")
    coach = Coach(ready_settings)
    coach.library.add(tmp_path / "parrot.md")
    answer = coach.ask("who on the team should feed the office parrot and buy the seed")
    quotes = {lens: [p.text for p in answer.response(lens).points] for lens in LENSES}
    assert any("checks the seed tin" in text for text in quotes["management"])
    assert any("loves the office parrot" in text for text in quotes["leadership"])
    assert "parrot.md" in {c.source for c in answer.citations}


def test_markup_in_an_own_article_is_quoted_as_it_stands(ready_settings: Settings, tmp_path: Path) -> None:
    marked = PARROTS.replace("A manager writes", "A manager [red]writes[/red] \x1b[31mboldly")
    (tmp_path / "parrot.txt").write_text(marked, encoding="utf-8")
    coach = Coach(ready_settings)
    slug = coach.library.add(tmp_path / "parrot.txt").slug
    answer = coach.ask("who feeds the office parrot", reading=slug)
    assert any("A manager [red]writes[/red] boldly a rota" in c.quote for c in answer.citations)


def test_a_coach_of_another_home_does_not_see_that_article(coach: Coach, own_home: Path) -> None:
    assert coach.settings != load_settings({"COACH_HOME": str(own_home)})
    with pytest.raises(InputError, match="No article 'the-parrot-rota'"):
        coach.article("the-parrot-rota")
