"""The YAML block at the head of a file is found and read, or refused with an ArticleError."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import ArticleError
from coach.library.front_matter import parse_front_matter, split_front_matter

YAML = st.lists(
    st.sampled_from(
        ["title: ", "- ", "[", "]", "{", "&a ", "*a", "!!x ", "? ", "2001-99-99", "|\n ", "'", '"\\u', ": ", "\n", "  "]
    )
    | st.text(max_size=6),
    max_size=15,
)


@given(YAML.map("".join))
@example("title: 2001-13-45")
@example("title: " + "[" * 3000)
@example("? [a]\n: b")
@example("title: !!python/object/apply:os.system [ls]")
@example("title: =")
def test_any_header_is_read_as_names_and_values_or_refused(header: str) -> None:
    with suppress(ArticleError):
        assert isinstance(parse_front_matter(header), dict)


@given(st.text(max_size=60))
def test_a_text_is_whole_in_its_header_and_body(text: str) -> None:
    header, body, line = split_front_matter(text)
    assert text == (body if header is None else f"---\n{header}---\n{body}")
    assert line == text[: len(text) - len(body)].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\ntitle: A\n---\nbody", ("title: A\n", "body", 4)),
        ("no header", (None, "no header", 1)),
        ("---\nnever closed", (None, "---\nnever closed", 1)),
        ("---\n---\nbody", ("", "body", 3)),
        ("--- \nnot quite\n---\n", (None, "--- \nnot quite\n---\n", 1)),
    ],
    ids=["header", "none", "open", "empty", "space"],
)
def test_a_header_stands_between_two_rules_at_the_top(text: str, parts: tuple[str | None, str, int]) -> None:
    assert split_front_matter(text) == parts


def test_broken_yaml_is_told_with_its_line_in_the_file() -> None:
    with pytest.raises(ArticleError, match=r"line 3$"):
        parse_front_matter("title: one\nsummary: two: three\n")


@pytest.mark.parametrize("header", ["- a list", "just words", ""], ids=["list", "words", "empty"])
def test_a_header_that_is_no_mapping_is_refused(header: str) -> None:
    with pytest.raises(ArticleError, match="name: value"):
        parse_front_matter(header)
