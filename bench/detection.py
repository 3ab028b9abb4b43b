"""Measure how well the rules find rejections: `bench/detection.py PATH.jsonl…`.

Prints recall, precision and the counts behind them, for all mail, per language and per kind of mail, then each
mistake with its evidence. Mail marked ambiguous is left out. *rejection* counts as yes, *unsure* and *other* as no;
recall with unsure counted as found stands beside it. `--real` leaves out mail that a generator wrote.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from inbox_helper.books import load_rulebook
from inbox_helper.tuning.evaluation import Mistake, cases, evaluate
from inbox_helper.tuning.metrics import Counts, count, count_by
from inbox_helper.tuning.page import percent
from inbox_helper.tuning.sources import read_messages


def line(name: str, counts: Counts) -> str:
    """Return one line of the table."""
    return (
        f"{name:<14} {counts.total:>6} mails  recall {percent(counts.recall):>8}"
        f"  with unsure {percent(counts.recall_with_unsure):>8}  precision {percent(counts.precision):>8}"
        f"   found {counts.true_positive}, missed {counts.false_negative},"
        f" wrongly found {counts.false_positive}, other mail unsure {counts.unsure_others}"
    )


def told(mistake: Mistake) -> str:
    """Return a mistake with its evidence, without the mail's text."""
    verdict, case = mistake.verdict, mistake.case
    head = f"{case.id}: is {case.labelled.label}, called {verdict.label} at {verdict.score:.2f}"
    hits = [
        f"    {hit.weight:+.2f} {hit.rule}" + (f" (muted by {hit.muted_by})" if hit.muted_by else "")
        for hit in verdict.evidence
    ]
    return "\n".join([head, *hits])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH.jsonl")
    parser.add_argument("--real", action="store_true", help="leave out mail that a generator wrote")
    parser.add_argument("--no-mistakes", action="store_true", help="print the figures only")
    arguments = parser.parse_args()
    labelled = [case for case in cases(read_messages(arguments.paths)) if not arguments.real or case.labelled.real]
    judged, mistakes = evaluate(load_rulebook(), labelled)
    print(line("all", count(judged)))
    for title, key in (("language", lambda one: one.language), ("kind", lambda one: one.kind)):
        print(f"\nby {title}")
        for name, counts in count_by(judged, key).items():
            print(line(name or "unknown", counts))
    if not arguments.no_mistakes:
        print(f"\n{len(mistakes)} mistakes")
        for mistake in mistakes:
            print(told(mistake))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
