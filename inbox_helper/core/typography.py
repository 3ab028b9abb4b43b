"""Spelling variants that mean nothing: quotation marks, blanks, ligatures, invisible characters, entities."""

from __future__ import annotations

import html
import re

# Pairs of what is found and what stands for it. Single replacements beat a translation table six to one on
# ordinary text, because most of them find nothing.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u2800\ufe0f"
_FOLDS = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u201b", "'"), ("\u02bc", "'"), ("\u00b4", "'"), ("\u0060", "'"),
    ("\u2032", "'"), ("\uff07", "'"), ("\u201a", "'"), ("\u2039", "'"), ("\u203a", "'"),
    ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"'), ("\u201f", '"'), ("\u00ab", '"'), ("\u00bb", '"'),
    ("\u2033", '"'), ("\uff02", '"'),
    ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2212", "-"),
    ("\ufb00", "ff"), ("\ufb01", "fi"), ("\ufb02", "fl"), ("\ufb03", "ffi"), ("\ufb04", "ffl"),
    *((char, " ") for char in _SPACES),
    *((char, "") for char in _INVISIBLE),
)  # fmt: skip
# Bidirectional controls and the tags block can hide text in text; the marks of our own are taken away, too.
_RARE = re.compile("[\u202a-\u202e\u2066-\u2069\ue000-\ue00f\U000e0000-\U000e0fff]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]?);")
_BLANKS = re.compile(r"[ \t]{2,}")


def fold(text: str) -> str:
    """Given text without control characters, return it with plain apostrophes, quotes, hyphens and blanks."""
    if not text.isascii():
        for found, meant in _FOLDS:
            if found in text:
                text = text.replace(found, meant)
        text = _RARE.sub("", text)
    elif "`" in text:
        text = text.replace("`", "'")
    return text


def without_entities(text: str) -> str:
    """Given plain text that a careless sender took from HTML, decode the entities that are left in it."""
    if "&" not in text or ";" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def single_blanks(text: str) -> str:
    """Given text, make one blank of every run of blanks and tabs."""
    text = text.replace("\t", " ") if "\t" in text else text
    return _BLANKS.sub(" ", text) if "  " in text else text
