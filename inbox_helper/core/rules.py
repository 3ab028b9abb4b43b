"""Rule files: from TOML text to rules, with every mistake named by file, line and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from inbox_helper.core.phrase import PhraseError, compile_say
from inbox_helper.core.types import Part
from inbox_helper.errors import RuleError


class Status(StrEnum):
    """How far a rule is trusted."""

    EXPERIMENTAL = "experimental"
    """Counts for unsure only."""
    STABLE = "stable"
    RETIRED = "retired"
    """Kept for its id, not matched."""


class Effect(StrEnum):
    """What a guard does."""

    MUTE = "mute"
    COUNTER = "counter"
    VETO = "veto"


class Scope(StrEnum):
    """How far a muting guard reaches."""

    SENTENCE = "sentence"
    BEFORE = "before"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase or guard, with its proof."""

    id: str
    lang: str
    group: str
    status: Status
    weight: float
    """0 for guards that mute or veto."""
    where: tuple[Part, ...]
    say: tuple[str, ...]
    regex: tuple[str, ...]
    mute: tuple[str, ...]
    """Guards that mute this rule: ids, or beginnings of ids with a * at the end."""
    needs: tuple[str, ...]
    effect: Effect | None
    """None for phrases."""
    scope: Scope
    why: str
    mistaken_for: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    place: str
    """file:line, for people."""

    def is_muted_by(self, guard: str) -> bool:
        """Tell whether this rule lists a guard in `mute`."""
        return any(guard.startswith(each[:-1]) if each.endswith("*") else guard == each for each in self.mute)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a user's file changes of a rule that stands elsewhere."""

    id: str
    weight: float | None
    status: Status | None
    place: str


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of rules."""

    name: str
    lang: str
    group: str
    cap: float | None
    rules: tuple[Rule, ...]
    changes: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a mail is a rejection, and unsure."""

    rejection: float
    unsure: float


GROUPS = ("decision", "hint", "frame", "softener", "guard", "sender")

_TOP_KEYS = {"schema": int, "lang": str, "group": str, "cap": (int, float), "mute": list, "phrase": list,
             "guard": list, "change": list}  # fmt: skip
_SHARED_KEYS: dict[str, Any] = {"id": str, "status": str, "where": list, "say": list, "regex": list, "mute": list,
                                "why": str, "mistaken_for": list, "hits": list, "misses": list}  # fmt: skip
_PHRASE_KEYS = {**_SHARED_KEYS, "weight": (int, float), "needs": list}
_GUARD_KEYS = {**_SHARED_KEYS, "weight": (int, float), "effect": str, "scope": str}
_CHANGE_KEYS: dict[str, Any] = {"id": str, "weight": (int, float), "status": str}
_KINDS = {int: "a whole number", str: "a text in quotes", list: "a list in [ ]", (int, float): "a number"}
_LANGUAGE = re.compile(r"any|[a-z]{2}")
_FILE_NAME = re.compile(r"([a-z]{2,3})/([a-z]+)(?:-[a-z0-9-]+)?\.toml")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Problem:
    line: int
    text: str
    remedy: str


class _File:
    """The source of one file, and the problems found in it so far."""

    def __init__(self, source: str, name: str) -> None:
        self.name = name
        self._lines = source.splitlines()
        self._problems: list[_Problem] = []

    def problem(self, line: int, text: str, remedy: str) -> None:
        self._problems.append(_Problem(line, text, remedy))

    def blocks(self, kind: str) -> list[int]:
        """Return the line of each [[kind]], from 1."""
        return [number for number, line in enumerate(self._lines, 1) if line.strip() == f"[[{kind}]]"]

    def line_of(self, key: str, start: int = 1, value: str = "") -> int:
        """Return the line where a key stands at or after `start`, nearest to `value` in it; else `start`."""
        end = next((n for n in range(start + 1, len(self._lines) + 1) if self._starts_block(n)), len(self._lines) + 1)
        own = [n for n in range(start, end) if re.match(rf"\s*{re.escape(key)}\s*=", self._lines[n - 1])]
        first = own[0] if own else start
        return next((n for n in range(first, end) if value and value in self._lines[n - 1]), first)

    def _starts_block(self, number: int) -> bool:
        return self._lines[number - 1].lstrip().startswith("[[")

    def raise_if_broken(self) -> None:
        if not self._problems:
            return
        ordered = sorted(self._problems, key=lambda each: each.line)
        raise RuleError("\n".join(f"{self.name}:{each.line}: {each.text} {each.remedy}" for each in ordered))


def parse_rule_file(text: str, *, name: str) -> RuleFile:
    """Return the rules of a file, given its name below the rules folder, such as `en/decision.toml`.

    Raise RuleError with everything that is wrong, one line each: `file:line: problem remedy`.
    """
    file = _File(text, name)
    data = _load(text, file)
    _check_keys(data, _TOP_KEYS, "the file", 1, file)
    lang, group = _file_identity(data, file)
    file_mute = _texts(data, "mute", 1, file)
    rules = tuple(
        rule
        for kind in ("phrase", "guard")
        for block, line in _blocks(data, kind, file)
        if (rule := _rule(kind, block, line, lang, group, file_mute, file))
    )
    changes = tuple(change for block, line in _blocks(data, "change", file) if (change := _change(block, line, file)))
    _refuse_twins(rules, file)
    file.raise_if_broken()
    cap = data.get("cap")
    return RuleFile(name, lang, group, None if cap is None else float(cap), rules, changes)


def parse_thresholds(text: str, *, name: str = "thresholds.toml") -> Thresholds:
    """Return the thresholds. Raise RuleError with file, line and remedy."""
    file = _File(text, name)
    data = _load(text, file)
    keys = {"schema": int, "rejection": (int, float), "unsure": (int, float)}
    _check_keys(data, keys, "the file", 1, file)
    for key in ("rejection", "unsure"):
        if key not in data:
            file.problem(1, f"{key} is missing.", f"Add a line such as: {key} = 5.0")
    file.raise_if_broken()
    if not 0 < data["unsure"] <= data["rejection"]:
        file.problem(file.line_of("unsure"), "unsure must be above 0 and not above rejection.", "Lower unsure.")
    file.raise_if_broken()
    return Thresholds(float(data["rejection"]), float(data["unsure"]))


def _load(text: str, file: _File) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        file.problem(int(found[1]) if found else 1, f"this is not TOML: {error}.", "Mind quotes, commas and brackets.")
        file.raise_if_broken()
        raise AssertionError("unreachable") from error


def _check_keys(data: Mapping[str, Any], allowed: Mapping[str, Any], owner: str, start: int, file: _File) -> None:
    for key, value in data.items():
        line = file.line_of(key, start)
        if key not in allowed:
            near = get_close_matches(key, allowed, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"Allowed are: {', '.join(allowed)}."
            file.problem(line, f"{owner} has an unknown key {key}.", remedy)
        elif not isinstance(value, allowed[key]) or isinstance(value, bool):
            file.problem(line, f"{key} must be {_KINDS[allowed[key]]}.", f"Write it as {_KINDS[allowed[key]]}.")


def _file_identity(data: Mapping[str, Any], file: _File) -> tuple[str, str]:
    lang, group = str(data.get("lang", "")), str(data.get("group", ""))
    if data.get("schema") != 1:
        file.problem(file.line_of("schema"), "schema must be 1.", "Add the line: schema = 1")
    if not _LANGUAGE.fullmatch(lang):
        file.problem(file.line_of("lang"), "lang must be a language of two letters, or any.", 'Write lang = "en".')
    if group not in GROUPS:
        file.problem(file.line_of("group"), f"there is no group {group!r}.", f"Choose one of {', '.join(GROUPS)}.")
    named = _FILE_NAME.fullmatch(file.name)
    if named is None or (named[1], named[2]) != (lang, group):
        file.problem(1, f"a file with lang {lang!r} and group {group!r} does not belong here.",
                     f"Name it {lang or 'en'}/{group or 'decision'}.toml, or {lang or 'en'}/{group}-more.toml.")  # fmt: skip
    return lang, group


def _blocks(data: Mapping[str, Any], kind: str, file: _File) -> Iterator[tuple[Mapping[str, Any], int]]:
    found = data.get(kind, [])
    lines = file.blocks(kind)
    for number, block in enumerate(found if isinstance(found, list) else []):
        line = lines[number] if number < len(lines) else file.line_of(kind)
        if isinstance(block, dict):
            yield block, line
        else:
            file.problem(line, f"{kind} must be a table.", f"Write [[{kind}]] on a line of its own.")


def _rule(
    kind: str,
    block: Mapping[str, Any],
    line: int,
    lang: str,
    group: str,
    file_mute: tuple[str, ...],
    file: _File,
) -> Rule | None:
    phrase = kind == "phrase"
    _check_keys(block, _PHRASE_KEYS if phrase else _GUARD_KEYS, f"this {kind}", line, file)
    effect = None if phrase else _choice(block, "effect", Effect, None, line, file)
    _check_identity(block, kind, lang, group, line, file)
    _check_weight(block, phrase, effect, line, file)
    _check_proof(block, line, file)
    rule = Rule(
        id=str(block.get("id", "")),
        lang=lang,
        group=group,
        status=_choice(block, "status", Status, Status.STABLE, line, file) or Status.STABLE,
        weight=_number(block.get("weight", 0.0)),
        where=_where(block, ("body",) if phrase else ("subject", "body"), line, file),
        say=_texts(block, "say", line, file),
        regex=_texts(block, "regex", line, file),
        mute=(*(file_mute if phrase else ()), *_texts(block, "mute", line, file)),
        needs=_texts(block, "needs", line, file),
        effect=effect,
        scope=_choice(block, "scope", Scope, Scope.SENTENCE, line, file) or Scope.SENTENCE,
        why=str(block.get("why", "")),
        mistaken_for=_texts(block, "mistaken_for", line, file),
        hits=_texts(block, "hits", line, file),
        misses=_texts(block, "misses", line, file),
        place=f"{file.name}:{line}",
    )
    _check_patterns(rule, line, file)
    return rule


def _check_identity(block: Mapping[str, Any], kind: str, lang: str, group: str, line: int, file: _File) -> None:
    identity = block.get("id")
    if not isinstance(identity, str):
        file.problem(line, f"this {kind} has no id.", f'Add id = "{lang}.{group}.some-name".')
        return
    prefix, _, slug = identity.rpartition(".")
    if prefix != f"{lang}.{group}" or not _SLUG.fullmatch(slug):
        file.problem(
            file.line_of("id", line),
            f"the id {identity} does not belong into this file.",
            f"Name it {lang}.{group}.some-name, in small letters, digits and hyphens.",
        )
    if (kind == "guard") is not (group == "guard"):
        file.problem(line, f"a {kind} does not belong into the group {group}.", "Guards stand in the group guard only.")


def _check_weight(block: Mapping[str, Any], phrase: bool, effect: Effect | None, line: int, file: _File) -> None:  # noqa: FBT001
    weight = _number(block.get("weight", 0.0))
    at = file.line_of("weight", line)
    if phrase and weight <= 0:
        file.problem(at, "a phrase needs a weight above 0.", "Add weight = 4.0; see rules/README.md for usual weights.")
    if effect is Effect.COUNTER and weight >= 0:
        file.problem(at, "a counter needs a weight below 0.", "Write weight = -3.0, for example.")
    if effect in (Effect.MUTE, Effect.VETO) and "weight" in block:
        file.problem(at, f"a guard that does {effect} has no weight.", "Leave weight away.")
    if not phrase and effect is None and "effect" not in block:
        file.problem(line, "this guard has no effect.", 'Add effect = "mute", "counter" or "veto".')


def _check_proof(block: Mapping[str, Any], line: int, file: _File) -> None:
    remedies: dict[str, str] = {
        "why": 'Add why = "…": one sentence that explains the rule.',
        "hits": 'Add hits = ["…"]: texts in which it counts.',
        "misses": 'Add misses = ["…"]: a text in which it must not count.',
    }
    for key, remedy in remedies.items():
        if not block.get(key):
            file.problem(line, f"{block.get('id', 'this rule')} has no {key}.", remedy)
    if bool(block.get("say")) is bool(block.get("regex")):
        file.problem(line, f"{block.get('id', 'this rule')} needs either say or regex.", 'Add say = ["…"].')


def _check_patterns(rule: Rule, line: int, file: _File) -> None:
    for say in rule.say:
        try:
            compile_say(say)
        except PhraseError as error:
            at = file.line_of("say", line, say.replace('"', '\\"'))
            file.problem(at, f"{rule.id}: {error} in {say!r}.", error.remedy)


def _where(block: Mapping[str, Any], default: tuple[str, ...], line: int, file: _File) -> tuple[Part, ...]:
    found = []
    for each in _texts(block, "where", line, file) or default:
        if each in list(Part):
            found.append(Part(each))
        else:
            file.problem(file.line_of("where", line), f"there is no part {each!r}.", f"Choose from {', '.join(Part)}.")
    return tuple(found)


_Chosen = TypeVar("_Chosen", bound=StrEnum)


def _choice(
    block: Mapping[str, Any], key: str, kind: type[_Chosen], default: _Chosen | None, line: int, file: _File
) -> _Chosen | None:
    value = block.get(key)
    if value is None:
        return default
    if value in list(kind):
        return kind(value)
    file.problem(file.line_of(key, line), f"{key} cannot be {value!r}.", f"Choose one of {', '.join(kind)}.")
    return default


def _texts(block: Mapping[str, Any], key: str, line: int, file: _File) -> tuple[str, ...]:
    value = block.get(key, [])
    if not isinstance(value, list):
        return ()
    if wrong := [each for each in value if not isinstance(each, str) or not each.strip()]:
        at = file.line_of(key, line)
        file.problem(at, f"{key} holds {wrong[0]!r}, which is no text.", f'Write {key} = ["…", "…"].')
        return ()
    return tuple(value)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _change(block: Mapping[str, Any], line: int, file: _File) -> RuleChange | None:
    _check_keys(block, _CHANGE_KEYS, "this change", line, file)
    if not isinstance(block.get("id"), str) or not ("weight" in block or "status" in block):
        file.problem(line, "a change needs an id, and a weight or a status.", 'Add id = "…" and status = "retired".')
        return None
    weight = _number(block["weight"]) if "weight" in block else None
    status = _choice(block, "status", Status, None, line, file)
    return RuleChange(block["id"], weight, status, f"{file.name}:{line}")


def _refuse_twins(rules: tuple[Rule, ...], file: _File) -> None:
    first: dict[str, str] = {}
    for rule in rules:
        if rule.id in first:
            line = int(rule.place.rpartition(":")[2])
            file.problem(line, f"the id {rule.id} stands here twice.", f"Rename it; the first is at {first[rule.id]}.")
        first.setdefault(rule.id, rule.place)
