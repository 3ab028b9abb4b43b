"""One message before one rulebook: what matches where, and which of it is muted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inbox_helper.core.folding import fold, locate
from inbox_helper.core.matcher import FoldedText, Span
from inbox_helper.core.rule_values import ANY_LANGUAGE, Effect, Guard, Rule, Scope
from inbox_helper.core.rulebook import Index, Rulebook, Stage
from inbox_helper.core.types import Message, Part, PreparedText

MAX_TEXT = 200_000
"""Characters of a part that are judged; no letter is longer."""
MAX_HEADER = 500
"""Characters of a header field that are judged."""
MAX_MUTED = 3
"""Muted hits of one rule that are kept as evidence."""
TRACE_FIELDS = ("received", "x-received", "arc-", "dkim-", "x-google-", "x-ms-exchange-", "authentication-results")
"""Beginnings of the names of fields that mail servers add on the way; rules do not see them."""
_KIN = {"da": ("nb",), "nb": ("da",)}
"""Languages that a short text cannot be told apart by."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in a part of the message."""

    part: Part
    text: str
    """The whole part."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule."""

    rule: int
    """Its number in the rulebook."""
    line: int
    """The line of `say`, or of `regex`, that matched, counted from 0."""
    sentence: int
    """The number of its Place."""
    span: Span
    """Start and end in the folded sentence, in bytes."""
    muted_by: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern that may match in a sentence."""

    index: Index
    pattern: int
    text: FoldedText
    sentence: int
    """Its number in `text`."""
    literals: list[Span]

    @property
    def line(self) -> int:
        return self.index.lines[self.pattern]

    def spans(self) -> list[Span]:
        return self.index.matcher.spans(self.pattern, self.text, self.sentence, self.literals)


_Here = dict[int, list[_Match]]
"""For each rule what may match."""


class Trial:
    """Finds hits, only as far as they are asked for."""

    def __init__(self, rulebook: Rulebook, message: Message, prepared: PreparedText) -> None:
        self.rulebook = rulebook
        self.places: list[Place] = []
        self._texts: list[tuple[int, FoldedText, bool]] = []
        self._tables: dict[Stage, dict[int, _Here]] = {}
        self._guards: dict[int, _Here] = {}
        self._active: dict[tuple[int, int], list[Span]] = {}
        self._anywhere: dict[int, bool] = {}
        self._languages = _languages_of_rules(rulebook, prepared)
        head = [*_lines(Part.SUBJECT, message, prepared), *_lines(Part.FROM, message, prepared)]
        self._add([*head, *_sentences(prepared)], headers=False)
        if rulebook.reads_headers:
            self._add(_lines(Part.HEADERS, message, prepared), headers=True)

    def hits(self, *stages: Stage) -> list[Hit]:
        """Return the hits of phrases: of each the first that counts, and some muted ones before it."""
        return [hit for stage in stages for hit in self._hits(stage)]

    def all_hits(self, number: int) -> Iterator[Hit]:
        """Yield every hit of a rule, muted or not."""
        rule = self.rulebook.rules[number]
        for sentence, place in enumerate(self.places):
            if place.part in rule.where:
                yield from self._judged(number, sentence)

    def guard_hits(self, muting: set[str]) -> Iterator[Hit]:
        """Yield what the guards did: those that counter or veto, muted or not, and those named in `muting`."""
        for number in sorted({number for here in self._table(Stage.MESSAGE_GUARDS).values() for number in here}):
            rule = self.rulebook.rules[number]
            if isinstance(rule, Guard) and rule.effect is not Effect.MUTE:
                hits = list(self.all_hits(number))
                yield from [hit for hit in hits if not hit.muted_by][:1] or hits[:1]
        for name in sorted(muting & self.rulebook.by_id.keys()):
            yield from [hit for hit in self.all_hits(self.rulebook.by_id[name]) if not hit.muted_by][:MAX_MUTED]

    def offsets(self, hit: Hit) -> tuple[int, int]:
        """Return where a hit begins and ends in the text of its part."""
        place, folded = self.places[hit.sentence], self.folded(hit.sentence)
        first = folded.count(b" ", 0, hit.span[0] + 1) - 1
        last = folded.count(b" ", 0, hit.span[1] - 1) - 1
        start, end = locate(place.text[place.start : place.end], first, last)
        return place.start + start, place.start + end

    def folded(self, sentence: int) -> bytes:
        """Return a sentence as it is matched."""
        text, local, _ = self._text_of(sentence)
        return text.sentences[local]

    def _add(self, places: list[Place], *, headers: bool) -> None:
        if places:
            folded = fold([place.text[place.start : place.end] for place in places])
            self._texts.append((len(self.places), FoldedText(folded, self.rulebook.stems), headers))
            self.places += places

    def _text_of(self, sentence: int) -> tuple[FoldedText, int, bool]:
        first, text, headers = next(entry for entry in reversed(self._texts) if entry[0] <= sentence)
        return text, sentence - first, headers

    def _hits(self, stage: Stage) -> Iterator[Hit]:
        counted: set[int] = set()
        muted: dict[int, int] = {}
        for sentence, here in self._table(stage).items():
            for number, matches in here.items():
                if number in counted:
                    continue
                for hit in self._with_muters(number, sentence, matches):
                    if not hit.muted_by:
                        counted.add(number)
                        yield hit
                        break
                    muted[number] = muted.get(number, 0) + 1
                    if muted[number] <= MAX_MUTED:
                        yield hit

    def _judged(self, number: int, sentence: int) -> Iterator[Hit]:
        stage = self.rulebook.stages[number]
        here = self._guards_in(sentence) if stage is Stage.GUARDS else self._table(stage).get(sentence, {})
        return self._with_muters(number, sentence, here.get(number, []))

    def _with_muters(self, number: int, sentence: int, matches: list[_Match]) -> Iterator[Hit]:
        for match in matches:
            for span in match.spans():
                muter = self._muter(number, sentence, span)
                name = "" if muter is None else self.rulebook.rules[muter].id
                yield Hit(number, match.line, sentence, span, name)

    def _table(self, stage: Stage) -> dict[int, _Here]:
        """Return for each sentence, in order, what may match of a stage."""
        if stage not in self._tables:
            self._tables[stage] = table = {}
            for first, text, headers in self._texts:
                for index in self.rulebook.indexes(stage, self._languages, headers=headers):
                    self._enter(table, index, text, first)
        return self._tables[stage]

    def _guards_in(self, sentence: int) -> _Here:
        """Return what may match of the guards that reach no further than a sentence."""
        if sentence not in self._guards:
            self._guards[sentence] = {}
            text, local, headers = self._text_of(sentence)
            one = FoldedText(text.sentences[local], self.rulebook.stems)
            table: dict[int, _Here] = {}
            for index in self.rulebook.indexes(Stage.GUARDS, self._languages, headers=headers):
                self._enter(table, index, one, sentence)
            self._guards[sentence] = table.get(sentence, {})
        return self._guards[sentence]

    def _enter(self, table: dict[int, _Here], index: Index, text: FoldedText, first: int) -> None:
        rules, owners = self.rulebook.rules, index.owners
        for local, found in index.matcher.scan(text).items():
            sentence = first + local
            part = self.places[sentence].part
            for pattern, literals in found.items():
                number = owners[pattern]
                if part in rules[number].where:
                    here = table.setdefault(sentence, {})
                    here.setdefault(number, []).append(_Match(index, pattern, text, local, literals))

    def _muter(self, number: int, sentence: int, span: Span) -> int | None:
        muters = self.rulebook.muters[number]
        if not muters:
            return None
        here = self._guards_in(sentence)
        for guard in muters:
            rule = self.rulebook.rules[guard]
            if _reaches_message(rule):
                if self._is_active_anywhere(guard):
                    return guard
            elif guard in here and self._reaches(rule, guard, sentence, span):
                return guard
        return None

    def _reaches(self, rule: Rule, guard: int, sentence: int, span: Span) -> bool:
        active = self._active_spans(guard, sentence)
        if isinstance(rule, Guard) and rule.scope is Scope.BEFORE:
            # The blank between them belongs to both.
            return any(end <= span[0] + 1 for _, end in active)
        return bool(active)

    def _active_spans(self, guard: int, sentence: int) -> list[Span]:
        key = (guard, sentence)
        if key not in self._active:
            self._active[key] = [hit.span for hit in self._judged(guard, sentence) if not hit.muted_by]
        return self._active[key]

    def _is_active_anywhere(self, guard: int) -> bool:
        if guard not in self._anywhere:
            table = self._table(Stage.MESSAGE_GUARDS)
            self._anywhere[guard] = any(
                guard in here and self._active_spans(guard, sentence) for sentence, here in table.items()
            )
        return self._anywhere[guard]


def source_text(part: Part, message: Message, prepared: PreparedText) -> str:
    """Return the text that the offsets of the evidence of a part count in."""
    if part is Part.BODY:
        return prepared.body
    if part is Part.SUBJECT:
        return prepared.subject
    if part is Part.FROM:
        return "\n".join(f"{author.name} <{author.email}>" for author in message.from_)
    fields = ((name, value) for name, value in message.headers if not name.startswith(TRACE_FIELDS))
    return "\n".join(f"{name}: {value[:MAX_HEADER]}" for name, value in fields)


def _reaches_message(rule: Rule) -> bool:
    return isinstance(rule, Guard) and rule.scope is Scope.MESSAGE


def _languages_of_rules(rulebook: Rulebook, prepared: PreparedText) -> frozenset[str] | None:
    """Return the languages whose rules may speak, None for all: words that are alike mislead across languages."""
    known = rulebook.languages.intersection(prepared.languages)
    if not known or len(known) < len(prepared.languages):
        return None
    kin = (other for language in known for other in _KIN.get(language, ()))
    return frozenset((ANY_LANGUAGE, *known, *kin))


def _lines(part: Part, message: Message, prepared: PreparedText) -> list[Place]:
    text = source_text(part, message, prepared)
    places, start = [], 0
    for line in text.split("\n") if text else ():
        places.append(Place(part, text, start, start + min(len(line), MAX_TEXT)))
        start += len(line) + 1
    return places


def _sentences(prepared: PreparedText) -> list[Place]:
    body = prepared.body
    return [Place(Part.BODY, body, start, min(end, MAX_TEXT)) for start, end in prepared.sentences if start < MAX_TEXT]
