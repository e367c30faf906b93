"""Text from outside is made safe to show and to index."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.library.text import clean_text, fold_space, slugify

ANYTHING = st.text(st.characters() | st.sampled_from("\x1b[]m\x07\x9b\u202e\r\n\t\0e\u0301"), max_size=60)


@given(ANYTHING)
@example("\x1b\x1b[31m[31m")
@example("\x1b]8;;http://x\x1b\\link")
def test_cleaned_text_holds_no_control_character_but_the_line_break(text: str) -> None:
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in clean_text(text))


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANYTHING)
def test_cleaned_text_can_be_written_as_utf_8(text: str) -> None:
    assert clean_text(text).encode().decode() == clean_text(text)


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=60))
def test_letters_digits_and_marks_survive_cleaning(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;never closed\nnext line", "\nnext line"),
        ("pay \u202eeno\u202c now", "pay eno now"),
        ("a\u2066b\u2069c", "abc"),
        ("\ufeffstart", "start"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a    b"),
        ("page\fpage", "page\npage"),
        ("cafe\u0301", "café"),
        ("bell\x07 and null\0", "bell and null"),
        ("half \ud83d pair", "half  pair"),
        ("[bold]kept[/bold]", "[bold]kept[/bold]"),
    ],
    ids=(
        [
            "colour",
            "clear",
            "title",
            "link",
            "open-title",
            "override",
            "isolate",
            "mark",
            "ends",
            "tab",
            "feed",
            "nfc",
            "bell",
            "surrogate",
            "brackets",
        ]
    ),
)
def test_what_could_harm_a_terminal_is_taken_out(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize("end", ["\x0b", "\x85", "\u2028", "\u2029"], ids=["VT", "NEL", "LS", "PS"])
def test_an_unusual_line_end_still_parts_two_words(end: str) -> None:
    assert fold_space(clean_text(f"one{end}two")) == "one two"


@given(st.text(max_size=200))
def test_a_slug_is_short_lower_case_ascii_words_joined_by_hyphens(title: str) -> None:
    slug = slugify(title)
    assert len(slug) <= 60
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in slug.split("-") if slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("When a person can't say no", "when-a-person-cant-say-no"),
        ("Émigré & Co.: 5 rules", "emigre-co-5-rules"),
        ("日本語", ""),
        ("word " * 20, "-".join(["word"] * 12)),
        ("x" * 80, "x" * 60),
    ],
    ids=["apostrophe", "accents", "no-latin", "long", "one-long-word"],
)
def test_a_slug_is_made_of_a_title(title: str, slug: str) -> None:
    assert slugify(title) == slug
