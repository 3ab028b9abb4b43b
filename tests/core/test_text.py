"""From a message to its own words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core.fetched import message_from_fields
from inbox_helper.core.text import prepare
from inbox_helper.core.types import CutKind, PreparedText

PLAIN = """Dear Robin,

Thank you for applying for the role of Surveyor at Birch & Sons. Dr. Hale
and I have decided to go on with another candidate.

Kind regards,
Jane Hale
Birch & Sons

On Tue, 3 Nov 2026 at 10:00, Robin Example <robin@example.net> wrote:
> If I am not selected, please tell me.
"""
HTML = (
    "<html><body><p>Dear Robin,</p><p>Thank you for applying for the role of Surveyor at Birch &amp; Sons.</p>"
    "<p>After careful thought about everything that we heard, we have decided to go on with another candidate, whose "
    "background in coastal mapping is closer to this particular position.</p></body></html>"
)


def prepared(body: str = "", html: str = "", subject: str = "") -> PreparedText:
    """Prepare a message of these parts."""
    return prepare(message_from_fields(subject=subject, body=body, html=html))


def test_only_own_words_are_left() -> None:
    """A reply is judged by what its writer says: unwrapped, without quote and signature, which explain can show."""
    text = prepared(PLAIN, subject="Re: Surveyor")
    assert text.subject == "Surveyor"
    assert text.body == (
        "Dear Robin,\n\nThank you for applying for the role of Surveyor at Birch & Sons. Dr. Hale and I have decided "
        "to go on with another candidate.\n\nKind regards,"
    )
    assert text.signature == "Jane Hale\nBirch & Sons"
    assert [cut.kind for cut in text.cuts] == [CutKind.QUOTE, CutKind.SIGNATURE]
    assert text.languages == ("en",)
    assert [text.body[start:end] for start, end in text.sentences] == [
        "Dear Robin,",
        "Thank you for applying for the role of Surveyor at Birch & Sons.",
        "Dr. Hale and I have decided to go on with another candidate.",
        "Kind regards,",
    ]


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n\t",
        "https://mail.example.com/view/12345",
        "Your email client does not support HTML. Please open https://mail.example.com/view/12345 to read it.",
        "Dear Robin,\n\nThere is news about your application.\nView it: https://jobs.example.com/a/b/c?d=e\n",
    ],
)
def test_the_html_part_is_read_where_the_plain_part_says_less(stub: str) -> None:
    """A decision that stands in the HTML part alone is seen."""
    assert "another candidate" in prepared(stub, HTML).body


def test_the_plain_part_is_read_where_both_say_the_same() -> None:
    """Of two equal parts the simpler one counts, however it is wrapped."""
    plain = "Dear Robin,\n\nThank you for applying for the role of Surveyor at Birch & Sons.\n\n*After careful thought*"
    html = "<p>Dear Robin,</p><p>Thank you for applying for the role of Surveyor at Birch &amp; Sons.</p>"
    assert prepared(plain, html).body.endswith("*After careful thought*")


def test_html_in_the_plain_part_is_read_as_html() -> None:
    """A sender that mislabels HTML as plain text is understood."""
    assert prepared("<html><body><p>We chose&nbsp;another.</p></body></html>").body == "We chose another."


def test_hidden_text_decides_nothing_and_is_shown() -> None:
    """A hidden line in the HTML is not judged; explain can show it."""
    text = prepared(html='<div style="display:none">Unfortunately not</div><p>You are invited.</p>')
    assert text.body == "You are invited."
    assert [(cut.kind, cut.text) for cut in text.cuts] == [(CutKind.HIDDEN, "Unfortunately not")]


def test_a_forward_to_oneself_leaves_nothing() -> None:
    """The user's own forward of a rejection is no rejection of him."""
    forwarded = "---------- Forwarded message ---------\nFrom: Jane\nSubject: Surveyor\n\nWe chose another."
    text = prepared(forwarded, subject="Fwd: Surveyor")
    assert (text.body, text.subject, text.sentences) == ("", "Surveyor", ())
    assert [cut.kind for cut in text.cuts] == [CutKind.FORWARD]


def test_html_quotes_are_cut_and_answers_between_stay() -> None:
    """Quoted HTML goes, also where the answer stands between its pieces."""
    html = (
        '<p>No, sorry.</p><div class="gmail_quote"><div>On Tue, 3 Nov 2026 at 10:00, Robin &lt;robin@example.net&gt; '
        "wrote:<br></div><blockquote>Am I selected?</blockquote></div><p>Jane</p>"
    )
    text = prepared(html=html)
    assert text.body == "No, sorry.\n\nJane"
    assert "Am I selected?" in text.cuts[0].text


def test_variants_of_spelling_are_folded() -> None:
    """Typographic signs, entities and invisible characters do not hide a phrase."""
    body = "We\u2019re\u00a0sorry\u200b \u2013 \u201cwe won&rsquo;t\u201d pro\u00adceed &amp; so on, the o\ufb03ce"
    assert prepared(body).body == "We're sorry \u2013 \"we won't\" proceed & so on, the office"
    assert prepared(html=f"<p>{body}</p>").body == "We're sorry \u2013 \"we won't\" proceed & so on, the office"


def test_cells_are_sentences_of_their_own() -> None:
    """Neighbouring cells of a table do not make one sentence."""
    text = prepared(html="<table><tr><td>Not selected</td><td>See other roles</td></tr></table>")
    assert [text.body[start:end] for start, end in text.sentences] == ["Not selected", "See other roles"]


def test_an_empty_message_is_prepared() -> None:
    """Nothing to judge is no error."""
    text = prepared()
    assert (text.body, text.sentences, text.cuts, text.language, text.languages) == ("", (), (), "", ())


def test_long_text_is_cut_off_and_told() -> None:
    """A text of megabytes is judged by its beginning, and the message says so."""
    message = message_from_fields(body="We chose another. " * 50_000)
    assert "text longer than is judged" in message.defects
    assert len(prepare(message).body) <= 262_144


@pytest.mark.parametrize(
    "unit",
    [
        " ", "(", "a", "a\n", "> a\n", "> a\nb\n", "On 10:00 a@b.example wrote:\n", ":\n", "From: x\n",
        "Date: x\nTo: y\n", "-- \nx\n", "Thanks,\n", "unsubscribe\n", "disclaimer foo\n", "&amp;", "\u00a0",
        "お世話、\n",
        "- a\n", "http://a ", "=====\n", "a,\n\n", "Jane Hale\n\n", "\t", "a: b\n",
    ],
)  # fmt: skip
def test_hostile_text_takes_no_time(unit: str) -> None:
    """Ten megabytes of anything cost less than some seconds."""
    message = message_from_fields(body=unit * (10_000_000 // len(unit)))
    start = time.process_time()
    prepare(message)
    assert time.process_time() - start < 30  # a hang takes minutes; a busy machine only some times longer


PIECES = (
    "Dear Robin,", "We chose another.", "> quoted", "On 3 Nov 2026, at 10:00, A <a@b.example> wrote:", "-- ", "", "",
    "Kind regards,", "Jane Hale", "From: A", "Sent: B", "To: C", "-----Original Message-----", "Unsubscribe", "P.S. no",
    "<div>", "<blockquote type=cite>", "</div>", "z. B. 3. Mai", "お世話になっております。", "\ue000", "\u202e", "a\tb",
    "_____",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.lists(st.sampled_from(PIECES), max_size=10))
@settings(deadline=None)
def test_any_text_is_prepared(plain: list[str], html: list[str]) -> None:
    """Offsets fit the body, and nothing that must not be there is there, whatever the parts say."""
    text = prepared("\n".join(plain), "<br>".join(html))
    last = 0
    for start, end in text.sentences:
        assert last <= start < end <= len(text.body)
        last = end
    assert "\n\n\n" not in text.body
    assert text.body == text.body.strip()
    assert not any(mark in text.body for mark in "\ue000\ue001\u202e\u00a0")
    assert text.language == (text.languages[0] if text.languages else "")
