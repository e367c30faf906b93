"""Everything that is learned from, read from `corpus/training`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from coach.reading.edge import EdgeMessage, edge_file, grave_file, read_edge_messages
from coach.reading.stories import Story, read_stories, stories_file
from coach.reading.turns import LearnedTurn, read_turns, turns_file

Shares = dict[str, float]
"""How much of a message belongs to each class."""


@dataclass(frozen=True, slots=True)
class Material:
    """Stories to learn reading from, messages and stretches to learn where to stop from, turns to learn conversation
    from.
    """

    stories: tuple[Story, ...]
    edge: tuple[EdgeMessage, ...] = ()
    turns: tuple[LearnedTurn, ...] = ()
    grave: tuple[EdgeMessage, ...] = ()
    """Short stretches that tell of something grave, and such as only sound like it."""


def read_material() -> Material:
    """Read it all.

    Raises:
        DataError: a file is missing or malformed; the message names the line.
    """
    return Material(
        stories=read_stories(stories_file()),
        edge=read_edge_messages(edge_file()),
        turns=read_turns(turns_file()),
        grave=read_edge_messages(grave_file()),
    )


def material_digest() -> str:
    """What tells one material from another."""
    digest = hashlib.sha256()
    for path in (stories_file(), edge_file(), turns_file(), grave_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
