"""The real process dies by SIGKILL at every step of filing a draft; after a restart there is one draft.

Against Dovecot, over TCP, with the real command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.letters import CONFIRMATION, USER, letter, message_id
from tests.servers.dovecot import Dovecot

pytestmark = pytest.mark.dovecot


def configuration(dovecot: Dovecot, user: str, folder: Path) -> list[str]:
    """Write a configuration for one user and return the options that name it."""
    folder.mkdir()
    file = folder / "config.toml"
    file.write_text(
        f"""
[accounts.work]
address = "{USER}"
name = "Sam Rivers"
host = "127.0.0.1"
port = {dovecot.port}
security = "plaintext"
username = "{user}"
password_env = "TEST_PASSWORD"
""",
        encoding="utf-8",
    )
    return ["--config", str(file), "--state-dir", str(folder / "state")]


def run_plan(jobs: list[dict[str, object]], folder: Path, password: str) -> list[dict[str, int]]:
    """Run jobs in the kill driver and return how each ended."""
    plan = folder / "plan.json"
    plan.write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.kill_driver", str(plan)],
        capture_output=True,
        text=True,
        timeout=550,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "TEST_PASSWORD": password, "PYTHONWARNINGS": "ignore::DeprecationWarning"},
    )
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(jobs), done.stderr
    return results


def prepare_mailbox(dovecot: Dovecot, user: str) -> None:
    """Deliver two rejections and a confirmation."""
    dovecot.deliver(user, letter(1))
    dovecot.deliver(user, letter(2, CONFIRMATION))
    dovecot.deliver(user, letter(3))


def drafts(dovecot: Dovecot, user: str) -> list[str]:
    """Return the In-Reply-To of every draft, sorted."""
    found = []
    for raw in dovecot.messages(user, "Drafts"):
        header = raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
        found += [line.split(": ", 1)[1] for line in header.split("\r\n") if line.lower().startswith("in-reply-to:")]
    return sorted(found)


@pytest.mark.timeout(600)
def test_killed_at_any_step_there_is_one_draft_each(dovecot: Dovecot, tmp_path: Path) -> None:
    """For every step between the first look and the last write: kill, restart, count."""
    scan = ["scan", "--since", "30d"]
    prepare_mailbox(dovecot, "kill0")
    whole = configuration(dovecot, "kill0", tmp_path / "kill0")
    (undisturbed,) = run_plan([{"kill_at": 0, "arguments": [*whole, *scan]}], tmp_path, dovecot.password)
    assert undisturbed["exit_code"] == 0
    assert drafts(dovecot, "kill0") == [message_id(1), message_id(3)]

    jobs: list[dict[str, object]] = []
    for step in range(1, undisturbed["steps"] + 1):
        user = f"kill{step}"
        prepare_mailbox(dovecot, user)
        options = configuration(dovecot, user, tmp_path / user)
        jobs.append({"kill_at": step, "arguments": [*options, *scan]})
        jobs.append({"kill_at": 0, "arguments": [*options, *scan]})
    results = run_plan(jobs, tmp_path, dovecot.password)

    assert [result["killed"] for result in results] == [True, False] * undisturbed["steps"]
    assert {result["exit_code"] for result in results[1::2]} == {0}
    found = {step: drafts(dovecot, f"kill{step}") for step in range(1, undisturbed["steps"] + 1)}
    assert found == {step: [message_id(1), message_id(3)] for step in found}
    assert {flags for step in found for flags in dovecot.flags(f"kill{step}").values()} == {frozenset()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "command", [["redraft", "1", "--tone", "brief"], ["discard", "1", "--yes"]], ids=lambda it: it[0]
)
def test_killed_while_a_draft_is_replaced_or_thrown_away(dovecot: Dovecot, tmp_path: Path, command: list[str]) -> None:
    """At every third step: one draft lies there afterwards, the old or the new one; a discarded one does not return."""
    name = command[0]

    def jobs_of(user: str, kill_at: int) -> list[dict[str, object]]:
        dovecot.deliver(user, letter(1))
        options = configuration(dovecot, user, tmp_path / user)
        scan = {"kill_at": 0, "arguments": [*options, "scan", "--since", "30d"]}
        return [scan, {"kill_at": kill_at, "arguments": [*options, "drafts", *command]}, scan]

    undisturbed = run_plan(jobs_of(f"{name}0", 0), tmp_path, dovecot.password)
    assert [each["exit_code"] for each in undisturbed] == [0, 0, 0]
    steps = range(1, undisturbed[1]["steps"] + 1, 3)
    jobs = [job for step in steps for job in jobs_of(f"{name}{step}", step)]
    results = run_plan(jobs, tmp_path, dovecot.password)

    assert [each["killed"] for each in results] == [False, True, False] * len(steps)
    left = {step: drafts(dovecot, f"{name}{step}") for step in steps}
    one, none = [message_id(1)], list[str]()
    assert set(map(tuple, left.values())) <= ({tuple(one)} if name == "redraft" else {tuple(one), tuple(none)})
    assert left[1] == one
    assert drafts(dovecot, f"{name}0") == (one if name == "redraft" else none)
