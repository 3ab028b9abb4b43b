"""From HTML to the text that a reader sees; hidden text is taken out, quoted mail is marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree, Node

from inbox_helper.core.parse import MAX_HTML

MAX_NODES = 400
"""Hidden or quoted elements that are looked at."""

QUOTE_START, QUOTE_END = "\ue000", "\ue001"
_MARKS = re.compile(f"[{QUOTE_START}{QUOTE_END}]")

# What a style attribute says when its element is not shown. The words on the left cost nothing to look for.
_HIDING = {
    "display:none": "display:none",
    "display: none": "display:none",
    "visibility:hidden": "visibility:hidden",
    "visibility: hidden": "visibility:hidden",
    "mso-hide": "mso-hide:all",
    "font-size:0": "font-size:0",
    "font-size: 0": "font-size:0",
    "opacity:0": "opacity:0",
    "opacity: 0": "opacity:0",
    "max-height:0": "max-height:0",
    "max-height: 0": "max-height:0",
}
_ZERO = re.compile(r"(font-size|opacity|max-height):0*\.?0*(?:px|pt|em|rem|%)?(?:;|!|$)")
_QUOTES = (
    'blockquote[type="cite" i], .gmail_quote blockquote, blockquote.gmail_quote, .protonmail_quote, .yahoo_quoted,'
    " .zmail_extra, .tutanota_quote, #isReplyContent, blockquote#replyBlockquote"
)
_QUOTE_WORDS = ("<blockquote", "_quote", "zmail_extra", "isreplycontent")


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What an HTML part shows, and what it hides."""

    text: str
    """Blocks on lines of their own, table cells parted by tabs, quoted mail between the two marks."""
    hidden: tuple[str, ...]


def visible_text(source: str) -> VisibleText:
    """Given HTML, however broken, return its visible text."""
    source = source[:MAX_HTML]
    if not source.isascii():
        source = _MARKS.sub("", source)
    lowered = source.lower()
    hides = [word for word in _HIDING if word in lowered]
    quotes = any(word in lowered for word in _QUOTE_WORDS)
    if not hides and not quotes:
        return VisibleText(_extract(source), ())
    tree = HTMLTree.parse(source)
    hidden = _remove_hidden(tree, hides) if hides else ()
    if quotes:
        _mark_quotes(tree)
    return VisibleText(_extract(tree), hidden)


def _extract(source: str | HTMLTree) -> str:
    return extract_plain_text(source, preserve_formatting=True, list_bullets=True, alt_texts=False)


def _remove_hidden(tree: HTMLTree, words: list[str]) -> tuple[str, ...]:
    found = []
    removed: ElementNode | None = None
    selector = ", ".join(f'[style*="{word}" i]' for word in words)
    for node in _select(tree, selector):
        # In document order what lies within a removed element follows it at once.
        within = removed is not None and removed.contains(node)
        if within or node.parent is None or node.tag in ("body", "html") or not _hides(node):
            continue
        found.append((node.text or "").strip())
        node.parent.remove_child(node)
        removed = node
    return tuple(text for text in found if text)


def _hides(node: ElementNode) -> bool:
    style = "".join((node.getattr("style") or "").lower().split())
    if any(word in style for word in ("display:none", "visibility:hidden", "mso-hide:all")):
        return True
    zero = _ZERO.search(style)
    if zero is None:
        return False
    if zero.group(1) == "max-height":
        return "overflow:hidden" in style
    # Frames of tables have no size of their own so that no gaps show; the text in them sets its size again.
    return zero.group(1) != "font-size" or node.query_selector('[style*="font-size" i], font[size]') is None


def _mark_quotes(tree: HTMLTree) -> None:
    for node in _select(tree, _QUOTES):
        parent = node.parent
        if parent is None:
            continue
        following = node.next
        parent.insert_before(_mark(tree, QUOTE_START), node)
        if following is None:
            parent.append_child(_mark(tree, QUOTE_END))
        else:
            parent.insert_before(_mark(tree, QUOTE_END), following)


def _mark(tree: HTMLTree, mark: str) -> Node:
    element = tree.create_element("p")
    text = tree.create_text_node(mark)
    if element is None or text is None:
        raise MemoryError("the HTML tree cannot grow")
    element.append_child(text)
    return element


def _select(tree: HTMLTree, selector: str) -> Sequence[ElementNode]:
    body = tree.body
    # Every access to the result runs the selector again, so that one slice is taken of it and no iteration.
    return body.query_selector_all(selector)[:MAX_NODES] if body is not None else ()
