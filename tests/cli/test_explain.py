"""`explain`: a person sees why."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.letters import CONFIRMATION, REJECTION, letter


def write(tmp_path: Path, raw: bytes) -> Path:
    """Write one mail."""
    path = tmp_path / "letter.eml"
    path.write_bytes(raw)
    return path


def test_a_rejection(run: Run, tmp_path: Path) -> None:
    """The words that decided stand in their sentence, with rule, weight and the rule's own reason."""
    out = run("explain", write(tmp_path, letter(1, REJECTION))).out
    assert "REJECTION with a score of" in out
    assert "we have decided to move forward with other candidates" in " ".join(out.split())
    assert "+5.00" in out
    assert "en.decision.other-candidates" in out
    assert "plan: reply." in out


def test_a_look_alike(run: Run, tmp_path: Path) -> None:
    """What does not count is shown as well, with the guard that keeps it from counting."""
    out = " ".join(run("explain", write(tmp_path, letter(1, CONFIRMATION))).out.split())
    assert "OTHER with a score of 0" in out
    assert "“you are not selected” en.decision." in out
    assert "muted by en.guard.conditional" in out


def test_what_was_cut_and_what_was_read(run: Run, tmp_path: Path) -> None:
    """Quoted older mail is shown as not judged; facts tell where they come from."""
    body = f"{REJECTION}\n\nOn Monday, Sam Rivers wrote:\n> Here is my application.\n> Sam\n"
    out = run("explain", write(tmp_path, letter(1, body))).out
    assert "not judged, quote: " in out
    assert "position: Gardener" in out


def test_mail_is_no_markup(run: Run, tmp_path: Path) -> None:
    """Brackets in a mail stay brackets, and control characters do nothing."""
    raw = letter(1, REJECTION + "\x1b[31m", subject="[/foo] Your application [bold]")
    out = run("explain", write(tmp_path, raw)).out
    assert "[/foo] Your application [bold]" in out
    assert "\x1b[31m" not in out


def test_a_broken_message(run: Run, tmp_path: Path) -> None:
    """It is named, and why it cannot be explained."""
    ran = run("explain", write(tmp_path, b""))
    assert "It is empty." in ran.out
