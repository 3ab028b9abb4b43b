"""Where a password can come from when there is no keyring: what fits this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping

_PASSWORD_MANAGERS: tuple[tuple[str, str], ...] = (
    ("pass", '["pass", "show", "mail/{alias}"]'),
    ("gopass", '["gopass", "show", "--password", "mail/{alias}"]'),
    ("op", '["op", "read", "op://Private/mail-{alias}/password"]'),
    ("rbw", '["rbw", "get", "mail-{alias}"]'),
    ("bw", '["bw", "get", "password", "mail-{alias}"]'),
)
"""Programs that print a stored password, and how they are called; best kept secrets first."""


def fitting_way(
    alias: str,
    find_program: Callable[[str], str | None] = shutil.which,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Return a sentence with the way to hand over the password of an account that fits this machine.

    Given how programs are found, and the environment: a password manager that is installed comes first, then
    systemd's credentials where systemd runs us, then a command or a variable in general.
    """
    for program, command in _PASSWORD_MANAGERS:
        if find_program(program):
            line = command.format(alias=alias)
            return f"{program} is installed. Keep the password there, and write: password_command = {line}"
    if environment.get("SYSTEMD_EXEC_PID") == str(os.getpid()):
        return f"Give the service a credential of the account's name: LoadCredentialEncrypted={alias}:FILE"
    return (
        "Let a command print the password on its first line, such as that of a password manager:"
        f' password_command = ["pass", "show", "mail/{alias}"]. Or name an environment variable that holds it:'
        ' password_env = "MAIL_PASSWORD".'
    )
