"""Exporting a sentence-transformers model, whole, to ONNX; the only module that imports torch.

The transformer, its pooling and its normalising are one graph, compared with sentence-transformers on sample texts.
With `precision="int8"` the checked graph is then quantised (dynamic, per channel), as onnxruntime documents it.
"""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from coach.errors import ModelError
from coach.search.encoder import ExportedFiles, OnnxEncoder
from coach.search.progress import Progress

LEAST_COSINE = 0.9999
LEAST_QUANTISED_COSINE = 0.95
SAMPLES = [
    "My boss fired off an email at midnight.",
    "One of my best engineers has started missing deadlines and snapped at a teammate in stand-up yesterday.",
    "ok",
    "Ich weiß nicht, wie ich es meinem Team sagen soll — 40 % der Stellen fallen weg.",
    "She has been here nineteen years and nobody has ever told her that her reports are unreadable. " * 12,
]


def load_sentence_transformer(location: str, name: str) -> Any:  # noqa: ANN401 - a SentenceTransformer
    """Load a model with sentence-transformers, without the network.

    Raises:
        ModelError: there is no such model on this machine, or it cannot be loaded.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    with _quiet():
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(location, device="cpu")
        except Exception as error:  # the loader raises whatever its many parts do
            raise ModelError(
                f"No sentence-transformers model {name!r} on this machine: set COACH_MODEL to the folder of one, "
                "or unset it to use the one that comes with Coach."
            ) from error


def merge_adapter(model: Any, path: Path) -> None:  # noqa: ANN401 - a SentenceTransformer
    """Add a low-rank adapter to the weights of a model that it was trained on.

    Raises:
        ModelError: the adapter is missing, damaged or of another model.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        factors = load_file(path)
        for name in sorted({key.rpartition(".")[0] for key in factors}):
            weight = model.get_submodule(name).weight
            weight.data += (factors[f"{name}.B"].float() @ factors[f"{name}.A"].float()).to(weight.dtype)
    except (OSError, SafetensorError, AttributeError, KeyError, RuntimeError) as error:
        raise ModelError(f"The adapter {path} cannot be used ({error}): install Coach again.") from error


def export(model: Any, folder: Path, *, key: str, name: str, precision: str, progress: Progress) -> ExportedFiles:  # noqa: ANN401
    """Write the exported encoder of a loaded model into an empty folder and compare it with the model.

    Args:
        model: a SentenceTransformer.
        folder: receives model.onnx, tokenizer.json and encoder.json.
        key: names what is exported, and with which versions.
        name: the model's name, as a person set it.
        precision: `int8` or `fp32`.
        progress: told of the three stages.

    Returns:
        What was written; `usable` is False when the vectors differ too much.
    """
    draft = ExportedFiles(
        key=key,
        model=name,
        dimensions=int(model.get_embedding_dimension()),
        longest=int(model.max_seq_length or 512),
        precision="fp32",
        cosine=0.0,
        usable=False,
    )
    draft.write(folder)
    progress("Exporting the language model, once", 1, 3)
    with _quiet():
        wanted = model.encode(SAMPLES, normalize_embeddings=True, show_progress_bar=False)
        try:
            _write_graph(model, folder / "model.onnx", draft.longest)
            model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
        except Exception as error:  # a model that cannot be exported is still usable through sentence-transformers
            if isinstance(error, OSError) and error.errno is not None:
                raise  # it is the disk that refuses, not the model
            return draft
    progress("Comparing the export with the model", 2, 3)
    exact = OnnxEncoder(folder).encode(SAMPLES)
    cosine = float(np.min(np.sum(exact * wanted, axis=1)))
    usable = cosine >= LEAST_COSINE
    kept = _quantise(folder, exact) if usable and precision == "int8" else "fp32"
    files = replace(draft, precision=kept, cosine=cosine, usable=usable)
    files.write(folder)
    progress("Exporting the language model, once", 3, 3)
    return files


def _write_graph(model: Any, path: Path, longest: int) -> None:  # noqa: ANN401
    import torch

    class WholePipeline(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """Token ids in, normalised sentence vectors out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *values: Any) -> Any:  # noqa: ANN401
            embedding = self.model(dict(zip(inputs, values, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(embedding, dim=-1)

    texts = ["two texts", "of different length, so that one of them is padded"]
    tokens = model.tokenizer(texts, padding=True, return_tensors="pt")
    inputs = {name: tokens[name] for name in ("input_ids", "attention_mask", "token_type_ids") if name in tokens}
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=longest)
    torch.onnx.export(
        WholePipeline().eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=["sentence_vectors"],
        dynamic_shapes={"values": ({0: batch, 1: length},) * len(inputs)},
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _quantise(folder: Path, exact: Any) -> str:  # noqa: ANN401
    """Quantise the graph in place, unless that moves the vectors of the samples too far."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph, spare = folder / "model.onnx", folder / "exact.onnx"
    graph.rename(spare)
    with _quiet():
        quantize_dynamic(str(spare), str(graph), per_channel=True, weight_type=QuantType.QInt8)
    close = np.sum(OnnxEncoder(folder).encode(SAMPLES) * exact, axis=1).min() >= LEAST_QUANTISED_COSINE
    if not close:
        shutil.copy(spare, graph)
    spare.unlink()
    return "int8" if close else "fp32"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own messages off the person's screen; their errors still come through as exceptions."""
    level = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with (
            warnings.catch_warnings(),
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
