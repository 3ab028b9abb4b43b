"""`inbox-helper status`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from inbox_helper.state.health import Counts, DaemonRecord, Health
    from inbox_helper.survey import AccountSurvey, Survey

_ATTENTION = 1
_WIDTH = 18


@click.command("status", short_help="Tell whether all is well: daemon, accounts, rules, and what was done.")
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def command(settings: Settings, accounts: tuple[str, ...], as_json: bool) -> int:  # noqa: FBT001
    """Tell how the daemon and ACCOUNTs, or all accounts, are; also when the daemon is dead.

    Exit code 0 if all is well, 1 if something needs attention.
    """
    from inbox_helper.survey import survey

    configuration = settings.configuration()
    chosen = [configuration.account(alias).alias for alias in accounts] or [
        account.alias for account in configuration.accounts
    ]
    found = survey(settings.state_folder, chosen, datetime.now(UTC).astimezone())
    click.echo(json.dumps(as_object(found), ensure_ascii=False) if as_json else "\n".join(as_lines(found)))
    return _ATTENTION if found.complaints else 0


def as_object(found: Survey) -> dict[str, Any]:
    """Return a survey with names that scripts can rely on; times are ISO 8601 in UTC."""
    return {
        "well": not found.complaints,
        "complaints": list(found.complaints),
        "at": _iso(found.at),
        "daemon": _daemon_object(found),
        "rulebook": _rulebook_object(found.daemon),
        "accounts": [_account_object(account) for account in found.accounts],
    }


def _daemon_object(found: Survey) -> dict[str, Any]:
    record = found.daemon
    return {
        "state": str(found.life),
        "pid": record.pid if record else None,
        "started_at": _iso(record.started_at) if record else None,
        "ended_at": _iso(record.ended_at) if record else None,
    }


def _rulebook_object(record: DaemonRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {"version": record.rulebook_version, "rules": record.rules, "problem": record.problem or None}


def _account_object(account: AccountSurvey) -> dict[str, Any]:
    health, judged = account.health, account.last_judged
    return {
        "account": account.account,
        "state": str(health.state) if health else None,
        "since": _iso(health.since) if health else None,
        "contact_at": _iso(health.contact_at) if health else None,
        "retry_at": _iso(health.retry_at) if health else None,
        "error": _error_object(health),
        "last_judged": {
            "at": _iso(judged.at),
            "folder": judged.where.folder,
            "uid": judged.where.uid,
            "label": str(judged.label),
        }
        if judged
        else None,
        "today": _counts_object(account.today),
        "total": _counts_object(account.total),
        "drafts_waiting": account.waiting,
        "held": {"since": _iso(account.hold.since), "reason": account.hold.reason} if account.hold else None,
        "complaints": list(account.complaints),
    }


def _error_object(health: Health | None) -> dict[str, Any] | None:
    if health is None or not health.error:
        return None
    return {"problem": health.error, "remedy": health.remedy, "at": _iso(health.error_at)}


def _counts_object(counts: Counts) -> dict[str, int]:
    return {
        "judged": counts.judged,
        "rejections": counts.rejections,
        "unsure": counts.unsure,
        "drafts": counts.drafts,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def as_lines(found: Survey) -> Iterator[str]:
    """Yield the lines of a survey for a person."""
    yield from _daemon_lines(found)
    for account in found.accounts:
        yield ""
        yield from _account_lines(account, found.at)
    yield ""
    if found.complaints:
        yield "Needs attention:"
        yield from (f"  {each}" for each in found.complaints)
    else:
        yield "All is well."


def _daemon_lines(found: Survey) -> Iterator[str]:
    from inbox_helper.survey import Life

    record, at = found.daemon, found.at
    if record is None:
        yield "No daemon has run here yet."
    elif found.life is Life.RUNNING:
        yield f"The daemon runs: process {record.pid}, since {_moment(record.started_at, at)}."
    elif found.life is Life.DEAD:
        yield f"The daemon is dead: process {record.pid}, begun {_moment(record.started_at, at)}, is gone."
    else:
        yield f"The daemon does not run; it was ended {_moment(record.ended_at, at)}."
    if found.other_process:
        yield f"Process {found.other_process} works with the state: a scan."
    if record:
        yield f"Rulebook {record.rulebook_version}, {record.rules} rules."
        if record.problem:
            yield "An edit is broken; what was in force before it still is:"
            yield from (f"  {line}" for line in record.problem.splitlines())


def _account_lines(account: AccountSurvey, at: datetime) -> Iterator[str]:
    health = account.health
    yield f"{account.account}: {_state(health, at)}"
    if health and health.contact_at:
        yield _line("server answered", _moment(health.contact_at, at))
    if judged := account.last_judged:
        place = f"{judged.where.folder}, UID {judged.where.uid}"
        yield _line("last mail judged", f"{_moment(judged.at, at)}: {judged.label} ({place})")
    yield _line("today", _counts(account.today))
    yield _line("in total", _counts(account.total))
    if account.waiting:
        yield _line("drafts waiting", str(account.waiting))
    if account.hold:
        yield _line("drafting held", f"{_moment(account.hold.since, at)}: {account.hold.reason}")
    if health and health.retry_at:
        yield _line("next try", _moment(health.retry_at, at))
    if health and health.error:
        yield _line("last error", f"{_moment(health.error_at, at)}: {health.error}")
        yield from (_line("", line) for line in health.remedy.splitlines())


def _state(health: Health | None, at: datetime) -> str:
    return f"{health.state}, since {_moment(health.since, at)}" if health else "never watched"


def _line(name: str, value: str) -> str:
    return f"  {name:<{_WIDTH}}{value}"


def _counts(counts: Counts) -> str:
    rejections = "1 rejection" if counts.rejections == 1 else f"{counts.rejections} rejections"
    drafts = "1 draft" if counts.drafts == 1 else f"{counts.drafts} drafts"
    return f"{counts.judged} judged, {rejections}, {counts.unsure} unsure, {drafts}"


_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def _moment(moment: datetime | None, now: datetime) -> str:
    """Return a time as people say it: `2026-03-02 09:00 (3 hours ago)`."""
    if moment is None:
        return "at an unknown time"
    seconds = (now - moment).total_seconds()
    told = f"in {_span(-seconds)}" if seconds < 0 else f"{_span(seconds)} ago"
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d %H:%M} ({told})"


def _span(seconds: float) -> str:
    for name, length in _UNITS:
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {name}{'s' * (count > 1)}"
    return f"{int(seconds)} seconds"
