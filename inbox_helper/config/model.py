"""The tables of the configuration file: their keys, what may stand in them, and what is filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from inbox_helper.core.types import Identity
from inbox_helper.providers import Provider, find_provider

Security = Literal["tls", "starttls", "plaintext"]

_PORTS = {"tls": 993, "starttls": 143, "plaintext": 143}


class RefusedValueError(ValueError):
    """A value that cannot stand where it stands; `problem` and `remedy` without full stops at the end."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def _matching(pattern: str, problem: str, remedy: str) -> AfterValidator:
    """Return a check that a whole text matches, with what to tell if it does not."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if compiled.fullmatch(value):
            return value
        raise RefusedValueError(problem, remedy)

    return AfterValidator(check)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_path(value: Any) -> Any:
    return Path(value).expanduser() if isinstance(value, str) and value else value


_ONE_LINE = _matching(r"[^\x00-\x1f\x7f]*", "it holds a line break or a control character", "Remove it")
_FILLED = _matching(r"(?s:.*\S.*)", "it is empty", "Write something into it")

Line = Annotated[str, _ONE_LINE]
FilledLine = Annotated[str, _ONE_LINE, _FILLED]
Address = Annotated[
    str,
    _matching(
        r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+",
        "this is no e-mail address",
        "Write the address alone, such as you@example.org; the name belongs into the key name",
    ),
]
Host = Annotated[
    str,
    _matching(r"[^\s/@]*", "this is no host name", "Write the name of the server alone, such as imap.example.org"),
    _matching(
        r"[^:]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*",
        "the port has a key of its own",
        "Write the name of the server alone, and beside it: port = 993",
    ),
]
ServerName = Annotated[
    str,
    _matching(
        r"[^\s;@/]+",
        "this is no name of a server",
        "Copy the first word of the field Authentication-Results of a mail, such as mx.example.org",
    ),
]
Variable = Annotated[
    str,
    _matching(
        r"[A-Za-z_][A-Za-z0-9_]*",
        "this is not the name of an environment variable",
        "Write the name of the variable that holds the password, never the password itself",
    ),
]
LocalPath = Annotated[Path, BeforeValidator(_as_path)]


class AccountConfig(BaseModel):
    """One mail account, under `[accounts.NAME]`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    alias: str
    """The NAME in `[accounts.NAME]`."""
    address: Address
    """Your e-mail address."""
    name: FilledLine
    """Your name, as it stands in From and under a draft."""
    aliases: Annotated[tuple[Address, ...], BeforeValidator(_as_tuple)] = ()
    trusted_servers: Annotated[tuple[ServerName, ...], BeforeValidator(_as_tuple)] = ()
    """Names by which servers of the provider sign Authentication-Results."""
    """Other addresses of yours that mail for this account is written to."""
    host: Host = ""
    """The IMAP server; known for the larger providers."""
    port: Annotated[int, Field(ge=1, le=65535)] = 993
    """The server's port; 993 for tls, else 143."""
    security: Security = "tls"
    """tls, starttls, or plaintext (on this machine only)."""
    ca_file: LocalPath | None = None
    """A PEM file with the certificate that vouches for the server, where it is not a public one."""
    username: Line = ""
    """The login name; what your provider wants, or else your address."""
    password_command: Annotated[tuple[FilledLine, ...], BeforeValidator(_as_tuple)] = ()
    """A command that prints the password on its first line: program and arguments, no shell."""
    password_env: Variable | None = None
    """The environment variable that holds the password."""
    maildir: LocalPath | None = None
    """A Maildir on this machine, instead of a server."""
    watch: Annotated[tuple[FilledLine, ...], BeforeValidator(_as_tuple), Field(min_length=1)] = ("INBOX",)
    """The folders to look into."""
    drafts: Line = ""
    """The folder for drafts; normally found by itself."""
    poll_seconds: Annotated[int, Field(ge=5, le=3600)] = 300
    """The longest time between two looks at the folders, in seconds."""

    @property
    def identity(self) -> Identity:
        """Who the user of this account is."""
        return Identity(self.address, self.name, self.aliases, tuple(map(str.lower, self.trusted_servers)))

    @property
    def provider(self) -> Provider | None:
        """The provider, where it is a known one and its own server is used."""
        known = find_provider(self.address)
        return known if known and known.host == self.host else None

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: Any) -> Any:
        """Add what the provider, or else custom, says where the user says nothing."""
        if not isinstance(data, dict) or not isinstance(data.get("address"), str) or "maildir" in data:
            return data
        known = find_provider(data["address"])
        # Somebody who names another server than the provider's wants none of the provider's ways.
        if known and data.get("host", known.host) == known.host:
            return {**_provided(data, known), **data}
        port = _PORTS.get(str(data.get("security", "tls")), 993)
        return {"username": data["address"], "port": port, **data}


class DraftingTable(BaseModel):
    """Wishes for drafts, under `[drafting]`; becomes DraftingOptions."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    tone: Literal["warm", "brief", "formal"] = "warm"
    signature_name: Line = ""
    default_language: Annotated[
        str, _matching(r"[a-z]{2}", "this is no language code", 'Write the two letters of ISO 639-1, such as "en"')
    ] = "en"
    quote: Literal["short", "full", "none"] = "short"
    reach_out: Literal["ask", "always", "never"] = "ask"
    daily_limit: Annotated[int, Field(ge=1, le=100_000)] = 20
    employer_days: Annotated[int, Field(ge=0, le=3650)] = 0
    confirm_first: bool = False
    flood_limit: Annotated[int, Field(ge=0, le=10_000)] = 25
    flood_window: Annotated[int, Field(ge=1, le=10_000)] = 50


class DaemonTable(BaseModel):
    """Wishes for the daemon itself, under `[daemon]`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The port on this machine at which Prometheus is answered; 0: none."""
    desktop_notification: bool = False
    """Whether the desktop is told of new drafts, and of accounts that need the user."""


class ConfigurationFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    accounts: dict[str, AccountConfig]
    drafting: DraftingTable = DraftingTable()
    daemon: DaemonTable = DaemonTable()


ACCOUNT_KEYS: tuple[str, ...] = tuple(key for key in AccountConfig.model_fields if key != "alias")
DRAFTING_KEYS: tuple[str, ...] = tuple(DraftingTable.model_fields)
DAEMON_KEYS: tuple[str, ...] = tuple(DaemonTable.model_fields)


def _provided(data: dict[str, Any], known: Provider) -> dict[str, Any]:
    local_part = known.login == "local part"
    username = data["address"].rpartition("@")[0] if local_part else data["address"]
    security = data.get("security", known.security)
    port = known.port if security == known.security else _PORTS.get(str(security), 993)
    return {"host": known.host, "port": port, "security": known.security, "username": username}
