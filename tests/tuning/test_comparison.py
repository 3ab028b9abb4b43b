"""The rulebook that an edit is compared with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from inbox_helper.books import data_folder, load_rulebook
from inbox_helper.errors import UserError
from inbox_helper.tuning.comparison import rulebook_of


def test_what_ships_is_what_ships() -> None:
    """Without anything of the user's."""
    assert rulebook_of("shipped").version == load_rulebook().version


def test_an_older_revision_replaces_what_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not laid over today's rules."""
    rules = tmp_path / "rules"
    (rules / "en").mkdir(parents=True)
    for name in ("thresholds.toml", "en/softener.toml"):
        shutil.copy(data_folder("rules") / name, rules / name)
    monkeypatch.chdir(tmp_path)
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@y.test", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    groups = {rule.group for rule in rulebook_of("HEAD").rules}
    assert groups == {"softener"}


def test_what_is_neither_folder_nor_revision_is_refused() -> None:
    """With what may stand there."""
    with pytest.raises(UserError, match="no git revision"):
        rulebook_of("no-such-revision")
