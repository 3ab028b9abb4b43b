"""The quotation under a reply: a few lines of the mail's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

MOST_LINES = 15
"""Lines of a short quotation."""
MOST_LINES_IN_FULL = 200
WIDTH = 72
"""Columns of a quoted line."""
CUT_MARK = "[…]"


def quotation(text: str, most_lines: int) -> str:
    """Given text in paragraphs, return it quoted and wrapped; what goes beyond `most_lines` is cut, and that shows."""
    lines = [line for paragraph in text.strip().split("\n") for line in wrapped(paragraph, WIDTH)]
    kept = _without_doubled_empty_lines(lines)
    if len(kept) > most_lines:
        kept = [*kept[: most_lines - 1], CUT_MARK]
    return "\n".join(f"> {line}".rstrip() for line in kept)


def wrapped(line: str, width: int) -> list[str]:
    """Return a line in pieces of at most `width` columns; East Asian characters take two, and break anywhere."""
    return list(_wrapped(line.split(), width)) or [""]


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    line, used = "", 0
    for word in words:
        for piece in _breakable(word, width):
            columns = _columns(piece)
            glue = " " if line and piece is word else ""
            if line and used + len(glue) + columns > width:
                yield line
                line, used, glue = "", 0, ""
            line += glue + piece
            used += len(glue) + columns
    if line:
        yield line


def _breakable(word: str, width: int) -> list[str]:
    # A long word in a script without blanks is a sentence. A long address stays whole: a broken link is useless.
    if _columns(word) <= width or word.isascii():
        return [word]
    return [*word]


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _without_doubled_empty_lines(lines: list[str]) -> list[str]:
    return [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
