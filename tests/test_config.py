"""The configuration: what is filled in, and how every mistake is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.config import EXAMPLE, AccountConfig, Configuration, load_configuration
from inbox_helper.config.places import lines_of_keys
from inbox_helper.core.types import DraftingOptions
from inbox_helper.errors import ConfigurationError

HOME = '[accounts.home]\naddress = "sam@corp.example"\nname = "Sam Rivers"\nhost = "imap.corp.example"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The place of the configuration."""
    return tmp_path / "config.toml"


def load(file: Path, text: str) -> Configuration:
    """Write a configuration and read it."""
    file.write_text(text, encoding="utf-8")
    return load_configuration(file)


def account(file: Path, lines: str) -> AccountConfig:
    """Read a configuration with one account."""
    return load(file, f"[accounts.home]\n{lines}").accounts[0]


def mistakes(file: Path, text: str) -> list[str]:
    """Return what is told of a configuration, one line a mistake, without the name of the file."""
    with pytest.raises(ConfigurationError) as caught:
        load(file, text)
    return [line.removeprefix(f"{file}:") for line in caught.value.problem.splitlines()[1:]]


def test_the_example_is_complete(file: Path) -> None:
    """What we tell newcomers to write works as it stands."""
    configuration = load(file, EXAMPLE)
    assert [each.alias for each in configuration.accounts] == ["home"]
    assert configuration.drafting == DraftingOptions()


def test_a_known_provider_needs_no_server(file: Path) -> None:
    """Address and name are enough for the larger providers."""
    gmail = account(file, 'address = "sam.rivers@gmail.com"\nname = "Sam"')
    assert (gmail.host, gmail.port, gmail.security) == ("imap.gmail.com", 993, "tls")
    assert gmail.username == "sam.rivers@gmail.com"


def test_a_provider_that_wants_the_local_part_gets_it(file: Path) -> None:
    """The server of iCloud refuses the whole address."""
    assert account(file, 'address = "sam@icloud.com"\nname = "Sam"').username == "sam"


def test_a_server_of_ones_own_is_not_mixed_with_the_provider(file: Path) -> None:
    """Who names another server gets the usual ports and login, not those of the provider."""
    own = account(file, 'address = "sam@proton.me"\nname = "Sam"\nhost = "imap.corp.example"')
    assert (own.port, own.security, own.username, own.provider) == (993, "tls", "sam@proton.me", None)


@pytest.mark.parametrize(("security", "port"), [("tls", 993), ("starttls", 143)])
def test_the_port_follows_the_security(file: Path, security: str, port: int) -> None:
    """Nobody has to know port numbers."""
    assert load(file, f'{HOME}security = "{security}"').accounts[0].port == port
    assert load(file, f'{HOME}security = "{security}"\nport = 1234').accounts[0].port == 1234


@pytest.mark.parametrize(("security", "port"), [(None, 1143), ("tls", 993), ("starttls", 1143)])
def test_the_bridge_on_this_machine(file: Path, security: str | None, port: int) -> None:
    """Proton's bridge has ports of its own, and its security can be changed."""
    line = f'\nsecurity = "{security}"' if security else ""
    assert account(file, f'address = "sam@proton.me"\nname = "Sam"{line}').port == port


def test_paths_start_from_the_folder_of_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not matter where the program is started; ~ is the home folder."""
    monkeypatch.setenv("HOME", "/home/sam")
    first = load(file, f'{HOME}ca_file = "bridge.pem"').accounts[0]
    second = account(file, 'address = "sam@corp.example"\nname = "Sam"\nmaildir = "~/Maildir"')
    assert (first.ca_file, second.maildir) == (file.parent / "bridge.pem", Path("/home/sam/Maildir"))


def test_every_key_is_read(file: Path) -> None:
    """All keys together."""
    configuration = load(
        file,
        f"""{HOME}
        aliases = ["sam@rivers.example"]
        trusted_servers = ["MX.corp.example"]
        port = 994
        security = "tls"
        username = "sam"
        password_command = ["pass", "mail"]
        password_env = "MAIL_PASSWORD"
        watch = ["INBOX", "Jobs"]
        drafts = "Entwürfe"
        poll_seconds = 60
        [drafting]
        tone = "formal"
        signature_name = "-"
        default_language = "de"
        quote = "none"
        reach_out = "never"
        daily_limit = 5
        """,
    )
    home = configuration.account("home")
    assert home.identity.addresses == ("sam@corp.example", "sam@rivers.example")
    assert home.identity.trusted_servers == ("mx.corp.example",)
    assert (home.port, home.username, home.password_env) == (994, "sam", "MAIL_PASSWORD")
    assert (home.password_command, home.watch) == (("pass", "mail"), ("INBOX", "Jobs"))
    assert (home.drafts, home.poll_seconds) == ("Entwürfe", 60)
    assert configuration.drafting == DraftingOptions("formal", "-", "de", "none", "never", 5)


def test_an_unknown_account_is_told_with_those_that_exist(file: Path) -> None:
    """A slip on the command line is easy to put right."""
    with pytest.raises(ConfigurationError, match="There is no account 'work'") as caught:
        load(file, HOME).account("work")
    assert caught.value.remedy == "Choose from: home."


def test_everything_wrong_is_told_at_once_by_line(file: Path) -> None:
    """One run, one list: file, line, key, what is wrong and what is allowed."""
    text = """\
[accounts.home]
addres = "sam@gmail.com"
name = 5
port = "993"
security = "ssl"
poll_seconds = 1
watch = [
    "INBOX",
    7,
]
tone = "warm"
[drafting]
tone = "kind"
"""
    assert mistakes(file, text) == [
        "2: accounts.home.addres: there is no such key. Did you mean address?",
        '3: accounts.home.name: this must be text, and it is 5. Write it in quotes: name = "…".',
        (
            '4: accounts.home.port: this must be a whole number, and it is "993". Write it without quotes and without a'
            " fraction."
        ),
        '5: accounts.home.security: "ssl" is not allowed. Choose "tls", "starttls" or "plaintext".',
        "6: accounts.home.poll_seconds: 1 is out of range. Write a number from 5 to 3600.",
        "9: accounts.home.watch (entry 2): this must be text, and it is 7. Write every entry in quotes.",
        "11: accounts.home.tone: this key stands in the wrong table. Move it to [drafting].",
        '13: drafting.tone: "kind" is not allowed. Choose "warm", "brief" or "formal".',
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("watch = []", "watch: this list is empty"),
        ('watch = "INBOX"', "watch: this must be a list"),
        ('watch = [""]', "watch (entry 1): it is empty"),
        ("port = 0", "port: 0 is out of range. Write a number from 1 to 65535"),
        ("port = true", "port: this must be a whole number, and it is true"),
        ("ca_file = 4", "ca_file: this must be a path"),
        ('aliases = ["Sam <sam@x.example>"]', "aliases (entry 1): \"Sam <sam@x.example>\": this is no e-mail address"),
        ('drafts = "a\\r\\nb"', "drafts: \"a??b\": it holds a line break"),
        ('user = "sam"', "user: there is no such key. Did you mean username?"),
        ('colour = "red"', "colour: there is no such key. Remove it, or choose from: address, name, "),
        ('alias = "x"', "alias: there is no such key. Did you mean aliases?"),
        ('security = "plaintext"', 'security: "plaintext" would show the password to everybody on the way'),
        ('maildir = "/mail"', "host: this has no meaning beside maildir"),
        ("password_command = []", "password_command: it is empty"),
        ("name.first = 1", "name: this must be text"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_names_its_key(file: Path, line: str, told: str) -> None:
    """Whatever is wrong with a value, the key and what is allowed are told."""
    lines = HOME.replace('name = "Sam Rivers"\n', "") if line.startswith("name.") else HOME
    found = mistakes(file, f"{lines}{line}\n")
    assert [each for each in found if f"accounts.home.{told}" in each] != []


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("imap.corp.example:993", "the port has a key of its own"),
        ("imaps://imap.corp.example", "this is no host name"),
        ("imap corp", "this is no host name"),
        ("", "it is empty"),
    ],
)
def test_a_host_is_a_name_alone(file: Path, host: str, told: str) -> None:
    """What people paste into host is told apart."""
    assert told in "".join(mistakes(file, HOME.replace("imap.corp.example", host)))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.2.1", "::1", "LOCALHOST"])
def test_plaintext_is_for_this_machine(file: Path, host: str) -> None:
    """A server on loopback may be talked to in plain text."""
    loaded = load(file, HOME.replace("imap.corp.example", host) + 'security = "plaintext"')
    assert (loaded.accounts[0].security, loaded.accounts[0].port) == ("plaintext", 143)


def test_an_unknown_provider_needs_a_host(file: Path) -> None:
    """The missing line is told as it must be written."""
    text = '[accounts.home]\naddress = "sam@corp.example"\nname = "Sam"\n'
    assert mistakes(file, text) == [
        (
            "2: accounts.home.address: the mail server of corp.example is not known. Add the line: host ="
            ' "imap.example.org", with the server that your provider names.'
        )
    ]


@pytest.mark.parametrize("key", ["password", "Password", "imap_password", "app-password", "pass", "token", "secret"])
@pytest.mark.parametrize("table", ["", "[accounts.home]\n", "[drafting]\n"])
def test_passwords_are_refused_and_never_shown(file: Path, key: str, table: str) -> None:
    """A password in the file is told with the three ways to do it right, and is not repeated on the screen."""
    text = f'{table}{key} = "hunter2"\n' + (HOME.replace("[accounts.home]\n", "") if "home" in table else HOME)
    found = mistakes(file, text)
    assert len(found) == 1
    assert [way for way in ("inbox-helper login", "password_command", "password_env") if way not in found[0]] == []
    assert "hunter2" not in found[0]


def test_an_account_may_be_called_anything(file: Path) -> None:
    """Names are the user's own."""
    assert load(file, HOME.replace("home", "token")).accounts[0].alias == "token"


@pytest.mark.parametrize("line", ['password_env = "hunter2!"', 'password_command = "echo hunter2"'])
def test_a_password_in_the_wrong_key_is_not_shown_either(file: Path, line: str) -> None:
    """People misread password_env; the screen does not get what they wrote."""
    found = mistakes(file, HOME + line)
    assert len(found) == 1
    assert "hunter2" not in found[0]


def test_one_mailbox_is_one_account(file: Path) -> None:
    """The same mailbox twice would be watched twice."""
    assert mistakes(file, HOME + HOME.replace("home", "work")) == [
        (
            "5: accounts.work: this is the same mailbox as accounts.home. Remove one of the two; several folders go"
            ' into one account: watch = ["INBOX", "Jobs"].'
        )
    ]


@pytest.mark.parametrize("name", ['"a b"', '"../x"', '"ä"', '""', f'"{"x" * 65}"'])
def test_names_of_accounts_are_plain(file: Path, name: str) -> None:
    """They stand in commands and logs."""
    assert "this name of an account is not allowed" in mistakes(file, HOME.replace("home", name))[0]


@pytest.mark.parametrize("text", ["", "[drafting]\n", "[accounts]\n", "# nothing\n"])
def test_a_file_without_accounts_says_so(file: Path, text: str) -> None:
    """An empty file is no configuration."""
    assert "accounts: there is no account" in "".join(mistakes(file, text))


def test_accounts_and_drafting_are_tables(file: Path) -> None:
    """A value in place of a table is told like everything else."""
    found = mistakes(file, "accounts = 1\ndrafting = 'warm'\nhost = 'x'")
    assert [each.partition(".")[0] for each in found] == [
        "1: accounts: this must be a table, and it is 1",
        '2: drafting: this must be a table, and it is "warm"',
        "3: host: this key stands in the wrong table",
    ]


def test_an_account_without_a_name_is_told(file: Path) -> None:
    """People write the keys right under [accounts]."""
    found = mistakes(file, HOME.replace("accounts.home", "accounts"))
    assert found[0] == "2: accounts.address: an account has a name of its own. Write [accounts.home] above its keys."


def test_a_missing_file_shows_what_to_write(file: Path) -> None:
    """The first start tells path and content of the file."""
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(file)
    assert str(file) in caught.value.problem
    example = "\n".join(line.strip() for line in caught.value.remedy.splitlines())
    assert load(file, example.partition("them:\n")[2].partition("\nThen:")[0]).accounts[0].alias == "home"


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'[accounts.home]\nname = "x\n', 2), (b"[accounts.home\n", 1), (b"x = [\n1,\n\n\n", 2), (b"\n\na = \xff\n", 3)],
)
def test_what_is_not_toml_is_told_by_line(file: Path, content: bytes, line: int) -> None:
    """Syntax and encoding."""
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=rf"^{re.escape(str(file))}:{line}: this is not (TOML|UTF-8)"):
        load_configuration(file)


def test_a_byte_order_mark_does_no_harm(file: Path) -> None:
    """Windows' editors write one."""
    file.write_text(HOME, encoding="utf-8-sig")
    assert load_configuration(file).accounts[0].alias == "home"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """--config with a folder."""
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_configuration(tmp_path)


def test_lines_are_found_in_every_notation() -> None:
    """Inline tables, quoted and dotted keys, lists over lines, and text that only looks like keys."""
    source = '''\
"b.c" = "x # y = 1"
[accounts."ho.me"]  # [accounts.other]
watch = [
  "a]",  # ]
  "b",
]
note = """
[fake]
port = 1
"""
in = { p = 1, q.r = [1, 2], s = "}" }
[[list]]
y = 1
[[list]]
y = 2
'''
    assert tomllib.loads(source)
    places = lines_of_keys(source)
    home = ("accounts", "ho.me")
    assert places["b.c",] == 1
    assert [places[home], places[*home, "watch", "0"], places[*home, "watch", "1"]] == [2, 4, 5]
    assert [places[*home, "note"], places[*home, "in", "s"], places[*home, "in", "q", "r", "1"]] == [7, 11, 11]
    assert [places["list", "0", "y"], places["list", "1", "y"]] == [13, 15]
    assert [path for path in places if "fake" in path or "port" in path or "other" in path] == []


scalars = st.one_of(
    st.booleans(), st.integers(-(2**60), 2**60), st.text(st.characters(exclude_categories=["Cs", "Cc"]))
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
tables = st.recursive(
    st.dictionaries(names, scalars, max_size=3), lambda inner: st.dictionaries(names, inner | scalars, max_size=3)
)


def paths_of(table: dict[str, Any], above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the path of every key in a table."""
    here = {(*above, key) for key in table}
    return here.union(*(paths_of(value, (*above, key)) for key, value in table.items() if isinstance(value, dict)))


@given(tables)
def test_every_key_of_any_file_has_a_line(table: dict[str, Any]) -> None:
    """However a file looks, an error finds the line of its key."""
    source = tomlkit.dumps(table)
    assert tomllib.loads(source) == table
    assert set(lines_of_keys(source)) == paths_of(table)
