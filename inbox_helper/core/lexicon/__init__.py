"""The words by which facts are read, one module per language."""

from __future__ import annotations

from inbox_helper.core.lexicon.de import GERMAN
from inbox_helper.core.lexicon.en import ENGLISH
from inbox_helper.core.lexicon.fr import FRENCH
from inbox_helper.core.lexicon.model import Lexicon, Signal

__all__ = ["LEXICONS", "Lexicon", "Signal"]

LEXICONS: tuple[Lexicon, ...] = (ENGLISH, GERMAN, FRENCH)
