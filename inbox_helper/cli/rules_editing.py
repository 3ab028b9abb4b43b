"""`inbox-helper rules add | mute`: the user's own rules, written for them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inbox_helper.cli import Settings
from inbox_helper.core.rule_values import CAPS, GUARDS, Effect, Guard, Scope
from inbox_helper.core.types import Part
from inbox_helper.errors import RuleError, UserError

if TYPE_CHECKING:
    from inbox_helper.core.examples import ExampleFailure
    from inbox_helper.core.rulebook import Rulebook
    from inbox_helper.tuning.rule_edits import Head
    from inbox_helper.tuning.rule_writing import Edit

_USUAL_WEIGHTS = {"decision": 4.0, "hint": 3.0, "frame": 1.0, "softener": 0.5, "sender": 1.0}
_SHOWN = 10
_F = TypeVar("_F", bound=Callable[..., Any])


def _names_of(kinds: type[StrEnum]) -> list[str]:
    # click would show an enumeration's names, where the files have its values.
    return [kind.value for kind in kinds]


def _shared(function: _F) -> _F:
    corpus = click.option(
        "--corpus",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="CORPUS",
        help="Labelled mail to show before and after on; `mine` if left out and there is any.",
    )
    dry = click.option("--dry-run", is_flag=True, help="Prove and show it, and write nothing.")
    return corpus(dry(function))


def _several(name: str, meaning: str, *, required: bool = False, kind: Any = str) -> Callable[[_F], _F]:
    return click.option(name, multiple=True, required=required, type=kind, help=f"{meaning} May be repeated.")


@click.command("add", short_help="Write a rule of your own, proven before it counts.")
@click.option("--lang", required=True, metavar="LANG", help="Its language: en, de … or any.")
@click.option("--group", default="decision", show_default=True, type=click.Choice([*CAPS, GUARDS]), help="Its group.")
@click.option("--id", "name", required=True, metavar="NAME", help="Its name, with or without LANG.GROUP. before it.")
@_several("--say", "A phrase that it matches; rules/README.md has the signs.", required=True)
@_several("--hit", "A text in which it counts; every phrase needs one.", required=True)
@_several("--miss", "A text in which it does not count.", required=True)
@click.option("--weight", type=float, help="What it adds to the score; what is usual in its group if left out.")
@click.option("--why", required=True, help="What it says, in a sentence; explain shows it.")
@_several("--needs", "A group of which one rule must count too; hints need frame.", kind=click.Choice([*CAPS]))
@_several("--where", "A part of the mail that it looks at; the body if left out.", kind=click.Choice(_names_of(Part)))
@_several("--mute", "A guard that mutes it, besides those of its file.")
@click.option("--effect", type=click.Choice(_names_of(Effect)), help="What a guard does; mute if left out.")
@click.option("--scope", type=click.Choice(_names_of(Scope)), help="How far a guard mutes; the sentence if left out.")
@click.option("--status", type=click.Choice(["stable", "experimental"]), help="experimental: unsure at most.")
@_shared
@click.pass_obj
def add_rule(settings: Settings, /, lang: str, group: str, name: str, **options: Any) -> None:
    """Write a phrase or a guard into the file of its language and group in your own folder of rules.

    It is read and its examples are run in a copy first; only a rule that holds is put into place.
    """
    from inbox_helper.books import load_rulebook
    from inbox_helper.tuning.rule_edits import Head, with_rule
    from inbox_helper.tuning.rule_writing import Edit, broken_examples, read_source, rulebook_after

    before = load_rulebook(settings.rules_folder)
    identity = f"{lang}.{group}.{name.removeprefix(f'{lang}.{group}.')}"
    _refuse_known(before, identity)
    place = PurePosixPath(lang, f"{group}.toml")
    source = read_source(settings.rules_folder / place)
    head = Head(lang, group, _common_guards(before, lang, group))
    edit = Edit(settings.rules_folder, place, source, with_rule(source, head, _keys(identity, head, options)))
    after = rulebook_after(edit)
    if failures := broken_examples(before, after, _touched(after, identity)):
        raise RuleError(_listed(failures), "Nothing was written. Correct the options, and try again.")
    _finish(settings, edit, before, after, options)


@click.command("mute", short_help="Retire or re-weight a rule without a copy of it.")
@click.argument("identity", metavar="ID")
@click.option("--weight", type=float, metavar="W", help="Give it another weight instead of retiring it.")
@click.option("--undo", is_flag=True, help="Take back what you changed of it.")
@_shared
@click.pass_obj
def mute_rule(
    settings: Settings,
    /,
    identity: str,
    weight: float | None,
    undo: bool,  # noqa: FBT001
    **options: Any,
) -> None:
    """Retire the rule ID, or give it another weight, in changes.toml of your own folder of rules."""
    from inbox_helper.books import CHANGES, load_rulebook
    from inbox_helper.tuning.rule_edits import has_change, with_change, without_change
    from inbox_helper.tuning.rule_writing import Edit, broken_examples, read_source, rulebook_after

    if undo and weight is not None:
        raise click.UsageError("--undo and --weight do not go together.")
    before = load_rulebook(settings.rules_folder)
    source = read_source(settings.rules_folder / CHANGES)
    if undo and not has_change(source, identity):
        raise UserError(f"You changed nothing of {identity}.", f"{settings.rules_folder / CHANGES} has your changes.")
    if undo:
        text = without_change(source, identity)
    else:
        _known(before, identity)
        text = with_change(source, identity, {"status": "retired"} if weight is None else {"weight": weight})
    edit = Edit(settings.rules_folder, PurePosixPath(CHANGES), source, text)
    after = rulebook_after(edit)
    if failures := broken_examples(before, after, _touched(after, identity)):
        click.echo(f"Examples that do not hold any more:\n{_listed(failures)}", err=True)
    _finish(settings, edit, before, after, options)


def _refuse_known(rulebook: Rulebook, identity: str) -> None:
    if rule := rulebook.rule(identity):
        raise UserError(
            f"There is a rule {identity} already ({rule.file}:{rule.line}).",
            f"Choose another --id, edit that file, or weaken the rule: inbox-helper rules mute {identity}",
        )


def _known(rulebook: Rulebook, identity: str) -> None:
    from difflib import get_close_matches

    if rulebook.rule(identity) is None:
        near = get_close_matches(identity, rulebook.by_id, 3)
        known = f"Did you mean {', '.join(near)}?" if near else "Look at: inbox-helper rules list"
        raise UserError(f"There is no rule {identity}.", known)


def _common_guards(rulebook: Rulebook, language: str, group: str) -> tuple[str, ...]:
    """Return the guards that mute every phrase of a language and group: a new one is as careful as the others."""
    if group == GUARDS:
        return ()
    listed = [rule.mute for rule in rulebook.rules if (rule.language, rule.group) == (language, group)]
    return tuple(guard for guard in (listed[0] if listed else ()) if all(guard in each for each in listed))


def _keys(identity: str, head: Head, options: dict[str, Any]) -> dict[str, Any]:
    group, effect = head.group, options["effect"] or Effect.MUTE
    weight = options["weight"]
    keys: dict[str, Any] = {"id": identity, "status": str(options["status"] or "")}
    if group == GUARDS:
        scope = options["scope"] or (Scope.SENTENCE if effect is Effect.MUTE else "")
        keys |= {"effect": str(effect), "scope": str(scope)}
    elif options["effect"] or options["scope"]:
        raise click.UsageError("--effect and --scope are for guards: add --group guard.")
    if group != GUARDS or weight is not None:
        keys["weight"] = _USUAL_WEIGHTS[group] if weight is None else weight
    needs = options["needs"] or (("frame",) if group == "hint" else ())
    return keys | {
        "where": [str(part) for part in options["where"]],
        "say": options["say"],
        "mute": options["mute"],
        "needs": needs,
        "why": options["why"],
        "hits": options["hit"],
        "misses": options["miss"],
    }


def _touched(rulebook: Rulebook, identity: str) -> set[str]:
    """Return the rules whose examples an edit of one can touch: itself and, for a guard, what it may mute."""
    rule = rulebook.rule(identity)
    if not isinstance(rule, Guard):
        return {identity}
    number = rulebook.by_id[identity]
    muted = {other.id for other, guards in zip(rulebook.rules, rulebook.muters, strict=True) if number in guards}
    named = {other.id for other in rulebook.rules if any(_names(pattern, identity) for pattern in other.mute)}
    return {identity, *muted, *named}


def _names(pattern: str, identity: str) -> bool:
    return identity.startswith(pattern[:-1]) if pattern.endswith("*") else identity == pattern


def _listed(failures: list[ExampleFailure]) -> str:
    rest = len(failures) - _SHOWN
    lines = [f"  {each.rule}: {each.problem}: “{each.text}”. {each.remedy}" for each in failures[:_SHOWN]]
    return "\n".join([*lines, *([f"  … and {rest} more."] if rest > 0 else [])])


def _finish(settings: Settings, edit: Edit, before: Rulebook, after: Rulebook, options: dict[str, Any]) -> None:
    from inbox_helper.cli.rules_comparison import show_before_and_after
    from inbox_helper.tuning.rule_writing import put_in_place

    show_before_and_after(settings, before, after, options["corpus"])
    if options["dry_run"]:
        click.echo(f"Nothing was written. {edit.path} would be:\n\n{edit.after}", nl=False)
        return
    put_in_place(edit)
    click.echo(f"Written: {edit.path}")
