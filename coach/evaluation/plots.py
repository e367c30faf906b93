"""The plots of a report, as SVG that stands inside the page; drawn by matplotlib without a screen."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from coach.evaluation.edge import Curve
from coach.evaluation.experiment import Estimates
from coach.evaluation.latency import STAGES, Latency
from coach.evaluation.uncertainty import Values

# Okabe and Ito's colours: told apart by colour-blind people, and in print.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666")
_WIDTH = 7.2


def intervals(estimates: dict[str, Any], measure: str) -> str:
    """A dot with its 95 % interval for each system."""
    names = list(estimates)[::-1]
    figure, axes = _figure(0.5 + 0.34 * len(names))
    for place, name in enumerate(names):
        value = estimates[name]
        axes.plot([value.low, value.high], [place, place], color=COLOURS[0], linewidth=2)
        axes.plot(value.value, place, "o", color=COLOURS[0])
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel(f"{measure}, mean over queries with its 95 % interval")
    return _svg(figure)


def differences(values: Values, a: str, b: str, measure: str) -> str:
    """The difference of two systems for each query, from the best for `a` to the best for `b`."""
    ordered = np.sort(values)[::-1]
    figure, axes = _figure(2.4)
    colours = [COLOURS[0] if value > 0 else COLOURS[1] for value in ordered]
    axes.bar(range(len(ordered)), ordered, width=1.0, color=colours, linewidth=0)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.axhline(float(values.mean()), color="black", linewidth=0.8, linestyle=":")
    axes.set_xlim(-0.5, len(ordered) - 0.5)
    axes.set_xlabel(f"queries, in order of difference; dotted: the mean, {values.mean():+.3f}")
    axes.set_ylabel(f"{measure}\n{_short(a)} − {_short(b)}")
    return _svg(figure)


def risk_coverage(curves: Sequence[Curve]) -> str:
    """What is let through against what is answered, a line a kind."""
    figure, axes = _figure(3.0)
    for colour, curve in zip(COLOURS, curves, strict=False):
        area = "" if curve.auroc is None else f", AUROC {curve.auroc:.3f}"
        coverage = [point.coverage for point in curve.points]
        label = f"{curve.kind}: {curve.messages} messages{area}"
        axes.plot(coverage, [point.risk for point in curve.points], color=colour, label=label)
        axes.plot(coverage, [point.let_through for point in curve.points], color=colour, linestyle=":")
    axes.set_xlabel("coverage: share of the covered messages that are answered")
    axes.set_ylabel("risk (line) and share\nlet through (dotted)")
    axes.set_xlim(0, 1.01)
    axes.set_ylim(-0.02, 1.02)
    axes.legend(frameon=False, loc="upper left")
    return _svg(figure)


def latency(found: dict[str, Latency]) -> str:
    """The median of each stage, side by side to their sum, a bar a system."""
    names = list(found)[::-1]
    figure, axes = _figure(0.7 + 0.34 * len(names))
    left = np.zeros(len(names))
    for colour, stage in zip(COLOURS, STAGES, strict=False):
        medians = np.array([found[name].stages.get(stage, {"p50": 0.0})["p50"] for name in names])
        axes.barh(range(len(names)), medians, left=left, color=colour, label=stage)
        left += medians
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_xlabel("milliseconds a query: the median of each stage")
    axes.legend(frameon=False, ncols=len(STAGES), loc="lower left", bbox_to_anchor=(0, 1))
    return _svg(figure)


def groups(found: dict[str, Estimates], measure: str, systems: Sequence[str]) -> str:
    """A measure by value of a field, a dot with its interval for each system."""
    values = list(found)[::-1]
    figure, axes = _figure(0.9 + (0.14 * len(systems) + 0.16) * len(values))
    for number, system in enumerate(systems):
        offset = 0.6 * ((len(systems) - 1) / 2 - number) / max(len(systems), 1)
        colour = COLOURS[number % len(COLOURS)]
        for place, value in enumerate(values):
            estimate = found[value][system][measure]
            axes.plot([estimate.low, estimate.high], [place + offset] * 2, color=colour, linewidth=1.5)
            axes.plot(estimate.value, place + offset, "o", color=colour, markersize=4, label="_" if place else system)
    axes.set_yticks(range(len(values)), values)
    axes.set_ylim(-0.6, len(values) - 0.4)
    axes.set_xlabel(measure)
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    return _svg(figure)


def _figure(height: float) -> tuple[Any, Any]:
    # The figure is made without pyplot, which would keep it and might look for a screen.
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["svg.fonttype"] = "none"  # text stays text: it can be searched, copied and read out
    rcParams["svg.hashsalt"] = "coach"  # the same figures give the same file
    rcParams["font.family"] = "sans-serif"
    rcParams["font.size"] = 9
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:  # noqa: ANN401 - a matplotlib Figure
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    svg = file.getvalue()
    return re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:33]}…"
