"""Where things live, and who may look into them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inbox_helper import paths
from inbox_helper.errors import StateError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, on a Linux system."""
    for name in (paths.CONFIG_VARIABLE, paths.STATE_VARIABLE, "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Option, then environment variable, then the system's usual place."""
    usual = paths.config_file()
    monkeypatch.setenv(paths.CONFIG_VARIABLE, "~/from-environment.toml")
    from_environment = paths.config_file()
    from_option = paths.config_file("from-option.toml")
    assert usual.parts[-2:] == ("inbox-helper", "config.toml")
    assert (from_environment, from_option) == (Path.home() / "from-environment.toml", Path("from-option.toml"))


def test_the_state_folder_follows_the_same_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option, then environment variable, then the system's usual place."""
    usual = paths.state_folder()
    monkeypatch.setenv(paths.STATE_VARIABLE, str(home / "environment"))
    assert usual.name == "inbox-helper"
    assert paths.state_folder() == home / "environment"
    assert paths.state_folder(str(home / "option")) == home / "option"


def test_a_new_state_folder_is_private_and_so_is_what_leads_to_it(home: Path) -> None:
    """Nobody else on the machine can look into it, whatever the umask allows."""
    before = os.umask(0)
    try:
        folder = paths.state_folder(str(home / "above" / "state"))
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(each.stat().st_mode) for each in (folder, folder.parent)}
    assert modes == {0o700}


def test_a_folder_that_is_there_is_left_as_it_is(home: Path) -> None:
    """Naming /tmp as the state folder must not lock others out of it."""
    folder = home / "shared"
    folder.mkdir(mode=0o755)
    paths.state_folder(str(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_state_folder_that_cannot_be_made_is_told(home: Path) -> None:
    """The message names the folder and how to choose another."""
    (home / "file").touch()
    for name in ("file", "file/state"):
        with pytest.raises(StateError, match="cannot be made") as caught:
            paths.state_folder(str(home / name))
        assert "--state-dir" in caught.value.remedy


def test_a_state_folder_that_cannot_be_written_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told at the start and not in the middle of the work."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StateError, match="cannot be written to"):
        paths.state_folder(str(home))


def test_ones_own_rules_and_templates_lie_beside_the_configuration() -> None:
    """Whoever names another configuration gets its rules and templates too."""
    config = Path("/etc/inbox-helper/work.toml")
    assert paths.user_rules_folder(config) == Path("/etc/inbox-helper/rules")
    assert paths.user_templates_folder(config) == Path("/etc/inbox-helper/templates")
