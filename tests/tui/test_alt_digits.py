"""Keys as terminals send them."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser

from coach.tui.alt_digits import tell_alt_digits


def keys(sent: str) -> list[str]:
    parser = XTermParser()
    return [event.key for part in (sent, "") for event in parser.feed(part) if hasattr(event, "key")]


@pytest.mark.parametrize("digit", "123456789")
def test_alt_and_a_digit_arrive_as_such_however_a_terminal_sends_them(digit: str) -> None:
    tell_alt_digits()
    assert keys(f"\x1b{digit}") == [f"alt+{digit}"]
    assert keys(f"\x1b[{ord(digit)};3u") == [f"alt+{digit}"]


def test_a_pound_sign_stays_one() -> None:
    tell_alt_digits()
    assert keys("£") == ["pound_sign"]
