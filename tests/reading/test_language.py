"""In which languages a message is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.language import tell_languages

GERMAN = "Mein Chef ändert jede Mail, die ich schreibe, und ich weiß nicht weiter."
FRENCH = "Je suis responsable d'une équipe de huit personnes et on ne sait plus quoi faire de nos journées."
ENGLISH = "My boss keeps changing the plan and I do not know what to tell my team."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "my boss rewrites every mail",
        "gossip",
        "ok lads the boss is doin me heid in like",
        "oga dey vex every day for office I no fit talk",
        "new tills. new aprons. new bread. new boss. same leak",
        "Reading room (rare books): two readers, one desk lamp, no budget.",
    ],
)
def test_english_of_every_kind_is_english_and_kept_whole(text: str) -> None:
    languages = tell_languages(text)
    assert languages.codes == ("en",)
    assert languages.english == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "German"),
        (FRENCH, "French"),
        ("mi jefe no me escucha y no se que hacer", "Spanish"),
        ("上司がいつも遅刻して困っています", "Japanese"),
    ],
)
def test_another_language_is_named_and_nothing_of_it_is_read(text: str, name: str) -> None:
    languages = tell_languages(text)
    assert languages.others == (name,)
    assert languages.english == ""


def test_of_two_languages_the_english_part_is_read() -> None:
    languages = tell_languages(f"{FRENCH} {ENGLISH}")
    assert set(languages.codes) == {"fr", "en"}
    assert languages.english == ENGLISH


def test_typed_nonsense_is_no_language() -> None:
    assert tell_languages("qwertyuiop asdfghjkl zxcvbnm qazwsx edcrfv").codes == ()


def test_a_foreign_phrase_in_a_long_english_story_does_not_count() -> None:
    assert tell_languages(f"{ENGLISH * 6} C'est la vie.").codes == ("en",)


@given(st.text(max_size=400))
def test_any_text_has_its_languages_told_without_failing(text: str) -> None:
    languages = tell_languages(text)
    assert languages.codes == ("en",) or "en" not in languages.codes or languages.english
