"""How quickly a new collection is encoded, against SentenceTransformer.encode on the same texts.

    python tests/benchmarks/encoding.py COLLECTION [HOW_MANY]

COLLECTION is a folder with corpus.jsonl. Both encode the same documents with their titles, in turns, twice; texts a
second are printed for each turn, and the least cosine between what both make of a text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from coach.evaluation.collection import read_collection
from coach.evaluation.fixed import headed_texts
from coach.search.export import load_sentence_transformer
from coach.search.models import find_model, load_encoder
from coach.settings import load_settings

TURNS = 2


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    texts = headed_texts(read_collection(folder, "test").documents or ())[:count]
    settings = load_settings()
    encoder = load_encoder(settings)
    model = load_sentence_transformer(find_model(settings.model), settings.model)
    for turn in range(1, TURNS + 1):
        ours, ours_rate = _timed(lambda: encoder.encode(texts), len(texts))
        theirs, theirs_rate = _timed(lambda: model.encode(texts, normalize_embeddings=True), len(texts))
        print(f"turn {turn}: {encoder.key} {ours_rate:.1f} texts/s, SentenceTransformer {theirs_rate:.1f} texts/s")
        cosines = np.sum(ours * theirs, axis=1)
        print(f"        cosine between both: least {cosines.min():.4f}, median {np.median(cosines):.4f}")


def _timed(work: Callable[[], np.ndarray], count: int) -> tuple[np.ndarray, float]:
    start = time.perf_counter()
    result = np.asarray(work())
    return result, count / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
