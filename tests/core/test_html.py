"""HTML to the text that a reader sees."""

from __future__ import annotations

import time

import pytest

from inbox_helper.core.html import visible_text


def test_blocks_cells_and_breaks_stay_apart() -> None:
    """Paragraphs, lines and table cells do not run into each other; entities are letters."""
    source = (
        "<html><head><title>T</title><style>p{}</style></head><body><p>Gr&uuml;&szlig;e&nbsp;an<br>alle</p>"
        "<table><tr><td>Role:</td><td>Cook</td></tr><tr><td>next row</td></tr></table><div>a</div><div>b</div></body>"
    )
    assert visible_text(source).text == "Grüße\u00a0an\nalle\n\nRole:\t\tCook\nnext row\na\nb"


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY: none !important",
        "visibility:hidden",
        "mso-hide:all",
        "font-size:0",
        "font-size: 0px;line-height:0",
        "opacity:0",
        "max-height:0;overflow:hidden",
    ],
)
def test_hidden_text_is_not_read(style: str) -> None:
    """Preheaders and other hidden text decide nothing, and can be shown as hidden."""
    visible = visible_text(f'<p>Seen.</p><div style="{style}">Unfortunately <b>not</b></div><p>Also seen.</p>')
    assert "Unfortunately" not in visible.text
    assert visible.text.split() == ["Seen.", "Also", "seen."]
    assert visible.hidden == ("Unfortunately not",)


@pytest.mark.parametrize(
    "style", ["font-size:0.9em", "opacity:0.8", "text-decoration:none", "max-height:0", "border:none"]
)
def test_visible_text_stays(style: str) -> None:
    """Styles that only look like hiding hide nothing."""
    assert visible_text(f'<p style="{style}">Unfortunately</p>').text == "Unfortunately"


def test_frames_without_size_show_what_is_in_them() -> None:
    """Layouts that set the size to zero around cells and again within them are read."""
    source = '<td style="font-size:0px;padding:9px"><div style="font-size:13px">We chose another.</div></td>'
    assert visible_text(source).text == "We chose another."


def test_quoted_mail_is_marked_and_answers_between_are_not() -> None:
    """What stands between quoted pieces is the writer's own."""
    source = '<p>Hi</p><blockquote type="cite">asked</blockquote><p>answered</p><blockquote type=CITE>more</blockquote>'
    assert visible_text(source).text.split() == [
        "Hi",
        "\ue000",
        "asked",
        "\ue001",
        "answered",
        "\ue000",
        "more",
        "\ue001",
    ]


def test_plain_indentation_is_no_quote() -> None:
    """A blockquote that only indents is part of the mail."""
    assert visible_text("<blockquote>We chose another.</blockquote>").text == "We chose another."


@pytest.mark.parametrize(
    "source",
    [
        '<div style="display:none">' * 30_000,
        '<p style="display:none">x</p>' * 30_000,
        "<blockquote type=cite>" * 30_000 + "x",
        "<div>" * 100_000 + "(" * 100_000,
        "<table><tr><td>" * 30_000,
        "<a " * 100_000,
        "<!--" * 100_000,
        "&nbsp;" * 200_000,
    ],
)
def test_hostile_html_takes_no_time(source: str) -> None:
    """Nesting, repetition and broken tags cost no more than their length."""
    start = time.process_time()
    visible_text(source)
    assert time.process_time() - start < 30  # a hang takes minutes; a busy machine only some times longer
