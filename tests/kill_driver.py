"""Runs the command line in child processes that die by SIGKILL at a chosen step.

Used by `tests/test_killed.py`: `python -m tests.kill_driver PLAN.json`, where the plan is a list of jobs, each
`{"kill_at": N, "arguments": [...]}` with N = 0 for a run that may finish. Prints a JSON line per job:
`{"steps": number of steps passed, "killed": bool, "exit_code": int}`.

A step is the moment before, or after, a call on the server or a write to the state. The children are forked from a
process that has already imported everything, so that a run costs tens of milliseconds.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inbox_helper.cli import main
from inbox_helper.library import Books, read_books
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.state.store import Store

CALLS: dict[type, tuple[str, ...]] = {
    ImapMailbox: ("status", "uids_from", "fetch", "thread_ids", "append_draft", "discard_draft"),
    Store: ("remember", "move_cursor", "discarded"),
}


class Steps:
    """Counts steps, and kills this process at one of them. The count survives in a pipe."""

    def __init__(self, kill_at: int, pipe: int) -> None:
        self.kill_at = kill_at
        self.pipe = pipe
        self.passed = 0

    def step(self) -> None:
        """Pass one step, or die."""
        self.passed += 1
        os.write(self.pipe, b".")
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a step before and after it."""

        @functools.wraps(function)
        def wrapped(*arguments: Any, **keywords: Any) -> Any:
            self.step()
            result = function(*arguments, **keywords)
            self.step()
            return result

        return wrapped


def run_child(job: dict[str, Any], pipe: int) -> None:
    """Run one job in this process and leave it."""
    steps = Steps(job["kill_at"], pipe)
    for owner, names in CALLS.items():
        for name in names:
            setattr(owner, name, steps.around(getattr(owner, name)))
    code = 0
    try:
        main(job["arguments"])
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - the child ends here; the parent reads the code
        traceback.print_exc()
        code = 99
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Fork, run one job, and return how it ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(2, 1)
        run_child(job, writer)
    os.close(writer)
    steps = 0
    while chunk := os.read(reader, 4096):
        steps += len(chunk)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {
        "steps": steps,
        "killed": killed,
        "exit_code": -1 if killed else os.waitstatus_to_exitcode(status),
    }


def read_the_books_once() -> None:
    """Let the children inherit rules and templates: reading them anew would be most of what each of them does."""
    books = read_books()

    def read_already(*_folders: Path) -> Books:
        return books

    importlib.import_module("inbox_helper.cli.books").__dict__["read_books"] = read_already


if __name__ == "__main__":
    read_the_books_once()
    for one in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(json.dumps(run(one)), flush=True)  # noqa: T201 - this is how it answers
