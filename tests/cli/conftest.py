"""The command line in a home folder of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from inbox_helper import cli, paths
from tests.secrecy import SECRETS


@dataclass(frozen=True, slots=True)
class Ran:
    """What a call of the command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own: no test reads or writes the real one.

    Compiled rules are kept for all tests of a run: to compile them takes seconds, and nothing else is in that cache.
    """
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "CREDENTIALS_DIRECTORY", paths.CONFIG_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp().parent / "kept-rules"))
    monkeypatch.setenv(paths.STATE_VARIABLE, str(tmp_path / "state"))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line in this process: `run("scan", "--dry-run", stdin="…")`."""

    def call(*arguments: str | Path, stdin: str = "") -> Ran:
        if "login" in arguments:
            SECRETS.learn(stdin.rstrip("\n"))
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in arguments])
        captured = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, captured.out, captured.err)

    return call
