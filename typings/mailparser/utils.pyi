class _Log:
    disabled: bool

log: _Log

def get_addresses(
    raw_header: str | None, *, defects: list[dict[str, object]] | None = None, decode_names: bool = False
) -> list[tuple[str, str]]: ...
