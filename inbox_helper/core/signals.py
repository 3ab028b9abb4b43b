"""Which signals of the lexicons stand in a text; all languages are looked for in one pass."""

from __future__ import annotations

from functools import lru_cache

import re2

from inbox_helper.core.folding import SENTENCE_END, normalise
from inbox_helper.core.lexicon import LEXICONS, Signal
from inbox_helper.core.phrase import compile_say
from inbox_helper.core.types import PreparedText

_ENGINE_MEMORY = 64 << 20
_LONGEST_TEXT = 40_000


_OF_ONE_LANGUAGE = (Signal.FORMAL, Signal.INFORMAL, Signal.INTERVIEWS)
"""Short words, which mean something else in the next language."""


def signals_in(text: str, language: str = "") -> frozenset[Signal]:
    """Given folded text and its main language, return the signals in it."""
    engine, meanings = _engine()
    found = (meanings[index] for index in engine.Match(text) or ())
    return frozenset(signal for signal, own in found if signal not in _OF_ONE_LANGUAGE or own == language)


def folded_sentences(prepared: PreparedText) -> str:
    """Return the body, folded, its sentences kept apart."""
    body = prepared.body[:_LONGEST_TEXT]
    spans = prepared.sentences or ((0, len(body)),)
    return SENTENCE_END.join(normalise(body[start:end]) for start, end in spans if start < len(body))


@lru_cache(maxsize=1)
def _engine() -> tuple[re2.Set, tuple[tuple[Signal, str], ...]]:
    options = re2.Options()
    options.max_mem = _ENGINE_MEMORY
    options.log_errors = False
    engine = re2.Set.SearchSet(options)
    meanings: list[tuple[Signal, str]] = []
    for lexicon in LEXICONS:
        for signal, phrases in lexicon.signals.items():
            for phrase in phrases:
                engine.Add(compile_say(phrase).regex)
                meanings.append((signal, lexicon.language))
    engine.Compile()
    return engine, tuple(meanings)
