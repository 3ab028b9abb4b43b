"""inbox-helper drafts gracious replies to job rejections, over IMAP, and never sends."""

__version__ = "0.1.0"
