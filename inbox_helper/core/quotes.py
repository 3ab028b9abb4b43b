"""Quoted and forwarded mail: cut out of a message, so that only its own words are judged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inbox_helper.core.quote_words import (
    FORWARDED,
    FROM_LABELS,
    HEADER_LABELS,
    ORIGINAL,
    WROTE,
    WROTE_JAPANESE,
    WROTE_OPENERS,
)
from inbox_helper.core.types import Cut, CutKind

MAX_ATTRIBUTION = 400
"""Characters of a line like "On Monday, 2 November 2026, Jane wrote:", over three lines at most."""

SHORTEST_MARK = 4
"""Characters of the shortest line that can mark a quotation ("De :" and an address may be wrapped)."""

_FRAME = " \t*_-=>~#:."
_RULE_CHARS = frozenset("-_=*~ ")
_TIME = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}年")
_ADDRESS = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}\.")
_WORD_EDGES = "\"'<>,;:()[]*_ "


@dataclass(frozen=True, slots=True)
class OwnLines:
    """The lines that are the writer's own, and what was cut from between and below them."""

    lines: list[str]
    cuts: list[Cut]


def cut_quotes(lines: list[str], *, forward: bool = False) -> OwnLines:
    """Given the lines of a message, return its own, and its quoted and forwarded parts as cuts.

    `forward` says that the subject calls the message a forward. Only marks that mail programs make count,
    each confirmed by a second one, so that a sentence that begins with "From" or "On Monday" stays.
    """
    end, kind = _rest_is_quoted(lines)
    cuts: list[Cut] = []
    if kind is not None:
        above = any(line.strip() for line in lines[:end])
        if forward or not above:
            kind = CutKind.FORWARD
        cuts.append(Cut(kind, _text(lines[end:])))
        lines = lines[:end]
    own, inline = _cut_marked(lines)
    return OwnLines(own, [*inline, *cuts])


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _rest_is_quoted(lines: list[str]) -> tuple[int, CutKind | None]:
    """Find the first line from which on everything is somebody else's."""
    first_text = next((number for number, line in enumerate(lines) if line.strip()), 0)
    for number, line in enumerate(lines):
        stripped = line.strip()
        if len(stripped) < SHORTEST_MARK or stripped[0] == ">":
            continue
        if kind := _separator(stripped):
            return _start(lines, number), kind
        if stripped[-1] in ":：>" or ":" in stripped:
            if _is_header_block(lines, number):
                return _start(lines, number), CutKind.QUOTE
            if stripped[-1] in ":：" and _opens_unmarked_quote(lines, number, first_text):
                return number, CutKind.QUOTE
    return len(lines), None


def _start(lines: list[str], number: int) -> int:
    """Let the cut begin with a rule that stands right above."""
    above = number - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    rule = above >= 0 and len(lines[above].strip()) >= 5 and _RULE_CHARS.issuperset(lines[above])
    return above if rule else number


def _separator(line: str) -> CutKind | None:
    if len(line) > 120:
        return None
    core = line.strip(_FRAME).lower()
    if core in FORWARDED and (line[0] in "-_=*" or line[-1] in ":：" or len(core.split()) > 2):
        return CutKind.FORWARD
    if core.startswith("forwarded by ") and line[0] == "-":
        return CutKind.FORWARD
    if core in ORIGINAL and line[0] in "-_=*":
        return CutKind.QUOTE
    return None


def _label(line: str) -> str:
    head = line.lstrip(" \t*>|").replace("：", ":", 1)
    name, colon, _ = head[:40].partition(":")
    return name.strip(" *").lower() if colon else ""


def _is_header_block(lines: list[str], number: int) -> bool:
    """Tell whether the header block of a quoted message begins here: From, and two more of its labels.

    Most programs begin with From and may wrap lines; where another label comes first, no line may come between.
    """
    first = _label(lines[number])
    if first in FROM_LABELS:
        found = {label for line in lines[number + 1 : number + 10] if (label := _label(line)) in HEADER_LABELS}
        return len(found) >= 2
    if first not in HEADER_LABELS:
        return False
    block = [_label(line) for line in lines[number : number + 5]]
    known = [label for label in block if label in HEADER_LABELS or label in FROM_LABELS]
    return len(known) >= 4 and block[:4] == known[:4] and any(label in FROM_LABELS for label in known)


def is_attribution(text: str) -> bool:
    """Tell whether a line introduces a quotation: it says who wrote, with an address or a date and a time."""
    if len(text) > MAX_ATTRIBUTION or text[-1:] not in (":", "："):
        return False
    lowered = text.lower()
    wrote = any(word.strip(_WORD_EDGES) in WROTE for word in lowered.split()) or any(
        word in text for word in WROTE_JAPANESE
    )
    address = _ADDRESS.search(text) is not None
    moment = _TIME.search(text) is not None
    if address and (wrote or (moment and text.rstrip(":： ").endswith((">", ")", "]")))):
        return True
    return wrote and moment and (lowered.startswith(WROTE_OPENERS) or text[0].isdigit())


def _attribution_start(lines: list[str], number: int) -> int | None:
    """Given the last line of a possible attribution, return its first line; it may be wrapped over three."""
    joined = ""
    for first in range(number, max(number - 3, -1), -1):
        line = lines[first].strip()
        if not line or line[0] == ">":
            return None
        joined = f"{line} {joined}".strip()
        if is_attribution(joined):
            return _widened(lines, first, number)
    return None


def _widened(lines: list[str], first: int, number: int) -> int:
    """Take in a wrapped first line ("On Mon, 2 Nov 2026 at") whose rest already was enough."""
    above = lines[first - 1].strip() if first else ""
    opening = above.lower().startswith(WROTE_OPENERS) or above[:1].isdigit()
    opener = opening and _TIME.search(above) is not None and len(above) < 100
    if opener and number - first < 2 and not lines[first].lower().startswith(WROTE_OPENERS):
        return first - 1
    return first


def _opens_unmarked_quote(lines: list[str], number: int, first_text: int) -> bool:
    """Tell whether this line ends an attribution with own text above and a quotation without marks below."""
    if number <= first_text:
        return False
    first = _attribution_start(lines, number)
    if first is None or first <= first_text:
        return False
    following = next((line.strip() for line in lines[number + 1 :] if line.strip()), "")
    return bool(following) and following[0] != ">"


def _cut_marked(lines: list[str]) -> tuple[list[str], list[Cut]]:
    """Cut lines that begin with ">" and the attributions above them."""
    runs = _marked_runs(lines)
    if not runs:
        return lines, []
    attributions = [_attribution_above(lines, start) for start, _ in runs]
    genuine = any(first is not None for first in attributions) or any(end - start > 1 for start, end in runs)
    if not genuine:
        return lines, []
    own: list[str] = []
    cuts: list[Cut] = []
    position = 0
    for (start, end), first in zip(runs, attributions, strict=True):
        begin = start if first is None else max(first, position)
        own.extend((*lines[position:begin], ""))
        cuts.append(Cut(CutKind.QUOTE, _text(lines[begin:end])))
        position = end
    own.extend(lines[position:])
    return own, cuts


def _marked_runs(lines: list[str]) -> list[tuple[int, int]]:
    """Find the stretches of quoted lines; empty lines between two quoted ones belong to them."""
    runs: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if not line.lstrip().startswith(">") or line.startswith(">From "):
            continue
        if runs and not any(text.strip() for text in lines[runs[-1][1] : number]):
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def _attribution_above(lines: list[str], start: int) -> int | None:
    number = start - 1
    while number >= 0 and not lines[number].strip() and start - number < 4:
        number -= 1
    if number < 0:
        return None
    line = lines[number].strip()
    if line[-1:] not in (":", "："):
        return None
    first = _attribution_start(lines, number)
    if first is not None:
        return first
    # Right above quoted lines less is enough: "Jane wrote:", "On 2 November, Jane:".
    weak = len(line) < 120 and any(word.strip(_WORD_EDGES) in WROTE for word in line.lower().split())
    return number if weak else None
