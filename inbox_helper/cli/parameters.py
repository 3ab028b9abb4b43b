"""Kinds of values that several commands take."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import click

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Period(click.ParamType[timedelta]):
    """A length of time such as 12h, 30d, 2w, 6m or 1y; months have 30 days and years 365."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Return the length of time that the text names."""
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"(\d{1,5})([hdwmy])", str(value).strip().lower())
        if match is None or int(match[1]) == 0:
            self.fail(f"{value!r} is no period. Write a number and h, d, w, m or y, as in 30d.", param, ctx)
        amount, unit = int(match[1]), match[2]
        return timedelta(hours=amount) if unit == "h" else timedelta(days=amount * _DAYS[unit])


PERIOD = Period()
