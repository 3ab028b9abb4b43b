"""Earlier mail completes what a refusal leaves open, and never puts a wrong word into a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.earlier import EarlierMail, Kinship, kinship, merge_facts, read_earlier
from inbox_helper.core.facts import REFUSED_INTERVIEW
from inbox_helper.core.types import NO_FACT, Address, Fact, Facts, Identity, Message, Stage

DAY = datetime(2026, 3, 20, 9, tzinfo=UTC)
SAM = Address("Sam Rivers", "sam.rivers@home.example")
ADA = Address("Ada Larch", "ada.larch@greenfield.example")
JOBS = Address("Greenfield Jobs", "jobs@greenfield.example")
SYSTEM = Address("Greenfield Nurseries", "no-reply@us.greenhouse-mail.io")


def mail(
    number: int,
    sender: Address = JOBS,
    *,
    subject: str = "",
    text: str = "",
    references: tuple[str, ...] = (),
    days: int = 0,
) -> Message:
    """Return a mail to Sam, so many days before the refusal."""
    return Message(
        message_id=f"<{number}@mail.example>",
        subject=subject,
        from_=(sender,),
        reply_to=(),
        to=(SAM,),
        cc=(),
        delivered_to=(),
        in_reply_to=references[-1:],
        references=references,
        date=DAY - timedelta(days=days),
        headers=(),
        text_plain=text,
        text_html="",
        defects=(),
    )


def sure(value: str) -> Fact:
    """Return a fact that may stand in a draft."""
    return Fact(value, "body", sure=True)


def earlier(message: Message, **facts: Fact) -> EarlierMail:
    """Return an earlier mail with these facts."""
    return EarlierMail(message, replace(Facts(), **facts))  # type: ignore[arg-type]  # names of facts


REFUSAL = mail(1)
IN_THREAD = mail(1, references=("<2@mail.example>",))


def test_conversation_names_company_and_position() -> None:
    """A short "sadly no" in a conversation is answered with the job and the firm in it."""
    known = earlier(mail(2, ADA, days=9), company=sure("Greenfield"), position=sure("Gardener"))
    facts = merge_facts(IN_THREAD, Facts(), [known])
    assert facts.position == Fact("Gardener", "earlier mail of the conversation", sure=True)
    assert facts.company == Fact("Greenfield", "earlier mail of the conversation", sure=True)


def test_what_the_mail_says_itself_stays() -> None:
    """What the employer writes today counts more than what it wrote a month ago."""
    own = Facts(company=sure("Greenfield"), position=sure("Head Gardener"), reference=sure("A-1"))
    known = earlier(mail(2, ADA, days=9), company=sure("Brownfield"), position=sure("Gardener"), reference=sure("B-2"))
    facts = merge_facts(IN_THREAD, own, [known])
    assert (facts.company, facts.position, facts.reference) == (own.company, own.position, own.reference)


def test_confirmation_from_the_same_address_names_the_position() -> None:
    """The confirmation of receipt tells which job the form letter means."""
    known = earlier(mail(2, days=20), position=sure("Gardener"))
    assert merge_facts(REFUSAL, Facts(), [known]).position == Fact("Gardener", "earlier mail of the sender", sure=True)


def test_two_applications_leave_the_position_open() -> None:
    """Who applied for two jobs is not answered about the wrong one."""
    known = [earlier(mail(2, days=20), position=sure("Gardener")), earlier(mail(3, days=5), position=sure("Florist"))]
    assert not merge_facts(REFUSAL, Facts(), known).position.sure


def test_the_mail_itself_chooses_between_two_applications() -> None:
    """Of two jobs it is the one that the refusal mentions somewhere."""
    known = [earlier(mail(2, days=20), position=sure("Gardener")), earlier(mail(3, days=5), position=sure("Florist"))]
    refusal = replace(REFUSAL, text_plain="We chose another gardener.")
    assert merge_facts(refusal, Facts(), known).position.value == "Gardener"
    assert merge_facts(refusal, Facts(), known).position.sure


def test_other_mail_of_the_employer_only_suggests_a_position() -> None:
    """A colleague's mail may have been about another job: it is shown, not written."""
    known = earlier(mail(2, ADA, days=20), position=sure("Gardener"))
    position = merge_facts(REFUSAL, Facts(), [known]).position
    assert (position.value, position.sure) == ("Gardener", False)


def test_unsure_position_is_confirmed_where_the_earlier_mail_names_it() -> None:
    """A job that ran into the rest of its sentence is put right."""
    refusal = replace(REFUSAL, text_plain="The post of gardener went to somebody else.")
    own = Facts(position=Fact("gardener went", "body", sure=False))
    known = earlier(mail(2, ADA, days=20), position=sure("Gardener"))
    assert merge_facts(refusal, own, [known]).position.value == "Gardener"
    assert merge_facts(refusal, own, [known]).position.sure


def test_company_needs_the_domain_where_only_the_employer_is_shared() -> None:
    """A recruiting agency's client is not taken for the agency."""
    agency = Address("Owen Pryce", "owen@talentbridge.example")
    refusal = mail(1, Address("Kim Lee", "kim@talentbridge.example"))
    known = earlier(mail(2, agency, days=3), company=sure("Calder Logistics"))
    assert not merge_facts(refusal, Facts(), [known]).company.sure
    known = earlier(mail(2, agency, days=3), company=sure("TalentBridge"))
    assert merge_facts(refusal, Facts(), [known]).company.sure


def test_interviewer_shows_the_stage() -> None:
    """After an interview the form letter is answered as warmly as a personal one."""
    known = earlier(mail(2, ADA, days=4), contact=sure("Ada Larch"), stage=sure(Stage.INTERVIEWED))
    stage = merge_facts(REFUSAL, Facts(stage=sure(Stage.APPLIED)), [known]).stage
    assert stage == Fact(Stage.INTERVIEWED, "earlier mail of the employer", sure=True)


def test_invitation_to_the_final_round_tells_of_interviews_only() -> None:
    """Nobody is thanked for a final round that may have been called off."""
    known = earlier(mail(2, ADA, days=4), contact=sure("Ada Larch"), stage=sure(Stage.FINAL_ROUND))
    assert merge_facts(REFUSAL, Facts(), [known]).stage.value == Stage.INTERVIEWED
    assert merge_facts(REFUSAL, Facts(stage=sure(Stage.FINAL_ROUND)), [known]).stage.value == Stage.FINAL_ROUND


def test_machine_does_not_show_the_stage() -> None:
    """A system that speaks of interviews has not held one."""
    known = earlier(mail(2, days=4), stage=sure(Stage.INTERVIEWED))
    assert merge_facts(REFUSAL, Facts(), [known]).stage == NO_FACT


def test_refused_interview_is_believed() -> None:
    """An interview for another job does not count for the one where there was none."""
    own = Facts(stage=Fact(Stage.APPLIED, REFUSED_INTERVIEW, sure=True))
    known = earlier(mail(2, ADA, days=4), contact=sure("Ada Larch"), stage=sure(Stage.INTERVIEWED))
    assert merge_facts(REFUSAL, own, [known]).stage == own.stage


def test_interview_for_another_position_does_not_count() -> None:
    """Two applications at one employer are kept apart."""
    own = Facts(position=sure("Florist"), stage=sure(Stage.APPLIED))
    known = earlier(
        mail(2, ADA, days=4), contact=sure("Ada Larch"), stage=sure(Stage.INTERVIEWED), position=sure("Gardener")
    )
    assert merge_facts(REFUSAL, own, [known]).stage == own.stage


def test_full_name_is_known_from_the_same_address() -> None:
    """Who signs with a first name today is the person who gave the full one last week."""
    refusal = mail(1, Address("", "ada@greenfield.example"))
    known = earlier(mail(2, Address("", "ada@greenfield.example"), days=4), contact=sure("Ada Larch"))
    for own in (sure("Ada"), Fact("Ada", "signature", sure=False), NO_FACT):
        assert merge_facts(refusal, Facts(contact=own), [known]).contact.value == "Ada Larch"


def test_shared_mailbox_does_not_lend_a_name() -> None:
    """Whoever signed the last mail from jobs@ did not sign this one."""
    known = earlier(mail(2, days=4), contact=sure("Ada Larch"))
    assert merge_facts(REFUSAL, Facts(), [known]).contact == NO_FACT
    other = Facts(contact=sure("Ben"))
    assert merge_facts(REFUSAL, other, [known]).contact == other.contact


def test_feedback_declined_before_is_not_asked_for() -> None:
    """Who said at the beginning that nobody gets feedback is not asked for it."""
    known = EarlierMail(mail(2, days=20), Facts(feedback_declined=True))
    assert merge_facts(REFUSAL, Facts(), [known]).feedback_declined
    assert not merge_facts(REFUSAL, Facts(stage=sure(Stage.INTERVIEWED)), [known]).feedback_declined
    assert not merge_facts(REFUSAL, Facts(feedback_offered=True), [known]).feedback_declined


def test_formality_is_kept() -> None:
    """Who said du before is not called Sie because the refusal addresses nobody."""
    known = EarlierMail(mail(2, days=20), Facts(formality="informal"))
    assert merge_facts(REFUSAL, Facts(), [known]).formality == "informal"
    assert merge_facts(REFUSAL, Facts(formality="formal"), [known]).formality == "formal"


def test_telephone_and_address_are_only_shown() -> None:
    """A number of last month may be looked at; nothing is sent to an address by it."""
    known = earlier(mail(2, days=20), telephone=sure("+44 20 7946 0123"), contact_email=sure("ada@greenfield.example"))
    facts = merge_facts(REFUSAL, Facts(), [known])
    assert (facts.telephone.value, facts.telephone.sure) == ("+44 20 7946 0123", False)
    assert (facts.contact_email.value, facts.contact_email.sure) == ("ada@greenfield.example", False)


@pytest.mark.parametrize(
    ("message", "other", "expected"),
    [
        (IN_THREAD, mail(2, ADA, days=3), Kinship.APPLICATION),
        (mail(1, references=("<9@x.example>",)), mail(2, references=("<9@x.example>",), days=3), Kinship.APPLICATION),
        (REFUSAL, mail(2, days=3), Kinship.SENDER),
        (REFUSAL, mail(2, ADA, days=3), Kinship.EMPLOYER),
        (REFUSAL, mail(2, Address("", "ada@elsewhere.example"), days=3), None),
        (REFUSAL, mail(2, days=-3), None),
        (REFUSAL, REFUSAL, None),
        (IN_THREAD, mail(2, SAM, days=3), None),
        (mail(1, SYSTEM), mail(2, SYSTEM, days=3), Kinship.SENDER),
        (mail(1, SYSTEM), mail(2, replace(SYSTEM, name="Blue Harbor"), days=3), None),
        (mail(1, Address("A", "a@gmail.com")), mail(2, Address("B", "b@gmail.com"), days=3), None),
    ],
)
def test_kinship(message: Message, other: Message, expected: Kinship | None) -> None:
    """Mail of other employers, of other users of a system or provider, and the reader's own has no say."""
    assert kinship(message, Facts(), EarlierMail(other, Facts())) is expected


def test_same_reference_number_is_the_same_application() -> None:
    """Two mails of one employer with one number are about one job."""
    facts = Facts(reference=sure("A-17"))
    assert kinship(REFUSAL, facts, earlier(mail(2, ADA, days=3), reference=sure("a-17"))) is Kinship.APPLICATION


def test_refusals_of_two_employers_at_one_system_are_kept_apart() -> None:
    """The name of the firm tells them apart where the address does not."""
    facts = Facts(company=sure("Greenfield"))
    other = earlier(mail(2, SYSTEM, days=3), company=sure("Blue Harbor"), position=sure("Gardener"))
    assert merge_facts(mail(1, SYSTEM), facts, [other]) == facts


def test_whole_way_from_text() -> None:
    """A confirmation and an interviewer's note give a bare refusal its job, firm and stage."""
    confirmation = mail(
        2,
        JOBS,
        subject="Your application for Gardener",
        text="Dear Sam,\n\nThank you for applying for the position of Gardener at Greenfield. We will be in touch.\n"
        "\nKind regards,\nThe Greenfield Team",
        days=30,
    )
    note = mail(
        3,
        ADA,
        subject="Thank you",
        text="Dear Sam,\n\nThank you for coming in for the interview today. We will decide next week.\n\n"
        "Kind regards,\nAda Larch\nHead Gardener\nGreenfield",
        days=6,
    )
    refusal = mail(1, JOBS, text="Dear Sam,\n\nWe have chosen another candidate.\n\nThe Greenfield Team")
    earlier_mail = read_earlier([confirmation, note], Identity(SAM.email, SAM.name))
    facts = merge_facts(refusal, Facts(), earlier_mail)
    assert facts.company.value == "Greenfield"
    assert facts.position == Fact("Gardener", "earlier mail of the sender", sure=True)
    assert facts.stage.value == Stage.INTERVIEWED


FACT = st.builds(Fact, st.sampled_from(["", "Ada Larch", "Gardener", "Acme"]), st.just("body"), sure=st.booleans())


@given(own=FACT, known=st.lists(st.tuples(FACT, FACT, st.integers(0, 9)), max_size=4))
def test_sure_facts_of_the_mail_survive_any_earlier_mail(own: Fact, known: list[tuple[Fact, Fact, int]]) -> None:
    """Whatever lies in the mailbox, the mail's own sure words are kept, and the order of the rest does not matter."""
    facts = Facts(company=own, position=own)
    mails = [
        earlier(mail(number + 2, days=days), company=company, position=position)
        for number, (company, position, days) in enumerate(known)
    ]
    merged = merge_facts(REFUSAL, facts, mails)
    if own.sure:
        assert (merged.company, merged.position) == (own, own)
    again = merge_facts(REFUSAL, facts, mails[::-1])
    assert (again.company.sure, again.position.sure) == (merged.company.sure, merged.position.sure)
