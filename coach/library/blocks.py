"""Markdown and plain text as one flat list of blocks, each with the line on which it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from coach.library.text import clean_text, count_words, fold_space

BlockKind = Literal["heading", "paragraph", "item", "quote", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or quotation; `other` is anything else (code, tables, rules, HTML)."""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    """The level of a heading, 1 to 6."""


def read_markdown(text: str, first_line: int = 1) -> list[Block]:
    """Read CommonMark into blocks; emphasis, links and images keep their words only."""
    blocks: list[Block] = []
    enclosing: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for position, token in enumerate(tokens):
        if token.nesting == 1:
            enclosing.append(token.type)
        elif token.nesting == -1:
            enclosing.pop()
        elif token.type == "inline":
            line = first_line + (token.map[0] if token.map else 0)
            block = _inline_block(token, tokens[position - 1], enclosing, line)
            if block.text:
                blocks.append(block)
        elif token.type in ("fence", "code_block", "html_block", "hr"):
            blocks.append(Block("other", "", first_line + (token.map[0] if token.map else 0)))
    return blocks


def _inline_block(token: Token, opening: Token, enclosing: list[str], line: int) -> Block:
    # Cleaned again, because an entity such as &#x202e; spells out a character that was taken out before.
    words = fold_space(clean_text("".join(_plain(child) for child in token.children or [])))
    if "heading_open" in enclosing:
        return Block("heading", words, line, level=int(opening.tag[1]))
    if "table_open" in enclosing:
        return Block("other", words, line)
    if "blockquote_open" in enclosing:
        return Block("quote", words, line)
    if "list_item_open" in enclosing:
        return Block("item", words, line)
    return Block("paragraph", words, line)


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return ""
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


_BULLET = re.compile(r"^\s*(?:[-*•–]\s*|\d{1,2}\)\s+)(?=\S)")
_CLOSED = re.compile(r"[.,;:!…][\"'”’)\]]*$")


def read_plain_text(text: str) -> list[Block]:
    """Read plain text into blocks.

    Lines that look hard-wrapped are joined; any other line is a paragraph of its own, or a heading when it is short,
    has no closing punctuation and a longer line or a blank one follows it.
    """
    blocks: list[Block] = []
    for line, group in _groups(text):
        if not _BULLET.match(group[0]) and _is_wrapped(group):
            blocks.append(Block("paragraph", fold_space(" ".join(group)), line))
            continue
        for offset, row in enumerate(group):
            following = group[offset + 1] if offset + 1 < len(group) else ""
            blocks.append(_line_block(row, following, line + offset))
    return blocks


def _groups(text: str) -> list[tuple[int, list[str]]]:
    """Runs of lines between blank lines, each with the number of its first line."""
    groups: list[tuple[int, list[str]]] = []
    in_group = False
    for number, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            if not in_group:
                groups.append((number, []))
            groups[-1][1].append(row)
        in_group = bool(row.strip())
    return groups


def _is_heading(row: str, following: str) -> bool:
    first = row.strip()
    if _CLOSED.search(first) or not (first[0].isupper() or first[0].isdigit()) or count_words(first) > 14:
        return False
    return not following or (len(following) > len(first) and not _BULLET.match(following))


def _is_wrapped(group: list[str]) -> bool:
    return len(group) > 1 and max(map(len, group)) <= 100 and min(map(len, group[:-1])) >= 40


def _line_block(row: str, following: str, line: int) -> Block:
    bullet = _BULLET.match(row)
    if bullet:
        return Block("item", fold_space(row[bullet.end() :]), line)
    if _is_heading(row, following):
        return Block("heading", fold_space(row), line, level=2)
    return Block("paragraph", fold_space(row), line)
