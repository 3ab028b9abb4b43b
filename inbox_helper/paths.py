"""Where things live on this system, and how a user overrides it."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from inbox_helper.errors import StateError

CONFIG_VARIABLE = "INBOX_HELPER_CONFIG"
STATE_VARIABLE = "INBOX_HELPER_STATE_DIR"
_NAME = "inbox-helper"


def config_file(override: str | None = None) -> Path:
    """Return the configuration file: `override`, else what the environment says, else the usual place."""
    chosen = override or os.environ.get(CONFIG_VARIABLE)
    return Path(chosen).expanduser() if chosen else platformdirs.user_config_path(_NAME) / "config.toml"


def state_folder(override: str | None = None) -> Path:
    """Return the folder of the state, made if it is missing and readable by its owner alone.

    Raise StateError if it cannot be made.
    """
    chosen = override or os.environ.get(STATE_VARIABLE)
    folder = Path(chosen).expanduser() if chosen else platformdirs.user_state_path(_NAME)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(
            f"The state folder {folder} cannot be made: {error.strerror}.",
            f"Name another one with --state-dir or {STATE_VARIABLE}.",
        ) from error
    return folder


def user_rules_folder(config: Path) -> Path:
    """Return the folder of the user's own rules, given the configuration file; it need not exist."""
    return config.parent / "rules"


def user_templates_folder(config: Path) -> Path:
    """Return the folder of the user's own templates, given the configuration file; it need not exist."""
    return config.parent / "templates"
