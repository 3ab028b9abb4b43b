"""`inbox-helper judge`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from inbox_helper.cli import Settings


@click.command("judge", short_help="Judge mail in files: which of it are rejections?")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per message.")
@click.option("--facts", "with_facts", is_flag=True, help="Show every fact, where it comes from and how sure it is.")
@click.pass_obj
def command(settings: Settings, paths: tuple[Path, ...], as_json: bool, with_facts: bool) -> None:  # noqa: FBT001
    """Judge the messages under each PATH, offline, and print one result for each, in order.

    A PATH is a message (.eml), a folder of them, an mbox, a Maildir, or JSON Lines with the fields id, subject,
    from, body and html, of which only body is needed; - is standard input.
    """
    from inbox_helper.cli.offline import one_line, results
    from inbox_helper.core.fact_list import known_facts, sayings, shown_fact
    from inbox_helper.tuning.results import Result, as_object

    def line(result: Result) -> str:
        if result.decision is None:
            return f"error      {one_line(result.item.id)}: {result.error}"
        verdict, plan = result.decision.verdict, result.decision.plan
        head = f"{verdict.label:<9} {verdict.score:>6.2f}  {one_line(result.item.id)}: {plan.reason}"
        if not with_facts:
            return head
        facts = result.decision.facts
        told = [one_line(shown_fact(name, fact)) for name, fact in known_facts(facts)]
        said = [f"it says: {', '.join(sayings(facts)).replace('_', ' ')}"] if sayings(facts) else []
        return "\n    ".join((head, *told, *said))

    _, found = results(settings, paths)
    for result in found:
        shown = as_object(result, with_facts=with_facts)
        click.echo(json.dumps(shown, ensure_ascii=False) if as_json else line(result))
