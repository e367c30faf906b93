"""Measuring whole answers through Coach's own door: citations, columns, edge and people-first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coach.coaching.answer import Answer
from coach.coaching.coach import Coach
from coach.evaluation.collection import JudgedQuery, read_rows
from coach.evaluation.columns import Columns, measure_columns
from coach.evaluation.edge import Curve, Message, Score, at_coverage, coverage_score, edge_curves
from coach.evaluation.uncertainty import Estimate, share_interval
from coach.library.article import Passage
from coach.search.progress import Progress, silent

COVERAGES = (0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the share's 95 % Wilson interval."""

    hits: int
    of: int
    share: Estimate

    @classmethod
    def count(cls, hits: int, of: int) -> Share:
        return cls(hits, of, share_interval(hits, of))


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """What Coach answers to messages of which it is known what they are."""

    situations: int
    outcomes: dict[str, dict[str, int]]
    """How many messages of each kind met each outcome."""
    answered: Share
    """Of the situations that the library covers."""
    refused: dict[str, Share]
    """Of the messages that are not covered, by kind: those that got no advice."""
    citations: Share
    """Quotes that stand word for word where they are said to stand."""
    points: Share
    """Points whose text is made of nothing but their quotes."""
    columns: Columns
    people_first: Share
    """Of the grave messages: those met by whom to turn to."""
    by_category: dict[str, Share]
    look_alikes: Share
    """Of the messages that only look grave: those taken for grave."""
    stopped: Share
    """Of the situations of the collection: those taken for grave."""
    missed: tuple[str, ...]
    """Ids of grave messages that got something else."""
    curves: tuple[Curve, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def read_people_first(folder: Path, split: str) -> list[Message]:
    """Grave messages (`people-first`) and such as only look grave (`look-alike`) of a split; none without such a file.

    Raises:
        DataError: a line of it is malformed.
    """
    path = folder / "people-first.jsonl"
    rows = read_rows(path, ("_id", "text")) if path.exists() else []
    chosen = [row for row in rows if row["metadata"].get("split", split) == split]
    return [Message(r["_id"], r["text"], r["metadata"].get("kind", ""), r["metadata"].get("category")) for r in chosen]


def measure_answers(
    coach: Coach,
    queries: Sequence[JudgedQuery],
    outside: Sequence[Message],
    grave: Sequence[Message],
    score: Score | None = None,
    progress: Progress = silent,
) -> AnswersReport:
    """Ask Coach everything and look at what it says.

    Args:
        coach: that is asked.
        queries: situations that the library covers.
        outside: messages that it does not.
        grave: messages for people first, and look-alikes.
        score: by what the curve orders messages; what Coach decides by unless another is given.
        progress: told how many were asked.
    """
    messages = [*(Message(query.id, query.text, "covered") for query in queries), *outside, *grave]
    asked: list[tuple[Message, Answer]] = []
    for done, message in enumerate(messages, start=1):
        asked.append((message, coach.ask(message.text)))
        progress("Asking", done, len(messages))
    answered = [answer for _, answer in asked if answer.advises]
    passages = _passages(coach, answered)
    curves = edge_curves(score or coverage_score(coach), [query.text for query in queries], outside)
    return AnswersReport(
        situations=len(queries),
        outcomes=_outcomes(asked),
        answered=_advised(asked, "covered"),
        refused={kind: _refused(asked, kind) for kind in sorted({message.kind for message in outside})},
        citations=_exact_citations(answered, passages),
        points=_quoted_points(answered),
        columns=measure_columns(answered, passages),
        people_first=_share(asked, "people-first", "people-first"),
        by_category={
            category: _share([pair for pair in asked if pair[0].category == category], "people-first", "people-first")
            for category in dict.fromkeys(message.category for message in grave if message.category)
        },
        look_alikes=_share(asked, "look-alike", "people-first"),
        stopped=_share(asked, "covered", "people-first"),
        missed=tuple(m.id for m, a in asked if m.kind == "people-first" and a.outcome != "people-first"),
        curves=tuple(curves),
    )


def _outcomes(asked: list[tuple[Message, Answer]]) -> dict[str, dict[str, int]]:
    kinds = dict.fromkeys(message.kind for message, _ in asked)
    return {kind: dict(Counter(answer.outcome for message, answer in asked if message.kind == kind)) for kind in kinds}


def _share(asked: list[tuple[Message, Answer]], kind: str, outcome: str) -> Share:
    of_kind = [answer.outcome for message, answer in asked if message.kind == kind]
    return Share.count(of_kind.count(outcome), len(of_kind))  # type: ignore[arg-type]


def _advised(asked: list[tuple[Message, Answer]], kind: str) -> Share:
    of_kind = [answer.advises for message, answer in asked if message.kind == kind]
    return Share.count(sum(of_kind), len(of_kind))


def _refused(asked: list[tuple[Message, Answer]], kind: str) -> Share:
    advised = _advised(asked, kind)
    return Share.count(advised.of - advised.hits, advised.of)


def _passages(coach: Coach, answers: Sequence[Answer]) -> dict[str, Passage]:
    slugs = dict.fromkeys(citation.article for answer in answers for citation in answer.citations)
    return {passage.id: passage for slug in slugs for passage in coach.article(slug).passages}


def _exact_citations(answers: Sequence[Answer], passages: dict[str, Passage]) -> Share:
    citations = [citation for answer in answers for citation in answer.citations]
    exact = sum(
        c.passage in passages and bool(c.quote) and passages[c.passage].text[c.start : c.end] == c.quote
        for c in citations
    )
    return Share.count(exact, len(citations))


def _quoted_points(answers: Sequence[Answer]) -> Share:
    """Points that have a citation, and no word that stands in none of their quotes."""
    points = [(answer, point) for answer in answers for point in (*answer.management.points, *answer.leadership.points)]
    quoted = 0
    for answer, point in points:
        rest = point.text
        for number in point.citations:
            rest = rest.replace(answer.citation(number).quote, " ")
        quoted += bool(point.citations) and not rest.strip()
    return Share.count(quoted, len(points))


def describe(report: AnswersReport) -> str:
    """A report as text that fits 80 columns."""
    lines = ["Messages by what they are, and what they met"]
    for kind, outcomes in report.outcomes.items():
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        lines.append(f"  {kind:14}{told}")
    lines += ["", f"{'':34}share   95 %"]
    lines += [share_line("situations answered", report.answered)]
    lines += [share_line(f"not covered ({kind}), no advice", share) for kind, share in report.refused.items()]
    lines += [
        share_line("quotes word for word in place", report.citations),
        share_line("points all quoted", report.points),
    ]
    columns = report.columns
    lines += [
        share_line("quoted with the column's lens", Share.count(columns.pure, columns.quotes)),
        share_line("quoted with the other lens", Share.count(columns.other_lens, columns.quotes)),
        share_line("both columns filled", Share.count(columns.both_filled, columns.answers)),
        share_line("contrasts with both sides", Share.count(columns.paired, columns.contrasts)),
        share_line("quotes that both columns share", Share.count(columns.shared, columns.quotes)),
        f"  {'words that both columns share':32}{columns.overlap:.3f}",
        "",
        share_line("grave messages met", report.people_first),
    ]
    lines += [share_line(f"  {category}", share) for category, share in report.by_category.items()]
    lines += [share_line("look-alikes stopped", report.look_alikes), share_line("situations stopped", report.stopped)]
    lines += ["", "Covered against not covered, whatever the threshold", *_curve_lines(report.curves)]
    return "\n".join(line.rstrip() for line in lines)


def share_line(name: str, share: Share) -> str:
    """A share with its interval and its counts, on one line."""
    value = share.share
    return f"  {name:32}{value.value:.3f}   [{value.low:.3f}, {value.high:.3f}]   {share.hits} of {share.of}"


def _curve_lines(curves: Sequence[Curve]) -> list[str]:
    lines = []
    for curve in curves:
        area = "–" if curve.auroc is None else f"{curve.auroc:.3f}"
        lines.append(f"  {curve.kind}: AUROC {area} over {curve.messages} messages")
        for coverage in COVERAGES:
            point = at_coverage(curve, coverage)
            if point is not None:
                covered, through = 100 * point.coverage, 100 * point.let_through
                told = f"answering {covered:.0f} % of the situations lets {through:.0f} % through"
                lines.append(f"    {told}, risk {point.risk:.3f}")
    return lines
