"""Errors that a user can act on, each with its exit code and what to do next."""

from __future__ import annotations


class UserError(Exception):
    """Something that the user can put right. It is shown without a traceback.

    Given the `problem` and the `remedy` (what to do next), both whole sentences.
    """

    exit_code = 2

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}\n  {self.remedy}" if self.remedy else self.problem


class ConfigurationError(UserError):
    """The configuration file says something that cannot be followed."""

    exit_code = 3


class RuleError(UserError):
    """A rule file or a template breaks its format."""

    exit_code = 4


class AuthenticationError(UserError):
    """The mail server refused the credentials, or there are none."""

    exit_code = 5


class MailboxError(UserError):
    """The mail server or the mailbox cannot do what is needed, and waiting does not help."""

    exit_code = 6


class StateError(UserError):
    """The state folder cannot be used: in use by another process, damaged, or of a newer version."""

    exit_code = 7


class ConnectionLost(Exception):  # noqa: N818 - names an event that the watcher reacts to, not a mistake
    """The connection ended or became useless; a new one, after a pause, may work."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        """Given the reason, and seconds to wait if the server named them."""
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
