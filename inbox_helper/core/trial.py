"""One message before one rulebook: what matches where, and which of it is muted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inbox_helper.core.citation import holds_marks, is_quoted
from inbox_helper.core.folding import fold, locate
from inbox_helper.core.language import possible_languages
from inbox_helper.core.matcher import FoldedText, Span
from inbox_helper.core.rule_values import ANY_LANGUAGE, Effect, Guard, Scope
from inbox_helper.core.rulebook import Index, Rulebook, Stage
from inbox_helper.core.types import Message, Part, PreparedText

MAX_TEXT = 200_000
"""Characters of a part that are judged; no letter is longer."""
MAX_HEADER = 500
"""Characters of a header field that are judged."""
MAX_MUTED = 3
"""Muted hits of one rule that are kept as evidence."""
QUOTED = "quoted"
"""Stands in `muted_by` where a mail only quotes what would decide it."""
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
    """The number of the sentence, see `Trial.place`."""
    span: Span
    muted_by: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """Neighbouring sentences of one part."""

    part: Part
    text: str
    spans: tuple[Span, ...]
    first: int
    """The number of its first sentence."""


@dataclass(frozen=True, slots=True)
class _Body:
    """Sections that are folded and matched as one text."""

    sections: tuple[_Section, ...]
    folded: FoldedText
    first: int
    headers: bool

    def part(self, sentence: int) -> Part:
        return self.section(sentence).part

    def section(self, sentence: int) -> _Section:
        for section in self.sections:
            if sentence < section.first + len(section.spans):
                return section
        raise IndexError(sentence)


_Match = tuple[Index, int, bytes, list[Span]]
"""An index, a pattern of it that may match, the folded sentence, and the literals that are there."""
_Here = dict[int, list[_Match]]
"""For each rule what may match in a sentence."""


class Trial:
    """Finds hits, only as far as they are asked for. Sentences are numbered through all parts."""

    def __init__(self, rulebook: Rulebook, message: Message, prepared: PreparedText) -> None:
        self.rulebook = rulebook
        self.sentences = 0
        self._bodies: list[_Body] = []
        self._tables: dict[Stage, dict[int, _Here]] = {}
        self._guards: dict[int, _Here] = {}
        self._active: dict[tuple[int, int], list[Span]] = {}
        self._anywhere: dict[int, bool] = {}
        self._languages = _languages_of_rules(rulebook, prepared)
        head = [(part, *_lines(source_text(part, message, prepared))) for part in (Part.SUBJECT, Part.FROM)]
        self._add([*head, (Part.BODY, prepared.body, _sentences(prepared))], headers=False)
        if rulebook.reads_headers:
            self._add([(Part.HEADERS, *_lines(source_text(Part.HEADERS, message, prepared)))], headers=True)

    def hits(self, *stages: Stage) -> list[Hit]:
        """Return the hits of phrases: of each the first that counts, and some muted ones before it."""
        return [hit for stage in stages for hit in self._hits(stage)]

    def all_hits(self, number: int) -> Iterator[Hit]:
        """Yield every hit of a rule, muted or not."""
        for sentence in range(self.sentences):
            yield from self._judged(number, sentence)

    def guard_hits(self, muting: set[str]) -> Iterator[Hit]:
        """Yield what the guards did: those that counter or veto, muted or not, and those named in `muting`."""
        for number in sorted({number for here in self._table(Stage.MESSAGE_GUARDS).values() for number in here}):
            rule = self.rulebook.rules[number]
            if isinstance(rule, Guard) and rule.effect is not Effect.MUTE:
                hits = [hit for sentence in self._table(Stage.MESSAGE_GUARDS) for hit in self._judged(number, sentence)]
                yield from [hit for hit in hits if not hit.muted_by][:1] or hits[:1]
        for name in sorted(muting & self.rulebook.by_id.keys()):
            number = self.rulebook.by_id[name]
            sentences = sorted({sentence for guard, sentence in self._active if guard == number})
            hits = [hit for sentence in sentences for hit in self._judged(number, sentence)]
            yield from [hit for hit in hits if not hit.muted_by][:MAX_MUTED]

    def place(self, sentence: int) -> Place:
        """Return where a sentence stands."""
        section = self._body(sentence).section(sentence)
        return Place(section.part, section.text, *section.spans[sentence - section.first])

    def offsets(self, hit: Hit) -> tuple[int, int]:
        """Return where a hit begins and ends in the text of its part."""
        place, folded = self.place(hit.sentence), self._folded(hit.sentence)
        first = folded.count(b" ", 0, hit.span[0] + 1) - 1
        last = folded.count(b" ", 0, hit.span[1] - 1) - 1
        start, end = locate(place.text[place.start : place.end], first, last)
        return place.start + start, place.start + end

    def _add(self, parts: list[tuple[Part, str, tuple[Span, ...]]], *, headers: bool) -> None:
        first, sections = self.sentences, []
        for part, text, spans in parts:
            sections.append(_Section(part, text, spans, self.sentences))
            self.sentences += len(spans)
        texts = [section.text[start:end] for section in sections for start, end in section.spans]
        if texts:
            self._bodies.append(_Body(tuple(sections), FoldedText(fold(texts)), first, headers))

    def _body(self, sentence: int) -> _Body:
        return self._bodies[0] if sentence < (self._bodies[-1].first or self.sentences) else self._bodies[-1]

    def _folded(self, sentence: int) -> bytes:
        body = self._body(sentence)
        return body.folded.sentences[sentence - body.first]

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
        for index, pattern, text, literals in matches:
            for span in index.matcher.spans(pattern, text, literals):
                muter = self._muter(number, sentence, span)
                name = "" if muter is None else self.rulebook.rules[muter].id
                hit = Hit(number, index.lines[pattern], sentence, span, name)
                yield replace(hit, muted_by=QUOTED) if not name and self._is_quotation(hit) else hit

    def _is_quotation(self, hit: Hit) -> bool:
        if self.rulebook.stages[hit.rule] is not Stage.DECIDING:
            return False
        place = self.place(hit.sentence)
        sentence = place.text[place.start : place.end]
        if not holds_marks(sentence):
            return False
        start, end = self.offsets(hit)
        return is_quoted(sentence, start - place.start, end - place.start)

    def _table(self, stage: Stage) -> dict[int, _Here]:
        """Return for each sentence, in order, what may match of a stage."""
        table = self._tables.get(stage)
        if table is None:
            table = self._tables[stage] = {}
            for body in self._bodies:
                for index in self.rulebook.indexes(stage, self._languages, headers=body.headers):
                    self._enter(table, index, body.folded, body)
            if len(self._languages or ()) != 1:
                table = self._tables[stage] = dict(sorted(table.items()))
        return table

    def _guards_in(self, sentence: int) -> _Here:
        """Return what may match of the guards that reach no further than a sentence."""
        if sentence not in self._guards:
            body = self._body(sentence)
            one = FoldedText(self._folded(sentence))
            table: dict[int, _Here] = {}
            for index in self.rulebook.indexes(Stage.GUARDS, self._languages, headers=body.headers):
                self._enter(table, index, one, body, sentence)
            self._guards[sentence] = table.get(sentence, {})
        return self._guards[sentence]

    def _enter(
        self, table: dict[int, _Here], index: Index, text: FoldedText, body: _Body, first: int | None = None
    ) -> None:
        rules, owners = self.rulebook.rules, index.owners
        for local, found in index.matcher.scan(text).items():
            sentence = local + (body.first if first is None else first)
            part = body.part(sentence)
            for pattern, literals in found.items():
                number = owners[pattern]
                if part in rules[number].where:
                    here = table.setdefault(sentence, {})
                    here.setdefault(number, []).append((index, pattern, text.sentences[local], literals))

    def _muter(self, number: int, sentence: int, span: Span) -> int | None:
        """Return the guard that mutes a hit, the first in the order of the rulebook, None if there is none."""
        local, message = self.rulebook.muters[number], self.rulebook.message_muters[number]
        if local:
            for guard in sorted(local.intersection(self._guards_in(sentence))):
                if self._reaches(guard, sentence, span):
                    return guard
        return next((guard for guard in sorted(message) if self._is_active_anywhere(guard)), None)

    def _reaches(self, guard: int, sentence: int, span: Span) -> bool:
        active = self._active_spans(guard, sentence)
        rule = self.rulebook.rules[guard]
        if isinstance(rule, Guard) and rule.scope is Scope.BEFORE:
            # They may share words: "should we" guards "we decide" as well.
            return any(start < span[0] for start, _ in active)
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
        return "\n".join([f"{author.name} <{author.email}>" for author in message.from_])
    fields = [(name, value) for name, value in message.headers if not name.startswith(TRACE_FIELDS)]
    return "\n".join([f"{name}: {value[:MAX_HEADER]}" for name, value in fields])


def _languages_of_rules(rulebook: Rulebook, prepared: PreparedText) -> frozenset[str] | None:
    """Return the languages whose rules may speak, None for all: words that are alike mislead across languages."""
    found = prepared.languages or possible_languages(prepared.body)
    known = rulebook.languages.intersection(found)
    if not known or len(known) < len(prepared.languages):
        return None
    kin = (other for language in known for other in _KIN.get(language, ()))
    return frozenset((ANY_LANGUAGE, *known, *kin))


def _lines(text: str) -> tuple[str, tuple[Span, ...]]:
    spans, start = [], 0
    for line in text.split("\n") if text else ():
        spans.append((start, start + min(len(line), MAX_TEXT)))
        start += len(line) + 1
    return text, tuple(spans)


def _sentences(prepared: PreparedText) -> tuple[Span, ...]:
    if len(prepared.body) <= MAX_TEXT:
        return prepared.sentences
    return tuple((start, min(end, MAX_TEXT)) for start, end in prepared.sentences if start < MAX_TEXT)
