"""Read one rule file: everything in it is checked, and all problems are told at once."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

import re2

from inbox_helper.core.phrase import SayError, compile_say
from inbox_helper.core.rule_values import (
    ANY_LANGUAGE,
    CAPS,
    GUARDS,
    SCHEMA,
    BrokenRules,
    Change,
    Effect,
    Guard,
    Phrase,
    Problem,
    RuleFile,
    Scope,
    Status,
    Thresholds,
    parse_toml,
    suggest,
)
from inbox_helper.core.toml_lines import TomlLines
from inbox_helper.core.types import Part

__all__ = [
    "BrokenRules",
    "Change",
    "Guard",
    "Phrase",
    "Problem",
    "RuleFile",
    "Thresholds",
    "parse_changes",
    "parse_rule_file",
    "parse_thresholds",
]

FILE_KEYS = ("schema", "lang", "group", "cap", "mute", "phrase", "guard")
RULE_KEYS = ("id", "status", "weight", "where", "say", "regex", "mute", "why", "mistaken_for", "hits", "misses")
PHRASE_KEYS = (*RULE_KEYS, "needs")
GUARD_KEYS = (*RULE_KEYS, "effect", "scope")
CHANGE_KEYS = ("id", "weight", "status")
MAX_REGEX_SIZE = 2_000
"""Instructions of RE2 that one `regex` may take."""
MAX_WEIGHT = 20.0

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_E = TypeVar("_E", bound=StrEnum)


def parse_rule_file(text: str, *, name: str) -> RuleFile:
    """Given the source of a rule file and its name, or path ("en/decision.toml"), return its rules.

    Raise BrokenRules with every problem that it has: file, line, what is wrong, what to do.
    """
    return _FileReader(text, name).read()


def parse_thresholds(text: str, *, name: str = "thresholds.toml") -> Thresholds:
    """Given the source of the thresholds, return them. Raise BrokenRules as `parse_rule_file` does."""
    reader = TableReader(text, name)
    table = reader.table
    reader.check_keys(table, ("schema", "rejection", "unsure"), 1)
    reader.check_schema()
    rejection, unsure = (reader.number(table, key, 1, required=True) or 0.0 for key in ("rejection", "unsure"))
    if not reader.problems and not 0 < unsure <= rejection:
        reader.report(reader.lines.key("unsure"), "`unsure` is not between 0 and `rejection`.", "Lower it.")
    reader.raise_problems()
    return Thresholds(rejection, unsure)


def parse_changes(text: str, *, name: str = "changes.toml") -> tuple[Change, ...]:
    """Given the source of a user's changes of shipped rules, return them. Raise BrokenRules as above."""
    reader = TableReader(text, name)
    reader.check_keys(reader.table, ("schema", "change"), 1)
    reader.check_schema()
    changes = tuple(_change(reader, table, line) for table, line in reader.tables("change"))
    reader.raise_problems()
    return changes


def _change(reader: TableReader, table: dict[str, object], line: int) -> Change:
    reader.check_keys(table, CHANGE_KEYS, line)
    weight = reader.number(table, "weight", line)
    status = reader.choice(table, "status", line, Status.STABLE) if "status" in table else None
    if "weight" not in table and "status" not in table:
        reader.report(line, "the change changes nothing.", "Add `weight = …` or `status = …`.")
    return Change(reader.string(table, "id", line, required=True), weight, status, reader.name, line)


class TableReader:
    """Takes values out of TOML tables and notes what is wrong with them."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.table = parse_toml(text, name)
        self.lines = TomlLines(text)
        self.problems: list[Problem] = []

    def report(self, line: int, text: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.name, line, text, remedy))

    def raise_problems(self) -> None:
        if self.problems:
            raise BrokenRules(self.problems)

    def check_schema(self) -> None:
        if self.table.get("schema") != SCHEMA or isinstance(self.table.get("schema"), bool):
            self.report(self.lines.key("schema"), f"`schema` is not {SCHEMA}.", f"Write `schema = {SCHEMA}`.")

    def check_keys(self, table: dict[str, object], allowed: Sequence[str], start: int) -> None:
        for key in table:
            if key not in allowed:
                self.report(self.lines.key(key, start), f'unknown key "{key}".', suggest(key, allowed))

    def wrong(self, key: str, start: int, expected: str) -> None:
        self.report(self.lines.key(key, start), f"`{key}` is not {expected}.", f"Write {expected}.")

    def missing(self, key: str, start: int) -> None:
        self.report(start, f"`{key}` is missing.", f"Add a line `{key} = …`.")

    def string(self, table: dict[str, object], key: str, start: int, *, required: bool = False) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if key in table:
            self.wrong(key, start, "a text in quotes")
        elif required:
            self.missing(key, start)
        return ""

    def strings(self, table: dict[str, object], key: str, start: int) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        self.wrong(key, start, 'a list of texts: ["…", "…"]')
        return ()

    def number(self, table: dict[str, object], key: str, start: int, *, required: bool = False) -> float | None:
        value = table.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        if key in table:
            self.wrong(key, start, "a number")
        elif required:
            self.missing(key, start)
        return None

    def choice(self, table: dict[str, object], key: str, start: int, default: _E) -> _E:
        value = table.get(key, default)
        kinds = [str(kind) for kind in type(default)]
        if isinstance(value, str) and value in kinds:
            return type(default)(value)
        self.report(self.lines.key(key, start), f"`{key}` is {value!r}.", suggest(str(value), kinds))
        return default

    def tables(self, key: str) -> list[tuple[dict[str, object], int]]:
        """Return the entries of `[[key]]`, each with its line."""
        entries = self.table.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.wrong(key, 1, f"written as [[{key}]]")
            return []
        return [(entry, self.lines.entry(key, index)) for index, entry in enumerate(entries)]


class _FileReader(TableReader):
    """Reads the head of a rule file, then its entries."""

    def read(self) -> RuleFile:
        self._read_head()
        phrases = tuple(self._phrase(table, line) for table, line in self.tables("phrase"))
        guards = tuple(self._guard(table, line) for table, line in self.tables("guard"))
        if not (phrases or guards) and not self.problems:
            self.report(1, "no rule stands in this file.", "Add a [[phrase]] or a [[guard]], or remove the file.")
        self._check_ids([*phrases, *guards])
        self.raise_problems()
        return RuleFile(self.name, self.language, self.group, self.cap, phrases, guards)

    def _read_head(self) -> None:
        self.check_keys(self.table, FILE_KEYS, 1)
        self.check_schema()
        self.language = self.string(self.table, "lang", 1, required=True)
        self.group = self.string(self.table, "group", 1, required=True)
        self.cap = self.number(self.table, "cap", 1)
        self.mute = self.strings(self.table, "mute", 1)
        if self.cap is not None and self.cap <= 0:
            self.wrong("cap", 1, "a number above 0")
        self._check_place()

    def _check_place(self) -> None:
        """Compare language and group with the name of the file."""
        folder, file = (["", "", *self.name.split("/")])[-2:]
        stem = file.removesuffix(".toml")
        if self.language and not re.fullmatch(rf"[a-z]{{2}}|{ANY_LANGUAGE}", self.language):
            remedy = 'Write an ISO 639-1 code such as "en", or "any".'
            self.report(self.lines.key("lang"), f'`lang` is "{self.language}", no language code.', remedy)
        elif self.language and folder != self.language:
            remedy = f"Move the file to {self.language}/, or correct `lang`."
            self.report(self.lines.key("lang"), f'`lang` is "{self.language}", the folder "{folder}".', remedy)
        groups = (*CAPS, GUARDS)
        if self.group and self.group not in groups:
            self.report(self.lines.key("group"), f'unknown group "{self.group}".', suggest(self.group, groups))
        elif self.group and stem != self.group and not stem.startswith(f"{self.group}-"):
            remedy = f"Name it {self.group}.toml or {self.group}-….toml, or correct `group`."
            self.report(self.lines.key("group"), f'`group` is "{self.group}", the file is {file}.', remedy)

    def _phrase(self, table: dict[str, object], line: int) -> Phrase:
        self.check_keys(table, PHRASE_KEYS, line)
        if self.group == GUARDS:
            self.report(line, "a phrase in a file of guards.", "Move it to the file of its group.")
        weight = self.number(table, "weight", line, required=True)
        if weight is not None and not 0 < weight <= MAX_WEIGHT:
            self.wrong("weight", line, f"a number above 0, at most {MAX_WEIGHT:g}")
        rule = self._rule(table, line, weight or 0.0)
        needs = self.strings(table, "needs", line)
        for group in needs:
            if group not in CAPS:
                self.report(
                    self.lines.key("needs", line),
                    f'`needs` names the unknown group "{group}".',
                    suggest(group, tuple(CAPS)),
                )
        return Phrase(**rule, needs=needs)

    def _guard(self, table: dict[str, object], line: int) -> Guard:
        self.check_keys(table, GUARD_KEYS, line)
        if self.group and self.group != GUARDS:
            self.report(line, f"a guard in a file of the group {self.group}.", "Move it to guard.toml.")
        if "effect" not in table:
            self.missing("effect", line)
        effect = self.choice(table, "effect", line, Effect.MUTE)
        scope = self.choice(table, "scope", line, Scope.SENTENCE)
        if effect is Effect.MUTE and "effect" in table and "scope" not in table:
            self.missing("scope", line)
        weight = self.number(table, "weight", line, required=effect is Effect.COUNTER)
        if effect is Effect.COUNTER and weight is not None and not -MAX_WEIGHT <= weight < 0:
            self.wrong("weight", line, f"a number below 0, at least -{MAX_WEIGHT:g}, for a guard that counters")
        if effect is not Effect.COUNTER and weight is not None:
            self.report(
                self.lines.key("weight", line),
                f"`weight` has no meaning for a guard with the effect {effect}.",
                'Remove it, or write effect = "counter".',
            )
        return Guard(**self._rule(table, line, weight or 0.0), effect=effect, scope=scope)

    def _rule(self, table: dict[str, object], line: int, weight: float) -> dict[str, Any]:
        say = self.strings(table, "say", line)
        for phrase in say:
            self._check_say(phrase, line)
        regex = self.strings(table, "regex", line)
        for pattern in regex:
            self._check_regex(pattern, line)
        if not table.get("say") and not table.get("regex"):
            self.report(line, "neither `say` nor `regex` is there.", 'Add say = ["words that employers write"].')
        if table.get("say") and table.get("regex"):
            self.report(self.lines.key("regex", line), "`say` and `regex` stand in one rule.", "Make two rules of it.")
        for key, what in (("hits", "a text in which it counts"), ("misses", "a text in which it does not count")):
            if not table.get(key):
                self.report(line, f"`{key}` is missing.", f'Prove the rule: {key} = ["{what}"].')
        return {
            "id": self.string(table, "id", line, required=True),
            "language": self.language,
            "group": self.group,
            "status": self.choice(table, "status", line, Status.STABLE),
            "weight": weight,
            "where": self._where(table, line),
            "say": say,
            "regex": regex,
            "mute": (*self.mute, *self.strings(table, "mute", line)),
            "why": self.string(table, "why", line, required=True),
            "mistaken_for": self.strings(table, "mistaken_for", line),
            "hits": self.strings(table, "hits", line),
            "misses": self.strings(table, "misses", line),
            "file": self.name,
            "line": line,
        }

    def _where(self, table: dict[str, object], line: int) -> tuple[Part, ...]:
        left_out = (Part.SUBJECT.value, Part.BODY.value) if self.group == GUARDS else (Part.BODY.value,)
        names = self.strings(table, "where", line) if "where" in table else left_out
        known = tuple(str(part) for part in Part)
        for name in names:
            if name not in known:
                self.report(self.lines.key("where", line), f'`where` names "{name}".', suggest(name, known))
        if not names:
            self.report(self.lines.key("where", line), "`where` is empty.", f"Allowed here: {', '.join(known)}.")
        return tuple(Part(name) for name in dict.fromkeys(names) if name in known)

    def _check_say(self, say: str, line: int) -> None:
        try:
            compile_say(say)
        except SayError as error:
            shown = say if len(say) <= 60 else f"{say[max(0, error.column - 30) : error.column + 29]}"
            text = f"`say`, column {error.column}: {error.problem}, in “{shown}”."
            self.report(self.lines.value("say", say, line), text, error.remedy)

    def _check_regex(self, pattern: str, line: int) -> None:
        place = self.lines.value("regex", pattern, line)
        options = re2.Options()
        options.log_errors = False
        try:
            compiled = re2.compile(pattern, options)
        except re2.error as error:
            reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
            self.report(
                place, f"`regex` is no regular expression of RE2: {reason}.", "See github.com/google/re2/wiki/Syntax."
            )
            return
        if (size := compiled.programsize) > MAX_REGEX_SIZE:
            text = f"`regex` is too dear to match ({size} steps, {MAX_REGEX_SIZE} at most)."
            self.report(place, text, "Use smaller repetitions.")
        if compiled.search(""):
            self.report(place, "`regex` matches the empty text.", "Write something that must be there.")

    def _check_ids(self, rules: Sequence[Phrase | Guard]) -> None:
        prefix = f"{self.language}.{self.group}."
        first: dict[str, int] = {}
        for rule in rules:
            place = self.lines.key("id", rule.line)
            if rule.id and not (rule.id.startswith(prefix) and _NAME.fullmatch(rule.id.removeprefix(prefix))):
                remedy = f"In this file it is {prefix}name, with small letters, digits and hyphens."
                self.report(place, f'the id "{rule.id}" does not belong here.', remedy)
            if rule.id in first:
                self.report(place, f'the id "{rule.id}" is there twice, first in line {first[rule.id]}.', "Rename one.")
            first.setdefault(rule.id, place)
