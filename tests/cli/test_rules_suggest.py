"""`rules suggest`: ready to be read, and to be added."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tests.cli.conftest import Run
from tests.tuning.test_suggest import corpus


def test_proposals_are_shown_as_rules(run: Run, tmp_path: Path) -> None:
    """What is printed is TOML that stands in a rule file as it is; nothing is applied."""
    file = tmp_path / "mails.jsonl"
    lines = [
        {"id": each.id, "body": each.message.text_plain, "label": each.labelled.label, "template_group": each.id}
        for each in corpus()
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = run("rules", "suggest", file, "--limit", "1")
    assert done.code == 0, done.err
    shown, _, summary = done.out.rpartition("\nThe rules miss")
    rule = tomllib.loads(shown)["phrase"][0]
    assert "garden gate stays closed" in rule["say"][0]
    assert "# in 10 rejections of 10 templates, 10 missed now; in 0 other mails" in done.out
    assert "Nothing was applied." in summary
    found = json.loads(run("rules", "suggest", file, "--json", "--by", "source").out)
    assert found["missed"] == 10
    assert run("rules", "suggest", file, "--lang", "fi").code == 2
    missing = run("rules", "try", rule["say"][0], file)
    assert "It matches in 10 of 10 rejections, and in 0 of 10 other mails." in missing.out
