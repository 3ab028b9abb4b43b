"""What it costs to match a 3 KB text with the full rulebook, and how the cost grows with the number of phrases.

Usage: python bench/matching.py [--phrases N]

Texts are made anew for every measurement, so that nothing is matched twice. The rules that ship are filled up with
made-up phrases of their kind, half of them with wildcards and alternatives, in the languages that ship. Prints
microseconds of one core, the median over texts: for matching all phrases that state a decision (text prepared and
folded before), which is what every mail costs; for folding; and for the whole judgement with folding, guards, all
other phrases and the evidence, for mail that is no rejection and for rejections. The last line is the ratio of
the cost with 1,000 phrases to that with 100, which must be at most 2.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from inbox_helper.books import data_folder, load_rulebook, read_rule_files
from inbox_helper.core.folding import fold
from inbox_helper.core.judge import judge
from inbox_helper.core.matcher import FoldedText
from inbox_helper.core.rule_values import RuleFile
from inbox_helper.core.rulebook import Rulebook, Stage, build_rulebook
from inbox_helper.core.rules import Thresholds, parse_rule_file
from inbox_helper.core.types import Message, PreparedText

LENGTH = 3_000
TEXTS = 60
TARGET_US = 150.0
MOST_RATIO = 2.0
_GENERATOR = random.Random(20)
_COMMON_WORDS = """
the a to of and in for we you your our with that this is are was be have has will would on at as by it from more
team role position application experience time work process candidates company people questions please thank
"""
_COMMON = _COMMON_WORDS.split()
_DECISIONS = (
    "Unfortunately we will not be moving forward with your application.",
    "We have decided to proceed with other candidates whose experience is closer to the role.",
)
_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sta", "tre", "vin", "wor", "zel", "ther"]
_VOCABULARY = sorted({"".join(_GENERATOR.choices(_SYLLABLES, k=_GENERATOR.randint(2, 4))) for _ in range(1_500)})


def main() -> int:
    """Measure, print, and return 1 where the ratio is too high."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phrases", type=int, default=2_000, help="patterns that the rulebook is filled up to")
    wanted = parser.parse_args().phrases
    book = _filled(wanted)
    patterns = sum(len(rule.sources) for rule in book.rules)
    print(
        f"{len(book.rules)} rules, {patterns} patterns, {len(book.languages)} languages; texts of {LENGTH} characters"
    )
    for name, decisions in (("no rejection", ()), ("rejection", _DECISIONS)):
        _measure(name, book, decisions)
    ratio = _ratio()
    print(f"1,000 phrases cost {ratio:.2f} times what 100 cost (at most {MOST_RATIO:g})")
    return 0 if ratio <= MOST_RATIO else 1


def _measure(name: str, book: Rulebook, decisions: Sequence[str]) -> None:
    text = _text(decisions)
    print(f"{name} (about {len(text.body)} characters, {len(text.sentences)} sentences)")
    languages = frozenset(["en", "any"])
    for language in (languages, None):
        for stage in Stage:
            list(book.indexes(stage, language, headers=False))
    _warm(book, decisions)
    print(f"  folding                 {_cost(decisions, _fold):7.0f} µs")
    print(f"  matching, language known {_cost(decisions, lambda text: _match(book, text, languages)):6.0f} µs")
    print(f"  matching, all languages {_cost(decisions, lambda text: _match(book, text, None)):7.0f} µs")
    print(f"  judging, with folding   {_cost(decisions, lambda text: _judge(book, text)):7.0f} µs (aim: {TARGET_US:g})")


def _match(book: Rulebook, text: PreparedText, languages: frozenset[str] | None) -> Callable[[], object]:
    folded = _folded(text)
    indexes = list(book.indexes(Stage.DECIDING, languages, headers=False))
    return lambda: [index.matcher.scan(FoldedText(folded)) for index in indexes]


def _fold(text: PreparedText) -> Callable[[], object]:
    return lambda: _folded(text)


def _folded(text: PreparedText) -> bytes:
    return fold([text.body[start:end] for start, end in text.sentences])


def _judge(book: Rulebook, text: PreparedText) -> Callable[[], object]:
    return lambda: judge(book, _EMPTY, text)


def _cost(decisions: Sequence[str], job: Callable[[PreparedText], Callable[[], object]]) -> float:
    """Return the median of microseconds over fresh texts."""
    costs = []
    for _ in range(TEXTS):
        run = job(_text(decisions))
        begun = time.process_time()
        run()
        costs.append((time.process_time() - begun) * 1e6)
    return statistics.median(costs)


def _warm(book: Rulebook, decisions: Sequence[str]) -> None:
    for _ in range(TEXTS):
        judge(book, _EMPTY, _text(decisions))


def _ratio() -> float:
    """Return what 1,000 made-up phrases cost compared with 100, both measured in turn on the same texts."""
    books = {count: build_rulebook([_made_up("en", count)], Thresholds(5.0, 3.0)) for count in (100, 1_000)}
    costs: dict[int, list[float]] = {count: [] for count in books}
    for round_number in range(TEXTS * 2):
        text = _text(_DECISIONS if round_number % 2 else ())
        for count, book in books.items():
            run = _judge(book, text)
            begun = time.process_time()
            run()
            if round_number > TEXTS // 2:
                costs[count].append(time.process_time() - begun)
    return statistics.median(costs[1_000]) / statistics.median(costs[100])


def _filled(wanted: int) -> Rulebook:
    shipped = read_rule_files(data_folder("rules"))
    missing = wanted - sum(len(rule.sources) for file in shipped for rule in file.rules)
    languages = sorted({file.language for file in shipped} - {"any"})
    each = -(-missing // len(languages)) if missing > 0 else 0
    files = [_made_up(language, each) for language in languages] if each else []
    return build_rulebook([*shipped, *files], load_rulebook().thresholds)


def _made_up(language: str, count: int) -> RuleFile:
    rules = [_rule(language, number) for number in range(count)]
    head = f'schema = 1\nlang = "{language}"\ngroup = "decision"\n'
    return parse_rule_file(head + "\n".join(rules), name=f"{language}/decision-made-up.toml")


def _rule(language: str, number: int) -> str:
    say = _phrase() if number % 2 else " ".join(_word() for _ in range(4))
    return (
        f'[[phrase]]\nid = "{language}.decision.made-up-{number}"\nweight = 4\nsay = ["{say}"]\n'
        'why = "Made up."\nhits = ["x"]\nmisses = ["y"]\n'
    )


def _phrase() -> str:
    """Return a phrase like those that ship: alternatives, an optional word, a wildcard."""
    verbs, nouns = ("|".join(_GENERATOR.sample(_VOCABULARY, 6)) for _ in range(2))
    return f"(will not|cannot|have decided not to) ({verbs}) ({_word()}|) * (your|the|this) ({nouns})"


def _word() -> str:
    """Return a word, more often one of the first of the vocabulary than one of the last."""
    return _VOCABULARY[int(_GENERATOR.random() ** 2 * len(_VOCABULARY))]


def _text(decisions: Sequence[str]) -> PreparedText:
    """Return a fresh text of sentences of 8 to 24 words, most of them common ones."""
    sentences = list(decisions)
    while sum(map(len, sentences)) < LENGTH:
        words = [
            _GENERATOR.choice(_COMMON) if _GENERATOR.random() < 0.6 else _word()
            for _ in range(_GENERATOR.randint(8, 24))
        ]
        sentences.insert(_GENERATOR.randint(0, len(sentences)), " ".join(words).capitalize() + ".")
    spans, start = [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return PreparedText("About your application", " ".join(sentences), tuple(spans), "", (), "en", ("en",))


_EMPTY = Message("", "", (), (), (), (), (), (), (), None, (), "", "", ())

if __name__ == "__main__":
    sys.exit(main())
