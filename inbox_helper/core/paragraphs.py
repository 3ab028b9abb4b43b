"""Hard-wrapped lines back into paragraphs; what is a line by itself stays one."""

from __future__ import annotations

from inbox_helper.core.sentences import is_bullet
from inbox_helper.core.signatures import is_rule

SHORTEST_WRAP = 45
"""Nobody wraps text at fewer characters; shorter lines are greetings, addresses, names."""
LONGEST_WRAP = 100
"""Longer lines are whole paragraphs."""
SHORTEST_START = 28
"""A shorter line that goes on in lower case is a name with a title below it, or a chat."""
_FULL_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "」", "：")


def unwrap(lines: list[str], *, from_html: bool = False) -> str:
    """Given lines, return paragraphs parted by one empty line; lines that were not wrapped stay apart.

    A line was wrapped where the first word of the next line would not have fitted into it, or where a sentence
    plainly goes on.
    """
    paragraphs: list[str] = []
    block: list[str] = []
    for raw in (*lines, ""):
        line = raw.strip()
        if line and not is_rule(line):
            block.append(line)
        elif block:
            paragraphs.append(_join(block, first=not paragraphs, from_html=from_html))
            block = []
    return "\n\n".join(paragraphs)


def _join(block: list[str], *, first: bool, from_html: bool) -> str:
    if len(block) == 1:
        return block[0]
    width = max(len(line) for line in block)
    if not SHORTEST_WRAP <= width <= LONGEST_WRAP or (from_html and len(block) < 3):
        width = 0
    output = [block[0]]
    for number, line in enumerate(block[1:]):
        above = block[number]
        greeting = first and number < 2 and len(above) <= 60 and above.endswith((",", "!", ":", "，"))
        if greeting or is_bullet(line) or not _goes_on(above, line, width):
            output.append("\n")
        elif _is_wide(above[-1]) and _is_wide(line[0]):
            pass
        elif not (above.endswith("-") and above[-2:-1].isalpha() and line[0].islower()):
            output.append(" ")
        output.append(line)
    return "".join(output)


def _goes_on(above: str, line: str, width: int) -> bool:
    if _is_wide(above[-1]):
        return _is_wide(line[0]) and len(above) >= 8 and (above[-1] == "、" or _is_hiragana(above[-1]))
    if "\t" in above or "\t" in line:
        return False
    if width and len(above) + 1 + len(line.partition(" ")[0]) > width:
        return True
    return line[0].islower() and len(above) >= SHORTEST_START and not above.endswith(_FULL_ENDS)


def _is_wide(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _is_hiragana(char: str) -> bool:
    return "\u3041" <= char <= "\u309f"
