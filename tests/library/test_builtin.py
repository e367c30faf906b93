"""The articles that come with Coach, as they are: in good form, and read into exact passages and sentences."""

from __future__ import annotations

from collections import Counter

import pytest

from coach.library.article import LENSES, Article, Passage
from coach.library.builtin import build_article, parse_file
from coach.library.check import check_folder
from coach.library.corpus import contrasts, corpus_dir, themes
from coach.library.library import Library
from coach.library.splitting import PASSAGE_WORDS
from coach.library.text import count_words

ARTICLES = [build_article(parse_file(path)) for path in Library.builtin_paths()]
PASSAGES = [passage for article in ARTICLES for passage in article.passages]
SITUATIONS = [article for article in ARTICLES if article.kind == "situation"]


def test_every_article_is_in_good_form() -> None:
    assert list(map(str, check_folder(corpus_dir() / "articles"))) == []


def test_there_is_a_situation_article_for_every_theme() -> None:
    assert len(SITUATIONS) >= 24
    assert {theme for article in SITUATIONS for theme in article.themes} == set(themes())


def test_there_are_five_digests_and_each_names_what_it_digests() -> None:
    digests = [article for article in ARTICLES if article.kind == "digest"]
    headers = [parse_file(corpus_dir() / "articles" / f"{digest.slug}.md").header["digest_of"] for digest in digests]
    assert len(digests) == 5
    assert all(set(header) == {"title", "author", "publisher", "date"} and header["title"] for header in headers)


def test_no_passage_is_longer_than_the_limit() -> None:
    assert {p.id: count_words(p.text) for p in PASSAGES if not 1 <= count_words(p.text) <= PASSAGE_WORDS} == {}


def test_every_passage_has_an_id_of_its_own() -> None:
    assert [id_ for id_, times in Counter(p.id for p in PASSAGES).items() if times > 1] == []


def test_passages_are_numbered_from_one_in_the_order_of_the_article() -> None:
    assert all([p.number for p in a.passages] == list(range(1, len(a.passages) + 1)) for a in ARTICLES)


def test_every_sentence_is_the_stretch_of_its_passage_that_it_claims_to_be() -> None:
    wrong = [p.id for p in PASSAGES for s in p.sentences if not s.text or p.text[s.start : s.end] != s.text]
    assert wrong == []


def test_the_sentences_of_a_passage_hold_all_its_words_in_order() -> None:
    assert [p.id for p in PASSAGES if " ".join(s.text for s in p.sentences).split() != p.text.split()] == []


@pytest.mark.parametrize("article", SITUATIONS, ids=lambda article: article.slug)
def test_a_situation_article_has_both_lenses_under_each_contrast(article: Article) -> None:
    moves = [(p.contrast, p.lens) for p in article.passages if p.part == "move"]
    names = dict.fromkeys(contrast for contrast, _ in moves)
    assert moves == [(name, lens) for name in names for lens in LENSES]
    assert set(names) <= set(contrasts())


def test_sentences_under_manage_and_lead_have_that_lens_by_their_heading() -> None:
    sided = [p for p in PASSAGES if p.lens]
    assert all((s.lens, s.told) == (p.lens, "heading") for p in sided for s in p.sentences)
    assert {p.part for p in sided} == {"move", "words"}


def test_free_prose_has_no_lens_of_its_own_but_its_sentences_may() -> None:
    prose = [p for p in PASSAGES if p.part == "prose"]
    assert {(p.lens, p.contrast) for p in prose} == {(None, None)}
    assert {s.lens for p in prose for s in p.sentences} == {None, *LENSES}


def sample(part: str) -> Passage:
    [article] = [article for article in ARTICLES if article.slug == "reliable-person-slipping"]
    return next(p for p in article.passages if p.part == part)


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ("going-on", "What is going on"),
        ("move", "Process ↔ People"),
        ("words", "Words to use"),
        ("lean", "Which way to lean"),
        ("their-side", "Their side"),
        ("watch-for", "Watch for"),
        ("ask", "Ask yourself"),
    ],
)
def test_the_part_of_a_passage_is_told_by_its_heading(part: str, heading: str) -> None:
    assert sample(part).heading == heading


def test_each_bullet_stands_on_a_line_of_its_own() -> None:
    lines = sample("watch-for").text.split("\n")
    assert 2 <= len(lines) <= 4
    assert not any(line.startswith("-") for line in lines)
