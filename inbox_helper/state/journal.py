"""What a backtest has judged so far: a file of its own, so that it goes on where it was interrupted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = "backtest"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a backtest found out about one message; none of its words."""

    number: int
    """Its UID in a mailbox, or its place in a file."""
    label: str
    score: float
    action: str


class Journal:
    """Findings and answers, appended as they come. What a crash tore off at the end is judged again."""

    def __init__(self, state_folder: Path, key: str) -> None:
        """Open the journal of a backtest; `key` names what is judged, and by which rules."""
        folder = state_folder / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.jsonl"
        self.findings: dict[int, Finding] = {}
        self.answers: dict[int, str] = {}
        for line in self._lines():
            self._take(line)

    def add(self, findings: Iterable[Finding]) -> None:
        """Remember some findings."""
        self._append([{"found": asdict(finding)} for finding in findings])

    def answer(self, number: int, label: str) -> None:
        """Remember what the user said that a message is."""
        self._append([{"answer": number, "label": label}])

    def forget(self) -> None:
        """Delete everything, so that the backtest begins anew."""
        self._path.unlink(missing_ok=True)
        self.findings, self.answers = {}, {}

    def _lines(self) -> Iterator[dict[str, Any]]:
        with suppress(FileNotFoundError):
            for line in self._path.read_text(encoding="utf-8").split("\n"):
                with suppress(ValueError):
                    yield json.loads(line)

    def _take(self, line: dict[str, Any]) -> None:
        with suppress(TypeError, KeyError):
            if "found" in line:
                finding = Finding(**line["found"])
                self.findings[finding.number] = finding
            else:
                self.answers[line["answer"]] = line["label"]

    def _append(self, lines: list[dict[str, Any]]) -> None:
        # A line of its own first: what a crash left of the last one must not spoil this one.
        text = "".join(f"\n{json.dumps(line, ensure_ascii=False)}" for line in lines)
        self._path.touch(mode=0o600)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(text)
        for line in lines:
            self._take(line)
