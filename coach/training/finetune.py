"""Fine-tuning the encoder on stories: a low-rank adapter, trained to bring each story near the articles that help it.

Each article has a prototype, which starts as the mean vector of its texts and is trained with the adapter. The loss is
the cross-entropy between the grades of a story and the softmax of its cosines to all prototypes: supervised
contrastive learning with proxies (Proxy-NCA, Movshovitz-Attias et al. 2017, arXiv:1703.07464), in which every
neighbouring article is a hard negative of every story, at the price of encoding the story alone. Who asks, where the
trouble lies, the kind of a message, what a turn does and what is grave in a stretch are learned beside it, each by a
linear layer over the same vector, so that the vector doesn't forget them. The optimisation is left to the trainer of
sentence-transformers, the adapter to PEFT.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import TrainerCallback

from coach.search.encoder import Vectors
from coach.search.progress import Progress
from coach.training.lessons import ARTICLES, Lesson, targets_of
from coach.training.recipe import Recipe

LAYERS = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]


class TasksLoss(nn.Module):  # type: ignore[misc,unused-ignore]
    """The weighted sum over the tasks of the cross-entropy between what a text should be told as and what it is.

    Articles are told by the cosines to their prototypes, everything else by a linear layer.
    """

    def __init__(
        self,
        model: Any,  # noqa: ANN401 - a SentenceTransformer
        prototypes: Vectors,
        classes: dict[str, list[str]],
        recipe: Recipe,
    ) -> None:
        super().__init__()
        self.model = model
        self.prototypes = nn.Parameter(torch.tensor(prototypes))
        self.heads = nn.ModuleDict(
            {task: nn.Linear(prototypes.shape[1], len(names)) for task, names in classes.items() if task != ARTICLES}
        )
        for head in self.heads.values():
            nn.init.zeros_(head.weight)
        self.sizes = {task: len(names) for task, names in classes.items()}
        self.weights = recipe.task_weights
        self.temperature = recipe.temperature

    def forward(self, sentence_features: Sequence[dict[str, Tensor]], labels: Tensor) -> Tensor:
        embedding = functional.normalize(self.model(sentence_features[0])["sentence_embedding"], dim=-1)
        scaled = embedding / self.temperature
        losses = []
        for task, targets in zip(self.sizes, labels.split(list(self.sizes.values()), dim=1), strict=True):
            head = self.heads[task] if task != ARTICLES else self._cosines
            log_shares = functional.log_softmax(head(scaled), dim=-1)
            losses.append(self.weights[task] * -(targets * log_shares).sum(dim=-1).mean())
        return torch.stack(losses).sum()

    def _cosines(self, scaled: Tensor) -> Tensor:
        return scaled @ functional.normalize(self.prototypes, dim=-1).T


def finetune(
    model: Any,  # noqa: ANN401 - a SentenceTransformer
    lessons: Sequence[Lesson],
    classes: dict[str, list[str]],
    prototypes: Vectors,
    recipe: Recipe,
    progress: Progress,
) -> dict[str, Tensor]:
    """Train an adapter.

    Args:
        model: it is changed: the adapter is added to it and trained.
        lessons: what to learn from.
        classes: the classes of each task; those of the articles in the order of the prototypes.
        prototypes: the starting point, float32 of shape (articles, dimensions), rows of length 1.
        recipe: the numbers of the training.
        progress: told of every step.

    Returns:
        The factors of the adapter, half precision: `NAME.A` of shape (rank, inputs) and `NAME.B` of shape (outputs,
        rank) for each linear layer NAME of the model, already scaled.
    """
    from peft import LoraConfig, TaskType
    from sentence_transformers import SentenceTransformerTrainer

    _seed(recipe.seed)
    model.max_seq_length = recipe.longest
    _without_dropout(model)
    model.add_adapter(
        LoraConfig(
            task_type=TaskType.FEATURE_EXTRACTION,
            r=recipe.rank,
            lora_alpha=2 * recipe.rank,
            lora_dropout=recipe.adapter_dropout,
            target_modules=LAYERS,
        )
    )
    loss = TasksLoss(model, prototypes, classes, recipe)
    with TemporaryDirectory() as folder:
        trainer = SentenceTransformerTrainer(
            model=model,
            args=_arguments(Path(folder), recipe),
            train_dataset=_dataset(lessons, classes),
            loss=loss,
            callbacks=[_Telling(progress)],
        )
        trainer.train()
    return _factors(model)


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - the libraries draw from the global generator
    torch.manual_seed(seed)


def _without_dropout(model: Any) -> None:  # noqa: ANN401
    """The adapter has its own dropout; without the model's, attention is computed twice as quickly on a processor."""
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
        if hasattr(module, "dropout_prob"):
            module.dropout_prob = 0.0


def _dataset(lessons: Sequence[Lesson], classes: dict[str, list[str]]) -> Any:  # noqa: ANN401 - a Dataset
    from datasets import Dataset

    targets = targets_of(lessons, classes)
    return Dataset.from_dict({"text": [lesson.text for lesson in lessons], "label": targets.tolist()})


def _arguments(folder: Path, recipe: Recipe) -> Any:  # noqa: ANN401 - SentenceTransformerTrainingArguments
    from sentence_transformers import SentenceTransformerTrainingArguments

    return SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        num_train_epochs=1,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.learning_rate,
        learning_rate_mapping={"prototypes|heads": recipe.prototype_rate},
        weight_decay=recipe.weight_decay,
        warmup_steps=recipe.warmup,
        lr_scheduler_type="linear",
        batch_sampler=_by_length,
        seed=recipe.seed,
        use_cpu=True,
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )


def _by_length(dataset: Any, batch_size: int, drop_last: bool, seed: int = 0, **options: Any) -> Any:  # noqa: ANN401
    """Batches of stories of about one length, in random order: padding is computed for nothing."""
    from sentence_transformers.base.sampler import DefaultBatchSampler

    class ByLength(DefaultBatchSampler):  # type: ignore[misc,unused-ignore]
        def __iter__(self) -> Iterator[list[int]]:
            shuffled = np.random.default_rng((seed, self.epoch))
            order = shuffled.permutation(len(lengths))
            batches = []
            for first in range(0, len(order), 16 * batch_size):
                by_length = sorted(order[first : first + 16 * batch_size].tolist(), key=lengths.__getitem__)
                batches += [by_length[k : k + batch_size] for k in range(0, len(by_length), batch_size)]
            yield from (batches[number] for number in shuffled.permutation(len(batches)))

        def __len__(self) -> int:
            return math.ceil(len(lengths) / batch_size)

    lengths = [len(text) for text in dataset["text"]]
    return ByLength(range(len(lengths)), batch_size=batch_size, drop_last=drop_last, seed=seed, **options)


class _Telling(TrainerCallback):  # type: ignore[misc,unused-ignore]
    """Tells of every step."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def on_step_end(self, args: Any, state: Any, control: Any, **others: Any) -> None:  # noqa: ANN401, ARG002
        self._progress("Fine-tuning the model", state.global_step, state.max_steps)


def _factors(model: Any) -> dict[str, Tensor]:  # noqa: ANN401
    """The factors of every adapted layer, under the layer's name in the model without the adapter."""
    factors = {}
    for name, module in model.named_modules():
        if hasattr(module, "lora_A") and "default" in module.lora_A:
            plain = name.replace("base_model.model.", "")
            factors[f"{plain}.A"] = module.lora_A["default"].weight.detach().half().contiguous()
            factors[f"{plain}.B"] = (module.scaling["default"] * module.lora_B["default"].weight).detach().half()
    return factors
