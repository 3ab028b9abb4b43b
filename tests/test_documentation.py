"""The documentation knows every command, option and configuration key, and nothing that does not exist."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from inbox_helper import providers
from inbox_helper.cli import COMMANDS, group
from inbox_helper.config import AccountConfig, DaemonTable, load_configuration
from inbox_helper.core.types import Action, DraftingOptions

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
CONFIGURATION_PAGE = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its name, and those under it."""
    for name, (module, _) in COMMANDS.items():
        command = importlib.import_module(module).command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", command.commands[inner]) for inner in command.commands)


@pytest.mark.parametrize(("name", "command"), list(all_commands()), ids=lambda value: value if value is str else None)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    """A reader finds whatever --help shows."""
    assert f"`{name}" in COMMANDS_PAGE
    options = [flag for each in command.params if isinstance(each, click.Option) for flag in each.opts]
    assert [flag for flag in options if f"`{flag}" not in COMMANDS_PAGE] == []


def test_every_global_option_is_documented() -> None:
    """Those before the command too."""
    options = [flag for each in group.params if isinstance(each, click.Option) for flag in each.opts]
    assert [flag for flag in options if f"`{flag}" not in COMMANDS_PAGE] == []


def test_the_help_of_each_command_is_the_same_everywhere() -> None:
    """The list of commands and the command itself agree."""
    short = {name: importlib.import_module(module).command.short_help for name, (module, _) in COMMANDS.items()}
    assert short == {name: text for name, (_, text) in COMMANDS.items()}


def test_every_configuration_key_is_documented_and_no_other() -> None:
    """The tables are the models."""
    tables = re.findall(r"^\| `(\w+)` \|", CONFIGURATION_PAGE, re.MULTILINE)
    account_keys = [key for key in AccountConfig.model_fields if key != "alias"]
    assert tables == [*account_keys, *DraftingOptions.__dataclass_fields__, *DaemonTable.model_fields]


def test_every_action_is_explained() -> None:
    """Scripts rely on the names."""
    assert [action for action in Action if f"`{action}`" not in COMMANDS_PAGE] == []


def test_providers_are_told_apart() -> None:
    """No domain belongs to two."""
    domains = [domain for provider in providers.PROVIDERS for domain in provider.domains]
    assert len(domains) == len(set(domains))
    assert providers.find_provider("sam@GMAIL.com") is not None
    assert providers.find_provider("sam@unknown.example") is None


def test_every_provider_is_documented() -> None:
    """A reader sees whether their provider is known, and what it wants first."""
    page = " ".join(CONFIGURATION_PAGE.split())
    assert [each.name for each in providers.PROVIDERS if each.name not in page] == []


def test_the_examples_in_the_documentation_are_complete(tmp_path: Path) -> None:
    """Whoever copies a configuration out of the documentation has one that works."""
    pages = [ROOT / "README.md", ROOT / "docs/configuration.md"]
    blocks = [
        block for page in pages for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    ]
    examples = [block for block in blocks if "[accounts." in block]
    for example in examples:
        (tmp_path / "config.toml").write_text(example, encoding="utf-8")
        assert load_configuration(tmp_path / "config.toml").accounts
    assert len(examples) >= 3


def test_links_in_the_documentation_lead_somewhere() -> None:
    """No dead link to a file of ours."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/README.md")]
    dead = [
        (page.name, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]
    assert dead == []
