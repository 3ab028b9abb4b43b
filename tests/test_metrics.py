"""The figures for Prometheus: scraped over HTTP as Prometheus does, and read by its own parser."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from inbox_helper.config import load_configuration
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import Action, Label, Outcome, Receipt, Where
from inbox_helper.daemon import HealthUnwritten, Reloaded
from inbox_helper.errors import AuthenticationError, ConfigurationError, StateError
from inbox_helper.flow import Handled
from inbox_helper.library import Refreshed, read_books
from inbox_helper.metrics import HOST, Metrics
from inbox_helper.state.health import AccountState
from inbox_helper.state.store import Entry, EntryState
from inbox_helper.watcher import Connected, Ended, Held, Lost, Refused, Started, Waiting
from tests.letters import CONFIRMATION, USER, letter, message_id
from tests.running import ROOT, Daemon, account, eventually
from tests.servers.dovecot import Dovecot
from tests.servers.processes import free_port
from tests.servers.proxy import TcpProxy
from tests.test_killed import drafts

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
Figures = dict[tuple[str, ...], float]


def scrape(port: int) -> Figures:
    """Return all figures by their names and the values of their labels."""
    with urllib.request.urlopen(f"http://{HOST}:{port}/metrics", timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        families = list(text_string_to_metric_families(answer.read().decode()))
    assert all(family.documentation for family in families)
    return {
        (sample.name.removeprefix("inbox_helper_"), *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def state(figures: Figures, alias: str) -> str:
    """Return the one state that an account is in."""
    (found,) = [key[2] for key, value in figures.items() if key[:2] == ("account_state", alias) and value == 1]
    return found


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules that ship."""
    return read_books(Path("no rules"), Path("no templates")).rulebook


@pytest.fixture
def metrics(rulebook: Rulebook) -> Iterator[Metrics]:
    """Figures that are served on a free port, at a fixed time."""
    made = Metrics(lambda: rulebook, lambda: NOW)
    made.serve(free_port())
    yield made
    made.serve(0)


def handled(label: Label, outcome: Outcome) -> Handled:
    """Return what became of a message."""
    where = Where("work", "INBOX", 7, 42)
    entry = Entry(
        "id:<ada@greenfield.example>",
        where,
        EntryState.FILED,
        label,
        6.5,
        Action.REPLY,
        "From ada@greenfield.example.",
        (),
        "v1",
    )
    return Handled(where, entry, Receipt(outcome))


def test_before_anything_happens_the_daemon_is_up(metrics: Metrics, rulebook: Rulebook) -> None:
    """With the rules that it goes by."""
    figures = scrape(metrics.port)
    assert figures["up",] == 1
    assert figures["start_time_seconds",] == NOW.timestamp()
    assert figures["rulebook_info", rulebook.version] == 1
    assert figures["rules",] == len(rulebook.rules)


def test_what_was_done_is_counted(metrics: Metrics) -> None:
    """A mail that is met again is neither judged nor drafted twice."""
    metrics(Started("work", NOW))
    for label, outcome in (
        (Label.REJECTION, Outcome.FILED),
        (Label.REJECTION, Outcome.ALREADY_DONE),
        (Label.REJECTION, Outcome.RECOVERED),
        (Label.OTHER, Outcome.NOT_PLANNED),
        (Label.OTHER, Outcome.NOT_PLANNED),
    ):
        metrics(handled(label, outcome))
    figures = scrape(metrics.port)
    assert figures["mails_judged_total", "work", "rejection"] == 1
    assert figures["mails_judged_total", "work", "other"] == 2
    assert figures["mails_judged_total", "work", "unsure"] == 0
    assert figures["drafts_made_total", "work"] == 2


def test_states_and_contact_of_each_account_show(metrics: Metrics) -> None:
    """Contact is what the server answered, not what we tried."""
    early = NOW - timedelta(seconds=90)
    metrics(Started("work", early))
    metrics(Connected("work", early))
    metrics(Waiting("work", NOW - timedelta(seconds=60)))
    metrics(Lost("work", NOW - timedelta(seconds=20), "The line broke.", 2.5))
    metrics(Lost("work", NOW - timedelta(seconds=10), "The line broke.", 5.0))
    metrics(Started("study", early))
    metrics(Refused("study", early, AuthenticationError("The password is wrong.", "Type it again."), final=True))
    metrics(Started("club", early))
    metrics(Held("club", early, "Many.", "Confirm."))
    metrics(Ended("club", NOW))
    figures = scrape(metrics.port)
    states = {alias: state(figures, alias) for alias in ("work", "study", "club")}
    assert states == {"work": "waiting to retry", "study": "needs the user", "club": "stopped"}
    assert figures["account_seconds_since_contact", "work"] == 60
    assert figures["account_seconds_since_contact", "study"] == 90
    assert figures["connections_lost_total", "work"] == 2
    assert figures["account_last_error_time_seconds", "work", "ConnectionLost"] == NOW.timestamp() - 10
    assert figures["account_last_error_time_seconds", "study", "AuthenticationError"] == early.timestamp()
    assert not [key for key in figures if key[0] == "account_last_error_time_seconds" and key[1] == "club"]


def test_only_the_last_error_shows(metrics: Metrics) -> None:
    """A full disk after a broken line; after that all is well, and it still shows when the error came."""
    metrics(Started("work", NOW))
    metrics(Lost("work", NOW, "The line broke.", 2.5))
    metrics(HealthUnwritten("work", StateError("The disk is full.", "Free some space.")))
    metrics(HealthUnwritten("", StateError("The disk is full.", "Free some space.")))
    metrics(Waiting("work", NOW))
    figures = scrape(metrics.port)
    assert [key[1:] for key in figures if key[0] == "account_last_error_time_seconds"] == [("work", "StateError")]
    assert state(figures, "work") == AccountState.WATCHING


def test_an_edit_that_is_not_in_force_shows_until_it_is_mended(metrics: Metrics) -> None:
    """Of the rules, and of the configuration."""
    metrics(Refreshed("v2", "decision.toml:2: not valid TOML."))
    metrics(Reloaded(problem="config.toml:3: no such key."))
    broken = scrape(metrics.port)
    metrics(Refreshed("v3"))
    metrics.serve(metrics.port)
    mended = scrape(metrics.port)
    for kind in ("rules", "configuration"):
        assert (broken["edit_in_force", kind], mended["edit_in_force", kind]) == (0, 1)


def test_a_port_that_is_taken_is_told(metrics: Metrics, rulebook: Rulebook) -> None:
    """With what to do; and what was served before still is."""
    other = Metrics(lambda: rulebook)
    with pytest.raises(ConfigurationError, match=f"Port {metrics.port} of 127.0.0.1") as told:
        other.serve(metrics.port)
    assert "Choose another metrics_port" in told.value.remedy
    before = metrics.port
    with closing(socket.create_server((HOST, 0))) as taken, pytest.raises(ConfigurationError):
        metrics.serve(taken.getsockname()[1])
    assert scrape(before)["up",] == 1


def test_it_listens_on_this_machine_only_and_ends_when_told(rulebook: Rulebook) -> None:
    """Nobody on the network sees it; a port that is given up is free at once."""
    metrics = Metrics(lambda: rulebook)
    port = free_port()
    metrics.serve(port)
    with closing(socket.create_server(("127.0.0.2", port))):
        assert scrape(port)["up",] == 1
    metrics.serve(0)
    socket.create_server((HOST, port)).close()


def test_without_the_library_it_says_what_to_install(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not there for everybody; who does not ask for it needs nothing."""
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    metrics = Metrics(lambda: rulebook)
    metrics(Started("work", NOW))
    metrics.serve(0)
    with pytest.raises(ConfigurationError) as told:
        metrics.serve(9469)
    assert "pip install 'inbox-helper[metrics]'" in told.value.remedy


@pytest.mark.parametrize("port", ["-1", "70000", '"9469"', "true"])
def test_a_port_that_cannot_be_one_is_refused(tmp_path: Path, port: str) -> None:
    """With file and line; and by default there is none."""
    file = tmp_path / "config.toml"
    file.write_text(account("work", "sam", 143), encoding="utf-8")
    assert load_configuration(file).daemon.metrics_port == 0
    file.write_text(account("work", "sam", 143) + f"[daemon]\nmetrics_port = {port}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"config.toml:11: daemon.metrics_port: "):
        load_configuration(file)


def on(port: int) -> str:
    """Return the table that asks for figures."""
    return f"[daemon]\nmetrics_port = {port}\n"


def test_a_running_daemon_answers(dovecot: Dovecot, user: str, tmp_path: Path, proxy: TcpProxy) -> None:
    """A draft, a lost line, and nothing but the user's own names."""
    port = free_port()
    daemon = Daemon(dovecot, user, tmp_path / "daemon", proxy.port, on(port))
    try:
        eventually(lambda: "] waiting " in daemon.log(), daemon.log)
        dovecot.deliver(user, letter(1, CONFIRMATION))
        dovecot.deliver(user, letter(2))
        eventually(lambda: drafts(dovecot, user) == [message_id(2)], daemon.log)
        eventually(lambda: scrape(port)["drafts_made_total", "work"] == 1, daemon.log)
        figures = scrape(port)
        assert figures["mails_judged_total", "work", "rejection"] == 1
        assert figures["mails_judged_total", "work", "other"] == 1
        assert 0 <= figures["account_seconds_since_contact", "work"] < 60
        assert figures["up",] == 1
        proxy.cut()
        eventually(lambda: scrape(port)["connections_lost_total", "work"] >= 1, daemon.log)
        eventually(lambda: state(scrape(port), "work") == "watching", daemon.log)
        (error,) = [key for key in scrape(port) if key[0] == "account_last_error_time_seconds"]
        assert error[1:] == ("work", "ConnectionLost")
        _status, told = daemon.status()
        assert ("rulebook_info", told["rulebook"]["version"]) in figures
        with urllib.request.urlopen(f"http://{HOST}:{port}/metrics", timeout=10) as answer:
            page = answer.read().decode()
        assert [each for each in (USER, "ada", "greenfield", "Gardener", user) if each in page] == []
    finally:
        assert daemon.end() == 0


def test_the_port_follows_the_configuration(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """On, moved, to a port that is taken, off: without a restart, and each daemon has its own."""
    first, second = free_port(), free_port()
    table = account("work", user, dovecot.port)
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    other = Daemon(dovecot, f"other.{user}", tmp_path / "other", dovecot.port)
    try:
        eventually(lambda: "] waiting " in daemon.log() and "] waiting " in other.log(), daemon.log)
        daemon.configure(table, on(first))
        eventually(lambda: answers(first), daemon.log)
        daemon.configure(table, on(second))
        eventually(lambda: answers(second) and not answers(first), daemon.log)
        other.configure(account("work", f"other.{user}", dovecot.port), on(second))
        eventually(lambda: "configuration not in force" in other.log(), other.log)
        assert f"Port {second} of {HOST} cannot be listened on" in other.log()
        assert answers(second)
        daemon.configure(table)
        eventually(lambda: not answers(second), daemon.log)
        other.process.send_signal(signal.SIGHUP)
        eventually(lambda: answers(second), other.log)
        assert scrape(second)["edit_in_force", "configuration"] == 1
    finally:
        assert (daemon.end(), other.end()) == (0, 0)


def answers(port: int) -> bool:
    """Tell whether somebody answers there."""
    try:
        return scrape(port)["up",] == 1
    except OSError:
        return False


def test_a_daemon_does_not_start_without_its_port(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """Whoever starts it sees why at once."""
    with closing(socket.create_server((HOST, 0))) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "config.toml").write_text(account("work", user, dovecot.port) + on(port), encoding="utf-8")
        place = ["--config", str(tmp_path / "config.toml"), "--state-dir", str(tmp_path / "state")]
        done = subprocess.run(
            [sys.executable, "-m", "inbox_helper", *place, "watch"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stdout) == (3, "")
    assert f"error: Port {port} of {HOST} cannot be listened on: Address already in use." in done.stderr
    assert "Traceback" not in done.stderr
