"""An answer as Markdown."""

from __future__ import annotations

import example
import pytest
from markdown_it import MarkdownIt

from coach.coaching.markdown import escape, to_markdown


def test_the_export_holds_every_sentence_of_the_answer_and_its_source() -> None:
    exported = to_markdown(example.answer())
    for citation in example.answer().citations:
        assert escape(citation.quote) in exported
        assert f"{citation.number}. *{example.TITLE}*, {escape(citation.heading)}" in exported


def test_the_two_sides_are_named_below_their_contrast() -> None:
    exported = to_markdown(example.answer())
    assert "## Process ↔ People\n\n**Manage:** Write down" in exported
    assert "**Lead:** Open with the change" in exported


def test_words_to_use_stand_in_quotation_marks() -> None:
    assert "**Lead:** “You have carried this team for two years, and lately you look worn down.” [6]" in to_markdown(
        example.answer()
    )


def test_a_message_is_exported_where_there_is_no_advice() -> None:
    assert to_markdown(example.people_first("he grabbed me")).startswith("> he grabbed me\n\nWhat you describe may be")


@pytest.mark.parametrize(
    "text", ["[b]x[/b] *y* _z_ `c` <b>", "# no heading", "- no list", "1. no list", "1) no list", "+ a"]
)
def test_what_people_wrote_reads_in_markdown_as_it_stands(text: str) -> None:
    tokens = MarkdownIt().parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == text
