"""Whether a sentence can be quoted alone, or leans on a sentence before it."""

from __future__ import annotations

import re

_POINTING_WORDS = (
    "this that these those it its it's they them their theirs he him his she hers both neither another "
    "such also then but and or nor so however instead otherwise therefore thus hence yet meanwhile "
    "besides moreover furthermore additionally likewise similarly nevertheless nonetheless conversely "
    "consequently "
).split()
_POINTING_PHRASES = (
    "for example",
    "for instance",
    "in that case",
    "in both cases",
    "in this way",
    "in other words",
    "on the other hand",
    "on the one hand",
    "as a result",
    "at the same time",
    "because of this",
    "doing so",
    "even so",
    "if so",
    "if not",
    "of course",
    "one of them",
    "some of them",
    "the former",
    "the latter",
    "the other side",
    "the same holds",
    "to do this",
    "to do so",
    "with that",
    "after that",
)
_LEANS = re.compile(
    r"""^["'“‘(\[]*(?:"""
    + "|".join([*map(re.escape, _POINTING_PHRASES), *map(re.escape, _POINTING_WORDS)])
    + r")\b(?!')",
    re.IGNORECASE,
)


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence opens with nothing that points back at an earlier one."""
    return _LEANS.match(sentence) is None
