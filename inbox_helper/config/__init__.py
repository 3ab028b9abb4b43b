"""The configuration: TOML in, frozen values out, and every mistake named by file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from inbox_helper.config.checks import Mistake, is_secret, mistakes_of
from inbox_helper.config.messages import explained
from inbox_helper.config.model import AccountConfig, ConfigurationFile, DaemonTable
from inbox_helper.config.places import line_of, lines_of_keys
from inbox_helper.core.types import DraftingOptions
from inbox_helper.errors import ConfigurationError

__all__ = ["EXAMPLE", "AccountConfig", "Configuration", "DaemonTable", "load_configuration"]

EXAMPLE = """\
[accounts.home]
address = "you@example.org"
name = "Your Name"
host = "imap.example.org"        # may be left out for the larger providers
"""
"""The smallest file that is complete."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The whole configuration."""

    path: Path
    accounts: tuple[AccountConfig, ...]
    drafting: DraftingOptions
    daemon: DaemonTable

    def account(self, alias: str) -> AccountConfig:
        """Return an account by its name. Raise ConfigurationError if there is none."""
        for account in self.accounts:
            if account.alias == alias:
                return account
        known = ", ".join(account.alias for account in self.accounts)
        raise ConfigurationError(f"There is no account {alias!r} in {self.path}.", f"Choose from: {known}.")


def load_configuration(path: Path) -> Configuration:
    """Return the configuration in a file. Paths in it start from the file's folder.

    Raise ConfigurationError with everything that is wrong, one line each: `file:line: key: problem. Remedy.`
    """
    source = _read(path)
    data = _parse(source, path)
    mistakes = list(mistakes_of(data))
    try:
        file = ConfigurationFile.model_validate(_named(data))
    except ValidationError as error:
        mistakes += explained(error.errors(include_url=False))
    if mistakes:
        raise _refused(mistakes, source, path)
    drafting = DraftingOptions(**file.drafting.model_dump())
    accounts = tuple(_placed(account, path.parent) for account in file.accounts.values())
    return Configuration(path, accounts, drafting, file.daemon)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        example = "".join(f"    {line}\n" for line in EXAMPLE.splitlines())
        raise ConfigurationError(
            f"There is no configuration yet: {path} does not exist.",
            f"Make that file with these lines, your own values in them:\n\n{example}\n  Then: inbox-helper login home",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigurationError(f"{path}:{line}: this is not UTF-8.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def _parse(source: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else source.rstrip().count("\n") + 1
        told = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigurationError(
            f"{path}:{line}: this is not TOML: {told}.", "Mind quotes around text, commas and brackets."
        ) from error


def _named(data: dict[str, Any]) -> dict[str, Any]:
    """Return the file as the models want it: accounts with their names, and without what was told already."""
    rest = _without_secrets(data)
    accounts = rest.get("accounts", {})
    if not isinstance(accounts, dict):
        return rest
    tables = {alias: account for alias, account in accounts.items() if isinstance(account, dict)}
    return {**rest, "accounts": {alias: {**account, "alias": alias} for alias, account in tables.items()}}


def _without_secrets(table: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_secrets(value) if isinstance(value, dict) else value
        for key, value in table.items()
        if isinstance(value, dict) or not is_secret(key)
    }


def _placed(account: AccountConfig, folder: Path) -> AccountConfig:
    paths = {key: folder / value for key in ("ca_file", "maildir") if (value := getattr(account, key)) is not None}
    return account.model_copy(update=paths) if paths else account


def _refused(mistakes: Iterable[Mistake], source: str, path: Path) -> ConfigurationError:
    places = lines_of_keys(source)
    told = sorted({(line_of(places, each.path), *_told(each)) for each in mistakes})
    lines = "".join(f"\n{path}:{line}: {key}: {problem}. {remedy}" for line, key, problem, remedy in told)
    return ConfigurationError(f"The configuration cannot be followed.{lines}")


def _told(mistake: Mistake) -> tuple[str, str, str]:
    *tables, last = mistake.path
    entry = last.isdigit() and len(mistake.path) > 3
    key = f"{'.'.join(tables)} (entry {int(last) + 1})" if entry else ".".join(mistake.path)
    remedy = mistake.remedy if mistake.remedy.endswith("?") else f"{mistake.remedy}."
    return key, mistake.problem, remedy
