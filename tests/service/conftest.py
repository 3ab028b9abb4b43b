"""The command line in a home folder of its own, as for the tests of the commands."""

from tests.cli.conftest import home, run

__all__ = ["home", "run"]
