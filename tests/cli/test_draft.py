"""`draft`: what would be put into Drafts, without a mailbox."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.letters import CONFIRMATION, REJECTION, USER, letter, message_id

CONFIG = f'[accounts.home]\naddress = "{USER}"\nname = "Sam Rivers"\nhost = "imap.home.example"\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a configuration that knows the user."""
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    return path


def write(tmp_path: Path, raw: bytes) -> Path:
    """Write one mail."""
    path = tmp_path / "letter.eml"
    path.write_bytes(raw)
    return path


def test_a_draft_as_people_read_it(run: Run, tmp_path: Path, config: Path) -> None:
    """Header fields first, then the text, all decoded."""
    sender = "Zoë Lärche <zoe@greenfield.example>"
    ran = run("--config", config, "draft", write(tmp_path, letter(1, REJECTION, sender=sender)))
    header, _, text = ran.out.partition("\n\n")
    assert ran.code == 0
    assert [line.partition(": ")[0] for line in header.split("\n")] == ["From", "To", "Subject", "Date", "In-Reply-To"]
    assert f"From: Sam Rivers <{USER}>" in header
    assert "To: Zoë Lärche <zoe@greenfield.example>" in header
    assert "Subject: Re: Your application as Gardener" in header
    assert f"In-Reply-To: {message_id(1)}" in header
    assert "Sam Rivers\n" in text


def test_the_bytes_that_would_be_stored(run: Run, tmp_path: Path, config: Path) -> None:
    """Another program can take them as they are."""
    ran = run("--config", config, "draft", "--raw", write(tmp_path, letter(1, REJECTION)))
    message = message_from_bytes(ran.out.encode(), policy=policy.default)
    assert message.defects == []
    assert message["In-Reply-To"] == message_id(1)
    assert message["Message-ID"]


def test_without_a_configuration(run: Run, tmp_path: Path) -> None:
    """The draft comes from the address that the mail was written to."""
    ran = run("draft", write(tmp_path, letter(1, REJECTION)))
    assert ran.code == 0
    assert f"From: {USER}" in ran.out


def test_where_there_would_be_none(run: Run, tmp_path: Path, config: Path) -> None:
    """It says why, apart from the output, and a script sees it by the exit code."""
    ran = run("--config", config, "draft", write(tmp_path, letter(1, CONFIRMATION)))
    assert (ran.code, ran.out) == (1, "")
    assert "no draft. It is no rejection." in ran.err


def test_a_mail_without_an_id(run: Run, tmp_path: Path, config: Path) -> None:
    """A thread cannot be named, and no empty field pretends to."""
    raw = letter(1, REJECTION).replace(b"Message-ID:", b"X-Was-Message-ID:")
    ran = run("--config", config, "draft", write(tmp_path, raw))
    assert ran.code == 0
    assert "In-Reply-To" not in ran.out


def test_a_broken_message(run: Run, tmp_path: Path) -> None:
    """It is told, as no draft."""
    ran = run("draft", write(tmp_path, b""))
    assert ran.code == 1
    assert "It is empty." in ran.err
