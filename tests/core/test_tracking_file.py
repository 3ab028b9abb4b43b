"""Tracking systems that users describe themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inbox_helper.books import load_tracking_systems
from inbox_helper.core.rule_values import BrokenRules
from inbox_helper.core.tracking_file import parse_tracking_systems
from inbox_helper.core.tracking_systems import is_relay, put_in_force, systems_in_force, tracking_system
from inbox_helper.core.types import Action, Address
from tests.core.test_reply import HUMAN, plan

ACME = """
schema = 1

[[system]]
name    = "Acme Recruiting"
domains = ["acme-recruiting.example"]
relays  = ["*+*"]
"""


@pytest.fixture(autouse=True)
def shipped() -> Iterator[None]:
    """Leave what ships in force for other tests."""
    yield
    put_in_force(())


def test_a_system_of_ones_own_decides_who_reads_replies() -> None:
    """Its relay gets a draft, its other addresses none; before, it was an address like any other."""
    relay, other = (Address("", f"{local}@mail.acme-recruiting.example") for local in ("sam+17", "jobs"))
    assert plan(replace(HUMAN, from_=(other,))).action is Action.REPLY
    put_in_force(parse_tracking_systems(ACME, name="tracking-systems.toml"))
    assert plan(replace(HUMAN, from_=(relay,))).action is Action.RELAY
    assert plan(replace(HUMAN, from_=(other,))).action is Action.NOBODY


def test_a_system_of_the_same_name_takes_the_place_of_the_shipped_one() -> None:
    """An employer may have set it up in its own way."""
    count = len(systems_in_force())
    put_in_force(parse_tracking_systems(ACME.replace("Acme Recruiting", "lever"), name="x"))
    assert len(systems_in_force()) == count
    assert tracking_system(Address("", "no-reply@hire.lever.co")) is None
    system = tracking_system(Address("", "a+b@acme-recruiting.example"))
    assert system is not None
    assert is_relay(system, Address("", "a+b@acme-recruiting.example"))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("schema = 1", "", 1, "schema"),
        ("relays ", "relay ", 7, "relays"),
        ('name    = "Acme Recruiting"', "", 4, "`name` is missing"),
        ('domains = ["acme-recruiting.example"]', "", 4, "`domains` is missing"),
        ('"acme-recruiting.example"', '"Acme Recruiting"', 6, "no domain"),
        ('"*+*"', '"*@acme.example"', 7, "matches no local part"),
        ('["*+*"]', '"*+*"', 7, "a list of texts"),
        ('relays  = ["*+*"]', '[[system]]\nname = "acme recruiting"\ndomains = ["a.example"]', 7, "a second system"),
        ("[[system]]", "[system]", 1, "[[system]]"),
    ],
)
def test_mistakes_are_told_with_their_line(old: str, new: str, line: int, words: str) -> None:
    """And with what to do."""
    with pytest.raises(BrokenRules) as broken:
        parse_tracking_systems(ACME.replace(old, new, 1), name="tracking-systems.toml")
    told = str(broken.value)
    assert f"tracking-systems.toml:{line}:" in told
    assert words in told


def test_the_file_lies_among_the_rules_and_need_not_exist(tmp_path: Path) -> None:
    """A user without one has none."""
    assert load_tracking_systems(tmp_path) == ()
    assert load_tracking_systems(None) == ()
    (tmp_path / "tracking-systems.toml").write_text(ACME, encoding="utf-8")
    assert [system.name for system in load_tracking_systems(tmp_path)] == ["Acme Recruiting"]
