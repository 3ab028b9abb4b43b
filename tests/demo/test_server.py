"""The embedded server comes up, keeps to itself, and goes with its parent."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from imapclient.exceptions import LoginError

from inbox_helper.demo import HOST
from inbox_helper.demo.server import DemoServer
from inbox_helper.errors import UserError

SAM = "sam@rivers.example"


def is_open(port: int) -> bool:
    """Tell whether somebody listens on a port of this machine."""
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def wait_until_closed(port: int) -> None:
    """Return when nobody listens on the port any more; fail after some seconds."""
    end = time.monotonic() + 10
    while is_open(port):
        assert time.monotonic() < end, "the server is still there"
        time.sleep(0.02)


def test_a_mailbox_with_the_usual_folders_is_there() -> None:
    """Any mail program finds what it expects."""
    with DemoServer(SAM) as running, running.client() as client:
        folders = sorted(name for _, _, name in client.list_folders())
        assert folders == ["Drafts", "INBOX", "Sent", "Trash"]
        assert b"IDLE" in client.capabilities()
        assert b"UIDPLUS" in client.capabilities()


def test_mail_keeps_its_flags_and_its_time() -> None:
    """A message that came three weeks ago and was answered looks so."""
    received = datetime.now(UTC).replace(microsecond=0) - timedelta(days=21)
    with DemoServer(SAM) as running:
        running.append("INBOX", b"Subject: Hello\r\n\r\nHi\r\n", received, ["\\Seen", "\\Answered"])
        with running.client() as client:
            client.normalise_times = False
            client.select_folder("INBOX", readonly=True)
            (found,) = client.fetch(client.search(), ["FLAGS", "INTERNALDATE"]).values()
    assert {b"\\Seen", b"\\Answered"} <= set(found[b"FLAGS"])
    assert found[b"INTERNALDATE"] == received


def test_only_the_password_of_the_run_opens_it() -> None:
    """Another program on this machine cannot look in, and each run has a new password."""
    with DemoServer(SAM) as one, DemoServer(SAM) as other:
        assert one.password != other.password
        assert one.port != other.port
        one.password = other.password
        with pytest.raises(LoginError), one.client():
            pass


def test_the_password_stands_on_no_command_line() -> None:
    """The list of processes, which everybody can read, does not tell it."""
    with DemoServer(SAM) as running:
        command = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "inbox_helper.demo.embedded" in command
    assert running.password not in command


def test_it_listens_on_loopback_only() -> None:
    """Nobody in the network can reach it."""
    with DemoServer(SAM) as running:
        assert running.host == "127.0.0.1"
        with contextlib.suppress(OSError), socket.socket() as probe:
            # Another program may bind the same port on another address, so the server holds loopback's alone.
            probe.bind(("127.0.0.2", running.port))
            return
    pytest.fail("the port is taken on other addresses too")


def test_it_ends_with_the_block_and_twice_is_fine() -> None:
    """Nothing is left behind, also after an error."""
    running = DemoServer(SAM)
    with contextlib.suppress(ZeroDivisionError), running:
        assert is_open(running.port)
        raise ZeroDivisionError
    wait_until_closed(running.port)
    running.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_it_ends_however_its_parent_ends(number: signal.Signals) -> None:
    """Ctrl-C, a polite end and a hard one leave no server behind."""
    program = (
        "import time\n"
        "from inbox_helper.demo.server import DemoServer\n"
        f"with DemoServer('{SAM}') as running:\n"
        "    print(running.port, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert parent.stdout is not None
    port = int(parent.stdout.readline())
    assert is_open(port)
    # Ctrl-C in a terminal reaches the whole group.
    if number is signal.SIGINT:
        os.killpg(parent.pid, number)
    else:
        parent.send_signal(number)
    parent.wait(10)
    parent.stdout.close()
    wait_until_closed(port)


def test_without_pymap_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo is an extra; a plain installation gets told, not a traceback."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UserError, match=r"pip install 'inbox-helper\[demo\]'") as told, DemoServer(SAM):
        pass
    assert told.value.exit_code == 2


def test_a_server_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation of pymap is a message, no hang."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(UserError, match="did not start"), DemoServer(SAM):
        pass
