"""Turning texts into normalised vectors: the exported encoder, and sentence-transformers where it cannot be used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError
from coach.search.progress import Progress, silent

Vectors = NDArray[np.float32]

BATCH = 16


class Encoder(Protocol):
    """What every encoder can do."""

    key: str
    """Names the model, its version and its precision; vectors of different keys are not comparable."""

    dimensions: int

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Encode texts.

        Returns:
            float32 of shape (len(texts), dimensions), each row of length 1.
        """
        ...


@dataclass(frozen=True, slots=True)
class ExportedFiles:
    """What stands in `encoder.json` beside an exported encoder."""

    key: str
    model: str
    dimensions: int
    longest: int
    """Word pieces read of a text; what is beyond is cut."""
    precision: str
    cosine: float
    """Least cosine with sentence-transformers over the sample texts, before quantisation."""
    usable: bool
    """False when the export did not agree with sentence-transformers, which is then used itself."""

    def write(self, folder: Path) -> None:
        (folder / "encoder.json").write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> ExportedFiles:
        """Read the description of an export.

        Raises:
            ModelError: it is missing or broken.
        """
        try:
            return cls(**json.loads((folder / "encoder.json").read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(
                f"The exported encoder in {folder} is broken: run the command again to rebuild it."
            ) from error


class OnnxEncoder:
    """The exported encoder, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        """Load an export.

        Raises:
            ModelError: its files are missing or broken.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        files = ExportedFiles.read(folder)
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 4
            options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for the whole process
            session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare Exceptions of their own on a broken file
            raise ModelError(
                f"The exported encoder in {folder} is broken: run the command again to rebuild it."
            ) from error
        tokenizer.enable_truncation(files.longest)
        tokenizer.enable_padding()
        self.key = files.key
        self.dimensions = files.dimensions
        self._tokenizer: Any = tokenizer
        self._session: Any = session
        self._inputs = [node.name for node in session.get_inputs()]

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        done = 0
        for positions in _batches([len(text) for text in texts]):
            vectors[positions] = self._encode_batch([texts[position] for position in positions])
            done += len(positions)
            progress("Reading the library", done, len(texts))
        return vectors

    def _encode_batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        offered = {
            "input_ids": [encoding.ids for encoding in encodings],
            "attention_mask": [encoding.attention_mask for encoding in encodings],
            "token_type_ids": [encoding.type_ids for encoding in encodings],
        }
        feed = {name: np.array(offered[name], dtype=np.int64) for name in self._inputs}
        result: Vectors = self._session.run(None, feed)[0]
        return result


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Group positions so that texts of like length share a batch: what is padded is computed for nothing."""
    batches: list[list[int]] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        shortest = lengths[batches[-1][0]] if batches else 0
        if not batches or len(batches[-1]) == BATCH or lengths[position] > 1.5 * shortest + 20:
            batches.append([])
        batches[-1].append(position)
    return batches


class SentenceTransformerEncoder:
    """sentence-transformers itself: slow to start, for models whose export does not agree with it."""

    def __init__(self, key: str, model: Any) -> None:  # noqa: ANN401 - a SentenceTransformer, which is never imported here
        self.key = key
        self._model = model
        self.dimensions = int(model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for first in range(0, len(texts), BATCH):
            batch = list(texts[first : first + BATCH])
            vectors[first : first + len(batch)] = self._model.encode(
                batch, normalize_embeddings=True, show_progress_bar=False
            )
            progress("Reading the library", first + len(batch), len(texts))
        return vectors
