"""Edits of rule files keep whatever else stands in them."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.tuning.rule_edits import Head, has_change, with_change, with_rule, without_change

CHANGES = """\
schema = 1

# First.
[[change]]
id     = "en.decision.one"   # beside
weight = 2.0

# Second.
[[change]]
id     = "en.decision.two"
status = "retired"
# The end.
"""


def test_another_change_leaves_the_file_as_it_is() -> None:
    """It is added at the end."""
    text = with_change(CHANGES, "en.decision.three", {"weight": 1.0})
    assert text.startswith(CHANGES)
    assert tomllib.loads(text)["change"][2] == {"id": "en.decision.three", "weight": 1.0}


def test_a_change_of_a_change_keeps_its_comments() -> None:
    """Only the value is another one, and the older kind of change is gone."""
    text = with_change(CHANGES, "en.decision.one", {"status": "retired"})
    assert tomllib.loads(text)["change"][0] == {"id": "en.decision.one", "status": "retired"}
    for comment in ("# First.", "# beside", "# Second.", "# The end."):
        assert comment in text


def test_a_change_taken_back_keeps_the_others_and_their_comments() -> None:
    """Comments before the next change are the next one's."""
    text = without_change(CHANGES, "en.decision.one")
    assert not has_change(text, "en.decision.one")
    assert text.endswith(CHANGES[CHANGES.index("\n# Second.") :])


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    """Files written on other systems are left in their own way."""
    text = "\ufeff" + CHANGES.replace("\n", "\r\n")
    added = with_change(text, "en.decision.three", {"weight": 1.0})
    assert added.startswith(text)
    assert "\n" not in added.replace("\r\n", "")
    assert with_change(text, "en.decision.two", {"weight": 1.0}).startswith("\ufeffschema = 1\r\n")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.lists(st.text("ab\"'\\\n\t é")))
def test_any_text_comes_back(why: str, hits: list[str]) -> None:
    """Quotes, backslashes and line ends in an example do no harm."""
    text = with_rule("", Head("en", "decision"), {"id": "en.decision.x", "why": why, "hits": hits})
    (rule,) = tomllib.loads(text)["phrase"]
    assert rule["why"] == why
    assert rule.get("hits", []) == hits
