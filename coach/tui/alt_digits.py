"""Alt with a digit, told apart from the characters that macOS types by it.

Textual 8.2 turns the bytes that nearly every terminal sends for alt+1 … alt+9 into ¡ ™ £ … so that Option and a digit
type in WezTerm what they type elsewhere on macOS. Coach opens citations by these keys, so it takes that mapping back; a
£ that comes from a keyboard as £ stays one. Revisit when Textual is updated: the test tells.
"""

from __future__ import annotations


def tell_alt_digits() -> None:
    """Let alt+1 … alt+9 arrive as such."""
    from textual import _ansi_sequences

    for digit in "123456789":
        _ansi_sequences.ANSI_SEQUENCES_KEYS.pop(f"\x1b{digit}", None)  # type: ignore[attr-defined]
