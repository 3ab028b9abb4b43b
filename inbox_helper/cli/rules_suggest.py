"""`inbox-helper rules suggest`: phrases that the rules lack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from inbox_helper.tuning.suggest import Suggestion, Suggestions


@click.command("suggest", short_help="Propose phrases that the rules lack.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", metavar="LANG", help="Only mail in this language.")
@click.option(
    "--by", type=click.Choice(["template_group", "source"]), default="template_group", show_default=True,
    help="What is never split between mail that is learned from and mail that is tried on.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many phrases at most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def suggest_rules(
    settings: Settings,
    corpus: tuple[Path, ...],
    lang: str | None,
    by: str,
    limit: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Propose phrases for the rejections of CORPUS that the rules miss, with weights, evidence and unseen effect.

    Nothing is applied: read the phrases, widen them to what people mean, and add them with `rules add`.
    """
    from inbox_helper.books import load_rulebook
    from inbox_helper.tuning.corpus import labelled_cases
    from inbox_helper.tuning.suggest import by_source, by_template_group, suggest_phrases

    cases = labelled_cases(corpus, lambda: settings.state_folder)
    chosen = [case for case in cases if lang in (None, case.labelled.language or case.prepared.language)]
    grouping = by_source if by == "source" else by_template_group
    found = suggest_phrases(chosen, load_rulebook(settings.rules_folder), grouping=grouping, limit=limit)
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    for suggestion in found.suggestions:
        click.echo(_shown(suggestion))
    click.echo(_summary(found))


def _shown(suggestion: Suggestion) -> str:
    from inbox_helper.tuning.rule_edits import Head, Value, with_rule
    from inbox_helper.tuning.suggest import FOLDS

    unseen = suggestion.held_out
    seen = f"in {suggestion.rejections} rejections of {suggestion.groups} templates, {suggestion.missed} missed now"
    tried = f"{unseen.found} found, {unseen.wrong} other mails hit, proposed in {unseen.parts} of {FOLDS} parts"
    rule: dict[str, Value] = {
        "id": f"{suggestion.language}.decision.{'-'.join(suggestion.say.split())}",
        "weight": suggestion.weight,
        "say": [suggestion.say],
        "why": "Say in a sentence what it means.",
        "hits": list(suggestion.hits[:1]),
        "misses": list(suggestion.misses),
    }
    text = with_rule("schema = 1\n", Head(suggestion.language, "decision"), rule).partition("\n")[2].strip("\n")
    return f"# {seen}; in {suggestion.others} other mails\n# on unseen mail: {tried}\n{text}\n"


def _summary(found: Suggestions) -> str:
    unseen = found.held_out
    return (
        f"The rules miss {found.missed} of {found.rejections} rejections. On unseen mail such phrases find"
        f" {unseen.found} of those, and stand in {unseen.wrong} other mails. Nothing was applied."
    )
