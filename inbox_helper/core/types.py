"""The vocabulary: every value that passes between rooms, frozen and slotted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Where:
    """The place of one message on a server (RFC 3501 section 2.3.1.1)."""

    account: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox of RFC 5322 section 3.4: decoded, without control characters."""

    name: str
    email: str

    @property
    def local_part(self) -> str:
        """What stands before the last @."""
        return self.email.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after the last @, in lower case."""
        return self.email.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text part of a message as it came over the wire, still encoded."""

    content_type: str
    """text/plain or text/html, in lower case."""
    charset: str
    transfer_encoding: str
    payload: bytes
    truncated: bool = False
    flowed: bool = False
    """Whether the part says format=flowed (RFC 3676)."""
    delete_space: bool = False
    """Whether it also says DelSp=yes."""


@dataclass(frozen=True, slots=True)
class FetchedMessage:
    """What the mailbox room fetched of one message: its header and its text parts, never attachments."""

    uid: int
    flags: frozenset[str]
    internal_date: datetime | None
    size: int
    """Octets of the whole message on the server (RFC822.SIZE)."""
    header: bytes
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message, decoded. No text in it holds control characters other than line feeds and tabs."""

    message_id: str
    """With angle brackets, or empty where it is missing, repeated or malformed."""
    subject: str
    from_: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    """Addresses of Delivered-To (newest first), Envelope-To, X-Original-To."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    """From the Date header, or else INTERNALDATE; always with a zone."""
    headers: tuple[tuple[str, str], ...]
    """All header fields in order: names in lower case, values unfolded and decoded."""
    text_plain: str
    text_html: str
    defects: tuple[str, ...]
    """What is wrong with the message, one short phrase each."""
    size: int = 0

    def header(self, name: str) -> str:
        """Given a name in lower case, return the first value of that field, or an empty text."""
        return next((value for key, value in self.headers if key == name), "")

    def header_all(self, name: str) -> tuple[str, ...]:
        """Given a name in lower case, return every value of that field, topmost first."""
        return tuple(value for key, value in self.headers if key == name)

    @property
    def sender(self) -> Address:
        """The first author, or an empty address."""
        return self.from_[0] if self.from_ else Address("", "")


class CutKind(StrEnum):
    """Why a piece of text was cut from what is judged."""

    QUOTE = "quote"
    FORWARD = "forward"
    SIGNATURE = "signature"
    FOOTER = "footer"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of text that was cut from what is judged; explain shows it."""

    kind: CutKind
    text: str


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A message's own words, ready to be judged."""

    subject: str
    """Without reply and forward prefixes, one line."""
    body: str
    """Visible text of this message alone: unwrapped, spaces folded, paragraphs parted by an empty line."""
    sentences: tuple[tuple[int, int], ...]
    """Start and end offsets in `body`, in order, without overlap."""
    signature: str
    """The signature block, where one was found; it is cut from `body`."""
    cuts: tuple[Cut, ...]
    language: str
    """ISO 639-1 code of the main language, or empty where unknown."""
    languages: tuple[str, ...]
    """Every language that a sizeable part of the text is written in, main language first."""


class Part(StrEnum):
    """The part of a message that a rule looks at."""

    SUBJECT = "subject"
    BODY = "body"
    FROM = "from"
    HEADERS = "headers"


class Label(StrEnum):
    """What a message is taken for."""

    REJECTION = "rejection"
    UNSURE = "unsure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One hit of one rule."""

    rule: str
    weight: float
    """What the rule adds when it counts; 0 for a guard that only mutes or vetoes."""
    part: Part
    text: str
    """The matched words as they stand in the message."""
    start: int
    """Offset of the match in the prepared text of its part."""
    end: int
    muted_by: str = ""
    """Id of the guard that mutes this hit; "needs:…" or "quoted" where that is why; empty where it counts."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "is this a rejection?", with its proof."""

    label: Label
    score: float
    evidence: tuple[Evidence, ...]
    language: str
    """The language of the rules that decided; else the detected one; else empty."""
    rulebook_version: str


class Stage(StrEnum):
    """How far the application came."""

    UNKNOWN = ""
    APPLIED = "applied"
    INTERVIEWED = "interviewed"
    FINAL_ROUND = "final_round"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact read from a message. Only a sure one may appear in a draft."""

    value: str
    source: str
    """Where it comes from: signature, salutation, subject, body, sender name, domain, header …"""
    sure: bool


NO_FACT = Fact("", "", sure=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message tells about the application; unknown facts are NO_FACT."""

    company: Fact = NO_FACT
    position: Fact = NO_FACT
    contact: Fact = NO_FACT
    """Full name of the person who signed."""
    contact_title: Fact = NO_FACT
    """Mr, Ms, Dr. … where the mail itself states it."""
    first_name: Fact = NO_FACT
    """The applicant's own first name as the salutation has it."""
    stage: Fact = NO_FACT
    """A value of Stage."""
    feedback_declined: bool = False
    feedback_offered: bool = False
    kept_on_file: bool = False
    invited_to_apply_again: bool = False
    position_cancelled: bool = False
    filled_internally: bool = False
    formality: str = ""
    """How the mail addresses the reader: formal, informal, or empty where it does not show."""
    contact_email: Fact = NO_FACT
    """An address that the mail names for questions."""
    later_contact: Fact = NO_FACT
    """Who is named for questions, where that is somebody else than who signed."""
    reference: Fact = NO_FACT
    """The employer's number of the vacancy or of the application."""
    telephone: Fact = NO_FACT
    """A number to call the employer at, in international form (E.123) where its country is known."""


class Action(StrEnum):
    """What to do about a message; the names are part of the JSON contract."""

    REPLY = "reply"
    RELAY = "relay"
    NOBODY = "nobody"
    DONE = "done"
    SPOOF = "spoof"
    LIMIT = "limit"
    LIST = "list"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    OWN = "own"
    NOT_ADDRESSED = "not_addressed"
    MALFORMED = "malformed"
    REVIEW = "review"
    """Unsure: shown for review, no draft."""
    NONE = "none"
    """Not a rejection."""

    @property
    def drafts(self) -> bool:
        """Whether this action puts a draft into Drafts."""
        return self in (Action.REPLY, Action.RELAY)


@dataclass(frozen=True, slots=True)
class Plan:
    """May and should we answer, whom, as whom, and how."""

    action: Action
    reason: str
    """One sentence for people."""
    to: tuple[Address, ...] = ()
    from_: Address = Address("", "")
    language: str = ""
    tone: str = ""
    later: bool = False
    """Whether the draft stays due, and is made when what holds it back is over."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the user of one account is."""

    address: str
    name: str
    aliases: tuple[str, ...] = ()
    trusted_servers: tuple[str, ...] = ()
    """Names by which servers of the user's provider sign Authentication-Results (authserv-id, RFC 8601 section 2.5)."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses, the main one first."""
        return (self.address, *self.aliases)


@dataclass(frozen=True, slots=True)
class DraftingOptions:
    """The user's wishes for drafts."""

    tone: str = "warm"
    signature_name: str = ""
    """The name under the draft; empty: the account's name; "-": none, the mail client adds one."""
    default_language: str = "en"
    quote: str = "short"
    """short | full | none"""
    reach_out: str = "ask"
    """ask | always | never: whether a draft goes to somebody else of the employer where the sender takes no replies."""
    daily_limit: int = 20
    employer_days: int = 0
    """An employer gets one draft in so many days; 0: one for every rejection."""
    confirm_first: bool = False
    """Whether a new account only reports until the user has confirmed once."""
    flood_limit: int = 25
    """Drafting is held where so many of the last `flood_window` mails are rejections, far more than usual; 0: never."""
    flood_window: int = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A complete reply draft."""

    message_id: str
    raw: bytes
    """RFC 5322 bytes with CRLF line ends."""
    text: str
    """The body as the user reads it."""


class Outcome(StrEnum):
    """How the filing of a draft ended."""

    FILED = "filed"
    RECOVERED = "recovered"
    """An earlier attempt had stored it; found by its Message-ID."""
    ALREADY_DONE = "already_done"
    NOT_PLANNED = "not_planned"
    DRY_RUN = "dry_run"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a draft lies, and how it came there."""

    outcome: Outcome
    where: Where | None = None
    note: str = field(default="")
