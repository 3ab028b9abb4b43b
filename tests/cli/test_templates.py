"""`templates`: what drafts will say, before any is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.letters import CONFIRMATION, letter

OWN = '{% extends "shipped/en/warm.txt.j2" %}{% block closing %}See you, {{ name }}{% endblock %}'


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """A configuration in a folder of its own."""
    file = tmp_path / "config" / "config.toml"
    file.parent.mkdir()
    file.write_text(
        '[accounts.home]\naddress = "sam.rivers@home.example"\nname = "Sam Rivers"\nhost = "imap.example"\n'
    )
    return ["--config", str(file)]


def write(tmp_path: Path, name: str, text: str) -> None:
    """Write a template of the user's own."""
    path = tmp_path / "config" / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_own_templates_are_listed_and_shown(run: Run, options: list[str], tmp_path: Path) -> None:
    """A star tells what is the user's own, and show prints what is in force."""
    assert "en  brief  formal  warm\n" in run(*options, "templates", "list").out
    write(tmp_path, "en/warm.txt.j2", OWN)
    assert "en  brief  formal  warm*\n" in run(*options, "templates", "list").out
    assert run(*options, "templates", "show", "en/warm").out == f"{OWN}\n"
    missing = run(*options, "templates", "show", "en/warn")
    assert missing.code == 2
    assert "Did you mean en/warm" in missing.err


def test_a_good_template_passes(run: Run, options: list[str], tmp_path: Path) -> None:
    """Only the tones of its language are rendered."""
    write(tmp_path, "en/warm.txt.j2", OWN)
    checked = run(*options, "templates", "check")
    assert checked.code == 0, checked.out
    assert checked.out == "3 tones were rendered in every situation, 0 of them with faults.\n"


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("{% block closing %}{{ nmae }}{% endblock %}", "'nmae' is undefined"),
        ("{% block closing %}" + "word " * 80 + "{% endblock %}", "more than 90"),
        ("{% block closing %}Bye ,  {{ name }}{{ '{{' }}{% endblock %}", "left over"),
        ("{% block closing %}Why was that?{% endblock %}", "It asks, although the mail declines feedback."),
        ("{% block closing %}Greetings from ({{ contact_academic }}){% endblock %}", "There is a hole"),
    ],
)
def test_faults_are_told_with_their_situation(
    run: Run, options: list[str], tmp_path: Path, block: str, told: str
) -> None:
    """Before a recruiter reads them."""
    write(tmp_path, "en/warm.txt.j2", '{% extends "shipped/en/warm.txt.j2" %}' + block)
    checked = run(*options, "templates", "check")
    assert checked.code == 1
    assert told in checked.out
    assert "1 of them with faults" in checked.out


def test_an_unknown_variable_is_told_with_those_that_exist(run: Run, options: list[str], tmp_path: Path) -> None:
    """With file and line."""
    write(tmp_path, "en/mine.txt.j2", "Hello,\n\n{{ companny }}")
    told = run(*options, "templates", "check").out
    assert "Template en/mine.txt.j2, line 3: 'companny' is undefined." in told
    assert "company" in told.split("Variables that exist:")[1]


def test_a_folder_is_checked_before_it_is_in_force(run: Run, options: list[str], tmp_path: Path) -> None:
    """The drafts of today are not touched by it."""
    (tmp_path / "new" / "en").mkdir(parents=True)
    (tmp_path / "new" / "en" / "warm.txt.j2").write_text("{{ nothing }}")
    assert run(*options, "templates", "check", tmp_path / "new").code == 1
    assert run(*options, "templates", "check", "--lang", "fi").code == 0


def test_the_usual_situations_are_shown(run: Run, options: list[str]) -> None:
    """Nine situations in each tone; --all shows more."""
    shown = run(*options, "templates", "preview", "--tone", "brief").out
    assert shown.count("── en/brief: ") == 9
    assert "after the final round" in shown
    german = run(*options, "templates", "preview", "--lang", "de", "--tone", "formal", "--all").out
    assert german.count("── de/formal: ") > 50
    assert "Sam Rivers" in german
    assert "There are:" in run(*options, "templates", "preview", "--lang", "xx").err


def test_a_mail_is_answered_in_every_tone(run: Run, options: list[str], tmp_path: Path) -> None:
    """The user compares the tones on their own mail."""
    (tmp_path / "no.eml").write_bytes(letter(1))
    shown = run(*options, "templates", "preview", "--mail", tmp_path / "no.eml").out
    assert [line.split(":")[0] for line in shown.splitlines() if line.startswith("──")] == [
        "── en/brief",
        "── en/formal",
        "── en/warm",
    ]
    assert shown.count("Dear Ada") == 3
    (tmp_path / "later.eml").write_bytes(letter(2, CONFIRMATION))
    assert "no draft" in run(*options, "templates", "preview", "--mail", tmp_path / "later.eml").err
