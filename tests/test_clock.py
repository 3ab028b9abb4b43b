"""Sleep and jumps of the clock are noticed, on clocks that the test moves."""

from __future__ import annotations

import pytest

from inbox_helper.clock import ClockWatch


class Clocks:
    """One that cannot be set, and one on the wall."""

    def __init__(self) -> None:
        self.monotonic = 1000.0
        self.wall = 1_700_000_000.0

    def watch(self) -> ClockWatch:
        """Return a watch over both."""
        return ClockWatch(lambda: self.monotonic, lambda: self.wall)


@pytest.mark.parametrize(
    ("on_monotonic", "on_wall", "jump"),
    [
        (2, 2, 0),
        (30, 30, 0),
        (2, 40, 0),
        (2, 3602, 3600),
        (2, -598, -600),
        (3600, 3600, 3600),
    ],
    ids=["as usual", "a busy machine", "a correction", "slept", "set back", "slept, on a clock that runs on"],
)
def test_only_what_breaks_connections_counts(on_monotonic: float, on_wall: float, jump: float) -> None:
    """Sleep and a set clock, but no small correction."""
    clocks = Clocks()
    watch = clocks.watch()
    clocks.monotonic += on_monotonic
    clocks.wall += on_wall
    assert watch.jump() == jump
    assert watch.jump() == 0
