"""Address fields: right, tamed, or left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.addresses import addresses
from inbox_helper.core.types import Address


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Jane Doe <jane@example.com>", [("Jane Doe", "jane@example.com")]),
        ('"Doe, Jane" <jane@example.com>', [("Doe, Jane", "jane@example.com")]),
        ("jane@example.com", [("", "jane@example.com")]),
        ("jane@example.com (Jane Doe)", [("Jane Doe", "jane@example.com")]),
        ("=?utf-8?q?J=C3=B6rg?= M <j@example.com>", [("Jörg M", "j@example.com")]),
        ('"=?utf-8?q?J=C3=B6rg?=" <j@example.com>', [("Jörg", "j@example.com")]),
        ("Team: a@example.com, B <b@example.com>;", [("", "a@example.com"), ("B", "b@example.com")]),
        ("undisclosed-recipients:;", []),
        ("jane@example.com <jane@example.com>", [("", "jane@example.com")]),
        ("", []),
        ("no address at all", []),
    ],
)
def test_addresses_are_read(value: str, expected: list[tuple[str, str]]) -> None:
    """Names and addresses come out right, groups give their members, nonsense gives nothing."""
    assert addresses(value) == tuple(Address(name, email) for name, email in expected)


def test_hostile_names_are_tamed() -> None:
    """A display name brings neither line breaks nor direction overrides."""
    found = addresses("=?utf-8?q?Evil=0D=0ABcc:_x@y?= <a@example.com>, =?utf-8?q?ab=E2=80=AEc?= <b@example.com>")
    assert [address.email for address in found] == ["a@example.com", "b@example.com"]
    assert all(address.name.isprintable() for address in found)
    assert found[1].name == "abc"


@given(st.text(st.sampled_from('ab@.<>,;:()"\\ =?utf-8q_\u202eü'), max_size=80))
def test_any_address_field_gives_clean_addresses(value: str) -> None:
    """No field raises, and no address brings more than itself."""
    for address in addresses(value):
        assert address.email.isprintable()
        assert address.name.isprintable()
        assert " " not in address.email
