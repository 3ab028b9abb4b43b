"""Passwords come from where the user says, and failures say what to do without telling the secret."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from inbox_helper.accounts import secrets
from inbox_helper.accounts.other_ways import fitting_way
from inbox_helper.accounts.secrets import configured_source, find_password, forget_password, store_password
from inbox_helper.config import AccountConfig
from inbox_helper.errors import AuthenticationError
from tests.accounts.keyrings import BrokenKeyring, LockedKeyring, MemoryKeyring, PlaintextKeyring
from tests.secrecy import written_by_the_user


def account(**changes: object) -> AccountConfig:
    """Return an account; `changes` replace or add single values."""
    values = {"alias": "home", "address": "sam@corp.example", "name": "Sam Rivers", "host": "imap.corp.example"}
    return AccountConfig.model_validate({**values, **changes})


def python(code: str) -> list[str]:
    """Return the command that runs some Python."""
    return [sys.executable, "-c", code]


UseKeyring = Callable[[KeyringBackend], None]


def refused(**changes: object) -> AuthenticationError:
    """Return the error for an account whose password cannot be found."""
    with pytest.raises(AuthenticationError) as caught:
        find_password(account(**changes))
    return caught.value


@pytest.mark.parametrize(
    ("printed", "password"),
    [
        ("hunter2\\n", "hunter2"),
        ("hunter2", "hunter2"),
        ("hunter2\\r\\nlogin: sam\\n", "hunter2"),
        (" two words \\n", " two words "),
        ("Grüße\\n", "Grüße"),
    ],
)
def test_a_command_prints_the_password_on_its_first_line(printed: str, password: str) -> None:
    """As pass and its relatives do; blanks belong to the password."""
    code = f"import sys; sys.stdout.buffer.write('{printed}'.encode())"
    assert find_password(account(password_command=python(code))) == password


def test_a_command_is_run_without_a_shell() -> None:
    """What is written is what is run: no variable, no quote, no semicolon has a meaning."""
    code = "import sys; print(sys.argv[1])"
    assert find_password(account(password_command=[*python(code), "$HOME; 'x'"])) == "$HOME; 'x'"


def test_a_command_may_lie_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """~ is the home folder, as people expect."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "secret").symlink_to(sys.executable)
    assert find_password(account(password_command=["~/secret", "-c", "print('hunter2')"])) == "hunter2"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; print('hunter2'); sys.exit('no key\\x1b[31m found')", "ended with code 1 and said: no key[31m"),
        ("import sys; sys.exit(3)", "ended with code 3 and said nothing"),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
        ("pass", "gave no password: its first line is empty"),
        ("print(); print('hunter2')", "gave no password: its first line is empty"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "not UTF-8"),
        ("import sys; sys.stdin.read() or sys.exit(4)", "ended with code 4"),
    ],
)
def test_a_command_that_fails_tells_why_and_never_what_it_printed(code: str, told: str) -> None:
    """Its complaint is shown, its output is not; and it cannot wait for somebody to type."""
    error = refused(password_command=python(code))
    assert told in error.problem
    assert "hunter2" not in str(error)
    assert "[accounts.home]" in error.remedy


def test_a_missing_command_is_told_by_name() -> None:
    """A slip in the program's name."""
    told = "password_command 'no-such-program' cannot be run: No such file or directory"
    assert told in refused(password_command=["no-such-program", "x"]).problem


def test_a_command_that_hangs_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that nobody answers does not stop the daemon for ever; its arguments are not told."""
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.2)
    error = refused(password_command=[*python("import time; time.sleep(60)"), "hunter2"])
    assert "did not end within 0.2 seconds" in error.problem
    assert "hunter2" not in str(error)


def test_the_environment_variable_that_the_account_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """For containers."""
    monkeypatch.setenv("MAIL_PASSWORD", "hunter2")
    assert find_password(account(password_env="MAIL_PASSWORD")) == "hunter2"


def test_a_variable_that_is_missing_is_told(memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is configured must work; nothing else is tried in its place."""
    store_password(account(), "k3yring")
    monkeypatch.setenv("EMPTY", "")
    for name in ("NOT_THERE", "EMPTY"):
        assert f"the environment variable {name} is not set, or empty" in refused(password_env=name).problem


def test_systemd_hands_over_a_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LoadCredential= with the account's name."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    written_by_the_user(tmp_path / "home").write_text("hunter2\n")
    assert find_password(account()) == "hunter2"
    (tmp_path / "home").write_bytes(b"\n")
    assert "its first line is empty" in refused().problem


def test_a_credential_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring is not asked in its place."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "home").mkdir()
    assert "systemd's credential 'home' cannot be read" in refused().problem


def test_the_order_of_the_sources(
    memory_keyring: MemoryKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Command, variable, credential, keyring: the first that is there."""
    store_password(account(), "k3yring")
    written_by_the_user(tmp_path / "home").write_text("cr3dential")
    monkeypatch.setenv("MAIL_PASSWORD", "vari4ble")
    both = {"password_env": "MAIL_PASSWORD", "password_command": python("print('command')")}
    found = [find_password(account())]
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    found += [find_password(account(**one)) for one in ({}, {"password_env": "MAIL_PASSWORD"}, both)]
    assert found == ["k3yring", "cr3dential", "vari4ble", "command"]


def test_what_is_stored_is_found_and_can_be_forgotten(memory_keyring: MemoryKeyring) -> None:
    """The keyring keeps it under login name and server."""
    store_password(account(), "hunter2")
    assert memory_keyring.entries == {("inbox-helper", "sam@corp.example@imap.corp.example"): "hunter2"}
    assert find_password(account()) == "hunter2"
    assert (forget_password(account()), forget_password(account())) == (True, False)
    assert "there is no password yet" in refused().problem


def test_another_server_does_not_get_the_password(memory_keyring: MemoryKeyring) -> None:
    """Who changes the host has to enter the password again."""
    store_password(account(), "hunter2")
    assert "inbox-helper login home" in refused(host="imap.other.example").remedy


@pytest.mark.parametrize("kind", [PlaintextKeyring, null.Keyring, fail.Keyring, chainer.ChainerBackend])
def test_keyrings_that_cannot_be_trusted_are_refused(
    use_keyring: UseKeyring, kind: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file that anybody can read, no keyring that forgets, and no empty chain."""
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
    use_keyring(kind())
    with pytest.raises(AuthenticationError, match="no keyring that a password can be trusted to") as caught:
        store_password(account(), "hunter2")
    assert "password_command" in caught.value.remedy
    assert "no keyring" in refused().problem


def test_a_chain_is_searched_for_a_keyring_that_can_be_trusted(
    use_keyring: UseKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A readable file beside the system's keyring gets nothing."""
    readable, safe = PlaintextKeyring(), MemoryKeyring()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [readable, safe])
    use_keyring(chainer.ChainerBackend())  # type: ignore[no-untyped-call]
    store_password(account(), "hunter2")
    assert (list(readable.entries), list(safe.entries.values())) == ([], ["hunter2"])


def test_a_locked_keyring_is_told(use_keyring: UseKeyring) -> None:
    """Without a desktop nobody unlocks it."""
    use_keyring(LockedKeyring())
    error = refused()
    assert "is locked" in error.problem
    assert "Unlock it" in error.remedy


def test_a_keyring_that_breaks_is_told_in_one_line(use_keyring: UseKeyring) -> None:
    """Whatever its errors are, there is no traceback and no terminal code."""
    use_keyring(BrokenKeyring())
    assert "the system's keyring fails (ZeroDivisionError: the bus is [31mgone)." in refused().problem


def test_wrong_settings_of_the_keyring_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHON_KEYRING_BACKEND may name what does not exist."""

    def broken() -> KeyringBackend:
        raise ModuleNotFoundError("No module named 'nothing'")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert "its settings are wrong: No module named 'nothing'" in refused().problem


def test_the_way_that_fits_this_machine() -> None:
    """An installed password manager comes first; else a way that works everywhere."""
    with_pass = fitting_way("home", {"pass": "/usr/bin/pass"}.get, {})
    under_systemd = fitting_way("home", lambda _: None, {"SYSTEMD_EXEC_PID": str(os.getpid())})
    bare = fitting_way("home", lambda _: None, {})
    assert 'password_command = ["pass", "show", "mail/home"]' in with_pass
    assert "LoadCredentialEncrypted=home:" in under_systemd
    assert [way for way in ("password_command", "password_env") if way not in bare] == []


def test_what_comes_before_the_keyring_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Login tells that a password in the keyring would never be used."""
    assert configured_source(account()) == ""
    assert configured_source(account(password_command=["pass"])) == "password_command"
    assert configured_source(account(password_env="MAIL")) == "the environment variable MAIL"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "home").touch()
    assert configured_source(account()) == "a credential of systemd"
