"""Collections in TREC layout."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import DataError
from coach.evaluation.collection import read_collection
from coach.evaluation.trec import read_topics

TOPICS = """<top><num> Number: 007 </num>
<title> Topic: rising damp
<desc> Description: walls that are wet
</top>
<top>
<num>8</num><title>bread &amp; butter</title></top>"""
DOCS = """<DOC><DOCNO> d1 </DOCNO><HEADLINE>Walls</HEADLINE><TEXT>Damp <b>rises</b>.</TEXT></DOC>
<DOC><DOCNO>d2</DOCNO>Butter without a headline.</DOC>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics.test.txt").write_text(TOPICS, encoding="utf-8")
    (tmp_path / "qrels.test.txt").write_text("7 0 d1 1\n8\t0\td2\t1\n", encoding="utf-8")
    (tmp_path / "docs.xml").write_text(DOCS, encoding="utf-8")
    return tmp_path


def test_topics_judgements_and_documents_are_read(folder: Path) -> None:
    found = read_collection(folder, "test")
    assert [(query.id, query.text) for query in found.queries] == [("7", "rising damp"), ("8", "bread &amp; butter")]
    assert found.qrels == {"7": {"d1": 1}, "8": {"d2": 1}}
    documents = [(d.slug, d.title, d.passages[0].text) for d in found.documents or ()]
    assert documents == [("d1", "Walls", "Damp rises ."), ("d2", "", "Butter without a headline.")]


def test_topics_may_be_compressed_lines_with_tabs(folder: Path) -> None:
    (folder / "topics.test.txt").unlink()
    (folder / "topics.test.tsv.gz").write_bytes(gzip.compress(b"7\trising damp\n8\tbread\n"))
    assert [query.text for query in read_collection(folder, "test").queries] == ["rising damp", "bread"]


def test_a_split_that_has_no_file_of_its_own_takes_the_whole(folder: Path) -> None:
    for stem in ("topics", "qrels"):
        (folder / f"{stem}.test.txt").rename(folder / f"{stem}.txt")
    assert len(read_collection(folder, "test").queries) == 2


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("qrels.test.txt", b"7 0 d1", "qrels.test.txt:1: not `query 0 document grade`"),
        ("topics.test.txt", b"<top><title>no number</top>", "a topic without <num> or <title>"),
        ("topics.test.txt", b"seven", "topics.test.txt:1: not `number <tab> text`"),
        ("topics.test.txt", b"", "holds no topics"),
        ("docs.xml", b"<doc>nameless</doc>", "a document without <docno>"),
        ("docs.xml", b"<doc><docno>d1</docno>a</doc>" * 2, "1 documents have an id that another has"),
        ("docs.xml.gz", b"<doc>", "is not a whole gzip file"),
    ],
)
def test_what_is_malformed_is_named(folder: Path, file: str, content: bytes, told: str) -> None:
    (folder / file).write_bytes(content)
    with pytest.raises(DataError) as raised:
        read_collection(folder, "test")
    assert told in str(raised.value)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_topics_are_read_or_refused_whatever_a_file_holds(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("topics") / "topics.txt"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    with suppress(DataError):
        topics = read_topics(path)
        assert topics
        assert all(found.strip() for found in topics.values())
