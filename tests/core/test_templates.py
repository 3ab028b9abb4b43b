"""The machinery of templates: broken ones say where, mail text is data, and what ships is complete."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core.templates import LINE_BREAK, Templates, build_templates, lay_out
from inbox_helper.errors import RuleError

FOLDER = Path(__file__).parents[2] / "templates"
SOURCES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.txt.j2")}
SHIPPED = build_templates(SOURCES)

KNOWN = {
    "company": "Greenfield Nurseries",
    "position": "Senior Gardener",
    "contact": "Ada Larch",
    "contact_first_name": "Ada",
    "contact_last_name": "Larch",
    "contact_academic": "",
    "contact_gender": "",
}


def context(**changes: Any) -> dict[str, Any]:
    """Return every variable that templates may use."""
    usual = {**KNOWN, "informal": False, "formality": "formal", "stage": "", "cause": "", "future": "",
             "feedback": "ask", "name": "Sam Rivers", "variant": 0}  # fmt: skip
    return {**usual, **changes}


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_formality_follows_the_mail(language: str) -> None:
    """An informal mail and a formal one get replies that differ, where the language knows the difference."""
    formal = SHIPPED.render(language=language, tone="warm", context=context(informal=False))
    informal = SHIPPED.render(language=language, tone="warm", context=context(informal=True))
    assert formal != informal


def test_languages_are_complete() -> None:
    """Every language has its three tones and its line above a quotation."""
    assert all(SHIPPED.tones(language) == ("brief", "formal", "warm") for language in SHIPPED.languages)
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
