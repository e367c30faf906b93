"""A judged collection is read as it stands, and a line that is not right is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import DataError
from coach.evaluation.collection import JudgedCollection, read_collection


def test_queries_keep_their_order_text_and_metadata(collection: JudgedCollection) -> None:
    assert [query.id for query in collection.queries] == ["q1", "q2"]
    assert collection.queries[0].text == "my sourdough loaf stays flat"
    assert collection.queries[0].metadata == {"length": "q1"}


def test_grades_are_kept_by_query_and_document_without_the_header(collection: JudgedCollection) -> None:
    assert collection.qrels == {"q1": {"kettle": 3, "bicycle": 0, "bread": 2, "tomato": 1}, "q2": {"bicycle": 3}}


def test_qrels_without_a_header_are_read_from_the_first_line(five_documents: Path) -> None:
    path = five_documents / "qrels" / "test.tsv"
    path.write_text("q2\tbicycle\t3\n", encoding="utf-8")
    assert read_collection(five_documents, "test").qrels == {"q2": {"bicycle": 3}}


def test_a_query_without_judgements_in_the_split_is_left_out(five_documents: Path) -> None:
    (five_documents / "qrels" / "dev.tsv").write_text("q2\tbicycle\t3\n", encoding="utf-8")
    assert [query.id for query in read_collection(five_documents, "dev").queries] == ["q2"]


def test_each_document_becomes_an_article_with_its_text(collection: JudgedCollection) -> None:
    assert collection.documents is not None
    assert [document.slug for document in collection.documents] == ["kettle", "bicycle", "bread", "tomato", "chess"]
    assert "vinegar" in collection.documents[0].passages[0].text


def test_without_documents_the_library_is_what_is_judged(five_documents: Path) -> None:
    (five_documents / "corpus.jsonl").unlink()
    assert read_collection(five_documents, "test").documents is None


def test_an_article_of_the_library_has_the_grade_of_its_best_passage() -> None:
    qrels = {"q1": {"late-again#1": 1, "late-again#2": 3, "two-bosses#4": 0}}
    collection = JudgedCollection("library", "test", (), qrels, documents=None)
    assert collection.article_qrels() == {"q1": {"late-again": 3, "two-bosses": 0}}


def test_a_document_has_the_grade_it_was_judged_with(collection: JudgedCollection) -> None:
    assert collection.article_qrels() == collection.qrels


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("queries.jsonl", '{"_id": "q3", "text": ', "not a JSON object with _id and text"),
        ("queries.jsonl", '{"_id": "q3"}', "not a JSON object with _id and text"),
        ("queries.jsonl", '["q3", "text"]', "not a JSON object with _id and text"),
        ("queries.jsonl", '{"_id": "q3", "text": "a", "metadata": "b"}', "not a JSON object with _id and text"),
        ("corpus.jsonl", '"chess"', "not a JSON object with _id and text"),
        ("qrels/test.tsv", "q1\tchess", "not `query-id <tab> passage-id <tab> grade`"),
        ("qrels/test.tsv", "q1\tchess\tgood", "not `query-id <tab> passage-id <tab> grade`"),
        ("qrels/test.tsv", "q1 chess 3", "not `query-id <tab> passage-id <tab> grade`"),
    ],
    ids=["half JSON", "no text", "a list", "metadata", "a string", "two cells", "grade in words", "spaces"],
)
def test_a_malformed_line_is_named_by_file_and_number(
    five_documents: Path, file: str, line: str, expected: str
) -> None:
    path = five_documents / file
    number = len(path.read_text(encoding="utf-8").splitlines()) + 2
    path.write_text(path.read_text(encoding="utf-8") + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_collection(five_documents, "test")
    assert f"{path}:{number}: {expected}" in str(raised.value)


def test_a_judged_query_that_is_missing_is_named(five_documents: Path) -> None:
    (five_documents / "qrels" / "test.tsv").write_text("q1\tbread\t2\nq9\tbread\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"lack 1 judged ones, such as q9"):
        read_collection(five_documents, "test")


def test_a_missing_file_is_named_with_what_a_collection_has(five_documents: Path) -> None:
    with pytest.raises(DataError, match=r"train\.tsv cannot be read: a collection has queries\.jsonl and qrels/"):
        read_collection(five_documents, "train")


def test_qrels_without_a_judgement_are_refused(five_documents: Path) -> None:
    (five_documents / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"test\.tsv holds no judgements"):
        read_collection(five_documents, "test")


def test_a_file_in_another_encoding_is_named(five_documents: Path) -> None:
    (five_documents / "queries.jsonl").write_bytes('{"_id": "q1", "text": "caf\u00e9"}'.encode("latin-1"))
    with pytest.raises(DataError, match=r"queries\.jsonl is not UTF-8 text: save it as UTF-8"):
        read_collection(five_documents, "test")


def test_only_a_newline_ends_a_line_since_json_may_hold_a_line_separator(five_documents: Path) -> None:
    rows = '{"_id": "q1", "text": "one\u2028two"}\r\n{"_id": "q2", "text": "three\u0085four"}\r\n'
    (five_documents / "queries.jsonl").write_text(rows, encoding="utf-8-sig", newline="")
    texts = [query.text for query in read_collection(five_documents, "test").queries]
    assert texts == ["one\u2028two", "three\u0085four"]


def test_a_title_or_metadata_of_null_counts_as_none(five_documents: Path) -> None:
    (five_documents / "qrels" / "test.tsv").write_text("q1\tkettle\t3\n", encoding="utf-8")
    (five_documents / "queries.jsonl").write_text('{"_id": "q1", "text": "tea", "metadata": null}', encoding="utf-8")
    (five_documents / "corpus.jsonl").write_text('{"_id": "kettle", "title": null, "text": "Tea."}', encoding="utf-8")
    read = read_collection(five_documents, "test")
    assert read.documents is not None
    assert (read.queries[0].metadata, read.documents[0].title) == ({}, "")


@pytest.mark.parametrize("file", ["queries.jsonl", "corpus.jsonl"])
def test_an_id_that_is_used_twice_is_named(five_documents: Path, file: str) -> None:
    path = five_documents / file
    first = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(path.read_text(encoding="utf-8") + first + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"jsonl:\d+: a second '\w+': give it an id of its own"):
        read_collection(five_documents, "test")
