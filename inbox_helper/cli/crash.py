"""The report of a mistake of our own: what developers need, and nothing of the user's mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def report_crash(error: BaseException, command: Sequence[str], state_option: str | None) -> str:
    """Write a report into the state folder and return the text for the user, which says where it is.

    Given the error, the names of the command, and the value of --state-dir. The messages of exceptions may quote
    mail, addresses or secrets, so little more than their kinds is told.
    """
    from datetime import UTC, datetime

    from inbox_helper import paths
    from inbox_helper.errors import UserError

    text = _report(error, command)
    kind = type(error).__name__
    head = f"error: inbox-helper met a mistake of its own ({kind})."
    try:
        log = paths.state_folder(state_option) / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.log"
        log.touch(mode=0o600)
        log.write_text(text, encoding="utf-8")
    except (OSError, UserError):
        return f"{head}\n  Please send this report to the developers; it holds no mail and no address:\n\n{text}"
    return f"{head}\n  Please send the report to the developers; it holds no mail and no address: {log}"


def _report(error: BaseException, command: Sequence[str]) -> str:
    import platform

    from inbox_helper import __version__

    lines = [
        f"inbox-helper {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"libraries: {', '.join(_libraries())}",
        f"command: {' '.join(command) or 'none'}",
        *_chain(error),
    ]
    return "\n".join(lines) + "\n"


def _libraries() -> Iterator[str]:
    from importlib import metadata

    for name in ("click", "google-re2", "imapclient", "jinja2", "keyring", "mail-parser", "pydantic", "resiliparse"):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} missing"


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the traces of an error and of what it came from, the first cause first, as Python shows them."""
    import traceback

    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
        yield "which led to:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}{_harmless(error)}"


def _harmless(error: BaseException) -> str:
    """Return what can be told of an error: names out of our own code, and the system's words without file names."""
    if isinstance(error, NameError | AttributeError | ImportError):
        return f": {error.name}"
    return f": {error.strerror}" if isinstance(error, OSError) else ""
