"""Run the examples that rules carry, with the engine that judges mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from inbox_helper.core.judge import with_needs
from inbox_helper.core.rule_values import Guard, Phrase, Status
from inbox_helper.core.rulebook import Rulebook, Stage
from inbox_helper.core.trial import Hit, Trial
from inbox_helper.core.types import Address, Message, Part, PreparedText

Prepare = Callable[[Message], PreparedText]


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not prove its rule."""

    rule: str
    file: str
    line: int
    """Where the rule begins."""
    text: str
    """The example, or the line of `say` that no hit proves."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.problem}: “{self.text}”. {self.remedy}"


def check_examples(rulebook: Rulebook, prepare: Prepare, only: Collection[str] | None = None) -> list[ExampleFailure]:
    """Return every example that does not do what it says, in the order of the rules; of the rules `only`, if given.

    Every hit must count (what it `needs` is taken as given), every line of `say` must be the one that matches in one
    of them, and no miss may count.
    """
    numbers = [number for number, rule in enumerate(rulebook.rules) if only is None or rule.id in only]
    return [failure for number in numbers for failure in _check(rulebook, number, prepare)]


def example_message(text: str, part: Part) -> Message:
    """Return the message that an example stands for: a body, or a subject, a sender, a header field."""
    name, _, value = text.partition(":")
    return Message(
        message_id="",
        subject=text if part is Part.SUBJECT else "",
        from_=(Address(text, ""),) if part is Part.FROM else (),
        reply_to=(),
        to=(),
        cc=(),
        delivered_to=(),
        in_reply_to=(),
        references=(),
        date=None,
        headers=((name.strip().lower(), value.strip()),) if part is Part.HEADERS else (),
        text_plain=text if part is Part.BODY else "",
        text_html="",
        defects=(),
    )


def _check(rulebook: Rulebook, number: int, prepare: Prepare) -> Iterator[ExampleFailure]:
    rule = rulebook.rules[number]
    if rule.status is Status.RETIRED:
        return
    proven: set[int] = set()
    for text in rule.hits:
        hits = _hits(rulebook, number, text, prepare)
        proven.update(hit.line for hit in hits if not hit.muted_by)
        if not hits:
            yield _failure(rule, text, "the hit is not matched", "Correct `say` or the example.")
        elif all(hit.muted_by for hit in hits):
            yield _failure(rule, text, f"the hit is muted by {hits[0].muted_by}", "Correct the guard or the example.")
    for line, source in enumerate(rule.sources):
        if line not in proven:
            yield _failure(rule, source, "no hit proves this line", "Add a text to `hits` in which it matches.")
    for text in rule.misses:
        if any(not hit.muted_by for hit in _hits(rulebook, number, text, prepare, needs=True)):
            yield _failure(rule, text, "the miss counts", "Narrow `say`, add a guard, or correct the example.")


def _hits(rulebook: Rulebook, number: int, text: str, prepare: Prepare, *, needs: bool = False) -> list[Hit]:
    rule = rulebook.rules[number]
    message = example_message(text, _part(rule))
    # A sentence may be too short to tell its language by; the rule says it.
    trial = Trial(rulebook, message, replace(prepare(message), languages=(rule.language,)))
    if not needs or isinstance(rule, Guard):
        return list(trial.all_hits(number))
    hits = trial.hits(Stage.DECIDING, Stage.SUPPORTING)
    return [hit for hit in with_needs(rulebook, hits) if hit.rule == number]


def _part(rule: Phrase | Guard) -> Part:
    return next(part for part in (Part.BODY, Part.SUBJECT, Part.FROM, Part.HEADERS) if part in rule.where)


def _failure(rule: Phrase | Guard, text: str, problem: str, remedy: str) -> ExampleFailure:
    return ExampleFailure(rule.id, rule.file, rule.line, text, problem, remedy)
