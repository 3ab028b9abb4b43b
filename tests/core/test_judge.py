"""Verdicts: what counts, what is muted, and what a label needs."""

from __future__ import annotations

import time

import pytest

from inbox_helper.core.judge import judge
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.rules import RuleFile
from inbox_helper.core.types import Label, Part, Verdict
from tests.core.ruling import message, prepared, rule_file, rulebook


def _judge(book: Rulebook, body: str = "", subject: str = "", *languages: str, complete: bool = False) -> Verdict:
    return judge(book, message(body, subject), prepared(body, subject, *languages), complete=complete)


def _rules(verdict: Verdict) -> list[str]:
    return [evidence.rule for evidence in verdict.evidence if not evidence.muted_by]


def _phrase(name: str, say: str, weight: float = 1.0, more: str = "") -> RuleFile:
    group = name.split(".")[1]
    return rule_file(
        f"{name.split('.', maxsplit=1)[0]}/{group}-more.toml",
        f"""
        [[phrase]]
        id     = "{name}"
        weight = {weight}
        say    = ["{say}"]
        why    = "A test."
        hits   = ["x"]
        misses = ["y"]
        {more}
        """,
    )


def test_a_decision_within_a_frame_is_a_rejection() -> None:
    """One clear sentence about an application is enough."""
    verdict = _judge(rulebook(), "Thank you for your application. We have chosen another candidate.")
    assert verdict.label is Label.REJECTION
    assert verdict.score == 6.0
    assert _rules(verdict) == ["en.frame.application", "en.decision.others"]
    assert verdict.language == "en"


def test_the_evidence_names_the_words_as_they_stand() -> None:
    """Explain can mark the words in the user's mail, whatever their spelling."""
    body = "Hello. We  have CHOSEN –\nanother candidate’s file."
    evidence = _judge(rulebook(), body).evidence[0]
    assert evidence.text == "CHOSEN –\nanother candidate"
    assert body[evidence.start : evidence.end] == evidence.text
    assert evidence.part is Part.BODY


def test_frames_alone_decide_nothing() -> None:
    """A confirmation of receipt is left alone, however much it speaks of the application."""
    verdict = _judge(rulebook(), "Thank you for your application. The position is popular. Your application counts.")
    assert verdict.label is Label.OTHER
    assert verdict.score == 0.0
    assert verdict.evidence == ()


def test_all_evidence_is_there_for_those_who_ask() -> None:
    """Tuning sees what frames hit in mail that is no rejection."""
    verdict = _judge(rulebook(), "Thank you for your application.", complete=True)
    assert _rules(verdict) == ["en.frame.application"]
    assert verdict.label is Label.OTHER


def test_a_guard_mutes_what_stands_behind_it() -> None:
    """A sentence that says what would be is no decision; one that says what is, is one."""
    book = rulebook()
    muted = _judge(book, "If we have chosen another candidate for the position, we tell you about your application.")
    assert muted.label is Label.OTHER
    assert [(hit.rule, hit.muted_by) for hit in muted.evidence if hit.muted_by] == [
        ("en.decision.others", "en.guard.conditional")
    ]
    assert "en.guard.conditional" in _rules(muted)
    after = _judge(book, "We have chosen another candidate for the role, if you wonder.")
    assert after.label is Label.REJECTION


def test_a_guard_reaches_no_further_than_its_sentence() -> None:
    """An if in the next sentence does no harm."""
    verdict = _judge(rulebook(), "If you wonder. We have chosen another candidate for the role.")
    assert verdict.label is Label.REJECTION


def test_a_guard_can_be_muted() -> None:
    """An 'if' that is no condition does not hide the decision behind it."""
    verdict = _judge(rulebook(), "If you read this, we have chosen another candidate for the role.")
    assert verdict.label is Label.REJECTION


def test_a_phrase_counts_where_it_is_not_muted() -> None:
    """A conditional sentence beside the decision does not take it away, and both are shown."""
    body = "If we have chosen another candidate, we write. We have chosen another candidate for the role."
    verdict = _judge(rulebook(), body)
    hits = [(hit.rule, bool(hit.muted_by)) for hit in verdict.evidence if hit.rule == "en.decision.others"]
    assert verdict.label is Label.REJECTION
    assert hits == [("en.decision.others", True), ("en.decision.others", False)]


def test_a_quoted_decision_does_not_hide_the_real_one() -> None:
    """What a mail quotes decides nothing; what it says itself, further down, does."""
    quoted = "People dread the sentence “We have chosen another candidate for the role”."
    assert _judge(rulebook(), quoted).label is Label.OTHER
    assert _judge(rulebook(), f"{quoted} We have chosen another candidate.").label is Label.REJECTION


def test_a_guard_for_the_message_mutes_from_afar() -> None:
    """What a guard says of the whole mail holds in every sentence."""
    guard = rule_file(
        "en/guard-more.toml",
        """
        [[guard]]
        id     = "en.guard.conditional-talk"
        effect = "mute"
        scope  = "message"
        say    = ["talk proposal"]
        why    = "About a talk."
        hits   = ["Your talk proposal."]
        misses = ["Talk."]
        """,
    )
    body = "Your talk proposal was read. We will not be able to move forward with your application."
    assert _judge(rulebook(guard), body).label is Label.OTHER
    assert _judge(rulebook(), body).label is Label.REJECTION


def test_a_veto_leaves_a_decision_unsure() -> None:
    """An offer that also speaks of others is shown for review, never answered."""
    body = "We have chosen another candidate for the role. We are pleased to offer you a different role."
    verdict = _judge(rulebook(), body)
    assert verdict.label is Label.UNSURE
    assert verdict.score < 5.0
    assert "en.guard.offer" in _rules(verdict)


def test_a_veto_without_a_decision_is_other_mail() -> None:
    """An offer is no case for review."""
    assert _judge(rulebook(), "We are pleased to offer you the role.").label is Label.OTHER


def test_a_counter_lowers_the_score() -> None:
    """A sign of a newsletter outweighs a phrase, not for ever."""
    verdict = _judge(rulebook(), "We have chosen another candidate for the role. Unsubscribe.")
    assert verdict.score == 3.5
    assert verdict.label is Label.UNSURE


def test_a_hint_needs_a_frame() -> None:
    """Words that other mail uses too count only in mail about an application."""
    book = rulebook()
    alone = _judge(book, "It didn't work out.")
    assert alone.label is Label.OTHER
    assert [hit.muted_by for hit in alone.evidence] == ["needs:frame"]
    assert _judge(book, "It didn't work out with the role.").label is Label.REJECTION


def test_rules_that_need_each_other_prove_nothing() -> None:
    """Two hints that each need the other's group do not lift each other."""
    book = rulebook(
        _phrase("en.decision.one", "alpha", 5.0, 'needs = ["softener"]'),
        _phrase("en.softener.two", "beta", 1.0, 'needs = ["decision"]'),
    )
    assert _judge(book, "Alpha beta.").score == 0.0


def test_a_group_adds_no_more_than_its_cap() -> None:
    """Ten frames do not make up for a weak decision."""
    frames = [_phrase(f"en.frame.word-{n}", f"word{n}x", 1.0) for n in range(5)]
    files = [rule_file("en/frame-all.toml", "".join(_source(frame) for frame in frames))]
    verdict = _judge(rulebook(*files), "We will not move forward. word0x word1x word2x word3x word4x.")
    assert verdict.score == 6.0


def _source(file: RuleFile) -> str:
    phrase = file.phrases[0]
    return f"""
        [[phrase]]
        id     = "{phrase.id}"
        weight = {phrase.weight}
        say    = ["{phrase.say[0]}"]
        why    = "A test."
        hits   = ["x"]
        misses = ["y"]
    """


def test_the_same_words_count_once_in_a_group() -> None:
    """Two rules that catch the same sentence do not say the same twice."""
    book = rulebook(_phrase("en.decision.candidate", "another candidate", 3.0))
    verdict = _judge(book, "We have chosen another candidate for the role.")
    assert verdict.score == 6.5
    assert {"en.decision.others", "en.decision.candidate"} <= set(_rules(verdict))


def test_a_rule_counts_once_in_a_mail() -> None:
    """Repeating oneself proves nothing more."""
    body = "We have chosen another candidate for the role. Yes, we have chosen another candidate."
    assert _judge(rulebook(), body).score == 6.5


def test_experimental_rules_reach_unsure_at_most() -> None:
    """A rule that is tried out shows what it would find, and makes no drafts."""
    book = rulebook(_phrase("en.decision.new", "gave it away", 6.0, 'status = "experimental"'))
    alone = _judge(book, "We gave it away. Your application was good.")
    assert alone.label is Label.UNSURE
    assert alone.score < 5.0
    beside = _judge(book, "We gave it away. We have chosen another candidate for your application.")
    assert beside.label is Label.REJECTION


def test_a_decision_that_only_an_experimental_frame_serves_is_unsure() -> None:
    """What needs a frame makes no draft because of a frame that is tried out."""
    tried = _phrase("en.frame.new", "your sketches", 2.0, 'status = "experimental"')
    book = rulebook(tried, _phrase("en.hint.no", "took somebody else", 6.0, 'needs = ["frame"]'))
    assert _judge(book, "We took somebody else. Thank you for your sketches.").label is Label.UNSURE
    assert _judge(book, "We took somebody else. Your application was good.").label is Label.REJECTION


def test_an_experimental_rule_takes_nothing_from_a_proven_one() -> None:
    """A rule that is tried out on the same words does not hide the one that already counts."""
    book = rulebook(_phrase("en.decision.new", "have chosen another candidate for", 7.0, 'status = "experimental"'))
    assert _judge(book, "We have chosen another candidate for your application.").label is Label.REJECTION


def test_retired_rules_are_not_matched() -> None:
    """A rule that was retired keeps its id and says nothing."""
    book = rulebook(_phrase("en.decision.old", "gave it away", 6.0, 'status = "retired"'))
    assert _judge(book, "We gave it away.").evidence == ()


def test_only_the_parts_that_a_rule_names_are_looked_at() -> None:
    """A phrase for the body does not fire on a subject, one for both does."""
    book = rulebook()
    assert _judge(book, "", "We will not move forward").evidence == ()
    evidence = _judge(book, "", "They went with other candidates").evidence
    assert [(hit.part, hit.text) for hit in evidence] == [(Part.SUBJECT, "went with other candidates")]


def test_senders_and_headers_are_looked_at() -> None:
    """The template name of a tracking system decides by itself; the way that a mail took does not."""
    senders = rule_file(
        "any/sender.toml",
        """
        [[phrase]]
        id     = "any.sender.template"
        weight = 4.0
        where  = ["headers"]
        say    = ["x-template application rejected"]
        why    = "The template says it."
        hits   = ["X-Template: application_rejected"]
        misses = ["X-Template: application_received"]

        [[phrase]]
        id     = "any.sender.hiring-team"
        weight = 1.0
        where  = ["from"]
        say    = ["hiring team"]
        why    = "A hiring team."
        hits   = ["Hiring Team"]
        misses = ["Team"]
        """,
    )
    book = rulebook(senders)
    mail = message("About the role.", sender="ACME Hiring Team", x_template="application_rejected")
    verdict = judge(book, mail, prepared("About the role."))
    assert verdict.label is Label.REJECTION
    assert {(hit.part, hit.text) for hit in verdict.evidence} == {
        (Part.FROM, "Hiring Team"),
        (Part.BODY, "role"),
        (Part.HEADERS, "x-template: application_rejected"),
    }
    assert judge(book, message(received="x-template application rejected"), prepared()).evidence == ()


def test_rules_speak_for_mail_in_their_language() -> None:
    """A word that means something else in another language does no harm there; unknown languages get all rules."""
    book = rulebook(_phrase("sv.decision.gift", "gift", 5.0), _phrase("sv.frame.tjanst", "ja", 1.0))
    assert _judge(book, "A gift for you, ja.", "", "en").label is Label.OTHER
    assert _judge(book, "A gift for you, ja.", "", "sv").label is Label.REJECTION
    assert _judge(book, "A gift for you, ja.", "", "xx").label is Label.REJECTION
    assert _judge(book, "A gift for you, ja.", "", "sv").language == "sv"


def test_a_regex_matches_folded_sentences() -> None:
    """Experts may write a regular expression; it sees one sentence at a time."""
    rules = """
        [[phrase]]
        id     = "en.decision.expert"
        weight = 5.0
        regex  = ["^ we (re|are) [a-z]+ing .* $"]
        why    = "A test."
        hits   = ["x"]
        misses = ["y"]
    """
    book = rulebook(rule_file("en/decision-regex.toml", rules))
    hit = _judge(book, "Hello. We're declining, sadly. Bye.").evidence[0]
    assert hit.text == "We're declining, sadly"


@pytest.mark.parametrize(
    "text", ["if chosen another candidate " * 200_000, "your application. " * 300_000], ids=["one", "many"]
)
def test_hostile_text_is_judged_in_bounded_time(text: str) -> None:
    """A mail of many megabytes, whatever it says, is judged in seconds."""
    begun = time.perf_counter()
    _judge(rulebook(), text)
    assert time.perf_counter() - begun < 60
