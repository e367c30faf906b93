"""An evaluation as text that fits 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from coach.evaluation.experiment import Estimates, Experiment
from coach.evaluation.latency import STAGES
from coach.evaluation.uncertainty import Comparison, Estimate

WIDTH = 80
_LONGEST_NAME = 10
_COLUMN = 22
_COLUMNS = 3


def report(experiment: Experiment, by: Sequence[str] | None = None) -> str:
    """Lay out measures with 95 % intervals, comparisons, what nobody judged, latency and memory.

    Args:
        experiment: what was measured.
        by: the metadata fields whose groups are shown; all when it is None.
    """
    collection = experiment.collection
    labels = _labels(list(experiment.systems))
    lines = [f"{collection.name}, {collection.split} split, {len(collection.queries)} queries; 95 % intervals"]
    lines += [f"  {label} = {name}"[:WIDTH] for name, label in labels.items() if label != name]
    lines += ["", *_table(experiment.systems, labels)]
    for value, systems in experiment.groups.items():
        if by is not None and value.partition("=")[0] not in by:
            continue
        lines += ["", value[:WIDTH], *_table(systems, labels)]
    lines += _comparisons(experiment.comparisons, labels)
    lines += _unjudged(experiment, labels)
    lines += _latency(experiment, labels)
    lines += _notes(experiment)
    return "\n".join(line.rstrip() for line in lines)


def _labels(names: list[str]) -> dict[str, str]:
    """What each system is called in the tables: its name, or a letter when the names are long."""
    if max(map(len, names)) <= _LONGEST_NAME:
        return {name: name for name in names}
    letters = [*ascii_uppercase, *(f"{a}{b}" for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(names, letters, strict=False))


def _table(systems: Estimates, labels: dict[str, str]) -> list[str]:
    measures = list(dict.fromkeys(measure for estimates in systems.values() for measure in estimates))
    width = max(map(len, measures), default=0) + 3
    columns = max(1, min(_COLUMNS, (WIDTH - width) // _COLUMN))
    lines: list[str] = []
    for names in _batched(list(systems), columns):
        lines += [""] if lines else []
        lines.append(" " * width + "".join(f"{labels[name]:<{_COLUMN}}" for name in names))
        for measure in measures:
            cells = [_cell(systems[name].get(measure)) for name in names]
            lines.append(f"  {measure:{width - 2}}" + "".join(f"{cell:<{_COLUMN}}" for cell in cells))
    return lines


def _batched(names: Sequence[str], size: int) -> list[list[str]]:
    return [list(names[first : first + size]) for first in range(0, len(names), size)]


def _cell(value: Estimate | None) -> str:
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]" if value else "–"


def _comparisons(comparisons: Sequence[Comparison], labels: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for measure in dict.fromkeys(c.measure for c in comparisons):
        chosen = [c for c in comparisons if c.measure == measure]
        lines += ["", f"{measure}, query by query: paired randomisation, Holm over {_pairs(len(chosen))}"]
        lines.append(f"  {'a - b':22}{'difference [95 %]':25}{'p':8}{'d':7}+/-/=")
        for c in chosen:
            interval = f"{c.difference:+.3f} [{c.low:+.3f}, {c.high:+.3f}]"
            counts = f"{c.better}/{c.worse}/{c.equal}"
            pair = f"{labels[c.a]} - {labels[c.b]}"
            lines.append(f"  {pair:22}{interval:25}{_p(c.p_holm):8}{c.effect:<+7.2f}{counts}")
        lines += [
            f"  ! too few queries to tell {labels[c.a]} from {labels[c.b]}: these show {c.detectable:.3f} and more"
            for c in chosen
            if c.is_too_small_to_tell
        ]
    return lines


def _pairs(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"


def _p(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _unjudged(experiment: Experiment, labels: dict[str, str]) -> list[str]:
    found = {name: told for name, told in experiment.unjudged.items() if told.share > 0}
    if not found:
        return []
    lines = ["", "Unjudged passages among the first ten, and nDCG@10 over the judged ones alone"]
    return lines + [f"  {labels[n]:10} {100 * told.share:5.1f} %  {told.condensed:.3f}" for n, told in found.items()]


def _latency(experiment: Experiment, labels: dict[str, str]) -> list[str]:
    latency = experiment.machine.latency
    if not latency:
        return []
    sample = next(iter(latency.values())).queries
    lines = ["", f"Milliseconds a query, p50/p95 over {sample} queries that were not seen before"]
    lines.append(" " * 13 + "".join(f"{stage:13}" for stage in (*STAGES, "total")))
    for name, found in latency.items():
        cells = [found.stages.get(stage) for stage in (*STAGES, "total")]
        told = [f"{_ms(ms['p50'])}/{_ms(ms['p95'])}" if ms else "–" for ms in cells]
        lines.append(f"  {labels[name]:11}" + "".join(f"{cell:13}" for cell in told))
    return [*lines, f"Memory: at most {experiment.machine.peak_megabytes:.0f} MB for the whole evaluation"]


def _ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _notes(experiment: Experiment) -> list[str]:
    notes = [f"{run.system}: {note}" for run in experiment.runs for note in run.notes]
    unanswered = len(experiment.collection.without_answer)
    if unanswered:
        notes.append(f"{unanswered} queries have no relevant passage: every measure gives them 0")
    return ["", *notes] if notes else []
