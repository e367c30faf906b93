"""What a turn of a conversation is told by: its meaning, its words, and how it stands to what was talked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from coach.reading.words import hashed_runs
from coach.search.encoder import Vectors

BUCKETS = 4096
"""Into which runs of one to three words are hashed."""
LONGEST_RUN = 3
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|\?")


@dataclass(frozen=True, slots=True)
class Heard:
    """What reading made of a text: a turn, or the situation that is talked about."""

    vector: Vectors
    """float32 of shape (dimensions,), of length 1."""
    shares: Vectors
    """How likely each learned article is, shape (articles,); they sum to 1."""


def turn_features(text: str, turn: Heard, situation: Heard) -> Vectors:
    """The features of a turn.

    Returns:
        float32 of shape (dimensions + context + buckets,).
    """
    return np.concatenate([turn.vector, _context(text, turn, situation), _words(text)]).astype(np.float32)


def _context(text: str, turn: Heard, situation: Heard) -> Vectors:
    """How long the turn is, whether it asks, how much it and the situation tell, how near they are, and how surely the
    turn is about something else.
    """
    agreement = turn.shares @ situation.shares / (np.linalg.norm(turn.shares) * np.linalg.norm(situation.shares))
    elsewhere = (1 - float(agreement)) * float(turn.shares.max())
    return np.array(
        [
            2 * float(turn.vector @ situation.vector),
            float(agreement),
            float(turn.shares[situation.shares.argmax()]),
            float(turn.shares.max()),
            float(situation.shares.max()),
            elsewhere,
            elsewhere * float(situation.shares.max()),
            np.log1p(len(text.split())) / 2,
            text.rstrip().endswith("?"),
            "?" in text,
        ],
        dtype=np.float32,
    )


def _words(text: str) -> Vectors:
    """The runs of words of a text, hashed, as a vector of length 1."""
    runs = hashed_runs(_TOKEN.findall(text.lower().replace("’", "'")), LONGEST_RUN, BUCKETS)
    weights = np.zeros(BUCKETS, dtype=np.float32)
    weights[runs.buckets] = runs.weights
    return np.asarray(weights / max(float(np.linalg.norm(weights)), 1e-9), dtype=np.float32)
