"""Kinds of queries: the metadata fields by which an evaluation can be split, the theme among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from coach.evaluation.collection import JudgedCollection
from coach.library.article import Article

MOST_VALUES = 30


def with_themes(collection: JudgedCollection, articles: Sequence[Article]) -> JudgedCollection:
    """Give each query the theme of the articles that help it most; those that have a theme keep it.

    Of articles graded alike, the theme that most of them name counts, the first named before the others.
    """
    themes = {article.slug: article.themes for article in articles}
    graded = collection.article_qrels()
    queries = []
    for query in collection.queries:
        theme = query.metadata.get("theme") or _theme(graded.get(query.id, {}), themes)
        queries.append(replace(query, metadata={**query.metadata, "theme": theme}) if theme else query)
    return replace(collection, queries=tuple(queries))


def _theme(grades: dict[str, int], themes: dict[str, tuple[str, ...]]) -> str | None:
    highest = max(grades.values(), default=0)
    votes: Counter[str] = Counter()
    for article, grade in grades.items():
        if grade == highest > 0:
            for place, theme in enumerate(themes.get(article, ())):
                votes[theme] += 2 if place == 0 else 1
    return min(votes, key=lambda theme: (-votes[theme], theme)) if votes else None


def telling_fields(collection: JudgedCollection) -> tuple[str, ...]:
    """The metadata fields that split the queries into a readable number of groups."""
    names = dict.fromkeys(name for query in collection.queries for name in query.metadata)
    return tuple(name for name in names if _tells(Counter(str(q.metadata.get(name)) for q in collection.queries)))


def _tells(values: Counter[str]) -> bool:
    alone = sum(count == 1 for count in values.values())
    return 1 < len(values) <= MOST_VALUES and 4 * alone <= len(values)
