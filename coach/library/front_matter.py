"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

from typing import Any

import yaml

from coach.errors import ArticleError
from coach.library.text import fold_space

# libyaml parses about ten times faster than pure Python; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Separate a front matter from the body.

    Returns:
        The YAML text (None when there is no front matter), the body, and the line on which the body begins.
    """
    if not text.startswith("---\n"):
        return None, text, 1
    end = text.find("\n---\n", 3)
    if end < 0:
        return None, text, 1
    header = text[4 : end + 1]
    return header, text[end + 5 :], header.count("\n") + 3


def parse_front_matter(header: str) -> dict[str, Any]:
    """Read the YAML of a front matter.

    Raises:
        ArticleError: it is not YAML or not a mapping of names to values; the message ends with a line number.
    """
    try:
        values = yaml.load(header, Loader=_Loader)  # noqa: S506 - _Loader is one of PyYAML's two safe loaders
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ArticleError(f"the front matter is not YAML: {error.problem}, line {line}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2001-13-45
        raise ArticleError(f"the front matter is not YAML: {fold_space(str(error))}") from error
    if not isinstance(values, dict):
        raise ArticleError("the front matter is not a list of `name: value` lines")
    return {str(name): value for name, value in values.items()}
