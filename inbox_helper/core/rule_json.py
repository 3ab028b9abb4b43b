"""Checked rule files as JSON, so that they need not be checked again at every start."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from inbox_helper.core.rule_values import Effect, Guard, Phrase, RuleFile, Scope, Status
from inbox_helper.core.types import Part

_R = TypeVar("_R", Phrase, Guard)
_ENUMS = {"status": Status, "effect": Effect, "scope": Scope}


def dump_rule_files(files: Iterable[RuleFile]) -> str:
    """Return rule files as JSON."""
    return json.dumps([_plain_file(file) for file in files], ensure_ascii=False)


def load_rule_files(text: str) -> list[RuleFile]:
    """Return what `dump_rule_files` wrote. Raise ValueError, TypeError or KeyError if the text is something else."""
    return [
        RuleFile(
            name=plain["name"],
            language=plain["language"],
            group=plain["group"],
            cap=plain["cap"],
            phrases=tuple(_rule(Phrase, each) for each in plain["phrases"]),
            guards=tuple(_rule(Guard, each) for each in plain["guards"]),
        )
        for plain in json.loads(text)
    ]


def _plain_file(file: RuleFile) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(file, name) for name in ("name", "language", "group", "cap")}
    plain["phrases"] = [_plain_rule(phrase) for phrase in file.phrases]
    plain["guards"] = [_plain_rule(guard) for guard in file.guards]
    return plain


def _plain_rule(rule: Phrase | Guard) -> dict[str, Any]:
    return {field.name: getattr(rule, field.name) for field in fields(rule)}


def _rule(kind: type[_R], plain: Mapping[str, Any]) -> _R:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    values["where"] = tuple(Part(part) for part in plain["where"])
    values.update({name: enum(plain[name]) for name, enum in _ENUMS.items() if name in plain})
    return kind(**values)
