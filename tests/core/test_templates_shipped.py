"""Every reply that ships: all languages, tones, situations and known facts read as a person would write."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inbox_helper.core.compose import fitting_tone
from inbox_helper.core.language import languages
from inbox_helper.core.language_words import FUNCTION_WORDS
from inbox_helper.core.templates import build_templates
from inbox_helper.core.types import Facts

FOLDER = Path(__file__).parents[2] / "templates"
SOURCES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.txt.j2")}
SHIPPED = build_templates(SOURCES)
PARTS = ("greeting", "thanks", "acceptance", "keep_in_touch", "ask_feedback", "closing")
MARKED_LAYOUT = "\n\n".join(f"§{part}\n\n{{% block {part} %}}{{% endblock %}}" for part in PARTS)
IN_PARTS = build_templates({**SOURCES, "layout.txt.j2": MARKED_LAYOUT})
"""The same templates, with every part in paragraphs of its own under its name."""

TONES = [(language, tone) for language in SHIPPED.languages for tone in SHIPPED.tones(language)]
ALL_TONES = ("brief", "formal", "warm")
MOST_WORDS = 90
CHARACTERS_A_WORD = 2.5
"""Of Japanese, which parts no words: 225 characters are as long as 90 words."""

STAGES = ("", "interviewed", "final_round")
CAUSES = ("", "cancelled", "filled_internally")
FUTURES = ("", "on_file", "apply_again")
FEEDBACK = ("ask", "offered", "declined")

NOTHING = {
    "company": "",
    "position": "",
    "contact": "",
    "contact_first_name": "",
    "contact_last_name": "",
    "contact_academic": "",
    "contact_gender": "",
}
PERSON = {"contact": "Ada Larch", "contact_first_name": "Ada", "contact_last_name": "Larch"}
FIRM = {"company": "Greenfield Nurseries"}
POSITION = {"position": "Senior Gardener"}
KNOWN = {**NOTHING, **PERSON, **FIRM, **POSITION}
KNOWLEDGE: dict[str, dict[str, str]] = {
    "everything": KNOWN,
    "nothing": NOTHING,
    "a woman": {**KNOWN, "contact_gender": "f", "contact_academic": "Dr."},
    "a man": {**KNOWN, "contact_gender": "m"},
    "a first name": {**KNOWN, "contact": "Ada", "contact_last_name": ""},
    "a person alone": {**NOTHING, **PERSON},
    "a firm alone": {**NOTHING, **FIRM},
    "a firm of one word": {**NOTHING, "company": "Greenfield"},
    "a position alone": {**NOTHING, **POSITION},
}
HOLE = re.compile(
    r"  |\n\n\n|None|Undefined|[{}\[\]§]|[^\S\u00a0][,.;](?:\s|$)|[,;:]\s*[,.;:]|\.\.|^\s|\s$|[^\S\n]\n|\n |\( "
    r"|„\s*“|„\s*”|”\s*”|«\s*»|「」|。\s*。|、。|(?:^|\n)[,.;:]"
)

FEEDBACK_WORDS = {
    "cs": "zlepš|zapracovat|lépe|zpětn|doporučení, co|rada",
    "da": "feedback|tilbagemelding|bedre næste|gøre bedre|arbejde med|forbedre",
    "de": "verbesser|Feedback|besser machen|arbeiten\\?|Rückmeldung nehme|angebotene Rückmeldung|Hinweis",
    "en": "feedback|improve|stronger candidate|could be better|do better|suggestion|a hint",
    "es": "mejor|feedback|comentarios",
    "fi": "parantaa|paremmin|kehittää|palaut",
    "fr": "améliorer|travailler|retour propos|proposition de retour",
    "it": "migliora|riscontro|feedback|fare meglio|lavorare",
    "ja": "改善|フィードバック|ご助言",
    "nb": "forbedre|bedre på|gjøre bedre|gjort bedre|tilbakemelding|jobbe med",
    "nl": "verbeter|feedback|beter kunnen|beter kan|werken",
    "pl": "popraw|popracować|zwrotn|uwagi",
    "pt": "melhorar|feedback|fazer melhor|trabalhar",
    "sv": "förbättra|återkoppling|bättre nästa|göra bättre|utveckla|arbeta på",
    "tr": "geliş|geri bildirim|daha iyi yap",
}
"""By which a question for feedback is known; nothing else in a reply says so."""
OFFER_WORDS = {
    "cs": "nabídku zpětné|nabíd|nabíz",
    "da": "tilbud|ja tak",
    "de": "angebot",
    "en": "offer",
    "es": "ofrec|ofrezc",
    "fi": "tarjo",
    "fr": "propos",
    "it": "offer|offert|disponibilità|proposto",
    "ja": "申し出|いただけるとのこと",
    "nb": "tilbud|ja takk",
    "nl": "aanbod|aangeboden",
    "pl": "propozycj|zaproponowan",
    "pt": "ofer",
    "sv": "erbjud|ja till återkopplingen",
    "tr": "teklif|önerilen|önerdiğ",
}
"""By which the taking up of an offer is known."""
LAMENTS = {
    "cs": "bohužel|zklam|škoda|lituj",
    "da": "desværre|skuffe|ærgerlig|beklage",
    "de": "leider|enttäusch|schade|bedau",
    "en": "unfortunate|disappoint|sad |sadly|regret|sorry|however",
    "es": "lamentab|decepci|desgracia|tristeza|lástima|pesar de",
    "fi": "valitettav|pettym|harmi|ikävä",
    "fr": "malheur|déçu|déception|regret|dommage",
    "it": "purtroppo|delus|dispiac|peccato",
    "ja": "残念|遺憾|悔し",
    "nb": "dessverre|skuffe|synd |beklage",
    "nl": "helaas|jammer|teleur|spijt",
    "pl": "niestety|rozczarow|szkoda|przykro",
    "pt": "infeliz|decep|lament|pena",
    "sv": "tyvärr|besvik|synd |tråkig|beklag",
    "tr": "maalesef|ne yazık|üzül|üzgün|hayal kır",
}
HOMOGRAPHS = {
    "da": "der kan",
    "de": "was",
    "en": "come",
    "es": "les",
    "fi": "ole",
    "it": "all",
    "nb": "all kan",
    "nl": "was die kan over veel",
    "pt": "sobre",
    "sv": "all blir",
    "tr": "not",
}
"""Words of a language that happen to be common words of another: Dutch and German die, German and English was."""


def context(**changes: Any) -> dict[str, Any]:
    """Return every variable that templates may use."""
    usual = {**KNOWN, "informal": False, "formality": "formal", "stage": "", "cause": "", "future": "",
             "feedback": "ask", "name": "Sam Rivers", "variant": 0}  # fmt: skip
    return {**usual, **changes}


def addresses(language: str, tone: str) -> tuple[dict[str, Any], ...]:
    """Return the ways in which a mail may address the reader that go with a tone."""
    formal = {"informal": False, "formality": "formal"}
    suits = fitting_tone(tone, language, Facts(formality="informal")) == tone
    return (formal, {"informal": True, "formality": "informal"}) if suits else (formal,)


def situations(language: str, tone: str, *knowledge: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield every situation with all that may be known; each has a number of its own, so that wordings change."""
    choices = itertools.product(STAGES, CAUSES, FUTURES, FEEDBACK, addresses(language, tone), knowledge)
    for number, (stage, cause, future, feedback, address, known) in enumerate(choices):
        yield context(
            **known, **address, stage=stage, cause=cause, future=future, feedback=feedback, variant=number
        )  # fmt: skip


def in_parts(language: str, tone: str, context: dict[str, Any]) -> dict[str, str]:
    """Return each part of a reply by its name."""
    text = IN_PARTS.render(language=language, tone=tone, context=context)
    pieces = re.split(r"§(\w+)\s*", text)[1:]
    return {part: words.strip() for part, words in zip(pieces[::2], pieces[1::2], strict=True)}


@cache
def replies(language: str, tone: str, known: str) -> tuple[tuple[dict[str, Any], str], ...]:
    """Return every situation with the reply to it, given the name of what is known."""
    return tuple(
        (each, SHIPPED.render(language=language, tone=tone, context=each))
        for each in situations(language, tone, KNOWLEDGE[known])
    )


def length(text: str) -> float:
    """Return the length in words; signs that stand alone are none."""
    japanese = len(re.findall(r"[\u3001-\u30ff\u4e00-\u9fff]", text))
    latin = re.findall(r"[^\W\d_][^\s\u3001-\u30ff\u4e00-\u9fff]*", re.sub(r"[\u3001-\u30ff\u4e00-\u9fff]", " ", text))
    return len(latin) + japanese / CHARACTERS_A_WORD


def test_every_language_has_every_tone() -> None:
    """Whatever tone the user likes, a mail in any language of the rulebook is answered in it."""
    assert {language: SHIPPED.tones(language) for language in SHIPPED.languages} == dict.fromkeys(
        sorted(FEEDBACK_WORDS), ALL_TONES
    )


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_every_combination_reads_as_one_piece(language: str, tone: str) -> None:
    """Whatever is known and whatever happened, the draft has no hole, and ends with the user's name."""
    for _, text in itertools.chain.from_iterable(replies(language, tone, known) for known in KNOWLEDGE):
        assert not HOLE.search(text), text
        assert length(text) <= MOST_WORDS, text
        assert text.endswith("\nSam Rivers"), text
        assert len(text.split("\n\n")) == 4, text
        assert text.count("!") + text.count("！") <= 1, text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_longest_wordings_stay_short(language: str, tone: str) -> None:
    """Even where every part happens to get its longest wording, a reply is read in half a minute."""
    numbers = itertools.count()
    pairs = (("on_file", "ask"), ("apply_again", "offered"), ("", "declined"))
    for stage, cause, address in itertools.product(STAGES, CAUSES, addresses(language, tone)):
        longest: defaultdict[str, float] = defaultdict(float)
        for (future, feedback), number in itertools.product(pairs, range(12)):
            each = context(
                **address, stage=stage, cause=cause, future=future, feedback=feedback, variant=number + next(numbers)
            )
            for part, words in in_parts(language, tone, each).items():
                longest[part] = max(longest[part], length(words))
        assert sum(longest.values()) + length("Sam Rivers") <= MOST_WORDS, (stage, cause, dict(longest))


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_languages_do_not_mix(language: str, tone: str) -> None:
    """A draft is in one language from greeting to closing, in every situation."""
    for each in situations(language, tone, NOTHING):
        wordings = ({**each, "name": "", "variant": each["variant"] + number} for number in range(3))
        text = "\n\n".join(SHIPPED.render(language=language, tone=tone, context=wording) for wording in wordings)
        assert languages(text) == (language,), text


@pytest.mark.parametrize(("language", "tone"), [each for each in TONES if each[0] in FUNCTION_WORDS])
def test_no_word_strayed_in(language: str, tone: str) -> None:
    """No common word of another language stands in a draft, not even one that was left over from copying."""
    lists = {code: set(words.split()) for code, words in FUNCTION_WORDS.items()}
    own = lists.pop(language)
    foreign = {word for words in lists.values() for word in words} - own - set(HOMOGRAPHS.get(language, "").split())
    foreign -= {word for word, times in Counter(itertools.chain(*lists.values())).items() if times > 1}
    for _, text in replies(language, tone, "nothing"):
        words = {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 2}
        assert not words & foreign, text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_declined_feedback_is_not_asked_for(language: str, tone: str) -> None:
    """Where the mail says that no feedback is given, nothing in the draft asks, not even by the way."""
    asks = re.compile(FEEDBACK_WORDS[language], re.IGNORECASE)
    for each in situations(language, tone, KNOWN):
        if each["feedback"] == "declined":
            parts = in_parts(language, tone, each)
            assert parts["ask_feedback"] == ""
            text = " ".join(words for part, words in parts.items() if part not in ("greeting", "closing"))
            assert not asks.search(_without_company_praise(language, text)), text
            assert not re.search(r"[?？¿]", text), text


def _without_company_praise(language: str, text: str) -> str:
    """Take out what reads like a question for feedback and is none: to get to know a firm better."""
    known = {
        "es": r"conocer (?:un poco )?mejor",
        "it": r"conoscere (?:un po’ )?meglio",
        "fi": r"hieman paremmin",
        "nl": r"(?:wat|nog) beter",
    }.get(language)
    return re.sub(known, "", text) if known else text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_feedback_is_asked_for_once(language: str, tone: str) -> None:
    """One easy question; an offer is taken up as one, and nobody is reminded of an offer that was not made."""
    asks, takes_up = (re.compile(words[language], re.IGNORECASE) for words in (FEEDBACK_WORDS, OFFER_WORDS))
    for each in situations(language, tone, KNOWN, NOTHING):
        if each["feedback"] == "declined":
            continue
        question = in_parts(language, tone, each)["ask_feedback"]
        assert asks.search(question), question
        assert len(re.findall(r"[?？]", question)) <= 1, question
        assert bool(takes_up.search(question)) == (each["feedback"] == "offered"), question


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_parts_do_not_depend_on_the_question(language: str, tone: str) -> None:
    """A draft without the question is the same draft otherwise, so that nothing refers to what is not there."""
    for variant in range(8):
        asked, offered, declined = (
            in_parts(language, tone, context(feedback=feedback, variant=variant)) for feedback in FEEDBACK
        )
        rest = [{**parts, "ask_feedback": ""} for parts in (asked, offered, declined)]
        assert rest[0] == rest[1] == rest[2]
        assert asked["ask_feedback"] != offered["ask_feedback"]


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_nobody_laments(language: str, tone: str) -> None:
    """A reply that is remembered kindly shows no disappointment."""
    laments = re.compile(rf"\b(?:{LAMENTS[language]})" if language != "ja" else LAMENTS[language], re.IGNORECASE)
    for _, text in replies(language, tone, "everything"):
        assert not laments.search(text), text


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_every_stage_is_thanked_for_in_its_own_way(language: str, tone: str) -> None:
    """After interviews the reply says so, and whoever was never met is not thanked for a conversation."""
    thanks = {
        stage: {in_parts(language, tone, context(stage=stage, variant=number))["thanks"] for number in range(20)}
        for stage in STAGES
    }
    assert len(thanks[""]) >= 2
    assert not thanks[""] & (thanks["interviewed"] | thanks["final_round"])


@pytest.mark.parametrize(("language", "tone"), TONES)
def test_wordings_vary_and_stay(language: str, tone: str) -> None:
    """A recruiter who sees two drafts does not see the same sentences; the same mail always gets the same draft."""
    texts = [SHIPPED.render(language=language, tone=tone, context=context(variant=each)) for each in range(20)]
    again = [SHIPPED.render(language=language, tone=tone, context=context(variant=each)) for each in range(20)]
    assert texts == again
    assert len(set(texts)) >= 8


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_tones_differ(language: str) -> None:
    """The brief tone is the shortest, and the formal one is not the warm one under another name."""
    texts = {tone: [text for _, text in replies(language, tone, "everything")] for tone in ALL_TONES}
    average = {tone: sum(map(length, each)) / len(each) for tone, each in texts.items()}
    assert average["brief"] < 0.9 * min(average["warm"], average["formal"])
    assert not set(texts["warm"]) & set(texts["formal"])
