"""Which part of a message to read: the plain text, or the HTML where the plain text is a stub or says less."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inbox_helper.core.html import QUOTE_END, QUOTE_START, visible_text
from inbox_helper.core.parse import MAX_TEXT
from inbox_helper.core.quote_words import STUBS
from inbox_helper.core.types import Cut, CutKind, Message
from inbox_helper.core.typography import fold, single_blanks, without_entities

STUB = 600
"""Characters of plain text that may be a stub."""
MISSING = 8
"""Words of the HTML part that must be missing from the plain part before that says less."""

SNIPPET = 32
"""Characters of a line by which it is looked for in the other part."""

_LINK = re.compile(r"<?(?:https?://|mailto:|www\.)[^\s<>]+>?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{4,24}")
_BLANKS = re.compile(r" {2,}")
_TABS = re.compile(r" *\t[ \t]*")
_EDGE_TABS = re.compile(r"\t?\n\t?")
_MANY_LINES = re.compile(r"\n{4,}")


@dataclass(frozen=True, slots=True)
class Readable:
    """The text to read, folded; quoted lines begin with ">"."""

    text: str
    from_html: bool
    hidden: tuple[Cut, ...]


def readable_text(message: Message) -> Readable:
    """Given a message, return the text of the part that says most."""
    plain, html = message.text_plain, message.text_html
    if not html and _is_html(plain):
        plain, html = "", plain
    if not html.strip():
        return Readable(_tidy(without_entities(plain[:MAX_TEXT])), from_html=False, hidden=())
    if not plain.strip():
        return _from_html(html)
    tidy = _tidy(without_entities(plain[:MAX_TEXT]))
    shown = _from_html(html)
    if _says_less(tidy, shown.text):
        return shown
    return Readable(tidy, from_html=False, hidden=())


def _is_html(text: str) -> bool:
    head = text[:200].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<body", "<div", "<p>", "<table", "<head")) and "</" in text


def _tidy(text: str) -> str:
    text = single_blanks(fold(text))
    return _MANY_LINES.sub("\n\n\n", text) if "\n\n\n\n" in text else text


def _from_html(html: str) -> Readable:
    visible = visible_text(html)
    text = visible.text[:MAX_TEXT]
    if QUOTE_START in text:
        text = _marked_lines(text)
    hidden = tuple(Cut(CutKind.HIDDEN, single_blanks(fold(piece)).strip()[:2_000]) for piece in visible.hidden[:20])
    text = fold(text)
    if "\t" in text:
        # Cells stay apart by a tab, which ends a sentence; a tab beside a line break parts nothing.
        text = _EDGE_TABS.sub("\n", _TABS.sub("\t", text)).strip("\t")
    text = _BLANKS.sub(" ", text) if "  " in text else text
    return Readable(_MANY_LINES.sub("\n\n\n", text) if "\n\n\n\n" in text else text, from_html=True, hidden=hidden)


def _marked_lines(text: str) -> str:
    """Write quoted HTML as quoted plain text is written."""
    depth = 0
    lines = []
    for line in text.split("\n"):
        depth += line.count(QUOTE_START)
        if QUOTE_START in line or QUOTE_END in line:
            depth -= line.count(QUOTE_END)
            line = line.replace(QUOTE_START, "").replace(QUOTE_END, "")  # noqa: PLW2901 - the same line without marks
        lines.append(f"> {line}" if depth > 0 and line.strip() else line)
    return "\n".join(lines)


def _says_less(plain: str, shown: str) -> bool:
    """Tell whether plain text is a stub beside what the HTML part shows, or lacks a good part of its words."""
    if len(plain) <= STUB:
        bare = _LINK.sub("", plain).strip()
        lowered = bare.lower()
        if len(bare) < 40 or (any(word in lowered for word in STUBS) and len(shown) > len(bare)):
            return len(shown) > len(bare)
    if _mostly_within(shown, plain):
        return False
    words = set(_WORDS.findall(shown.lower()))
    missing = words.difference(_WORDS.findall(plain.lower()))
    return len(missing) >= MISSING and len(missing) * 4 >= len(words)


def _mostly_within(shown: str, plain: str) -> bool:
    """Tell, quickly, whether the lines of the HTML part stand in the plain part, however that is wrapped."""
    flat = " ".join(plain.split())
    absent = sum(len(line) for line in shown.split("\n") if line and line.strip()[:SNIPPET] not in flat)
    return absent * 5 <= len(shown)
