"""A short soak: what `bench/soak.py` does for long."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.soaking import Plan, Soak

pytestmark = pytest.mark.dovecot

SHORT = Plan(
    seed=1,
    accounts=4,
    rejections=16,
    faults=40,
    daemon_kills=2,
    server_kills=1,
    server_restarts=1,
    full_disks=1,
)


@pytest.mark.timeout(600)
def test_every_rejection_has_one_draft_whatever_breaks(tmp_path: Path) -> None:
    """Lines, servers, the disk and the daemon fail; one draft each, nothing lost, nothing of the user changed."""
    server = Dovecot()
    try:
        report = Soak(SHORT, server, tmp_path / "soak").run()
    finally:
        server.close()
    assert report.wrong == [], report
    assert report.drafts == report.rejections == SHORT.rejections
    assert report.others > 0
    assert report.faults.total() >= SHORT.faults
