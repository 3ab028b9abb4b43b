"""The rulebook that an edit is compared with."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from inbox_helper.books import load_rulebook
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.errors import UserError

SHIPPED = "shipped"


def rulebook_of(what: str) -> Rulebook:
    """Return the rules that ship, those of a user's folder, or those of a git revision of this checkout.

    Given `shipped`, a folder with the layout of rules/, or a revision. Raise UserError if it is none of these, and
    RuleError if its rules are broken.
    """
    if what == SHIPPED:
        return load_rulebook()
    if Path(what).is_dir():
        return load_rulebook(Path(what))
    with tempfile.TemporaryDirectory(prefix="inbox-helper-") as folder:
        _extract(what, Path(folder))
        return load_rulebook(shipped_folder=Path(folder) / "rules")


def _extract(revision: str, folder: Path) -> None:
    command = ["git", "archive", "--format=tar", "--end-of-options", revision, "rules"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise _unknown(revision, f"git cannot be run: {error}") from error
    if done.returncode != 0:
        raise _unknown(revision, done.stderr.decode(errors="replace").strip().splitlines()[-1])
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _unknown(what: str, why: str) -> UserError:
    return UserError(
        f"There is nothing to compare with: {what} is no folder and no git revision with rules ({why}).",
        "Write --against shipped, a folder of rules, or a revision, in a checkout.",
    )
