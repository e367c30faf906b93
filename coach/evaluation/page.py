"""An evaluation as one page of HTML that needs nothing else: to read, to print, and to look at single queries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach import __version__
from coach.evaluation import plots
from coach.evaluation.edge import Curve
from coach.evaluation.experiment import Experiment
from coach.evaluation.latency import STAGES
from coach.evaluation.run import in_order
from coach.files import write_atomically

FILES = Path(__file__).parent / "page_files"
SHOWN = 10
LONGEST_TEXT = 1500

Texts = dict[str, tuple[str, str]]
"""Heading and text by passage id."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot with what it shows."""

    title: str
    svg: str


def write_page(experiment: Experiment, texts: Texts, path: Path, curves: tuple[Curve, ...] = ()) -> None:
    """Write the page.

    Args:
        experiment: what was measured.
        texts: of everything that a run may have found.
        path: the file to write.
        curves: covered against not covered, where the collection tells.

    Raises:
        OSError: the file cannot be written.
    """
    write_atomically(path, render_page(experiment, texts, curves).encode("utf-8", "replace"))


def render_page(experiment: Experiment, texts: Texts, curves: tuple[Curve, ...] = ()) -> str:
    """The page; whatever queries and passages hold stands in it as text, never as markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FILES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    measures = list(dict.fromkeys(name for found in experiment.systems.values() for name in found))
    return environment.get_template("page.html").render(
        experiment=experiment,
        collection=experiment.collection,
        measures=measures,
        systems=list(experiment.systems),
        pictures=_pictures(experiment, curves),
        style=(FILES / "page.css").read_text(encoding="utf-8"),
        script=(FILES / "page.js").read_text(encoding="utf-8"),
        data=_script_json(_data(experiment, texts)),
        version=__version__,
        stages=(*STAGES, "total"),
    )


def _pictures(experiment: Experiment, curves: tuple[Curve, ...]) -> list[Picture]:
    measure = experiment.plan.compared[0] if experiment.plan.compared else experiment.plan.measures[0].name
    systems = {name: found[measure] for name, found in experiment.systems.items() if measure in found}
    pictures = [Picture(f"{measure} of every system", plots.intervals(systems, measure))] if systems else []
    for comparison in [c for c in experiment.comparisons if c.measure == measure][:6]:
        values = experiment.per_query[comparison.a][measure] - experiment.per_query[comparison.b][measure]
        title = f"Query by query: {comparison.a} against {comparison.b}"
        pictures.append(Picture(title, plots.differences(values, comparison.a, comparison.b, measure)))
    if curves:
        pictures.append(Picture("Covered against not covered, far and near apart", plots.risk_coverage(curves)))
    for field in experiment.plan.by:
        found = {
            name.removeprefix(f"{field}="): v for name, v in experiment.groups.items() if name.startswith(f"{field}=")
        }
        pictures.append(Picture(f"{measure} by {field}", plots.groups(found, measure, list(systems)[:6])))
    if experiment.machine.latency:
        pictures.append(Picture("How long a query takes", plots.latency(dict(experiment.machine.latency))))
    return pictures


def _data(experiment: Experiment, texts: Texts) -> dict[str, Any]:
    """What the script shows of single queries: rankings, judgements, texts."""
    collection = experiment.collection
    rankings = {
        run.system: {query: in_order(scored)[:SHOWN] for query, scored in (run.passages or run.articles).items()}
        for run in experiment.runs
    }
    shown = {name for by_query in rankings.values() for names in by_query.values() for name in names}
    measures = [name for name in experiment.plan.compared if all(name in m for m in experiment.per_query.values())]
    return {
        "queries": [{"id": q.id, "text": q.text, "metadata": q.metadata} for q in collection.queries],
        "systems": list(experiment.systems),
        "measures": measures,
        "values": {
            system: {name: [round(float(v), 4) for v in values[name]] for name in measures}
            for system, values in experiment.per_query.items()
        },
        "rankings": rankings,
        "grades": {
            query.id: collection.qrels.get(query.id, {}) | collection.article_qrels_of(query.id)
            for query in collection.queries
        },
        "relevant": collection.relevant,
        "texts": {name: [texts[name][0], _cut(texts[name][1])] for name in sorted(shown) if name in texts},
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} […]"


def _script_json(value: Any) -> str:  # noqa: ANN401 - anything that json writes
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    escapes: dict[str, str | int | None] = {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
    return json.dumps(value, ensure_ascii=False).translate(str.maketrans(escapes))
