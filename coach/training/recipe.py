"""How the reader is trained: every number that decides what comes out, written beside what was trained."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of one training."""

    seed: int = 20_261_127
    epochs: int = 2
    batch: int = 32
    learning_rate: float = 1e-3
    prototype_rate: float = 2e-3
    """Of the prototypes of the articles, which start at the mean of the article's own texts."""
    warmup: float = 0.06
    weight_decay: float = 0.01
    rank: int = 16
    """Of the adapter."""
    adapter_dropout: float = 0.05
    temperature: float = 0.05
    """By which cosines are divided before the softmax over articles."""
    longest: int = 192
    """Word pieces of a story; what is beyond is cut."""
    shares: tuple[float, float, float] = (0.03, 0.15, 1.0)
    """What an article of grade 1, 2 and 3 is worth as a target."""
    strength: float = 3.0
    """Inverse regularisation of the classifiers over the vectors."""
    task_weights: dict[str, float] = field(
        default_factory=lambda: {
            "articles": 1.0,
            "roles": 0.4,
            "directions": 0.4,
            "kinds": 0.3,
            "turns": 0.2,
            "graves": 0.5,
        }
    )
    """Of the tasks in the loss of the fine-tuning."""
    hard_stretches: int = 4_000
    """Stretches of stories from which the grave ones are to be told."""
    ordinary_stretches: int = 8_000
    """The same of the classifier that stands on the vectors."""
    grave_strength: float = 3.0
    """Inverse regularisation of that classifier."""
    words_alpha: float = 1e-5
    """Regularisation of the classifiers over words."""
    words_passes: int = 12
    made_turns: int = 400
    """Turns of either kind that are made of stories."""
    turn_strength: float = 10.0
    """Inverse regularisation of the classifier that tells what a turn does."""
    edge_strength: float = 3.0
    """The same of the classifier that tells what is covered."""
