"""`judge`: one result for each message, in a form that scripts rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inbox_helper.core.types import Action, Stage
from tests.cli.conftest import Run
from tests.letters import CONFIRMATION, REJECTION, letter

PROGRAM = [sys.executable, "-m", "inbox_helper"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a rejection, a confirmation, and an empty file."""
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "1-rejection.eml").write_bytes(letter(1, REJECTION))
    (mails / "2-confirmation.eml").write_bytes(letter(2, CONFIRMATION))
    (mails / "3-empty.eml").write_bytes(b"")
    return mails


def objects(text: str) -> list[dict[str, Any]]:
    """Return what stands in JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_the_json_of_a_rejection(run: Run, folder: Path) -> None:
    """Scripts find these fields, with these types, and no other."""
    ran = run("judge", "--json", folder / "1-rejection.eml")
    (result,) = objects(ran.out)
    assert ran.code == 0
    assert list(result) == ["id", "label", "score", "evidence", "language", "plan", "facts"]
    assert result["id"] == (folder / "1-rejection.eml").as_posix()
    assert result["label"] == "rejection"
    assert isinstance(result["score"], float)
    assert result["language"] == "en"
    assert result["plan"]["action"] == "reply"
    assert "ada.larch@greenfield.example" in result["plan"]["reason"]
    assert set(result["facts"]) == {"company", "position", "contact", "stage"}
    assert result["facts"]["stage"] in list(Stage)
    assert all(isinstance(value, str) for value in result["facts"].values())


def test_facts_are_shown_with_source_and_certainty(run: Run, folder: Path) -> None:
    """Whoever wonders about a draft sees where each fact comes from, and whether a draft may use it."""
    ran = run("judge", "--json", "--facts", folder / "1-rejection.eml")
    (result,) = objects(ran.out)
    company = result["fact_details"]["company"]
    assert company == {"value": "Greenfield Nurseries", "source": company["source"], "sure": True}
    assert company["source"]
    assert isinstance(result["says"], list)
    told = run("judge", "--facts", folder / "1-rejection.eml").out
    assert f"company: Greenfield Nurseries (from the {company['source']})" in told


def test_the_json_of_evidence(run: Run, folder: Path) -> None:
    """Each hit tells its rule, weight, place and words, and which guard mutes it, if any."""
    rejection, confirmation, _ = objects(run("judge", "--json", folder).out)
    assert any("other candidates" in hit["text"] and hit["muted_by"] is None for hit in rejection["evidence"])
    assert any(hit["muted_by"] for hit in confirmation["evidence"])
    for hit in (*rejection["evidence"], *confirmation["evidence"]):
        assert list(hit) == ["rule", "weight", "part", "text", "muted_by"]
        assert isinstance(hit["weight"], float)
        assert hit["part"] in ("subject", "body", "from", "headers")


def test_a_broken_message_has_a_result_and_the_rest_goes_on(run: Run, folder: Path) -> None:
    """One result for each message, in order, whatever is wrong with one."""
    (folder / "2-broken.jsonl").write_bytes(b'{"id": "a", "body": "Hello"}\nno JSON\n{"id": "c", "body": "Hello"}\n')
    results = objects(run("judge", "--json", folder).out)
    assert [result.get("label", "error") for result in results] == [
        "rejection", "other", "error", "other", "other", "error",
    ]  # fmt: skip
    assert [set(result) for result in results if "error" in result] == [{"id", "error"}] * 2


def test_a_line_for_people(run: Run, folder: Path) -> None:
    """Label, score, which message, and what would be done."""
    lines = run("judge", folder).out.splitlines()
    assert [line.split()[0] for line in lines] == ["rejection", "other", "error"]
    assert "1-rejection.eml" in lines[0]
    assert "It is empty." in lines[2]


def test_json_lines_without_a_sender(run: Run, tmp_path: Path) -> None:
    """A corpus of bare texts can be judged; the plan says that nobody is there to answer."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "x", "body": REJECTION}) + "\n")
    (result,) = objects(run("judge", "--json", path).out)
    assert (result["id"], result["label"], result["plan"]["action"]) == ("x", "rejection", "malformed")


def test_without_a_configuration_every_mail_is_the_readers(run: Run, folder: Path, home: Path) -> None:
    """Nothing needs to be set up, and no mail is taken for one to somebody else."""
    (result,) = objects(run("judge", "--json", folder / "1-rejection.eml").out)
    assert not any(home.rglob("config.toml"))
    assert result["plan"]["action"] == Action.REPLY


def test_with_a_configuration_own_mail_is_known(run: Run, folder: Path, tmp_path: Path) -> None:
    """Where the addresses are known, mail to others is told apart."""
    config = tmp_path / "config.toml"
    config.write_text(
        '[accounts.home]\naddress = "lee@elsewhere.example"\nname = "Lee"\nhost = "imap.elsewhere.example"\n'
    )
    (result,) = objects(run("--config", config, "judge", "--json", folder / "1-rejection.eml").out)
    assert result["plan"]["action"] == Action.NOT_ADDRESSED


def test_a_path_that_is_not_there(run: Run, folder: Path) -> None:
    """Wrong usage, told before any result."""
    ran = run("judge", "--json", folder, folder / "missing")
    assert (ran.code, ran.out) == (2, "")
    assert "missing" in ran.err


def test_letters_of_every_language_arrive_as_they_are(run: Run, tmp_path: Path) -> None:
    """The JSON is UTF-8 and readable, not a row of escapes."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "Grüße 🦊", "body": "Wir haben uns für eine andere Bewerberin entschieden."}))
    assert '"id": "Grüße 🦊"' in run("judge", "--json", path).out


def test_names_and_ids_that_cannot_be_printed(run: Run, tmp_path: Path) -> None:
    """A file name in another encoding, or half a character in an id, stops nothing."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jsonl"))
    path.write_bytes(b'{"id": "half \\ud83d", "body": "x"}\n{"body": "y"}\n')
    results = objects(run("judge", "--json", path).out)
    assert results[0]["id"] == "half ?"
    assert results[1]["id"].endswith("/caf?.jsonl#2")


def test_a_name_cannot_play_with_the_terminal(run: Run, tmp_path: Path) -> None:
    """Control characters in an id are not printed."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "a\x1b[2J\nrejection b", "body": "x"}))
    out = run("judge", path).out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_results_come_while_messages_come() -> None:
    """Whoever feeds it through a pipe gets each result at once."""
    process = subprocess.Popen([*PROGRAM, "judge", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for identity in ("one", "two"):
        process.stdin.write(json.dumps({"id": identity, "body": REJECTION}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == identity
    process.stdin.close()
    assert process.stdout.read() == b""
    process.stdout.close()
    assert process.wait(10) == 0
