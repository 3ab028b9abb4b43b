"""The words by which facts are read, one module per language."""

from __future__ import annotations

from inbox_helper.core.lexicon.cs import CZECH
from inbox_helper.core.lexicon.da import DANISH
from inbox_helper.core.lexicon.de import GERMAN
from inbox_helper.core.lexicon.en import ENGLISH
from inbox_helper.core.lexicon.es import SPANISH
from inbox_helper.core.lexicon.fi import FINNISH
from inbox_helper.core.lexicon.fr import FRENCH
from inbox_helper.core.lexicon.it import ITALIAN
from inbox_helper.core.lexicon.ja import JAPANESE
from inbox_helper.core.lexicon.model import Lexicon, Signal
from inbox_helper.core.lexicon.nb import NORWEGIAN
from inbox_helper.core.lexicon.nl import DUTCH
from inbox_helper.core.lexicon.pl import POLISH
from inbox_helper.core.lexicon.pt import PORTUGUESE
from inbox_helper.core.lexicon.sv import SWEDISH
from inbox_helper.core.lexicon.tr import TURKISH

__all__ = ["LEXICONS", "Lexicon", "Signal"]

LEXICONS: tuple[Lexicon, ...] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    DUTCH,
    PORTUGUESE,
    POLISH,
    SWEDISH,
    DANISH,
    NORWEGIAN,
    FINNISH,
    CZECH,
    TURKISH,
    JAPANESE,
)
