"""How fast answers come once everything is loaded, and whether every quote stands in its passage.

    python tests/benchmarks/answers.py

Over all queries of the built-in collection: answers a second in a batch, milliseconds an answer with and without
encoding, and the share of quotes found word for word in the cited passage.
"""

from __future__ import annotations

import json
import statistics
import time

from coach.coaching.coach import Coach
from coach.library.corpus import corpus_dir
from coach.search.query import make_query


def main() -> None:
    coach = Coach()
    coach.load()
    lines = (corpus_dir() / "evaluation" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    coach.ask(texts[0])
    start = time.perf_counter()
    answers = [coach.ask(text) for text in texts]
    whole = time.perf_counter() - start
    encoding = [_milliseconds(coach, text) for text in texts]
    passages = {p.id: p.text for article in coach.store.articles for p in coach.store.passages_of(article.slug)}
    citations = [citation for answer in answers for citation in answer.citations]
    exact = sum(passages[c.passage][c.start : c.end] == c.quote for c in citations)
    print(f"{len(texts)} situations, {len(texts) / whole:.1f} answers a second")
    mean = 1000 * whole / len(texts)
    print(f"milliseconds an answer: mean {mean:.1f}, of which encoding {statistics.mean(encoding):.1f}")
    print(f"quotes word for word in the cited passage: {exact} of {len(citations)}")


def _milliseconds(coach: Coach, text: str) -> float:
    query = make_query(text)
    start = time.perf_counter()
    coach.reader.ranker.encode(query)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
