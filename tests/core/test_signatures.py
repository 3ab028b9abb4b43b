"""Names, details, legal notices and links below the text."""

from __future__ import annotations

import pytest

from inbox_helper.core.signatures import cut_footers, cut_signature

TEXT = "We have chosen somebody else for this role."


def unsigned(text: str) -> tuple[str, str]:
    """Return body and signature of a text."""
    found = cut_signature(text.split("\n"))
    return "\n".join(found.lines).strip(), found.signature


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,", "Best", "Sincerely,", "All the best!", "Mit freundlichen Grüßen", "Viele Grüße,",
        "Cordialement,", "Bien à vous,", "Un saludo,",
        "Atentamente,", "Cordiali saluti,", "Met vriendelijke groet,", "Atenciosamente,",
        "Com os melhores cumprimentos,", "Z poważaniem,", "Pozdrawiam", "Med vänliga hälsningar", "Med venlig hilsen",
        "Vennlig hilsen", "Ystävällisin terveisin", "S pozdravem", "Saygılarımızla,", "敬具", "With all good wishes,",
        "Thanks,", "Vielen Dank",
    ],
)  # fmt: skip
def test_who_signs_is_known_and_not_judged(closing: str) -> None:
    """Name and title below a closing phrase become the signature, in every language."""
    body, signature = unsigned(f"Dear Robin,\n\n{TEXT}\n\n{closing}\n\nJane Hale\nTalent Acquisition\n+44 20 7946 0000")
    assert signature == "Jane Hale\nTalent Acquisition\n+44 20 7946 0000"
    assert body == f"Dear Robin,\n\n{TEXT}\n\n{closing}"


def test_closing_and_name_on_one_line() -> None:
    """A name right behind the closing phrase is found, too."""
    assert unsigned(f"{TEXT}\n\nKind regards, Jane Hale\nBirch & Sons") == (
        f"{TEXT}\n\nKind regards, Jane Hale",
        "Jane Hale\nBirch & Sons",
    )


def test_a_name_without_closing_phrase() -> None:
    """People who only put their name below are known by it."""
    assert unsigned(f"{TEXT}\n\nJane Hale\nBirch & Sons") == (TEXT, "Jane Hale\nBirch & Sons")
    assert unsigned("今回は見送らせていただきます。大変申し訳ございません。\n\n羽田 純子")[1] == "羽田 純子"


@pytest.mark.parametrize(
    "last", ["Application Unsuccessful", "Not Selected", "Robin", "See you soon", "Room 12 East Wing"]
)
def test_a_last_line_that_is_no_name_stays(last: str) -> None:
    """A status in the last line is not lost as if it were somebody's name."""
    assert unsigned(f"{TEXT}\n\n{last}") == (f"{TEXT}\n\n{last}", "")


def test_the_delimiter_ends_the_text() -> None:
    """What follows "-- " is the signature."""
    assert unsigned(f"{TEXT}\n-- \nJane Hale\nBirch & Sons") == (TEXT, "Jane Hale\nBirch & Sons")


def test_a_delimiter_at_the_top_cuts_nothing() -> None:
    """A mail that begins with the delimiter, or has long text below it, keeps its text."""
    text = "--\nDear Robin,\n" + f"{TEXT} " * 8
    assert unsigned(text) == (text.strip(), "")


def test_a_postscript_is_text() -> None:
    """What is said below the name still counts."""
    body, signature = unsigned(f"{TEXT}\n\nKind regards,\nJane Hale\n\nP.S. We will keep your application on file.")
    assert signature == "Jane Hale"
    assert body.endswith("P.S. We will keep your application on file.")


def test_thanks_in_the_middle_is_text() -> None:
    """A line of thanks that is followed by sentences closes nothing."""
    text = f"Hello Robin, thank you for coming in.\nThanks\n{TEXT}\nWe wish you all the best for the future."
    assert unsigned(text) == (text, "")


def test_a_greeting_is_no_closing() -> None:
    """Nothing is cut from a mail that has only a greeting."""
    assert unsigned("Best\nJane") == ("Best\nJane", "")


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe | Manage your preferences",
        "Sent from my iPhone",
        "Newsletter abbestellen",
        "Se désabonner",
        "View this email in your browser",
        "© 2026 Birch & Sons. All rights reserved.",
        "Wypisz się",
        "配信停止はこちら",
    ],
)
def test_bulk_mail_links_are_footers(line: str) -> None:
    """Links and lines that every bulk mail has are cut, and can be shown."""
    kept, cuts = cut_footers([TEXT, "", line])
    assert kept == [TEXT, ""]
    assert [cut.text for cut in cuts] == [line]


def test_a_legal_notice_goes_to_the_end_of_its_paragraph() -> None:
    """Confidentiality notices are cut whole; what follows them is not."""
    notice = [
        "This email and any attachments are",
        "confidential and intended for",
        "the recipient only. Unfortunately",
    ]
    kept, cuts = cut_footers([TEXT, "", *notice, "", "Jane"])
    assert kept == [TEXT, "", "", "Jane"]
    assert cuts[0].text == "\n".join(notice)


LONG = (
    "Please see our privacy policy for how long we keep data. We regret that we cannot offer you the role. We chose "
    "somebody else. Thank you for the time that you gave us and for your patience. We wish you well."
)


@pytest.mark.parametrize("sentence", ["This email confirms that your application was not successful.", LONG])
def test_sentences_with_footer_words_stay(sentence: str) -> None:
    """A paragraph that says something is not cut for one word in it."""
    assert cut_footers([sentence, ""])[0] == [sentence, ""]
    assert cut_footers(["Dear Robin,", sentence])[0] == ["Dear Robin,", sentence]


def test_a_mail_of_footers_alone_is_kept() -> None:
    """Nothing is cut where nothing would be left."""
    assert cut_footers(["Unsubscribe"]) == (["Unsubscribe"], [])
