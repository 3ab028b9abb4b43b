"""The command line with every library as talkative as it can be: `python -m tests.talkative LOG ARGUMENT…`.

What the libraries say goes into the file LOG, in which `tests/secrecy.py` looks for secrets.
"""

from __future__ import annotations

import logging
import sys

from inbox_helper.cli import main

if __name__ == "__main__":
    logging.basicConfig(level=logging.NOTSET, filename=sys.argv.pop(1), encoding="utf-8")
    main()
