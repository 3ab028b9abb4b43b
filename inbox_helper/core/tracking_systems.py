"""Applicant tracking systems: the domains that they mail from, and where replies to their addresses end.

Patterns match a whole local part, `*` standing for anything. An address that no pattern of its system names is not
known to reach a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from inbox_helper.core.types import Address


@dataclass(frozen=True, slots=True)
class TrackingSystem:
    """One system and what its addresses do."""

    name: str
    domains: tuple[str, ...]
    """Each with everything below it."""
    relays: tuple[str, ...] = ()
    """Local parts that carry a reply to the recruiter; the token in them is for this applicant alone."""
    people: tuple[str, ...] = ()
    """Local parts that belong to a recruiter."""


_FIRST_DOT_LAST = "*?.?*"
_TOKEN = "*+*"  # noqa: S105 - a pattern of local parts

SHIPPED_SYSTEMS = (
    TrackingSystem("Greenhouse", ("greenhouse-mail.io", "greenhouse.io"), (_TOKEN,)),
    TrackingSystem("Lever", ("hire.lever.co", "lever.co"), (_TOKEN,)),
    TrackingSystem("Ashby", ("ashbyhq.com",), (_TOKEN,), (_FIRST_DOT_LAST,)),
    TrackingSystem("Workday", ("myworkday.com", "myworkdayjobs.com", "workday.com")),
    TrackingSystem("iCIMS", ("icims.com", "icims.eu"), ("*+email+*",)),
    TrackingSystem("SmartRecruiters", ("smartrecruiters.com",), (_TOKEN,)),
    TrackingSystem("Workable", ("workablemail.com", "workable.com"), (_TOKEN, "*-[0-9a-f][0-9a-f][0-9a-f]*")),
    TrackingSystem("Teamtailor", ("teamtailor-mail.com", "teamtailor.com"), (_TOKEN,), (_FIRST_DOT_LAST,)),
    TrackingSystem("Taleo", ("taleo.net",)),
    TrackingSystem("Oracle", ("oraclecloud.com",)),
    TrackingSystem("SuccessFactors", ("successfactors.com", "successfactors.eu", "sapsf.com", "sapsf.eu")),
    TrackingSystem("JazzHR", ("applytojob.com", "jazz.co", "jazzhr.com"), (_TOKEN,)),
    TrackingSystem("Cornerstone", ("csod.com", "cornerstoneondemand.com")),
    TrackingSystem("BambooHR", ("bamboohr.com",), (_TOKEN,)),
    TrackingSystem("Rippling", ("rippling.com",), (_TOKEN,)),
    TrackingSystem("LinkedIn", ("linkedin.com",), ("hit-reply*", "inmail-hit-reply*", "messaging-digest*+*")),
    TrackingSystem("Indeed", ("indeed.com", "indeedemail.com"), ("*_*", "*+*", "conversation*")),
    TrackingSystem("Personio", ("personio.com", "personio.de"), (_TOKEN,)),
    TrackingSystem("Recruitee", ("recruitee-mailbox.com", "recruitee.com"), ("*",)),
    TrackingSystem("Breezy", ("breezy.hr", "breezy-mail.com"), (_TOKEN,)),
    TrackingSystem("Jobvite", ("jobvite.com",), (_TOKEN,)),
    TrackingSystem("Comeet", ("comeet-notifications.com", "comeet.co"), (_TOKEN,)),
    TrackingSystem("JOIN", ("join.com",), (_TOKEN,)),
    TrackingSystem("Gupy", ("gupy.com.br", "gupy.io")),
    TrackingSystem("Paylocity", ("paylocity.com",), (_TOKEN,)),
    TrackingSystem("TalentLyft", ("talentlyft.com",), (_TOKEN,)),
    TrackingSystem("Freshteam", ("freshteam.com",), (_TOKEN,)),
    TrackingSystem("PageUp", ("pageuppeople.com",), (_TOKEN,)),
    TrackingSystem("Brassring", ("brassring.com",)),
    TrackingSystem("Gem", ("gem.com",), (_TOKEN,)),
    TrackingSystem("Eightfold", ("eightfold.ai",)),
    TrackingSystem("Viterbit", ("viterbit-mail.com", "viterbit.com"), (_TOKEN,)),
    TrackingSystem("Darwinbox", ("darwinbox.in", "darwinbox.com")),
    TrackingSystem("ADP", ("adp.com",)),
    TrackingSystem("Amazon", ("mail.amazon.jobs",)),
    TrackingSystem("softgarden", ("softgarden.io", "softgarden.de"), (_TOKEN,)),
    TrackingSystem("rexx systems", ("rexx-systems.com", "rexx-recruitment.com"), (_TOKEN,)),
    TrackingSystem("d.vinci", ("dvinci.de", "dvinci-hr.com", "dvinci-easy.com"), (_TOKEN,)),
    TrackingSystem("Welcome to the Jungle", ("welcomekit.co", "welcometothejungle.com"), (_TOKEN,)),
    TrackingSystem("Jobylon", ("jobylon.com",), (_TOKEN,)),
    TrackingSystem("ReachMee", ("reachmee.com",)),
    TrackingSystem("Varbi", ("varbi.com",)),
    TrackingSystem("Webcruiter", ("webcruiter.no", "webcruiter.com")),
    TrackingSystem("HR-ON", ("hr-on.com",)),
    TrackingSystem("Emply", ("emply.com", "emply.net")),
    TrackingSystem("Traffit", ("traffit.com",), (_TOKEN,)),
    TrackingSystem("eRecruiter", ("erecruiter.pl",)),
    TrackingSystem("InfoJobs", ("infojobs.net", "infojobs.it")),
    TrackingSystem("HRMOS", ("hrmos.co",)),
    TrackingSystem("HERP", ("herp.cloud",)),
    TrackingSystem("Kariyer.net", ("kariyer.net",)),
    TrackingSystem("Homerun", ("homerun.co", "homerun.hr"), (_TOKEN,)),
    TrackingSystem("Pinpoint", ("pinpointhq.com",), (_TOKEN,)),
    TrackingSystem("UKG", ("ultipro.com", "ukg.com", "ukg.net")),
    TrackingSystem("Dayforce", ("dayforce.com", "dayforcehcm.com")),
    TrackingSystem("Avature", ("avature.net",)),
    TrackingSystem("Phenom", ("phenompeople.com", "phenom.com")),
    TrackingSystem("NEOGOV", ("neogov.com", "governmentjobs.com", "schooljobs.com")),
    TrackingSystem("Zoho Recruit", ("zohorecruit.com", "zohorecruitmail.com"), (_TOKEN,)),
)  # fmt: skip


_in_force: tuple[TrackingSystem, ...] = SHIPPED_SYSTEMS


def put_in_force(own: Sequence[TrackingSystem]) -> None:
    """Let the systems that the user describes stand before those that ship, and in the place of those of their names.

    One process has one set of systems, as it has one list of public suffixes.
    """
    global _in_force  # noqa: PLW0603 - every function of the core that meets an address asks for it
    named = {each.name.casefold() for each in own}
    _in_force = (*own, *(each for each in SHIPPED_SYSTEMS if each.name.casefold() not in named))
    _system_of.cache_clear()


def systems_in_force() -> tuple[TrackingSystem, ...]:
    """Return all systems, the user's first."""
    return _in_force


def tracking_system(address: Address) -> TrackingSystem | None:
    """Return the system that an address belongs to, or None."""
    return _system_of(address.domain)


@lru_cache(maxsize=10_000)
def _system_of(domain: str) -> TrackingSystem | None:
    return next((each for each in _in_force if any(_within(domain, own) for own in each.domains)), None)


def is_relay(system: TrackingSystem, address: Address) -> bool:
    """Tell whether a reply to this address of the system is known to be handed to the recruiter."""
    return _matches(system.relays, address)


def is_person(system: TrackingSystem, address: Address) -> bool:
    """Tell whether this address of the system is a recruiter's own."""
    return _matches(system.people, address)


def _matches(patterns: tuple[str, ...], address: Address) -> bool:
    return any(fnmatchcase(address.local_part.lower(), pattern) for pattern in patterns)


def _within(domain: str, own: str) -> bool:
    return domain == own or domain.endswith("." + own)
