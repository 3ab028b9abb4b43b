"""The command line: one module per command, imported when it is called."""

from __future__ import annotations

import codecs
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from inbox_helper import __version__, paths
from inbox_helper.errors import ConnectionLost, UserError

if TYPE_CHECKING:
    from inbox_helper.config import Configuration

COMMANDS = {
    "demo": ("inbox_helper.cli.demo", "Show everything on an embedded mail server."),
    "login": ("inbox_helper.cli.login", "Ask for an account's password, try it, and keep it in the keyring."),
    "scan": ("inbox_helper.cli.scan", "Look through the mail once and make the drafts that are due."),
    "watch": ("inbox_helper.cli.watch", "Stay, and react to new mail until interrupted."),
    "status": ("inbox_helper.cli.status", "Tell whether all is well: daemon, accounts, rules, and what was done."),
    "drafts": (
        "inbox_helper.cli.drafts",
        "Review the drafts that were made: list, show, compare, discard, make anew.",
    ),
    "service": ("inbox_helper.cli.service", "Let the system run the daemon: install, uninstall, status, logs."),
    "doctor": ("inbox_helper.cli.doctor", "Check everything that can be checked without a network."),
    "state": ("inbox_helper.cli.state", "Look at what is kept, and delete it."),
    "judge": ("inbox_helper.cli.judge", "Judge mail in files: which of it are rejections?"),
    "explain": ("inbox_helper.cli.explain", "Show why a mail is taken for a rejection, or why not."),
    "draft": ("inbox_helper.cli.draft", "Print the draft that would be made for a mail."),
    "label": ("inbox_helper.cli.label", "Mark mail as what it is, to tune the rules on."),
    "backtest": ("inbox_helper.cli.backtest", "Show what would have been drafted, writing nothing."),
    "templates": ("inbox_helper.cli.templates", "Read, check and try the templates of drafts."),
    "rules": ("inbox_helper.cli.rules", "Read, check and try the rules."),
}

_ESCAPE = "inbox_helper.escape"
_CRASH_EXIT_CODE = 70
_INTERRUPTED_EXIT_CODE = 130
_CONNECTION_EXIT_CODE = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options before the command say."""

    config_option: str | None
    state_option: str | None
    verbose: bool

    @property
    def config_file(self) -> Path:
        """The configuration file; it need not exist."""
        return paths.config_file(self.config_option)

    @property
    def state_folder(self) -> Path:
        """The state folder, made if it is missing."""
        return paths.state_folder(self.state_option)

    @property
    def rules_folder(self) -> Path:
        """The folder of the user's own rules; it need not exist."""
        return paths.user_rules_folder(self.config_file)

    @property
    def templates_folder(self) -> Path:
        """The folder of the user's own templates; it need not exist."""
        return paths.user_templates_folder(self.config_file)

    def configuration(self) -> Configuration:
        """Read the configuration. Raise ConfigurationError."""
        from inbox_helper.config import load_configuration

        return load_configuration(self.config_file)


class _ReaderLeft(Exception):  # noqa: N818 - names an event
    """Whoever reads our output wants no more of it."""


class _Crash(Exception):  # noqa: N818 - wraps an error, which is its cause
    """A mistake of our own."""

    def __init__(self, command: Sequence[str], state_option: str | None) -> None:
        super().__init__()
        self.command = command
        self.state_option = state_option


_EXPECTED = (click.ClickException, click.exceptions.Exit, click.Abort, UserError, ConnectionLost)


class _LazyGroup(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        # Told apart here, because click takes any EOFError for an interruption and any EPIPE for a failure.
        try:
            return super().invoke(ctx)
        except _EXPECTED:
            raise
        except BrokenPipeError as error:
            raise _ReaderLeft from error
        except Exception as error:
            raise _Crash([ctx.invoked_subcommand or ""], ctx.params["state_option"]) from error

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from difflib import get_close_matches

        near = get_close_matches(args[0], COMMANDS, 1)
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        # The table knows the help texts, so that --help imports no command.
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--config",
    "config_option",
    metavar="FILE",
    envvar=paths.CONFIG_VARIABLE,
    show_envvar=True,
    help="The configuration file.",
)
@click.option(
    "--state-dir",
    "state_option",
    metavar="FOLDER",
    envvar=paths.STATE_VARIABLE,
    show_envvar=True,
    help="Where the state is kept.",
)
@click.option("--verbose", is_flag=True, help="Tell more.")
@click.version_option(__version__, prog_name="inbox-helper")
@click.pass_context
def group(context: click.Context, config_option: str | None, state_option: str | None, verbose: bool) -> None:  # noqa: FBT001
    """Find job rejections in your mail and put reply drafts into Drafts. Nothing is ever sent."""
    context.obj = Settings(config_option, state_option, verbose)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    0 done; 1 a negative answer; 2 wrong usage; 3 configuration; 4 rules or templates; 5 credentials; 6 mailbox;
    7 state; 8 no connection; 70 a crash, with a log to send; 130 interrupted.
    """
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    _prepare_streams()
    try:
        result: Any = group.main(arguments, prog_name="inbox-helper", standalone_mode=False)
        sys.stdout.flush()
    except (_ReaderLeft, BrokenPipeError):
        _close_quietly()
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return _INTERRUPTED_EXIT_CODE
    except UserError as error:
        return _told(str(error), error.exit_code)
    except ConnectionLost as error:
        remedy = "Check the network, then try again; nothing is lost."
        return _told(f"{error.reason}\n  {remedy}", _CONNECTION_EXIT_CODE)
    except _Crash as crash:
        from inbox_helper.cli.crash import report_crash

        _say(report_crash(crash.__cause__ or crash, crash.command, crash.state_option))
        return _CRASH_EXIT_CODE
    return result if isinstance(result, int) else 0


def _told(message: str, exit_code: int) -> int:
    # Names of files and answers of servers may hold signs that a terminal obeys.
    safe = "".join(each if each.isprintable() or each == "\n" else "?" for each in message)
    _say(f"error: {safe}")
    return exit_code


def _say(message: str) -> None:
    # On a full disk nobody can be told, and the exit code must still say what happened.
    with contextlib.suppress(OSError):
        click.echo(message, err=True)


def _prepare_streams() -> None:
    """Let output never fail for a character that the terminal does not have, or that is half a surrogate pair."""
    codecs.register_error(_ESCAPE, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPE)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return \uXXXX for what cannot be encoded: people can read it, and within JSON it stays the same text."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


def _close_quietly() -> None:
    # The interpreter writes what is left at exit, which would fail once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
