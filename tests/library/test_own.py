"""A person's own file, of any shape, becomes an article; what is not text is refused with the remedy."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ArticleError
from coach.library.article import Article
from coach.library.own import LARGEST_FILE, decode_file, is_markdown, read_own
from coach.library.splitting import PASSAGE_WORDS
from coach.library.text import clean_text, count_words

# A saved web page, as the source articles are: furniture around three paragraphs that matter.
PAGE = """Skip to content
Table of Contents
Managers Plan, Leaders Dream

Jane Writer
5 min readJan 23, 2023

Share This Post

Managers keep the plan and check each date against what was promised to the customer last month.
1. Leaders Ask Questions
Leaders ask what the work is for, and they wait for an answer before they offer one of their own.
2. Both Are Needed
A team with only one of the two will either drift or freeze, so learn which one the week calls for.
Read Also:
-- Ten ways to run a meeting
-- Why your best people leave you
Leave a comment

Call Acme Coaching For A Free Consultation

Acme helps business leaders to build trust across all levels of their organisation, every day.

Sign up for our newsletter
All rights reserved."""


def own(text: str, name: str = "page.txt", markdown: bool = False) -> Article:
    return read_own(text, name=name, markdown=markdown)


def whole(article: Article) -> str:
    return "\n".join([article.title, *(p.heading for p in article.passages), *(p.text for p in article.passages)])


@pytest.mark.parametrize(
    "furniture",
    [
        "Skip to",
        "Table of",
        "min read",
        "Jane Writer",
        "Share This",
        "Read Also",
        "Ten ways",
        "Why your",
        "Leave a",
        "Free Consultation",
        "Acme helps",
        "Sign up",
        "rights",
    ],
)
def test_page_furniture_is_dropped(furniture: str) -> None:
    assert furniture not in whole(own(PAGE))


@pytest.mark.parametrize("kept", ["Managers keep the plan", "Leaders ask what the work is for", "A team with only one"])
def test_what_the_page_is_about_is_kept(kept: str) -> None:
    assert kept in whole(own(PAGE))


def test_the_headings_of_a_page_become_the_headings_of_its_passages() -> None:
    article = own(PAGE)
    assert article.title == "Managers Plan, Leaders Dream"
    assert [p.heading for p in article.passages][1:] == ["1. Leaders Ask Questions", "2. Both Are Needed"]


def test_wording_tells_the_lens_of_a_sentence() -> None:
    told = {s.text.split()[0]: (s.lens, s.told) for p in own(PAGE).passages for s in p.sentences}
    assert told["Managers"] == ("management", "wording")
    assert told["Leaders"] == ("leadership", "wording")


@pytest.mark.parametrize(
    "word", ["share this with your team today, said nobody", "the next step is to subscribe to their view of it"]
)
def test_a_sentence_that_merely_mentions_furniture_is_kept(word: str) -> None:
    assert word in whole(own(f"A Title\n\nPeople {word}, and then they went home."))


def test_an_own_article_names_its_file_as_its_source() -> None:
    article = own(PAGE)
    assert (article.source, article.kind, article.collection) == ("page.txt", "own", "own")


@pytest.mark.parametrize(
    ("text", "markdown", "title"),
    [
        ("---\ntitle: From the header\n---\n# Heading\n\n", True, "From the header"),
        ("# From the heading\n\n", True, "From the heading"),
        ("---\ntitle: [broken\n---\n# From the heading\n\n", True, "From the heading"),
        ("---\ntitle: 2024-13-45\n---\n", True, "the file"),
        ("From the first line\n\n", False, "From the first line"),
        ("", False, "the file"),
        ("---\ntitle: 7\n---\n", True, "7"),
    ],
    ids=["header", "heading", "broken-header", "bad-date", "line", "file", "number"],
)
def test_the_title_comes_from_the_header_the_first_heading_or_the_file(text: str, markdown: bool, title: str) -> None:
    body = "ask the people who do the work what they would drop first, and why that."
    assert own(text + body, "the-file.md", markdown).title == title


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "\\e[31mRed \\u202eback"\n---\n',
        "# &#x202e;Red &#x1b;[31m back\n\n",
        '---\nsummary: "\\x1b[2J"\ntitle: Red back\n---\n',
    ],
    ids=["yaml-escape", "entity", "summary"],
)
def test_escapes_written_in_yaml_or_html_bring_no_control_characters_in(text: str) -> None:
    article = own(text + "Ask &#x202e;the people who do the work what they would drop first.", markdown=True)
    assert clean_text(whole(article) + article.summary) == whole(article) + article.summary


def test_square_brackets_are_text() -> None:
    text = "A Title\n\n[bold]Ask[/bold] the people who [do] the work what they would drop first."
    assert own(text).passages[0].text.startswith("[bold]Ask[/bold] the people who [do]")


def test_a_long_article_is_split_into_passages_with_exact_sentences() -> None:
    text = "A Title\n\n" + " ".join(f"Sentence {n} of this text says a little." for n in range(200))
    passages = own(text).passages
    assert len(passages) > 5
    assert all(count_words(p.text) <= PASSAGE_WORDS for p in passages)
    assert all(p.text[s.start : s.end] == s.text for p in passages for s in p.sentences)


@given(st.text(max_size=400).map(clean_text), st.booleans())
def test_any_text_becomes_an_article_or_is_refused(text: str, markdown: bool) -> None:
    with suppress(ArticleError):
        article = own(text, "any.md", markdown)
        assert article.slug
        assert article.title == article.title.strip() != ""
        assert article.passages
        assert all(p.text[s.start : s.end] == s.text for p in article.passages for s in p.sentences)


def test_a_text_without_a_sentence_is_refused() -> None:
    with pytest.raises(ArticleError, match="holds no sentence to quote: there is nothing to add"):
        own("Contents\n\nIndex")


@pytest.mark.parametrize(
    "content",
    [
        "Grüße an alle".encode(),
        "Grüße an alle".encode("utf-8-sig"),
        "Grüße an alle".encode("utf-16"),
        b"\xfe\xff" + "Grüße an alle".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be"],
)
def test_a_file_is_decoded_by_its_byte_order_mark(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert decode_file(tmp_path / "a.txt") == "Grüße an alle"


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"", "holds no text: there is nothing to add"),
        (b" \n\t\n", "holds no text"),
        (b"\x1b[31m\x1b[0m", "holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is a binary file: save its text as .txt or .md and add that"),
        ("line\ncafé".encode("latin-1"), r"is not UTF-8 text \(line 2\): save it as UTF-8 and add it again"),
        (b"\xff\xfea", "save it as UTF-8"),
    ],
    ids=["empty", "blank", "escapes", "binary", "latin-1", "half-utf-16"],
)
def test_a_file_that_is_not_text_is_refused_with_the_remedy(tmp_path: Path, content: bytes, remedy: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(ArticleError, match=remedy):
        decode_file(tmp_path / "a.txt")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ArticleError, match="is larger than 20 MB: split it into several files"):
        decode_file(tmp_path / "huge.txt")


def test_a_file_that_never_ends_is_refused() -> None:
    with pytest.raises(ArticleError, match="is larger than 20 MB"):
        decode_file(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["gone.txt", "."], ids=["missing", "folder"])
def test_a_path_that_is_no_file_is_refused_with_the_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError, match=r"cannot be read .*: check the path"):
        decode_file(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "expected"), [("a.md", True), ("a.MD", True), ("a.markdown", True), ("a.txt", False), ("README", False)]
)
def test_markdown_is_told_by_the_ending_of_the_name(name: str, expected: bool) -> None:
    assert is_markdown(Path(name)) is expected
