"""The command line: one module per command, imported when it is called."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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
    "judge": ("inbox_helper.cli.judge", "Judge mail in files: which of it are rejections?"),
    "explain": ("inbox_helper.cli.explain", "Show why a mail is taken for a rejection, or why not."),
    "draft": ("inbox_helper.cli.draft", "Print the draft that would be made for a mail."),
    "rules": ("inbox_helper.cli.rules", "Read, check and try the rules."),
}

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


class _LazyGroup(click.Group):
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
@click.option("--config", "config_option", metavar="FILE", help="The configuration file.", envvar=paths.CONFIG_VARIABLE)
@click.option(
    "--state-dir", "state_option", metavar="FOLDER", help="Where the state is kept.", envvar=paths.STATE_VARIABLE
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
    try:
        result: Any = group.main(arguments, prog_name="inbox-helper", standalone_mode=False)
    except click.exceptions.Abort:
        return _INTERRUPTED_EXIT_CODE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UserError as error:
        click.echo(f"error: {error}", err=True)
        return error.exit_code
    except ConnectionLost as error:
        click.echo(f"error: {error.reason}\n  Check the network, then try again; nothing is lost.", err=True)
        return _CONNECTION_EXIT_CODE
    except KeyboardInterrupt:
        return _INTERRUPTED_EXIT_CODE
    except BrokenPipeError:
        # Whoever read our output has left; writing the rest at exit would fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: told to the user with a log, never swallowed
        return _crashed(arguments, error)
    return result if isinstance(result, int) else 0


def _crashed(arguments: Sequence[str], error: Exception) -> int:
    names = [each for each in arguments if each in COMMANDS]
    frames = "".join(traceback.format_tb(error.__traceback__))
    # The message of an exception may quote mail, so only its kind is told.
    report = (
        f"inbox-helper {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"command: {' '.join(names)}\n{frames}{type(error).__module__}.{type(error).__name__}\n"
    )
    try:
        log = paths.state_folder() / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.log"
        log.write_text(report, encoding="utf-8")
        where = f"The report in {log} holds no mail and no address; please send it to the developers."
    except (OSError, UserError):
        where = f"The report could not be written; here it is:\n{report}"
    click.echo(f"error: inbox-helper met a mistake of its own ({type(error).__name__}).\n  {where}", err=True)
    return _CRASH_EXIT_CODE
