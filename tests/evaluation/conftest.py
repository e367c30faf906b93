"""What the tests of the evaluation share: a collection of five documents, small enough to measure by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.evaluation.collection import JudgedCollection, read_collection
from coach.evaluation.run import Run

DOCUMENTS = {
    "kettle": "How to descale a kettle with vinegar and boiling water.",
    "bicycle": "How to mend the puncture in the tyre of a bicycle.",
    "bread": "How to bake a loaf of sourdough bread in a hot oven.",
    "tomato": "How to grow tomato plants on a sunny balcony.",
    "chess": "How to open a game of chess with the white pieces.",
}
QUERIES = {"q1": "my sourdough loaf stays flat", "q2": "the tyre of my bicycle has a hole"}
QRELS = [("q1", "kettle", 3), ("q1", "bicycle", 0), ("q1", "bread", 2), ("q1", "tomato", 1), ("q2", "bicycle", 3)]


@pytest.fixture
def five_documents(tmp_path: Path) -> Path:
    """A folder in BEIR layout. The grades of q1 are made for the arithmetic, not for sense."""
    folder = tmp_path / "five"
    (folder / "qrels").mkdir(parents=True)
    write_rows(folder / "corpus.jsonl", [{"_id": key, "title": "", "text": text} for key, text in DOCUMENTS.items()])
    write_rows(
        folder / "queries.jsonl",
        [{"_id": key, "text": text, "metadata": {"length": key}} for key, text in QUERIES.items()],
    )
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in QRELS)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def collection(five_documents: Path) -> JudgedCollection:
    return read_collection(five_documents, "test")


@pytest.fixture
def run() -> Run:
    """A run that finds for q1 in the order bicycle 0, bread 2, chess unjudged, kettle 3, tomato 1; nothing for q2."""
    found = {"q1": {"bicycle": 0.9, "bread": 0.8, "chess": 0.7, "kettle": 0.6, "tomato": 0.5}, "q2": {}}
    return Run("hybrid", found, found)


def write_rows(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
