"""Answers and conversations as JSON, and back: the one place where a kept conversation comes to life again.

What a newer Coach wrote and this one does not know is left out; what an older one did not write yet has its default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from coach.coaching.answer import Answer
from coach.coaching.conversation import Conversation


def restore_answer(values: Mapping[str, Any]) -> Answer:
    """The answer that `Answer.to_json` wrote.

    Raises:
        ValueError: it is not an answer.
    """
    answer: Answer = _restore(Answer, values)
    return answer


def save_conversation(conversation: Conversation) -> dict[str, Any]:
    """What a conversation knows, without its answers: these are kept one by one."""
    values = asdict(replace(conversation, answers=[]))
    del values["answers"]
    return {name: _plain(value) for name, value in values.items()}


def restore_conversation(values: Mapping[str, Any], answers: Sequence[Answer]) -> Conversation:
    """A conversation that goes on where `save_conversation` left it.

    Raises:
        ValueError: it is not a conversation.
    """
    conversation: Conversation = _restore(Conversation, values)
    conversation.answers = list(answers)
    return conversation


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    """Sets, which JSON lacks, as sorted lists."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(value)
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _restore(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any type of a field, and its value
    """A value of a type, made of what JSON had for it."""
    if is_dataclass(kind):
        return _restore_fields(kind, value)
    origin = get_origin(kind) or kind
    if origin in (Union, UnionType):
        return None if value is None else _restore(next(a for a in get_args(kind) if a is not type(None)), value)
    if origin in (tuple, list, set, frozenset) and get_args(kind):
        return origin(_restore(get_args(kind)[0], part) for part in value)
    if origin is Literal and value not in get_args(kind):
        raise ValueError(f"{value!r} is not one of {', '.join(map(repr, get_args(kind)))}")
    return value


def _restore_fields(kind: Any, values: Any) -> Any:  # noqa: ANN401 - a dataclass and its fields
    if not isinstance(values, Mapping):
        raise ValueError(f"{values!r} is not a {kind.__name__}")
    hints = get_type_hints(kind)
    found = {f.name: _restore(hints[f.name], values[f.name]) for f in fields(kind) if f.init and f.name in values}
    try:
        return kind(**found)
    except TypeError as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
