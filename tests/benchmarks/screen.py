"""How soon `coach` paints, against an empty Textual app, and how long an answer takes from Enter to the screen.

    python tests/benchmarks/screen.py [RUNS]

Both are seen from outside, in a pseudo-terminal of 120 by 40: the first paint until the prompt's text (for the empty
app: its background) arrives, an answer from the Enter key until the label of its last row arrives.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

EMPTY = "from textual.app import App\nApp().run()"
COACH = "from coach.settings import load_settings\nfrom coach.tui import run\nrun(load_settings())"
SITUATIONS = [
    "My best engineer has missed two deadlines and snapped at a junior in the stand-up.",
    "My boss takes the credit for my work in front of the directors.",
    "Two of my people no longer speak to each other and the team takes sides.",
    "I was promoted over my friends and now everything is awkward.",
    "A colleague's reports come late every week and my own work waits for them.",
]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    paints = [(_first_paint(COACH, b"type a situation"), _first_paint(EMPTY, b"\x1b[48")) for _ in range(runs)]
    ratio = statistics.median(coach / empty for coach, empty in paints)
    coach, empty = (1000 * statistics.median(column) for column in zip(*paints, strict=True))
    print(f"first paint: coach {coach:.0f} ms, empty app {empty:.0f} ms, ratio {ratio:.2f}")
    answers = [1000 * seconds for seconds in _answers()]
    print(f"Enter to answer: median {statistics.median(answers):.0f} ms, each {[round(a) for a in answers]}")


def _first_paint(code: str, marker: bytes) -> float:
    start = time.perf_counter()
    with _terminal(code) as screen:
        _read_until(screen, marker)
        return time.perf_counter() - start


def _answers() -> Iterator[float]:
    with _terminal(COACH) as screen:
        _read_until(screen, b"type a situation")
        for text in ["My boss shouts at me in front of the customers.", *SITUATIONS]:
            os.write(screen, text.encode())
            time.sleep(1.5)
            _drain(screen)
            start = time.perf_counter()
            os.write(screen, b"\r")
            _read_until(screen, b"AS A LEADER")
            if text in SITUATIONS:
                yield time.perf_counter() - start
            time.sleep(2)


@contextmanager
def _terminal(code: str) -> Iterator[int]:
    screen, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")} | {"TERM": "xterm-256color"}
    actions = [(os.POSIX_SPAWN_DUP2, inside, number) for number in range(3)]
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", code], environment, file_actions=actions)
    try:
        yield screen
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(inside)
        os.close(screen)


def _drain(screen: int) -> None:
    while select.select([screen], [], [], 0.1)[0]:
        os.read(screen, 65536)


def _read_until(screen: int, marker: bytes) -> None:
    seen = b""
    end = time.monotonic() + 60
    while marker not in seen and time.monotonic() < end:
        if select.select([screen], [], [], 0.1)[0]:
            seen += os.read(screen, 65536)


if __name__ == "__main__":
    main()
