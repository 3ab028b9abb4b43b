"""One phrase on trial, before it becomes a rule."""

from __future__ import annotations

import re2

from inbox_helper.core.folding import normalise
from inbox_helper.core.phrase import SayError, compile_say
from inbox_helper.errors import RuleError
from inbox_helper.tuning.evaluation import Case


def probe(say: str) -> re2._Regexp[bytes]:
    """Return the compiled pattern of a phrase. Raise RuleError with the remedy if it cannot be read."""
    try:
        return re2.compile(compile_say(say).regex.encode())
    except SayError as error:
        raise RuleError(
            f"The phrase {say!r} cannot be read: {error}.", "rules/README.md describes the signs."
        ) from error


def matches_of(pattern: re2._Regexp[bytes], case: Case) -> list[str]:
    """Return the sentences of a mail, and its subject, in which a pattern matches."""
    body = case.prepared.body
    texts = [case.prepared.subject, *(body[start:end] for start, end in case.prepared.sentences)]
    return [" ".join(text.split()) for text in texts if pattern.search(normalise(text).encode())]
