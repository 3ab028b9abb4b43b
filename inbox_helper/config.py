"""The configuration: TOML in, frozen values out, and every mistake named by file, line and key."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.errors import ConfigurationError
from inbox_helper.providers import Provider, find_provider

Security = Literal["tls", "starttls", "plaintext"]

_EXAMPLE = """\
[accounts.home]
address = "you@example.org"
name = "Your Name"
host = "imap.example.org"
"""
_SECRET_KEYS = ("password", "passwort", "secret", "token")
_NEVER_IN_THE_FILE = (
    "Passwords never stand in this file. Remove the line, and run inbox-helper login, or use password_command"
    " or password_env."
)
_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

Address = Annotated[str, Field(pattern=r"^[^@\s<>,;\x00-\x1f]+@[^@\s<>,;\x00-\x1f]+$")]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$")]
FilledLine = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]+$")]


class AccountConfig(BaseModel):
    """One mail account, under `[accounts.NAME]`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    alias: str
    """The NAME in `[accounts.NAME]`."""
    address: Address
    """Your e-mail address."""
    name: FilledLine
    """Your name, as it stands in From and under a draft."""
    aliases: tuple[Address, ...] = ()
    """Other addresses of yours that mail for this account is written to."""
    host: Line = ""
    """The IMAP server; known for the larger providers."""
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The server's port; 993 for tls, else 143."""
    security: Security = "tls"
    """tls, starttls, or plaintext (on this machine only)."""
    ca_file: Path | None = None
    """A PEM file with the certificate that vouches for the server, where it is not a public one."""
    username: Line = ""
    """The login name; what your provider wants, or else your address."""
    password_command: tuple[FilledLine, ...] = ()
    """A command that prints the password on its first line: program and arguments, no shell."""
    password_env: Line = ""
    """The environment variable that holds the password."""
    maildir: Path | None = None
    """A Maildir on this machine, instead of a server."""
    watch: Annotated[tuple[FilledLine, ...], Field(min_length=1)] = ("INBOX",)
    """The folders to look into."""
    drafts: Line = ""
    """The folder for drafts; normally found by itself."""
    poll_seconds: Annotated[int, Field(ge=5, le=3600)] = 300
    """The longest time between two looks at the folders, in seconds."""

    @property
    def identity(self) -> Identity:
        """Who the user of this account is."""
        return Identity(self.address, self.name, self.aliases)

    @field_validator("aliases", "password_command", "watch", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    @field_validator("ca_file", "maildir", mode="before")
    @classmethod
    def _path(cls, value: Any) -> Any:
        return Path(value).expanduser() if isinstance(value, str) and value else value

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("address"), str) or "maildir" in data:
            return data
        provider = find_provider(data["address"])
        filled = {"host": provider.host if provider else "", "username": _username(data["address"], provider), **data}
        if provider and provider.security != "tls":
            filled.setdefault("security", provider.security)
            filled.setdefault("port", provider.port)
        if not filled.get("port"):
            filled["port"] = 993 if filled.get("security", "tls") == "tls" else 143
        return filled

    @model_validator(mode="after")
    def _reachable(self) -> AccountConfig:
        if self.maildir is None and not self.host:
            raise ValueError('host is missing, and the provider is not known|Add the line: host = "imap.example.org"')
        if self.security == "plaintext" and self.maildir is None and not _is_loopback(self.host):
            raise ValueError(
                'security = "plaintext" is for servers on this machine only|Write security = "tls", or "starttls"'
            )
        return self


class _Drafting(BaseModel):
    """Wishes for drafts, under `[drafting]`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    tone: Literal["warm", "brief", "formal"] = "warm"
    signature_name: Line = ""
    default_language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    quote: Literal["short", "full", "none"] = "short"
    daily_limit: Annotated[int, Field(ge=1, le=100_000)] = 20


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    accounts: dict[str, AccountConfig]
    drafting: _Drafting = _Drafting()


@dataclass(frozen=True, slots=True)
class Configuration:
    """The whole configuration."""

    path: Path
    accounts: tuple[AccountConfig, ...]
    drafting: DraftingOptions

    def account(self, alias: str) -> AccountConfig:
        """Return an account by its name. Raise ConfigurationError if there is none."""
        for account in self.accounts:
            if account.alias == alias:
                return account
        known = ", ".join(account.alias for account in self.accounts)
        raise ConfigurationError(f"There is no account {alias} in {self.path}.", f"Choose from: {known}.")


def load_configuration(path: Path) -> Configuration:
    """Return the configuration in a file.

    Raise ConfigurationError with everything that is wrong, one line each: `file:line: key: problem. remedy`.
    """
    source = _read(path)
    data = _parse(source, path)
    problems = _own_checks(data, source, path)
    if problems:
        raise ConfigurationError("\n".join(problems))
    for alias, account in data["accounts"].items():
        account["alias"] = alias
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        lines = [_told(each, source, path) for each in error.errors()]
        raise ConfigurationError("\n".join(dict.fromkeys(lines))) from error
    drafting = DraftingOptions(**file.drafting.model_dump())
    return Configuration(path, tuple(file.accounts.values()), drafting)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"There is no configuration yet: {path} does not exist.", f"Write this into it:\n\n{_EXAMPLE}"
        ) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ConfigurationError(f"{path}:{line}: this is not UTF-8.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def _parse(source: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise ConfigurationError(
            f"{path}:{found[1] if found else 1}: this is not TOML: {error}.", "Mind quotes, commas and brackets."
        ) from error


def _own_checks(data: dict[str, Any], source: str, path: Path) -> list[str]:
    accounts = data.get("accounts")
    if not isinstance(accounts, dict) or not accounts:
        return [f"{path}:1: accounts: there is no account. Add one:\n\n{_EXAMPLE}"]
    problems = []
    for alias, account in accounts.items():
        line = _line_of(source, ("accounts", alias))
        if not _ALIAS.fullmatch(alias):
            problems.append(f"{path}:{line}: accounts.{alias}: a name is letters, digits, dots and hyphens. Rename it.")
        if not isinstance(account, dict):
            problems.append(f"{path}:{line}: accounts.{alias}: this must be a table. Write [accounts.{alias}].")
            continue
        problems += [
            f"{path}:{_line_of(source, ('accounts', alias, key))}: accounts.{alias}.{key}: {_NEVER_IN_THE_FILE}"
            for key in account
            if key.lower() in _SECRET_KEYS
        ]
        if "alias" in account:
            at = _line_of(source, ("accounts", alias, "alias"))
            problems.append(f"{path}:{at}: accounts.{alias}.alias: unknown key. Did you mean aliases?")
    return problems


def _told(error: Any, source: str, path: Path) -> str:
    place = tuple(str(each) for each in error["loc"])
    problem, remedy = _explained(error, place)
    return f"{path}:{_line_of(source, place)}: {'.'.join(place) or 'the file'}: {problem}. {remedy}"


def _explained(error: Any, place: tuple[str, ...]) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        allowed = _allowed_keys(place)
        near = get_close_matches(place[-1], allowed, 1)
        return "unknown key", f"Did you mean {near[0]}?" if near else f"Allowed are: {', '.join(allowed)}."
    if kind == "missing":
        return "this is missing", f'Add the line: {place[-1]} = "…"'
    if kind == "literal_error":
        return f"{error['input']!r} is not allowed", f"Choose {context['expected']}."
    if kind == "value_error":
        problem, _, remedy = str(context["error"]).partition("|")
        return problem, f"{remedy}."
    if kind == "string_pattern_mismatch":
        wanted = "an address such as you@example.org" if "@" in context["pattern"] else "a single line of that form"
        return f"{error['input']!r} cannot stand here", f"Write {wanted}."
    return error["msg"][0].lower() + error["msg"][1:], f"It is {error['input']!r} now."


def _allowed_keys(place: tuple[str, ...]) -> list[str]:
    if len(place) > 2 and place[0] == "accounts":
        return [key for key in AccountConfig.model_fields if key != "alias"]
    return list((_Drafting if place[0] == "drafting" and len(place) > 1 else _File).model_fields)


def _line_of(source: str, place: tuple[str, ...]) -> int:
    """Return the line of a key, or of the nearest table around it, from 1."""
    table: tuple[str, ...] = ()
    best, depth = 1, 0
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            here = table
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            here = (*table, *(part.strip("\"'") for part in key[1].split(".")))
        else:
            continue
        if len(here) > depth and place[: len(here)] == here:
            best, depth = number, len(here)
    return best


def _username(address: str, provider: Provider | None) -> str:
    return address.partition("@")[0] if provider and provider.login == "local part" else address


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
