"""A desktop on a session bus: it owns org.freedesktop.Notifications and prints what it is told, a JSON list a line.

`python -m tests.desktop_bus`, with DBUS_SESSION_BUS_ADDRESS.
"""

from __future__ import annotations

import json
import sys

from jeepney import MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"


def main() -> None:
    """Answer until the bus ends."""
    with open_dbus_connection(bus="SESSION") as connection:
        connection.send_and_get_reply(message_bus.RequestName(NAME))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            message = connection.receive()
            if message.header.message_type is MessageType.method_call:
                connection.send(new_method_return(message, "u", (1,)))
                sys.stdout.write(json.dumps(message.body) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
