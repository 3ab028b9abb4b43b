"""Earlier mail of an employer or a conversation: a bounded look, and only for rejections that leave something open."""

from __future__ import annotations

from dataclasses import dataclass, field

from inbox_helper.core.acquaintance import is_of_employer
from inbox_helper.core.earlier import EarlierMail, read_earlier
from inbox_helper.core.fetched import parse_fetched
from inbox_helper.core.types import Facts, Identity, Message, Where
from inbox_helper.errors import MailboxError
from inbox_helper.mailbox.port import Mailbox, ThreadIds

WINDOW = 1000
"""UIDs below a rejection among which earlier mail is looked for; their authors and ids are read in one command."""
MOST_MAILS = 6
"""Earlier mails that are read, the newest ones."""


@dataclass(slots=True)
class _Known:
    uidvalidity: int
    first: int
    end: int
    """The UID after the last one that is known."""
    ids: list[ThreadIds]


@dataclass(slots=True)
class Correspondence:
    """What the folders of one account hold of earlier mail, read once for a connection and then kept up to date."""

    mailbox: Mailbox
    identity: Identity
    _known: dict[str, _Known] = field(default_factory=dict)

    def before(self, where: Where, message: Message, facts: Facts) -> tuple[EarlierMail, ...]:
        """Return earlier mails of the same conversation or employer, out of the folder of a mail; none if all is known.

        What the server refuses costs no draft: then there is none.
        """
        if facts.company.sure and facts.position.sure and facts.contact.sure:
            return ()
        try:
            uids = [ids.uid for ids in self._window(where) if _is_related(ids, message, facts)]
            fetched = list(self.mailbox.fetch(where.folder, sorted(uids)[-MOST_MAILS:]))
        except MailboxError:
            return ()
        return read_earlier(map(parse_fetched, fetched), self.identity)

    def _window(self, where: Where) -> list[ThreadIds]:
        """Return authors and ids of what lies below a mail, `WINDOW` UIDs deep."""
        first = max(1, where.uid - WINDOW)
        known = self._known.get(where.folder)
        if known is None or known.uidvalidity != where.uidvalidity or first < known.first or first > known.end:
            known = self._known[where.folder] = _Known(where.uidvalidity, first, first, [])
        if known.end < where.uid:
            known.ids += self.mailbox.thread_ids(where.folder, range(known.end, where.uid))
            known.end = where.uid
        return [ids for ids in known.ids if first <= ids.uid < where.uid]


def _is_related(ids: ThreadIds, message: Message, facts: Facts) -> bool:
    conversation = {*message.references, *message.in_reply_to}
    same = bool(conversation and conversation.intersection((ids.message_id, *ids.references, *ids.in_reply_to)))
    return same or is_of_employer(ids.author, message, facts)
