"""`inbox-helper templates …`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from inbox_helper.core.situations import Situation
    from inbox_helper.core.templates import Templates

_MOST_EXAMPLES = 3
"""Situations that are shown for one fault of a template."""


@click.group("templates", short_help="Read, check and try the templates of drafts.")
def command() -> None:
    """Read, check and try the templates of drafts: those that ship, and your own over them."""


@command.command("list", short_help="List languages and tones.")
@click.pass_obj
def list_templates(settings: Settings) -> None:
    """List the languages and their tones; what is your own has a star."""
    from inbox_helper.books import template_names

    templates = _templates(settings)
    own = template_names(settings.templates_folder)
    for language in templates.languages:
        tones = (f"{tone}*" if f"{language}/{tone}.txt.j2" in own else tone for tone in templates.tones(language))
        parts = "  (parts of your own)" if f"{language}/parts.txt.j2" in own else ""
        click.echo(f"{language}  {'  '.join(tones)}{parts}")
    if own:
        click.echo(f"* your own, in {settings.templates_folder}")


@command.command("show", short_help="Print a template.")
@click.argument("name", metavar="NAME")
@click.pass_obj
def show_template(settings: Settings, name: str) -> None:
    """Print the template NAME as it is in force, for example en/warm, en/parts or layout."""
    from difflib import get_close_matches

    from inbox_helper.core.templates import SUFFIX
    from inbox_helper.errors import UserError

    sources = _templates(settings).sources
    wanted = f"{name.removesuffix(SUFFIX)}{SUFFIX}"
    if wanted not in sources:
        near = [each.removesuffix(SUFFIX) for each in get_close_matches(wanted, sources, 3)]
        remedy = f"Did you mean {', '.join(near)}?" if near else "Look at: inbox-helper templates list"
        raise UserError(f"There is no template {name}.", remedy)
    click.echo(sources[wanted].rstrip("\n"))


@command.command("check", short_help="Render every template in every situation and report every fault.")
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="[PATH]"
)
@click.option("--lang", metavar="LANG", help="Only of this language.")
@click.pass_obj
def check_templates(settings: Settings, folder: Path | None, lang: str | None) -> int:
    """Render every tone in every situation and report what is wrong, with file and line.

    PATH is a folder of your own templates that is not in force yet. Only what it changes is checked; without one, only
    what your own templates in force change, or all if you have none.
    """
    from inbox_helper.books import template_names

    chosen = folder or settings.templates_folder
    templates = _templates(settings, chosen)
    tones = [tone for tone in _tones(templates, template_names(chosen)) if lang in (None, tone[0])]
    failed = 0
    for language, tone in tones:
        problems = list(_problems(templates, language, tone))
        failed += bool(problems)
        for problem in problems:
            click.echo(f"{language}/{tone}: {problem}")
    click.echo(f"{len(tones)} tones were rendered in every situation, {failed} of them with faults.")
    return 1 if failed else 0


@command.command("preview", short_help="Show drafts as they would read.")
@click.option("--lang", metavar="LANG", help="The language; if left out, your default language, or that of the mail.")
@click.option("--tone", metavar="TONE", help="Only this tone.")
@click.option("--mail", "mail", type=click.Path(path_type=Path, exists=True), metavar="FILE", help="For this mail.")
@click.option("--all", "everything", is_flag=True, help="Every combination instead of the usual situations.")
@click.pass_obj
def preview(settings: Settings, lang: str | None, tone: str | None, mail: Path | None, everything: bool) -> int:  # noqa: FBT001
    """Show the texts of drafts, in every tone, for the usual situations or for a mail of yours."""
    templates = _templates(settings)
    if mail is not None:
        return _preview_mail(settings, mail, templates, lang, tone)
    language = lang or _default_language(settings)
    _known(language, templates.languages, "language")
    tones = templates.tones(language)
    if tone:
        _known(tone, tones, "tone")
    seen: set[str] = set()
    for each in [tone] if tone else tones:
        for situation in _situations(language, each, everything=everything):
            text = templates.render(language=language, tone=each, context=situation.context)
            if text not in seen:
                seen.add(text)
                click.echo(f"── {language}/{each}: {situation.name}\n\n{text}\n")
    return 0


def _templates(settings: Settings, folder: Path | None = None) -> Templates:
    from inbox_helper.books import load_template_sources, template_names
    from inbox_helper.core.templates import build_templates

    chosen = folder or settings.templates_folder
    return build_templates(load_template_sources(chosen), template_names(chosen))


def _tones(templates: Templates, own: Iterable[str]) -> list[tuple[str, str]]:
    """Return the tones that some templates of the user's own can change; all if there are none."""
    every = [(language, tone) for language in templates.languages for tone in templates.tones(language)]
    changed = set(own)
    if not changed or any("/" not in name for name in changed):
        return every
    languages = {name.partition("/")[0] for name in changed}
    return [(language, tone) for language, tone in every if language in languages]


def _problems(templates: Templates, language: str, tone: str) -> Iterator[str]:
    """Yield every fault once, with some of the situations in which it is there."""
    from inbox_helper.core.situations import attribution_contexts, faults
    from inbox_helper.errors import RuleError

    found: dict[str, list[str]] = {}
    try:
        for context in attribution_contexts():
            templates.attribution(language=language, context=context)
        for situation in _situations(language, tone, everything=True):
            text = templates.render(language=language, tone=tone, context=situation.context)
            for fault in faults(text, situation.context):
                found.setdefault(fault, []).append(situation.name)
    except RuleError as error:
        yield str(error)
    for fault, names in found.items():
        examples = "; ".join(dict.fromkeys(names[:_MOST_EXAMPLES]))
        yield f"{fault} In {len(names)} situations: {examples}"


def _situations(language: str, tone: str, *, everything: bool) -> Iterable[Situation]:
    from inbox_helper.core.compose import fitting_tone
    from inbox_helper.core.situations import all_situations, usual_situations
    from inbox_helper.core.types import Facts

    if not everything:
        return usual_situations()
    return all_situations(informal_too=fitting_tone(tone, language, Facts(formality="informal")) == tone)


def _default_language(settings: Settings) -> str:
    from inbox_helper.cli.offline import identity_and_options

    return identity_and_options(settings)[1].default_language


def _known(given: str, known: Iterable[str], kind: str) -> None:
    names = tuple(known)
    if given not in names:
        raise click.UsageError(f"There is no {kind} {given!r}. There are: {', '.join(names)}.")


def _preview_mail(settings: Settings, mail: Path, templates: Templates, lang: str | None, tone: str | None) -> int:
    """Print what a draft to each message of a file would say, in every tone."""
    from inbox_helper.cli.offline import identity_and_options, one_line, results
    from inbox_helper.core.compose import template_context

    identity, options = identity_and_options(settings)
    for result in results(settings, [mail])[1]:
        decision = result.decision
        if decision is None or not decision.plan.action.drafts:
            reason = result.error if decision is None else decision.plan.reason
            click.echo(f"{one_line(result.item.id)}: no draft. {reason}", err=True)
            continue
        wanted = lang or decision.plan.language
        language, _ = templates.choose(wanted, tone or options.tone, options.default_language)
        tones = templates.tones(language)
        if tone:
            _known(tone, tones, "tone")
        context = template_context(decision.message, decision.facts, identity, options)
        for each in [tone] if tone else tones:
            text = templates.render(language=language, tone=each, context=context)
            click.echo(f"── {language}/{each}: {one_line(decision.message.subject)}\n\n{text}\n")
    return 0
