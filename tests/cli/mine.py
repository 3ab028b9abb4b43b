"""Invented mail, marked by the tests as a user would."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

GATE = "Thank you for applying as a gardener. We must let you know that the garden gate stays closed for you."
NEWS = "Thank you for applying as a gardener. We have your application and will write again soon."
ADD = (
    *("rules", "add", "--lang", "en", "--id", "gate-closed", "--say", "gate stays closed"),
    *("--hit", "The gate stays closed for you.", "--miss", "The gate is open.", "--why", "A gardener's no."),
)
"""A rule that finds GATE."""


def lines(path: Path, *bodies: str) -> Path:
    """Write mails as JSON Lines and return the file."""
    mails = [{"subject": "News", "from": "jobs@garden.example", "body": body} for body in bodies]
    path.write_text("".join(json.dumps(mail) + "\n" for mail in mails), encoding="utf-8")
    return path


def mark(run: Run, tmp_path: Path) -> None:
    """Mark one rejection and one confirmation."""
    assert run("label", "rejection", lines(tmp_path / "no.jsonl", GATE)).code == 0
    assert run("label", "confirmation", lines(tmp_path / "news.jsonl", NEWS)).code == 0
