"""Whether the rules state how employers say no, or have learnt single mails: `bench/crossvalidation.py PATH.jsonl…`.

Leaves out one group of mail after the other (`--by source` or `--by template`), and judges its rejections with only
those deciding rules that have a hit in a rejection of another group, as if the rest had been written for this group
alone. A rulebook that is learnt by heart loses its recall so; one of general rules keeps it. Prints recall with all
rules and with those that held elsewhere, the counts behind them, and the rejections that hang on rules of their own,
with these rules. Mail marked ambiguous is left out; `--real` leaves out mail that a generator wrote.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from inbox_helper.books import load_rulebook
from inbox_helper.core.judge import Judgement, score_of, try_message
from inbox_helper.core.rulebook import Rulebook, states_decision
from inbox_helper.tuning.evaluation import REJECTION, Case, cases
from inbox_helper.tuning.page import percent
from inbox_helper.tuning.sources import read_messages

GROUPINGS: Mapping[str, Callable[[Case], str]] = {
    "source": lambda case: case.labelled.source or case.id,
    "template": lambda case: case.labelled.template_group or case.id,
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH.jsonl")
    parser.add_argument("--by", choices=sorted(GROUPINGS), default="template")
    parser.add_argument("--real", action="store_true", help="leave out mail that a generator wrote")
    arguments = parser.parse_args()
    rulebook, group_of = load_rulebook(), GROUPINGS[arguments.by]
    rejections = [
        case
        for case in cases(read_messages(arguments.paths))
        if case.labelled.label == REJECTION and (case.labelled.real or not arguments.real)
    ]
    judged = [(case, group_of(case), try_message(rulebook, case.message, case.prepared)) for case in rejections]
    groups_of_rule: dict[int, set[str]] = defaultdict(set)
    for _, group, judgement in judged:
        for rule in _deciding(rulebook, judgement):
            groups_of_rule[rule].add(group)
    found = [one for one in judged if one[2].score >= rulebook.thresholds.rejection]
    alone = [
        (case, own)
        for case, group, judgement in found
        if (own := {rule for rule in _deciding(rulebook, judgement) if groups_of_rule[rule] == {group}})
        and _without(rulebook, judgement, own) < rulebook.thresholds.rejection
    ]
    print(f"{len(judged)} rejections in {len({group for _, group, _ in judged})} groups by {arguments.by}")
    print(f"recall with all rules                       {_share(len(found), len(judged))}")
    print(f"recall with rules that held in other groups {_share(len(found) - len(alone), len(judged))}")
    for case, own in alone:
        print(f"  {case.id}: {', '.join(sorted(rulebook.rules[rule].id for rule in own))}")


def _deciding(rulebook: Rulebook, judgement: Judgement) -> set[int]:
    return {hit.rule for hit in judgement.counted if states_decision(rulebook.rules[hit.rule])}


def _without(rulebook: Rulebook, judgement: Judgement, rules: set[int]) -> float:
    """Return the score that a mail has without some rules."""
    return score_of(rulebook, [hit for hit in judgement.hits if hit.rule not in rules], judgement.guards)


def _share(some: int, whole: int) -> str:
    return f"{percent(some / whole if whole else None):>8}   {some} of {whole}"


if __name__ == "__main__":
    main()
