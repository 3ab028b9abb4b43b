"""The frame of all commands: help, exit codes, and what is told when something goes wrong."""

from __future__ import annotations

import json
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from inbox_helper import __version__, cli
from inbox_helper.errors import (
    AuthenticationError,
    ConfigurationError,
    ConnectionLost,
    MailboxError,
    RuleError,
    StateError,
    UserError,
)
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-m", "inbox_helper"]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Put a command `try` among the real ones, which does what a function does."""

    def install(what: Callable[[], object]) -> None:
        callback = click.command("try")(what)
        monkeypatch.setitem(cli.COMMANDS, "try", ("tests.cli.conftest", "Try."))
        monkeypatch.setattr("tests.cli.conftest.command", callback, raising=False)

    return install


def raising(error: BaseException) -> Callable[[], object]:
    """Return a function that raises an error."""

    def fail() -> object:
        raise error

    return fail


def test_help_lists_every_command(run: Run) -> None:
    """--help, -h and no arguments at all show what there is."""
    shown = run("--help")
    assert [name for name in cli.COMMANDS if f"\n  {name} " not in shown.out] == []
    assert (shown.code, run("-h").out, run().code) == (0, shown.out, 2)
    assert run("--version").out == f"inbox-helper, version {__version__}\n"


def test_help_is_there_at_once() -> None:
    """Nothing that a command needs is imported for the list of commands."""
    code = (
        "import sys\n"
        "from inbox_helper.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    heavy = {"pydantic", "imapclient", "keyring", "rich", "jinja2", "re2", "mailparser", "structlog", "platformdirs"}
    assert done.returncode == 0
    assert heavy & set(done.stderr.split()) == set()


def test_help_takes_a_moment_only() -> None:
    """Under 150 ms of work more than Python itself needs; other programs on the machine do not count."""

    def seconds(arguments: list[str]) -> float:
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime

    bare = min(seconds(["-c", ""]) for _ in range(5))
    ours = min(seconds(["-m", "inbox_helper", "--help"]) for _ in range(5))
    assert ours - bare < 0.15


def test_a_slip_in_a_command_is_put_right(run: Run) -> None:
    """The nearest command is named."""
    ran = run("scna")
    assert (ran.code, "Did you mean scan?" in ran.err) == (2, True)
    assert "No such command 'qqqq'" in run("qqqq").err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("It is so.", "Do this."), 2),
        (ConfigurationError("It is so.", "Do this."), 3),
        (RuleError("It is so.", "Do this."), 4),
        (AuthenticationError("It is so.", "Do this."), 5),
        (MailboxError("It is so.", "Do this."), 6),
        (StateError("It is so.", "Do this."), 7),
    ],
)
def test_errors_say_what_to_do_next(run: Run, command: Callable[..., None], error: UserError, code: int) -> None:
    """Problem and remedy on standard error, an exit code of its own, and no traceback."""
    command(raising(error))
    ran = run("try")
    assert (ran.code, ran.out, ran.err) == (code, "", "error: It is so.\n  Do this.\n")


def test_a_lost_connection_has_a_code_of_its_own(run: Run, command: Callable[..., None]) -> None:
    """Scripts can try again later."""
    command(raising(ConnectionLost("The server hung up.")))
    ran = run("try")
    assert ran.code == 8
    assert ran.err.startswith("error: The server hung up.\n")


def test_terminal_codes_in_errors_do_nothing(run: Run, command: Callable[..., None]) -> None:
    """An error may quote a server or a file's name."""
    command(raising(MailboxError("It says \x1b[2J\x07.")))
    assert run("try").err == "error: It says ?[2J?.\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_no_crash(run: Run, command: Callable[..., None], error: BaseException) -> None:
    """Ctrl-C ends with 130, as shells expect."""
    command(raising(error))
    ran = run("try")
    assert ran.code == 130
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("answer", [0, 1, None])
def test_a_command_gives_its_own_answer(run: Run, command: Callable[..., None], answer: int | None) -> None:
    """What a command returns is the exit code."""
    command(lambda: answer)
    assert run("try").code == (answer or 0)


def crash() -> object:
    """Fail with mail in the message of the error, and in that of its cause."""
    try:
        return json.loads("teRger ew ,maS raeD"[::-1])
    except ValueError as error:
        raise EOFError("elpmaxe.proc@terces"[::-1]) from error


def test_a_crash_leaves_a_report_without_mail(run: Run, command: Callable[..., None], tmp_path: Path) -> None:
    """The report says where and with which versions, in a private file, and quotes nothing."""
    command(crash)
    ran = run("--state-dir", tmp_path / "elsewhere", "try", "ignored-argument")
    assert ran.code == 2  # the command takes no argument, which is no crash
    ran = run("--state-dir", tmp_path / "elsewhere", "try")
    (log,) = (tmp_path / "elsewhere").glob("crash-*.log")
    report = log.read_text()
    assert (ran.code, str(log) in ran.err, "Traceback" in ran.err) == (70, True, False)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    expected = ["json.decoder.JSONDecodeError\nwhich led to:\n", "builtins.EOFError\n", "in crash", "command: try"]
    assert [each for each in (*expected, __version__, "pydantic") if each not in report] == []
    assert [each for each in ("Regret", "secret@corp") if each in report + ran.err] == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NameError("name 'x' is not defined: Dear Sam", name="x"), "builtins.NameError: x\n"),
        (FileNotFoundError(2, "No such file", "/home/sam/mail"), "builtins.FileNotFoundError: No such file\n"),
    ],
)
def test_a_report_names_what_is_ours(
    run: Run, command: Callable[..., None], error: Exception, told: str, tmp_path: Path
) -> None:
    """A name in the code helps the developers and tells nothing of the user."""
    command(raising(error))
    assert run("try").code == 70
    (log,) = (tmp_path / "state").glob("crash-*.log")
    assert log.read_text().endswith(told)


def test_a_crash_without_a_place_for_its_report_shows_it(
    run: Run, command: Callable[..., None], tmp_path: Path
) -> None:
    """Nothing is lost when the state folder is the trouble."""
    (tmp_path / "file").touch()
    command(crash)
    ran = run("--state-dir", tmp_path / "file", "try")
    assert ran.code == 70
    assert "builtins.EOFError" in ran.err


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`inbox-helper judge … | head -1` ends in silence."""
    many = "".join(json.dumps({"id": str(number), "body": "Hello."}) + "\n" for number in range(3000))
    (tmp_path / "mail.jsonl").write_text(many)
    process = subprocess.Popen(
        [*PROGRAM, "judge", str(tmp_path / "mail.jsonl"), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert json.loads(first)["id"] == "0"
    assert (process.wait(), errors) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
@pytest.mark.parametrize("text", ["naïve € 😀", "half \udc80 a pair"])
def test_output_survives_any_terminal(text: str, encoding: str) -> None:
    """A terminal that has no such letters gets escapes that JSON readers understand, never an error."""
    code = f"import click, inbox_helper.cli as c; c._prepare_streams(); click.echo('\"' + {text!r} + '\"')"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert json.loads(done.stdout.decode(encoding)) == text


def test_the_settings_reach_the_command(run: Run, command: Callable[..., None], tmp_path: Path) -> None:
    """Options and environment variables before the command count for it."""
    seen: list[cli.Settings] = []
    command(lambda: seen.append(click.get_current_context().obj))
    run("--config", tmp_path / "a" / "config.toml", "--verbose", "try")
    (settings,) = seen
    assert settings.config_file == tmp_path / "a" / "config.toml"
    assert settings.rules_folder == tmp_path / "a" / "rules"
    assert settings.templates_folder == tmp_path / "a" / "templates"
    assert (settings.state_folder, settings.verbose) == (tmp_path / "state", True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_the_exit_code_tells_the_truth_where_nothing_can_be_said(tmp_path: Path) -> None:
    """Standard error goes into a file on a full disk; a service manager still sees what kind of failure it was."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "--config", str(tmp_path / "missing.toml"), "status"],
            stderr=full,
            stdout=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    assert done.returncode == ConfigurationError.exit_code
