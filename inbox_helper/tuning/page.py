"""An evaluation as one HTML page that opens without a network."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import leather

from inbox_helper.tuning.metrics import Change, Counts, Judged, count, count_by, sweep

_BINS = 20
_RULES_SHOWN = 25

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .25rem .75rem; border-bottom: 1px solid #ddd }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
td.text { overflow-wrap: anywhere } figure { margin: 1rem 0 } svg { max-width: 100%; height: auto }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #ddd } th, td { border-color: #444 } }
"""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the page shows."""

    title: str
    judged: Sequence[Judged]
    rejection_threshold: float
    unsure_threshold: float
    changes: Sequence[Change] = ()
    compared_with: str = ""


def render(evaluation: Evaluation) -> str:
    """Return the page."""
    title = html.escape(evaluation.title)
    body = "".join(
        [
            f"<h1>{title}</h1>",
            _counts_table("All mail", {"": count(evaluation.judged)}),
            _counts_table("By language", count_by(evaluation.judged, lambda one: one.language or "unknown")),
            _counts_table("By kind of mail", count_by(evaluation.judged, lambda one: one.kind or "unknown")),
            _figure("Precision and recall at every threshold", _precision_recall(evaluation.judged)),
            _figure("Scores of rejections and of other mail", _histogram(evaluation.judged)),
            _figure(
                "How often each rule counted, in rejections and in other mail",
                _contributions(evaluation.judged),
            ),
            _changes_table(evaluation),
        ]
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def percent(part: float | None) -> str:
    """Return a part as people read it; a dash where it means nothing."""
    return "–" if part is None else f"{part * 100:.1f} %"


def _counts_table(caption: str, groups: dict[str, Counts]) -> str:
    head = "".join(
        f'<th class="number">{name}</th>'
        for name in ("mails", "recall", "with unsure", "precision", "F1", "missed", "wrongly found")
    )
    rows = "".join(f"<tr><td>{html.escape(name)}</td>{_counts_cells(counts)}</tr>" for name, counts in groups.items())
    return f"<h2>{caption}</h2><table><tr><th></th>{head}</tr>{rows}</table>"


def _counts_cells(counts: Counts) -> str:
    cells = (
        str(counts.total),
        percent(counts.recall),
        percent(counts.recall_with_unsure),
        percent(counts.precision),
        percent(counts.f1),
        str(counts.false_negative),
        str(counts.false_positive),
    )
    return "".join(f'<td class="number">{cell}</td>' for cell in cells)


def _precision_recall(judged: Sequence[Judged]) -> str:
    points = [
        (point.recall, point.precision)
        for point in sweep(judged)
        if point.recall is not None and point.precision is not None
    ]
    if len(points) < 2:
        return _nothing()
    chart = leather.Chart()
    chart.add_x_scale(0, 1)
    chart.add_y_scale(0, 1)
    chart.add_x_axis(name="recall")
    chart.add_y_axis(name="precision")
    chart.add_line(points, name="precision at a recall")
    return str(chart.to_svg(width=700, height=420))


def _histogram(judged: Sequence[Judged]) -> str:
    if not judged:
        return _nothing()
    low, high = min(one.score for one in judged), max(one.score for one in judged)
    width = max((high - low) / _BINS, 0.25)
    chart = leather.Chart()
    chart.add_x_axis(name="score")
    chart.add_y_axis(name="mails")
    for truth, name in ((True, "rejections"), (False, "other mail")):
        bins = Counter(int((one.score - low) / width) for one in judged if one.rejection is truth)
        last = int((high - low) / width)
        chart.add_line([(low + number * width, bins[number]) for number in range(last + 2)], name=name)
    return str(chart.to_svg(width=700, height=420))


def _contributions(judged: Sequence[Judged]) -> str:
    hits = {truth: Counter(rule for one in judged if one.rejection is truth for rule in one.rules) for truth in (1, 0)}
    top = [rule for rule, _ in (hits[1] + hits[0]).most_common(_RULES_SHOWN)]
    if not top:
        return _nothing()
    chart = leather.Chart()
    chart.add_bars([(hits[1][rule] - hits[0][rule], rule) for rule in reversed(top)], name="rejections minus others")
    return str(chart.to_svg(width=900, height=80 + 26 * len(top)))


def _changes_table(evaluation: Evaluation) -> str:
    if not evaluation.compared_with:
        return ""
    rows = "".join(_change_row(change) for change in evaluation.changes)
    head = f"<h2>What changes against {html.escape(evaluation.compared_with)}</h2>"
    if not rows:
        return f"{head}<p>No mail changes its label.</p>"
    return (
        f"{head}<table><tr><th>mail</th><th>truth</th><th>before</th><th>after</th><th>rules gained</th>"
        f"<th>rules lost</th></tr>{rows}</table>"
    )


def _change_row(change: Change) -> str:
    cells = (
        change.after.id,
        "rejection" if change.after.rejection else "other",
        str(change.before.label),
        str(change.after.label),
        ", ".join(change.gained),
        ", ".join(change.lost),
    )
    return "<tr>" + "".join(f'<td class="text">{html.escape(cell)}</td>' for cell in cells) + "</tr>"


def _figure(caption: str, svg: str) -> str:
    return f"<h2>{caption}</h2><figure>{svg}</figure>"


def _nothing() -> str:
    return "<p>There is too little mail to draw this.</p>"
