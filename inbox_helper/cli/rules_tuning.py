"""`inbox-helper rules eval | frequencies | try`: the rules before labelled mail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.rules_comparison import show_changes
from inbox_helper.tuning.metrics import Change, Counts, Judged


@click.command("eval", short_help="Measure the rules on labelled mail, before and after an edit.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--against", metavar="WHAT", help="Compare with: shipped, a folder of rules, or a git revision.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page with plots.")
@click.pass_obj
def evaluate_rules(
    settings: Settings,
    corpus: tuple[Path, ...],
    against: str | None,
    as_json: bool,  # noqa: FBT001
    page: Path | None,
) -> None:
    """Measure the rules in force on labelled mail: recall, precision, F1, confusion, and a sweep of the threshold.

    CORPUS is JSON Lines with body and label, or `mine`: what `label` marked.
    """
    from inbox_helper.books import load_rulebook
    from inbox_helper.tuning.comparison import rulebook_of
    from inbox_helper.tuning.corpus import labelled_cases
    from inbox_helper.tuning.evaluation import evaluate
    from inbox_helper.tuning.metrics import changes
    from inbox_helper.tuning.page import Evaluation, render

    labelled = labelled_cases(corpus, lambda: settings.state_folder)
    rulebook = load_rulebook(settings.rules_folder)
    judged, _ = evaluate(rulebook, labelled)
    changed = changes(evaluate(rulebook_of(against), labelled)[0], judged) if against else ()
    if page:
        title = f"Rules on {', '.join(path.name for path in corpus)}"
        limits = rulebook.thresholds
        page.write_text(
            render(Evaluation(title, judged, limits.rejection, limits.unsure, changed, against or "")), encoding="utf-8"
        )
    if as_json:
        click.echo(json.dumps(_as_object(judged, changed), ensure_ascii=False))
    else:
        _show(judged, changed, against, rulebook.thresholds.rejection)


@click.command("frequencies", short_help="Count in which mail each rule counts.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", metavar="LANG", help="Only rules of this language.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per rule.")
@click.pass_obj
def rule_frequencies(settings: Settings, corpus: tuple[Path, ...], lang: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Count for each rule the rejections and the other mails in which it counts, and what it overlaps with."""
    from dataclasses import asdict

    from inbox_helper.books import load_rulebook
    from inbox_helper.tuning.corpus import labelled_cases
    from inbox_helper.tuning.evaluation import evaluate
    from inbox_helper.tuning.frequencies import frequencies, lints

    rulebook = load_rulebook(settings.rules_folder)
    judged, _ = evaluate(rulebook, labelled_cases(corpus, lambda: settings.state_folder))
    found = frequencies([rule for rule in rulebook.rules if lang in (None, rule.language)], judged)
    if as_json:
        for each in found:
            click.echo(json.dumps(asdict(each)))
        return
    click.echo(f"{'rule':<52} {'rejections':>10} {'others':>7}  counts together with")
    for each in found:
        if each.total:
            beside = ", ".join(f"{other} {part:.0%}" for other, part in each.overlaps)
            click.echo(f"{each.rule:<52} {each.in_rejections:>10} {each.in_others:>7}  {beside}")
    never = [each.rule for each in found if not each.total]
    click.echo(f"\n{len(never)} rules never count here" + (": " + ", ".join(never) if settings.verbose else "."))
    for lint in lints(found):
        click.echo(f"look at {lint.rule}: {lint.problem}.")


@click.command("try", short_help="Show what a phrase would hit, and what of that would be wrong.")
@click.argument("say")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def try_phrase(settings: Settings, say: str, corpus: tuple[Path, ...]) -> None:
    """Show in which mail of CORPUS the pattern SAY matches, the wrong ones first."""
    from inbox_helper.tuning.corpus import labelled_cases
    from inbox_helper.tuning.evaluation import REJECTION
    from inbox_helper.tuning.trial import matches_of, probe

    pattern = probe(say)
    labelled = labelled_cases(corpus, lambda: settings.state_folder)
    hits = [(case, sentence) for case in labelled for sentence in matches_of(pattern, case)[:1]]
    wrong = [(case, sentence) for case, sentence in hits if case.labelled.label != REJECTION]
    right = [(case, sentence) for case, sentence in hits if case.labelled.label == REJECTION]
    for title, group in (("wrong", wrong), ("right", right)):
        for case, sentence in group:
            click.echo(f"{title:<6} {case.id} ({case.labelled.label}): {sentence}")
    rejections = sum(case.labelled.label == REJECTION for case in labelled)
    click.echo(f"It matches in {len(right)} of {rejections} rejections, and in {len(wrong)} of"
               f" {len(labelled) - rejections} other mails.")  # fmt: skip


def _as_object(judged: list[Judged], changed: tuple[Change, ...] | list[Change]) -> dict[str, Any]:
    from inbox_helper.tuning.metrics import count, count_by, sweep

    return {
        "all": _counts(count(judged)),
        "by_language": {name: _counts(each) for name, each in count_by(judged, lambda one: one.language).items()},
        "by_kind": {name: _counts(each) for name, each in count_by(judged, lambda one: one.kind).items()},
        "sweep": [[point.threshold, point.precision, point.recall] for point in sweep(judged)],
        "changes": [
            {
                "id": change.after.id,
                "before": str(change.before.label),
                "after": str(change.after.label),
                "better": change.better,
                "gained": list(change.gained),
                "lost": list(change.lost),
            }
            for change in changed
        ],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "mails": counts.total,
        "recall": counts.recall,
        "recall_with_unsure": counts.recall_with_unsure,
        "precision": counts.precision,
        "f1": counts.f1,
        "true_positive": counts.true_positive,
        "false_positive": counts.false_positive,
        "false_negative": counts.false_negative,
        "true_negative": counts.true_negative,
    }


def _show(
    judged: list[Judged], changed: tuple[Change, ...] | list[Change], against: str | None, threshold: float
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from inbox_helper.tuning.metrics import count, count_by, sweep
    from inbox_helper.tuning.page import percent

    console = Console()
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for heading in ("mails", "recall", "+ unsure", "precision", "F1", "missed", "wrong"):
        table.add_column(heading, justify="right", no_wrap=True)
    groups = {"all": count(judged), **count_by(judged, lambda one: one.language or "unknown language")}
    for name, counts in {**groups, **count_by(judged, lambda one: f"label {one.kind}")}.items():
        table.add_row(
            Text(name),
            str(counts.total),
            percent(counts.recall),
            percent(counts.recall_with_unsure),
            percent(counts.precision),
            percent(counts.f1),
            str(counts.false_negative),
            str(counts.false_positive),
        )
    console.print(table)
    points = [point for point in sweep(judged) if abs(point.threshold - threshold) <= 2]
    if points:
        console.print("\nAround the threshold in force:")
        near = Table("threshold", "precision", "recall", box=None, padding=(0, 2, 0, 0))
        for point in points[:: max(1, len(points) // 12)]:
            near.add_row(f"{point.threshold:.2f}", percent(point.precision), percent(point.recall))
        console.print(near)
    if against:
        show_changes(changed, against)
