"""Compiled patterns as JSON: to compile thousands of phrases takes seconds, to read them a tenth of one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from inbox_helper.core.literals import Keys
from inbox_helper.core.matcher import Pattern
from inbox_helper.core.rule_values import Rule


def digest_of_rules(rules: Sequence[Rule], engine: str) -> str:
    """Return a digest of everything that decides what the patterns of some rules are, given one of the code."""
    digest = hashlib.sha256(engine.encode())
    for rule in rules:
        digest.update(repr((rule.say, rule.regex, rule.hits, rule.misses)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def dump_patterns(patterns: Iterable[Sequence[Pattern]]) -> str:
    """Return the patterns of some rules as JSON."""
    return json.dumps([[_plain(each) for each in of_rule] for of_rule in patterns], ensure_ascii=False)


def load_patterns(text: str) -> list[list[Pattern]]:
    """Return what `dump_patterns` wrote. Raise ValueError, TypeError or IndexError if the text is something else."""
    return [[_pattern(plain) for plain in of_rule] for of_rule in json.loads(text)]


def _plain(pattern: Pattern) -> list[Any]:
    keys = pattern.keys
    needed = [sorted(word.decode() for word in words) for words in pattern.needed]
    return [pattern.regex, list(keys.literals) if keys else None, bool(keys and keys.exact), needed]


def _pattern(plain: list[Any]) -> Pattern:
    regex, literals, exact, needed = plain
    keys = None if literals is None else Keys(tuple(literals), exact=exact)
    return Pattern(regex, keys, tuple(frozenset(word.encode() for word in words) for words in needed))
