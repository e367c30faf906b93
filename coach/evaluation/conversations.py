"""Measuring conversations through Coach's own door: what a turn is taken for, and which article is then in play."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.coaching.answer import Answer
from coach.coaching.coach import Coach
from coach.coaching.conversation import Conversation
from coach.evaluation.answers import Share, share_line
from coach.files import parsed_lines
from coach.search.progress import Progress, silent

NO_ADVICE = frozenset({"talk", "about-coach", "off-topic"})
"""Kinds of turns that are not answered with advice, so that no article is in play."""


@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """A turn of a scripted conversation, and what is known of it."""

    text: str
    turn: str
    """What it does: see `coach.coaching.answer.Turn`."""
    articles: tuple[str, ...]
    """Slugs of the articles that may be in play after it."""
    new: bool
    """Whether it begins another situation."""


@dataclass(frozen=True, slots=True)
class Script:
    """A scripted conversation."""

    id: str
    turns: tuple[ScriptedTurn, ...]


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """A turn that was played, with the answer that it got."""

    script: str
    place: int
    """0 is the first turn of its conversation."""
    expected: ScriptedTurn
    answer: Answer
    article: str | None
    """The article in play after it."""
    repeated: int
    """Quotes that stood in an earlier answer on the same situation."""
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Kind:
    """How well turns of one kind are told."""

    kind: str
    turns: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ConversationsReport:
    """How scripted conversations went; what concerns turns leaves the first of each conversation out."""

    conversations: int
    turns: int
    macro_f1: float
    """Mean over the kinds of the F1 of each, of all turns after the first."""
    kinds: tuple[Kind, ...]
    told: Share
    """Turns taken for what they are."""
    new: Share
    """New situations after the first turn that are taken as new."""
    kept: Share
    """Turns on the same situation that are not taken as new."""
    in_play: Share
    """Follow-ups that want advice, after which a right article comes first."""
    repeating: Share
    """Details, what-ifs, tried and more: those that quote what was quoted before on the same situation."""
    milliseconds: tuple[float, float]
    """Median and 95th percentile of a turn, encoding included."""
    mistakes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def read_scripts(folder: Path, split: str) -> list[Script]:
    """The scripted conversations of a split.

    Raises:
        DataError: the file is missing, or a line is malformed.
    """
    path = folder / "conversations.jsonl"
    read = parsed_lines(path, "a conversation", _script)
    return [script for of_split, script in read if of_split == split]


def _script(row: Any) -> tuple[str, Script]:  # noqa: ANN401 - what JSON held
    """A conversation, and the split that it belongs to."""
    turns = [
        ScriptedTurn(str(turn["text"]), str(turn["turn"]), tuple(turn["articles"]), bool(turn["new"]))
        for turn in row["turns"]
    ]
    return str(row["split"]), Script(str(row["_id"]), tuple(turns))


def measure_conversations(coach: Coach, scripts: Sequence[Script], progress: Progress = silent) -> ConversationsReport:
    """Play every conversation from its beginning and look at what each turn is taken for.

    Mistakes have consequences, as in life: what follows a turn is played on whatever became of it.
    """
    played: list[PlayedTurn] = []
    for done, script in enumerate(scripts, start=1):
        played += play(coach, script)
        progress("Playing conversations", done, len(scripts))
    later = [turn for turn in played if turn.place > 0]
    kinds = _kinds(later)
    again = [turn for turn in later if not turn.expected.new]
    wanting = [turn for turn in again if turn.expected.turn not in NO_ADVICE]
    going_on = [turn for turn in wanting if turn.answer.turn in {"detail", "what-if", "tried", "more"}]
    new = [turn for turn in later if turn.expected.new]
    times = np.array([turn.milliseconds for turn in played] or [0.0])
    return ConversationsReport(
        conversations=len(scripts),
        turns=len(played),
        macro_f1=float(np.mean([kind.f1 for kind in kinds])) if kinds else 0.0,
        kinds=tuple(kinds),
        told=_share([_is_told(turn) for turn in later]),
        new=_share([turn.answer.turn == "situation" for turn in new]),
        kept=_share([turn.answer.turn != "situation" for turn in again]),
        in_play=_share([turn.article in turn.expected.articles for turn in wanting]),
        repeating=_share([turn.repeated > 0 for turn in going_on]),
        milliseconds=(float(np.median(times)), float(np.percentile(times, 95))),
        mistakes=tuple(_mistake(turn) for turn in later if not _is_told(turn)),
    )


def play(coach: Coach, script: Script) -> list[PlayedTurn]:
    """Play one conversation."""
    talk = Conversation(script.id)
    played = []
    for place, expected in enumerate(script.turns):
        before = {(c.passage, c.start) for answer in talk.advice for c in answer.citations}
        begun = time.perf_counter()
        answer = coach.ask(expected.text, conversation=talk)
        spent = 1000 * (time.perf_counter() - begun)
        repeated = sum((c.passage, c.start) in before for c in answer.citations)
        played.append(PlayedTurn(script.id, place, expected, answer, in_play(talk), repeated, spent))
    return played


def in_play(talk: Conversation) -> str | None:
    """The article that the newest advice of a conversation draws on first."""
    read = [answer.reading for answer in talk.answers if answer.advises and answer.reading]
    return next((article.article for article in read[-1].articles if article.used), None) if read else None


def _is_told(turn: PlayedTurn) -> bool:
    return turn.answer.turn == turn.expected.turn


def _kinds(played: Sequence[PlayedTurn]) -> list[Kind]:
    found = []
    for kind in sorted({turn.expected.turn for turn in played}):
        of_kind = sum(turn.expected.turn == kind for turn in played)
        taken = sum(turn.answer.turn == kind for turn in played)
        right = sum(turn.expected.turn == turn.answer.turn == kind for turn in played)
        f1 = 2 * right / (of_kind + taken)
        found.append(Kind(kind, of_kind, right / taken if taken else 0.0, right / of_kind, f1))
    return found


def _share(hits: Sequence[bool]) -> Share:
    return Share.count(sum(hits), len(hits))


def _mistake(turn: PlayedTurn) -> str:
    return f"{turn.script} {turn.expected.turn} taken for {turn.answer.turn}: {turn.expected.text}"


def describe(report: ConversationsReport) -> str:
    """A report as text that fits 80 columns."""
    lines = [f"{report.conversations} conversations, {report.turns} turns; the first turn of each is not counted below"]
    lines += ["", f"  {'macro-F1 over the kinds of turns':34}{report.macro_f1:.3f}", ""]
    lines += [f"  {'kind':14}{'turns':>6}{'precision':>11}{'recall':>8}{'F1':>7}"]
    lines += [f"  {k.kind:14}{k.turns:6}{k.precision:11.3f}{k.recall:8.3f}{k.f1:7.3f}" for k in report.kinds]
    lines += ["", f"{'':34}share   95 %"]
    for name, share in (
        ("turns taken for what they are", report.told),
        ("new situations taken as new", report.new),
        ("others not taken as new", report.kept),
        ("a right article in play", report.in_play),
        ("saying again what was said", report.repeating),
    ):
        lines.append(share_line(name, share))
    median, late = report.milliseconds
    lines.append(f"  a turn, encoding included: median {median:.0f} ms, 95 % within {late:.0f} ms")
    return "\n".join(lines)
