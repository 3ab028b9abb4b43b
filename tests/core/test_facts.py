"""What is read from a mail: right where it is sure, and silent where it is not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_helper.core.facts import read_facts
from inbox_helper.core.lexicon import LEXICONS
from inbox_helper.core.names import find_name, same_person, split_name
from inbox_helper.core.text import prepare
from inbox_helper.core.types import Address, Facts, Identity, Message
from inbox_helper.tuning.fact_table import (
    FLAGS,
    NAMES,
    FactCase,
    Kind,
    Reading,
    figures,
    read_table,
    readings,
)

TABLE = read_table(Path(__file__).parent / "data" / "facts")
READ = {case.id: readings(case, Identity("", "")) for case in TABLE}
NOBODY = Identity("", "")


def address(text: str) -> Address:
    """Read "Name <address>"."""
    name, _, rest = text.rpartition(" <")
    return Address(name, rest.rstrip(">"))


def mail(body: str, *, sender: str = "", to: str = "", subject: str = "") -> Message:
    """Return a message with this text."""
    return Message(
        message_id="<one@mail.example>",
        subject=subject,
        from_=(address(sender),) if sender else (),
        reply_to=(),
        to=(address(to),) if to else (),
        cc=(),
        delivered_to=(),
        in_reply_to=(),
        references=(),
        date=datetime(2026, 3, 3, 9, tzinfo=UTC),
        headers=(),
        text_plain=body,
        text_html="",
        defects=(),
    )


def read(body: str, sender: str, *, to: str = "", identity: Identity = NOBODY) -> Facts:
    """Read the facts of a mail that a test writes itself."""
    message = mail(body, sender=sender, to=to)
    return read_facts(message, prepare(message), identity)


def of(name: str) -> list[Reading]:
    """Return the readings of one fact in every mail of the table."""
    return [reading for case in TABLE for reading in READ[case.id] if reading.name == name]


@pytest.mark.parametrize("case", TABLE, ids=[case.id for case in TABLE])
def test_no_sure_fact_is_wrong(case: FactCase) -> None:
    """The user never sends a wrong name, a wrong company or a wrong job, nor asks for what was declined."""
    wrong = [each for each in READ[case.id] if each.kind is Kind.WRONG]
    assert not wrong, [(each.name, each.read, each.expected) for each in wrong]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("company", 0.95),
        ("contact", 0.95),
        ("position", 0.85),
        ("stage", 0.95),
        ("reference", 0.9),
        ("telephone", 0.9),
        ("later_contact", 0.75),
        ("contact_email", 0.9),
        ("formality", 0.95),
        *((flag, 0.9) for flag in FLAGS),
    ],
)
def test_most_facts_are_found(name: str, least: float) -> None:
    """Most drafts name the company, the job and the person, and fit what the mail says."""
    found = figures(of(name))
    assert found.recall is not None
    assert found.recall >= least


def test_table_is_broad() -> None:
    """The figures mean something: many mails, in every language, and every one of them is read."""
    languages = Counter(case.language for case in TABLE)
    assert len(TABLE) >= 150
    assert len(languages) == 15
    assert min(languages.values()) >= 4
    assert set(READ) == {case.id for case in TABLE}
    assert len(READ) == len(TABLE)
    assert all(len(of(name)) == len(TABLE) for name in NAMES)
    assert all(figures(of(name)).wanted >= 8 for name in NAMES)


REFUSAL = "Dear Sam,\n\nWe have decided to go on with other candidates.\n\n"


@pytest.mark.parametrize(
    "sender",
    [
        "Recruiting <recruiting@acme.example>",
        "The Acme Team <team@acme.example>",
        "Acme Careers <careers@acme.example>",
        "HR <hr@acme.example>",
        "Talent Acquisition <talent@acme.example>",
        "Greenhouse <no-reply@us.greenhouse-mail.io>",
        "Workday <acme@myworkday.com>",
        "Bewerbungen <bewerbung@acme.example>",
        "Ressources Humaines <rh@acme.example>",
        "no-reply@acme.example <no-reply@acme.example>",
        "Acme Corp <acme@acme.example>",
    ],
)
@pytest.mark.parametrize("ending", ["Kind regards,\nThe Acme Team", "Best,\nRecruiting", "Regards\nAcme", ""])
def test_no_mailbox_or_team_is_greeted(sender: str, ending: str) -> None:
    """Nobody reads "Dear Recruiting"."""
    assert not read(REFUSAL + ending, sender).contact.sure


@pytest.mark.parametrize("signed", ["Sam Rivers", "Rivers, Sam", "SAM RIVERS", "sam rivers", "Sam"])
def test_the_applicant_is_not_greeted(signed: str) -> None:
    """Nobody greets themselves."""
    identity = Identity("sam@home.example", "Sam Rivers")
    facts = read(f"{REFUSAL}Application of\n{signed}", f"{signed} <apply@portal.example>", identity=identity)
    assert not facts.contact.sure
    assert not facts.company.sure


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Ada Larch <ada.larch@acme.example>", "Ada Larch"),
        ("LARCH Ada <ada.larch@acme.example>", "Ada Larch"),
        ("Larch, Ada <ada.larch@acme.example>", "Ada Larch"),
        ("ADA LARCH <ada.larch@acme.example>", "Ada Larch"),
        ("Ada Larch (she/her) <ada.larch@acme.example>", "Ada Larch"),
        ("Ada Larch | Acme <ada.larch@acme.example>", "Ada Larch"),
        ("Ada from Acme <ada@acme.example>", "Ada"),
        ("Ada Larch, PhD <ada.larch@acme.example>", "Ada Larch"),
        ("🌿 Ada Larch 🌿 <ada.larch@acme.example>", "Ada Larch"),
        ("Ada-Marie van den Larch <ada@acme.example>", "Ada-Marie van den Larch"),
    ],
)
def test_names_are_put_right(sender: str, name: str) -> None:
    """However a mail program writes the name, the greeting has it as people say it."""
    body = f"{REFUSAL}Kind regards,\n{name.split(maxsplit=1)[0]}"
    assert read(body, sender).contact.value == name


@pytest.mark.parametrize(
    "text",
    [
        "The Acme Team", "Talent Acquisition", "Human Resources", "Sent from my phone", "2 Main Street", "HR", "",
        "Kind Regards And Thanks To All Of You Out There", "acme", "+1 555 0100", "https://acme.example", "Ada2 Larch",
        "Équipe Recrutement", "Personalabteilung", "a@b.example", "採用担当",
    ],
)  # fmt: skip
def test_what_is_no_name_is_seen(text: str) -> None:
    """A line of a signature is not taken for a person because it begins with capitals."""
    assert find_name(text) is None


@pytest.mark.parametrize(
    ("full", "title", "first", "last", "academic", "gender"),
    [
        ("Ada Larch", "", "Ada", "Larch", "", ""),
        ("Ada Larch", "Frau Dr.", "Ada", "Larch", "Dr.", "f"),
        ("Jan van der Berg", "Mr", "Jan", "van der Berg", "", "m"),
        ("Maria da Graça Furtado", "Prof.", "Maria", "da Graça Furtado", "Prof.", ""),
        ("梶原 琢磨", "", "琢磨", "梶原", "", ""),
    ],
)
def test_names_are_split(full: str, title: str, first: str, last: str, academic: str, gender: str) -> None:
    """The greeting uses the right half of a name, and a gender only where it was stated."""
    name = split_name(full, title)
    assert name is not None
    assert (name.first, name.last, name.academic, name.gender) == (first, last, academic, gender)


def test_names_in_other_order_are_one_person() -> None:
    """The signature and the sender's name are matched however they are written."""
    assert same_person("LARCH Ada", "Ada Larch")
    assert same_person("Ada", "Ada Larch")
    assert not same_person("Ada Larch", "Ben Larch")


def test_contact_address_is_found() -> None:
    """Where nobody reads replies, the user learns whom the mail names."""
    body = "Dear Sam,\n\nWe chose someone else. For questions write to ada.larch@acme.example.\n\nAcme"
    assert read(body, "Acme <no-reply@acme.example>").contact_email.value == "ada.larch@acme.example"


@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_nothing_breaks_the_reading(body: str, name: str, subject: str) -> None:
    """Whatever a mail holds, it is read."""
    clean = "".join(each for each in body if each == "\n" or each.isprintable())
    message = mail(clean, sender=f"{name} <a@b.example>", subject=" ".join(subject.split()))
    facts = read_facts(message, prepare(message), NOBODY)
    assert isinstance(facts, Facts)


@pytest.mark.parametrize("text", ["Ada " * 40_000, "(" * 50_000, "a, " * 50_000, "Kind regards,\n" * 20_000])
def test_long_mail_is_read_in_bounded_time(text: str) -> None:
    """A mail that was made to keep the program busy does not."""
    facts = read(text, "Ada Larch <ada@acme.example>")
    assert isinstance(facts, Facts)


def test_every_language_has_its_words() -> None:
    """No language's module is forgotten in the list, and none repeats another's code."""
    codes = [each.language for each in LEXICONS]
    assert len(set(codes)) == len(codes) == 15
    assert all(each.signals and each.group_words and each.role_words for each in LEXICONS)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Başvurunuz", "Sayın Deniz, Başvurduğunuz pozisyon için başka bir adayla devam ediyoruz."),
        ("Başvurunuz Sonuçlandı", "Sayın Deniz, Başvurunuzu inceledik, pozisyona uygun bulunmadı."),
        ("Kadro ilanı", "Sayın Deniz, Kurulumuz kadroyu bir başka adaya vermiştir."),
        ("Vaše žádost", "Dobrý den, místo, na které jste se hlásila, jsme již obsadili."),
        ("Odpověď na Vaši žádost o místo", "Dobrý den, rozhodli jsme se pokračovat s jiným uchazečem."),
        (
            "選考結果のご連絡",
            "弊社の中途採用にご応募いただき、ありがとうございました。今回は見送ります。",
        ),
        ("ご応募の件", "この度は弊社の求人にご応募いただきありがとうございました。"),
    ],
)
def test_talk_of_an_application_is_no_job(subject: str, body: str) -> None:
    """No draft says: thank you for your answer about the which-you-applied-for role."""
    message = mail(body, sender="HR <hr@firm.example>", subject=subject)
    assert not read_facts(message, prepare(message), NOBODY).position.sure


def test_a_job_is_taken_without_the_marks_behind_it() -> None:
    """An exclamation is the sentence's, not the job's."""
    found = read("Ciao, grazie per il colloquio per il ruolo di Sales Assistant!", "People <people@moda.example>")
    assert found.position.value in ("", "Sales Assistant")


def test_a_label_is_no_part_of_a_firm() -> None:
    """Tracking systems write tables."""
    found = read("Job: Packer\nFirma: Ulu Nakliyat\nStatus: rejected", "Ulu Nakliyat <no-reply@ulu.example>")
    assert found.company.value in ("", "Ulu Nakliyat")


@pytest.mark.parametrize("sender", ["Servicio de PDI", "DRH Clinique du Val", "Ufficio Personale", "Oddělení nábor"])
def test_an_office_is_no_person(sender: str) -> None:
    """Nobody is greeted as a department."""
    found = read(
        f"Buenos días,\n\nno ha sido seleccionado.\n\nAtentamente,\n{sender}", f"{sender} <personal@uni.example>"
    )
    assert not found.contact.sure


def test_a_word_of_the_sentence_is_no_job_where_languages_have_no_articles() -> None:
    """The subject bears out what is a job."""
    found = read("Dobrý den, místo připadlo uchazečce z Brna. Děkujeme.", "Nábor <nabor@firma.example>")
    assert not found.position.sure
    message = mail(
        "Dobrý den, místo prodavačky jsme obsadili.", sender="Nábor <nabor@firma.example>", subject="Prodavačka"
    )
    assert read_facts(message, prepare(message), NOBODY).position.value in ("", "Prodavačka", "prodavačky")
