"""The program of the server's process: pymap in memory, IMAP on loopback and nothing else.

It is run as `python -m inbox_helper.demo.embedded` and speaks with its parent over pipes: it reads one line of JSON
with `user` and `password` (a command line could be read by everybody on the machine), prints the port that it got,
and ends when its standard input ends, which happens however the parent dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from argparse import ArgumentParser, Namespace

from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer, IMAPService
from pysasl.hashing import BuiltinHash

from inbox_helper.demo import HOST

_HASH_ROUNDS = 1000
"""pymap's default costs a third of a second a login; a password that lives for one run in memory needs no more."""


async def serve(user: str, password: str) -> None:
    """Serve an empty mailbox on a free port, print the port, and go on until cancelled."""
    backend, config = await DictBackend.init(
        _arguments(user, password), hash_context=BuiltinHash(rounds=_HASH_ROUNDS), reject_dnsbl=False
    )
    config.apply_context()
    # The same wiring as in pymap's own IMAPService, which would not tell the port that it got.
    callback = ProxyProtocolReader(ProxyProtocolNoop()).get_callback(IMAPServer(backend.login, config))
    server = await asyncio.start_server(callback, HOST, 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def _arguments(user: str, password: str) -> Namespace:
    parser = ArgumentParser()
    IMAPService.add_arguments(parser)
    DictBackend.add_subparser("dict", parser.add_subparsers())
    parser.set_defaults(debug=False, passlib_cfg=None)
    return parser.parse_args(["--no-tls", "dict", f"--demo-user={user}", f"--demo-password={password}"])


def _end_with_parent() -> None:
    # The mailbox is in memory and belongs to the parent alone: there is nothing to save.
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Run until the parent closes the pipe."""
    # Ctrl-C reaches the whole foreground group; when to end is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pymap greets with the host's full name; looking it up can take seconds without a network.
    os.environ["FQDN"] = "localhost"
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(serve(order["user"], order["password"]))


if __name__ == "__main__":
    main()
