"""Where things live on this system, and how a user overrides it."""

from __future__ import annotations

import os
from pathlib import Path

from inbox_helper.errors import StateError

CONFIG_VARIABLE = "INBOX_HELPER_CONFIG"
STATE_VARIABLE = "INBOX_HELPER_STATE_DIR"
_NAME = "inbox-helper"


def config_file(override: str | None = None) -> Path:
    """Return the configuration file: `override`, else what the environment says, else the usual place."""
    chosen = override or os.environ.get(CONFIG_VARIABLE)
    return Path(chosen).expanduser() if chosen else _usual_config_folder() / "config.toml"


def state_folder(override: str | None = None) -> Path:
    """Return the folder of the state, made if it is missing and then readable by its owner alone.

    Raise StateError if it cannot be made or written to.
    """
    chosen = override or os.environ.get(STATE_VARIABLE)
    folder = Path(chosen).expanduser() if chosen else _usual_state_folder()
    try:
        _make(folder)
    except OSError as error:
        raise _unusable(folder, f"cannot be made: {error.strerror}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable(folder, "cannot be written to")
    return folder


def user_rules_folder(config: Path) -> Path:
    """Return the folder of the user's own rules, given the configuration file; it need not exist."""
    return config.parent / "rules"


def user_templates_folder(config: Path) -> Path:
    """Return the folder of the user's own templates, given the configuration file; it need not exist."""
    return config.parent / "templates"


def _make(folder: Path) -> None:
    # mkdir gives its mode to the last folder only, and the ones above it are as private.
    for each in reversed([folder, *folder.parents]):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)


def _unusable(folder: Path, why: str) -> StateError:
    return StateError(
        f"The state folder {folder} {why}.", f"Name another one with --state-dir or {STATE_VARIABLE}, or put it right."
    )


def _usual_config_folder() -> Path:
    import platformdirs  # takes 8 ms, which most calls can do without

    return platformdirs.user_config_path(_NAME, appauthor=False)


def _usual_state_folder() -> Path:
    import platformdirs

    return platformdirs.user_state_path(_NAME, appauthor=False)
