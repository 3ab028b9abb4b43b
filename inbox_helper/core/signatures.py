"""What stands below the writer's words: name and details, legal notices, links to unsubscribe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import re2

from inbox_helper.core.signature_words import (
    CLOSINGS,
    FOOTER_LINES,
    LEGAL_OPENINGS,
    LEGAL_WORDS,
    NAME_PARTICLES,
    NOT_NAMES,
    WEAK_CLOSINGS,
)
from inbox_helper.core.types import Cut, CutKind

MAX_SIGNATURE_LINES = 16
MAX_DETAIL = 90
"""Characters of one line of a signature; longer ones are sentences."""
TAIL_LINES = 60
"""Lines from the end in which a closing phrase is looked for."""
MAX_FOOTER = 400
"""Characters of a paragraph that may be a footer by one phrase in it."""

MAX_UNANNOUNCED = 5
"""Lines of a last block that may be a signature without a closing phrase."""

_KANJI = re.compile("[\u4e00-\u9fff\u3005\u3041-\u30fe]{1,5}")
_RULES = frozenset("-_=*~─━＝－ー―◆■□◇☆★・ ")
_EDGES = " \t,.!;:*~…。、！，"
_ENDS = (".", "!", "?", "。", "！", "？", ":")


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The lines without what stands below them."""

    lines: list[str]
    signature: str
    cuts: list[Cut]


@cache
def _any_phrase() -> re2._Regexp[str]:
    """Compile all phrases into one pattern; most mail has none of them."""
    options = re2.Options()
    options.never_capture = True
    options.log_errors = False
    return re2.compile("|".join(re.escape(phrase) for phrase in (*FOOTER_LINES, *LEGAL_OPENINGS)), options)


def cut_footers(lines: list[str]) -> tuple[list[str], list[Cut]]:
    """Given lines, cut legal notices and the links that bulk mail must have; return the others and the cuts."""
    lowered = "\n".join(lines).lower()
    found = {match.group() for match in _any_phrase().finditer(lowered)}
    if not found:
        return lines, []
    hits = [phrase for phrase in FOOTER_LINES if phrase in found]
    openings = [phrase for phrase in LEGAL_OPENINGS if phrase in found]
    kept: list[str] = []
    cut: list[str] = []
    legal = False
    for number, line in enumerate(lines):
        text = line.strip().lower()
        # A notice runs on to the end of its paragraph.
        legal = bool(text) and (legal or (bool(openings) and _is_legal(lines, number, openings)))
        footer = legal or (bool(text) and len(text) <= MAX_FOOTER and _is_footer(text, hits))
        (cut if footer else kept).append(line)
    if not cut or not any(line.strip() for line in kept):
        return lines, []
    return kept, [Cut(CutKind.FOOTER, "\n".join(cut))]


def _is_legal(lines: list[str], number: int, openings: list[str]) -> bool:
    """Tell whether a legal notice begins here: it opens like one, and it says within some lines what it is about."""
    head = lines[number].strip()[:80].lower()
    if not any(phrase in head for phrase in openings):
        return False
    notice = " ".join(lines[number : number + 8])[:1_500].lower()
    return any(word in notice for word in LEGAL_WORDS)


def _is_footer(text: str, hits: list[str]) -> bool:
    if not any(phrase in text for phrase in hits):
        return False
    # One phrase makes a footer of a short line, not of a paragraph with several sentences.
    return len(text) <= 160 or text.count(". ") <= 2


def cut_signature(lines: list[str]) -> Unsigned:
    """Given lines, cut the signature: what follows "-- ", and the name and details below a closing phrase."""
    lines, delimited = _cut_delimited(lines)
    number = _closing(lines)
    details: list[str] = []
    if number is not None:
        end = _details_end(lines, number + 1)
        details = lines[number + 1 : end]
        name = _name_after_closing(lines[number])
        if name:
            details = [name, *details]
        lines = [*lines[: number + 1], "", *lines[end:]]
    else:
        start = _unannounced(lines)
        details, lines = lines[start:], lines[:start]
    blocks = [text for text in (_compact(details), _compact(delimited)) if text]
    cuts = [Cut(CutKind.SIGNATURE, text) for text in blocks]
    return Unsigned(lines, "\n".join(blocks), cuts)


def _compact(lines: list[str]) -> str:
    return "\n".join(text for line in lines if (text := line.strip()) and not is_rule(text))


def _unannounced(lines: list[str]) -> int:
    """Find where a last block of a name and its details begins that no closing phrase announces."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and end - start < MAX_UNANNOUNCED and lines[start - 1].strip():
        start -= 1
    if start and lines[start - 1].strip():
        return len(lines)
    block = [line.strip() for line in lines[start:end]]
    if not block or not _is_name(block[0]) or any(_is_sentence(line) for line in block):
        return len(lines)
    return start if _follows_text(lines, start) else len(lines)


def _is_name(line: str) -> bool:
    """Tell whether a line can be a person's full name, with a title or a firm after a bar or a comma."""
    name = re.split(r"[|,·•–/(]", line[:80], maxsplit=1)[0].strip()
    words = name.replace(".", ". ").split()
    if not 2 <= len(words) <= 5 or any(char.isdigit() for char in name):
        return False
    if all(_KANJI.fullmatch(word) for word in words):
        return len(name) <= 9
    proper = [word for word in words if word not in NAME_PARTICLES]
    if len(proper) < 2 or any(word.lower().strip(".") in NOT_NAMES for word in words):
        return False
    return all(word[0].isupper() and word.strip(".").replace("-", "").replace("'", "").isalpha() for word in proper)


def _cut_delimited(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut what follows "-- " (RFC 3676 section 4.3) or a last rule, where it is short and text stands above."""
    first = max(len(lines) - TAIL_LINES, 1)
    for number in range(len(lines) - 1, first - 1, -1):
        line = lines[number].strip()
        if line and (line in ("--", "—", "__") or is_rule(line)):
            below = [text for text in lines[number + 1 :] if text.strip()]
            short = len(below) <= MAX_SIGNATURE_LINES and all(len(text) <= 2 * MAX_DETAIL for text in below)
            if short and below and (line in ("--", "—") or not any(map(_is_content, below))):
                above = [text for text in lines[:number] if text.strip()]
                return (lines[:number], below) if above else (lines, [])
            if below:
                return lines, []
    return lines, []


def _is_content(line: str) -> bool:
    """Tell whether a line below a drawn rule says something: below "-- " everything is a signature, there not."""
    return _is_sentence(line.strip()) or line.rstrip().endswith(":") or line.lstrip().startswith(("- ", "* ", "• "))


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn, not written."""
    return len(line) >= 5 and _RULES.issuperset(line)


def _closing(lines: list[str]) -> int | None:
    """Find the last line that closes the mail, with text above it."""
    first = max(len(lines) - TAIL_LINES, 1)
    for number in range(len(lines) - 1, first - 1, -1):
        line = lines[number].strip()
        if not line or len(line) > MAX_DETAIL:
            continue
        core = line.strip(_EDGES).lower()
        if core in CLOSINGS and _follows_text(lines, number):
            return number
        if core in WEAK_CLOSINGS and _only_details_follow(lines, number + 1) and _follows_text(lines, number):
            return number
        spoken = _name_after_closing(line) or _sounds_like_closing(lines, number)
        if spoken and _only_details_follow(lines, number + 1) and _follows_text(lines, number):
            return number
    return None


def _sounds_like_closing(lines: list[str], number: int) -> bool:
    """Tell whether a line is a closing of the writer's own: short, after an empty line, with a comma at its end."""
    line = lines[number].strip()
    below = [text.strip() for text in lines[number + 1 :] if text.strip()]
    return line.endswith((",", "，")) and len(line) <= 40 and not lines[number - 1].strip() and 1 <= len(below) <= 6


def _follows_text(lines: list[str], number: int) -> bool:
    return any(len(line.strip()) > 12 for line in lines[:number])


def _only_details_follow(lines: list[str], start: int) -> bool:
    return not any(line.strip() for line in lines[_details_end(lines, start) :])


def _name_after_closing(line: str) -> str:
    """Return the name in a line like "Kind regards, Jane Doe", or ""."""
    closing, comma, rest = line.strip().partition(",")
    name = rest.strip()
    if not comma or not name or len(name) > 60 or len(name.split()) > 6 or name.endswith(("!", "?", ":")):
        return ""
    core = closing.strip(_EDGES).lower()
    known = core in CLOSINGS or core in WEAK_CLOSINGS
    return name if known and (name[0].isupper() or not name[0].isascii()) else ""


def _details_end(lines: list[str], start: int) -> int:
    """Return the line after the last one that may belong to a signature that begins at `start`."""
    end = start
    count = 0
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if not line:
            continue
        if count >= MAX_SIGNATURE_LINES or _is_sentence(line):
            break
        count += 1
        end = number + 1
    return end


def _is_sentence(line: str) -> bool:
    """Tell a sentence from a name, a title, an address or a telephone number."""
    if len(line) > MAX_DETAIL:
        return True
    if line.lower().startswith(("p.s", "ps:", "ps ", "n.b")):
        return True
    if line.endswith(("。", "！", "？")) and len(line) > 8:
        return True
    words = line.split()
    if not line.endswith(_ENDS) or len(words) < 5:
        return False
    return sum(word[0].islower() for word in words) * 2 >= len(words)
