"""An evaluation as a table that fits 80 columns."""

from __future__ import annotations

from coach.evaluation.experiment import Experiment
from coach.evaluation.measures import Estimate


def report(experiment: Experiment) -> str:
    """Lay out measures with 95 % intervals, comparisons and latency."""
    collection = experiment.collection
    lines = [f"{collection.name}, {collection.split} split, {len(collection.queries)} queries; 95 % intervals", ""]
    lines += _table(experiment.systems)
    for value, systems in experiment.groups.items():
        lines += ["", value, *_table(systems)]
    lines += ["", "Paired randomisation tests"]
    for c in experiment.comparisons:
        lines.append(f"  {c.a} - {c.b:8} {c.measure:10} {c.difference:+.3f}  p = {c.p:.4f}")
    lines += ["", "Milliseconds a query, encoding included"]
    lines += [f"  {name:8} p50 {ms['p50']:7.1f}  p95 {ms['p95']:7.1f}" for name, ms in experiment.latency_ms.items()]
    return "\n".join(lines)


def _table(systems: dict[str, dict[str, Estimate]]) -> list[str]:
    width = 22
    lines = ["            " + "".join(f"{name:<{width}}" for name in systems)]
    for measure in next(iter(systems.values())):
        cells = [_cell(estimates[measure]) for estimates in systems.values()]
        lines.append(f"  {measure:10}" + "".join(f"{cell:<{width}}" for cell in cells))
    return [line.rstrip() for line in lines]


def _cell(value: Estimate) -> str:
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"
