"""A user's rules are changed in a copy of their folder, proven there, and only then put into place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from inbox_helper.books import load_rulebook
from inbox_helper.core.examples import ExampleFailure, check_examples
from inbox_helper.core.rule_values import BrokenRules
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.text import prepare
from inbox_helper.errors import RuleError, UserError


@dataclass(frozen=True, slots=True)
class Edit:
    """A file of the user's own rules as it shall be."""

    folder: Path
    """The user's rules; it need not exist."""
    name: PurePosixPath
    """The file below it."""
    before: str
    after: str

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / self.name


def read_source(path: Path) -> str:
    """Return the text of a file with its line ends as they are; nothing where there is no file. Raise RuleError."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise RuleError(f"{path} is not UTF-8.", "Save the file as UTF-8 in your editor.") from error
    except OSError as error:
        raise RuleError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error


def rulebook_after(edit: Edit) -> Rulebook:
    """Return the rules as they will be in force. Raise BrokenRules, with places in the user's own file."""
    with tempfile.TemporaryDirectory(prefix="inbox-helper-") as temporary:
        copy = Path(temporary) / "rules"
        if edit.folder.is_dir():
            shutil.copytree(edit.folder, copy)
        (copy / edit.name).parent.mkdir(parents=True, exist_ok=True)
        (copy / edit.name).write_bytes(edit.after.encode())
        with _own_places(copy, edit.folder):
            return load_rulebook(copy)


def broken_examples(before: Rulebook, after: Rulebook, ids: Collection[str]) -> list[ExampleFailure]:
    """Return the examples of some rules that do not hold, without those that did not hold before either."""
    failures = check_examples(after, prepare, ids)
    known = failures and check_examples(before, prepare, {failure.rule for failure in failures})
    seen = {(failure.rule, failure.text) for failure in known}
    return [failure for failure in failures if (failure.rule, failure.text) not in seen]


def put_in_place(edit: Edit) -> None:
    """Write the file, whole or not at all. Raise UserError where it was changed meanwhile or cannot be written."""
    # Who keeps their rules elsewhere and links to them goes on doing so.
    target = edit.path.resolve()
    if read_source(target) != edit.before:
        raise UserError(f"{edit.path} was changed by somebody else just now; nothing was written.", "Try again.")
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as stream:
            stream.write(edit.after.encode())
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UserError(
            f"{edit.path} cannot be written: {error.strerror}.", "Check the folder's permissions."
        ) from error


@contextmanager
def _own_places(copy: Path, folder: Path) -> Iterator[None]:
    try:
        yield
    except BrokenRules as error:
        places = {problem: problem.file.replace(copy.as_posix(), folder.as_posix(), 1) for problem in error.problems}
        raise BrokenRules(replace(problem, file=place) for problem, place in places.items()) from None
