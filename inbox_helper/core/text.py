"""A message's own words: one text, without quotes, signature and footers, in sentences, with its language."""

from __future__ import annotations

from inbox_helper.core.choice import readable_text
from inbox_helper.core.language import languages
from inbox_helper.core.paragraphs import unwrap
from inbox_helper.core.quotes import cut_quotes
from inbox_helper.core.sentences import sentences
from inbox_helper.core.signatures import cut_footers, cut_signature
from inbox_helper.core.subject import is_forward, plain_subject
from inbox_helper.core.types import Cut, Message, PreparedText


def prepare(message: Message) -> PreparedText:
    """Given a message, return its own words, ready to be judged. Never raises; long text is cut off.

    A forwarded message has its text among the cuts: what somebody else was told decides nothing here.
    """
    readable = readable_text(message)
    lines, quoted = _own_lines(readable.text, forward=is_forward(message.subject))
    lines, footers = cut_footers(lines)
    unsigned = cut_signature(lines)
    body = unwrap(unsigned.lines, from_html=readable.from_html)
    spoken = languages(body)
    main = spoken[0] if spoken else ""
    return PreparedText(
        subject=plain_subject(message.subject),
        body=body,
        sentences=sentences(body, main),
        signature=unsigned.signature,
        cuts=(*readable.hidden, *quoted, *footers, *unsigned.cuts),
        language=main,
        languages=spoken,
    )


def _own_lines(text: str, *, forward: bool) -> tuple[list[str], list[Cut]]:
    own = cut_quotes(text.split("\n"), forward=forward)
    return own.lines, own.cuts
