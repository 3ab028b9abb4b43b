"""`inbox-helper rules …`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.rules_editing import add_rule, mute_rule
from inbox_helper.cli.rules_suggest import suggest_rules
from inbox_helper.cli.rules_tuning import evaluate_rules, rule_frequencies, try_phrase
from inbox_helper.core.rule_values import Guard, Phrase

Rule = Phrase | Guard


@click.group("rules", short_help="Read, check and try the rules.")
def command() -> None:
    """Read, check and try the rules: those that ship, and your own over them."""


@command.command("list", short_help="List the rules in force.")
@click.option("--lang", metavar="LANG", help="Only of this language: en, de … or any.")
@click.option("--group", metavar="GROUP", help="Only of this group: decision, hint, frame, softener, guard, sender.")
@click.pass_obj
def list_rules(settings: Settings, lang: str | None, group: str | None) -> None:
    """List the rules in force, one a line: id, weight or effect, and what it says of itself."""
    for rule in _rules(settings):
        if lang in (None, rule.language) and group in (None, rule.group):
            click.echo(f"{rule.id:<48} {_strength(rule):>9}  {rule.why}")


@command.command("show", short_help="Show one rule with its examples.")
@click.argument("identity", metavar="ID")
@click.pass_obj
def show_rule(settings: Settings, identity: str) -> None:
    """Show the rule ID with everything that it carries."""
    from difflib import get_close_matches

    from inbox_helper.errors import UserError

    rules = {rule.id: rule for rule in _rules(settings)}
    if identity not in rules:
        near = get_close_matches(identity, rules, 3)
        known = f"Did you mean {', '.join(near)}?" if near else "Look at: inbox-helper rules list"
        raise UserError(f"There is no rule {identity}.", known)
    click.echo(_described(rules[identity]))


@command.command("check", short_help="Read the rule files and report every mistake.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATH]...")
@click.pass_obj
def check_rules(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Read the rule files in force, or those in the folders PATH, and report every mistake with file and line.

    A PATH is a folder with the layout of rules/: one folder per language.
    """
    from inbox_helper.books import load_rulebook, load_tracking_systems, read_rule_files

    files = read_rule_files(*paths) if paths else ()
    if paths:
        click.echo(f"{len(files)} files are in order.")
        return
    rulebook, systems = load_rulebook(settings.rules_folder), load_tracking_systems(settings.rules_folder)
    click.echo(f"{len(rulebook.rules)} rules are in order; the rulebook's version is {rulebook.version}.")
    if systems:
        click.echo(f"Tracking systems of your own: {', '.join(system.name for system in systems)}.")


@command.command("test", short_help="Run the examples of the rules with the real engine.")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.pass_obj
def test_rules(settings: Settings, languages: tuple[str, ...]) -> int:
    """Run the examples of all rules, or of those of some languages, with the engine that judges mail."""
    from inbox_helper.books import load_rulebook
    from inbox_helper.core.examples import check_examples
    from inbox_helper.core.text import prepare

    rulebook = load_rulebook(settings.rules_folder)
    chosen = [rule for rule in rulebook.rules if not languages or rule.language in languages]
    ids = {rule.id for rule in chosen}
    failures = [failure for failure in check_examples(rulebook, prepare) if failure.rule in ids]
    for failure in failures:
        click.echo(str(failure))
    examples = sum(len(rule.hits) + len(rule.misses) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {examples} examples, {len(failures)} failures.")
    return 1 if failures else 0


for _command in (evaluate_rules, rule_frequencies, try_phrase, suggest_rules, add_rule, mute_rule):
    command.add_command(_command)


def _rules(settings: Settings) -> Iterable[Rule]:
    from inbox_helper.books import load_rulebook

    return load_rulebook(settings.rules_folder).rules


def _strength(rule: Rule) -> str:
    if isinstance(rule, Guard) and not rule.weight:
        return str(rule.effect)
    return f"{rule.weight:+.2f}"


def _described(rule: Rule) -> str:
    lines = [
        f"{rule.id}   ({rule.file}:{rule.line}, {rule.status}, {_strength(rule)}, in {', '.join(rule.where)})",
        f"  {rule.why}",
        *(f"  say:    {source}" for source in rule.sources),
        *(f"  hit:    {text}" for text in rule.hits),
        *(f"  miss:   {text}" for text in rule.misses),
        *(f"  muted by: {guard}" for guard in rule.mute),
    ]
    if isinstance(rule, Phrase) and rule.needs:
        lines.append(f"  needs:  {' or '.join(rule.needs)}")
    return "\n".join(lines)
