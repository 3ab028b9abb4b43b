from collections.abc import Iterator
from typing import AnyStr, Generic

class error(Exception): ...  # noqa: N801, N818 - its name in the library

class Options:
    max_mem: int
    log_errors: bool
    never_capture: bool
    longest_match: bool

class _Match(Generic[AnyStr]):
    def group(self, group: int = 0) -> AnyStr: ...
    def span(self, group: int = 0) -> tuple[int, int]: ...
    def start(self, group: int = 0) -> int: ...
    def end(self, group: int = 0) -> int: ...

class _Regexp(Generic[AnyStr]):
    @property
    def programsize(self) -> int: ...
    @property
    def pattern(self) -> AnyStr: ...
    def search(self, text: AnyStr, pos: int | None = None, endpos: int | None = None) -> _Match[AnyStr] | None: ...
    def finditer(self, text: AnyStr) -> Iterator[_Match[AnyStr]]: ...

class Set:
    @classmethod
    def SearchSet(cls, options: Options | None = None) -> Set: ...  # noqa: N802
    def Add(self, pattern: str) -> int: ...  # noqa: N802
    def Compile(self) -> None: ...  # noqa: N802
    def Match(self, text: bytes | str) -> list[int] | None: ...  # noqa: N802

class Filter:
    def Add(self, pattern: str | bytes, options: Options | None = None) -> int: ...  # noqa: N802
    def Compile(self) -> None: ...  # noqa: N802
    def Match(self, text: bytes | str, potential: bool = False) -> list[int] | None: ...  # noqa: N802

def compile(pattern: AnyStr, options: Options | None = None) -> _Regexp[AnyStr]: ...  # noqa: A001
