"""Measure the facts that are read from mail: `bench/facts.py [FOLDER] [--language CODE] [--no-mistakes]`.

For each fact: precision and recall of what is sure (nothing else reaches a draft) and the counts behind them, for all
mail and per language; then each mistake, with what was read and where from. FOLDER holds `<language>.toml`; without it,
the table of the tests is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from inbox_helper.core.types import Identity
from inbox_helper.tuning.fact_table import NAMES, Kind, Reading, figures, read_table, readings

TABLE = Path(__file__).parents[1] / "tests" / "core" / "data" / "facts"


def percent(part: float | None) -> str:
    """Return a part as people write it."""
    return "-" if part is None else f"{part:.1%}"


def line(name: str, read: Sequence[Reading]) -> str:
    """Return one line of the table."""
    found = figures(read)
    return (
        f"{name:<24} precision {percent(found.precision):>6}  recall {percent(found.recall):>6}"
        f"   right {found.right}, wrong {found.wrong}, missed {found.missed}, there to be read {found.wanted}"
    )


def told(each: Reading) -> str:
    """Return one mistake."""
    right = " or ".join(repr(spelling) for spelling in each.expected)
    where = f" ({each.source})" if each.source else ""
    return f"{each.kind:<7}{each.case.id:<28} {each.name}: read {each.read!r}{where}, right {right}"


def of(every: Sequence[Reading], name: str) -> list[Reading]:
    """Return the readings of one fact."""
    return [each for each in every if each.name == name]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--language", help="only mail in this language")
    parser.add_argument("--no-mistakes", action="store_true", help="print the figures only")
    arguments = parser.parse_args()
    table = [case for case in read_table(arguments.folder) if arguments.language in (None, case.language)]
    every = [each for case in table for each in readings(case, Identity("", ""))]
    languages = sorted({case.language for case in table})
    print(f"{len(table)} mails in {len(languages)} languages\n")
    for name in NAMES:
        print(line(name, of(every, name)))
    for language in languages:
        print(f"\n{language}")
        for name in NAMES:
            print(line(name, [each for each in of(every, name) if each.case.language == language]))
    if not arguments.no_mistakes:
        print()
        for each in every:
            if each.kind in (Kind.WRONG, Kind.MISSED):
                print(told(each))


if __name__ == "__main__":
    main()
