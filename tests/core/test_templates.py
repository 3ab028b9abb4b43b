"""The words of a reply: every combination reads as one piece, and broken templates say where."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core.compose import fitting_tone
from inbox_helper.core.language import language as detected
from inbox_helper.core.templates import LINE_BREAK, Templates, build_templates, lay_out
from inbox_helper.core.types import Facts
from inbox_helper.errors import RuleError

FOLDER = Path(__file__).parents[2] / "templates"
SOURCES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.txt.j2")}
SHIPPED = build_templates(SOURCES)
TONES = [(language, tone) for language in SHIPPED.languages for tone in SHIPPED.tones(language)]
MOST_WORDS = 90
VARIANTS = range(4)
WITHOUT_BLANKS = ("ja", "zh")
FEEDBACK_WORDS = ("?", "？", "feedback", "Feedback", "improve", "hint", "verbessern")

STAGES = ("", "interviewed", "final_round")
CAUSES = ("", "cancelled", "filled_internally")
FUTURES = ("", "on_file", "apply_again")
FEEDBACK = ("ask", "offered", "declined")
KNOWN = {
    "company": "Greenfield Nurseries",
    "position": "Senior Gardener",
    "contact": "Ada Larch",
    "contact_first_name": "Ada",
    "contact_last_name": "Larch",
    "contact_academic": "",
    "contact_gender": "",
}
UNKNOWN = dict.fromkeys(KNOWN, "")


def context(**changes: Any) -> dict[str, Any]:
    """Return every variable that templates may use."""
    usual = {**KNOWN, "informal": False, "formality": "formal", "stage": "", "cause": "", "future": "",
             "feedback": "ask", "name": "Sam Rivers", "variant": 0}  # fmt: skip
    return {**usual, **changes}


def contexts(language: str, tone: str, variants: range = VARIANTS) -> Iterator[dict[str, Any]]:
    """Yield every combination of stage, cause, future, feedback, formality and known facts that goes with a tone."""
    informal_too = fitting_tone(tone, language, Facts(formality="informal")) == tone
    for stage, cause, future, feedback, informal, known, variant in itertools.product(
        STAGES, CAUSES, FUTURES, FEEDBACK, (False, True)[: 1 + informal_too], (KNOWN, UNKNOWN), variants
    ):
        formality = "informal" if informal else "formal"
        yield context(
            **known, informal=informal, formality=formality, stage=stage, cause=cause, future=future,
            feedback=feedback, variant=variant,
        )  # fmt: skip


def length(text: str, language: str) -> int:
    """Return the length in words; where no blanks part words, two and a half characters are one."""
    return round(len(text) / 2.5) if language in WITHOUT_BLANKS else len(text.split())


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_every_combination_reads_as_one_piece(language: str, tone: str) -> None:
    """Whatever the situation, the draft is short, without holes, and ends with the user's name."""
    for each in contexts(language, tone):
        text = SHIPPED.render(language=language, tone=tone, context=each)
        assert length(text, language) < MOST_WORDS, text
        assert not re.search(r"  |\n\n\n|None|[{}\[\]]|\s[,.](?:\s|$)|,,|\.\.|^\s|\s$|\( |„“|« »", text), text
        assert text.endswith("\nSam Rivers"), text
        assert 3 <= len(text.split("\n\n")) <= 5, text
        assert text.count("!") + text.count("！") <= 1, text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_declined_feedback_is_not_asked_for(language: str, tone: str) -> None:
    """Where the mail says that no feedback is given, the draft does not ask."""
    for each in contexts(language, tone, range(3)):
        if each["feedback"] == "declined":
            text = SHIPPED.render(language=language, tone=tone, context=each)
            assert not any(word in text for word in FEEDBACK_WORDS), text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_feedback_is_asked_for(language: str, tone: str) -> None:
    """Where nothing speaks against it, one question is asked; an offer is taken up in other words."""
    for variant in VARIANTS:
        asked, offered, declined = (
            SHIPPED.render(language=language, tone=tone, context=context(feedback=each, variant=variant))
            for each in FEEDBACK
        )
        assert len(declined) < min(len(asked), len(offered))
        assert asked != offered
        assert asked.count("?") + asked.count("？") <= 1


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_known_facts_are_used(language: str, tone: str) -> None:
    """The draft greets the person and names the company somewhere, or the position."""
    known = [each for each in contexts(language, tone, range(3)) if each["company"]]
    texts = [SHIPPED.render(language=language, tone=tone, context=each) for each in known]
    assert any("Greenfield" in text for text in texts)
    gendered = context(contact_gender="f", cause="cancelled")
    named = SHIPPED.render(language=language, tone=tone, context=gendered)
    unnamed = SHIPPED.render(language=language, tone=tone, context={**gendered, **UNKNOWN})
    assert named.split("\n")[0] != unnamed.split("\n")[0]


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_formality_follows_the_mail(language: str) -> None:
    """An informal mail and a formal one get replies that differ, where the language knows the difference."""
    formal = SHIPPED.render(language=language, tone="warm", context=context(informal=False))
    informal = SHIPPED.render(language=language, tone="warm", context=context(informal=True))
    assert formal != informal


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_languages_do_not_mix(language: str, tone: str) -> None:
    """A draft is in one language from greeting to closing."""
    for variant in VARIANTS:
        unnamed = context(**UNKNOWN, name="", variant=variant)
        text = SHIPPED.render(language=language, tone=tone, context=unnamed)
        assert detected(text) == language, text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_wordings_vary_and_stay(language: str, tone: str) -> None:
    """A recruiter who sees two drafts does not see the same sentences; the same mail always gets the same draft."""
    texts = [SHIPPED.render(language=language, tone=tone, context=context(variant=each)) for each in range(20)]
    again = [SHIPPED.render(language=language, tone=tone, context=context(variant=each)) for each in range(20)]
    assert texts == again
    assert len(set(texts)) >= 5


def test_languages_are_complete() -> None:
    """English has three tones; every language has a warm one and its line above a quotation."""
    assert SHIPPED.tones("en") == ("brief", "formal", "warm")
    assert {"en", "de", "fr"} <= set(SHIPPED.languages)
    assert all("warm" in SHIPPED.tones(language) for language in SHIPPED.languages)
    assert all(f"{language}/attribution.txt.j2" in SOURCES for language in SHIPPED.languages)


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_attribution_is_one_line(language: str) -> None:
    """The line above the quotation is one, whatever is known of the mail."""
    date = {"day": 3, "month": 3, "year": 2026}
    for day, sender in itertools.product((date, None), ("Ada Larch", "")):
        line = SHIPPED.attribution(language=language, context={**context(), "date": day, "sender": sender})
        assert line
        assert "\n" not in line
        assert "None" not in line
        assert sender in line
        assert day is None or "2026" in line


def test_missing_language_falls_back() -> None:
    """A mail in a language without templates is answered in the user's, or else in English."""
    assert SHIPPED.choose("xx", "warm", "de") == ("de", "warm")
    assert SHIPPED.choose("xx", "warm", "yy") == ("en", "warm")
    assert SHIPPED.choose("en", "poetic") == ("en", "warm")


def broken(template: str, **more: str) -> Templates:
    """Return templates with one of the user's own."""
    english = {name: source for name, source in SOURCES.items() if "/" not in name or name.startswith("en/")}
    return build_templates({**english, "en/mine.txt.j2": template, **more})


def test_syntax_errors_name_file_and_line() -> None:
    """A typing error in a template is found at the start, with its place."""
    with pytest.raises(RuleError, match=r"en/mine\.txt\.j2, line 2"):
        broken("Hello\n{% if %}")


def test_unknown_variables_name_those_that_exist() -> None:
    """A misspelt variable is told together with the right ones."""
    templates = broken("Dear {{ contcat }}")
    with pytest.raises(RuleError, match=r"en/mine\.txt\.j2, line 1: 'contcat' is undefined") as caught:
        templates.render(language="en", tone="mine", context=context())
    assert "contact_first_name" in caught.value.remedy


def test_missing_parent_is_told() -> None:
    """A template that builds on nothing says so."""
    templates = broken('{% extends "en/nothing.txt.j2" %}')
    with pytest.raises(RuleError, match=r"en/nothing\.txt\.j2"):
        templates.render(language="en", tone="mine", context=context())


def test_users_override_a_part() -> None:
    """One block changes, the rest stays as shipped."""
    own = '{% extends "shipped/en/warm.txt.j2" %}{% block closing %}Cheerio,{% endblock %}'
    templates = build_templates({**SOURCES, "en/warm.txt.j2": own, "shipped/en/warm.txt.j2": SOURCES["en/warm.txt.j2"]})
    text = templates.render(language="en", tone="warm", context=context())
    assert text.endswith("Cheerio,\nSam Rivers")
    assert text.startswith("Dear Ada Larch,")
    assert templates.languages == SHIPPED.languages


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ company.format(name) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 2 ** 99999 }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ '%0999999999d' % 1 }}",
        "{% for a in range(1000000000) %}{% endfor %}",
        "{{ lipsum(n=1000) }}",
        "{% for a in 'x'.join(['y', 'z']) %}{{ a }}{% endfor %}",
        "{{ self.__init__.__globals__ }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        '{% include "../../etc/passwd" %}',
    ],
)
def test_templates_stay_in_their_box(attack: str) -> None:
    """A template from elsewhere can neither reach the machine nor keep it busy."""
    with pytest.raises(RuleError):
        broken(attack).render(language="en", tone="mine", context=context())


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_mail_text_is_never_a_template(text: str) -> None:
    """What a mail says is written as it is."""
    written = broken("{{ company }}").render(language="en", tone="mine", context=context(company=f"x{text}x"))
    assert written.split() == f"x{text}x".split()


def test_layout_joins_soft_lines() -> None:
    """Authors break lines where they like; only empty lines and marked breaks stay."""
    assert lay_out(f"One\ntwo\n \n\nthree{LINE_BREAK}four\n") == "One two\n\nthree\nfour"
    assert lay_out("本日は\nありがとうございます。\n以上") == "本日はありがとうございます。以上"
