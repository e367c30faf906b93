"""Markdown and plain text of any shape become flat blocks, each with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.blocks import Block, read_markdown, read_plain_text

MARKS = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "> ",
        "```\n",
        "\n",
        "\n\n",
        "    ",
        "|a|b|\n|-|-|\n",
        "[x](y)",
        "![](z)",
        "<p>",
        "**",
        "&#27;",
        "1. ",
        "---\n",
        "\\",
    ]
)
SHAPES = st.lists(MARKS | st.text(max_size=10), max_size=40).map("".join)
LINES = st.lists(st.text("abcdefgXYZ ,.", max_size=110), max_size=12).map("\n".join)


def kinds(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


@given(SHAPES)
def test_markdown_of_any_shape_is_read_and_every_block_knows_its_line(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= block.line <= lines for block in read_markdown(text))


@given(SHAPES)
def test_plain_text_of_any_shape_is_read_and_every_block_knows_its_line(text: str) -> None:
    assert all(1 <= block.line <= text.count("\n") + 1 for block in read_plain_text(text))


@given(LINES)
def test_plain_text_keeps_every_word_in_order(text: str) -> None:
    assert " ".join(block.text for block in read_plain_text(text)).split() == text.split()


@given(SHAPES)
def test_a_block_of_markdown_is_one_line_of_text(text: str) -> None:
    assert all(block.text == " ".join(block.text.split()) for block in read_markdown(text))


@pytest.mark.parametrize(
    ("markdown", "block"),
    [
        ("# Title", ("heading", "Title")),
        ("A *few* **strong** `words`", ("paragraph", "A few strong words")),
        ("A [link](http://x) and ![a picture](y)", ("paragraph", "A link and")),
        ("one\ntwo", ("paragraph", "one two")),
        ("- item", ("item", "item")),
        ("1. first", ("item", "first")),
        ("> said", ("quote", "said")),
        ("[bold]not markup[/bold]", ("paragraph", "[bold]not markup[/bold]")),
        ("Save &amp; close", ("paragraph", "Save & close")),
        ("Title\n=====", ("heading", "Title")),
        ("text <b>with</b> tags", ("paragraph", "text with tags")),
    ],
    ids=[
        "heading",
        "emphasis",
        "links",
        "wrapped",
        "bullet",
        "number",
        "quote",
        "brackets",
        "entity",
        "setext",
        "html",
    ],
)
def test_markdown_keeps_the_words_and_drops_the_marks(markdown: str, block: tuple[str, str]) -> None:
    assert kinds(read_markdown(markdown)) == [block]


@pytest.mark.parametrize(
    "code", ["```\nx = 1\n```", "    x = 1", "---", "<div>\nx\n</div>"], ids=["fence", "indent", "rule", "html"]
)
def test_what_is_not_prose_leaves_an_empty_block(code: str) -> None:
    assert kinds(read_markdown(code)) == [("other", "")]


def test_the_line_of_a_block_counts_from_the_line_given() -> None:
    blocks = read_markdown("## One\n\ntext\n\n## Two", first_line=10)
    assert [block.line for block in blocks] == [10, 12, 14]


def test_the_level_of_a_heading_is_kept() -> None:
    assert [block.level for block in read_markdown("# a\n### b\n###### c")] == [1, 3, 6]


def test_text_after_absurdly_deep_nesting_is_still_read() -> None:
    deep = "> " * 3000 + "deep\n\n" + "[" * 3000 + "**" * 3000 + "\n\n"
    assert kinds(read_markdown(deep + "## After all\n\nA plain line."))[-1] == ("paragraph", "A plain line.")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Trust takes time\n\nIt grows slowly.", [("heading", "Trust takes time"), ("paragraph", "It grows slowly.")]),
        ("Trust\nIt grows slowly, day by day.", [("heading", "Trust"), ("paragraph", "It grows slowly, day by day.")]),
        (
            "1. Managers Plan\nThey keep to dates, mostly.",
            [("heading", "1. Managers Plan"), ("paragraph", "They keep to dates, mostly.")],
        ),
        ("A whole sentence.\n\nAnother one.", [("paragraph", "A whole sentence."), ("paragraph", "Another one.")]),
        ("• Ask first\n• Wait", [("item", "Ask first"), ("item", "Wait")]),
        ("- Ask first\n1) Then wait", [("item", "Ask first"), ("item", "Then wait")]),
        ("lower case opens no heading", [("paragraph", "lower case opens no heading")]),
    ],
    ids=["blank-below", "longer-below", "numbered", "sentences", "bullets", "mixed", "lower-case"],
)
def test_plain_text_shows_its_headings_and_lists(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(read_plain_text(text)) == blocks


def test_hard_wrapped_lines_are_joined_into_one_paragraph() -> None:
    lines = [
        "A person who wraps every line at about seventy characters",
        "means one paragraph and not three, so the lines are joined",
        "again.",
    ]
    assert kinds(read_plain_text("\n".join(lines))) == [("paragraph", " ".join(lines))]


def test_lines_longer_than_a_wrap_stay_paragraphs_of_their_own() -> None:
    one, two = "One long line of a saved page. " * 6, "Another long line of that page. " * 6
    assert kinds(read_plain_text(f"{one}\n{two}")) == [("paragraph", one.strip()), ("paragraph", two.strip())]
