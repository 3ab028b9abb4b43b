"""`inbox-helper login`, against a real server."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.accounts.keyrings import MemoryKeyring, PlaintextKeyring, keyring_of_the_system
from tests.cli.conftest import Run
from tests.secrecy import written_by_the_user
from tests.servers.dovecot import Dovecot
from tests.servers.scripted import ScriptedServer

Configure = Callable[..., Path]
ACCOUNT = '[accounts.home]\naddress = "{address}"\nname = "Sam Rivers"\n'

TERMINAL_PROGRAM = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
import keyring
from tests.accounts.keyrings import MemoryKeyring
keyring.set_keyring(MemoryKeyring())
from inbox_helper.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def system_keyring() -> Iterator[MemoryKeyring]:
    """The system has a keyring, and it is empty."""
    made = MemoryKeyring()
    with keyring_of_the_system(made):
        yield made


@pytest.fixture
def configure(dovecot: Dovecot, tmp_path: Path, user: str) -> Configure:
    """Write a configuration with one account on Dovecot, and return its path; `lines` are added."""

    def write(lines: str = "") -> Path:
        path = tmp_path / "config.toml"
        server = f'host = "{dovecot.host}"\nport = {dovecot.tls_port}\nca_file = "{dovecot.ca_file}"\n'
        path.write_text(ACCOUNT.format(address=user) + server + lines, encoding="utf-8")
        return path

    return write


@pytest.fixture
def bare_server() -> Iterator[ScriptedServer]:
    """A server whose only folder is the inbox."""
    status = b"* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)\r\n%t OK done\r\n"
    folders = b'* LIST () "/" INBOX\r\n%t OK done\r\n'
    server = ScriptedServer({b"STATUS": [status], b"LIST": [folders]})
    yield server
    server.close()


def write(folder: Path, lines: str) -> Path:
    """Write a configuration that no server stands behind, and return its path."""
    path = folder / "config.toml"
    path.write_text(lines, encoding="utf-8")
    return path


def test_a_password_that_works_is_kept(
    run: Run, configure: Configure, dovecot: Dovecot, system_keyring: MemoryKeyring
) -> None:
    """Asked, tried, kept; afterwards --check finds it, and --forget removes it."""
    config = configure()
    ran = run("--config", config, "login", "home", stdin=f"{dovecot.password}\n")
    assert (ran.code, list(system_keyring.entries.values())) == (0, [dovecot.password])
    assert "home: the password works.\nDrafts go into the folder Drafts.\n" in ran.out
    assert dovecot.password not in ran.out + ran.err
    assert run("--config", config, "login", "--check", "home").code == 0
    assert [run("--config", config, "login", "--forget", "home").code for _ in range(2)] == [0, 1]
    assert system_keyring.entries == {}


def test_a_password_that_is_refused_is_not_kept(run: Run, configure: Configure, system_keyring: MemoryKeyring) -> None:
    """The error says what to look at, and does not repeat the password."""
    ran = run("--config", configure(), "login", "home", stdin="hunter2\n")
    assert (ran.code, system_keyring.entries) == (5, {})
    assert "Check user name and password" in ran.err
    assert "hunter2" not in ran.out + ran.err


def test_the_terminal_does_not_show_the_password(configure: Configure, dovecot: Dovecot) -> None:
    """At a terminal the password is asked for, and nobody can read it over the shoulder."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", TERMINAL_PROGRAM, "--config", str(configure()), "login", "home"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = os.read(ours, 1000)
    os.write(ours, f"{dovecot.password}\n".encode())
    with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an error
        while more := os.read(ours, 1000):
            shown += more
    os.close(ours)
    assert (process.wait(), shown[:17]) == (0, b"Password for user")
    assert "kept in the system's keyring" in shown.decode()
    assert dovecot.password.encode() not in shown


def test_check_tries_what_is_configured(run: Run, configure: Configure, dovecot: Dovecot, tmp_path: Path) -> None:
    """A password command can be tried before it is relied upon."""
    written_by_the_user(tmp_path / "secret").write_text(dovecot.password, encoding="utf-8")
    good = configure(f'password_command = ["cat", "{tmp_path / "secret"}"]')
    assert run("--config", good, "login", "--check", "home").code == 0
    bad = run("--config", configure('password_command = ["echo", "wr0ng"]'), "login", "--check", "home")
    assert (bad.code, bad.out) == (5, "")


def test_the_keyring_is_not_filled_in_vain(run: Run, configure: Configure, system_keyring: MemoryKeyring) -> None:
    """Where another source comes first, login says so instead of storing what is never used."""
    ran = run("--config", configure('password_env = "MAIL_PASSWORD"'), "login", "home", stdin="hunter2\n")
    assert (ran.code, system_keyring.entries) == (3, {})
    assert "takes its password from the environment variable MAIL_PASSWORD" in ran.err


def test_without_a_keyring_the_other_way_is_told_first(run: Run, configure: Configure) -> None:
    """Nobody types a password that cannot be kept."""
    with keyring_of_the_system(PlaintextKeyring()):
        ran = run("--config", configure(), "login", "home", stdin="")
    assert ran.code == 5
    assert "no keyring that a password can be trusted to (there is only keyrings.alt.file)" in ran.err
    assert "password_command" in ran.err


def test_no_terminal_and_no_input_is_told(run: Run, configure: Configure, system_keyring: MemoryKeyring) -> None:
    """A script that forgot the password gets no empty one stored."""
    ran = run("--config", configure(), "login", "home", stdin="")
    assert (ran.code, system_keyring.entries) == (2, {})
    assert "standard input holds no password" in ran.err


def test_a_provider_without_passwords_is_told(run: Run, tmp_path: Path, system_keyring: MemoryKeyring) -> None:
    """Outlook.com would refuse whatever is typed."""
    config = write(tmp_path, ACCOUNT.format(address="sam@outlook.com"))
    ran = run("--config", config, "login", "home", stdin="hunter2\n")
    assert (ran.code, system_keyring.entries) == (5, {})
    assert "Outlook.com accepts no passwords, only OAuth 2.0" in ran.err


def test_what_a_provider_wants_first_is_told(run: Run, tmp_path: Path, system_keyring: MemoryKeyring) -> None:
    """Before the password is typed: Gmail takes no ordinary one."""
    config = write(tmp_path, ACCOUNT.format(address="sam@gmail.com"))
    ran = run("--config", config, "login", "home", stdin="")
    assert ran.err.startswith("Gmail: Make an app password")
    assert system_keyring.entries == {}


def test_a_mailbox_without_drafts_is_told(
    run: Run, tmp_path: Path, system_keyring: MemoryKeyring, bare_server: ScriptedServer
) -> None:
    """The password is kept, and the key that is needed is named."""
    server = f'host = "{bare_server.host}"\nport = {bare_server.port}\nsecurity = "plaintext"\n'
    config = write(tmp_path, ACCOUNT.format(address="sam@corp.example") + server)
    ran = run("--config", config, "login", "home", stdin="hunter2\n")
    assert (ran.code, list(system_keyring.entries.values())) == (0, ["hunter2"])
    assert 'Name it under [accounts.home]: drafts = "Drafts"' in ran.err


def test_a_maildir_needs_no_login(run: Run, tmp_path: Path) -> None:
    """It is on this machine."""
    config = write(tmp_path, ACCOUNT.format(address="sam@corp.example") + f'maildir = "{tmp_path}"')
    ran = run("--config", config, "login", "home")
    assert (ran.code, "has no password" in ran.err) == (3, True)


def test_an_unknown_account_is_told(run: Run, configure: Configure) -> None:
    """With those that there are."""
    ran = run("--config", configure(), "login", "work")
    assert (ran.code, "Choose from: home." in ran.err) == (3, True)


def test_check_and_forget_exclude_each_other(run: Run, configure: Configure) -> None:
    """Nobody means both."""
    assert run("--config", configure(), "login", "--check", "--forget", "home").code == 2


@pytest.mark.parametrize("key", ["drafts", "watch"])
def test_folders_that_are_named_are_looked_for(
    run: Run, configure: Configure, dovecot: Dovecot, user: str, key: str
) -> None:
    """A slip in a folder's name is found here, and not by a daemon at night."""
    value = '"Meine Entwürfe"' if key == "drafts" else '["INBOX", "Meine Entwürfe"]'
    lines = f'{key} = {value}\npassword_command = ["echo", "{dovecot.password}"]'
    missing = run("--config", configure(lines), "login", "--check", "home")
    dovecot.maildir(user, "Meine Entwürfe")
    there = run("--config", configure(lines), "login", "--check", "home")
    assert (missing.code, there.code) == (6, 0)
    assert "Meine Entwürfe" in missing.err
