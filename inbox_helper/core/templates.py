"""Templates: small parts of text that become the body of a draft.

Templates are programs of the user's own and run in a sandbox; what a mail says is only ever data in them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.ext import Extension
from jinja2.loaders import FunctionLoader
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from inbox_helper.errors import RuleError

SUFFIX = ".txt.j2"
ATTRIBUTION = "attribution"
SHARED = ("parts", ATTRIBUTION)
"""Names in a language's folder that are no tones."""
SHIPPED = "shipped/"
"""Prefix by which a user's template names the one that it replaces."""
LINE_BREAK = "\u2028"
"""A line break that stays; other line ends within a paragraph are soft."""
FALLBACK_LANGUAGE = "en"
FALLBACK_TONE = "warm"

_Result = TypeVar("_Result")

_LONGEST_OUTPUT = 20_000
_MOST_PIECES = 5_000
_FILTERS = ("capitalize", "default", "first", "last", "length", "list", "lower", "replace", "title", "trim", "upper")


class _OneOf(Extension):
    """`{% oneof %} … {% or %} … {% endoneof %}`: one of several wordings, the same one for the same mail."""

    tags = {"oneof"}  # noqa: RUF012 - the base class declares it so

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a choice by the context's `variant` and the place of the tag."""
        line = next(parser.stream).lineno
        options = [parser.parse_statements(("name:or", "name:endoneof"))]
        while parser.stream.current.test("name:or"):
            next(parser.stream)
            options.append(parser.parse_statements(("name:or", "name:endoneof")))
        next(parser.stream)
        place = nodes.Const(f"{parser.name}:{line}")
        choice = self.call_method("choose_wording", [nodes.Name("variant", "load"), place, nodes.Const(len(options))])
        tree: list[nodes.Node] = []
        for index in reversed(range(len(options))):
            test = nodes.Compare(choice, [nodes.Operand("eq", nodes.Const(index))])
            tree = [nodes.If(test, options[index], [], tree)]
        return tree[0].set_lineno(line)

    def choose_wording(self, variant: int, place: str, count: int) -> int:
        """Return which of `count` wordings stands at a place; it is called by the compiled template."""
        digest = hashlib.sha256(f"{variant}\0{place}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % count


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which sequences stay short and nothing can be multiplied into a huge text."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow calls of macros and blocks alone: methods of strings can write a gigabyte in one call."""
        return isinstance(obj, Macro | BlockReference) or getattr(obj, "__func__", None) is _OneOf.choose_wording

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Allow arithmetic on numbers alone."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"the operator {operator} is not allowed here")
        return super().call_binop(context, operator, left, right)


@dataclass(frozen=True, slots=True)
class Templates:
    """Every template that there is, ready to be rendered."""

    sources: Mapping[str, str]
    _environment: _Environment = field(repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have at least one tone, in alphabetical order."""
        return tuple(sorted({name.partition("/")[0] for name in self.sources if _is_tone(name)}))

    def tones(self, language: str) -> tuple[str, ...]:
        """Given a language, return its tones in alphabetical order."""
        names = (name for name in self.sources if _is_tone(name) and name.startswith(f"{language}/"))
        return tuple(sorted(name.partition("/")[2].removesuffix(SUFFIX) for name in names))

    def choose(self, language: str, tone: str, default_language: str = FALLBACK_LANGUAGE) -> tuple[str, str]:
        """Return the language and the tone that there is: those asked for, or else the nearest ones."""
        wanted = (language, default_language, FALLBACK_LANGUAGE)
        found = next((each for each in wanted if each in self.languages), None)
        if found is None:
            raise RuleError("There is no template at all.", "Restore the templates folder, or install anew.")
        tones = self.tones(found)
        return found, next((each for each in (tone, FALLBACK_TONE) if each in tones), tones[0])

    def render(self, *, language: str, tone: str, context: Mapping[str, Any]) -> str:
        """Return the text of a reply: paragraphs on one line each, parted by an empty line.

        Raise RuleError with file and line where the template fails.
        """
        return lay_out(self._run(f"{language}/{tone}{SUFFIX}", context))

    def attribution(self, *, language: str, context: Mapping[str, Any]) -> str:
        """Return the line that stands above a quotation, in one line. Raise RuleError as `render` does."""
        return " ".join(lay_out(self._run(f"{language}/{ATTRIBUTION}{SUFFIX}", context)).split())

    def compile(self, names: Iterable[str]) -> None:
        """Raise RuleError where one of some templates is broken."""
        for name in names:
            _guarded(name, self.sources, partial(self._environment.get_template, name))

    def _run(self, name: str, context: Mapping[str, Any]) -> str:
        def run() -> str:
            return _joined(self._environment.get_template(name), context)

        return _guarded(name, self.sources, run, tuple(context))


def build_templates(sources: Mapping[str, str], unproven: Iterable[str] | None = None) -> Templates:
    """Given texts by relative name ("en/warm.txt.j2"), return the templates.

    A user's template may build on the one that it replaces: `{% extends "shipped/en/warm.txt.j2" %}` is looked up
    under that very name, or else without the prefix. Raise RuleError with file and line where one is broken: where
    `unproven` names some, only those are tried at once, because that costs milliseconds for each.
    """
    known = dict(sources)

    def load(name: str) -> str | None:
        return known.get(name, known.get(name.removeprefix(SHIPPED)))

    environment = _Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        extensions=[_OneOf],
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=400,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.globals["line_break"] = LINE_BREAK
    templates = Templates(known, environment)
    templates.compile(known if unproven is None else unproven)
    return templates


_NO_BLANK_BETWEEN = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_BLANKS = re.compile(r"[ \t\r\n]+")
"""Not the no-break space: it stands before French question marks, so that no line begins with one."""
_STRAY_BLANK = re.compile(r" (?=[.,](?:\s|$))")
_SOFT_BREAK_IN_JAPANESE = re.compile(rf"(?<=[{_NO_BLANK_BETWEEN}])\s+(?=[{_NO_BLANK_BETWEEN}])")


def lay_out(text: str) -> str:
    """Return a rendered text as paragraphs of one line each; LINE_BREAK breaks a line within one."""
    paragraphs = [_paragraph(each) for each in re.split(r"\n[ \t]*\n", text)]
    return "\n\n".join(each for each in paragraphs if each)


def _paragraph(text: str) -> str:
    # A word that was left out before a full stop leaves a blank; the one before ".NET" is meant.
    lines = (_STRAY_BLANK.sub("", " ".join(_BLANKS.split(line)).strip()) for line in text.split(LINE_BREAK))
    return "\n".join(_SOFT_BREAK_IN_JAPANESE.sub("", line) for line in lines if line)


def _is_tone(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return name.endswith(SUFFIX) and "/" not in rest and bool(rest) and f"{folder}/" != SHIPPED and not _shared(rest)


def _shared(file_name: str) -> bool:
    return file_name.removesuffix(SUFFIX) in SHARED


def _joined(template: Template, context: Mapping[str, Any]) -> str:
    pieces: list[str] = []
    length = 0
    for piece in template.generate(dict(context)):
        length += len(piece)
        pieces.append(piece)
        if length > _LONGEST_OUTPUT or len(pieces) > _MOST_PIECES:
            raise SecurityError(f"it writes more than {_LONGEST_OUTPUT} characters or loops for too long")
    return "".join(pieces)


def _guarded(name: str, sources: Mapping[str, str], run: Callable[[], _Result], known: tuple[str, ...] = ()) -> _Result:
    try:
        return run()
    except TemplateSyntaxError as error:
        raise _broken(error.name or name, error.lineno, error.message or "it cannot be read") from error
    except TemplateNotFound as error:
        remedy = f"There are: {', '.join(sorted(sources))}."
        raise _broken(name, 0, f"it builds on {error.name!r}, which does not exist", remedy) from error
    except UndefinedError as error:
        where, line = _place(error, name, sources)
        remedy = f"Variables that exist: {', '.join(sorted(known))}."
        raise _broken(where, line, error.message or "a variable is unknown", remedy) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        where, line = _place(error, name, sources)
        raise _broken(where, line, str(error) or type(error).__name__) from error


def _place(error: BaseException, name: str, sources: Mapping[str, str]) -> tuple[str, int]:
    trace, found = error.__traceback__, (name, 0)
    while trace is not None:
        file_name = trace.tb_frame.f_code.co_filename
        if file_name == "<template>" or file_name in sources:
            found = (str(trace.tb_frame.f_globals.get("name", name)), trace.tb_lineno)
        trace = trace.tb_next
    return found


def _broken(name: str, line: int, problem: str, remedy: str = "") -> RuleError:
    place = f"{name}, line {line}" if line else name
    return RuleError(f"Template {place}: {problem}.", remedy or "Correct the template; templates/README.md tells how.")
